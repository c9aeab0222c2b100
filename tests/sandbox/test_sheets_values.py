"""Plain values in and out: spreadsheets.values."""

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


def test_empty_rows_and_columns_at_the_end_are_left_out(server: Google, book: str) -> None:
    server.write(book, "A1", [["a", "", "c", ""], [], ["", "x"], ["", ""]])
    assert server.values(book, "A1:Z100") == [["a", "", "c"], [], ["", "x"]]
    columns = server.values(book, "A1:Z100", majorDimension="COLUMNS")
    assert columns == [["a"], ["", "", "x"], ["c"]]
    empty = server.get(f"/v4/spreadsheets/{book}/values/D5:E9")
    assert empty == {"range": "Sheet1!D5:E9", "majorDimension": "ROWS"}


def test_an_open_range_is_answered_with_its_full_extent(server: Google, book: str) -> None:
    def answered(where: str) -> str:
        return str(server.get(f"/v4/spreadsheets/{book}/values/{where}")["range"])

    assert answered("Sheet1") == "Sheet1!A1:Z1000"
    assert answered("B2:C") == "Sheet1!B2:C1000"
    assert answered("2:3") == "Sheet1!A2:Z3"
    assert answered("A1:ZZ5000") == "Sheet1!A1:Z1000"
    assert answered("sheet1!a1") == "Sheet1!A1"


def test_null_leaves_a_cell_alone_and_an_empty_string_empties_it(server: Google, book: str) -> None:
    server.write(book, "A1", [["a", "b", "c"]])
    done = server.write(book, "A1", [[None, "", "new"]])
    assert server.values(book, "A1:C1") == [["a", "", "new"]]
    assert done["updatedRange"] == "Sheet1!A1:C1"
    assert done["updatedCells"] == 2


@pytest.mark.parametrize(
    ("typed", "shown", "kept"),
    [
        ("2020", "2020", 2020),
        ("007", "7", 7),
        ("1,234.50", "1,234.50", 1234.5),
        ("12%", "12%", 0.12),
        ("1.5%", "1.50%", 0.015),
        ("$3.50", "$3.50", 3.5),
        ("-4.25", "-4.25", -4.25),
        ("TRUE", "TRUE", True),
        ("2022-04-01", "2022-04-01", 44652),
        ("4/1/2022", "4/1/2022", 44652),
        ("Apr 1, 2022", "Apr 1, 2022", 44652),
        ("1899-12-31", "1899-12-31", "1899-12-31"),
        ("2022-04-01 12:00", "2022-04-01 12:00", 44652.5),
        ("'007", "007", "007"),
        ("=1+2", "3", 3),
        ("+1+2", "3", 3),
        ("-x", "#NAME?", "#NAME?"),
        ("AN #95", "AN #95", "AN #95"),
        ("1.2.3", "1.2.3", "1.2.3"),
        ("may", "may", "may"),
    ],
)
def test_what_a_person_types_is_read_as_google_reads_it(
    server: Google, book: str, typed: str, shown: str, kept: Any
) -> None:
    server.write(book, "A1", [[typed]], "USER_ENTERED")
    assert server.values(book, "A1") == [[shown]]
    assert server.values(book, "A1", valueRenderOption="UNFORMATTED_VALUE") == [[kept]]


@pytest.mark.parametrize(
    "text", ["=1+2", "007", "TRUE", "2022-04-01", "'quoted", "+1", " x ", "a\nb", "–😀"]
)
def test_raw_text_is_stored_as_it_is(server: Google, book: str, text: str) -> None:
    server.write(book, "A1", [[text]])
    assert server.values(book, "A1") == [[text]]
    assert server.values(book, "A1", valueRenderOption="FORMULA") == [[text]]
    assert server.cell(book, "A1", "userEnteredValue") == {
        "userEnteredValue": {"stringValue": text}
    }


def test_raw_numbers_and_booleans_keep_their_kind(server: Google, book: str) -> None:
    server.write(book, "A1", [[2020, 1.5, True]])
    kept = server.values(book, "A1:C1", valueRenderOption="UNFORMATTED_VALUE")
    assert kept == [[2020, 1.5, True]]
    assert server.values(book, "A1:C1") == [["2020", "1.5", "TRUE"]]


def test_dates_come_as_numbers_or_as_they_look(server: Google, book: str) -> None:
    server.write(book, "A1", [["2022-04-01"]], "USER_ENTERED")
    plain = {"valueRenderOption": "UNFORMATTED_VALUE"}
    assert server.values(book, "A1", **plain) == [[44652]]
    shown = server.values(book, "A1", **plain, dateTimeRenderOption="FORMATTED_STRING")
    assert shown == [["2022-04-01"]]


def test_a_write_outside_of_the_grid_is_refused(server: Google, book: str) -> None:
    def refused(where: str, values: list[list[Any]]) -> str:
        answer = server.call(
            "PUT",
            f"/v4/spreadsheets/{book}/values/{where}",
            params={"valueInputOption": "RAW"},
            json={"values": values},
        )
        assert answer.status_code == 400
        return str(answer.json()["error"]["message"])

    limits = "exceeds grid limits. Max rows: 1000, max columns: 26"
    assert refused("A1001", [["x"]]) == f"Range (Sheet1!A1001) {limits}"
    assert refused("AA1", [["x"]]) == f"Range (Sheet1!AA1) {limits}"
    assert refused("A1000", [["x"], ["y"]]) == f"Range (Sheet1!A1000:A1001) {limits}"
    assert "tried writing to row [3]" in refused("A1:B2", [["x"], ["y"], ["z"]])
    assert "tried writing to column [C]" in refused("A1:B2", [["x", "y", "z"]])
    assert refused("Nowhere!A1", [["x"]]) == "Unable to parse range: Nowhere!A1"


def test_too_long_a_text_is_refused_and_the_limit_fits(server: Google, book: str) -> None:
    server.write(book, "A1", [["x" * 50_000]])
    assert len(server.values(book, "A1")[0][0]) == 50_000
    answer = server.call(
        "PUT",
        f"/v4/spreadsheets/{book}/values/A1",
        params={"valueInputOption": "RAW"},
        json={"values": [["x" * 50_001]]},
    )
    assert answer.status_code == 400
    assert answer.json()["error"]["message"] == (
        "Your input contains more than the maximum of 50000 characters in a single cell."
    )


@pytest.mark.parametrize("value", [["list"], {"an": "object"}])
def test_a_value_that_is_no_value_is_refused(server: Google, book: str, value: Any) -> None:
    path = f"/v4/spreadsheets/{book}/values/A1"
    params = {"valueInputOption": "RAW"}
    answer = server.call("PUT", path, params=params, json={"values": [["x", value]]})
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("Invalid values[0][1]: ")
    assert server.values(book, "A1") == []


def test_how_to_take_the_input_must_be_said(server: Google, book: str) -> None:
    path = f"/v4/spreadsheets/{book}/values/A1"
    missing = server.call("PUT", path, json={"values": [["x"]]})
    wrong = server.call("PUT", path, params={"valueInputOption": "MAYBE"}, json={"values": []})
    assert (missing.status_code, wrong.status_code) == (400, 400)
    assert "'valueInputOption' is required" in missing.json()["error"]["message"]


def test_append_writes_below_the_table_and_grows_the_grid(server: Google, book: str) -> None:
    server.write(book, "B2", [["h1", "h2"], ["1", "2"]])
    server.write(book, "E9", [["apart"]])

    def append(where: str, values: list[list[Any]], **params: Any) -> Any:
        answer = server.call(
            "POST",
            f"/v4/spreadsheets/{book}/values/{where}:append",
            params={"valueInputOption": "RAW"} | params,
            json={"values": values},
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    done = append("A1:C3", [["3", "4"]])
    assert done["tableRange"] == "Sheet1!B2:C3"
    assert done["updates"]["updatedRange"] == "Sheet1!B4:C4"
    server.batch(
        book,
        {
            "addSheet": {
                "properties": {
                    "sheetId": 7,
                    "title": "Small",
                    "gridProperties": {"rowCount": 1, "columnCount": 1},
                }
            }
        },
    )
    for text in "abc":
        append("Small", [[text, text]])
    assert server.values(book, "Small") == [["a", "a"], ["b", "b"], ["c", "c"]]


def test_append_can_push_rows_down(server: Google, book: str) -> None:
    server.write(book, "A1", [["a"], [None], ["below"]])
    answer = server.call(
        "POST",
        f"/v4/spreadsheets/{book}/values/A1:append",
        params={"valueInputOption": "RAW", "insertDataOption": "INSERT_ROWS"},
        json={"values": [["new"]]},
    )
    assert answer.status_code == 200
    assert server.values(book, "A:A") == [["a"], ["new"], [], ["below"]]


def test_clear_empties_values_and_keeps_formats(server: Google, book: str) -> None:
    server.write(book, "A1", [["2022-04-01", "x"]], "USER_ENTERED")
    done = server.call("POST", f"/v4/spreadsheets/{book}/values/A1%3AA9:clear").json()
    assert done["clearedRange"] == "Sheet1!A1:A9"
    assert server.values(book, "A1:B1") == [["", "x"]]
    assert server.cell(book, "A1")["userEnteredFormat"]["numberFormat"]["type"] == "DATE"


def test_several_ranges_are_read_and_written_in_one_call(server: Google, book: str) -> None:
    path = f"/v4/spreadsheets/{book}/values"
    data = [{"range": "A1", "values": [["a"]]}, {"range": "Sheet1!C3", "values": [["c"], ["d"]]}]
    done = server.call(
        "POST", path + ":batchUpdate", json={"valueInputOption": "RAW", "data": data}
    ).json()
    assert (done["totalUpdatedCells"], done["totalUpdatedSheets"]) == (3, 1)
    read = server.get(path + ":batchGet", ranges=["A1:B2", "C3:C"])
    assert [r.get("values") for r in read["valueRanges"]] == [[["a"]], [["c"], ["d"]]]
    cleared = server.call("POST", path + ":batchClear", json={"ranges": ["A1", "C4"]}).json()
    assert cleared["clearedRanges"] == ["Sheet1!A1", "Sheet1!C4"]
    assert server.values(book, "A1:D9") == [[], [], ["", "", "c"]]


def test_a_batch_of_values_is_written_whole_or_not_at_all(server: Google, book: str) -> None:
    version = server.sheets.version
    data = [{"range": "A1", "values": [["a"]]}, {"range": "Nowhere!A1", "values": [["b"]]}]
    answer = server.call(
        "POST",
        f"/v4/spreadsheets/{book}/values:batchUpdate",
        json={"valueInputOption": "RAW", "data": data},
    )
    assert answer.status_code == 400
    message = answer.json()["error"]["message"]
    assert message == "Invalid data[1]: Unable to parse range: Nowhere!A1"
    assert server.values(book, "A1") == []
    assert server.sheets.version == version


@pytest.mark.parametrize("title", ["2020", "It's", "a/b", "a:b", "A1", "Zwei Wörter", "x!y"])
def test_a_tab_of_any_title_is_reached(server: Google, book: str, title: str) -> None:
    server.batch(book, {"addSheet": {"properties": {"title": title}}})
    sheet = server.gspread("human").open_by_key(book).worksheet(title)
    where = "'" + title.replace("'", "''") + "'!B2"
    escaped = where.replace("/", "%2F")
    server.write(book, escaped, [["here"]])
    assert server.values(book, escaped) == [["here"]]
    if "/" not in title:
        # gspread itself does not escape a slash.
        assert sheet.acell("B2").value == "here"


def test_a_named_range_is_a_range(server: Google, book: str) -> None:
    place = {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 1, "endColumnIndex": 2}
    named = {"name": "Marked", "range": {"sheetId": 0, **place}}
    server.batch(book, {"addNamedRange": {"namedRange": named}})
    server.write(book, "Marked", [["x"], ["y"]])
    assert server.values(book, "B2:B3") == [["x"], ["y"]]


def test_the_answer_carries_the_values_written_when_asked(server: Google, book: str) -> None:
    answer = server.call(
        "PUT",
        f"/v4/spreadsheets/{book}/values/A1",
        params={"valueInputOption": "USER_ENTERED", "includeValuesInResponse": "true"},
        json={"values": [["=1+1"]]},
    ).json()
    assert answer["updatedData"]["values"] == [["2"]]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1" + "0" * 400])
def test_a_number_that_no_cell_can_hold_is_refused(server: Google, book: str, number: str) -> None:
    answer = server.call(
        "PUT",
        f"/v4/spreadsheets/{book}/values/A1",
        params={"valueInputOption": "RAW"},
        data=f'{{"values": [[{number}]]}}',
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 400
    server.write(book, "A1", [["1e999"]], "USER_ENTERED")
    assert server.values(book, "A1") == [["1e999"]]


def test_half_a_character_does_not_break_the_sheet(server: Google, book: str) -> None:
    server.write(book, "A1", [["a\ud800b"]])
    assert len(server.values(book, "A1")[0][0]) == 3


@pytest.mark.parametrize(
    "where", ["", "!", "''!A1", "A0", "A1:B2:C3", "Sheet1!", "%00", "ZZZZ1", "A1:!", "\U0001f600"]
)
def test_what_is_no_range_is_refused(server: Google, book: str, where: str) -> None:
    answer = server.call("GET", f"/v4/spreadsheets/{book}/values/{where}")
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("Unable to parse range: ")
