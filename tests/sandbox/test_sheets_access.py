"""Who may see and edit a spreadsheet, and how often."""

from collections.abc import Iterator
from typing import Any

import gspread
import pytest

from tests.sandbox.sheets_server import Google, google


@pytest.fixture
def server() -> Iterator[Google]:
    with google() as running:
        yield running


def private(server: Google, title: str = "Private") -> str:
    response = server.call("POST", "/v4/spreadsheets", json={"properties": {"title": title}})
    return str(response.json()["spreadsheetId"])


def share(server: Google, book: str, role: str, kind: str = "user") -> None:
    email = server.sheets.service_account()["client_email"]
    body = {"type": kind, "role": role} | ({"emailAddress": email} if kind == "user" else {})
    assert server.call("POST", f"/drive/v3/files/{book}/permissions", json=body).status_code == 200


def test_a_spreadsheet_that_is_not_shared_is_refused(server: Google) -> None:
    client = server.gspread()
    with pytest.raises(PermissionError) as refused:
        client.open_by_key(private(server))
    cause = refused.value.__cause__
    assert isinstance(cause, gspread.exceptions.APIError)
    assert cause.error == {
        "code": 403,
        "message": "The caller does not have permission",
        "status": "PERMISSION_DENIED",
    }


def test_a_spreadsheet_that_does_not_exist_is_not_found(server: Google) -> None:
    with pytest.raises(gspread.exceptions.SpreadsheetNotFound):
        server.gspread().open_by_key("nothing")
    answer = server.call("GET", "/v4/spreadsheets/nothing").json()["error"]
    assert answer == {
        "code": 404,
        "message": "Requested entity was not found.",
        "status": "NOT_FOUND",
    }


@pytest.mark.parametrize("kind", ["user", "anyone"])
def test_a_reader_reads_and_does_not_write(server: Google, kind: str) -> None:
    book = private(server)
    share(server, book, "reader", kind)
    sheet = server.gspread().open_by_key(book).sheet1
    assert sheet.get_all_values() == [[]]
    with pytest.raises(gspread.exceptions.APIError) as refused:
        sheet.update([["x"]], "A1")
    assert refused.value.code == 403
    share(server, book, "writer")
    sheet.update([["x"]], "A1")
    assert server.values(book, "A1") == [["x"]]


def test_a_share_that_is_taken_back_ends_access(server: Google) -> None:
    book = server.sheets.create("Shared")
    email = server.sheets.service_account()["client_email"]
    sheet = server.gspread().open_by_key(book).sheet1
    (mine,) = [p["id"] for p in sheet.spreadsheet.list_permissions() if p["emailAddress"] == email]
    path = f"/drive/v3/files/{book}/permissions/{mine}"
    assert server.call("DELETE", path).status_code == 204
    assert server.call("DELETE", path).status_code == 404
    with pytest.raises(gspread.exceptions.APIError) as refused:
        sheet.get_all_values()
    assert refused.value.code == 403


def test_the_account_cannot_make_spreadsheets(server: Google) -> None:
    with pytest.raises(gspread.exceptions.APIError) as refused:
        server.gspread().create("Mine")
    assert refused.value.code == 403
    assert refused.value.error["errors"][0]["reason"] == "storageQuotaExceeded"
    answer = server.call("POST", "/v4/spreadsheets", server.token(), json={})
    assert answer.status_code == 403


def test_the_61st_read_of_a_minute_is_too_many(server: Google) -> None:
    book = server.sheets.create("Busy")
    token = server.token()
    path = f"/v4/spreadsheets/{book}/values/A1"
    codes = {server.call("GET", path, token).status_code for _ in range(60)}
    assert codes == {200}
    refused = server.call("GET", path, token)
    error = refused.json()["error"]
    assert (refused.status_code, error["status"]) == (429, "RESOURCE_EXHAUSTED")
    assert "limit 'Read requests per minute per user'" in error["message"]
    assert error["details"][0]["metadata"]["quota_limit_value"] == "60"
    # Writes are counted apart, and people are not counted.
    put = {"params": {"valueInputOption": "RAW"}, "json": {"values": [["x"]]}}
    assert server.call("PUT", path, token, **put).status_code == 200
    assert server.call("GET", path).status_code == 200
    server.ticks.seconds += 59
    assert server.call("GET", path, token).status_code == 429
    server.ticks.seconds += 2
    assert server.call("GET", path, token).status_code == 200


def test_the_61st_write_of_a_minute_is_too_many(server: Google) -> None:
    book = server.sheets.create("Busy")
    token = server.token()
    rename = {
        "updateSheetProperties": {"properties": {"sheetId": 0, "title": "T"}, "fields": "title"}
    }
    codes = {server.try_batch(book, rename, token=token).status_code for _ in range(60)}
    assert codes == {200}
    refused = server.try_batch(book, rename, token=token).json()["error"]
    assert "quota metric 'Write requests'" in refused["message"]


def test_what_the_api_does_not_have_is_said_aloud(server: Google) -> None:
    book = server.sheets.create("Odd")
    for method, path, code in (
        ("GET", f"/v4/spreadsheets/{book}/nothing", 404),
        ("DELETE", f"/v4/spreadsheets/{book}", 404),
        ("POST", f"/v4/spreadsheets/{book}/values:batchGetByDataFilter", 501),
        ("GET", f"/v4/spreadsheets/{book}?colour=red", 400),
        ("GET", f"/drive/v3/files/{book}/revisions", 501),
    ):
        answer = server.call(method, path)
        assert answer.status_code == code, path
        assert answer.json()["error"]["message"]


def test_a_body_is_taken_as_json_only(server: Google) -> None:
    book = server.sheets.create("Odd")
    path = f"/v4/spreadsheets/{book}:batchUpdate"
    text = '{"requests": [{"addSheet": {}}]}'
    plain = server.call("POST", path, data=text, headers={"Content-Type": "text/plain"})
    assert plain.status_code == 400
    for broken in ("{", "[]", "3"):
        answer = server.call(
            "POST", path, data=broken, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code == 400
        assert "Invalid JSON payload" in answer.json()["error"]["message"]
    assert len(server.sheets.grid(book)) == 1


def test_each_answer_says_which_version_it_shows(server: Google) -> None:
    book = private(server)

    def version(method: str, path: str, **kwargs: Any) -> int:
        response = server.call(method, f"/v4/spreadsheets/{book}{path}", **kwargs)
        return int(response.headers["x-sandbox-version"])

    before = version("GET", "")
    assert version("GET", "/values/A1") == before
    change = {"requests": [{"addSheet": {"properties": {"title": "More"}}}]}
    after = version("POST", ":batchUpdate", json=change)
    assert after > before
    assert version("GET", "") == after
