"""Typing into cells, as in Sheets: what is typed goes through the Sheets API."""

import pytest
from playwright.sync_api import expect

from tests.page.rooms import BareRoom
from tests.page.sheets import Grid, Looking, Spreadsheet

X = "https://example.com/x"


@pytest.fixture
def sheet(bare_room: BareRoom) -> Spreadsheet:
    sheet = Spreadsheet(bare_room)
    sheet.write("A1", [["Title", "Size"], ["One", 1], ["Two", 2]])
    return sheet


def test_typing_takes_the_place_of_what_was_there(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.type("Other")
    sheet.waits("A2", [["Other"]])
    grid.selected("A3")
    expect(grid.cell("A2")).to_have_text("Other")


def test_f2_and_enter_and_a_double_click_edit_what_is_there(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.keys.press("F2")
    grid.keys.type("!")
    grid.keys.press("Enter")
    sheet.waits("A2", [["One!"]])
    grid.keys.press("Enter")
    grid.keys.type("?")
    grid.keys.press("Tab")
    sheet.waits("A3", [["Two?"]])
    grid.selected("B3")
    grid.cell("A1").dblclick()
    grid.keys.press("Home")
    grid.keys.type("The ")
    grid.keys.press("Shift+Enter")
    sheet.waits("A1", [["The Title"]])


def test_escape_leaves_the_cell_as_it_was(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.keys.type("Other")
    grid.keys.press("Escape")
    expect(grid.editor).to_be_hidden()
    expect(grid.bar).to_have_value("One")
    expect(grid.cell("A2")).to_be_focused()
    assert sheet.text("A2") == "One"


def test_an_arrow_ends_what_is_typed_but_moves_in_what_is_edited(
    grid: Grid, sheet: Spreadsheet
) -> None:
    grid.cell("A2").click()
    grid.keys.type("Ab")
    grid.keys.press("ArrowRight")
    grid.selected("B2")
    sheet.waits("A2", [["Ab"]])
    grid.cell("A2").click()
    grid.keys.press("F2")
    grid.keys.press("ArrowLeft")
    grid.keys.type("-")
    grid.keys.press("Enter")
    sheet.waits("A2", [["A-b"]])


@pytest.mark.parametrize("keys", ["Alt+Enter", "Control+Enter"])
def test_a_line_break_can_be_typed(grid: Grid, sheet: Spreadsheet, keys: str) -> None:
    grid.cell("A2").click()
    grid.keys.type("one")
    grid.keys.press(keys)
    grid.keys.type("two")
    grid.keys.press("Enter")
    sheet.waits("A2", [["one\ntwo"]])
    expect(grid.bar).to_have_value("Two")


def test_tab_fills_a_line_and_enter_begins_the_next(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A5").click()
    for text in ("a", "b"):
        grid.keys.type(text)
        grid.keys.press("Tab")
    grid.keys.type("c")
    grid.keys.press("Enter")
    grid.selected("A6")
    sheet.waits("A5:C5", [["a", "b", "c"]])


def test_fast_typing_loses_no_letter(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("D1").click()
    for number in range(15):
        grid.keys.type(f"row {number}")
        grid.keys.press("Enter")
    sheet.waits("D1:D15", [[f"row {number}"] for number in range(15)])


def test_numbers_dates_and_formulas_are_read_as_sheets_does(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("C1").click()
    for text in ("=B2+B3", "2020-02-03", "'2020", "TRUE", "007"):
        grid.type(text)
    sheet.waits("C1:C5", [["3"], ["2020-02-03"], ["2020"], ["TRUE"], ["7"]])
    assert sheet.cell("C1")["userEnteredValue"] == {"formulaValue": "=B2+B3"}
    assert sheet.cell("C3")["userEnteredValue"] == {"stringValue": "2020"}
    grid.cell("C1").click()
    expect(grid.bar).to_have_value("=B2+B3")
    grid.cell("C3").click()
    expect(grid.bar).to_have_value("'2020")


@pytest.mark.parametrize("text", ["2020", "=1+1", "- a list", "TRUE", "'tis", "March 3, 2020"])
def test_text_that_looks_like_something_else_stays_text_when_it_is_edited(
    grid: Grid, sheet: Spreadsheet, text: str
) -> None:
    sheet.write("C2", [[text]])
    expect(grid.cell("C2")).to_have_text(text)
    grid.cell("C2").click()
    expect(grid.bar).to_have_value("'" + text)
    grid.keys.press("F2")
    grid.keys.type(" ")
    grid.keys.press("Backspace")
    grid.keys.type("!")
    grid.keys.press("Enter")
    sheet.waits("C2", [[text + "!"]])
    assert sheet.cell("C2")["userEnteredValue"] == {"stringValue": text + "!"}


def test_an_edit_of_nothing_writes_nothing(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.keys.press("F2")
    grid.keys.press("Enter")
    grid.selected("A3")
    expect(grid.page.get_by_role("button", name="Undo")).to_be_disabled()


def test_a_formula_follows_what_it_refers_to(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.write("C1", [["=B2*10"]], "USER_ENTERED")
    expect(grid.cell("C1")).to_have_text("10")
    grid.cell("B2").click()
    grid.type("4")
    expect(grid.cell("C1")).to_have_text("40")


# -- the bar above


def test_the_bar_shows_and_edits_the_whole_text(grid: Grid, sheet: Spreadsheet) -> None:
    long = "\n".join(f"line {number}" for number in range(12))
    sheet.write("A2", [[long]])
    expect(grid.cell("A2")).to_contain_text("line 0")
    grid.cell("A2").click()
    expect(grid.bar).to_have_value(long)
    grid.bar.click()
    grid.keys.press("Control+End")
    grid.keys.type(" and more")
    expect(grid.editor).to_have_value(long + " and more")
    grid.keys.press("Enter")
    sheet.waits("A2", [[long + " and more"]])
    grid.selected("A3")
    expect(grid.cell("A3")).to_be_focused()


def test_escape_in_the_bar_leaves_the_cell_as_it_was(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.bar.click()
    grid.keys.type("xxx")
    grid.keys.press("Escape")
    expect(grid.bar).to_have_value("One")
    assert sheet.text("A2") == "One"


def test_editing_goes_on_in_the_bar(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.keys.type("ab")
    grid.bar.click()
    grid.keys.press("End")
    grid.keys.type("cd")
    grid.keys.press("Enter")
    sheet.waits("A2", [["abcd"]])


def test_a_click_elsewhere_takes_what_was_typed(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.keys.type("typed")
    grid.cell("B3").click()
    sheet.waits("A2", [["typed"]])
    grid.selected("B3")


# -- what a person clears


def test_delete_empties_what_is_selected_and_keeps_formats(grid: Grid, sheet: Spreadsheet) -> None:
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    sheet.put("A2", bold, "userEnteredFormat.textFormat.bold")
    grid.select("A2:B3")
    grid.keys.press("Delete")
    sheet.waits("A1:B3", [["Title", "Size"]])
    assert sheet.cell("A2")["userEnteredFormat"] == {"textFormat": {"bold": True}}


def test_what_is_cleared_leads_nowhere_any_more(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.put_link("A2", "One", X)
    expect(grid.cell("A2").locator(".cell-link")).to_be_visible()
    grid.cell("A2").click()
    grid.keys.press("Backspace")
    sheet.waits("A2", [])
    grid.type("Two")
    sheet.waits("A2", [["Two"]])
    assert sheet.link("A2") is None


# -- what goes wrong


def test_a_refused_text_is_there_to_edit_with_the_reason(
    grid: Grid, sheet: Spreadsheet, looking: Looking
) -> None:
    looking.allow("400 (Bad Request)")
    grid.cell("A2").click()
    grid.keys.type("x")
    grid.editor.fill("x" * 50_001)
    grid.keys.press("Enter")
    said = grid.page.locator(".editor-trouble")
    expect(said).to_contain_text("50000")
    expect(grid.editor).to_have_value("x" * 50_001)
    expect(grid.editor).to_be_focused()
    grid.editor.fill("short")
    grid.keys.press("Enter")
    sheet.waits("A2", [["short"]])
    expect(said).to_be_hidden()


def test_what_cannot_be_sent_is_kept(grid: Grid, sheet: Spreadsheet, looking: Looking) -> None:
    looking.allow("net::ERR")
    grid.page.route("**/values/**", lambda route: route.abort())
    grid.cell("A2").click()
    grid.type("kept")
    expect(grid.page.locator(".editor-trouble")).to_contain_text("The sandbox does not answer")
    expect(grid.editor).to_have_value("kept")
    expect(grid.page.locator(".status-saved")).to_have_text("Not saved")
    grid.page.unroute("**/values/**")
    grid.keys.press("Enter")
    sheet.waits("A2", [["kept"]])
    grid.saved()
