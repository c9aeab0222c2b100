"""``make screenshots``: pictures of the page's main screens, into docs/screenshots.

Everything is as it is for a person, but for the clock: it stands at one moment, so that a picture
made anew differs only in what was changed.
"""

import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, expect

from tests.page.chromium import chromium
from tests.page.doing import card, choose, message_box, modal, press
from tests.page.rooms import DemoRoom
from tests.page.sheets import Grid
from tests.page.visits import Visits

AT = datetime(2026, 6, 2, 9, 41, tzinfo=UTC)
FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
MOST_BYTES = 250_000

_SETTLED = "() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))"


@dataclass(frozen=True)
class Picture:
    """A screen: whose it is, and what they do until it shows what it is to show."""

    name: str
    who: str
    draw: Callable[[Page], None]
    width: int = 1440
    height: int = 900
    scheme: Literal["light", "dark"] = "light"
    tour: bool = False


def thread(page: Page) -> None:
    """Make Slack wide, and open a thread beside the channel."""
    page.get_by_role("separator", name="Width of Slack").press("End")
    paper = card(page, "Explaining and Harnessing Adversarial Examples")
    paper.get_by_role("button", name=re.compile("View thread$")).click()
    replies = page.get_by_role("list", name="Replies").get_by_role("listitem")
    expect(replies.nth(2)).to_be_visible()


def submission(page: Page) -> None:
    """Write a summary."""
    press(page, "Embedded Agency", "Submit")
    form = modal(page, "Submit a summary")
    choose(form, "Category", "Agent foundations")
    summary = form.get_by_role("textbox", name="Summary")
    summary.click()
    page.keyboard.type("What changes once an agent is a part of the world that it reasons about?")
    summary.scroll_into_view_if_needed()


def home(page: Page) -> None:
    """Open the app's Home."""
    page.get_by_role("list", name="Apps").get_by_role("button").click()
    page.get_by_role("tab", name="Home").click()
    expect(page.get_by_role("tabpanel", name="Home")).not_to_be_empty()


def commands(page: Page) -> None:
    """Begin to type a command."""
    message_box(page).press_sequentially("/")
    expect(page.get_by_role("option").first).to_be_visible()


def filtered(page: Page) -> None:
    """Filter the sheet by a column."""
    page.get_by_role("separator", name="Width of Slack").press("Home")
    grid = Grid(page)
    page.get_by_role("button", name="Create a filter").click()
    grid.saved()
    grid.cell("A1").get_by_role("button", name="Filter this column").click()
    expect(page.get_by_role("dialog", name="Filter Category")).to_be_visible()


def cell(page: Page) -> None:
    """Select a summary in the sheet."""
    Grid(page).select("J3")


def faults(page: Page) -> None:
    """Open the faults menu."""
    page.get_by_role("button", name="Faults").click()


def nothing(_page: Page) -> None:
    """Leave everything as it is at first."""


PICTURES = (
    Picture("desk", "Ada Editor", nothing),
    Picture("thread", "Dilek", thread),
    Picture("tour", "Ada Editor", nothing, tour=True),
    Picture("commands", "Amira", commands),
    Picture("submission", "Chandra", submission),
    Picture("home", "Amira", home),
    Picture("faults", "Ada Editor", faults),
    Picture("dark", "Ada Editor", cell, scheme="dark"),
    Picture("narrow", "Dilek", nothing, width=800, height=900),
    Picture("filter", "Ada Editor", filtered),
)


def take(pictures: Sequence[Picture], folder: Path) -> None:
    """Take pictures of one newsroom, in their order. Raises RuntimeError if one is too large."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, chromium() as browser:
        room = DemoRoom(Path(data), example=True, at=AT)
        try:
            people = {one["name"]: str(one["id"]) for one in room.get("world")["people"]}
            for picture in pictures:
                room.set_clock()
                visits = Visits(browser)
                page = visits(
                    room,
                    people[picture.who],
                    width=picture.width,
                    height=picture.height,
                    scheme=picture.scheme,
                    tour=picture.tour,
                )
                expect(page.get_by_role("gridcell", include_hidden=True).first).to_be_attached()
                picture.draw(page)
                page.mouse.move(0, 0)
                page.evaluate(_SETTLED)
                file = folder / f"{picture.name}.png"
                page.screenshot(path=file, caret="initial")
                visits.end()
                if file.stat().st_size > MOST_BYTES:
                    raise RuntimeError(f"{file} has more than {MOST_BYTES:,} bytes")
        finally:
            room.close()


if __name__ == "__main__":
    chosen = [one for one in PICTURES if not sys.argv[1:] or one.name in sys.argv[1:]]
    take(chosen, FOLDER)
