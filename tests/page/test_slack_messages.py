"""Messages: who said what and when, what is new, threads, reactions, and what can be done."""

import re
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.sandbox.slack.model import Channel, Message
from tests.page.doing import message_box, messages, modal, say
from tests.page.form_app import Seated, bot_waits
from tests.page.visits import Visits
from tests.sandbox.slack_world import Json, actions, button, option, plain, section

_names = (f"Talker {number}" for number in count(1))
_rooms = (f"talk-{number}" for number in count(1))


class Talk:
    """A channel of the test's own, with two people in it, one of them before the page."""

    def __init__(self, seated: Seated) -> None:
        self.forms, self.world = seated.bot, seated.bot.world
        self._page = seated.page
        self.me = seated.person
        self.other = self.world.person(next(_names), tz="Asia/Tokyo")
        self.room = next(_rooms)
        self.channel = f"C0{self.room.upper().replace('-', '')}"
        sandbox = self.world.sandbox
        members = [self.me, self.other, sandbox.slack.workspace.identity.bot_user]
        made = Channel(self.channel, self.room, "channel", self.me, 0, members)
        sandbox.in_loop(lambda: sandbox.slack.workspace.keep_channel(made))

    def open(self) -> Page:
        """Open the channel on the page."""
        self.go(self._page)
        return self._page

    def go(self, page: Page, name: str = "") -> None:
        """Go to a channel by the sidebar."""
        side = page.get_by_role("navigation", name="Conversations")
        side.get_by_role("button", name=re.compile(rf"^{name or self.room}\b")).click()

    def said(self, text: str, user: str = "", **more: Any) -> str:
        """Say something there; its timestamp."""
        who = user or self.other
        return str(self.world.do("say", user=who, channel=self.channel, text=text, **more)["ts"])

    def fill(self, count: int) -> None:
        """Let the other person have said so many things, numbered from 000."""
        workspace = self.world.sandbox.slack.workspace

        def say() -> None:
            for number in range(count):
                text = f"number {number:03}"
                workspace.add_message(Message(self.channel, workspace.new_ts(), self.other, text))

        self.world.sandbox.in_loop(say)

    def post(self, *blocks: Json, **more: Any) -> str:
        """Let the app post something there; its timestamp."""
        return self.world.post(*blocks, channel=self.channel, **more)


@pytest.fixture
def talk(seated: Seated) -> Talk:
    """A channel of the test's own."""
    return Talk(seated)


def message(page: Page, text: str) -> Locator:
    """A message in the open channel, by its text."""
    return messages(page).filter(has_text=text).last


def tool(page: Page, text: str, name: str) -> None:
    """Press something of the bar at a message."""
    message(page, text).hover()
    message(page, text).get_by_role("toolbar").get_by_role("button", name=name).click()


# -- what is shown


def test_a_message_has_its_author_and_its_time_in_the_readers_zone(talk: Talk) -> None:
    talk.world.do("people", id=talk.me, name="Sedna Seated", tz="Asia/Kolkata")
    ts = float(talk.said("Good morning"))
    page = talk.open()
    minutes = int(ts // 60) + 330  # ahead of UTC
    expect(message(page, "Good morning").locator("time").first).to_have_text(
        f"{minutes // 60 % 24:02}:{minutes % 60:02}"
    )
    expect(messages(page).first).to_have_text("Today")


def test_messages_that_follow_each_other_name_their_author_once(talk: Talk) -> None:
    for text in ("first", "second"):
        talk.said(text)
    talk.said("third", talk.me)
    page = talk.open()
    authors = page.locator(".messages .message-author")
    expect(authors).to_have_count(2)
    expect(message(page, "second").locator(".message-author")).to_have_count(0)


def test_the_apps_messages_are_marked_as_such(talk: Talk) -> None:
    talk.post(section("By the app"))
    talk.said("By a person")
    page = talk.open()
    expect(message(page, "By the app").locator(".app-badge")).to_have_text("APP")
    expect(message(page, "By a person").locator(".app-badge")).to_have_count(0)


def test_what_comes_shows_up_by_itself_and_stays_at_the_end(talk: Talk) -> None:
    talk.fill(40)
    page = talk.open()
    expect(message(page, "number 039")).to_be_in_viewport()
    talk.said("newest")
    expect(message(page, "newest")).to_be_in_viewport()


def test_who_has_scrolled_up_stays_there_and_is_told_of_what_is_new(talk: Talk) -> None:
    talk.fill(40)
    page = talk.open()
    expect(message(page, "number 039")).to_be_in_viewport()
    page.locator(".messages-scroll").first.evaluate("node => { node.scrollTop = 0; }")
    expect(message(page, "number 003")).to_be_in_viewport()
    talk.said("newest")
    jump = page.get_by_role("button", name="New messages")
    expect(jump).to_be_visible()
    expect(message(page, "newest")).not_to_be_in_viewport()
    jump.click()
    expect(message(page, "newest")).to_be_in_viewport()
    expect(jump).to_be_hidden()


def test_older_messages_are_drawn_as_they_are_scrolled_to(talk: Talk) -> None:
    talk.fill(130)
    page = talk.open()
    expect(message(page, "number 129")).to_be_in_viewport()
    expect(message(page, "number 000")).to_have_count(0)
    page.locator(".messages-scroll").first.evaluate("node => { node.scrollTop = 0; }")
    expect(message(page, "number 030")).to_have_count(1)
    page.locator(".messages-scroll").first.evaluate("node => { node.scrollTop = 0; }")
    expect(message(page, "number 000")).to_have_count(1)
    expect(page.get_by_role("heading", name=f"Welcome to #{talk.room}")).to_have_count(1)


def test_a_text_is_formatted_and_cannot_become_markup(talk: Talk) -> None:
    talk.said('*bold* <b>no</b> <img src=x onerror="x"> https://example.com :tada:')
    page = talk.open()
    shown = message(page, "bold")
    expect(shown.locator("b")).to_have_text("bold")
    expect(shown).to_contain_text('<b>no</b> <img src=x onerror="x">')
    expect(shown.get_by_role("link")).to_have_attribute("rel", "noopener noreferrer")
    expect(shown.get_by_role("img", name=":tada:")).to_have_text("🎉")


def test_only_one_sees_what_is_only_for_them(talk: Talk, visit: Visits) -> None:
    page = talk.open()
    say(page, "/whisper a secret")
    expect(message(page, "You said: a secret")).to_contain_text("Only visible to you")
    other = visit(talk.world, talk.other)
    talk.go(other)
    talk.said("in the open", talk.me)
    expect(message(other, "in the open")).to_be_visible()
    expect(message(other, "a secret")).to_have_count(0)


def test_a_deleted_message_with_replies_leaves_a_tombstone(talk: Talk) -> None:
    ts = talk.said("to be deleted")
    talk.said("a reply", thread_ts=ts)
    page = talk.open()
    talk.world.do("delete", user=talk.other, channel=talk.channel, ts=ts)
    gone = message(page, "This message was deleted.")
    expect(gone.get_by_role("button", name=re.compile("1 reply"))).to_be_visible()
    expect(message(page, "to be deleted")).to_have_count(0)


# -- what is new


def test_unread_conversations_are_bold_with_their_number_until_they_are_read(
    talk: Talk,
) -> None:
    talk.said("read already")
    page = talk.open()
    expect(message(page, "read already")).to_be_visible()
    side = page.get_by_role("navigation", name="Conversations")
    talk.go(page, "newsletter")
    talk.said("one more")
    talk.said("and one")
    item = side.get_by_role("button", name=f"{talk.room}, 2 unread")
    expect(item).to_contain_text("2")
    item.click()
    expect(page.get_by_role("listitem", name="New messages")).to_be_visible()
    expect(side.get_by_role("button", name=talk.room, exact=True)).to_be_visible()
    talk.go(page, "newsletter")
    talk.go(page)
    expect(message(page, "and one")).to_be_visible()
    expect(page.get_by_role("listitem", name="New messages")).to_be_hidden()


def test_a_mention_and_a_direct_message_stand_out(talk: Talk) -> None:
    page = talk.open()
    talk.go(page, "newsletter")
    talk.said(f"look, <@{talk.me}>")
    side = page.get_by_role("navigation", name="Conversations")
    loud = side.get_by_role("button", name=f"{talk.room}, 1 unread").locator("[data-loud]")
    expect(loud).to_have_text("1")
    talk.world.client.chat_postMessage(channel=talk.me, text="hello")
    expect(
        side.get_by_role("button", name="Forms, 1 unread").locator("[data-loud]")
    ).to_be_visible()


def test_what_oneself_writes_is_not_new(talk: Talk) -> None:
    page = talk.open()
    talk.go(page, "newsletter")
    talk.said("by me, from elsewhere", talk.me)
    side = page.get_by_role("navigation", name="Conversations")
    expect(side.get_by_role("button", name=talk.room, exact=True)).to_be_visible()


# -- threads


def test_a_thread_is_opened_answered_and_closed(talk: Talk) -> None:
    ts = talk.said("a question")
    talk.said("first answer", thread_ts=ts)
    page = talk.open()
    summary = message(page, "a question").get_by_role("button", name=re.compile("1 reply"))
    expect(summary).to_have_accessible_name(re.compile(r"Last reply today at \d\d:\d\d"))
    summary.click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_role("listitem")).to_have_count(3)
    box = thread.get_by_role("textbox", name="Reply…")
    expect(box).to_be_focused()
    box.fill("second answer")
    box.press("Enter")
    expect(thread.get_by_role("listitem").filter(has_text="second answer")).to_be_visible()
    expect(thread.get_by_text("2 replies")).to_be_visible()
    expect(messages(page).filter(has_text="second answer")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(thread).to_be_hidden()
    expect(message(page, "a question")).to_be_focused()
    expect(message(page, "a question")).to_contain_text("2 replies")


def test_a_thread_is_begun_from_a_message(talk: Talk) -> None:
    talk.said("nobody has answered")
    page = talk.open()
    tool(page, "nobody has answered", "Reply in thread")
    thread = page.get_by_role("complementary", name="Thread")
    thread.get_by_role("textbox", name="Reply…").fill("now I do")
    thread.get_by_role("button", name="Send now").click()
    expect(message(page, "nobody has answered")).to_contain_text("1 reply")


def test_commands_do_not_work_in_threads_and_the_text_is_not_lost(talk: Talk) -> None:
    talk.said("a question")
    page = talk.open()
    tool(page, "a question", "Reply in thread")
    thread = page.get_by_role("complementary", name="Thread")
    box = thread.get_by_role("textbox", name="Reply…")
    box.press_sequentially("/shout x")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_hidden()
    box.press("Enter")
    expect(thread.get_by_role("alert")).to_contain_text("/shout is not supported in threads.")
    expect(box).to_have_value("/shout x")


def test_a_reply_that_was_sent_to_the_channel_too_says_where_it_belongs(talk: Talk) -> None:
    ts = talk.said("a question")
    talk.post(text="for everyone", thread_ts=ts, reply_broadcast=True)
    page = talk.open()
    message(page, "for everyone").get_by_role("button", name="a thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_role("listitem").filter(has_text="a question")).to_be_visible()


# -- what can be done with a message


def test_ones_own_message_is_changed_in_its_place(talk: Talk) -> None:
    talk.said(f"a mistke for <@{talk.other}> &", talk.me)
    page = talk.open()
    tool(page, "a mistke", "More actions")
    page.get_by_role("menuitem", name="Edit message").click()
    box = page.get_by_role("textbox", name="Edit message")
    expect(box).to_have_value(re.compile("^a mistke for @Talker \\d+ &$"))
    box.fill(box.input_value().replace("mistke", "mistake"))
    page.get_by_role("button", name="Save").click()
    expect(message(page, "a mistake for")).to_contain_text("(edited)")
    expect(message(page, "a mistake for").locator(".mention")).to_be_visible()


def test_the_last_message_is_changed_by_the_up_arrow_and_escape_leaves_it(talk: Talk) -> None:
    talk.said("mine", talk.me)
    page = talk.open()
    message_box(page).press("ArrowUp")
    box = page.get_by_role("textbox", name="Edit message")
    expect(box).to_be_focused()
    box.fill("changed")
    box.press("Escape")
    expect(message(page, "mine")).to_be_focused()
    expect(box).to_be_hidden()


def test_ones_own_message_is_deleted_once_that_is_confirmed(talk: Talk) -> None:
    talk.said("regretted", talk.me)
    page = talk.open()
    for answer in ("Cancel", "Delete"):
        expect(message(page, "regretted")).to_be_visible()
        tool(page, "regretted", "More actions")
        page.get_by_role("menuitem", name="Delete message…").click()
        page.get_by_role("alertdialog").get_by_role("button", name=answer).click()
    expect(message(page, "regretted")).to_have_count(0)


def test_others_messages_cannot_be_changed(talk: Talk) -> None:
    talk.said("not mine")
    page = talk.open()
    tool(page, "not mine", "More actions")
    expect(page.get_by_role("menuitem", name="Note")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Edit message")).to_have_count(0)


def test_reactions_are_put_and_taken_back(talk: Talk) -> None:
    ts = talk.said("nice")
    talk.world.do("react", user=talk.other, channel=talk.channel, ts=ts, name="eyes")
    page = talk.open()
    pill = message(page, "nice").get_by_role("button", name=re.compile("^:eyes: 1"))
    expect(pill).to_have_attribute("aria-pressed", "false")
    pill.click()
    mine = message(page, "nice").get_by_role("button", name=re.compile("^:eyes: 2"))
    expect(mine).to_have_attribute("aria-pressed", "true")
    mine.click()
    expect(pill).to_be_visible()
    tool(page, "nice", "Add reaction…")
    picker = page.get_by_role("dialog", name="Pick an emoji")
    picker.get_by_role("textbox", name="Search emoji").fill("rocket")
    page.keyboard.press("Enter")
    expect(
        message(page, "nice").get_by_role("button", name=re.compile("^:rocket: 1"))
    ).to_be_visible()


def test_a_message_shortcut_is_taken_from_its_menu(talk: Talk) -> None:
    talk.said("worth a note")
    page = talk.open()
    tool(page, "worth a note", "More actions")
    page.get_by_role("menuitem", name="Note").click()
    expect(message(page, "Noted: worth a note")).to_contain_text("Only visible to you")


# -- presses


def test_a_press_shows_that_it_is_busy_and_what_comes_of_it(talk: Talk) -> None:
    talk.post(section("To do"), actions(button("done")))
    page = talk.open()
    message(page, "To do").get_by_role("button", name="Done").click()
    expect(message(page, "It is done")).to_be_visible()
    expect(message(page, "To do")).to_have_count(0)


def test_a_press_that_is_refused_says_why_beside_it(talk: Talk, seated: Seated) -> None:
    talk.post(section("Soon gone"), actions(button("done")))
    page = talk.open()
    seated.allow("400 (Bad Request)")
    page.route("**/sandbox/click", lambda route: route.fulfill(
        status=400, json={"error": "This cannot be pressed now."}
    ))  # fmt: skip
    message(page, "Soon gone").get_by_role("button", name="Done").click()
    alert = message(page, "Soon gone").get_by_role("alert")
    expect(alert).to_have_text("This cannot be pressed now.")


def test_three_dots_hold_further_choices(talk: Talk) -> None:
    choices = [option("First", "1"), option("Second", "2")]
    overflow = {"type": "overflow", "action_id": "chosen", "options": choices}
    talk.post(section("More", accessory=overflow))
    page = talk.open()
    dots = message(page, "More").get_by_role("button", name="More actions").first
    dots.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(dots).to_be_focused()
    pressed = talk.forms.wait_for(
        lambda: [
            b
            for b in talk.forms.heard_of("block_actions")
            if b.get("channel", {}).get("id") == talk.channel
        ]
    )
    assert pressed[-1]["actions"][0]["selected_option"]["value"] == "2"


def test_a_choice_and_a_date_are_told_from_a_message(talk: Talk) -> None:
    select = {"type": "static_select", "action_id": "chosen", "placeholder": plain("Pick"),
              "options": [option("Red", "r"), option("Green", "g")]}  # fmt: skip
    day = {"type": "datepicker", "action_id": "chosen", "placeholder": plain("Day")}
    talk.post(section("Choose", accessory=select), actions(day))
    page = talk.open()
    message(page, "Choose").get_by_role("combobox", name="Pick").click()
    page.get_by_role("option", name="Green").click()
    message(page, "Choose").get_by_role("button", name="Day").click()
    page.locator(".calendar-day[data-today]").click()

    def told() -> list[Json]:
        bodies = talk.forms.heard_of("block_actions")
        return [b["actions"][0] for b in bodies if b.get("channel", {}).get("id") == talk.channel]

    talk.forms.wait_for(lambda: len(told()) == 2)
    assert told()[0]["selected_option"]["value"] == "g"
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", told()[1]["selected_date"])


def test_a_press_on_a_message_opens_a_modal_over_the_slack(talk: Talk) -> None:
    page = talk.open()
    page.get_by_role("button", name="Shortcuts and more").click()
    page.get_by_role("menuitem", name="Ask").click()
    expect(modal(page, "Storey 1")).to_be_visible()


# -- every block


BLOCKS: list[Json] = [
    {"type": "header", "text": plain("A header :tada:")},
    section("A *section* due <!date^1798000000^{date_num}|soon>"),
    {"type": "section", "fields": [plain("One field"), plain("Another field")]},
    {"type": "divider"},
    {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A chart",
     "title": plain("The chart")},
    {"type": "context", "elements": [plain("Small print"), {
        "type": "image", "image_url": "https://example.com/b.png", "alt_text": "A face"}]},
    {"type": "markdown", "text": "# Big\n\n- **a**\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |"},
    {"type": "rich_text", "elements": [
        {"type": "rich_text_list", "style": "ordered", "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "an item"}]}]}]},
]  # fmt: skip


def test_every_block_is_drawn_and_no_picture_is_fetched(talk: Talk) -> None:
    talk.post(*BLOCKS)
    page = talk.open()
    card = message(page, "A header")
    expect(card.get_by_role("heading", name="A header")).to_be_visible()
    expect(card.locator("time", has_text="2026-12-23")).to_be_visible()
    expect(card.locator(".section-fields > *")).to_have_text(["One field", "Another field"])
    expect(card.get_by_role("img", name="Image: A chart")).to_contain_text("example.com/a.png")
    expect(card.get_by_role("img", name="Image: A face")).to_be_visible()
    expect(card.get_by_role("heading", name="Big")).to_be_visible()
    expect(card.locator("td")).to_have_text(["1", "2"])
    expect(card.locator("ol li")).to_have_text("an item")
    expect(card.locator(".unknown")).to_have_count(0)


def test_attachments_hang_below_their_message(talk: Talk) -> None:
    text = {"color": "#36a64f", "title": "A title", "title_link": "https://example.com",
            "text": "*bold* words", "fields": [{"title": "Status", "value": "open"}]}  # fmt: skip
    blocks = {"color": "danger", "blocks": [section("In a block")]}
    talk.post(text="See below", attachments=[text, blocks])
    page = talk.open()
    hanging = message(page, "See below").locator(".attachment")
    expect(hanging.first.get_by_role("link", name="A title")).to_be_visible()
    expect(hanging.first.locator(".text b")).to_have_text("bold")
    expect(hanging.first).to_contain_text("Statusopen")
    expect(hanging.last).to_have_text("In a block")


def test_what_comes_is_told_to_those_who_do_not_see_it(talk: Talk) -> None:
    talk.said("before")
    page = talk.open()
    expect(message(page, "before")).to_be_visible()
    talk.said("a new one")
    expect(page.locator(".messages [aria-live]").first).to_have_text(
        re.compile(r"^Talker \d+ at \d\d:\d\d: a new one$")
    )


NEW_BLOCKS: list[Json] = [
    {"type": "table", "column_settings": [{"align": "right"}], "rows": [
        [{"type": "raw_text", "text": "Head"}], [{"type": "raw_text", "text": "Cell"}]]},
    {"type": "video", "title": plain("A film"), "video_url": "https://example.com/v",
     "thumbnail_url": "https://example.com/t", "alt_text": "x"},
    {"type": "file", "external_id": "F1", "source": "remote"},
    {"type": "context_actions", "block_id": "c", "elements": [
        {"type": "icon_button", "icon": "trash", "text": plain("Delete"), "action_id": "x"},
        {"type": "feedback_buttons", "action_id": "y",
         "positive_button": {"text": plain("Good"), "value": "1"},
         "negative_button": {"text": plain("Bad"), "value": "0"}}]},
    {"type": "hologram", "depth": 3},
    {"type": "actions", "block_id": "a", "elements": [{"type": "lever", "action_id": "z"}]},
    {"type": "input", "block_id": "i", "label": plain("Odd"),
     "element": {"type": "slider", "action_id": "s"}},
]  # fmt: skip


def test_what_is_not_known_is_shown_loudly_with_all_of_it(talk: Talk) -> None:
    page = talk.open()
    page.evaluate(
        """async (blocks) => {
          const { BlockList } = await import("/page/slack/blocks/list.js");
          const reader = { me: "U", zone: "UTC", now: () => 0, people: () => [] };
          const list = new BlockList({ reader, stands: () => undefined, kind: "message" });
          list.update(blocks);
          list.element.id = "tried";
          document.body.append(list.element);
        }""",
        NEW_BLOCKS,
    )
    tried = page.locator("#tried")
    expect(tried.locator("th")).to_have_text("Head")
    expect(tried.locator("td")).to_have_text("Cell")
    expect(tried.get_by_role("group", name="Video")).to_contain_text("A film")
    expect(tried.get_by_role("group", name="File")).to_contain_text("F1")
    for name in ("Delete", "Good", "Bad"):
        expect(tried.get_by_role("button", name=name)).to_be_visible()
    for kind, name in (("block", "hologram"), ("element", "lever"), ("element", "slider")):
        expect(tried.get_by_role("note", name=f"Unknown {kind} {name}")).to_contain_text(name)
    expect(tried.get_by_role("note").first).to_contain_text('"depth": 3')


def test_a_quiet_sign_shows_while_the_app_is_working(talk: Talk) -> None:
    page = talk.open()
    bot_waits.clear()
    say(page, "/slow")
    expect(page.get_by_role("status").filter(has_text="Forms is working on it…")).to_be_visible()
    expect(message_box(page)).to_be_enabled()
    bot_waits.set()
    expect(message(page, "At last")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="working on it")).to_be_hidden()
