"""Copy, cut, paste and fill, within the sheet and with other programs."""

import re

import pytest
from playwright.sync_api import expect

from tests.page.rooms import BareRoom
from tests.page.sheets import Grid, Spreadsheet

X = "https://example.com/x"


@pytest.fixture
def sheet(bare_room: BareRoom) -> Spreadsheet:
    sheet = Spreadsheet(bare_room)
    sheet.write("A1", [["Title", "Size"], ["One", 1], ["Two", 2], ["Three", 3]])
    sheet.put_link("A2", "One", X)
    return sheet


def paste(grid: Grid, text: str) -> None:
    """Paste a text of another program into what has the focus."""
    grid.page.evaluate(
        """(text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          const how = { clipboardData, bubbles: true, cancelable: true };
          const event = new ClipboardEvent("paste", how);
          document.activeElement.dispatchEvent(event);
        }""",
        text,
    )


def copied(grid: Grid, kind: str = "text/plain", event: str = "copy") -> str:
    """Return what the page puts on the clipboard."""
    return str(
        grid.page.evaluate(
            """([kind, name]) => {
              const clipboardData = new DataTransfer();
              const how = { clipboardData, bubbles: true, cancelable: true };
              const event = new ClipboardEvent(name, how);
              document.activeElement.dispatchEvent(event);
              return clipboardData.getData(kind);
            }""",
            [kind, event],
        )
    )


def test_cells_go_to_other_programs_as_text_and_as_a_table(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.write("B3", [['say "hi"\nthere']])
    expect(grid.cell("B3")).to_contain_text("there")
    grid.select("A2:B3")
    assert copied(grid) == 'One\t1\nTwo\t"say ""hi""\nthere"'
    table = copied(grid, "text/html")
    assert f'<a href="{X}">One</a>' in table
    assert 'say "hi"<br />there' in table


def test_text_of_another_program_fills_cells(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("C2").click()
    paste(grid, 'a\tb\r\n"two\nlines"\t=1+1\r\n')
    sheet.waits("C2:D3", [["a", "b"], ["two\nlines", "2"]])
    grid.selected("C2:D3")


def test_one_value_is_pasted_over_all_of_a_selection(grid: Grid, sheet: Spreadsheet) -> None:
    grid.select("C2:D4")
    paste(grid, "same")
    sheet.waits("C2:D4", [["same", "same"]] * 3)


def test_what_is_larger_than_the_grid_extends_it(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.write("Y999", [["old"]])
    grid.select("Y999")
    paste(grid, "a\tb\tc\nd\te\tf\ng\th\ti")
    sheet.waits("Y999:AA1001", [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]])
    grid.selected("Y999:AA1001")
    expect(grid.element).to_have_attribute("aria-rowcount", "1001")
    expect(grid.element).to_have_attribute("aria-colcount", "27")
    grid.keys.press("Control+z")
    expect(grid.element).to_have_attribute("aria-rowcount", "1000")
    sheet.waits("Y999:Z1000", [["old"]])


def test_copied_cells_bring_links_formats_and_formulas_along(
    grid: Grid, sheet: Spreadsheet
) -> None:
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    sheet.put("B2", bold, "userEnteredFormat.textFormat.bold")
    sheet.write("C2", [["=B2*10"]], "USER_ENTERED")
    expect(grid.cell("C2")).to_have_text("10")
    grid.select("A2:C2")
    text = copied(grid)
    grid.select("A6")
    paste(grid, text)
    sheet.waits("A6:C6", [["One", "1", "10"]])
    assert sheet.link("A6") == X
    assert sheet.cell("B6")["userEnteredFormat"]["textFormat"]["bold"] is True
    assert sheet.cell("C6")["userEnteredValue"] == {"formulaValue": "=B6*10"}
    grid.selected("A6:C6")


def test_a_copy_is_repeated_over_a_multiple_of_it(grid: Grid, sheet: Spreadsheet) -> None:
    grid.select("A2:A3")
    text = copied(grid)
    grid.select("D1:E4")
    paste(grid, text)
    sheet.waits("D1:E4", [["One", "One"], ["Two", "Two"]] * 2)
    assert sheet.link("E3") == X


def test_cut_cells_move(grid: Grid, sheet: Spreadsheet) -> None:
    grid.select("A2:B3")
    text = copied(grid, event="cut")
    expect(grid.cell("A2")).to_have_attribute("data-ants", "t l")
    grid.select("D5")
    paste(grid, text)
    sheet.waits(
        "A1:E6",
        [
            ["Title", "Size"],
            [],
            [],
            ["Three", "3"],
            ["", "", "", "One", "1"],
            ["", "", "", "Two", "2"],
        ],
    )
    assert sheet.link("D5") == X
    expect(grid.cell("A2")).not_to_have_attribute("data-ants", "t l")
    grid.keys.press("Control+z")
    sheet.waits("A1:E6", [["Title", "Size"], ["One", "1"], ["Two", "2"], ["Three", "3"]])
    assert sheet.link("A2") == X


def test_cut_cells_move_to_another_tab_and_back(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.batch({"addSheet": {"properties": {"sheetId": 7, "title": "Other"}}})
    grid.select("A2:B2")
    text = copied(grid, event="cut")
    grid.page.get_by_role("tab", name="Other").click()
    expect(grid.cell("A1")).to_have_text("")
    grid.cell("B2").click()
    paste(grid, text)
    sheet.waits("Other!B2:C2", [["One", "1"]])
    sheet.waits("Sheet1!A2:B3", [[], ["Two", "2"]])
    grid.keys.press("Control+z")
    sheet.waits("Sheet1!A2:B2", [["One", "1"]])
    sheet.waits("Other!A1:C3", [])


def test_values_only_leave_links_behind(grid: Grid, sheet: Spreadsheet) -> None:
    grid.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sheet.write("B2", [["=1+1"]], "USER_ENTERED")
    expect(grid.cell("B2")).to_have_text("2")
    grid.select("A2:B2")
    grid.keys.press("Control+c")
    grid.select("C6")
    grid.keys.press("Control+Shift+v")
    sheet.waits("C6:D6", [["One", "2"]])
    assert sheet.link("C6") is None
    assert sheet.cell("D6")["userEnteredValue"] == {"numberValue": 2}


def test_a_copy_whose_source_has_changed_is_pasted_as_it_was(
    grid: Grid, sheet: Spreadsheet
) -> None:
    grid.select("A2:B2")
    text = copied(grid)
    sheet.write("B2", [[99]])
    expect(grid.cell("B2")).to_have_text("99")
    grid.select("A6")
    paste(grid, text)
    sheet.waits("A6:B6", [["One", "1"]])
    assert sheet.link("A6") == X


def test_escape_lets_go_of_what_was_copied(grid: Grid) -> None:
    grid.select("A2")
    copied(grid)
    expect(grid.cell("A2")).to_have_attribute("data-ants", "t b l r")
    grid.keys.press("Escape")
    expect(grid.cell("A2")).not_to_have_attribute("data-ants", "t b l r")


def test_the_real_clipboard_takes_and_gives(grid: Grid, sheet: Spreadsheet) -> None:
    grid.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    grid.select("A2:A3")
    grid.keys.press("Control+c")
    grid.select("D2")
    grid.keys.press("Control+v")
    sheet.waits("D2:D3", [["One"], ["Two"]])
    assert sheet.link("D2") == X
    grid.select("A4")
    grid.menu("Edit", "Copy")
    grid.select("D4")
    grid.menu("Edit", re_exact("Paste"))
    sheet.waits("D4", [["Three"]])


def re_exact(text: str) -> "re.Pattern[str]":
    return re.compile(f"^{text}$")


# -- fill


def test_the_handle_is_dragged_to_repeat_cells(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.page.locator(".fill-handle").hover()
    grid.page.mouse.down()
    grid.cell("A6").hover()
    grid.page.mouse.up()
    sheet.waits("A1:A7", [["Title"], ["One"], ["One"], ["One"], ["One"], ["One"]])
    assert sheet.link("A6") == X
    grid.selected("A2:A6")


def test_ctrl_d_fills_down(grid: Grid, sheet: Spreadsheet) -> None:
    grid.select("A2:B4")
    grid.keys.press("Control+d")
    sheet.waits("A2:B4", [["One", "1"]] * 3)
    grid.keys.press("Control+z")
    sheet.waits("A2:B4", [["One", "1"], ["Two", "2"], ["Three", "3"]])


def test_ctrl_enter_fills_the_range_with_the_active_cell(grid: Grid, sheet: Spreadsheet) -> None:
    grid.select("A2:A4")
    grid.keys.press("Control+Enter")
    sheet.waits("A2:A4", [["One"]] * 3)


def test_rows_that_a_filter_hides_are_not_copied_and_not_emptied(
    grid: Grid, sheet: Spreadsheet
) -> None:
    where = {"sheetId": sheet.tab, "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": 2}
    criteria = {"0": {"hiddenValues": ["Two"]}}
    sheet.batch({"setBasicFilter": {"filter": {"range": where, "criteria": criteria}}})
    expect(grid.cell("A3")).to_have_count(0)
    grid.select("A2:A4")
    text = copied(grid)
    assert text == "One\nThree"
    grid.select("D1")
    paste(grid, text)
    sheet.waits("D1:D2", [["One"], ["Three"]])
    assert sheet.link("D1") == X
    grid.select("A2:A4")
    grid.keys.press("Delete")
    sheet.waits("A2:A4", [[], ["Two"]])
