"""What people write to the bot in their direct messages with it."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App

from bot.desk.helping import offer_help
from handlers.front import Front, logged


def register(app: App, front: Front) -> None:
    """Listen to direct messages."""

    @app.event("message")
    def message(event: Mapping[str, Any]) -> None:
        is_from_person = "user" in event and "bot_id" not in event and "subtype" not in event
        if event.get("channel_type") != "im" or not is_from_person:
            return
        try:
            actor = front.roster.actor(event["user"])
            offer_help(front.desk, actor, f"{event['channel']}:{event['ts']}")
        except Exception:  # noqa: BLE001  it is logged; no answer is waited for
            logged("message", event["user"])
