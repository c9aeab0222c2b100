"""One call of a Web API method: its arguments, who calls, and what it works on."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox.reading import read_json
from bot.sandbox.slack.app import Manifest
from bot.sandbox.slack.errors import SlackError, invalid_arguments, missing_argument
from bot.sandbox.slack.events import Events
from bot.sandbox.slack.model import Channel, Json, Message, User
from bot.sandbox.slack.posting import Posting
from bot.sandbox.slack.rates import Rates
from bot.sandbox.slack.shapes import Shapes
from bot.sandbox.slack.sockets import Sockets
from bot.sandbox.slack.triggers import Triggers
from bot.sandbox.slack.workspace import Workspace

_READ = {"channel": "channels:read", "group": "groups:read", "im": "im:read"}
_HISTORY = {"channel": "channels:history", "group": "groups:history", "im": "im:history"}


@dataclass(frozen=True)
class Slack:
    """Everything that a method may work on."""

    workspace: Workspace
    manifest: Manifest
    shapes: Shapes
    events: Events
    posting: Posting
    triggers: Triggers
    sockets: Sockets
    rates: Rates
    origin: str


class Args:
    """The arguments of a call, from a form, a query or JSON."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given

    def text(self, name: str) -> str | None:
        """An argument as text; None where it is missing or empty."""
        value = self.given.get(name)
        if value is None or value == "":
            return None
        return value if isinstance(value, str) else json.dumps(value)

    def need(self, name: str) -> str:
        """An argument as text. Raises SlackError where it is missing."""
        value = self.text(name)
        if value is None:
            raise missing_argument(name)
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """An argument that says yes or no."""
        value = self.text(name)
        return default if value is None else value.lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        """A whole number. Raises SlackError for anything else."""
        value = self.text(name)
        if value is None:
            return default
        try:
            return int(value)
        except ValueError:
            raise invalid_arguments([f"must be an integer [json-pointer:/{name}]"]) from None

    def json(self, name: str) -> Any:
        """An argument that is JSON, or JSON in a string. Raises SlackError."""
        value = self.given.get(name)
        if value is None or value == "":
            raise missing_argument(name)
        if not isinstance(value, str):
            return value
        try:
            return read_json(value.encode())
        except ValueError:
            raise invalid_arguments([f"must be valid JSON [json-pointer:/{name}]"]) from None


@dataclass(frozen=True)
class Call:
    """A call with what it works on."""

    slack: Slack
    args: Args

    @property
    def workspace(self) -> Workspace:
        """The workspace."""
        return self.slack.workspace

    @property
    def bot_user(self) -> str:
        """The id of the user that the bot is."""
        return self.slack.workspace.identity.bot_user

    def scope(self, *needed: str) -> None:
        """Raises SlackError unless the app has one of these scopes."""
        provided = self.slack.manifest.scopes
        if not any(scope in provided for scope in needed):
            raise SlackError("missing_scope", needed=",".join(needed), provided=",".join(provided))

    def user(self, user_id: str) -> User:
        """A user. Raises SlackError."""
        user = self.workspace.users.get(user_id)
        if user is None:
            raise SlackError("user_not_found")
        return user

    def channel(self, name: str = "channel") -> Channel:
        """The conversation that an argument names, if the bot can see it. Raises SlackError."""
        found = self.workspace.channels.get(self.args.need(name))
        if found is None or (found.kind != "channel" and self.bot_user not in found.members):
            raise SlackError("channel_not_found")
        return found

    def readable(self) -> Channel:
        """The channel whose messages may be read. Raises SlackError."""
        self.scope_for(_HISTORY)
        channel = self.channel()
        self.scope(_HISTORY[channel.kind])
        if self.bot_user not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def described(self) -> Channel:
        """The channel whose description may be read. Raises SlackError."""
        self.scope_for(_READ)
        channel = self.channel()
        self.scope(_READ[channel.kind])
        return channel

    def scope_for(self, scopes: Mapping[str, str]) -> None:
        """Raises SlackError unless there is a scope for any kind of conversation."""
        self.scope(*scopes.values())

    def kinds(self) -> list[str]:
        """The kinds of conversations that `types` asks for. Raises SlackError."""
        names = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": ""}
        kinds = []
        for asked in (self.args.text("types") or "public_channel").split(","):
            kind = names.get(asked.strip())
            if kind is None:
                raise SlackError("invalid_types")
            self.scope(_READ.get(kind, "mpim:read"))
            kinds.append(kind)
        return kinds

    def message(self, channel: Channel, ts: str) -> Message:
        """A message that everyone in a channel sees. Raises SlackError."""
        message = self.workspace.find_message(channel.id, ts)
        if message is None or message.only_for is not None:
            raise SlackError("message_not_found")
        return message

    def page(self, things: Sequence[Any], default: int, most: int = 1000) -> tuple[list[Any], str]:
        """One page of a list, and the cursor of the next ("" after the last)."""
        limit = self.args.number("limit", default)
        if not 0 <= limit <= most:
            raise SlackError("invalid_limit")
        limit = limit or default
        start = _offset(self.args.text("cursor"))
        rest = start + limit < len(things)
        return list(things[start : start + limit]), _cursor(start + limit) if rest else ""


def _cursor(offset: int) -> str:
    return base64.b64encode(f"next:{offset}".encode()).decode()


def _offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word == "next":
            return int(number)
    except (ValueError, binascii.Error):
        pass
    raise SlackError("invalid_cursor")


Handler = Callable[[Call], Json]


@dataclass(frozen=True)
class Method:
    """A method: what it does, how often it may be called, and who may.

    `scopes` of which one is needed; `takes_json` says whether it reads a JSON body. It wants the
    bot's token, the app's where it is `for_app`, and none where it is `open_to_all`.
    """

    handler: Handler
    per_minute: float
    scopes: tuple[str, ...] = ()
    takes_json: bool = True
    open_to_all: bool = False
    for_app: bool = False
