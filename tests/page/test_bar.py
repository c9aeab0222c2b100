"""The bar: who one is, what time it is there, and what may go wrong."""

import re
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.page.doing import become
from tests.page.rooms import BareRoom, DemoRoom
from tests.page.visits import Visits
from tests.scenarios.doing import claimed, row
from tests.scenarios.newsroom import wait_for

_names = (f"Person {number}" for number in count(1))


def clock(page: Page) -> Locator:
    """Return the clock."""
    return page.get_by_role("group", name="Clock")


def now(room: BareRoom) -> datetime:
    """Return the time in the sandbox."""
    return datetime.fromisoformat(room.get("clock")["time"])


def as_shown(moment: datetime, zone: str) -> str:
    """Return a moment as the clock shows it."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"


# -- people


def test_one_begins_as_the_editor_and_becomes_another(room: DemoRoom, visit: Visits) -> None:
    name = next(_names)
    room.person(name, "Asia/Kolkata")
    page = visit(room)
    page.get_by_role("button", name=re.compile("^You are")).click()
    people = page.get_by_role("menu", name="You are").get_by_role("menuitemradio")
    mine = people.and_(page.locator("[aria-checked=true]"))
    expect(mine).to_contain_text("Ada Editor")
    expect(people.filter(has=page.get_by_text("Editor", exact=True))).to_have_count(1)
    expect(mine.get_by_text("Editor", exact=True)).to_be_visible()
    expect(people.filter(has_text=name)).to_contain_text(re.compile(r"\d\d:\d\d in Kolkata"))
    people.filter(has_text=name).click()
    expect(page.get_by_role("button", name=f"You are {name}")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name=f"You are {name}")).to_be_visible()


def test_somebody_who_joins_can_be_become_at_once(room: DemoRoom, visit: Visits) -> None:
    page = visit(room)
    name = next(_names)
    room.person(name)
    become(page, name)


def test_who_is_remembered_and_not_there_is_not_waited_for(room: DemoRoom, visit: Visits) -> None:
    expect(visit(room, "U0NOBODY").get_by_role("button", name="You are Ada Editor")).to_be_visible()


def test_the_menu_of_people_is_walked_by_keyboard(room: DemoRoom, visit: Visits) -> None:
    room.person("Quentin")
    page = visit(room)
    button = page.get_by_role("button", name=re.compile("^You are"))
    button.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_contain_text("Ada Editor")
    page.keyboard.press("q")
    expect(page.locator(":focus")).to_contain_text("Quentin")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("q")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="You are Quentin")).to_be_focused()


# -- the clock


def test_the_clock_shows_the_time_where_the_person_is(room: DemoRoom, visit: Visits) -> None:
    page = visit(room, room.person(next(_names), "Asia/Kolkata"))
    expect(clock(page)).to_contain_text("Kolkata")
    wait_for(lambda: as_shown(now(room), "Asia/Kolkata") in clock(page).inner_text())


@pytest.mark.parametrize(("label", "step"), [("+1 hour", {"hours": 1}), ("+1 day", {"days": 1})])
def test_the_clock_is_moved(
    room: DemoRoom, visit: Visits, label: str, step: dict[str, float]
) -> None:
    page = visit(room)
    before = now(room)
    clock(page).get_by_role("button", name=label).click()
    wait_for(lambda: now(room) >= before + timedelta(**step))
    wait_for(lambda: as_shown(now(room), "UTC") in clock(page).inner_text())


def test_the_next_deadline_is_named_and_its_reminder_arrives(room: DemoRoom, visit: Visits) -> None:
    user = room.person(next(_names))
    paper = claimed(room, user)
    page = visit(room)
    to_next = clock(page).get_by_role("button", name="To the next deadline")
    due = datetime.fromisoformat(wait_for(lambda: room.get("clock")["next"]))
    expect(to_next).to_contain_text(as_shown(due, "UTC"))
    to_next.click()
    wait_for(lambda: now(room) >= due)
    wait_for(lambda: any(paper in str(m) for m in room.messages(user, "bot")))
    wait_for(lambda: as_shown(now(room), "UTC") in clock(page).inner_text())


def test_while_the_clock_moves_its_progress_is_shown(room: DemoRoom, visit: Visits) -> None:
    claimed(room, room.person(next(_names)))
    page = visit(room)
    room.do("faults", side="slack", match="chat.postMessage", kind="429", retry_after=2)
    clock(page).get_by_role("button", name="To the next deadline").click()
    progress = page.get_by_role("progressbar", name="The clock is moving")
    expect(progress).to_be_visible()
    expect(clock(page).get_by_role("button", name="+1 day")).to_be_disabled()
    expect(progress).to_be_hidden()
    expect(clock(page).get_by_role("button", name="+1 day")).to_be_enabled()


def test_a_clock_that_cannot_be_moved_says_why(bare_room: BareRoom, visit: Visits) -> None:
    page = visit(bare_room)
    button = clock(page).get_by_role("button", name="+1 hour")
    expect(button).to_be_disabled()
    expect(button).to_have_accessible_description(re.compile("Only the demo’s clock"))
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Only the demo’s clock")).to_be_visible()


# -- the bot's light


def test_the_light_tells_whether_a_bot_is_connected(
    room: DemoRoom, bare_room: BareRoom, visit: Visits
) -> None:
    expect(visit(room).get_by_text("Bot connected")).to_be_visible()
    expect(visit(bare_room).get_by_text("No bot connected")).to_be_visible()


# -- faults


def faults(page: Page) -> Locator:
    """Open the faults menu, and return it."""
    panel = page.get_by_role("dialog", name="Faults")
    if not panel.is_visible():
        page.get_by_role("button", name=re.compile("^Faults")).click()
    return panel


def struck(room: BareRoom) -> list[Any]:
    """Return the faults that have struck, each as side, kind and what it waited for."""
    return [(one["side"], one["kind"], one["match"]) for one in room.get("faults")["past"]]


def openings(room: BareRoom) -> int:
    """Return how often the bot has opened a connection."""
    return sum(call["method"] == "apps.connections.open" for call in room.get("calls"))


FAULTS = {
    "Google answers 429: too many requests": ("sheets", "429", "*"),
    "Google is down (500) for three requests": ("sheets", "500", "*"),
    "Google writes, but its reply is lost": ("sheets", "lost_reply", "batchUpdate"),
    "Google drops the connection": ("sheets", "disconnect", "*"),
    "Slack answers 429: too many requests": ("slack", "429", "*"),
    "Slack is down (503) for three requests": ("slack", "503", "*"),
    "Slack posts, but its reply is lost": ("slack", "lost_reply", "chat.postMessage"),
    "Slack delivers the next event twice": ("slack", "redeliver", "*"),
}
"""What is picked, and what then strikes: which side, how and where."""


def test_every_fault_of_the_menu_is_tried_here(room: DemoRoom, visit: Visits) -> None:
    panel = faults(visit(room))
    offered = set(panel.get_by_role("button").all_inner_texts())
    assert offered == {*FAULTS, "Slack drops the connection"}


@pytest.mark.parametrize(
    ("google", "slack"), [*zip(list(FAULTS)[:4], list(FAULTS)[4:], strict=True)]
)
def test_faults_that_are_picked_strike_and_the_bot_rides_them_out(
    room: DemoRoom, visit: Visits, google: str, slack: str
) -> None:
    page = visit(room)
    before = len(struck(room))
    panel = faults(page)
    for label in (google, slack):
        panel.get_by_role("button", name=label).click()
    paper = claimed(room, room.person(next(_names)))
    wait_for(lambda: len(struck(room)) == before + 2)
    assert set(struck(room)[before:]) == {FAULTS[google], FAULTS[slack]}
    past = panel.get_by_role("region", name="Has struck").get_by_role("listitem")
    shown = [label.removesuffix(" for three requests") for label in (google, slack)]
    expect(past.filter(has_text=shown[0]).first).to_be_visible()
    expect(past.filter(has_text=shown[1]).first).to_be_visible()
    expect(panel.get_by_role("region", name="To come")).to_be_hidden()
    row(room, paper, lambda found: found["Summarizer"])


def test_slack_drops_the_connection_and_the_bot_comes_back(room: DemoRoom, visit: Visits) -> None:
    page = visit(room)
    panel = faults(page)
    before = openings(room)
    panel.get_by_role("button", name="Slack drops the connection").click()
    wait_for(lambda: openings(room) > before and room.get("world")["connections"])
    expect(panel.get_by_role("region", name="Has struck")).to_contain_text(
        "Slack drops the connection"
    )
    page.keyboard.press("Escape")
    expect(page.get_by_text("Bot connected")).to_be_visible()
    claimed(room, room.person(next(_names)))


def test_how_often_a_fault_strikes_is_chosen_and_what_is_to_come_is_cleared(
    bare_room: BareRoom, visit: Visits
) -> None:
    page = visit(bare_room)
    panel = faults(page)
    panel.get_by_label("How many times").fill("4")
    panel.get_by_role("button", name="Google answers 429").click()
    coming = panel.get_by_role("region", name="To come")
    expect(coming.get_by_role("listitem")).to_have_text("Google answers 429: too many requests 4 ×")
    (pending,) = bare_room.get("faults")["pending"]
    assert pending["times"] == 4
    coming.get_by_role("button", name="Clear").click()
    expect(coming).to_be_hidden()
    assert bare_room.get("faults")["pending"] == []


def test_a_fault_that_was_asked_for_elsewhere_is_shown_too(
    bare_room: BareRoom, visit: Visits
) -> None:
    page = visit(bare_room)
    bare_room.do("faults", side="sheets", match="drive", kind="timeout", times=2)
    expect(page.get_by_role("button", name="Faults: 2 to come")).to_be_visible()
    expect(faults(page)).to_contain_text("Google: timeout at drive")
