"""A sandbox with a small real bolt app in it, and the things that people do there."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import requests
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.sandbox.server import Sandbox

Json = dict[str, Any]

SCOPES = [
    "app_mentions:read", "channels:history", "channels:join", "channels:read", "chat:write",
    "commands", "groups:history", "groups:read", "im:history", "im:read", "im:write",
    "reactions:read", "reactions:write", "team:read", "usergroups:read", "users.profile:read",
    "users:read", "users:read.email",
]  # fmt: skip

MANIFEST: Json = {
    "display_information": {"name": "Echo"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Echo bot", "always_online": True},
        "shortcuts": [
            {"name": "Ask", "type": "global", "callback_id": "ask", "description": "Asks"},
            {"name": "Note", "type": "message", "callback_id": "note", "description": "Notes"},
        ],
        "slash_commands": [
            {"command": f"/{name}", "description": name}
            for name in ("echo", "shout", "ask", "slow", "broken", "later", "pick")
        ]
        + [{"command": "/refer", "description": "refer", "should_escape": True}],
    },
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened", "app_mention", "member_joined_channel", "member_left_channel",
                "message.channels", "message.im", "reaction_added", "reaction_removed", "team_join",
                "user_change",
            ]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}  # fmt: skip


def plain(text: str) -> Json:
    """A plain text object."""
    return {"type": "plain_text", "text": text}


def option(text: str, value: str) -> Json:
    """A choice."""
    return {"text": plain(text), "value": value}


def button(action_id: str, value: str = "1", **more: Any) -> Json:
    """A button."""
    return {
        "type": "button",
        "text": plain(action_id.capitalize()),
        "action_id": action_id,
        "value": value,
        **more,
    }


def actions(*elements: Json) -> Json:
    """A row of elements."""
    return {"type": "actions", "elements": list(elements)}


def section(text: str, **more: Any) -> Json:
    """A paragraph."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def field(block_id: str, element: Json, **more: Any) -> Json:
    """An input block."""
    named = {"action_id": "value", **element}
    label = plain(block_id.capitalize())
    return {"type": "input", "block_id": block_id, "label": label, "element": named, **more}


def modal(*blocks: Json, callback_id: str = "form", **more: Any) -> Json:
    """A modal with a button to submit it."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain("A form"),
        "submit": plain("Send"),
        "blocks": list(blocks),
        **more,
    }


class World:
    """A running sandbox, and what people do in it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        ready = sandbox.ready()
        self.ready = ready
        self.origin = ready["sheets_api_url"]
        self.channel, self.editor = ready["channel"], ready["editors"]
        self.client = WebClient(ready["slack_bot_token"], base_url=ready["slack_api_url"])
        self.client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=3))
        self._names = 0

    def try_do(self, path: str, **body: Any) -> requests.Response:
        """Something a person does, whatever comes of it."""
        return requests.post(f"{self.origin}/sandbox/{path}", json=body, timeout=20)

    def do(self, path: str, **body: Any) -> Json:
        """Something a person does, and what they then see."""
        response = self.try_do(path, **body)
        assert response.status_code == 200, response.text
        answer: Json = response.json()
        return answer

    def refused(self, path: str, **body: Any) -> str:
        """The sentence with which something is refused."""
        response = self.try_do(path, **body)
        assert response.status_code in (400, 404), response.text
        return str(response.json()["error"])

    def get(self, path: str, **query: Any) -> Any:
        """Something a person looks at."""
        response = requests.get(f"{self.origin}/sandbox/{path}", params=query, timeout=20)
        assert response.status_code == 200, response.text
        return response.json()

    def person(self, name: str = "", **more: Any) -> str:
        """The id of somebody new in the newsroom."""
        self._names += 1
        return str(self.do("people", name=name or f"Person {self._names}", **more)["user"])

    def slash(self, user: str, command: str, text: str = "", **more: Any) -> Json:
        """A slash command in the newsroom's channel."""
        body = {"channel": self.channel, **more}
        return self.do("slash", user=user, command=command, text=text, **body)

    def messages(self, user: str, channel: str = "") -> list[Json]:
        """What a person sees in the newsroom's channel."""
        seen: list[Json] = self.get("messages", user=user, channel=channel or self.channel)
        return seen

    def post(self, *blocks: Json, text: str = "text", **more: Any) -> str:
        """A message of the bot's in the newsroom's channel; its timestamp."""
        body = {"channel": self.channel, **more}
        return str(self.client.chat_postMessage(text=text, blocks=list(blocks), **body)["ts"])

    def call(self, method: str, token: str | None = "", **body: Any) -> requests.Response:
        """A raw call of the Web API with a JSON body."""
        bearer = self.ready["slack_bot_token"] if token == "" else token
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        address = self.ready["slack_api_url"] + method
        return requests.post(address, json=body, headers=headers, timeout=20)


class Bot:
    """A real bolt app in a sandbox. `heard` is what its listeners were given, in order."""

    def __init__(self, world: World) -> None:
        self.app = App(client=world.client)
        self.heard: list[Json] = []
        self.world = world
        self._handler = SocketModeHandler(
            self.app, world.ready["slack_app_token"], web_client=world.client, ping_interval=1
        )

    def connect(self) -> None:
        """Connect, and wait until it is done."""
        self._handler.connect()  # type: ignore[no-untyped-call]
        self.wait_for(lambda: self.world.get("world")["connections"] > 0)

    def close(self) -> None:
        """Let go of the connection."""
        self._handler.close()  # type: ignore[no-untyped-call]

    @staticmethod
    def wait_for(condition: Callable[[], Any], seconds: float = 10) -> Any:
        """Wait until a condition holds; return what it gave."""
        until = time.monotonic() + seconds
        waited = threading.Event()
        while not (found := condition()):
            assert time.monotonic() < until, "it did not come about"
            waited.wait(0.01)
        return found

    def heard_of(self, kind: str) -> list[Json]:
        """The bodies of one type that were heard: of an event, or of an interaction."""
        return [
            body
            for body in list(self.heard)
            if body.get("type") == kind or (body.get("event") or {}).get("type") == kind
        ]


@contextlib.contextmanager
def served(
    data: Path | None = None, manifest: Json | None = None, port: int = 0
) -> Iterator[World]:
    """A sandbox until the block ends."""
    sandbox = Sandbox(data, manifest or MANIFEST, port)
    try:
        sandbox.start()
        yield World(sandbox)
    finally:
        sandbox.stop()


@contextlib.contextmanager
def connected(world: World, listen: Callable[[Bot], None]) -> Iterator[Bot]:
    """A bolt app in the sandbox until the block ends."""
    bot = Bot(world)
    listen(bot)
    bot.connect()
    try:
        yield bot
    finally:
        bot.close()
