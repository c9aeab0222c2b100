"""The modals when they are submitted. One closes only when what was written in it is stored."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App

from bot.desk import writing
from bot.newsroom.people import Actor
from bot.slack import modals
from handlers.front import Front


def register(app: App, front: Front) -> None:
    """Listen to every modal."""
    desk = front.desk

    @app.view(modals.SUBMISSION)
    def submission(ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any]) -> None:
        def do(actor: Actor) -> None:
            writing.submit(desk, actor, modals.paper_of(view), modals.written_in(view))

        _acknowledge(ack, front.problems(body["user"]["id"], "submit", "summary", do))

    @app.view(modals.OPINION)
    def opinion(ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any]) -> None:
        def do(actor: Actor) -> None:
            written = modals.written_in(view)
            if "opinion" in written:
                writing.give_opinion(desk, actor, modals.paper_of(view), str(written["opinion"]))

        _acknowledge(ack, front.problems(body["user"]["id"], "opinion", "opinion", do))


def _acknowledge(ack: Ack, problems: dict[str, str]) -> None:
    if problems:
        ack(response_action="errors", errors=problems)
    else:
        ack()
