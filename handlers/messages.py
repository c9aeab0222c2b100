"""What people write to the bot in their direct messages with it."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App, Say
from slack_sdk.errors import SlackClientError

from bot.desk.helping import offer_help
from bot.slack.answers import trouble
from handlers.front import Front, logged

_WRITTEN = (None, "file_share", "me_message", "thread_broadcast")
"""Subtypes of what a person writes; the others tell of changes, and of who comes and goes."""


def register(app: App, front: Front) -> None:
    """Listen to direct messages."""

    @app.event("message")
    def message(event: Mapping[str, Any], say: Say) -> None:
        is_from_person = "user" in event and "bot_id" not in event
        if event.get("channel_type") != "im" or not is_from_person:
            return
        if event.get("subtype") not in _WRITTEN:
            return
        try:
            actor = front.roster.actor(event["user"])
            offer_help(front.desk, actor, f"{event['channel']}:{event['ts']}")
        except Exception:  # noqa: BLE001  it is logged, with the id that the person is told
            told = trouble(logged("message", event["user"]))
            try:
                say(text=told.text, blocks=list(told.blocks))
            except (SlackClientError, OSError):
                logged("answer to message", event["user"])
