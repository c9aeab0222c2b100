"""``/find``, and the buttons under what it found."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk.errors import SlackClientError

from bot.desk import searching
from bot.newsroom.people import Actor
from bot.slack import findings as views
from bot.slack.cards import Message
from handlers.front import Front, as_payload, logged

Body = Mapping[str, Any]


def register(app: App, front: Front) -> None:
    """Listen to the command and to its buttons."""
    desk = front.desk

    @app.command("/find")
    def find(ack: Ack, command: Body) -> None:
        def do(actor: Actor) -> Message:
            return views.findings(searching.find(desk, actor, command.get("text", "")))

        message = front.answer(command["user_id"], "find", do)
        assert message is not None
        ack(**as_payload(message))

    @app.action(views.MORE)
    def more(ack: Ack, body: Body, action: Body, respond: Respond) -> None:
        def do(actor: Actor) -> Message:
            page, asked = views.asked_for(action["value"])
            return views.findings(searching.find(desk, actor, asked, page))

        message = front.answer(body["user"]["id"], views.MORE, do)
        ack()
        assert message is not None
        _respond(respond, body, views.MORE, {**as_payload(message), "replace_original": True})

    @app.action(views.POST)
    def post(ack: Ack, body: Body, action: Body, respond: Respond) -> None:
        slack_id = body["user"]["id"]
        posted: list[Message] = []

        def do(actor: Actor) -> None:
            paper = searching.shared(desk, actor, action["value"])
            posted.append(views.posted(paper, slack_id))

        refused = front.answer(slack_id, views.POST, do)
        ack()
        if refused is not None:
            _respond(respond, body, views.POST, {**as_payload(refused), "replace_original": False})
        for message in posted:
            # Slack lets an answer into any channel in which a command can be typed, also where
            # the bot itself is no member.
            _respond(respond, body, views.POST, views.as_said_to_all(message))


def _respond(respond: Respond, body: Body, action: str, answer: Mapping[str, Any]) -> None:
    try:
        respond(**answer)
    except (SlackClientError, OSError):
        logged(f"answer to {action}", body["user"]["id"])
