"""The slash commands. The answer travels in the acknowledgement, after the commit."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.desk import claiming, proposing, writing
from bot.newsroom.people import Actor
from bot.slack import answers, modals
from bot.slack.cards import Message
from handlers.front import Front, as_payload, open_modal

Do = Callable[[Actor, str], Message | None]


def register(app: App, front: Front) -> None:
    """Listen to every slash command."""
    desk = front.desk

    def propose(actor: Actor, text: str) -> Message:
        found = proposing.propose(desk, actor, text)
        return answers.proposed(found.paper) if found.is_new else answers.known(found.paper)

    def claim(actor: Actor, text: str) -> Message:
        done = claiming.claim(desk, actor, text)
        now = desk.clock()
        return answers.claimed(done.paper, actor.tz, now, was_unknown=done.was_unknown)

    def release(actor: Actor, text: str) -> Message:
        return answers.released(claiming.release(desk, actor, text))

    _listen(app, front, "/propose", "claim", propose)
    _listen(app, front, "/claim", "claim", claim)
    _listen(app, front, "/release", "release", release)

    @app.command("/submit")
    def submit(ack: Ack, command: Mapping[str, Any], client: WebClient) -> None:
        def do(actor: Actor) -> None:
            draft = writing.open_submission(desk, actor, command.get("text", ""))
            view = modals.submission(draft.paper, draft.opinion, desk.categories)
            open_modal(client, command, view)

        _acknowledge(ack, front.answer(command["user_id"], "submit", do))

    @app.command("/opinion")
    def opinion(ack: Ack, command: Mapping[str, Any], client: WebClient) -> None:
        def do(actor: Actor) -> None:
            draft = writing.open_opinion(desk, actor, command.get("text", ""))
            open_modal(client, command, modals.opinion(draft.paper, draft.opinion))

        _acknowledge(ack, front.answer(command["user_id"], "opinion", do))


def _listen(app: App, front: Front, name: str, action: str, do: Do) -> None:
    @app.command(name)
    def listener(ack: Ack, command: Mapping[str, Any]) -> None:
        text = command.get("text", "")
        _acknowledge(ack, front.answer(command["user_id"], action, lambda actor: do(actor, text)))


def _acknowledge(ack: Ack, message: Message | None) -> None:
    if message is None:
        ack()
    else:
        ack(**as_payload(message))
