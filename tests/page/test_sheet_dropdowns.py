"""Cells with rules: dropdowns and checkboxes."""

import pytest
from playwright.sync_api import Locator, expect

from tests.page.rooms import BareRoom
from tests.page.sheets import Grid, Spreadsheet, area

CHOICES = ["Proposed", "Claimed", "Submitted", "Approved"]


@pytest.fixture
def sheet(bare_room: BareRoom) -> Spreadsheet:
    sheet = Spreadsheet(bare_room)
    sheet.write("A1", [["Status", "Kind"], ["Claimed", "a"], ["", "b"], ["Odd", "c"]])
    sheet.allow("A2:A5", CHOICES)
    sheet.allow("B2:B5", ["a", "b"], strict=False)
    return sheet


def choices(grid: Grid) -> Locator:
    return grid.page.get_by_role("listbox", name="Choices").get_by_role("option")


def test_a_choice_is_taken_from_the_list_under_its_arrow(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").locator(".chip-arrow").click()
    expect(choices(grid)).to_have_text(CHOICES)
    expect(choices(grid).nth(1)).to_have_attribute("aria-selected", "true")
    expect(grid.page.get_by_role("combobox", name="A2")).to_have_attribute("aria-expanded", "true")
    choices(grid).filter(has_text="Approved").click()
    sheet.waits("A2", [["Approved"]])
    grid.selected("A2")
    expect(grid.cell("A2")).to_be_focused()


def test_a_choice_is_taken_by_keys(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A3").click()
    grid.keys.press("Enter")
    expect(choices(grid)).to_have_count(4)
    grid.keys.press("ArrowDown")
    grid.keys.press("ArrowDown")
    expect(grid.editor).to_have_attribute("aria-activedescendant", "sheet-choices-1")
    grid.keys.press("Enter")
    sheet.waits("A3", [["Claimed"]])
    grid.selected("A4")


def test_typing_narrows_the_choices(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A3").click()
    grid.keys.type("app")
    expect(choices(grid)).to_have_text(["Approved"])
    grid.keys.press("Tab")
    sheet.waits("A3", [["Approved"]])
    grid.selected("B3")


def test_a_strict_rule_refuses_as_sheets_words_it(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.keys.type("Done")
    grid.keys.press("Enter")
    said = grid.page.get_by_role("alert").filter(has_text="There was a problem")
    expect(said).to_contain_text(
        "The data you entered in cell A2 violates the data validation rules set on this cell. "
        "Please enter one of the following values: Proposed, Claimed, Submitted, Approved."
    )
    expect(grid.editor).to_have_value("Done")
    grid.keys.press("Escape")
    expect(said).to_be_hidden()
    assert sheet.text("A2") == "Claimed"


def test_a_click_elsewhere_does_not_lose_what_was_refused(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").click()
    grid.keys.type("Done")
    grid.cell("C9").click()
    expect(grid.editor).to_have_value("Done")
    expect(grid.editor).to_be_focused()
    grid.editor.fill("approved")
    grid.cell("C9").click()
    sheet.waits("A2", [["Approved"]])
    grid.selected("C9")


def test_a_rule_that_only_warns_lets_it_in_and_marks_it(grid: Grid, sheet: Spreadsheet) -> None:
    expect(grid.cell("B4").locator(".odd-mark")).to_be_visible()
    grid.cell("B2").click()
    grid.keys.type("zzz")
    expect(grid.page.get_by_text("No such choice")).to_be_visible()
    grid.keys.press("Enter")
    sheet.waits("B2", [["zzz"]])
    expect(grid.cell("B2").locator(".odd-mark")).to_be_visible()
    grid.cell("B2").hover()
    expect(grid.page.get_by_role("dialog", name="About this cell")).to_contain_text("Invalid")


def test_an_empty_text_is_always_let_in(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").dblclick()
    grid.editor.fill("")
    grid.keys.press("Enter")
    sheet.waits("A2", [])
    assert "dataValidation" in sheet.cell("A2")


def test_what_a_strict_rule_forbids_is_not_pasted(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A3").click()
    grid.page.evaluate(
        """() => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", "Approved\\nNonsense");
          const how = { clipboardData, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
        }"""
    )
    expect(grid.trouble).to_contain_text("Nothing was pasted. The data you entered in cell A4")
    assert sheet.values("A3:A4") == [[], ["Odd"]]


def test_choices_may_stand_in_a_range_of_the_sheet(grid: Grid, sheet: Spreadsheet) -> None:
    sheet.write("E1", [["red"], ["green"], ["red"]])
    condition = {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "=E1:E9"}]}
    rule = {"condition": condition, "strict": True, "showCustomUi": True}
    sheet.batch({"setDataValidation": {"range": area("C2"), "rule": rule}})
    grid.cell("C2").locator(".chip-arrow").click()
    expect(choices(grid)).to_have_text(["red", "green"])
    choices(grid).last.click()
    sheet.waits("C2", [["green"]])


def test_a_checkbox_is_ticked(grid: Grid, sheet: Spreadsheet) -> None:
    rule = {"condition": {"type": "BOOLEAN"}, "strict": True}
    sheet.write("C2", [[False]])
    sheet.batch({"setDataValidation": {"range": area("C2"), "rule": rule}})
    box = grid.cell("C2").get_by_role("checkbox")
    box.click()
    sheet.waits("C2", [["TRUE"]])
    expect(box).to_be_checked()
    grid.keys.press("Space")
    sheet.waits("C2", [["FALSE"]])
    expect(box).not_to_be_checked()


def test_alt_and_down_open_the_choices(grid: Grid) -> None:
    grid.cell("A2").click()
    grid.keys.press("Alt+ArrowDown")
    expect(choices(grid)).to_have_count(4)
    grid.keys.press("Escape")
    expect(grid.cell("A2")).to_be_focused()
