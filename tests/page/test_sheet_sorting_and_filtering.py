"""Sorting and filtering, also the sort of one column that tears rows apart."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.page.rooms import BareRoom
from tests.page.sheets import Grid, Looking, Spreadsheet

X = "https://example.com/x"
ROWS = [
    ["Title", "Size", "ID"],
    ["pear", "3", "P1"],
    ["Apple", "10", "P2"],
    ["fig", "2", "P3"],
    ["apple", "1", "P4"],
]


@pytest.fixture
def sheet(bare_room: BareRoom) -> Spreadsheet:
    sheet = Spreadsheet(bare_room)
    sheet.write("A1", ROWS, "USER_ENTERED")
    sheet.put_link("A4", "fig", X)
    sheet.freeze()
    return sheet


def in_order(*ids: str) -> list[list[str]]:
    return [ROWS[0], *(next(row for row in ROWS if row[2] == wanted) for wanted in ids)]


# -- sort


def test_the_sheet_is_sorted_below_its_frozen_header(grid: Grid, sheet: Spreadsheet) -> None:
    grid.letter("A").click()
    grid.context(grid.letter("A"), "Sort sheet by column A, A to Z")
    sheet.waits("A1:C5", in_order("P2", "P4", "P3", "P1"))
    assert sheet.link("A4") == X
    grid.cell("B2").click()
    grid.menu("Data", "Sort sheet by column B, Z to A")
    sheet.waits("A1:C5", in_order("P2", "P1", "P3", "P4"))
    expect(grid.cell("A2")).to_have_text("Apple")
    for _ in range(2):
        grid.keys.press("Control+z")
    sheet.waits("A1:C5", ROWS)
    assert sheet.link("A4") == X
    grid.keys.press("Control+y")
    sheet.waits("A1:C5", in_order("P2", "P4", "P3", "P1"))


def test_a_sort_that_is_taken_back_keeps_what_others_wrote_since(
    grid: Grid, sheet: Spreadsheet
) -> None:
    grid.cell("B2").click()
    grid.menu("Data", "Sort sheet by column B, A to Z")
    sheet.waits("A1:C5", in_order("P4", "P3", "P1", "P2"))
    sheet.write("D2", [["note for P4"]])
    expect(grid.cell("D2")).to_have_text("note for P4")
    grid.keys.press("Control+z")
    sheet.waits("A1:D5", [*ROWS[:4], [*ROWS[4], "note for P4"]])


def test_only_part_of_the_columns_can_be_sorted_and_taken_back(
    grid: Grid, sheet: Spreadsheet
) -> None:
    grid.select("A2:B5")
    grid.context(grid.cell("A2"), "Sort range A2:B5 by column A, A to Z")
    torn = [["Apple", "10", "P1"], ["apple", "1", "P2"], ["fig", "2", "P3"], ["pear", "3", "P4"]]
    sheet.waits("A1:C5", [ROWS[0], *torn])
    assert sheet.link("A4") == X
    grid.keys.press("Control+z")
    sheet.waits("A1:C5", ROWS)
    assert sheet.link("A4") == X
    assert sheet.properties()[0]["gridProperties"]["columnCount"] == 26


def test_a_sort_in_an_order_that_was_not_foreseen_is_taken_back_all_the_same(
    grid: Grid, sheet: Spreadsheet
) -> None:
    # The server knows that ß sorts as ss; the page does not.
    sheet.write("A2", [["Straße"], ["strasse b"], ["Strassa"], ["x"]])
    expect(grid.cell("A2")).to_have_text("Straße")
    before = sheet.values("A1:C5")
    grid.cell("A2").click()
    grid.menu("Data", "Sort sheet by column A, A to Z")
    sheet.waits("A2:A5", [["Strassa"], ["Straße"], ["strasse b"], ["x"]])
    grid.saved()
    grid.keys.press("Control+z")
    sheet.waits("A1:C5", before)


# -- filter


def panel(grid: Grid, name: str) -> Locator:
    return grid.page.get_by_role("dialog", name=f"Filter {name}")


def hidden(sheet: Spreadsheet) -> list[int]:
    return [row for row in sheet.dimensions("ROWS", "hiddenByFilter") if row < 5]


def test_values_are_filtered_and_shown_again(grid: Grid, sheet: Spreadsheet) -> None:
    grid.page.get_by_role("toolbar").get_by_role("button", name="Create a filter").click()
    expect(grid.element.get_by_role("button", name="Filter this column")).to_have_count(3)
    grid.cell("A1").get_by_role("button", name="Filter this column").click()
    values = panel(grid, "Title").get_by_role("checkbox")
    expect(values).to_have_count(3)
    panel(grid, "Title").get_by_label("apple").uncheck()
    panel(grid, "Title").get_by_role("button", name="OK").click()
    expect(grid.row_head(3)).to_have_count(0)
    expect(grid.row_head(5)).to_have_count(0)
    assert hidden(sheet) == [2, 4]
    expect(grid.page.get_by_role("status", name="Status of the sheet")).to_contain_text(
        "2 of 4 rows"
    )
    grid.menu("Data", "Show all filtered rows")
    expect(grid.row_head(3)).to_be_visible()
    assert hidden(sheet) == []
    grid.keys.press("Control+z")
    expect(grid.row_head(3)).to_have_count(0)
    grid.menu("Data", "Remove filter")
    expect(grid.row_head(3)).to_be_visible()
    expect(grid.element.get_by_role("button", name="Filter this column")).to_have_count(0)
    assert (
        "basicFilter"
        not in sheet.call("GET", f"/{sheet.id}", fields="sheets.basicFilter")["sheets"][0]
    )


def test_values_are_searched_and_all_of_those_found_chosen(grid: Grid, sheet: Spreadsheet) -> None:
    grid.menu("Data", "Create a filter")
    grid.cell("A1").get_by_role("button", name="Filter this column").click()
    opened = panel(grid, "Title")
    expect(opened.get_by_role("searchbox")).to_be_focused()
    opened.get_by_role("button", name="Clear").click()
    opened.get_by_role("searchbox").fill("P")
    expect(opened.get_by_role("checkbox")).to_have_count(2)
    opened.get_by_role("searchbox").fill("pea")
    opened.get_by_role("button", name="Select all").click()
    opened.get_by_role("searchbox").press("Enter")
    expect(grid.row_head(3)).to_have_count(0)
    assert hidden(sheet) == [2, 3, 4]


def test_two_columns_are_filtered_together(grid: Grid, sheet: Spreadsheet) -> None:
    grid.menu("Data", "Create a filter")
    for name, value in (("Title", "fig"), ("Size", "3")):
        letter = "A" if name == "Title" else "B"
        grid.cell(f"{letter}1").get_by_role("button", name="Filter this column").click()
        panel(grid, name).get_by_label(value).uncheck()
        panel(grid, name).get_by_role("button", name="OK").click()
        expect(panel(grid, name)).to_have_count(0)
    expect(grid.row_head(2)).to_have_count(0)
    assert hidden(sheet) == [1, 3]
    grid.cell("A1").get_by_role("button", name="Filter this column").click()
    expect(panel(grid, "Title").get_by_role("checkbox")).to_have_count(2)
    grid.keys.press("Escape")
    expect(grid.cell("A1")).to_be_focused()


def test_a_filter_is_set_by_keys_alone(grid: Grid, sheet: Spreadsheet) -> None:
    grid.menu("Data", "Create a filter")
    expect(grid.element.get_by_role("button", name="Filter this column")).to_have_count(3)
    grid.cell("A1").click()
    grid.keys.press("Alt+ArrowDown")
    expect(panel(grid, "Title").get_by_role("searchbox")).to_be_focused()
    grid.keys.press("Tab")
    expect(panel(grid, "Title").get_by_role("checkbox").first).to_be_focused()
    grid.keys.press("Space")
    grid.keys.press("Shift+Tab")
    grid.keys.press("Enter")
    expect(grid.row_head(3)).to_have_count(0)
    assert hidden(sheet) == [2, 4]


def test_the_panel_sorts_below_the_header(grid: Grid, sheet: Spreadsheet) -> None:
    grid.menu("Data", "Create a filter")
    grid.cell("B1").get_by_role("button", name="Filter this column").click()
    panel(grid, "Size").get_by_role("button", name="Sort A to Z").click()
    sheet.waits("A1:C5", in_order("P4", "P3", "P1", "P2"))


def test_rows_that_are_written_later_are_within_the_filter(grid: Grid, sheet: Spreadsheet) -> None:
    grid.menu("Data", "Create a filter")
    expect(grid.element.get_by_role("button", name="Filter this column")).to_have_count(3)
    sheet.write("A6", [["new one"]])
    expect(grid.cell("A6")).to_have_text("new one")
    grid.cell("A1").get_by_role("button", name="Filter this column").click()
    expect(panel(grid, "Title").get_by_label("new one")).to_be_checked()
    grid.keys.press("Escape")


def test_deleting_filtered_rows_leaves_the_hidden_ones(grid: Grid, sheet: Spreadsheet) -> None:
    where = {"sheetId": sheet.tab, "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": 3}
    criteria = {"0": {"hiddenValues": ["Apple"]}}
    sheet.batch({"setBasicFilter": {"filter": {"range": where, "criteria": criteria}}})
    expect(grid.row_head(3)).to_have_count(0)
    grid.select("2:5")
    grid.context(grid.cell("A2"), re.compile("^Delete rows"))
    sheet.waits("A1:C5", in_order("P2", "P4"))
    grid.keys.press("Control+z")
    sheet.waits("A1:C5", ROWS)
    expect(grid.row_head(3)).to_have_count(0)
    assert hidden(sheet) == [2, 4]


def test_a_filter_that_is_refused_says_so(grid: Grid, sheet: Spreadsheet, looking: Looking) -> None:
    looking.allow("400 (Bad Request)")
    looking.allow("net::ERR_FAILED")
    grid.page.route("**:batchUpdate", lambda route: route.abort())
    grid.menu("Data", "Create a filter")
    expect(grid.trouble).to_contain_text("The sandbox does not answer")
    grid.page.unroute("**:batchUpdate")
    grid.trouble.get_by_role("button", name="Try again").click()
    expect(grid.element.get_by_role("button", name="Filter this column")).to_have_count(3)
    expect(grid.trouble).to_be_hidden()
