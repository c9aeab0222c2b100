"""The modals when they are submitted. One closes only when what was written in it is stored."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.desk import writing
from bot.newsroom.people import Actor
from bot.slack import modals
from bot.slack.text import clip
from handlers.front import Front, logged, publish_home

Body = Mapping[str, Any]

_SENTENCE = 500
"""How long a sentence at a field may be; a title in it may be far longer."""


def register(app: App, front: Front) -> None:
    """Listen to every modal."""
    desk = front.desk

    @app.view(modals.SUBMISSION)
    def submission(ack: Ack, body: Body, view: Body, client: WebClient) -> None:
        def do(actor: Actor) -> None:
            written, is_as_shown = modals.written_in(view), modals.is_as_shown(view)
            writing.submit(desk, actor, modals.paper_of(view), written, is_as_shown)

        user, paper_id = body["user"]["id"], modals.paper_of(view)
        _acknowledge(ack, view, front.problems(user, "submit", paper_id, "summary", do))
        _follow(front, client, body["user"]["id"], view)

    @app.view(modals.OPINION)
    def opinion(ack: Ack, body: Body, view: Body, client: WebClient) -> None:
        def do(actor: Actor) -> None:
            written = modals.written_in(view)
            if "opinion" in written:
                text, is_as_shown = str(written["opinion"]), modals.is_as_shown(view)
                writing.give_opinion(desk, actor, modals.paper_of(view), text, is_as_shown)

        user, paper_id = body["user"]["id"], modals.paper_of(view)
        _acknowledge(ack, view, front.problems(user, "opinion", paper_id, "opinion", do))
        _follow(front, client, body["user"]["id"], view)


def _acknowledge(ack: Ack, view: Body, problems: dict[str, str]) -> None:
    if not problems:
        ack()
        return
    fields = modals.fields_of(view)
    errors: dict[str, str] = {}
    for name, sentence in problems.items():
        # What was too long for the form has no field in it to which a sentence could belong.
        place = name if name in fields else fields[0]
        errors[place] = f"{errors[place]} {sentence}" if place in errors else sentence
    ack(
        response_action="errors",
        errors={name: clip(one, _SENTENCE) for name, one in errors.items()},
    )


def _follow(front: Front, client: WebClient, slack_id: str, view: Body) -> None:
    """Let the home page show what was done in a modal that was opened from it."""
    if not modals.is_from_home(view):
        return
    try:
        publish_home(front, client, slack_id)
    except (SlackClientError, OSError):
        logged("home", slack_id)
