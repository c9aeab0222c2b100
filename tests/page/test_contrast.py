"""All text can be read: a contrast of WCAG's AA with its ground, in both colour schemes."""

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.page.rooms import BareRoom, DemoRoom
from tests.page.visits import Visits

_SCRIPT = (Path(__file__).parent / "contrast.js").read_text("utf-8")

Scheme = Literal["light", "dark"]
both = pytest.mark.parametrize("scheme", ["light", "dark"])


def hard_to_read(page: Page) -> list[str]:
    """Return the text on a page that is hard to read, each with its contrast and where it is."""
    return [" · ".join(map(str, one)) for one in page.evaluate(_SCRIPT)]


def test_text_that_is_hard_to_read_is_found(bare_room: BareRoom, visit: Visits) -> None:
    page = visit(bare_room)
    page.evaluate("document.querySelector('.clock-time').style.color = '#8a8a8a'")
    (found,) = hard_to_read(page)
    assert "rgb(138, 138, 138)" in found


@both
def test_the_bar_and_its_menus_can_be_read(
    example_room: DemoRoom, visit: Visits, scheme: Scheme
) -> None:
    page = visit(example_room, scheme=scheme, tour=True)
    example_room.do("faults", side="slack", match="never", kind="500")
    assert hard_to_read(page) == []
    for button in ("Faults", "Help", "Colours", "You are"):
        page.get_by_role("button", name=re.compile(f"^{button}")).click()
        assert hard_to_read(page) == []
        page.keyboard.press("Escape")


@both
def test_what_is_said_in_passing_can_be_read(
    bare_room: BareRoom, visit: Visits, scheme: Scheme
) -> None:
    page = visit(bare_room, scheme=scheme)
    page.evaluate(
        "import('/page/bar/toasts.js')"
        ".then(({ say }) => { say('One.'); say('Two.', { tone: 'bad' }); })"
    )
    expect(page.get_by_text("Two.")).to_be_visible()
    page.locator(".link-banner").evaluate("(b) => { b.hidden = false; b.append('Lost.') }")
    assert hard_to_read(page) == []
