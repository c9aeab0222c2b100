"""Rows and columns: inserted, deleted, moved, hidden, sized and frozen, by mouse, menu and keys."""

import pytest
from playwright.sync_api import Locator, expect

from tests.page.rooms import BareRoom
from tests.page.sheets import Grid, Looking, Spreadsheet, area

X = "https://example.com/x"
ROWS = [["Title", "Size", "ID"], ["One", "1", "P1"], ["Two", "2", "P2"], ["Three", "3", "P3"]]


@pytest.fixture
def sheet(bare_room: BareRoom) -> Spreadsheet:
    sheet = Spreadsheet(bare_room)
    sheet.write("A1", ROWS)
    sheet.put_link("A3", "Two", X)
    sheet.freeze()
    return sheet


def centre(target: Locator) -> tuple[float, float]:
    box = target.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(grid: Grid, start: tuple[float, float], end: tuple[float, float]) -> None:
    grid.page.mouse.move(*start)
    grid.page.mouse.down()
    grid.page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    grid.page.mouse.move(*end)
    grid.page.mouse.up()


# -- insert


def test_rows_are_inserted_above_and_below(grid: Grid, sheet: Spreadsheet) -> None:
    grid.context(grid.cell("A3"), "Insert 1 row above")
    sheet.waits("A1:A6", [["Title"], ["One"], [], ["Two"], ["Three"]])
    grid.selected("3:3")
    grid.select("A4:A5")
    grid.context(grid.cell("A4"), "Insert 2 rows below")
    sheet.waits("A1:A8", [["Title"], ["One"], [], ["Two"], ["Three"]])
    grid.selected("6:7")
    assert sheet.link("A4") == X


def test_columns_are_inserted_left_and_right(grid: Grid, sheet: Spreadsheet) -> None:
    grid.letter("B").click()
    grid.context(grid.letter("B"), "Insert 1 column left")
    sheet.waits("A1:D1", [["Title", "", "Size", "ID"]])
    grid.cell("C2").click()
    grid.menu("Insert", "Insert 1 column right")
    sheet.waits("A1:E1", [["Title", "", "Size", "", "ID"]])


def test_a_row_below_the_header_does_not_look_like_it(grid: Grid, sheet: Spreadsheet) -> None:
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    sheet.put("A1", bold, "userEnteredFormat.textFormat.bold")
    grid.cell("A1").click()
    grid.menu("Insert", "Insert 1 row below")
    sheet.waits("A1:A3", [["Title"], [], ["One"]])
    assert "userEnteredFormat" not in sheet.cell("A2")


def test_rows_are_inserted_and_deleted_by_keys(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.keys.press("Control+Alt+=")
    sheet.waits("A1:A3", [["Title"], [], ["One"]])
    grid.keys.press("Control+Alt+-")
    sheet.waits("A1:A3", [["Title"], ["One"], ["Two"]])


# -- delete, and undo


def test_a_deleted_row_comes_back_with_all_that_was_in_it(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.put("B3", {"note": "Mind this"}, "note")
    sheet.allow("B3", ["2", "3"])
    sheet.write("E1", [["=A3"]], "USER_ENTERED")
    expect(grid.cell("E1")).to_have_text("Two")
    before = [sheet.cell(name) for name in ("A3", "B3", "C3")]
    grid.row_head(3).click()
    grid.context(grid.row_head(3), "Delete row 3")
    sheet.waits("A1:C3", [ROWS[0], ROWS[1], ROWS[3]])
    expect(grid.cell("A3")).to_have_text("Three")
    grid.keys.press("Control+z")
    sheet.waits("A1:C4", ROWS)
    assert [sheet.cell(name) for name in ("A3", "B3", "C3")] == before
    assert sheet.cell("E1", "userEnteredValue") == {"userEnteredValue": {"formulaValue": "=A3"}}
    grid.keys.press("Control+y")
    sheet.waits("A1:C3", [ROWS[0], ROWS[1], ROWS[3]])
    grid.keys.press("Control+z")
    sheet.waits("A1:C4", ROWS)


def test_deleted_columns_come_back(grid: Grid, sheet: Spreadsheet) -> None:
    grid.letter("A").click()
    grid.letter("B").click(modifiers=["Shift"])
    grid.context(grid.letter("B"), "Delete columns A–B")
    sheet.waits("A1:A4", [["ID"], ["P1"], ["P2"], ["P3"]])
    grid.keys.press("Control+z")
    sheet.waits("A1:C4", ROWS)
    assert sheet.link("A3") == X


def test_a_deleted_header_is_frozen_again_when_it_comes_back(
    grid: Grid, sheet: Spreadsheet
) -> None:
    grid.context(grid.cell("A1"), "Delete row 1")
    sheet.waits("A1:A2", [["One"], ["Two"]])
    grid.keys.press("Control+z")
    sheet.waits("A1:C4", ROWS)
    assert sheet.properties()[0]["gridProperties"]["frozenRowCount"] == 1


def test_not_all_rows_can_be_deleted(grid: Grid, sheet: Spreadsheet, looking: Looking) -> None:
    looking.allow("400 (Bad Request)")
    grid.keys.press("Control+a")
    grid.context(grid.cell("A1"), "Delete rows")
    expect(grid.trouble).to_contain_text("You can't delete all the rows on the sheet.")
    assert sheet.values("A1:C4") == ROWS


# -- move


def test_a_row_is_dragged_to_another_place(grid: Grid, sheet: Spreadsheet) -> None:
    grid.row_head(2).click()
    x, y = centre(grid.row_head(4))
    drag(grid, centre(grid.row_head(2)), (x, y + 6))
    sheet.waits("A1:A5", [["Title"], ["Two"], ["Three"], ["One"]])
    grid.selected("4:4")
    assert sheet.link("A2") == X
    grid.keys.press("Control+z")
    sheet.waits("A1:C4", ROWS)


def test_columns_are_dragged_to_another_place(grid: Grid, sheet: Spreadsheet) -> None:
    grid.letter("C").click()
    x, y = centre(grid.letter("A"))
    drag(grid, centre(grid.letter("C")), (x - 20, y))
    sheet.waits("A1:C1", [["ID", "Title", "Size"]])
    grid.keys.press("Control+z")
    sheet.waits("A1:C4", ROWS)


def test_rows_and_columns_are_moved_by_menu(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A3").click()
    grid.keys.press("Shift+Space")
    grid.keys.press("Shift+F10")
    grid.choose("Cells", "Move row up")
    sheet.waits("A1:A4", [["Title"], ["Two"], ["One"], ["Three"]])
    grid.letter("A").click()
    grid.context(grid.letter("A"), "Move column right")
    sheet.waits("A1:C1", [["Size", "Title", "ID"]])


# -- hide and show


def test_hidden_columns_are_shown_again_by_the_arrows(grid: Grid, sheet: Spreadsheet) -> None:
    grid.letter("B").click()
    grid.context(grid.letter("B"), "Hide column B")
    expect(grid.letter("B")).to_have_count(0)
    assert sheet.dimensions("COLUMNS", "hiddenByUser") == [1]
    shows = grid.element.get_by_role("button", name="Show hidden column B")
    expect(shows).to_have_count(2)
    shows.first.click()
    expect(grid.letter("B")).to_be_visible()
    assert sheet.dimensions("COLUMNS", "hiddenByUser") == []


def test_hidden_rows_are_shown_again_by_menu_and_by_undo(grid: Grid, sheet: Spreadsheet) -> None:
    grid.row_head(2).click()
    grid.row_head(3).click(modifiers=["Shift"])
    grid.context(grid.row_head(3), "Hide rows 2–3")
    expect(grid.row_head(2)).to_have_count(0)
    assert sheet.dimensions("ROWS", "hiddenByUser") == [1, 2]
    expect(grid.element.get_by_role("button", name="Show hidden rows 2 to 3")).to_have_count(2)
    grid.keys.press("Control+z")
    expect(grid.row_head(2)).to_be_visible()
    grid.keys.press("Control+y")
    expect(grid.row_head(2)).to_have_count(0)
    grid.select("1:4")
    grid.menu("View", "Show hidden rows")
    expect(grid.row_head(3)).to_be_visible()
    assert sheet.dimensions("ROWS", "hiddenByUser") == []


def test_arrows_skip_what_is_hidden(grid: Grid, sheet: Spreadsheet) -> None:
    where = {"sheetId": sheet.tab, "dimension": "ROWS", "startIndex": 1, "endIndex": 3}
    hide = {"range": where, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
    sheet.batch({"updateDimensionProperties": hide})
    expect(grid.row_head(2)).to_have_count(0)
    grid.cell("A1").click()
    grid.keys.press("ArrowDown")
    grid.selected("A4")


# -- sizes


def test_a_column_is_made_wider_by_its_border(grid: Grid, sheet: Spreadsheet) -> None:
    box = grid.letter("A").bounding_box()
    assert box is not None
    edge = box["x"] + box["width"] - 1, box["y"] + 10
    drag(grid, edge, (edge[0] + 60, edge[1]))
    expect(grid.letter("A")).to_have_css("width", "160px")
    found = sheet.call("GET", f"/{sheet.id}", fields="sheets.data.columnMetadata.pixelSize")
    assert found["sheets"][0]["data"][0]["columnMetadata"][0] == {"pixelSize": 160}
    grid.keys.press("Control+z")
    expect(grid.letter("A")).to_have_css("width", "100px")


def test_a_double_click_on_the_border_fits_the_column(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.write("B2", [["a rather long text that needs more room"]])
    expect(grid.cell("B2")).to_contain_text("a rather")
    box = grid.letter("B").bounding_box()
    assert box is not None
    grid.page.mouse.dblclick(box["x"] + box["width"] - 1, box["y"] + 10)
    expect(grid.letter("B")).not_to_have_css("width", "100px")
    wide = grid.letter("B").bounding_box()
    assert wide is not None
    assert 200 < wide["width"] < 320


def test_a_row_is_made_higher_and_fits_again(grid: Grid, sheet: Spreadsheet) -> None:
    box = grid.row_head(2).bounding_box()
    assert box is not None
    edge = box["x"] + 20, box["y"] + box["height"] - 1
    drag(grid, edge, (edge[0], edge[1] + 40))
    expect(grid.row_head(2)).to_have_css("height", "61px")
    grid.context(grid.row_head(2), "Fit height to text")
    expect(grid.row_head(2)).to_have_css("height", "21px")


# -- freeze


def test_rows_are_frozen_and_unfrozen(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.menu("View", "Freeze up to row 2")
    expect(grid.element.locator(".frozen-rows [role=row]")).to_have_count(2)
    assert sheet.properties()[0]["gridProperties"]["frozenRowCount"] == 2
    grid.element.evaluate("node => node.scrollTo(0, 3000)")
    expect(grid.cell("A1")).to_be_in_viewport()
    expect(grid.row_head(150)).to_be_visible()
    grid.menu("View", "No frozen rows")
    expect(grid.element.locator(".frozen-rows [role=row]")).to_have_count(0)
    grid.keys.press("Control+z")
    expect(grid.element.locator(".frozen-rows [role=row]")).to_have_count(2)


def test_frozen_columns_stay_on_the_left(grid: Grid, sheet: Spreadsheet) -> None:
    frozen = {"sheetId": sheet.tab, "gridProperties": {"frozenColumnCount": 1}}
    change = {"properties": frozen, "fields": "gridProperties.frozenColumnCount"}
    sheet.batch({"updateSheetProperties": change})
    expect(grid.element).to_have_attribute("data-frozen-columns", "")
    grid.element.evaluate("node => node.scrollTo(900, 0)")
    expect(grid.cell("K2")).to_be_visible()
    expect(grid.cell("A2")).to_be_in_viewport()
    grid.cell("A2").click()
    grid.type("Typed")
    sheet.waits("A2", [["Typed"]])


def test_a_renamed_header_is_only_a_cell(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("B1").dblclick()
    grid.editor.fill("Length")
    grid.keys.press("Enter")
    sheet.waits("A1:C1", [["Title", "Length", "ID"]])


def test_a_merge_in_a_deleted_row_comes_back(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.write("E2", [["wide"]])
    sheet.batch({"mergeCells": {"range": area("E2:F2"), "mergeType": "MERGE_ALL"}})
    expect(grid.cell("F2")).to_have_count(0)
    grid.context(grid.cell("A2"), "Delete row 2")
    expect(grid.cell("A2")).to_have_text("Two")
    grid.keys.press("Control+z")
    expect(grid.cell("E2")).to_have_text("wide")
    expect(grid.cell("F2")).to_have_count(0)
    found = sheet.call("GET", f"/{sheet.id}", fields="sheets.merges")
    assert len(found["sheets"][0]["merges"]) == 1
