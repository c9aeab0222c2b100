"""Calls the app on a person's behalf, and says in Slack's words when it does not answer."""

import asyncio
from dataclasses import dataclass, field

from bot.sandbox.slack.methods.call import Slack
from bot.sandbox.slack.model import Json
from bot.sandbox.slack.sockets import NotAcknowledged, NotDelivered

NOT_INTERACTIVE = "This app is not configured to handle interactive responses."
NO_ANSWER = "We had some trouble connecting. Try again?"


@dataclass
class Outcome:
    """What the app acknowledged with, or why it did not: an error code of Slack's."""

    payload: Json | None = None
    failure: str | None = None
    again: list[asyncio.Task[None]] = field(default_factory=list)


async def call_app(slack: Slack, kind: str, payload: Json, *names: str) -> Outcome:
    """Deliver a command or an interaction; `names` are what faults may call it."""
    if kind == "interactive" and not slack.manifest.interactive:
        return Outcome(failure="not_interactive")
    known = frozenset((kind, *names, *(name.removeprefix("/") for name in names)))
    try:
        answer = await slack.sockets.deliver(kind, payload, known)
    except NotDelivered:
        return Outcome(failure="dispatch_failed")
    except NotAcknowledged:
        return Outcome(failure="operation_timeout")
    return Outcome(answer.payload, again=answer.again)


def trouble(outcome: Outcome) -> Json:
    """What stands beside the answer to a person when the app failed; nothing if it did not."""
    if outcome.failure is None:
        return {}
    sentence = NOT_INTERACTIVE if outcome.failure == "not_interactive" else NO_ANSWER
    return {"trouble": sentence, "error": outcome.failure}
