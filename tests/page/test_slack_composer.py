"""The message box, the sidebar and the app's Home; and all of it by the keyboard alone."""

import re
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.sandbox.slack.model import Channel
from tests.page.doing import become, message_box, messages, modal, say
from tests.page.form_app import bot_waits
from tests.page.visits import Visits
from tests.sandbox.slack_world import Bot

_names = (f"Typist {number}" for number in count(1))


class Someone:
    """Somebody new, and their page."""

    def __init__(self, forms: Bot, visit: Visits) -> None:
        self.forms, self.world = forms, forms.world
        self.name = next(_names)
        self.id = forms.world.person(self.name)
        self.page: Page = visit(forms.world, self.id)
        self.box: Locator = message_box(self.page)

    def said(self) -> list[str]:
        """What they have said in the newsroom's channel."""
        return [m["text"] for m in self.world.messages(self.id) if m["user"] == self.id]

    def commands(self) -> list[str]:
        """The texts of the commands that the app has heard from them."""
        heard = [body for body in list(self.forms.heard) if body.get("user_id") == self.id]
        return [body["text"] for body in heard if body.get("command")]

    def side(self) -> Locator:
        """The sidebar."""
        return self.page.get_by_role("navigation", name="Conversations")


@pytest.fixture
def someone(forms: Bot, visit: Visits) -> Someone:
    """Somebody new, and their page."""
    return Someone(forms, visit)


def offers(page: Page) -> Locator:
    """What is offered above the message box."""
    return page.get_by_role("listbox", name="Suggestions")


# -- typing


def test_enter_sends_and_shift_enter_begins_a_line(someone: Someone) -> None:
    someone.box.press_sequentially("one")
    someone.box.press("Shift+Enter")
    someone.box.press_sequentially("two")
    someone.box.press("Enter")
    expect(messages(someone.page).filter(has_text="one\ntwo")).to_be_visible()
    expect(someone.box).to_have_value("")
    assert someone.said() == ["one\ntwo"]


def test_the_box_grows_with_its_text(someone: Someone) -> None:
    low = someone.box.bounding_box()
    someone.box.fill("a\nb\nc\nd")
    high = someone.box.bounding_box()
    assert low
    assert high
    assert high["height"] > low["height"] + 40


def test_nothing_is_not_sent(someone: Someone) -> None:
    expect(someone.page.get_by_role("button", name="Send now")).to_be_disabled()
    someone.box.fill("  \n ")
    someone.box.press("Enter")
    expect(someone.page.get_by_role("button", name="Send now")).to_be_disabled()
    assert someone.said() == []


# -- completing


def test_a_slash_offers_the_commands_with_what_they_do(someone: Someone) -> None:
    someone.box.press_sequentially("/")
    expect(offers(someone.page).get_by_role("option").first).to_have_text(
        "/fields<what to fields>To fields something"
    )
    someone.box.press_sequentially("wh")
    expect(offers(someone.page).get_by_role("option")).to_have_count(1)
    someone.box.press("Tab")
    expect(someone.box).to_have_value("/whisper ")
    expect(someone.page.locator(".composer-hint").first).to_contain_text("<what to whisper>")
    someone.box.press_sequentially("hush")
    someone.box.press("Enter")
    expect(messages(someone.page).filter(has_text="You said: hush")).to_be_visible()
    assert someone.commands() == ["hush"]


def test_the_arrow_keys_choose_and_escape_hides_what_is_offered(someone: Someone) -> None:
    someone.box.press_sequentially("/s")
    chosen = offers(someone.page).locator("[aria-selected=true] .offer-label")
    first = chosen.inner_text()
    someone.box.press("ArrowDown")
    expect(chosen).not_to_have_text(first)
    someone.box.press("ArrowUp")
    expect(chosen).to_have_text(first)
    someone.box.press("Escape")
    expect(offers(someone.page)).to_be_hidden()
    someone.box.press_sequentially("h")
    expect(someone.box).to_have_value("/sh")
    expect(offers(someone.page)).to_be_hidden()


def test_a_command_that_is_not_one_is_told_by_slackbot(someone: Someone) -> None:
    say(someone.page, "/nonsense now")
    expect(messages(someone.page).filter(has_text="is not a valid command")).to_contain_text(
        "Slackbot"
    )


def test_people_channels_and_emoji_are_completed(someone: Someone) -> None:
    someone.world.person("Ursula Umlaut")
    someone.box.press_sequentially("hi @ursu")
    someone.box.press("Enter")
    someone.box.press_sequentially("see #newsl")
    someone.box.press("Tab")
    someone.box.press_sequentially(":tad")
    someone.box.press("Enter")
    expect(someone.box).to_have_value("hi @Ursula Umlaut see #newsletter :tada: ")
    someone.box.press("Enter")
    said = messages(someone.page).filter(has_text="hi @Ursula Umlaut")
    expect(said.locator(".mention")).to_have_text(["@Ursula Umlaut", "#newsletter"])
    expect(said.locator(".emoji")).to_have_text("🎉")
    assert re.fullmatch(r"hi <@U\w+> see <#C\w+> :tada: ?", someone.said()[0])


def test_a_command_gets_people_by_their_handle(someone: Someone) -> None:
    someone.world.person("Vera Velo")
    say(someone.page, "/whisper for @Vera Velo")
    expect(messages(someone.page).filter(has_text="You said: for @vera.velo")).to_be_visible()


# -- nothing is lost


def test_a_message_that_cannot_be_sent_is_still_there_with_the_reason(
    someone: Someone, visit: Visits
) -> None:
    visit.allow("ERR_FAILED")
    someone.page.route("**/sandbox/say", lambda route: route.abort())
    say(someone.page, "do not lose me")
    alert = someone.page.get_by_role("alert").filter(has_text="The sandbox does not answer")
    expect(alert).to_be_visible()
    expect(someone.box).to_have_value("do not lose me")
    someone.page.unroute("**/sandbox/say")
    someone.box.press("Enter")
    expect(messages(someone.page).filter(has_text="do not lose me")).to_be_visible()
    expect(alert).to_be_hidden()


def test_what_is_typed_meanwhile_stays_below_what_could_not_be_sent(
    someone: Someone, visit: Visits
) -> None:
    visit.allow("400 (Bad Request)")
    bot_waits.clear()
    held: list[object] = []
    someone.page.route("**/sandbox/say", lambda route: held.append(route))
    say(someone.page, "first")
    someone.box.fill("second")
    someone.page.wait_for_timeout(0)
    route = held[0]
    route.fulfill(status=400, json={"error": "Not now."})  # type: ignore[attr-defined]
    expect(someone.box).to_have_value("first\nsecond")


def test_drafts_are_kept_by_channel_and_by_person(someone: Someone, forms: Bot) -> None:
    other = forms.world.person(next(_names))
    someone.box.fill("half a thought")
    someone.side().get_by_role("button", name="Forms").click()
    expect(message_box(someone.page)).to_have_value("")
    message_box(someone.page).fill("dear app")
    someone.side().get_by_role("button", name="newsletter").click()
    expect(someone.box).to_have_value("half a thought")
    become(someone.page, next(p["name"] for p in forms.world.get("world")["people"]
                              if p["id"] == other))  # fmt: skip
    expect(message_box(someone.page)).to_have_value("")
    become(someone.page, someone.name)
    expect(message_box(someone.page)).to_have_value("half a thought")
    someone.page.reload()
    expect(message_box(someone.page)).to_have_value("half a thought")


# -- the sidebar


def test_channels_are_joined_and_left(someone: Someone) -> None:
    sandbox = someone.world.sandbox
    made = Channel("C0READING", "reading-room", "channel", "", 0, [])
    sandbox.in_loop(lambda: sandbox.slack.workspace.keep_channel(made))
    someone.page.reload()
    expect(someone.box).to_be_visible()
    someone.page.get_by_role("button", name="Add channels").click()
    someone.page.get_by_role("menuitem", name="#reading-room").click()
    item = someone.side().get_by_role("button", name="reading-room")
    expect(item).to_have_attribute("aria-current", "page")
    expect(someone.page.get_by_role("heading", name="Welcome to #reading-room")).to_be_visible()
    someone.page.get_by_role("button", name="Channel actions").click()
    someone.page.get_by_role("menuitem", name="Leave channel").click()
    expect(item).to_be_hidden()
    expect(someone.box).to_be_visible()


def test_a_private_channel_is_seen_by_those_in_it_alone(
    someone: Someone, forms: Bot, visit: Visits
) -> None:
    sandbox = someone.world.sandbox
    secret = Channel(f"G0{someone.id}", "secret", "group", "", 0, [someone.id])
    sandbox.in_loop(lambda: sandbox.slack.workspace.keep_channel(secret))
    expect(someone.side().get_by_role("button", name="secret, private")).to_be_visible()
    other = Someone(forms, visit)
    expect(other.side().get_by_role("button", name="newsletter")).to_be_visible()
    expect(other.side().get_by_role("button", name="secret")).to_have_count(0)


def test_a_person_in_no_channel_is_told_what_to_do(forms: Bot, visit: Visits) -> None:
    lone = forms.world.do("people", name=next(_names), channels=[])["user"]
    page = visit(forms.world, lone)
    side = page.get_by_role("navigation", name="Conversations")
    expect(side.get_by_role("list", name="Channels").get_by_role("listitem")).to_have_count(0)
    expect(page.get_by_role("tab", name="Messages")).to_be_visible()


def test_where_somebody_was_is_remembered(someone: Someone) -> None:
    someone.side().get_by_role("button", name="Forms").click()
    someone.page.get_by_role("tab", name="Home").click()
    someone.page.reload()
    expect(someone.page.get_by_role("tab", name="Home")).to_have_attribute("aria-selected", "true")


# -- the app's Home


def test_the_home_is_opened_pressed_and_follows(someone: Someone) -> None:
    someone.side().get_by_role("button", name="Forms").click()
    someone.page.get_by_role("tab", name="Home").click()
    home = someone.page.get_by_role("tabpanel")
    expect(home.get_by_role("heading", name="Welcome")).to_be_visible()
    home.locator(".block").filter(has_text="Paper 1").get_by_role("button").click()
    expect(home.get_by_role("heading", name="Pressed")).to_be_visible()
    pressed = [b for b in someone.forms.heard_of("block_actions") if b["user"]["id"] == someone.id]
    assert pressed[-1]["actions"][0]["value"] == "1"
    someone.page.get_by_role("tab", name="Home").press("ArrowRight")
    expect(someone.page.get_by_role("tab", name="Messages")).to_be_focused()
    expect(someone.box).to_be_visible()


def test_a_home_that_nobody_publishes_says_so(bare_room: object, visit: Visits) -> None:
    page = visit(bare_room)  # type: ignore[arg-type]
    page.get_by_role("button", name="newsletter").last.click()
    page.get_by_role("tab", name="Home").click()
    expect(page.get_by_role("heading", name="There is nothing here yet")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


# -- by the keyboard alone


def test_the_whole_way_is_gone_by_the_keyboard(someone: Someone) -> None:
    page, press = someone.page, someone.page.keyboard.press
    item = someone.side().get_by_role("button", name="newsletter")
    item.focus()
    press("ArrowDown")
    expect(someone.side().get_by_role("button", name="Add channels")).to_be_focused()
    press("ArrowDown")
    press("Enter")
    expect(message_box(page)).to_be_focused()
    page.keyboard.type("hello app")
    press("Enter")
    expect(messages(page).filter(has_text="hello app")).to_be_visible()
    press("Shift+Tab")
    expect(messages(page).filter(has_text="hello app")).to_be_focused()
    for _ in range(5):
        press("Tab")
    expect(page.get_by_role("button", name="Reply in thread")).to_be_focused()
    press("ArrowRight")
    expect(page.get_by_role("button", name="More actions")).to_be_focused()
    press("Enter")
    press("e")
    press("Enter")
    box = page.get_by_role("textbox", name="Edit message")
    expect(box).to_be_focused()
    page.keyboard.type(", again")
    press("Enter")
    expect(messages(page).filter(has_text="hello app, again")).to_be_focused()


def test_a_form_is_filled_in_by_the_keyboard(someone: Someone) -> None:
    page, press = someone.page, someone.page.keyboard.press
    someone.box.focus()
    page.keyboard.type("/fields")
    press("Enter")
    dialog = modal(page, "A form")
    expect(dialog.get_by_role("textbox", name="Line").first).to_be_focused()
    page.keyboard.type("by hand")
    press("Tab")
    page.keyboard.type("lines")
    for _ in range(3):
        press("Tab")
    press("Tab")
    page.keyboard.type("x")
    press("Shift+Tab")
    expect(dialog.locator(":focus")).to_have_count(1)
    press("Control+Enter")
    expect(dialog).to_be_hidden()
    expect(someone.box).to_be_focused()


def test_f6_goes_from_the_sidebar_to_the_messages_and_the_box(someone: Someone) -> None:
    say(someone.page, "something")
    expect(messages(someone.page).filter(has_text="something")).to_be_visible()
    someone.side().get_by_role("button", name="newsletter").focus()
    someone.page.keyboard.press("F6")
    expect(someone.page.get_by_role("list", name="Messages").locator(":focus")).to_have_count(1)
    someone.page.keyboard.press("F6")
    expect(someone.box).to_be_focused()
