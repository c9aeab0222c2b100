"""What an operator is told when the spreadsheet cannot be used."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.sheet import google as client
from bot.sheet.google import (
    Account,
    BadCredentials,
    SheetError,
    SheetForbidden,
    SheetMissing,
    SheetRefused,
    SheetUnreachable,
    Spreadsheet,
)
from tests.sandbox.sheets_server import Google, google

TITLES = "sheets.properties.title"


@pytest.fixture(scope="module")
def server() -> Iterator[Google]:
    with google() as running:
        yield running


def account(server: Google, folder: Path, **changes: Any) -> Account:
    file = folder / "key.json"
    file.write_text(json.dumps({**server.sheets.service_account(), **changes}))
    return Account(file)


def spreadsheet(server: Google, folder: Path, book: str) -> Spreadsheet:
    return Spreadsheet(account(server, folder), book, server.origin, lambda _: None)


def test_a_shared_spreadsheet_can_be_read_and_changed(server: Google, tmp_path: Path) -> None:
    book = server.sheets.create("Shared")
    sheet = spreadsheet(server, tmp_path, book)
    assert sheet.read(TITLES) == {"sheets": [{"properties": {"title": "Sheet1"}}]}
    batch = {"requests": [{"addSheet": {"properties": {"title": "Other"}}}]}
    answer = sheet.write(batch, "replies.addSheet.properties.title")
    assert answer == {"replies": [{"addSheet": {"properties": {"title": "Other"}}}]}


def test_a_spreadsheet_that_is_not_shared_names_the_address_to_share_it_with(
    server: Google, tmp_path: Path
) -> None:
    made = server.call("POST", "/v4/spreadsheets", json={}).json()["spreadsheetId"]
    sheet = spreadsheet(server, tmp_path, made)
    with pytest.raises(SheetForbidden, match=sheet.account.email):
        sheet.read(TITLES)


def test_an_unknown_spreadsheet_is_missing(server: Google, tmp_path: Path) -> None:
    with pytest.raises(SheetMissing, match="SHEET_ID"):
        spreadsheet(server, tmp_path, "nowhere-to-be-found").read(TITLES)


def test_what_google_refuses_is_told_in_its_words(server: Google, tmp_path: Path) -> None:
    sheet = spreadsheet(server, tmp_path, server.sheets.create("Shared"))
    with pytest.raises(SheetRefused, match="No grid with id: 77"):
        sheet.write({"requests": [{"deleteSheet": {"sheetId": 77}}]}, "replies")


@pytest.mark.parametrize("text", ["", "[]", "{}", '"key"', '{"type": "authorized_user"}', "\x00"])
def test_a_file_that_is_no_key_is_told_apart(tmp_path: Path, text: str) -> None:
    file = tmp_path / "key.json"
    file.write_text(text)
    with pytest.raises(BadCredentials, match="not the key of a service account"):
        Account(file)


def test_a_key_that_is_damaged_is_no_key(server: Google, tmp_path: Path) -> None:
    with pytest.raises(BadCredentials, match="not the key of a service account"):
        account(server, tmp_path, private_key="-----BEGIN PRIVATE KEY-----\nMII")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadCredentials, match=r"nothing\.json cannot be read"):
        Account(tmp_path / "nothing.json")


def test_a_key_that_google_refuses_says_so(server: Google, tmp_path: Path) -> None:
    changed = account(server, tmp_path, client_email="somebody@else.example")
    with pytest.raises(BadCredentials, match="Google refuses the key of somebody@else"):
        changed.token()


def test_a_withdrawn_token_is_renewed(server: Google, tmp_path: Path) -> None:
    sheet = spreadsheet(server, tmp_path, server.sheets.create("Shared"))
    sheet.read(TITLES)
    server.ticks.seconds += 4000
    assert sheet.read(TITLES)


@pytest.mark.parametrize("is_token", [True, False])
def test_no_connection_is_no_mistake_of_the_operator(
    server: Google, tmp_path: Path, is_token: bool
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{taken.getsockname()[1]}"
        uri = f"{nowhere}/token" if is_token else f"{server.origin}/token"
        key = account(server, tmp_path, token_uri=uri)
        sheet = Spreadsheet(key, "some-book", nowhere, lambda _: None)
        with pytest.raises(SheetUnreachable, match="cannot be reached") as raised:
            sheet.write({"requests": []}, "replies")
    assert raised.value.may_have_arrived is not is_token


def test_every_error_is_a_sheet_error() -> None:
    kinds = [BadCredentials, SheetForbidden, SheetMissing, SheetRefused, SheetUnreachable]
    assert all(issubclass(kind, SheetError) for kind in kinds)


def test_google_itself_is_asked_unless_another_address_is_set(
    server: Google, tmp_path: Path
) -> None:
    http = Spreadsheet(account(server, tmp_path), "a-book")._http
    assert http.host == client.GOOGLE
    drive = "https://www.googleapis.com/drive/v3/files/1?fields=name"
    assert http._address(drive) == drive
    http.host = "http://127.0.0.1:9/g"
    assert http._address(drive) == "http://127.0.0.1:9/g/drive/v3/files/1?fields=name"
