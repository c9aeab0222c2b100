"""Undo and redo of one's own changes, and of nobody else's."""

import pytest
from playwright.sync_api import expect

from tests.page.rooms import BareRoom
from tests.page.sheets import Grid, Spreadsheet


@pytest.fixture
def sheet(bare_room: BareRoom) -> Spreadsheet:
    sheet = Spreadsheet(bare_room)
    sheet.write("A1", [["Title", "Size"], ["One", "1"], ["Two", "2"]])
    return sheet


def test_several_edits_are_taken_back_and_done_again(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.type("first")
    grid.type("second")
    sheet.waits("A2:A3", [["first"], ["second"]])
    grid.keys.press("Control+z")
    sheet.waits("A2:A3", [["first"], ["Two"]])
    grid.keys.press("Control+z")
    sheet.waits("A2:A3", [["One"], ["Two"]])
    grid.keys.press("Control+Shift+z")
    grid.keys.press("Control+y")
    sheet.waits("A2:A3", [["first"], ["second"]])


def test_the_buttons_take_back_and_do_again(grid: Grid, sheet: Spreadsheet) -> None:
    tools = grid.page.get_by_role("toolbar", name="Tools of the sheet")
    expect(tools.get_by_role("button", name="Undo")).to_be_disabled()
    grid.cell("A2").click()
    grid.type("typed")
    tools.get_by_role("button", name="Undo").click()
    sheet.waits("A2", [["One"]])
    tools.get_by_role("button", name="Redo").click()
    sheet.waits("A2", [["typed"]])


def test_formats_and_values_come_back_as_they_were(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A5").click()
    grid.type("50%")
    sheet.waits("A5", [["50%"]])
    grid.cell("A5").click()
    grid.type("words")
    sheet.waits("A5", [["words"]])
    grid.keys.press("Control+z")
    sheet.waits("A5", [["50%"]])
    assert sheet.cell("A5")["userEnteredValue"] == {"numberValue": 0.5}
    grid.keys.press("Control+z")
    sheet.waits("A5", [])
    assert sheet.cell("A5") == {}


def test_what_somebody_else_changed_since_is_left_alone(grid: Grid, sheet: Spreadsheet) -> None:
    grid.select("A2:A3")
    grid.keys.press("Delete")
    sheet.waits("A1:A3", [["Title"]])
    sheet.write("A2", [["theirs"]])
    expect(grid.cell("A2")).to_have_text("theirs")
    grid.keys.press("Control+z")
    sheet.waits("A2:A3", [["theirs"], ["Two"]])
    grid.cell("B2").click()
    grid.type("9")
    sheet.waits("B2", [["9"]])
    sheet.write("B2", [["10"]])
    expect(grid.cell("B2")).to_have_text("10")
    grid.keys.press("Control+z")
    expect(grid.trouble).to_contain_text("Somebody else has changed this since")
    assert sheet.text("B2") == "10"


def test_nothing_is_taken_back_where_rows_have_moved_since(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.type("typed")
    sheet.waits("A2", [["typed"]])
    place = {"sheetId": sheet.tab, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    sheet.batch({"insertDimension": {"range": place}})
    expect(grid.cell("A3")).to_have_text("typed")
    expect(grid.page.get_by_role("button", name="Undo")).to_be_disabled()
    grid.keys.press("Control+z")
    assert sheet.values("A1:A4") == [[], ["Title"], ["typed"], ["Two"]]


def test_rows_that_were_only_added_below_leave_undo_as_it_is(
    grid: Grid, sheet: Spreadsheet
) -> None:
    grid.cell("A2").click()
    grid.type("typed")
    sheet.waits("A2", [["typed"]])
    sheet.batch({"appendDimension": {"sheetId": sheet.tab, "dimension": "ROWS", "length": 5}})
    expect(grid.element).to_have_attribute("aria-rowcount", "1005")
    grid.keys.press("Control+z")
    sheet.waits("A2", [["One"]])


def test_formats_are_toggled_and_taken_back(grid: Grid, sheet: Spreadsheet) -> None:
    grid.select("A1:B1")
    grid.keys.press("Control+b")
    grid.keys.press("Control+i")
    expect(grid.cell("B1")).to_have_css("font-style", "italic")
    look = sheet.cell("B1")["userEnteredFormat"]["textFormat"]
    assert (look["bold"], look["italic"]) == (True, True)
    grid.keys.press("Control+z")
    expect(grid.cell("B1")).to_have_css("font-style", "normal")
    expect(grid.cell("B1")).to_have_css("font-weight", "700")
    grid.menu("Format", "Strikethrough")
    expect(grid.cell("A1")).to_have_css("text-decoration-line", "line-through")


def test_undo_goes_to_the_tab_where_it_was_done(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.batch({"addSheet": {"properties": {"sheetId": 7, "title": "Other"}}})
    grid.cell("A2").click()
    grid.type("typed")
    grid.page.get_by_role("tab", name="Other").click()
    expect(grid.cell("A1")).to_have_text("")
    grid.keys.press("Control+z")
    sheet.waits("Sheet1!A2", [["One"]])
    expect(grid.page.get_by_role("tab", name="Sheet1")).to_have_attribute("aria-selected", "true")
    grid.selected("A2")


def test_an_inserted_row_goes_again_with_what_others_wrote_into_it(
    grid: Grid, sheet: Spreadsheet
) -> None:
    grid.context(grid.cell("A2"), "Insert 1 row above")
    sheet.waits("A1:A4", [["Title"], [], ["One"], ["Two"]])
    sheet.write("B2", [["by the bot"]])
    expect(grid.cell("B2")).to_have_text("by the bot")
    grid.keys.press("Control+z")
    sheet.waits("A1:B3", [["Title", "Size"], ["One", "1"], ["Two", "2"]])
