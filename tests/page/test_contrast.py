"""All text can be read: a contrast of WCAG's AA with its ground, in both colour schemes."""

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.page.doing import message_box, messages, modal, press
from tests.page.rooms import BareRoom, DemoRoom
from tests.page.sheets import Grid
from tests.page.visits import Visits

_SCRIPT = (Path(__file__).parent / "contrast.js").read_text("utf-8")

Scheme = Literal["light", "dark"]
both = pytest.mark.parametrize("scheme", ["light", "dark"])


def hard_to_read(page: Page) -> list[str]:
    """Return the text on a page that is hard to read, each with its contrast and where it is."""
    return [" · ".join(map(str, one)) for one in page.evaluate(_SCRIPT)]


def test_text_that_is_hard_to_read_is_found(bare_room: BareRoom, visit: Visits) -> None:
    page = visit(bare_room)
    expect(page.locator(".clock-time")).not_to_be_empty()
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


@both
def test_slack_can_be_read(example_room: DemoRoom, visit: Visits, scheme: Scheme) -> None:
    page = visit(example_room, scheme=scheme)
    expect(messages(page).last).to_be_visible()
    for at in range(0, messages(page).count(), 6):
        messages(page).nth(at).scroll_into_view_if_needed()
        assert hard_to_read(page) == []
    messages(page).last.hover()
    assert hard_to_read(page) == []
    message_box(page).fill("/")
    expect(page.get_by_role("option").first).to_be_visible()
    assert hard_to_read(page) == []
    message_box(page).fill("")
    page.get_by_role("button", name=re.compile("View thread$")).last.click()
    expect(page.get_by_role("complementary", name="Thread")).to_be_visible()
    assert hard_to_read(page) == []
    page.get_by_role("list", name="Apps").get_by_role("button").click()
    assert hard_to_read(page) == []
    page.get_by_role("tab", name="Home").click()
    expect(page.get_by_role("tabpanel", name="Home")).not_to_be_empty()
    assert hard_to_read(page) == []


@both
def test_a_modal_with_mistakes_can_be_read(
    example_room: DemoRoom, visit: Visits, scheme: Scheme
) -> None:
    page = visit(example_room, scheme=scheme)
    press(page, "Scalable agent alignment via reward modeling: a research direction", "Submit")
    form = modal(page, "Submit a summary")
    form.get_by_role("textbox", name="Title").fill("")
    form.get_by_role("button", name="Submit").click()
    expect(form.get_by_role("textbox", name="Title")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-busy]")).to_have_count(0)
    assert hard_to_read(page) == []
    form.get_by_role("combobox", name="Category").click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert hard_to_read(page) == []
    page.keyboard.press("Escape")
    for field in form.locator("[role=textbox], textarea, input").all():
        field.scroll_into_view_if_needed()
    assert hard_to_read(page) == []
    form.get_by_role("button", name="Cancel").click()


@both
def test_the_sheet_can_be_read(example_room: DemoRoom, visit: Visits, scheme: Scheme) -> None:
    page = visit(example_room, scheme=scheme, width=1800)
    grid = Grid(page)
    expect(grid.cell("A2")).to_be_visible()
    assert hard_to_read(page) == []
    grid.select("A2:C4")
    assert hard_to_read(page) == []
    for menu in ("Edit", "View", "Insert", "Format", "Data"):
        page.get_by_role("menubar").get_by_role("menuitem", name=menu, exact=True).click()
        expect(page.get_by_role("menu", name=menu)).to_be_visible()
        assert hard_to_read(page) == []
        page.keyboard.press("Escape")
    grid.select("N2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("listbox", name="Choices")).to_be_visible()
    assert hard_to_read(page) == []
    page.keyboard.press("Escape")
    grid.select("C2")
    assert hard_to_read(page) == []
