"""A paper's whole way for two people and the editor, each at a page of their own."""

import re

from playwright.sync_api import Page, expect

from tests.page.doing import card, cell_of, messages, modal, press, say, submit_summary
from tests.page.rooms import DemoRoom
from tests.page.sheets import Grid
from tests.page.visits import Visits
from tests.scenarios.newsroom import wait_for

TITLE = "AI safety via market making"
_NOTE_FLASHES = """() => {
  window.flashed = new Set();
  const note = ({ target }) => "flash" in target.dataset && window.flashed.add(target.textContent);
  new MutationObserver((changes) => changes.forEach(note))
    .observe(document.body, { subtree: true, attributeFilter: ["data-flash"] });
}"""

SUMMARY = "Two models set a price on an answer. Honesty is where the price comes to rest."


def thread(page: Page, title: str) -> None:
    """Open the thread below a paper's card."""
    card(page, title).get_by_role("button", name=re.compile("View thread$")).click()


def test_a_papers_whole_way(room: DemoRoom, visit: Visits) -> None:
    ada = visit(room, room.person("Ada Summarizer", "America/New_York"))
    bruno = visit(room, room.person("Bruno", "Europe/Berlin"))
    editor = visit(room)

    say(ada, f"/claim https://example.org/market-making {TITLE}")
    expect(card(ada, TITLE)).to_contain_text("Claimed by Ada Summarizer")
    expect(card(bruno, TITLE)).to_contain_text("Claimed by Ada Summarizer")
    expect(messages(bruno).filter(has_text="Only visible to you")).to_have_count(0)

    submit_summary(ada, TITLE, "Iterated amplification", SUMMARY)
    expect(card(bruno, TITLE)).to_contain_text("waiting for review")

    press(bruno, TITLE, "Add opinion")
    form = modal(bruno, re.compile("opinion"))
    form.get_by_role("textbox").first.fill("I would bet on it.")
    form.get_by_role("button", name="Save").or_(form.get_by_role("button", name="Add")).click()
    expect(form).to_be_hidden()
    expect(card(ada, TITLE)).to_contain_text("1 opinion")

    grid = Grid(editor)
    grid.select(cell_of(room, TITLE, "Summary"))
    expect(grid.bar).to_have_value(SUMMARY)
    grid.select(cell_of(room, TITLE, "Status"))
    grid.type("Approved")
    for page in (ada, bruno, editor):
        expect(card(page, TITLE)).to_contain_text("Approved")
    thread(ada, TITLE)
    replies = ada.get_by_role("list", name="Replies").get_by_role("listitem")
    expect(replies.filter(has_text="An editor set this paper to Approved")).to_be_visible()


def test_an_edit_of_a_cell_shows_up_in_slack(room: DemoRoom, visit: Visits) -> None:
    writer = room.person("Writer")
    page = visit(room, writer)
    say(page, "/claim https://example.org/cell Before the edit")
    submit_summary(page, "Before the edit", "Deep learning", "It says something.")
    editor = visit(room)
    grid = Grid(editor)
    grid.select(cell_of(room, "Before the edit", "Summary"))
    grid.type("It says it well.")
    grid.select(cell_of(room, "Before the edit", "Authors"))
    grid.type("Grace Hopper, Ada Lovelace")
    expect(card(page, "Before the edit")).to_contain_text("Grace Hopper, Ada Lovelace")
    press(page, "Before the edit", "Edit")
    form = modal(page, "Edit a summary")
    expect(form.get_by_role("textbox", name="Summary")).to_have_text("It says it well.")
    form.get_by_role("button", name="Cancel").click()


def test_what_the_bot_writes_shows_up_in_the_sheet_and_flashes(
    room: DemoRoom, visit: Visits
) -> None:
    page = visit(room)
    page.evaluate(_NOTE_FLASHES)
    say(page, "/propose https://example.org/flash A paper that flashes")
    cell = Grid(page).cell(cell_of(room, "A paper that flashes", "Title"))
    expect(cell).to_have_text("A paper that flashes")
    wait_for(lambda: "A paper that flashes" in page.evaluate("[...window.flashed].join()"))
