"""What the bot and others write shows up by itself, and what the bot writes is marked once."""

from typing import Any

import pytest
import requests
from google.auth.transport.requests import Request
from google.oauth2 import service_account
from playwright.sync_api import Locator, expect

from tests.page.rooms import BareRoom
from tests.page.sheets import Grid, Looking, Spreadsheet, area
from tests.page.visits import Visits

_SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)


@pytest.fixture
def sheet(bare_room: BareRoom) -> Spreadsheet:
    sheet = Spreadsheet(bare_room)
    sheet.write("A1", [["Title", "Status"], ["One", "Claimed"], ["Two", "Claimed"]])
    sheet.freeze()
    return sheet


class Bot:
    """The service account, to which a spreadsheet is shared."""

    def __init__(self, room: BareRoom, sheet: Spreadsheet) -> None:
        self._origin, self._sheet = room.origin, sheet
        key = service_account.Credentials.from_service_account_file(  # type: ignore[no-untyped-call]
            room.ready["google_service_account"], scopes=_SCOPES
        )
        key.refresh(Request(requests.Session()))
        self._token = key.token
        address = {"type": "user", "role": "writer", "emailAddress": key.service_account_email}
        shared = requests.post(
            f"{room.origin}/drive/v3/files/{sheet.id}/permissions",
            headers={"Authorization": "Bearer human"},
            json=address,
            timeout=10,
        )
        assert shared.ok, shared.text

    def batch(self, *changes: dict[str, Any]) -> None:
        """Carry out requests."""
        answer = requests.post(
            f"{self._origin}/v4/spreadsheets/{self._sheet.id}:batchUpdate",
            headers={"Authorization": f"Bearer {self._token}"},
            json={"requests": list(changes)},
            timeout=10,
        )
        assert answer.ok, answer.text

    def write(self, name: str, text: str) -> None:
        """Write a text into a cell."""
        rows = [{"values": [{"userEnteredValue": {"stringValue": text}}]}]
        where = area(name, self._sheet.tab)
        self.batch({"updateCells": {"range": where, "rows": rows, "fields": "userEnteredValue"}})


@pytest.fixture
def bot(bare_room: BareRoom, sheet: Spreadsheet) -> Bot:
    return Bot(bare_room, sheet)


def flashing(grid: Grid) -> Locator:
    return grid.element.locator("[role=gridcell][data-flash]")


def test_what_the_bot_writes_is_marked_once(grid: Grid, bot: Bot) -> None:
    bot.write("B2", "Submitted")
    expect(grid.cell("B2")).to_have_text("Submitted")
    expect(grid.cell("B2")).to_have_attribute("data-flash", "")
    expect(flashing(grid)).to_have_count(1)
    expect(flashing(grid)).to_have_count(0)


def test_what_is_written_out_of_sight_is_told_and_gone_to(grid: Grid, bot: Bot) -> None:
    bot.write("Z500", "far away")
    told = grid.page.get_by_role("status").filter(has_text="Z500 was just written.")
    told.get_by_role("button", name="Show Z500").click()
    expect(grid.cell("Z500")).to_be_in_viewport()
    expect(grid.cell("Z500")).to_have_attribute("data-flash", "")
    expect(grid.cell("Z500")).to_be_focused()
    expect(told).to_be_hidden()
    bot.write("Z500", "in sight")
    expect(grid.cell("Z500")).to_have_text("in sight")
    expect(told).to_be_hidden()


def test_with_reduced_motion_the_mark_stands_still(
    visit: Visits, bare_room: BareRoom, sheet: Spreadsheet, bot: Bot
) -> None:
    looking = Looking(visit, bare_room)
    still = looking.at(sheet)
    bot.write("B2", "Submitted")
    expect(flashing(still)).to_have_css("animation-name", "none")
    looking.page.emulate_media(reduced_motion="no-preference")
    expect(flashing(still)).to_have_count(0)
    bot.write("B2", "Approved")
    expect(flashing(still)).to_have_css("animation-name", "flash")


def test_what_a_person_writes_is_not_marked(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.write("B2", [["Approved"]])
    expect(grid.cell("B2")).to_have_text("Approved")
    grid.cell("B3").click()
    grid.type("Approved")
    expect(grid.cell("B3")).to_have_text("Approved")
    expect(flashing(grid)).to_have_count(0)


def test_rows_that_the_bot_adds_below_are_marked(grid: Grid, bot: Bot, sheet: Spreadsheet) -> None:
    value = {"userEnteredValue": {"stringValue": "Three"}}
    cells = {"sheetId": sheet.tab, "rows": [{"values": [value]}], "fields": "userEnteredValue"}
    more = {"sheetId": sheet.tab, "dimension": "ROWS", "length": 10}
    bot.batch({"appendCells": cells}, {"appendDimension": more})
    expect(grid.cell("A4")).to_have_text("Three")
    expect(grid.cell("A4")).to_have_attribute("data-flash", "")
    expect(grid.element).to_have_attribute("aria-rowcount", "1010")


def test_the_selection_and_what_is_typed_stay_while_the_bot_writes(
    grid: Grid, bot: Bot, sheet: Spreadsheet
) -> None:
    grid.cell("A5").click()
    grid.keys.type("half a")
    bot.write("B2", "Submitted")
    bot.batch({"appendDimension": {"sheetId": sheet.tab, "dimension": "ROWS", "length": 10}})
    expect(grid.element).to_have_attribute("aria-rowcount", "1010")
    expect(grid.editor).to_have_value("half a")
    grid.keys.type(" word")
    grid.keys.press("Enter")
    sheet.waits("A5", [["half a word"]])


def test_who_types_while_rows_move_is_asked_to_look_first(
    grid: Grid, bot: Bot, sheet: Spreadsheet
) -> None:
    grid.cell("A3").click()
    grid.keys.press("F2")
    grid.keys.type("!")
    place = {"sheetId": sheet.tab, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    bot.batch({"insertDimension": {"range": place}})
    expect(grid.cell("A4")).to_have_text("Two")
    grid.keys.press("Enter")
    expect(grid.page.locator(".editor-trouble")).to_contain_text("have moved")
    expect(grid.editor).to_have_value("Two!")
    assert sheet.values("A1:A4") == [["Title"], [], ["One"], ["Two"]]
    grid.keys.press("Escape")


def test_structure_that_others_change_is_followed(grid: Grid, sheet: Spreadsheet) -> None:
    where = {"sheetId": sheet.tab, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    size = {"range": where, "properties": {"pixelSize": 250}, "fields": "pixelSize"}
    sheet.batch({"updateDimensionProperties": size})
    expect(grid.letter("A")).to_have_css("width", "250px")
    sheet.batch({"insertDimension": {"range": where}})
    expect(grid.cell("B1")).to_have_text("Title")


def test_after_the_server_was_gone_the_sheet_is_read_again(
    visit: Visits, tmp_path_factory: pytest.TempPathFactory
) -> None:
    room = BareRoom(tmp_path_factory.mktemp("gone"))
    try:
        sheet = Spreadsheet(room)
        sheet.write("A1", [["before"]])
        looking = Looking(visit, room)
        looking.allow("net::ERR")
        grid = looking.at(sheet)
        expect(grid.cell("A1")).to_have_text("before")
        room.stop()
        expect(grid.page.locator(".status-saved")).to_have_text("No connection")
        room.serve()
        sheet.write("A1", [["after"]])
        expect(grid.cell("A1")).to_have_text("after")
        grid.saved()
    finally:
        room.close()
