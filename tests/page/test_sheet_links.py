"""Links in cells: seen, opened, and kept through every edit."""

import pytest
from playwright.sync_api import expect

from tests.page.rooms import BareRoom
from tests.page.sheets import Grid, Looking, Spreadsheet

X, Y = "https://example.com/x", "https://example.org/y?a=1"
RUNS = [
    {"startIndex": 0, "format": {}},
    {"startIndex": 4, "format": {"link": {"uri": X}}},
    {"startIndex": 7, "format": {}},
    {"startIndex": 12, "format": {"link": {"uri": Y}}},
]


@pytest.fixture
def sheet(bare_room: BareRoom) -> Spreadsheet:
    sheet = Spreadsheet(bare_room)
    sheet.put_link("A1", "Linked title", X)
    cell = {"userEnteredValue": {"stringValue": "See one and two"}, "textFormatRuns": RUNS}
    sheet.put("A2", cell, "userEnteredValue,textFormatRuns")
    sheet.write("A3", [[f'=HYPERLINK("{Y}", "formula")']], "USER_ENTERED")
    sheet.write("A4", [["plain"]])
    return sheet


def runs(sheet: Spreadsheet, name: str) -> list[tuple[int, str | None]]:
    found = sheet.cell(name, "textFormatRuns").get("textFormatRuns", [])
    return [(r.get("startIndex", 0), r.get("format", {}).get("link", {}).get("uri")) for r in found]


def test_links_are_drawn_as_links_and_those_of_parts_too(grid: Grid) -> None:
    expect(grid.cell("A1").locator(".cell-link")).to_have_text("Linked title")
    expect(grid.cell("A2").locator(".cell-link")).to_have_text(["one", "two"])
    expect(grid.cell("A3").locator(".cell-link")).to_have_text("formula")
    expect(grid.cell("A4").locator(".cell-link")).to_have_count(0)


def test_a_card_shows_where_links_lead(grid: Grid) -> None:
    grid.cell("A2").hover()
    card = grid.page.get_by_role("dialog", name="About this cell")
    links = card.get_by_role("link")
    expect(links).to_have_count(2)
    expect(links.first).to_have_attribute("href", X)
    expect(links.last).to_have_attribute("href", Y)
    for link in links.all():
        expect(link).to_have_attribute("rel", "noopener noreferrer")
        expect(link).to_have_attribute("target", "_blank")
    grid.cell("C9").hover()
    expect(card).to_be_hidden()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,<b>x</b>", "file:///x"])
def test_an_address_that_could_run_is_no_link(grid: Grid, sheet: Spreadsheet, address: str) -> None:
    sheet.put_link("A5", "bad", address)
    expect(grid.cell("A5")).to_have_text("bad")
    grid.cell("A5").hover()
    card = grid.page.get_by_role("dialog", name="About this cell")
    expect(card).to_contain_text("cannot be opened")
    expect(card.get_by_role("link")).to_have_count(0)


def test_the_link_stays_when_the_text_is_edited(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A1").dblclick()
    grid.keys.type(" now")
    grid.keys.press("Enter")
    sheet.waits("A1", [["Linked title now"]])
    assert sheet.link("A1") == X
    grid.cell("A1").click()
    grid.type("Typed over")
    sheet.waits("A1", [["Typed over"]])
    assert sheet.link("A1") == X


def test_the_links_of_parts_stay_with_their_words(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A2").dblclick()
    grid.keys.press("Home")
    grid.keys.type("Do ")
    grid.keys.press("End")
    grid.keys.type("!")
    grid.keys.press("Enter")
    sheet.waits("A2", [["Do See one and two!"]])
    assert runs(sheet, "A2") == [(0, None), (7, X), (10, None), (15, Y), (18, None)]


def test_an_address_that_is_typed_becomes_a_link(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("B1").click()
    grid.type(Y)
    sheet.waits("B1", [[Y]])
    assert sheet.link("B1") == Y


def test_ctrl_k_gives_a_cell_a_link(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A4").click()
    grid.keys.press("Control+k")
    dialog = grid.page.get_by_role("dialog", name="Link of A4")
    expect(dialog.get_by_role("textbox", name="Text")).to_have_value("plain")
    expect(dialog.get_by_role("textbox", name="Link")).to_be_focused()
    dialog.get_by_role("textbox", name="Link").fill("example.com/x")
    grid.keys.press("Enter")
    expect(grid.cell("A4").locator(".cell-link")).to_have_text("plain")
    expect(grid.cell("A4")).to_be_focused()
    assert (sheet.text("A4"), sheet.link("A4")) == ("plain", X)


def test_ctrl_k_changes_text_and_address(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A1").click()
    grid.keys.press("Control+k")
    dialog = grid.page.get_by_role("dialog", name="Link of A1")
    expect(dialog.get_by_role("textbox", name="Link")).to_have_value(X)
    dialog.get_by_role("textbox", name="Text").fill("New")
    dialog.get_by_role("textbox", name="Link").fill(Y)
    dialog.get_by_role("button", name="Apply").click()
    sheet.waits("A1", [["New"]])
    assert sheet.link("A1") == Y


def test_a_link_that_is_none_is_refused_in_the_dialog(grid: Grid, sheet: Spreadsheet) -> None:
    grid.cell("A4").click()
    grid.keys.press("Control+k")
    dialog = grid.page.get_by_role("dialog", name="Link of A4")
    dialog.get_by_role("textbox", name="Link").fill("javascript:alert(1)")
    grid.keys.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("no address")
    grid.keys.press("Escape")
    expect(dialog).to_be_hidden()
    assert sheet.link("A4") is None


def test_a_link_is_removed_by_the_card_and_brought_back_by_undo(
    grid: Grid, sheet: Spreadsheet
) -> None:
    grid.cell("A1").hover()
    grid.page.get_by_role("button", name="Remove link").click()
    expect(grid.cell("A1").locator(".cell-link")).to_have_count(0)
    assert (sheet.text("A1"), sheet.link("A1")) == ("Linked title", None)
    grid.keys.press("Control+z")
    expect(grid.cell("A1").locator(".cell-link")).to_have_count(1)
    assert sheet.link("A1") == X


def test_undo_brings_links_of_parts_back(grid: Grid, sheet: Spreadsheet) -> None:
    before = runs(sheet, "A2")
    grid.cell("A2").click()
    grid.keys.press("Delete")
    sheet.waits("A2", [])
    grid.keys.press("Control+z")
    sheet.waits("A2", [["See one and two"]])
    assert runs(sheet, "A2") == before


def test_alt_enter_opens_the_link_in_a_page_of_its_own(grid: Grid, looking: Looking) -> None:
    looking.allow(X)
    grid.cell("A1").click()
    grid.page.context.route(X, lambda route: route.fulfill(body="there"))
    with grid.page.expect_popup() as opened:
        grid.keys.press("Alt+Enter")
    assert opened.value.evaluate("window.opener === null")
    opened.value.close()
    grid.page.context.unroute(X)
