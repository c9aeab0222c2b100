"""The slash commands. The answer travels in the acknowledgement, after the commit."""

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.desk import claiming, naming, proposing, writing
from bot.newsroom.people import Actor
from bot.slack import answers, modals
from bot.slack.cards import Message
from handlers.front import Front, as_payload, open_modal

_MENTION = re.compile(r"\s*<@([UW][A-Z0-9]+)(?:\|[^>]*)?>\s*(.*)", re.DOTALL)

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

    # Who proposes a known link and is offered several papers may want one of them.
    _listen(app, front, "propose", propose, choice="claim")
    _listen(app, front, "claim", claim)
    _listen(app, front, "release", release)

    @app.command("/submit")
    def submit(ack: Ack, command: Mapping[str, Any], client: WebClient) -> None:
        text = command.get("text", "")

        def do(actor: Actor) -> None:
            draft = writing.open_submission(desk, actor, text)
            view = modals.submission(draft.paper, draft.opinion, desk.categories)
            open_modal(client, command, view)

        _acknowledge(ack, front.answer(command["user_id"], "submit", do, named=text))

    @app.command("/byline")
    def byline(ack: Ack, command: Mapping[str, Any]) -> None:
        def do(actor: Actor) -> Message:
            slack_id, name = _whose(command.get("text", ""), actor)
            if not name.strip():
                return answers.byline(naming.byline(desk, actor))
            whose = actor if slack_id == actor.slack_id else front.roster.actor(slack_id)
            renamed = naming.set_byline(desk, actor, whose, name)
            return answers.new_byline(renamed, is_own=whose is actor)

        _acknowledge(ack, front.answer(command["user_id"], "byline", do))

    @app.command("/opinion")
    def opinion(ack: Ack, command: Mapping[str, Any], client: WebClient) -> None:
        text = command.get("text", "")

        def do(actor: Actor) -> None:
            draft = writing.open_opinion(desk, actor, text)
            open_modal(client, command, modals.opinion(draft.paper, draft.opinion))

        _acknowledge(ack, front.answer(command["user_id"], "opinion", do, named=text))


def _whose(text: str, actor: Actor) -> tuple[str, str]:
    """Return whose byline is meant, their own unless somebody is mentioned, and the rest."""
    mentioned = _MENTION.match(text)
    # With its mentions, Slack escapes the command's whole text.
    slack_id, name = (mentioned[1], mentioned[2]) if mentioned else (actor.slack_id, text)
    return slack_id, unescape(name)


def _listen(app: App, front: Front, action: str, do: Do, *, choice: str = "") -> None:
    @app.command(f"/{action}")
    def listener(ack: Ack, command: Mapping[str, Any]) -> None:
        user, text = command["user_id"], command.get("text", "")
        message = front.answer(
            user, action, lambda actor: do(actor, text), named=text, choice=choice
        )
        _acknowledge(ack, message)


def _acknowledge(ack: Ack, message: Message | None) -> None:
    if message is None:
        ack()
    else:
        ack(**as_payload(message))
