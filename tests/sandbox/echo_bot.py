"""What the bolt app of the sandbox's tests does: a bit of everything that Slack offers."""

import threading
from typing import Any

from tests.sandbox.slack_world import Bot, Json, actions, button, field, modal, option, section

FORM = modal(
    field("title", {"type": "plain_text_input", "initial_value": "A title", "max_length": 20}),
    field("url", {"type": "url_text_input"}, optional=True),
    field("summary", {"type": "rich_text_input"}, optional=True),
    field(
        "category",
        {
            "type": "static_select",
            "options": [option("First", "1"), option("Second", "2")],
            "initial_option": option("First", "1"),
        },
        optional=True,
    ),
    field(
        "highlight", {"type": "checkboxes", "options": [option("Yes, it is", "yes")]}, optional=True
    ),
    field("count", {"type": "number_input", "is_decimal_allowed": False}, optional=True),
    notify_on_close=True,
)


def listen(bot: Bot) -> None:
    """Register every listener."""
    app = bot.app

    @app.use
    def note(body: Json, next_: Any) -> None:
        bot.heard.append(body)
        next_()

    _commands(bot)
    _presses(bot)
    _forms(bot)

    @app.event("message")
    def message(event: Json, say: Any) -> None:
        if "subtype" not in event and event["text"].startswith("ping"):
            say(text="pong", thread_ts=event.get("thread_ts"))

    @app.event("app_home_opened")
    def home(event: Json, client: Any) -> None:
        blocks = [section(f"Hello <@{event['user']}>"), actions(button("again", "home"))]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    for name in (
        "app_mention", "member_joined_channel", "member_left_channel", "team_join", "user_change",
        "reaction_added", "reaction_removed",
    ):  # fmt: skip
        app.event(name)(lambda: None)


def _commands(bot: Bot) -> None:
    app = bot.app

    @app.command("/echo")
    def echo(ack: Any, command: Json) -> None:
        ack(text=f"You said: {command['text']}", blocks=[section("said"), actions(button("press"))])

    @app.command("/refer")
    def refer(ack: Any, command: Json) -> None:
        ack(command["text"])

    @app.command("/shout")
    def shout(ack: Any, command: Json) -> None:
        ack(text=command["text"].upper(), response_type="in_channel")

    @app.command("/ask")
    def ask(ack: Any, command: Json, client: Any) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=FORM)
        ack()

    @app.command("/broken")
    def broken(ack: Any) -> None:
        ack(blocks=[{"type": "section"}])

    @app.command("/later")
    def later(ack: Any, respond: Any, command: Json) -> None:
        ack()
        respond(f"later: {command['text']}")

    @app.command("/slow")
    def slow(ack: Any) -> None:
        threading.Event().wait(3.2)
        ack("too late")

    @app.command("/pick")
    def pick(ack: Any, command: Json, client: Any) -> None:
        remote = {"type": "external_select", "min_query_length": 1}
        client.views_open(trigger_id=command["trigger_id"], view=modal(field("paper", remote)))
        ack()

    @app.options("value")
    def options(ack: Any, payload: Json) -> None:
        ack(options=[option(f"{payload['value']} paper", "p1"), option("Another", "p2")])


def _presses(bot: Bot) -> None:
    app = bot.app

    @app.action("press")
    def press(ack: Any, respond: Any, body: Json) -> None:
        ack()
        respond(f"pressed by {body['user']['id']}", replace_original=False)

    @app.action("swap")
    def swap(ack: Any, respond: Any) -> None:
        ack()
        respond(text="swapped", replace_original=True)

    @app.action("remove")
    def remove(ack: Any, respond: Any) -> None:
        ack()
        respond(delete_original=True)

    @app.action("open")
    def open_form(ack: Any, body: Json, client: Any) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.action("again")
    def again(ack: Any, body: Json, client: Any) -> None:
        ack()
        if body["view"]["type"] == "home":
            home = {"type": "home", "blocks": [section("pressed"), actions(button("again"))]}
            client.views_publish(user_id=body["user"]["id"], view=home)
        else:
            client.views_push(trigger_id=body["trigger_id"], view=FORM)

    @app.action("noted")
    def noted(ack: Any) -> None:
        ack()

    @app.action("deaf")
    def deaf() -> None:
        return

    @app.shortcut("ask")
    def ask(ack: Any, shortcut: Json, client: Any) -> None:
        ack()
        client.views_open(trigger_id=shortcut["trigger_id"], view=FORM)

    @app.shortcut("note")
    def note(ack: Any, shortcut: Json, respond: Any) -> None:
        ack()
        respond(f"noted: {shortcut['message']['text']}", replace_original=False)


def _forms(bot: Bot) -> None:
    app = bot.app

    @app.view("form")
    def form(ack: Any, view: Json) -> None:
        title = (view["state"]["values"].get("title") or {}).get("value", {}).get("value")
        match title:
            case "wrong":
                ack(response_action="errors", errors={"title": "That is wrong."})
            case "nowhere":
                ack(response_action="errors", errors={"nothing": "That is wrong."})
            case "update":
                ack(
                    response_action="update",
                    view=modal(field("title", {"type": "plain_text_input"})),
                )
            case "push":
                ack(response_action="push", view=FORM)
            case "clear":
                ack(response_action="clear")
            case "invalid":
                ack(response_action="update", view={"type": "modal"})
            case _:
                ack()

    @app.view_closed("form")
    def closed(ack: Any) -> None:
        ack()
