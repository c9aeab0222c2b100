"""batchUpdate as a whole: in order, all or nothing, and what it answers."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.sheets_server import Google, google


@pytest.fixture(scope="module")
def server() -> Iterator[Google]:
    with google() as running:
        yield running


@pytest.fixture
def book(server: Google) -> str:
    return server.sheets.create("Test")


def put(row: int, column: int, *texts: str, sheet: int = 0) -> dict[str, Any]:
    cells = [{"userEnteredValue": {"stringValue": text}} for text in texts]
    start = {"sheetId": sheet, "rowIndex": row, "columnIndex": column}
    rows = [{"values": cells}]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


def area(top: int, bottom: int, left: int, right: int, sheet: int = 0) -> dict[str, int]:
    return {
        "sheetId": sheet,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def named(key: str, name: str) -> dict[str, Any]:
    item = {"namedRangeId": key, "name": name, "range": area(0, 1, 0, 1)}
    return {"addNamedRange": {"namedRange": item}}


def message(answer: Any) -> str:
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["status"] == "INVALID_ARGUMENT"
    return str(answer.json()["error"]["message"])


def test_a_batch_shows_what_it_overwrites(server: Google, book: str) -> None:
    """Copy to a hidden tab, write, and read the copy, all in one call."""
    hidden = {"sheetId": 5, "title": "before", "hidden": True}
    server.batch(book, {"addSheet": {"properties": hidden}})
    server.write(book, "A1", [["an edit", "=not a formula"]])
    answer = server.batch(
        book,
        {
            "copyPaste": {
                "source": area(0, 1, 0, 2),
                "destination": area(0, 1, 0, 2, sheet=5),
                "pasteType": "PASTE_VALUES",
            }
        },
        put(0, 0, "ours"),
        includeSpreadsheetInResponse=True,
        responseRanges=["before!A1:B1"],
        responseIncludeGridData=True,
        params={"fields": "updatedSpreadsheet.sheets(properties.title,data.rowData.values)"},
    )
    (sheet,) = answer["updatedSpreadsheet"]["sheets"]
    texts = [cell["formattedValue"] for cell in sheet["data"][0]["rowData"][0]["values"]]
    assert (sheet["properties"]["title"], texts) == ("before", ["an edit", "=not a formula"])
    assert server.values(book, "A1") == [["ours"]]


def test_the_answer_has_a_reply_for_each_request(server: Google, book: str) -> None:
    answer = server.batch(book, put(0, 0, "x"), {"addSheet": {}}, put(1, 0, "y"))
    assert answer["spreadsheetId"] == book
    first, second, third = answer["replies"]
    assert (first, third) == ({}, {})
    assert second["addSheet"]["properties"]["title"] == "Sheet2"
    assert "updatedSpreadsheet" not in answer


def test_the_spreadsheet_comes_without_cells_unless_asked(server: Google, book: str) -> None:
    answer = server.batch(book, put(0, 0, "x"), includeSpreadsheetInResponse=True)
    assert "data" not in answer["updatedSpreadsheet"]["sheets"][0]
    full = server.batch(
        book, put(0, 0, "x"), includeSpreadsheetInResponse=True, responseIncludeGridData=True
    )
    assert full["updatedSpreadsheet"]["sheets"][0]["data"][0]["rowData"]


def test_one_bad_request_undoes_all(server: Google, book: str) -> None:
    before = server.sheets.dump()
    answer = server.try_batch(
        book,
        put(0, 0, "x"),
        {"addSheet": {"properties": {"title": "New"}}},
        {"insertDimension": {"range": {"dimension": "ROWS", "startIndex": 0, "endIndex": 9}}},
        {"deleteNamedRange": {"namedRangeId": "none"}},
        put(1, 0, "y"),
    )
    assert message(answer) == "Invalid requests[3].deleteNamedRange: No NamedRange with id: none"
    assert server.sheets.dump() == before


def test_an_explicit_id_makes_a_batch_apply_once(server: Google, book: str) -> None:
    first = [named("batch-1", "batch_1"), put(0, 0, "first")]
    server.batch(book, *first)
    assert "a named range with that id already exists" in message(server.try_batch(book, *first))
    # The next batch takes the old mark away and sets its own; a late one then finds neither.
    remove = {"deleteNamedRange": {"namedRangeId": "batch-1"}}
    second = [remove, named("batch-2", "batch_2"), put(0, 0, "second")]
    server.batch(book, *second)
    late = [remove, named("batch-3", "batch_3"), put(0, 0, "late")]
    assert message(server.try_batch(book, *late)).startswith("Invalid requests[0].deleteNamedRange")
    assert server.values(book, "A1") == [["second"]]
    (left,) = server.get(f"/v4/spreadsheets/{book}", fields="namedRanges")["namedRanges"]
    assert left["namedRangeId"] == "batch-2"


def test_a_names_second_use_is_refused(server: Google, book: str) -> None:
    server.batch(book, named("one", "same"))
    assert message(server.try_batch(book, named("two", "Same"))) == (
        "Invalid requests[0].addNamedRange: Cannot add named range with name: Same, "
        "a named range with that name already exists."
    )
    assert "is invalid" in message(server.try_batch(book, named("three", "A1")))


def test_a_named_range_is_given_back_without_a_sheet_id_of_0(server: Google, book: str) -> None:
    answer = server.batch(book, named("one", "mark"))
    reply = answer["replies"][0]["addNamedRange"]["namedRange"]
    assert reply["range"] == {k: v for k, v in area(0, 1, 0, 1).items() if k != "sheetId"}
    rename = {"namedRange": {"namedRangeId": "one", "name": "other"}, "fields": "name"}
    server.batch(book, {"updateNamedRange": rename})
    (item,) = server.get(f"/v4/spreadsheets/{book}", fields="namedRanges")["namedRanges"]
    assert (item["name"], item["range"]) == ("other", reply["range"])


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"xyz": {}}, "Unknown name \"xyz\" at 'requests[0]': Cannot find field."),
        (
            {"updateCells": {"colour": 1}},
            "Unknown name \"colour\" at 'requests[0].update_cells': Cannot find field.",
        ),
        (
            {"appendDimension": {"sheetId": "one"}},
            "Invalid value at 'requests[0].append_dimension.sheet_id' (TYPE_INT32), \"one\"",
        ),
        (
            {"appendDimension": {"dimension": "ROW"}},
            "Invalid value at 'requests[0].append_dimension.dimension' (TYPE_ENUM), \"ROW\"",
        ),
        ({"updateCells": {"rows": {}}}, "Invalid value at 'requests[0].update_cells.rows'"),
        ({}, "Invalid requests[0]: No request set."),
        (
            {"addSheet": {}, "deleteSheet": {"sheetId": 0}},
            "Invalid requests[0]: More than one request set.",
        ),
        ({"deleteSheet": {"sheetId": 9}}, "Invalid requests[0].deleteSheet: No grid with id: 9"),
        (
            {"updateCells": {"start": {"sheetId": 0}, "rows": []}},
            "At least one field must be listed in 'fields'.",
        ),
        (
            {"updateCells": {"start": {"sheetId": 0}, "fields": "nothing"}},
            "Request contains an invalid argument.",
        ),
    ],
)
def test_a_malformed_request_is_refused(
    server: Google, book: str, request_: dict[str, Any], said: str
) -> None:
    assert said in message(server.try_batch(book, request_))


def test_an_empty_batch_is_refused(server: Google, book: str) -> None:
    assert "at least one request" in message(server.try_batch(book))


def test_what_the_sandbox_lacks_is_refused_aloud(server: Google, book: str) -> None:
    answer = server.try_batch(book, {"addChart": {"chart": {}}})
    assert (answer.status_code, answer.json()["error"]["status"]) == (501, "UNIMPLEMENTED")
    assert "addChart" in answer.json()["error"]["message"]


def test_numbers_may_come_as_text_and_null_as_nothing(server: Google, book: str) -> None:
    server.batch(book, {"appendDimension": {"sheetId": None, "dimension": "ROWS", "length": "5"}})
    assert server.gspread("human").open_by_key(book).sheet1.row_count == 1005


def test_cells_outside_of_the_grid_are_refused(server: Google, book: str) -> None:
    limits = "exceeds grid limits. Max rows: 1000, max columns: 26"
    assert message(server.try_batch(book, put(1000, 0, "x"))) == (
        f"Invalid requests[0].updateCells: Range (Sheet1!A1001) {limits}"
    )
    assert message(server.try_batch(book, put(0, 25, "x", "y"))) == (
        "Invalid requests[0].updateCells: Attempting to write column: 26, "
        "beyond the last requested column of: 25"
    )
    small = {"range": area(0, 1, 0, 1), "fields": "userEnteredValue", "rows": [{}, {}]}
    assert "Attempting to write row: 1" in message(server.try_batch(book, {"updateCells": small}))


@pytest.mark.parametrize(
    ("bounds", "named_as"),
    [
        ({"startRowIndex": 1000}, "A1001:B"),
        ({"startRowIndex": 1005}, "A1006:B"),
        ({"startRowIndex": 1000, "endRowIndex": 1001}, "A1001:B1001"),
    ],
)
def test_a_range_that_starts_past_the_grid_is_refused(
    server: Google, book: str, bounds: dict[str, int], named_as: str
) -> None:
    where = {"sheetId": 0, "startColumnIndex": 0, "endColumnIndex": 2} | bounds
    request = {"repeatCell": {"range": where, "cell": {}, "fields": "note"}}
    assert message(server.try_batch(book, request)) == (
        f"Invalid requests[0].repeatCell: Range (Sheet1!{named_as}) exceeds grid limits. "
        "Max rows: 1000, max columns: 26"
    )


def test_a_range_that_ends_past_the_grid_or_is_empty_is_taken(server: Google, book: str) -> None:
    for top, bottom in ((999, 1003), (3, 3)):
        where = area(top, bottom, 0, 2)
        cell = {"note": "n"}
        server.batch(book, {"repeatCell": {"range": where, "cell": cell, "fields": "note"}})
    assert server.gspread("human").open_by_key(book).sheet1.row_count == 1000
    assert server.cell(book, "A1000", "note") == {"note": "n"}
    assert server.cell(book, "A4", "note") == {}


def test_update_cells_over_a_range_clears_what_it_does_not_cover(server: Google, book: str) -> None:
    server.write(book, "A1", [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]])
    new = [{"values": [{"userEnteredValue": {"stringValue": "new"}}]}]
    where = area(0, 2, 0, 2)
    server.batch(book, {"updateCells": {"range": where, "rows": new, "fields": "userEnteredValue"}})
    assert server.values(book, "A1:C3") == [["new", "", "c"], ["", "", "f"], ["g", "h", "i"]]


def test_only_the_listed_fields_are_written(server: Google, book: str) -> None:
    cell = {
        "userEnteredValue": {"stringValue": "x"},
        "note": "careful",
        "userEnteredFormat": {"wrapStrategy": "WRAP", "textFormat": {"bold": True}},
    }
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}

    def write(data: dict[str, Any], fields: str) -> dict[str, Any]:
        rows = [{"values": [data]}]
        server.batch(book, {"updateCells": {"start": start, "rows": rows, "fields": fields}})
        return server.cell(book, "A1", "userEnteredValue,note,userEnteredFormat")

    assert write(cell, "*") == cell
    assert write({"note": "new"}, "note") == cell | {"note": "new"}
    bold = {"userEnteredFormat": {"textFormat": {"italic": True}}}
    kept = write(bold, "userEnteredFormat.textFormat.italic")["userEnteredFormat"]
    assert kept == {"wrapStrategy": "WRAP", "textFormat": {"bold": True, "italic": True}}
    assert write(bold, "userEnteredFormat(textFormat)")["userEnteredFormat"] == {
        "wrapStrategy": "WRAP",
        "textFormat": {"italic": True},
    }
    assert write({}, "*") == {}


def test_append_cells_goes_below_the_last_value_of_any_column(server: Google, book: str) -> None:
    server.write(book, "C5", [["last"]])
    note = {"range": area(40, 41, 0, 1), "cell": {"note": "only a note"}, "fields": "note"}
    server.batch(book, {"repeatCell": note})
    row = {"values": [{"userEnteredValue": {"stringValue": "new"}}]}
    request = {"appendCells": {"sheetId": 0, "rows": [row, row], "fields": "userEnteredValue"}}
    server.batch(book, request)
    assert server.values(book, "A5:C9") == [["", "", "last"], ["new"], ["new"]]


def test_append_cells_adds_rows_to_a_full_grid(server: Google, book: str) -> None:
    grid = {"rowCount": 1, "columnCount": 2}
    small = {"sheetId": 8, "title": "Small", "gridProperties": grid}
    server.batch(book, {"addSheet": {"properties": small}})
    row = {"values": [{"userEnteredValue": {"numberValue": 1}}]}
    for _ in range(3):
        request = {"appendCells": {"sheetId": 8, "rows": [row], "fields": "*"}}
        server.batch(book, request)
    assert server.values(book, "Small") == [["1"], ["1"], ["1"]]
    wide = {"values": [*row["values"]] * 3}
    request = {"appendCells": {"sheetId": 8, "rows": [wide], "fields": "*"}}
    assert "Attempting to write column: 2" in message(server.try_batch(book, request))


def test_too_long_a_text_fails_the_batch(server: Google, book: str) -> None:
    server.batch(book, put(0, 0, "x" * 50_000))
    assert "more than the maximum of 50000 characters" in message(
        server.try_batch(book, put(1, 0, "fine"), put(2, 0, "x" * 50_001))
    )
    assert server.values(book, "A2") == []


def test_more_than_two_megabytes_are_taken(server: Google, book: str) -> None:
    texts = ["é" * 40_000] * 26
    server.batch(book, *(put(row, 0, *texts) for row in range(2)))
    assert server.values(book, "A1:Z2") == [texts, texts]


def test_ten_million_cells_are_the_limit(server: Google, book: str) -> None:
    big = {"rowCount": 500_000, "columnCount": 20}
    request = {"addSheet": {"properties": {"gridProperties": big}}}
    assert "above the limit of 10000000 cells" in message(server.try_batch(book, request))


def test_two_thousand_writes_are_one_batch(server: Google, book: str) -> None:
    server.batch(book, {"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 1000}})
    server.batch(book, *(put(row, 3, f"row {row}") for row in range(2000)))
    assert server.values(book, "D1:D2000") == [[f"row {row}"] for row in range(2000)]
