"""How cells look: wrapped, clipped, coloured, marked; the empty tab; names for a screen reader."""

import re

import pytest
from playwright.sync_api import expect

from tests.page.rooms import BareRoom
from tests.page.sheets import Grid, Looking, Spreadsheet, area
from tests.page.visits import Visits

LONG = "one two three four five six seven eight nine ten eleven twelve " * 8


@pytest.fixture
def sheet(bare_room: BareRoom) -> Spreadsheet:
    sheet = Spreadsheet(bare_room)
    sheet.write("A1", [["Title"], ["short"]])
    return sheet


def dress(sheet: Spreadsheet, name: str, **look: object) -> None:
    fields = ",".join(f"userEnteredFormat.{part}" for part in look)
    sheet.put(name, {"userEnteredFormat": look}, fields)


def test_a_wrapped_text_makes_its_row_higher_up_to_a_few_lines(
    grid: Grid, sheet: Spreadsheet
) -> None:
    sheet.write("A2", [["one two three four five six"]])
    dress(sheet, "A2", wrapStrategy="WRAP")
    expect(grid.row_head(2)).to_have_css("height", "38px")
    sheet.write("A2", [[LONG]])
    expect(grid.row_head(2)).to_have_css("height", "72px")
    grid.cell("A2").click()
    expect(grid.bar).to_have_value(LONG)


def test_a_long_text_spills_over_empty_cells_only(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.write("A2", [["a text that is wider than its column", "", "full"]])
    expect(grid.cell("A2")).to_have_attribute("data-wrap", "spill")
    text = grid.cell("A2").locator(".cell-text")
    box = text.bounding_box()
    assert box is not None
    assert 180 < box["width"] <= 206
    sheet.write("B2", [["x"]])
    expect(grid.cell("A2")).to_have_attribute("data-wrap", "overflow_cell")
    dress(sheet, "A2", wrapStrategy="CLIP")
    expect(grid.cell("A2")).to_have_attribute("data-wrap", "clip")
    sheet.write("B2", [[""]])
    expect(grid.cell("A2")).to_have_attribute("data-wrap", "clip")


def test_formats_of_the_cell_and_of_its_parts_are_seen(grid: Grid, sheet: Spreadsheet) -> None:
    dress(
        sheet,
        "A1",
        backgroundColor={"red": 1, "green": 0.9, "blue": 0.6},
        horizontalAlignment="RIGHT",
        textFormat={"bold": True, "fontSize": 20, "foregroundColor": {"red": 0.8}},
    )
    cell = grid.cell("A1")
    expect(cell).to_have_css("background-color", "rgb(255, 230, 153)")
    expect(cell).to_have_css("color", "rgb(204, 0, 0)")
    expect(cell).to_have_css("font-weight", "700")
    expect(cell).to_have_css("text-align", "right")
    expect(grid.row_head(1)).to_have_css("height", "38px")
    runs = [{"startIndex": 2, "format": {"italic": True}}]
    sheet.put("A2", {"textFormatRuns": runs}, "textFormatRuns")
    expect(grid.cell("A2").locator("span", has_text=re.compile("^ort$"))).to_have_css(
        "font-style", "italic"
    )
    sheet.write("A3", [[12.5]])
    expect(grid.cell("A3")).to_have_css("text-align", "right")


def test_colours_keep_their_contrast_in_the_dark(
    visit: Visits, bare_room: BareRoom, sheet: Spreadsheet
) -> None:
    dress(sheet, "A1", backgroundColor={"red": 1, "green": 0.9, "blue": 0.6})
    dress(sheet, "A2", textFormat={"foregroundColor": {"blue": 0.4}})
    grid = Looking(visit, bare_room, scheme="dark").at(sheet)
    expect(grid.cell("A1")).to_have_css("background-color", "rgb(102, 77, 0)")
    expect(grid.cell("A2")).to_have_css("color", "rgb(153, 153, 255)")


def test_a_note_is_marked_and_read_by_pointing_at_it(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.put("A2", {"note": "Mind <b>this</b>\nand that"}, "note")
    expect(grid.cell("A2").locator(".note-mark")).to_be_visible()
    expect(grid.element.get_by_role("gridcell", name="short (has a note)")).to_be_visible()
    grid.cell("A2").hover()
    card = grid.page.get_by_role("dialog", name="About this cell")
    expect(card).to_contain_text("Mind <b>this</b>\nand that")


def test_hidden_columns_are_left_out(grid: Grid, sheet: Spreadsheet) -> None:
    place = {"sheetId": sheet.tab, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 3}
    hide = {"range": place, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
    sheet.batch({"updateDimensionProperties": hide})
    expect(grid.cell("B1")).to_have_count(0)
    expect(grid.cell("D1")).to_be_visible()
    grid.cell("A1").click()
    grid.keys.press("ArrowRight")
    grid.selected("D1")


def test_an_empty_tab_says_so_and_can_be_typed_into(looking: Looking, bare_room: BareRoom) -> None:
    blank = Spreadsheet(bare_room)
    grid = looking.at(blank)
    hint = grid.page.get_by_text("Nothing is in this tab yet.")
    expect(hint).to_be_visible()
    grid.cell("A1").click()
    grid.type("first")
    blank.waits("A1", [["first"]])
    expect(hint).to_be_hidden()


def test_markup_in_cells_is_text(grid: Grid, sheet: Spreadsheet) -> None:
    evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    sheet.write("A2", [[evil]])
    expect(grid.cell("A2")).to_have_text(evil)
    grid.cell("A2").click()
    expect(grid.bar).to_have_value(evil)
    grid.keys.press("F2")
    expect(grid.editor).to_have_value(evil)
    grid.keys.press("Escape")
    assert grid.element.locator("img, script").count() == 0
    assert grid.page.title() not in ("1", "2")


def test_menus_work_by_keys_alone(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.keys.press("Shift+F10")
    menu = grid.page.get_by_role("menu", name="Cells")
    expect(menu.get_by_role("menuitem", name="Cut")).to_be_focused()
    grid.keys.press("i")
    expect(grid.page.locator(":focus")).to_contain_text("Insert 1 row above")
    grid.keys.press("ArrowDown")
    grid.keys.press("Enter")
    sheet.waits("A1:A4", [["Title"], ["short"]])
    grid.selected("3:3")
    expect(grid.element.locator(":focus")).to_have_count(1)
    first = grid.page.get_by_role("menubar").get_by_role("menuitem", name="Edit")
    first.focus()
    grid.keys.press("ArrowRight")
    grid.keys.press("ArrowDown")
    expect(grid.page.get_by_role("menu", name="View")).to_be_visible()
    grid.keys.press("ArrowRight")
    expect(grid.page.get_by_role("menu", name="Insert")).to_be_visible()
    grid.keys.press("Escape")
    expect(grid.page.get_by_role("menubar").get_by_role("menuitem", name="Insert")).to_be_focused()
    grid.keys.press("Escape")
    expect(grid.element.locator(":focus")).to_have_count(1)


def test_a_sheet_is_worked_on_by_keys_alone(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.allow("B2", ["Yes", "No"])
    expect(grid.cell("B2").locator(".chip")).to_be_visible()
    grid.keys.press("ArrowDown")
    grid.keys.press("F2")
    grid.keys.type(" and sweet")
    grid.keys.press("Tab")
    grid.keys.type("y")
    grid.keys.press("Enter")
    grid.keys.press("Control+Home")
    grid.keys.press("Control+Space")
    grid.keys.press("Shift+F10")
    grid.keys.press("End")
    grid.keys.press("ArrowUp")
    grid.keys.press("Enter")
    sheet.waits("A1:B2", [["short and sweet", "Yes"], ["Title"]])


def test_what_a_filter_and_a_freeze_leave_is_drawn(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.freeze()
    where = {"sheetId": sheet.tab, "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": 1}
    criteria = {"0": {"hiddenValues": ["short"]}}
    sheet.batch({"setBasicFilter": {"filter": {"range": where, "criteria": criteria}}})
    expect(grid.row_head(2)).to_have_count(0)
    button = grid.cell("A1").get_by_role("button", name="Filter this column")
    expect(button).to_have_attribute("data-state", "on")


def test_a_merge_of_others_is_seen(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.batch({"mergeCells": {"range": area("A2:C2"), "mergeType": "MERGE_ALL"}})
    expect(grid.cell("A2")).to_have_css("width", "300px")
