"""An app for tests of the page's Slack: a form with every kind of field, modals over modals."""

import threading
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.page.visits import Visits
from tests.sandbox.slack_world import (
    MANIFEST,
    Bot,
    Json,
    actions,
    button,
    field,
    modal,
    option,
    plain,
    section,
)

COMMANDS = ("fields", "ask", "stack", "live", "remote", "shout", "slow", "whisper")

APP: Json = {
    **MANIFEST,
    "features": {
        **MANIFEST["features"],
        "bot_user": {"display_name": "Forms", "always_online": True},
        "slash_commands": [
            {
                "command": f"/{name}",
                "description": f"To {name} something",
                "usage_hint": f"<what to {name}>",
                "should_escape": False,
            }
            for name in COMMANDS
        ],
    },
}

COLOURS = [option("Red", "r"), option("Green", "g"), option("Deep blue", "b")]

FIELDS = modal(
    field("line", {"type": "plain_text_input", "max_length": 30, "min_length": 3}),
    field("lines", {"type": "plain_text_input", "multiline": True}, optional=True),
    field("address", {"type": "url_text_input"}, optional=True),
    field("email", {"type": "email_text_input"}, optional=True),
    field(
        "number",
        {"type": "number_input", "is_decimal_allowed": True, "min_value": "1", "max_value": "9"},
        optional=True,
    ),
    field("box", {"type": "rich_text_input"}, optional=True),
    field("colour", {"type": "static_select", "options": COLOURS}, optional=True),
    field(
        "grouped",
        {
            "type": "static_select",
            "option_groups": [
                {"label": plain("Warm"), "options": COLOURS[:1]},
                {"label": plain("Cold"), "options": COLOURS[1:]},
            ],
        },
        optional=True,
    ),
    field(
        "palette",
        {"type": "multi_static_select", "options": COLOURS, "max_selected_items": 2},
        optional=True,
    ),
    field("remote", {"type": "external_select", "min_query_length": 2}, optional=True),
    field("distant", {"type": "multi_external_select", "min_query_length": 2}, optional=True),
    field("person", {"type": "users_select"}, optional=True),
    field("people", {"type": "multi_users_select"}, optional=True),
    field("channel", {"type": "channels_select"}, optional=True),
    field("talk", {"type": "conversations_select"}, optional=True),
    field(
        "checks",
        {
            "type": "checkboxes",
            "options": [
                {**option("First", "1"), "description": plain("The first of two")},
                option("Second", "2"),
            ],
        },
        optional=True,
    ),
    field("radio", {"type": "radio_buttons", "options": COLOURS}, optional=True),
    field("day", {"type": "datepicker"}, optional=True),
    field("hour", {"type": "timepicker"}, optional=True),
    field("moment", {"type": "datetimepicker"}, optional=True),
    callback_id="fields",
)
"""A form with every field that Block Kit has."""


def said(body: Json) -> dict[str, Any]:
    """What was handed in with a form, by block."""
    values = body["view"]["state"]["values"]
    return {
        block: next(value for name, value in element.items() if name != "type")
        for block, elements in values.items()
        for element in elements.values()
    }


def show(bot: Bot, person: str, *blocks: Json, **more: Any) -> None:
    """Open a form of these blocks for somebody, as if they had asked for it."""
    trigger_id = bot.world.sandbox.slack.triggers.new(person)
    view = modal(*blocks, callback_id="fields", **more)
    bot.world.client.views_open(trigger_id=trigger_id, view=view)


def handed_in(bot: Bot, person: str) -> dict[str, Any]:
    """What somebody handed in last, by block."""
    return said([b for b in bot.heard_of("view_submission") if b["user"]["id"] == person][-1])


class Seated:
    """Somebody before one page, who fills in one form after the other."""

    def __init__(self, visits: Visits, bot: Bot) -> None:
        self._visits = visits
        self.bot = bot
        self.person = bot.world.person("Sedna Seated")
        self.page: Page = visits(bot.world, self.person)

    def open(self, *blocks: Json) -> Locator:
        """Open a form of these blocks, and return it."""
        show(self.bot, self.person, *blocks)
        dialog = self.page.get_by_role("dialog", name="A form")
        expect(dialog).to_be_visible()
        return dialog

    def allow(self, words: str) -> None:
        """Let messages on the console with these words in them pass: a test provokes them."""
        self._visits.allow(words)

    def handed_in(self) -> dict[str, Any]:
        """What they handed in last, by block."""
        return handed_in(self.bot, self.person)

    def clear(self) -> None:
        """Close what a test has left open; fail if the page has done what none may do."""
        self.page.unroute_all()
        while self.bot.world.get("modal", user=self.person) is not None:
            self.bot.world.do("close", user=self.person)
        expect(self.page.get_by_role("dialog")).to_have_count(0)
        for watch in self._visits.watches:
            try:
                watch.check()
            finally:
                watch.problems.clear()


def listen(bot: Bot) -> None:
    """Register every listener."""
    app = bot.app

    @app.use
    def note(body: Json, next_: Callable[[], None]) -> None:
        bot.heard.append(body)
        next_()

    _commands(bot)
    _modals(bot)
    _presses(bot)

    @app.event("app_home_opened")
    def home(event: Json, client: Any) -> None:
        if event["tab"] == "home":
            client.views_publish(user_id=event["user"], view=_home("Welcome"))

    for name in (
        "message", "app_mention", "member_joined_channel", "member_left_channel", "team_join",
        "user_change", "reaction_added", "reaction_removed",
    ):  # fmt: skip
        app.event(name)(lambda: None)


def _commands(bot: Bot) -> None:
    app = bot.app

    def opens(name: str, view: Json) -> None:
        @app.command(f"/{name}")
        def command(ack: Any, command: Json, client: Any) -> None:
            client.views_open(trigger_id=command["trigger_id"], view=view)
            ack()

    opens("fields", FIELDS)
    opens("ask", modal(field("title", {"type": "plain_text_input"}), callback_id="ask"))
    opens("stack", _storey(1))
    opens("live", _live(0))

    @app.command("/shout")
    def shout(ack: Any, command: Json) -> None:
        ack(text=command["text"].upper(), response_type="in_channel")

    @app.command("/whisper")
    def whisper(ack: Any, command: Json) -> None:
        ack(text=f"You said: {command['text']}")

    @app.command("/slow")
    def slow(ack: Any) -> None:
        bot_waits.wait(10)
        ack("At last")

    @app.options("value")
    def options(ack: Any, payload: Json) -> None:
        typed = payload["value"]
        ack(options=[option(f"{typed} one", f"{typed}-1"), option(f"{typed} two", f"{typed}-2")])


bot_waits = threading.Event()
"""Set it to let `/slow` answer."""


def _modals(bot: Bot) -> None:
    app = bot.app

    @app.view("fields")
    def fields(ack: Any) -> None:
        ack()

    @app.view("ask")
    def ask(ack: Any, view: Json) -> None:
        title = view["state"]["values"]["title"]["value"]["value"]
        if title == "wrong":
            ack(response_action="errors", errors={"title": "That is wrong."})
        elif title != "deaf":
            ack()

    @app.action("higher")
    def higher(ack: Any, body: Json, client: Any) -> None:
        ack()
        storey = int(body["view"]["private_metadata"]) + 1
        client.views_push(trigger_id=body["trigger_id"], view=_storey(storey))

    @app.view("storey")
    def storey(ack: Any) -> None:
        ack()

    @app.action("count")
    def count(ack: Any, body: Json, client: Any) -> None:
        ack()
        counted = int(body["view"]["private_metadata"]) + 1
        client.views_update(view_id=body["view"]["id"], view=_live(counted))

    @app.action("dispatched")
    def dispatched(ack: Any, body: Json, client: Any) -> None:
        ack()
        counted = int(body["view"]["private_metadata"]) + 10
        client.views_update(view_id=body["view"]["id"], view=_live(counted))

    @app.view("live")
    def live(ack: Any) -> None:
        ack()


def _storey(number: int) -> Json:
    return modal(
        field("note", {"type": "plain_text_input"}, optional=True),
        {**actions(button("higher")), "block_id": "go"},
        callback_id="storey",
        title=plain(f"Storey {number}"),
        private_metadata=str(number),
    )


def _live(counted: int) -> Json:
    return modal(
        {**section(f"Counted to {counted}"), "block_id": f"counted-{counted}"},
        field("kept", {"type": "plain_text_input"}, optional=True),
        field("rich", {"type": "rich_text_input"}, optional=True),
        field(
            "told",
            {"type": "plain_text_input", "action_id": "dispatched"},
            optional=True,
            dispatch_action=True,
        ),
        {**actions(button("count")), "block_id": "counting"},
        callback_id="live",
        private_metadata=str(counted),
    )


def _presses(bot: Bot) -> None:
    app = bot.app

    @app.action("done")
    def done(ack: Any, respond: Any) -> None:
        ack()
        respond(text="It is done", replace_original=True)

    @app.action("chosen")
    def chosen(ack: Any) -> None:
        ack()

    @app.action("again")
    def again(ack: Any, body: Json, client: Any) -> None:
        ack()
        client.views_publish(user_id=body["user"]["id"], view=_home("Pressed"))

    @app.shortcut("ask")
    def ask(ack: Any, shortcut: Json, client: Any) -> None:
        ack()
        client.views_open(trigger_id=shortcut["trigger_id"], view=_storey(1))

    @app.shortcut("note")
    def note(ack: Any, shortcut: Json, respond: Any) -> None:
        ack()
        respond(text=f"Noted: {shortcut['message']['text']}", replace_original=False)


def _home(word: str) -> Json:
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": plain(word)},
            *(section(f"Paper {n}", accessory=button("again", str(n))) for n in range(3)),
        ],
    }
