"""What every kind of block and field looks like: it can be read, fits, and keeps its place."""

import re
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.page.doing import message_box, modal, say
from tests.page.test_contrast import Scheme, both, hard_to_read
from tests.page.test_slack_messages import BLOCKS, NEW_BLOCKS
from tests.page.visits import Visits
from tests.sandbox.slack_world import Bot, actions, button, plain

_names = (f"Looker {number}" for number in count(1))

LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 4


def too_wide(page: Page) -> list[str]:
    """The parts of the Slack that stand out of their place to the right."""
    found: list[str] = page.evaluate(
        """() => {
          const out = [];
          for (const node of document.querySelectorAll(".slack *")) {
            const frame = node.closest(".messages-scroll, .modal-body, .home, .sidebar");
            const isApart = node.closest(".unseen, .text-table, .floating");
            if (!frame || isApart || !node.checkVisibility()) continue;
            const { right, width } = node.getBoundingClientRect();
            if (width > 1 && right > frame.getBoundingClientRect().right + 1)
              out.push(`${node.tagName}.${node.className}`);
          }
          return [...new Set(out)];
        }"""
    )
    return found


@both
def test_every_block_can_be_read(forms: Bot, visit: Visits, scheme: Scheme) -> None:
    person = forms.world.person(next(_names))
    danger = button("remove", style="danger")
    forms.world.post(*BLOCKS, actions(button("done", style="primary"), danger))
    page = visit(forms.world, person, scheme=scheme)
    expect(page.get_by_role("heading", name="A header").last).to_be_visible()
    assert hard_to_read(page) == []
    page.evaluate(
        """async (blocks) => {
          const { BlockList } = await import("/page/slack/blocks/list.js");
          const reader = { me: "U", zone: "UTC", now: () => 0, people: () => [] };
          const list = new BlockList({ reader, stands: () => undefined, kind: "message" });
          list.update(blocks);
          document.querySelector(".messages-list").replaceChildren(list.element);
        }""",
        NEW_BLOCKS,
    )
    assert hard_to_read(page) == []


@both
def test_every_field_can_be_read(forms: Bot, visit: Visits, scheme: Scheme) -> None:
    page = visit(forms.world, forms.world.person(next(_names)), scheme=scheme)
    say(page, "/fields")
    dialog = modal(page, "A form")
    dialog.get_by_role("textbox", name="Line").first.fill("x" * 40)
    dialog.get_by_role("textbox", name="Box").fill("some words")
    for at in range(0, dialog.locator(".block").count(), 4):
        dialog.locator(".block").nth(at).scroll_into_view_if_needed()
        assert hard_to_read(page) == []
    for name in ("Palette", "People", "Hour"):
        dialog.get_by_role("combobox", name=name).click()
        expect(page.get_by_role("listbox")).to_be_visible()
        assert hard_to_read(page) == []
        page.keyboard.press("Escape")
    dialog.get_by_role("button", name="Day").click()
    assert hard_to_read(page) == []
    page.keyboard.press("Escape")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.locator(".field-error").filter(visible=True)).to_be_visible()
    assert hard_to_read(page) == []


@pytest.mark.parametrize("width", [1440, 1000, 420])
def test_long_words_stay_in_their_place(forms: Bot, visit: Visits, width: int) -> None:
    person = forms.world.person(next(_names))
    text = {"type": "mrkdwn", "text": f"*{LONG}* <https://example.com/{LONG}|{LONG}>"}
    forms.world.post(
        {"type": "header", "text": plain(LONG[:150])},
        {"type": "section", "text": text, "accessory": button("a", text=plain(LONG[:75]))},
        {"type": "section", "fields": [text, text]},
        {"type": "context", "elements": [text]},
        actions(button("b", text=plain(LONG[:75])), button("c", text=plain(LONG[:75]))),
        {"type": "markdown", "text": f"- {LONG}\n\n```\n{LONG}\n```"},
    )
    forms.world.do("say", user=person, channel=forms.world.channel, text=f"said {LONG}")
    page = visit(forms.world, person, width=width)
    expect(page.get_by_role("listitem").filter(has_text="said Pneumono").last).to_be_visible()
    assert too_wide(page) == []


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1000, 600), (420, 600)])
def test_a_modal_fits_and_its_body_scrolls(
    forms: Bot, visit: Visits, width: int, height: int
) -> None:
    person = forms.world.person(next(_names))
    page = visit(forms.world, person, width=width, height=height)
    expect(message_box(page)).to_be_visible()
    say(page, "/fields")
    dialog = modal(page, "A form")
    expect(dialog).to_be_in_viewport(ratio=1)
    expect(dialog.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
    dialog.get_by_role("group", name="Moment").scroll_into_view_if_needed()
    expect(dialog.get_by_role("heading", name="A form")).to_be_in_viewport(ratio=1)
    assert too_wide(page) == []


@pytest.mark.parametrize("width", [1440, 1000])
def test_a_thread_leaves_the_sidebar_in_sight(forms: Bot, visit: Visits, width: int) -> None:
    person = forms.world.person(next(_names))
    ts = forms.world.do("say", user=person, channel=forms.world.channel, text="Threaded")["ts"]
    forms.world.do("say", user=person, channel=forms.world.channel, text="re", thread_ts=ts)
    page = visit(forms.world, person, width=width)
    page.get_by_role("button", name=re.compile("^1 reply")).last.click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread).to_be_in_viewport(ratio=1)
    side = page.get_by_role("navigation", name="Conversations").bounding_box()
    box = thread.bounding_box()
    assert side
    assert box
    assert box["x"] >= side["x"] + side["width"] - 1
    assert box["width"] >= 320
