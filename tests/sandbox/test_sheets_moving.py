"""Cells copied, cut, pasted, sorted, shifted, searched and replaced."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.sheets_server import Google, google

X = "https://example.com/x"


@pytest.fixture(scope="module")
def server() -> Iterator[Google]:
    with google() as running:
        yield running


@pytest.fixture
def book(server: Google) -> str:
    return server.sheets.create("Test")


def area(top: int, bottom: int, left: int, right: int) -> dict[str, int]:
    return {
        "sheetId": 0,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def link(server: Google, book: str, row: int, column: int, text: str) -> None:
    cell = {
        "userEnteredValue": {"stringValue": text},
        "userEnteredFormat": {"textFormat": {"link": {"uri": X + text}}},
    }
    start = {"sheetId": 0, "rowIndex": row, "columnIndex": column}
    fields = "userEnteredValue,userEnteredFormat.textFormat.link"
    rows = [{"values": [cell]}]
    server.batch(book, {"updateCells": {"start": start, "rows": rows, "fields": fields}})


def copy(server: Google, book: str, source: Any, to: Any, kind: str = "PASTE_NORMAL") -> None:
    request = {"source": source, "destination": to, "pasteType": kind}
    server.batch(book, {"copyPaste": request})


def test_a_copy_has_links_and_formats_and_moved_formulas(server: Google, book: str) -> None:
    link(server, book, 0, 0, "t")
    server.write(book, "B1", [["=A1", "=$A$1"]], "USER_ENTERED")
    copy(server, book, area(0, 1, 0, 3), area(4, 5, 0, 3))
    assert server.cell(book, "A5", "hyperlink")["hyperlink"] == X + "t"
    formulas = server.values(book, "A5:C5", valueRenderOption="FORMULA")
    assert formulas == [["t", "=A5", "=$A$1"]]


def test_a_copy_of_values_has_no_links_and_no_formulas(server: Google, book: str) -> None:
    link(server, book, 0, 0, "t")
    server.write(book, "B1", [["=1+2", "=nothing()"]], "USER_ENTERED")
    copy(server, book, area(0, 1, 0, 3), area(4, 5, 0, 3), "PASTE_VALUES")
    (row,) = server.cells(book, "A5:C5", "userEnteredValue,hyperlink")
    assert row[0] == {"userEnteredValue": {"stringValue": "t"}}
    assert row[1] == {"userEnteredValue": {"numberValue": 3}}


def test_a_copy_of_values_empties_what_it_covers(server: Google, book: str) -> None:
    server.write(book, "A1", [["new", ""]])
    server.write(book, "A5", [["old", "old", "beside"]])
    copy(server, book, area(0, 1, 0, 2), area(4, 5, 0, 2), "PASTE_VALUES")
    assert server.values(book, "A5:C5") == [["new", "", "beside"]]


def test_only_the_format_may_be_copied(server: Google, book: str) -> None:
    link(server, book, 0, 0, "t")
    server.write(book, "A5", [["kept"]])
    copy(server, book, area(0, 1, 0, 1), area(4, 5, 0, 1), "PASTE_FORMAT")
    assert server.cell(book, "A5", "formattedValue,hyperlink") == {
        "formattedValue": "kept",
        "hyperlink": X + "t",
    }


def test_a_copy_fills_a_multiple_of_its_size_and_else_runs_over(server: Google, book: str) -> None:
    server.write(book, "A1", [["a", "b"]])
    copy(server, book, area(0, 1, 0, 2), area(2, 4, 0, 4))
    assert server.values(book, "A3:D4") == [["a", "b", "a", "b"]] * 2
    copy(server, book, area(0, 1, 0, 2), area(6, 7, 0, 1))
    assert server.values(book, "A7:D7") == [["a", "b"]]
    over = {"copyPaste": {"source": area(0, 1, 0, 2), "destination": area(0, 1, 25, 26)}}
    answer = server.try_batch(book, over)
    assert "exceeds grid limits" in answer.json()["error"]["message"]


def test_a_copy_may_overlap_itself_and_be_turned(server: Google, book: str) -> None:
    server.write(book, "A1", [["a"], ["b"], ["c"]])
    copy(server, book, area(0, 3, 0, 1), area(1, 4, 0, 1))
    assert server.values(book, "A1:A9") == [["a"], ["a"], ["b"], ["c"]]
    turned = {
        "source": area(0, 4, 0, 1),
        "destination": area(5, 6, 0, 1),
        "pasteOrientation": "TRANSPOSE",
    }
    server.batch(book, {"copyPaste": turned})
    assert server.values(book, "A6:Z6") == [["a", "a", "b", "c"]]


def test_a_cut_leaves_nothing_behind(server: Google, book: str) -> None:
    link(server, book, 0, 0, "t")
    server.write(book, "B1", [["=A1"]], "USER_ENTERED")
    to = {"sheetId": 0, "rowIndex": 4, "columnIndex": 0}
    server.batch(book, {"cutPaste": {"source": area(0, 1, 0, 2), "destination": to}})
    assert server.cells(book, "A1:B1", "*") == []
    assert server.cell(book, "A5", "hyperlink")["hyperlink"] == X + "t"
    assert server.values(book, "B5", valueRenderOption="FORMULA") == [["=A1"]]


def test_pasted_text_is_read_as_typed(server: Google, book: str) -> None:
    at = {"sheetId": 0, "rowIndex": 999, "columnIndex": 0}
    data = {"coordinate": at, "data": "a\t1\n2022-04-01\t=1+1", "delimiter": "\t"}
    server.batch(book, {"pasteData": data | {"type": "PASTE_NORMAL"}})
    rows = server.values(book, "A1000:B1001", valueRenderOption="UNFORMATTED_VALUE")
    assert rows == [["a", 1], [44652, 2]]


def test_a_sort_moves_whole_cells_and_nothing_beside_the_range(server: Google, book: str) -> None:
    for row, text in enumerate("cab"):
        link(server, book, row, 0, text)
    server.write(book, "B1", [["3"], ["1"], ["2"]])
    server.write(book, "C1", [["first"], ["second"], ["third"]])
    specs = [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]
    server.batch(book, {"sortRange": {"range": area(0, 3, 0, 2), "sortSpecs": specs}})
    assert server.values(book, "A1:C3") == [
        ["a", "1", "first"],
        ["b", "2", "second"],
        ["c", "3", "third"],
    ]
    links = [row[0]["hyperlink"] for row in server.cells(book, "A1:A3", "hyperlink")]
    assert links == [X + "a", X + "b", X + "c"]


def test_a_sort_is_stable_and_leaves_empty_cells_last(server: Google, book: str) -> None:
    rows: list[list[Any]] = [["b", 1], ["", 2], [True, 3], ["B", 4], [7, 5], ["a", 6], [3, 7]]
    server.write(book, "A1", rows)

    def order(*specs: tuple[int, str]) -> list[int]:
        wanted = [{"dimensionIndex": i, "sortOrder": o} for i, o in specs]
        server.batch(book, {"sortRange": {"range": area(0, 7, 0, 2), "sortSpecs": wanted}})
        values = server.values(book, "B1:B7", valueRenderOption="UNFORMATTED_VALUE")
        return [row[0] for row in values]

    assert order((0, "ASCENDING")) == [7, 5, 6, 1, 4, 3, 2]
    assert order((0, "DESCENDING")) == [3, 1, 4, 6, 5, 7, 2]
    assert order((0, "ASCENDING"), (1, "DESCENDING")) == [7, 5, 6, 4, 1, 3, 2]
    outside = {"range": area(0, 7, 0, 2), "sortSpecs": [{"dimensionIndex": 5}]}
    assert server.try_batch(book, {"sortRange": outside}).status_code == 400


def test_cells_are_shifted_in_and_out(server: Google, book: str) -> None:
    server.write(book, "A1", [["a", "1", "x"], ["b", "2", "y"], ["c", "3", "z"]])
    down = {"range": area(1, 2, 0, 1), "shiftDimension": "ROWS"}
    server.batch(book, {"insertRange": down})
    assert server.values(book, "A1:A9") == [["a"], [], ["b"], ["c"]]
    server.batch(book, {"deleteRange": down})
    assert server.values(book, "A1:A9") == [["a"], ["b"], ["c"]]
    across = {"range": area(0, 1, 0, 2), "shiftDimension": "COLUMNS"}
    server.batch(book, {"insertRange": across})
    assert server.values(book, "A1:F1") == [["", "", "a", "1", "x"]]
    server.batch(book, {"deleteRange": across})
    assert server.values(book, "A1:F2") == [["a", "1", "x"], ["b", "2", "y"]]


def test_equal_rows_are_thinned_out(server: Google, book: str) -> None:
    server.write(book, "A1", [["a", "1"], ["A", "1"], ["a", "2"], ["a", "1"]])
    answer = server.batch(book, {"deleteDuplicates": {"range": area(0, 4, 0, 2)}})
    assert answer["replies"][0]["deleteDuplicates"] == {"duplicatesRemovedCount": 2}
    assert server.values(book, "A1:B9") == [["a", "1"], ["a", "2"]]


def test_whitespace_is_trimmed(server: Google, book: str) -> None:
    server.write(book, "A1", [["  a  b ", "c"]])
    answer = server.batch(book, {"trimWhitespace": {"range": area(0, 1, 0, 2)}})
    assert answer["replies"][0]["trimWhitespace"] == {"cellsChangedCount": 1}
    assert server.values(book, "A1:B1") == [["a b", "c"]]


@pytest.mark.parametrize(
    ("options", "after"),
    [
        ({}, ["X cX", "X"]),
        ({"matchCase": True}, ["X cX", "A"]),
        ({"matchEntireCell": True}, ["a ca", "X"]),
        ({"find": "(c)a", "replacement": "$1!", "searchByRegex": True}, ["a c!", "A"]),
    ],
)
def test_text_is_found_and_replaced(
    server: Google, book: str, options: dict[str, Any], after: list[str]
) -> None:
    server.write(book, "A1", [["a ca", "A"]])
    request = {"find": "a", "replacement": "X", "allSheets": True} | options
    reply = server.batch(book, {"findReplace": request})["replies"][0]["findReplace"]
    assert server.values(book, "A1:B1") == [after]
    assert reply["sheetsChanged"] == 1
    assert reply["rowsChanged"] == 1


def test_formulas_are_searched_only_when_asked(server: Google, book: str) -> None:
    server.write(book, "A1", [["=1+1"]], "USER_ENTERED")
    request = {"find": "1", "replacement": "2", "sheetId": 0}
    assert server.batch(book, {"findReplace": request})["replies"] == [{}]
    found = server.batch(book, {"findReplace": request | {"includeFormulas": True}})
    assert found["replies"][0]["findReplace"]["formulasChanged"] == 1
    assert server.values(book, "A1") == [["4"]]
    assert server.try_batch(book, {"findReplace": {"find": "x"}}).status_code == 400


def test_a_formula_repeated_over_a_range_moves_along(server: Google, book: str) -> None:
    server.write(book, "A1", [[1], [2], [3]])
    cell = {"userEnteredValue": {"formulaValue": "=A1*2"}}
    request = {"range": area(0, 3, 1, 2), "cell": cell, "fields": "userEnteredValue"}
    server.batch(book, {"repeatCell": request})
    assert server.values(book, "B1:B3") == [["2"], ["4"], ["6"]]
