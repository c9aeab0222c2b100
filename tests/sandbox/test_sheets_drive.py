"""Drive v3, as far as gspread uses it, and gspread's own everyday calls."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import gspread
import pytest

from bot.sandbox.sheets import Sheets
from tests.sandbox.sheets_server import Google, google
from tests.shared_data import shared


@pytest.fixture(scope="module")
def server() -> Iterator[Google]:
    with google() as running:
        yield running


def test_files_are_listed_by_those_who_see_them(server: Google) -> None:
    mine = server.sheets.create("Listed")
    hidden = server.call("POST", "/v4/spreadsheets", json={"properties": {"title": "Listed"}})
    client = server.gspread()
    assert [file["id"] for file in client.list_spreadsheet_files("Listed")] == [mine]
    assert client.open("Listed").id == mine
    everything = server.get("/drive/v3/files", q="name = 'Listed' and trashed = false")["files"]
    assert {f["id"] for f in everything} == {mine, hidden.json()["spreadsheetId"]}
    odd = server.call("GET", "/drive/v3/files", params={"q": "modifiedTime > '2020'"})
    assert odd.status_code == 400


def test_a_file_says_when_it_was_changed_and_what_one_may_do() -> None:
    moments = iter(datetime(2026, 3, day, tzinfo=UTC) for day in range(1, 20))
    sheets = Sheets("http://127.0.0.1:1", lambda: next(moments))
    with google(sheets) as server:
        book = sheets.create("Dated")
        server.write(book, "A1", [["x"]])
        fields = "createdTime,modifiedTime,capabilities(canEdit)"
        assert server.get(f"/drive/v3/files/{book}", fields=fields) == {
            "createdTime": "2026-03-01T00:00:00.000Z",
            "modifiedTime": "2026-03-02T00:00:00.000Z",
            "capabilities": {"canEdit": True},
        }


def test_drive_refuses_in_its_own_shape(server: Google) -> None:
    error = server.call("GET", "/drive/v3/files/nothing").json()["error"]
    assert error == {
        "errors": [
            {"domain": "global", "reason": "notFound", "message": "File not found: nothing."}
        ],
        "code": 404,
        "message": "File not found: nothing.",
    }
    book = server.sheets.create("Odd")
    bad = server.call("GET", f"/drive/v3/files/{book}", params={"fields": "colour"})
    assert bad.json()["error"]["errors"][0]["reason"] == "invalidParameter"
    delete = server.call("DELETE", f"/drive/v3/files/{book}", server.token())
    assert delete.json()["error"]["errors"][0]["reason"] == "insufficientFilePermissions"


def test_sharing_with_anyone_is_listed(server: Google) -> None:
    book = server.sheets.create("Public")
    client = server.gspread("human")
    client.insert_permission(book, None, "anyone", "reader", with_link=True)
    client.insert_permission(book, "reader@example.com", "user", "reader")
    kept = {(p["type"], p["role"], p.get("emailAddress")) for p in client.list_permissions(book)}
    assert ("anyone", "reader", None) in kept
    assert ("user", "reader", "reader@example.com") in kept
    fields = "permissions(type,role)"
    listed = server.get(f"/drive/v3/files/{book}", fields=fields)["permissions"]
    assert {"type": "anyone", "role": "reader"} in listed


def test_a_person_copies_and_deletes_a_spreadsheet(server: Google) -> None:
    book = server.sheets.create("Original")
    server.write(book, "A1", [["x"]])
    client = server.gspread("human")
    copy = client.copy(book, "The copy")
    assert copy.title == "The copy"
    assert copy.sheet1.get_all_values() == [["x"]]
    copy.sheet1.update([["y"]], "A1")
    assert server.values(book, "A1") == [["x"]]
    with pytest.raises(PermissionError):
        server.gspread().open_by_key(copy.id)
    client.del_spreadsheet(copy.id)
    assert server.call("GET", f"/v4/spreadsheets/{copy.id}").status_code == 404


def test_a_spreadsheet_is_exported_as_csv(server: Google) -> None:
    book = server.sheets.create("Exported")
    server.write(book, "A1", [["a", 'say "b", c'], ["", "d\ne"]])
    text = server.gspread().http_client.export(book, gspread.utils.ExportFormat.CSV).decode()
    assert text == 'a,"say ""b"", c"\r\n,"d\ne"'
    pdf = server.call("GET", f"/drive/v3/files/{book}/export?mimeType=application/pdf")
    assert pdf.status_code == 501


def test_gspreads_everyday_calls_work(server: Google) -> None:
    book = server.sheets.create("Everyday")
    spreadsheet = server.gspread().open_by_key(book)
    sheet = spreadsheet.add_worksheet("Data", 10, 3)
    sheet.append_rows([["name", "year"], ["x", 2020], ["y", 2021]])
    assert sheet.get_all_records() == [{"name": "x", "year": 2020}, {"name": "y", "year": 2021}]
    found = sheet.find("y")
    assert found is not None
    assert found.address == "A3"
    sheet.update_cell(3, 1, "z")
    sheet.insert_row(["new", 1], 2)
    sheet.delete_rows(3)
    sheet.format("A1:B1", {"textFormat": {"bold": True}})
    sheet.freeze(rows=1)
    sheet.sort((1, "des"))
    sheet.hide_columns(1, 2)
    sheet.insert_note("A1", "careful")
    sheet.set_basic_filter()
    sheet.define_named_range("A1:B2", "block")
    sheet.update_title("Renamed")
    sheet.batch_clear(["B1:B2"])
    assert sheet.get_note("A1") == "careful"
    assert sheet.col_values(1) == ["name", "z", "new"]
    assert [tab.title for tab in spreadsheet.worksheets()] == ["Sheet1", "Renamed"]
    (named,) = spreadsheet.list_named_ranges()
    assert named["name"] == "block"
    spreadsheet.del_worksheet(sheet)
    assert spreadsheet.list_named_ranges() == []


def test_the_real_sheet_goes_in_and_comes_out_unharmed(server: Google) -> None:
    path = shared("newsletter/database-2022-04.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    book = server.sheets.create("Real")
    titles = [name for name in rows[0] if not name.endswith("URL") and name != "Sheet row"]
    cells = []
    for row in rows:
        values: list[dict[str, Any]] = [
            {"userEnteredValue": {"stringValue": row[t]}} for t in titles
        ]
        place = titles.index("Title")
        if row.get("Title URL"):
            link = {"textFormat": {"link": {"uri": row["Title URL"]}}}
            values[place] = values[place] | {"userEnteredFormat": link}
        cells.append({"values": values})
    fields = "userEnteredValue,userEnteredFormat.textFormat.link"
    server.batch(book, {"appendCells": {"sheetId": 0, "rows": cells, "fields": fields}})
    read = server.cells(book, "Sheet1", "userEnteredValue,hyperlink")
    assert len(read) == len(rows)
    for given, got in zip(rows, read, strict=True):
        texts = [cell.get("userEnteredValue", {}).get("stringValue", "") for cell in got]
        texts += [""] * (len(titles) - len(texts))
        assert texts == [given[t] for t in titles]
        links = [c["hyperlink"] for c in got if "hyperlink" in c]
        assert links == ([given["Title URL"]] if given.get("Title URL") else [])
    kept = Sheets("http://127.0.0.1:1", lambda: datetime(2026, 1, 1, tzinfo=UTC))
    kept.load(json.loads(json.dumps(server.sheets.dump())))
    assert kept.grid(book) == server.sheets.grid(book)
