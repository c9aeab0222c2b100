"""Selecting cells with the mouse and the keys, and finding one's way."""

import re

import pytest
from playwright.sync_api import expect

from tests.page.rooms import BareRoom
from tests.page.sheets import Grid, Spreadsheet


@pytest.fixture
def sheet(bare_room: BareRoom) -> Spreadsheet:
    sheet = Spreadsheet(bare_room)
    sheet.write("A1", [["a", "b", "c"], ["d", "", "f"], ["g", "h", "i"]])
    return sheet


def test_a_click_selects_and_a_drag_extends(grid: Grid) -> None:
    grid.cell("B2").click()
    grid.selected("B2")
    expect(grid.cell("B2")).to_be_focused()
    expect(grid.cell("B2")).to_have_attribute("aria-selected", "true")
    expect(grid.cell("C2")).to_have_attribute("aria-selected", "false")
    grid.cell("B2").hover()
    grid.page.mouse.down()
    grid.cell("C3").hover()
    grid.page.mouse.up()
    grid.selected("B2:C3")
    expect(grid.element.locator("[role=gridcell][aria-selected=true]")).to_have_count(4)


def test_shift_click_and_shift_arrows_extend(grid: Grid) -> None:
    grid.cell("B2").click()
    grid.cell("C4").click(modifiers=["Shift"])
    grid.selected("B2:C4")
    grid.keys.press("Shift+ArrowUp")
    grid.selected("B2:C3")
    grid.keys.press("Shift+ArrowLeft")
    grid.keys.press("Shift+ArrowLeft")
    grid.selected("A2:B3")


def test_ctrl_arrows_jump(grid: Grid) -> None:
    grid.keys.press("Control+ArrowDown")
    grid.selected("A3")
    grid.keys.press("Control+ArrowRight")
    grid.selected("C3")
    grid.keys.press("Control+ArrowUp")
    grid.selected("C1")
    grid.keys.press("Control+Shift+ArrowLeft")
    grid.selected("A1:C1")


def test_home_end_and_pages(grid: Grid) -> None:
    grid.cell("B2").click()
    grid.keys.press("End")
    grid.selected("C2")
    grid.keys.press("Home")
    grid.selected("A2")
    grid.keys.press("Control+End")
    grid.selected("C3")
    grid.keys.press("PageDown")
    expect(grid.name).to_have_value(re.compile(r"C[2-9]\d"))
    grid.keys.press("PageUp")
    grid.keys.press("Control+Home")
    grid.selected("A1")


def test_whole_rows_and_columns_are_selected_by_their_heads(grid: Grid) -> None:
    grid.letter("B").click()
    grid.selected("B:B")
    grid.letter("D").click(modifiers=["Shift"])
    grid.selected("B:D")
    grid.row_head(3).click()
    grid.selected("3:3")
    grid.row_head(3).hover()
    grid.row_head(5).click(modifiers=["Shift"])
    grid.selected("3:5")
    grid.element.get_by_role("columnheader", name="Select all").click()
    grid.selected("A1:Z1000")


def test_whole_rows_and_columns_are_selected_by_keys(grid: Grid) -> None:
    grid.cell("B2").click()
    grid.keys.press("Shift+Space")
    grid.selected("2:2")
    grid.cell("B2").click()
    grid.keys.press("Control+Space")
    grid.selected("B:B")
    grid.keys.press("Control+a")
    grid.selected("A1:Z1000")


def test_several_heads_are_dragged_over(grid: Grid) -> None:
    grid.letter("B").hover()
    grid.page.mouse.down()
    grid.letter("D").hover()
    grid.page.mouse.up()
    grid.selected("B:D")


def test_the_name_box_goes_to_what_is_named(grid: Grid) -> None:
    grid.select("C500")
    expect(grid.cell("C500")).to_be_visible()
    expect(grid.cell("C500")).to_be_focused()
    grid.select("B2:C3")
    grid.name.fill("nowhere")
    grid.name.press("Enter")
    expect(grid.trouble).to_contain_text("There is no cell “nowhere”")
    grid.name.press("Escape")
    grid.selected("B2:C3")


def test_a_drag_beyond_the_edge_scrolls(grid: Grid) -> None:
    grid.cell("B5").hover()
    grid.page.mouse.down()
    box = grid.element.bounding_box()
    assert box is not None
    grid.page.mouse.move(box["x"] + 200, box["y"] + box["height"] - 3)
    expect(grid.row_head(90)).to_be_visible()
    grid.page.mouse.up()
    expect(grid.name).to_have_value(re.compile(r"^B5:B\d\d"))


def test_the_active_cell_keeps_the_keys_when_it_is_scrolled_out_of_sight(
    grid: Grid, sheet: Spreadsheet
) -> None:
    grid.cell("A2").click()
    grid.element.evaluate("node => node.scrollTo(0, 9000)")
    expect(grid.row_head(430)).to_be_visible()
    grid.type("typed")
    sheet.waits("A2", [["typed"]])
    expect(grid.cell("A3")).to_be_visible()


def test_the_grid_says_what_it_has(grid: Grid) -> None:
    expect(grid.element).to_have_attribute("aria-rowcount", "1000")
    expect(grid.element).to_have_attribute("aria-colcount", "26")
    expect(grid.element).to_have_attribute("aria-multiselectable", "true")
    expect(grid.element.locator("[role=gridcell][tabindex='0']")).to_have_count(1)
    grid.keys.press("ArrowDown")
    expect(grid.element.locator("[role=gridcell][tabindex='0']")).to_have_text("d")
    expect(grid.cell("A2")).to_be_focused()


def test_a_merge_is_one_cell(grid: Grid, sheet: Spreadsheet) -> None:
    where = {"sheetId": sheet.tab, "startRowIndex": 1, "endRowIndex": 3}
    sheet.batch({"mergeCells": {"range": {**where, "startColumnIndex": 0, "endColumnIndex": 2}}})
    expect(grid.cell("B2")).to_have_count(0)
    grid.cell("A1").click()
    grid.keys.press("ArrowDown")
    grid.selected("A2")
    grid.keys.press("ArrowDown")
    grid.selected("A4")
    grid.cell("A2").click()
    grid.keys.press("ArrowRight")
    grid.selected("C2")
    box, one = grid.cell("A2").bounding_box(), grid.cell("C2").bounding_box()
    assert box is not None
    assert one is not None
    assert (box["width"], box["height"]) == (200, 42)


def test_the_foot_says_what_is_selected(grid: Grid, sheet: Spreadsheet) -> None:
    status = grid.page.get_by_role("status", name="Status of the sheet")
    expect(status).to_contain_text("3 rows")
    grid.select("A1:C2")
    expect(status).to_contain_text("Count: 5")
    sheet.write("E1", [[1.5], [2], ["x"]])
    grid.select("E1:E3")
    expect(status).to_contain_text("Sum: 3.5")


def test_f6_leads_to_the_active_cell(grid: Grid) -> None:
    grid.cell("B2").click()
    grid.keys.press("F6")
    expect(grid.cell("B2")).not_to_be_focused()
    grid.keys.press("Shift+F6")
    expect(grid.cell("B2")).to_be_focused()


# -- find


def test_text_is_found_one_after_the_other(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.write("A5", [["Needle one"], [""], ["a needle, two"]])
    expect(grid.cell("A5")).to_have_text("Needle one")
    grid.cell("A1").click()
    grid.keys.press("Control+f")
    bar = grid.page.get_by_role("search", name="Find in this tab")
    bar.get_by_role("textbox").fill("needle")
    expect(bar.get_by_role("status")).to_have_text("1 of 2")
    grid.selected("A5")
    grid.keys.press("Enter")
    grid.selected("A7")
    expect(bar.get_by_role("status")).to_have_text("2 of 2")
    grid.keys.press("Enter")
    grid.selected("A5")
    bar.get_by_role("button", name="Previous match").click()
    grid.selected("A7")
    bar.get_by_role("textbox").fill("no such")
    expect(bar.get_by_role("status")).to_have_text("Not found")
    bar.get_by_role("textbox").press("Escape")
    expect(bar).to_be_hidden()
    expect(grid.cell("A7")).to_be_focused()
