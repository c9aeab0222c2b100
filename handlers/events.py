"""What Slack tells of by itself: who comes and goes, and who opens the home page."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from handlers.front import Front, publish_home

Event = Mapping[str, Any]


def register(app: App, front: Front) -> None:
    """Listen to every event that the app's manifest asks for."""
    desk, roster = front.desk, front.roster

    @app.event("app_home_opened")
    def opened(event: Event, client: WebClient) -> None:
        if event.get("tab") != "home":
            return
        publish_home(front, client, event["user"])

    @app.event("member_joined_channel")
    def joined(event: Event) -> None:
        if event["channel"] == desk.channel:
            roster.joined(event["user"])

    @app.event("member_left_channel")
    def left(event: Event) -> None:
        if event["channel"] == desk.channel:
            roster.left(event["user"])

    @app.event("team_join")
    def came(event: Event) -> None:
        roster.update(event["user"])

    @app.event("user_change")
    def changed(event: Event) -> None:
        roster.update(event["user"])
