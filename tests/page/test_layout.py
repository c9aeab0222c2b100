"""The page around its parts: two panes or two tabs, colours, the keyboard's way, a lost stream."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.page.rooms import BareRoom, DemoRoom
from tests.page.visits import Visits
from tests.scenarios.newsroom import wait_for


def width(one: Locator) -> float:
    """Return how wide something is."""
    box = one.bounding_box()
    assert box is not None
    return box["width"]


def slack(page: Page) -> Locator:
    """Return the pane with Slack in it."""
    return page.get_by_role("region", name="Slack", exact=True)


def sheet(page: Page) -> Locator:
    """Return the pane with the sheet in it."""
    return page.get_by_role("region", name="Sheet", exact=True)


# -- two panes


def test_the_divider_is_moved_by_keyboard_and_stays_there(
    bare_room: BareRoom, visit: Visits
) -> None:
    page = visit(bare_room)
    divider = page.get_by_role("separator", name="Width of Slack")
    before = width(slack(page))
    divider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(divider).to_have_attribute("aria-valuenow", "49")
    wait_for(lambda: width(slack(page)) < before)
    page.keyboard.press("Home")
    wait_for(lambda: abs(width(slack(page)) - 480) < 2)
    page.reload()
    wait_for(lambda: abs(width(slack(page)) - 480) < 2)
    page.set_viewport_size({"width": 1100, "height": 800})
    wait_for(lambda: abs(width(slack(page)) - 480) < 2)
    page.set_viewport_size({"width": 1440, "height": 900})
    divider.press("Enter")
    wait_for(lambda: width(slack(page)) == before)


def test_the_divider_is_dragged(bare_room: BareRoom, visit: Visits) -> None:
    page = visit(bare_room)
    box = page.get_by_role("separator", name="Width of Slack").bounding_box()
    assert box is not None
    page.mouse.move(box["x"], 400)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, 400, steps=4)
    page.mouse.up()
    wait_for(lambda: abs(width(slack(page)) - box["x"] - 120) < 3)


@pytest.mark.parametrize(("wide", "high"), [(1440, 900), (1000, 700), (800, 600), (400, 600)])
def test_the_page_itself_does_not_scroll(
    example_room: DemoRoom, visit: Visits, wide: int, high: int
) -> None:
    page = visit(example_room, width=wide, height=high, tour=True)
    overflow = "(e) => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]"
    assert page.locator("body").evaluate(overflow) == [0, 0]
    outside = page.locator(".bar").evaluate(
        "(bar) => [...bar.querySelectorAll('button:not([popover] *, dialog *)')]"
        ".filter((one) => one.checkVisibility())"
        ".filter((one) => one.getBoundingClientRect().right > innerWidth)"
        ".map((one) => one.textContent)"
    )
    assert outside == []


def test_a_narrow_window_has_two_tabs(bare_room: BareRoom, visit: Visits) -> None:
    page = visit(bare_room, width=999)
    expect(page.get_by_role("tabpanel", name="Slack")).to_be_visible()
    expect(page.locator("#sheet-pane")).to_be_hidden()
    expect(page.get_by_role("separator", name="Width of Slack")).to_be_hidden()
    page.get_by_role("tab", name="Sheet", exact=True).click()
    expect(page.get_by_role("tabpanel", name="Sheet")).to_be_visible()
    expect(page.locator("#slack-pane")).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tab", name="Slack", exact=True)).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Slack")).to_be_visible()
    page.set_viewport_size({"width": 1000, "height": 700})
    expect(page.get_by_role("tablist", name="Slack or sheet")).to_be_hidden()
    expect(slack(page)).to_be_visible()
    expect(sheet(page)).to_be_visible()


# -- colours


DARK, LIGHT = "rgb(26, 29, 33)", "rgb(255, 255, 255)"


def test_colours_are_the_systems_until_others_are_chosen(
    bare_room: BareRoom, visit: Visits
) -> None:
    page = visit(bare_room, scheme="dark")
    ground = page.locator("body")
    expect(ground).to_have_css("background-color", DARK)
    page.emulate_media(color_scheme="light")
    expect(ground).to_have_css("background-color", LIGHT)
    page.get_by_role("button", name="Colours").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    expect(ground).to_have_css("background-color", DARK)
    page.reload()
    expect(ground).to_have_css("background-color", DARK)
    page.get_by_role("button", name="Colours").click()
    expect(page.get_by_role("menuitemradio", name="Dark")).to_be_focused()
    page.get_by_role("menuitemradio", name="As the system").click()
    expect(ground).to_have_css("background-color", LIGHT)


# -- the keyboard's way


def region(page: Page) -> str:
    """Return the name of the part of the page that has the focus."""
    at = "document.activeElement.closest('[data-region]')?.dataset.region ?? ''"
    return str(page.evaluate(at))


def test_f6_goes_round_the_parts_of_the_page_and_back(
    example_room: DemoRoom, visit: Visits
) -> None:
    page = visit(example_room, tour=True)
    expect(page.get_by_role("gridcell").first).to_be_visible()
    there = [str(one.get_attribute("data-region")) for one in page.locator("[data-region]").all()]
    visible = [name for name in there if page.locator(f"[data-region='{name}']").is_visible()]
    assert {"bar", "tour", "sheet"} <= set(visible)
    assert len(visible) >= 6
    ways: list[str] = []
    for _ in visible:
        page.keyboard.press("F6")
        ways.append(region(page))
    assert ways == visible
    page.keyboard.press("F6")
    assert region(page) == visible[0]
    page.keyboard.press("Shift+F6")
    assert region(page) == visible[-1]


def test_f6_goes_back_to_where_a_part_was_left(bare_room: BareRoom, visit: Visits) -> None:
    page = visit(bare_room)
    page.get_by_role("button", name="Colours").focus()
    page.keyboard.press("F6")
    page.keyboard.press("Shift+F6")
    expect(page.get_by_role("button", name="Colours")).to_be_focused()


def test_what_the_keyboard_does_is_told(bare_room: BareRoom, visit: Visits) -> None:
    page = visit(bare_room)
    page.get_by_role("button", name="Help").click()
    page.get_by_role("menuitem", name="What the keyboard does").click()
    dialog = page.get_by_role("dialog", name="What the keyboard does")
    expect(dialog).to_contain_text("F6")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


# -- the stream


def test_a_lost_connection_is_told_and_comes_back_by_itself(room: DemoRoom, visit: Visits) -> None:
    page = visit(room)
    visit.allow("ERR_CONNECTION_REFUSED")
    visit.allow("ERR_INCOMPLETE_CHUNKED_ENCODING")
    visit.allow("503 (Service Unavailable)")  # for a moment it still says that it is being stopped
    room.stop()
    banner = page.get_by_role("alert").filter(has_text="The connection to the sandbox is lost")
    expect(banner).to_be_visible()
    page.get_by_role("button", name="Faults").click()
    page.get_by_role("button", name="Google answers 429").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("alert").filter(has_text="The sandbox does not answer")).to_be_visible()
    room.serve()
    expect(banner).to_be_hidden()
    room.person("Somebody new")
    page.get_by_role("button", name=re.compile("^You are")).click()
    expect(page.get_by_role("menuitemradio", name="Somebody new")).to_be_visible()
