"""The keyboard alone does it all: a paper's whole way, without one click."""

import re

from playwright.sync_api import Page, expect

from tests.page.doing import card, cell_of, message_box, messages, modal, say
from tests.page.rooms import DemoRoom
from tests.page.sheets import Grid
from tests.page.visits import Visits
from tests.scenarios.doing import row

TITLE = "Written by keyboard"
SUMMARY = "Every word of it was typed."


def go_to(page: Page, region: str) -> None:
    """Go on to a part of the page by F6."""
    at = "document.activeElement.closest('[data-region]')?.dataset.region"
    for _ in range(12):
        if page.evaluate(at) == region:
            return
        page.keyboard.press("F6")
    raise AssertionError(f"F6 does not lead to {region}")


def tab_to(page: Page, name: str) -> None:
    """Go on by Tab to what has this name."""
    focused = page.locator(":focus")
    for _ in range(40):
        page.keyboard.press("Tab")
        label = focused.evaluate(
            "(one) => one.ariaLabel || one.ariaLabelledByElements?.[0]?.textContent"
            " || one.labels?.[0]?.textContent || one.textContent"
        )
        if str(label).strip().startswith(name):
            return
    raise AssertionError(f"Tab does not lead to {name}")


def test_a_papers_whole_way_by_keyboard(room: DemoRoom, visit: Visits) -> None:
    room.person("Kay")
    page = visit(room)
    keys = page.keyboard

    # Become somebody else by the bar.
    go_to(page, "bar")
    tab_to(page, "You are")
    keys.press("Enter")
    keys.press("k")
    keys.press("Enter")
    expect(page.get_by_role("button", name="You are Kay")).to_be_focused()

    # Type a command, completed by the list of commands.
    go_to(page, "message box")
    expect(message_box(page)).to_be_focused()
    keys.type("/cla")
    expect(page.get_by_role("option", name=re.compile("claim"))).to_be_visible()
    keys.press("Tab")
    keys.type(f"https://example.org/keyboard {TITLE}")
    keys.press("Enter")
    expect(card(page, TITLE)).to_contain_text("Claimed by Kay")

    # Open the modal by the card's button.
    go_to(page, "messages")
    keys.press("End")
    expect(page.locator(":focus")).to_contain_text(TITLE)
    tab_to(page, "Submit")
    keys.press("Enter")

    # Fill it in, and send it.
    form = modal(page, "Submit a summary")
    expect(form.get_by_role("textbox", name="Title")).to_be_focused()
    tab_to(page, "Category")
    keys.type("Deep lear")
    expect(page.get_by_role("option", name="Deep learning")).to_be_visible()
    keys.press("Enter")
    tab_to(page, "Summary")
    keys.type(SUMMARY)
    keys.press("Control+Enter")
    expect(form).to_be_hidden()
    expect(card(page, TITLE)).to_contain_text("waiting for review")
    expect(
        page.get_by_role("listitem").filter(has_text=TITLE).and_(page.locator(":focus-within"))
    ).to_be_visible()

    # Approve it in the sheet.
    where = cell_of(room, TITLE, "Status")
    go_to(page, "sheet")
    grid = Grid(page)
    for _ in range(int(re.sub(r"\D", "", where)) - 1):
        keys.press("ArrowDown")
    for _ in range(ord(where[0]) - ord("A")):
        keys.press("ArrowRight")
    grid.selected(where)
    keys.type("Approved")
    keys.press("Enter")
    expect(card(page, TITLE)).to_contain_text("Approved")
    found = row(room, str(_id(room)), lambda one: one["Status"] == "Approved")
    assert found["Summary"] == SUMMARY


def _id(room: DemoRoom) -> str:
    (found,) = [one["ID"] for one in room.rows() if one["Title"] == TITLE]
    return found


def test_the_page_has_no_trap_for_the_tab_key(room: DemoRoom, visit: Visits) -> None:
    page = visit(room, tour=True)
    say(page, "Something to come by.")
    expect(messages(page).last).to_contain_text("Something to come by.")
    page.get_by_role("button", name="Faults").focus()
    where = (
        "document.activeElement.closest('[data-region]')?.dataset.region"
        " ?? document.activeElement.tagName"
    )
    seen: set[str] = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        seen.add(str(page.evaluate(where)))
        if "BODY" in seen:
            break
    assert {"bar", "tour", "conversations", "messages", "message box", "sheet"} <= seen
