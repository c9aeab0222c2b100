"""The tour of a first visit: taken end to end, folded, closed for good, opened again."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.page.doing import (
    become,
    card,
    cell_of,
    message_box,
    messages,
    press,
    say,
    submit_summary,
)
from tests.page.rooms import BareRoom, DemoRoom
from tests.page.sheets import Grid
from tests.page.visits import Visits

STEPS = [
    "Propose a paper",
    "Claim it",
    "Submit a summary",
    "Approve it in the sheet",
    "Jump to the next deadline",
]


def tour(page: Page) -> Locator:
    """Return the tour."""
    return page.get_by_role("complementary", name="Tour")


def current(page: Page) -> Locator:
    """Return the step that is explained."""
    return tour(page).locator("[aria-current=step]")


def expect_done(page: Page, count: int) -> None:
    """Wait until so many steps are ticked off, the first ones."""
    expect(tour(page).get_by_role("heading")).to_have_text(f"Tour {count} of 5")
    expect(tour(page).get_by_role("button", name=re.compile("done$"))).to_have_count(count)
    if count < len(STEPS):
        expect(current(page)).to_contain_text(STEPS[count])


def test_the_tour_is_taken_end_to_end(example_room: DemoRoom, visit: Visits) -> None:
    page = visit(example_room, tour=True)
    steps = tour(page).get_by_role("listitem")
    expect(steps).to_have_count(5)
    for step, title in zip(steps.all(), STEPS, strict=True):
        expect(step).to_contain_text(title)
    expect_done(page, 0)
    command = tour(page).locator("code").inner_text()
    say(page, command)
    title = command.split(maxsplit=2)[2]
    expect(card(page, title)).to_be_visible()
    expect_done(page, 1)
    press(page, title, "Claim")
    expect_done(page, 2)
    expect(page.get_by_role("status").filter(has_text="Done: Claim it.")).to_be_attached()
    submit_summary(page, title, "Iterated amplification", "A sentence or two.")
    expect_done(page, 3)
    grid = Grid(page)
    grid.select(cell_of(example_room, title, "Status"))
    page.keyboard.press("Enter")
    page.get_by_role("option", name="Approved").click()
    expect_done(page, 4)
    expect(card(page, title)).to_contain_text("Approved")
    clock = page.get_by_role("group", name="Clock")
    clock.get_by_role("button", name="To the next deadline").click()
    expect_done(page, 5)
    expect(tour(page)).to_contain_text("That was the tour.")
    become(page, "Emeka")
    page.get_by_role("list", name="Apps").get_by_role("button").click()
    expect(messages(page).last).to_contain_text("Risks from Learned Optimization")
    tour(page).get_by_role("button", name="Close the tour").click()
    expect(tour(page)).to_be_hidden()


def test_a_step_that_is_done_stays_so_after_a_reload(room: DemoRoom, visit: Visits) -> None:
    page = visit(room, tour=True)
    say(page, "/propose https://example.org/reload Reloaded")
    expect_done(page, 1)
    page.reload()
    expect_done(page, 1)


def test_any_step_can_be_looked_at(room: DemoRoom, visit: Visits) -> None:
    page = visit(room, tour=True)
    tour(page).get_by_role("button", name="Jump to the next deadline").click()
    expect(current(page)).to_contain_text("Jump to the next deadline")
    expect(current(page)).to_be_focused()
    expect(tour(page)).to_contain_text("Press “To the next deadline”")


def test_the_tour_is_closed_for_good_and_opened_again_by_the_help_menu(
    room: DemoRoom, visit: Visits
) -> None:
    page = visit(room, tour=True)
    tour(page).get_by_role("button", name="Close the tour").click()
    expect(tour(page)).to_be_hidden()
    page.reload()
    expect(message_box(page)).to_be_visible()
    expect(tour(page)).to_be_hidden()
    page.get_by_role("button", name="Help").click()
    page.get_by_role("menuitem", name="Take the tour").click()
    expect(tour(page)).to_be_visible()
    expect(current(page)).to_be_focused()


def test_the_tour_is_folded(room: DemoRoom, visit: Visits) -> None:
    page = visit(room, tour=True)
    tour(page).get_by_role("button", name="Fold the tour").click()
    expect(tour(page).get_by_role("listitem")).to_have_count(0)
    page.reload()
    tour(page).get_by_role("button", name="Unfold the tour").click()
    expect(tour(page).get_by_role("listitem")).to_have_count(5)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1000, 700), (800, 600)])
def test_the_tour_covers_nothing(room: DemoRoom, visit: Visits, width: int, height: int) -> None:
    page = visit(room, width=width, height=height, tour=True)
    box = tour(page).bounding_box()
    below = page.locator("#slack-pane").bounding_box()
    assert box is not None
    assert below is not None
    assert box["y"] + box["height"] <= below["y"]
    assert box["height"] < height / 5
    message_box(page).click()


def test_a_sandbox_without_a_tour_offers_none(bare_room: BareRoom, visit: Visits) -> None:
    page = visit(bare_room, tour=True)
    expect(tour(page)).to_be_hidden()
    page.get_by_role("button", name="Help").click()
    items = page.get_by_role("menu", name="Help").get_by_role("menuitem")
    expect(items).to_have_text(["What the keyboard does"])


def test_the_tour_goes_on_for_whoever_one_becomes(room: DemoRoom, visit: Visits) -> None:
    room.person("Taker")
    page = visit(room, tour=True)
    say(page, "/propose https://example.org/taker Taken by two")
    expect_done(page, 1)
    become(page, "Taker")
    expect_done(page, 1)
    press(page, "Taken by two", "Claim")
    expect_done(page, 2)
