"""Where a cell's link is kept, and what writing does to it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.sheets_server import Google, google

X, Y = "https://example.com/x", "https://example.com/y"
BLUE = {"red": 0.06666667, "green": 0.33333334, "blue": 0.8}


@pytest.fixture(scope="module")
def server() -> Iterator[Google]:
    with google() as running:
        yield running


@pytest.fixture
def book(server: Google) -> str:
    return server.sheets.create("Test")


def write(server: Google, book: str, data: dict[str, Any], fields: str) -> None:
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    rows = [{"values": [data]}]
    server.batch(book, {"updateCells": {"start": start, "rows": rows, "fields": fields}})


def text(value: str) -> dict[str, Any]:
    return {"userEnteredValue": {"stringValue": value}}


def linked(uri: str) -> dict[str, Any]:
    return {"userEnteredFormat": {"textFormat": {"link": {"uri": uri}}}}


def run(start: int, uri: str | None = None) -> dict[str, Any]:
    return {"startIndex": start, "format": {"link": {"uri": uri}} if uri else {}}


LINK = "userEnteredFormat.textFormat.link"
BOTH = f"userEnteredValue,{LINK}"
RUNS = "userEnteredValue,textFormatRuns"


def test_a_cells_own_link_shows_as_its_hyperlink(server: Google, book: str) -> None:
    write(server, book, text("Paper") | linked(X), BOTH)
    cell = server.cell(book, "A1")
    assert cell["hyperlink"] == X
    assert cell["userEnteredFormat"] == {"textFormat": {"link": {"uri": X}}}
    effective = cell["effectiveFormat"]["textFormat"]
    assert (effective["underline"], effective["link"]) == (True, {"uri": X})
    assert effective["foregroundColor"] == BLUE
    assert "textFormatRuns" not in cell


def test_a_link_survives_a_new_value(server: Google, book: str) -> None:
    write(server, book, text("Paper") | linked(X), BOTH)
    write(server, book, text("Another title"), "userEnteredValue")
    server.write(book, "A1", [["A third"]])
    assert server.cell(book, "A1", "formattedValue,hyperlink") == {
        "formattedValue": "A third",
        "hyperlink": X,
    }


def test_a_link_listed_and_not_given_is_taken_off(server: Google, book: str) -> None:
    write(server, book, text("Paper") | linked(X), BOTH)
    write(server, book, text("Paper"), BOTH)
    assert server.cell(book, "A1", "hyperlink,userEnteredFormat") == {}


def test_links_on_parts_of_a_text_are_runs_and_no_hyperlink(server: Google, book: str) -> None:
    write(server, book, text("x and y") | {"textFormatRuns": [run(0, X), run(1), run(6, Y)]}, RUNS)
    cell = server.cell(book, "A1", "hyperlink,textFormatRuns,userEnteredFormat")
    assert set(cell) == {"textFormatRuns"}
    first, plain, last = cell["textFormatRuns"]
    assert first["format"]["link"] == {"uri": X}
    assert first["format"]["underline"] is True
    assert first["format"]["foregroundColor"] == BLUE
    assert "startIndex" not in first
    assert plain == {"startIndex": 1, "format": {}}
    assert (last["startIndex"], last["format"]["link"]["uri"]) == (6, Y)


def test_a_new_value_erases_the_runs(server: Google, book: str) -> None:
    write(server, book, text("x and y") | {"textFormatRuns": [run(0, X), run(1)]}, RUNS)
    write(server, book, text("x and y"), "userEnteredValue")
    assert server.cell(book, "A1", "textFormatRuns") == {}


def test_a_run_over_the_whole_text_becomes_the_cells_link(server: Google, book: str) -> None:
    write(server, book, text("Paper") | {"textFormatRuns": [run(0, X)]}, RUNS)
    cell = server.cell(book, "A1", "hyperlink,textFormatRuns,userEnteredFormat")
    assert cell == {
        "hyperlink": X,
        "userEnteredFormat": {"textFormat": {"link": {"uri": X}}},
    }


def test_a_linked_run_takes_the_place_of_the_cells_link(server: Google, book: str) -> None:
    write(server, book, text("x and y") | linked(X), BOTH)
    runs = {"textFormatRuns": [run(0), run(6, Y)]}
    write(server, book, runs, "textFormatRuns")
    cell = server.cell(book, "A1", "hyperlink,textFormatRuns,userEnteredFormat")
    assert set(cell) == {"textFormatRuns"}


def test_a_cells_link_sent_along_with_runs_is_lost(server: Google, book: str) -> None:
    write(server, book, text("Paper") | linked(X), f"{BOTH},textFormatRuns")
    assert server.cell(book, "A1", "hyperlink,userEnteredFormat") == {}


def test_a_formula_links_without_a_format(server: Google, book: str) -> None:
    server.write(book, "A1", [[f'=HYPERLINK("{X}", "Pa""per")']], "USER_ENTERED")
    cell = server.cell(book, "A1")
    assert cell["hyperlink"] == X
    assert cell["formattedValue"] == 'Pa"per'
    assert cell["effectiveValue"] == {"stringValue": 'Pa"per'}
    assert cell["userEnteredValue"] == {"formulaValue": f'=HYPERLINK("{X}", "Pa""per")'}
    assert "userEnteredFormat" not in cell
    server.write(book, "A1", [[f'=HYPERLINK("{X}")']], "USER_ENTERED")
    assert server.cell(book, "A1", "formattedValue")["formattedValue"] == X


@pytest.mark.parametrize("option", ["RAW", "USER_ENTERED"])
def test_an_address_written_as_a_value_becomes_a_link(
    server: Google, book: str, option: str
) -> None:
    server.write(book, "A1", [[X], [f"see {X} there"]], option)
    assert server.cell(book, "A1", "userEnteredValue,hyperlink") == {
        "userEnteredValue": {"stringValue": X},
        "hyperlink": X,
    }
    assert server.cell(book, "A2", "hyperlink") == {}


def test_an_address_written_as_a_cell_does_not_become_a_link(server: Google, book: str) -> None:
    write(server, book, text(X), "userEnteredValue")
    assert server.cell(book, "A1", "hyperlink") == {}


def test_an_empty_cell_can_have_a_link(server: Google, book: str) -> None:
    write(server, book, linked(X), LINK)
    cell = server.cell(book, "A1")
    assert cell["hyperlink"] == X
    assert "formattedValue" not in cell
    assert server.values(book, "A1") == []


def test_positions_of_runs_count_utf16(server: Google, book: str) -> None:
    write(server, book, text("😀 link") | {"textFormatRuns": [run(3, X)]}, RUNS)
    runs = server.cell(book, "A1", "textFormatRuns")["textFormatRuns"]
    assert runs[0]["startIndex"] == 3
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    for bad in ([run(7, X)], [run(3), run(3)], [run(4), run(2)], [run(-1)]):
        rows = [{"values": [text("😀 link") | {"textFormatRuns": bad}]}]
        request = {"updateCells": {"start": start, "rows": rows, "fields": RUNS}}
        assert server.try_batch(book, request).status_code == 400


@pytest.mark.parametrize("value", [{"numberValue": 3}, {"formulaValue": "=A1"}, {}])
def test_only_text_has_runs(server: Google, book: str, value: dict[str, Any]) -> None:
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    rows = [{"values": [{"userEnteredValue": value, "textFormatRuns": [run(0, X)]}]}]
    answer = server.try_batch(book, {"updateCells": {"start": start, "rows": rows, "fields": RUNS}})
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("Invalid requests[0].updateCells: ")


@pytest.mark.parametrize("field", ["hyperlink", "effectiveValue", "formattedValue"])
def test_what_is_read_only_cannot_be_written(server: Google, book: str, field: str) -> None:
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    request = {"updateCells": {"start": start, "rows": [], "fields": field}}
    answer = server.try_batch(book, request)
    assert answer.status_code == 400
    assert field in answer.json()["error"]["message"]


def test_the_page_sees_texts_and_links(server: Google, book: str) -> None:
    write(server, book, text("Paper") | linked(X), BOTH)
    server.write(book, "B2", [[3]])
    (tab,) = server.sheets.grid(book)
    assert tab == {
        "title": "Sheet1",
        "hidden": False,
        "rows": [
            [{"text": "Paper", "link": X}, {"text": "", "link": None}],
            [{"text": "", "link": None}, {"text": "3", "link": None}],
        ],
    }
