"""Tabs, hidden tabs, and several spreadsheets."""

import pytest
from playwright.sync_api import Locator, expect

from tests.page.rooms import BareRoom
from tests.page.sheets import Grid, Looking, Spreadsheet, area


@pytest.fixture
def sheet(bare_room: BareRoom) -> Spreadsheet:
    sheet = Spreadsheet(bare_room)
    sheet.write("A1", [["one"]])
    sheet.batch(
        {"addSheet": {"properties": {"sheetId": 7, "title": "Other"}}},
        {"addSheet": {"properties": {"sheetId": 8, "title": "helper", "hidden": True}}},
        {
            "updateCells": {
                "range": area("A1", 8),
                "rows": [{"values": [{"userEnteredValue": {"stringValue": "of the bot"}}]}],
                "fields": "userEnteredValue",
            }
        },
    )
    return sheet


def tabs(grid: Grid) -> Locator:
    return grid.page.get_by_role("tablist", name="Tabs").get_by_role("tab")


def titles(sheet: Spreadsheet) -> list[str]:
    return [one["title"] for one in sheet.properties()]


def test_only_tabs_that_are_not_hidden_are_shown(grid: Grid) -> None:
    expect(tabs(grid)).to_have_text(["Sheet1", "Other"])
    tabs(grid).filter(has_text="Other").click()
    expect(grid.cell("A1")).to_have_text("")
    expect(tabs(grid).filter(has_text="Other")).to_have_attribute("aria-selected", "true")


def test_a_hidden_tab_can_be_looked_at(grid: Grid, sheet: Spreadsheet) -> None:
    grid.page.get_by_role("button", name="All tabs").click()
    grid.choose("All tabs", "helper")
    expect(grid.cell("A1")).to_have_text("of the bot")
    expect(tabs(grid).filter(has_text="helper")).to_have_text("helper (hidden)")
    tabs(grid).filter(has_text="Sheet1").click()
    expect(tabs(grid)).to_have_text(["Sheet1", "Other"])
    assert sheet.properties()[2]["hidden"] is True


def test_a_tab_is_added_renamed_and_taken_back(grid: Grid, sheet: Spreadsheet) -> None:
    grid.page.get_by_role("button", name="Add a tab").click()
    expect(tabs(grid)).to_have_count(3)
    expect(tabs(grid).last).to_have_attribute("aria-selected", "true")
    tabs(grid).last.click(button="right")
    grid.choose("Tab ", "Rename")
    grid.page.get_by_role("dialog", name="Rename tab").get_by_role("textbox").fill("Mine")
    grid.keys.press("Enter")
    expect(tabs(grid).last).to_have_text("Mine")
    assert titles(sheet) == ["Sheet1", "Other", "helper", "Mine"]
    grid.cell("B2").click()
    grid.type("typed")
    sheet.waits("Mine!B2", [["typed"]])
    for _ in range(3):
        grid.keys.press("Control+z")
    expect(tabs(grid)).to_have_text(["Sheet1", "Other"])
    assert titles(sheet) == ["Sheet1", "Other", "helper"]


def test_a_name_that_is_taken_is_refused_with_a_sentence(
    grid: Grid, sheet: Spreadsheet, looking: Looking
) -> None:
    looking.allow("400 (Bad Request)")
    tabs(grid).last.dblclick()
    grid.page.get_by_role("dialog", name="Rename tab").get_by_role("textbox").fill("sheet1")
    grid.keys.press("Enter")
    expect(grid.trouble).to_contain_text('A sheet with the name "sheet1" already exists')
    assert titles(sheet)[1] == "Other"


def test_a_deleted_tab_comes_back_with_its_cells(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.write("Other!B2", [["=1+1", "kept"]], "USER_ENTERED")
    size = {"pixelSize": 222}
    where = {"sheetId": 7, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    change = {"range": where, "properties": size, "fields": "pixelSize"}
    sheet.batch({"updateDimensionProperties": change})
    tabs(grid).filter(has_text="Other").click(button="right")
    grid.choose("Tab Other", "Delete")
    dialog = grid.page.get_by_role("dialog", name="Delete “Other”?")
    dialog.get_by_role("button", name="Delete").click()
    expect(tabs(grid)).to_have_text(["Sheet1"])
    assert titles(sheet) == ["Sheet1", "helper"]
    grid.cell("A1").click()
    grid.keys.press("Control+z")
    expect(tabs(grid)).to_have_text(["Sheet1", "Other"])
    assert titles(sheet) == ["Sheet1", "Other", "helper"]
    assert sheet.values("Other!B2:C2", "FORMULA") == [["=1+1", "kept"]]
    expect(grid.letter("B")).to_have_css("width", "222px")


def test_tabs_are_hidden_shown_moved_and_copied(grid: Grid, sheet: Spreadsheet) -> None:
    tabs(grid).first.click(button="right")
    grid.choose("Tab Sheet1", "Move right")
    expect(tabs(grid)).to_have_text(["Other", "Sheet1"])
    tabs(grid).first.click(button="right")
    grid.choose("Tab Other", "Hide")
    expect(tabs(grid)).to_have_text(["Sheet1"])
    grid.page.get_by_role("button", name="All tabs").click()
    grid.choose("All tabs", "Other")
    tabs(grid).filter(has_text="Other").click(button="right")
    grid.choose("Tab Other", "Show")
    expect(tabs(grid)).to_have_text(["Other", "Sheet1"])
    tabs(grid).last.click(button="right")
    grid.choose("Tab Sheet1", "Duplicate")
    expect(tabs(grid)).to_have_text(["Other", "Sheet1", "Copy of Sheet1"])
    expect(grid.cell("A1")).to_have_text("one")
    assert titles(sheet) == ["Other", "Sheet1", "Copy of Sheet1", "helper"]


def test_tabs_are_walked_by_keys(grid: Grid) -> None:
    tabs(grid).first.focus()
    grid.keys.press("ArrowRight")
    expect(tabs(grid).last).to_be_focused()
    expect(tabs(grid).last).to_have_attribute("aria-selected", "true")
    grid.keys.press("Shift+F10")
    expect(grid.page.get_by_role("menu", name="Tab Other")).to_be_visible()
    grid.keys.press("Escape")
    expect(tabs(grid).last).to_be_focused()
    grid.keys.press("Escape")
    expect(grid.cell("A1")).to_be_focused()


def test_tabs_of_others_show_up_and_go(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.batch({"addSheet": {"properties": {"sheetId": 9, "title": "New"}}})
    expect(tabs(grid)).to_have_text(["Sheet1", "Other", "New"])
    tabs(grid).last.click()
    sheet.batch({"deleteSheet": {"sheetId": 9}})
    expect(tabs(grid)).to_have_text(["Sheet1", "Other"])
    expect(grid.cell("A1")).to_have_text("one")


def test_the_spreadsheet_that_was_in_front_is_remembered(
    grid: Grid, sheet: Spreadsheet, bare_room: BareRoom
) -> None:
    tabs(grid).filter(has_text="Other").click()
    grid.page.reload()
    chooser = grid.page.get_by_role("button", name=f"Spreadsheet: {sheet.title}")
    expect(chooser).to_be_visible()
    expect(tabs(grid).filter(has_text="Other")).to_have_attribute("aria-selected", "true")
