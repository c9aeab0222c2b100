"""The filter of a tab hides rows, and says so in their metadata."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.sheets_server import Google, google

WHERE = {"sheetId": 0, "startColumnIndex": 0, "endColumnIndex": 2}
ROWS: list[list[Any]] = [["Name", "Size"], ["pear", 3], ["Apple", 10], ["", 2], ["apple", 1]]


@pytest.fixture(scope="module")
def server() -> Iterator[Google]:
    with google() as running:
        yield running


@pytest.fixture
def book(server: Google) -> str:
    book = server.sheets.create("Test")
    server.write(book, "A1", ROWS)
    return book


def put(server: Google, book: str, **more: Any) -> Any:
    return server.try_batch(book, {"setBasicFilter": {"filter": {"range": WHERE, **more}}})


def hidden(server: Google, book: str) -> list[int]:
    mask = "sheets.data.rowMetadata.hiddenByFilter"
    data = server.get(f"/v4/spreadsheets/{book}", fields=mask)
    rows = data["sheets"][0]["data"][0]["rowMetadata"]
    return [index for index, row in enumerate(rows) if row.get("hiddenByFilter")]


def listed(column: int, *values: str) -> dict[str, Any]:
    return {"criteria": {str(column): {"hiddenValues": list(values)}}}


def condition(column: int, kind: str, *values: str) -> dict[str, Any]:
    given = {"type": kind, "values": [{"userEnteredValue": value} for value in values]}
    return {"filterSpecs": [{"columnIndex": column, "filterCriteria": {"condition": given}}]}


def test_a_filter_without_criteria_hides_nothing(server: Google, book: str) -> None:
    put(server, book)
    assert hidden(server, book) == []


def test_hidden_values_hide_their_rows_but_never_the_header(server: Google, book: str) -> None:
    put(server, book, **listed(0, "apple", "Name"))
    assert hidden(server, book) == [2, 4]


def test_the_empty_value_hides_empty_cells_down_to_the_end(server: Google, book: str) -> None:
    put(server, book, **listed(0, ""))
    assert hidden(server, book) == [3, *range(5, 1000)]


def test_a_row_must_pass_the_criteria_of_every_column(server: Google, book: str) -> None:
    both = {"criteria": {"0": {"hiddenValues": ["pear"]}, "1": {"hiddenValues": ["1"]}}}
    put(server, book, **both)
    assert hidden(server, book) == [1, 4]


@pytest.mark.parametrize(
    ("column", "kind", "values", "seen"),
    [
        (0, "TEXT_CONTAINS", ["PP"], [2, 4]),
        (0, "TEXT_NOT_CONTAINS", ["p"], [3]),
        (0, "TEXT_STARTS_WITH", ["pe"], [1]),
        (0, "TEXT_ENDS_WITH", ["le"], [2, 4]),
        (0, "TEXT_EQ", ["apple"], [2, 4]),
        (0, "TEXT_NOT_EQ", ["apple"], [1, 3]),
        (0, "BLANK", [], [3]),
        (0, "NOT_BLANK", [], [1, 2, 4]),
        (1, "NUMBER_GREATER", ["2"], [1, 2]),
        (1, "NUMBER_GREATER_THAN_EQ", ["2"], [1, 2, 3]),
        (1, "NUMBER_LESS", ["2"], [4]),
        (1, "NUMBER_LESS_THAN_EQ", ["2"], [3, 4]),
        (1, "NUMBER_EQ", ["10"], [2]),
        (1, "NUMBER_NOT_EQ", ["10"], [1, 3, 4]),
        (1, "NUMBER_BETWEEN", ["2", "3"], [1, 3]),
        (1, "NUMBER_NOT_BETWEEN", ["2", "3"], [2, 4]),
    ],
)
def test_a_condition_hides_what_does_not_meet_it(
    server: Google, book: str, column: int, kind: str, values: list[str], seen: list[int]
) -> None:
    put(server, book, **condition(column, kind, *values))
    out = set(hidden(server, book))
    assert [row for row in range(1, 5) if row not in out] == seen


def test_criteria_are_given_back_as_a_map_and_as_a_list_and_the_list_counts(
    server: Google, book: str
) -> None:
    spec = {"columnIndex": 0, "filterCriteria": {"hiddenValues": ["pear"]}}
    put(server, book, **listed(0, "apple"), filterSpecs=[spec])
    kept = server.get(f"/v4/spreadsheets/{book}", fields="sheets.basicFilter")
    kept = kept["sheets"][0]["basicFilter"]
    assert kept["criteria"] == {"0": {"hiddenValues": ["pear"]}}
    assert kept["filterSpecs"] == [spec]
    assert hidden(server, book) == [1]


def test_an_edit_leaves_the_row_in_sight_until_the_filter_is_set_anew(
    server: Google, book: str
) -> None:
    put(server, book, **listed(0, "pear"))
    server.write(book, "A3", [["pear"]])
    assert hidden(server, book) == [1]
    put(server, book, **listed(0, "pear"))
    assert hidden(server, book) == [1, 2]


def test_a_sort_within_the_range_decides_anew(server: Google, book: str) -> None:
    put(server, book, **listed(0, "pear"))
    below = {**WHERE, "startRowIndex": 1, "endRowIndex": 5}
    specs = [{"dimensionIndex": 1, "sortOrder": "DESCENDING"}]
    server.batch(book, {"sortRange": {"range": below, "sortSpecs": specs}})
    assert hidden(server, book) == [2]


def test_a_filter_that_sorts_leaves_its_header_where_it_is(server: Google, book: str) -> None:
    put(server, book, sortSpecs=[{"dimensionIndex": 0, "sortOrder": "ASCENDING"}])
    assert server.values(book, "A1:A4") == [["Name"], ["Apple"], ["apple"], ["pear"]]


def test_hidden_rows_move_with_inserted_and_deleted_rows(server: Google, book: str) -> None:
    put(server, book, **listed(0, "pear", ""))
    place = {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    server.batch(book, {"insertDimension": {"range": place, "inheritFromBefore": True}})
    assert hidden(server, book)[:2] == [2, 4]
    server.batch(book, {"deleteDimension": {"range": place}})
    assert hidden(server, book)[:2] == [1, 3]


def columns_filtered(server: Google, book: str) -> dict[str, Any]:
    found = server.get(f"/v4/spreadsheets/{book}", fields="sheets.basicFilter")
    kept: dict[str, Any] = found["sheets"][0]["basicFilter"]
    specs = {str(spec["columnIndex"]) for spec in kept.get("filterSpecs", [])}
    assert specs == set(kept.get("criteria", {}))
    return dict(kept.get("criteria", {}))


def test_criteria_stay_with_their_columns(server: Google, book: str) -> None:
    place = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    put(server, book, **listed(1, "3"), sortSpecs=[{"dimensionIndex": 1}])
    server.batch(book, {"insertDimension": {"range": place}})
    assert columns_filtered(server, book) == {"2": {"hiddenValues": ["3"]}}
    third = {**place, "startIndex": 2, "endIndex": 3}
    server.batch(book, {"moveDimension": {"source": third, "destinationIndex": 0}})
    assert columns_filtered(server, book) == {"0": {"hiddenValues": ["3"]}}
    first = {**place, "startIndex": 0, "endIndex": 1}
    server.batch(book, {"deleteDimension": {"range": first}})
    assert columns_filtered(server, book) == {}


def test_the_criteria_of_filter_views_stay_with_their_columns(server: Google, book: str) -> None:
    view = {"filterViewId": 5, "title": "Mine", "range": WHERE, **listed(1, "3")}
    place = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    server.batch(book, {"addFilterView": {"filter": view}}, {"insertDimension": {"range": place}})
    found = server.get(f"/v4/spreadsheets/{book}", fields="sheets.filterViews")
    assert found["sheets"][0]["filterViews"][0]["criteria"] == {"2": {"hiddenValues": ["3"]}}


def test_hiding_by_hand_and_by_filter_are_kept_apart(server: Google, book: str) -> None:
    put(server, book, **listed(0, "pear"))
    place = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 3}
    show = {"range": place, "properties": {"hiddenByUser": False}, "fields": "hiddenByUser"}
    server.batch(book, {"updateDimensionProperties": show})
    assert hidden(server, book) == [1]


def test_without_the_filter_everything_is_seen(server: Google, book: str) -> None:
    put(server, book, **listed(0, "pear"))
    server.batch(book, {"clearBasicFilter": {"sheetId": 0}})
    assert hidden(server, book) == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (listed(5, "x"), 400),
        ({"criteria": {"name": {"hiddenValues": ["x"]}}}, 400),
        (condition(1, "NUMBER_LESS", "many"), 400),
        (condition(1, "NUMBER_BETWEEN", "1"), 400),
        (condition(0, "DATE_IS_VALID"), 501),
        ({"criteria": {"0": {"visibleBackgroundColor": {"red": 1}}}}, 501),
    ],
)
def test_a_filter_that_cannot_be_is_refused(
    server: Google, book: str, more: dict[str, Any], code: int
) -> None:
    assert put(server, book, **more).status_code == code
    kept = server.get(f"/v4/spreadsheets/{book}", fields="sheets.basicFilter")
    assert "basicFilter" not in kept["sheets"][0]


def test_what_a_filter_hides_is_kept_with_all_else(server: Google, book: str) -> None:
    put(server, book, **listed(0, "pear"))
    server.sheets.load(server.sheets.dump())
    assert hidden(server, book) == [1]
