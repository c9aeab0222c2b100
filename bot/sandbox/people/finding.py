"""Finds what people name: each other, channels, messages, and the elements they press."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.slack.blockkit.surfaces import elements_of
from bot.sandbox.slack.model import Channel, Json, Message, User, View
from bot.sandbox.slack.workspace import Workspace

from .errors import CannotDo

BOT = "bot"


@dataclass(frozen=True)
class Found:
    """An interactive element and the block in which it stands."""

    block: Json
    element: Json


class Finder:
    """Looks things up in one workspace, by id or by name. Raises CannotDo for what is not there."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def user(self, asked: Any) -> User:
        """A person by id, handle or name."""
        if isinstance(asked, dict):
            asked = asked.get("id")
        if not isinstance(asked, str) or not asked:
            raise CannotDo('Say who does it: "user" is the id or the name of a person.')
        user = self._workspace.users.get(asked) or self._named(asked)
        if user is None:
            raise CannotDo(f'There is nobody called "{asked}" here.', 404)
        return user

    def person(self, asked: Any) -> User:
        """Somebody who can do things: a person, not a bot."""
        user = self.user(asked)
        if user.is_bot:
            raise CannotDo(f"{user.display_name} is a bot, and does nothing on anybody's behalf.")
        if user.deleted:
            raise CannotDo(f"{user.display_name} has left the workspace.")
        return user

    def user_id(self, name: str) -> str | None:
        """The id of a person, by id, handle or name."""
        user = self._workspace.users.get(name) or self._named(name)
        return user.id if user else None

    def _named(self, name: str) -> User | None:
        wanted = name.removeprefix("@").casefold()
        for user in self._workspace.users.values():
            if wanted in (user.name.casefold(), user.display_name.casefold()):
                return user
        return None

    def channel(self, asked: Any, user: User) -> Channel:
        """A channel by id or name, as far as a person can see it; "bot" is their talk with it."""
        if isinstance(asked, dict):
            asked = asked.get("id")
        if not isinstance(asked, str) or not asked:
            raise CannotDo('Say where: "channel" is the id or the name of a channel, or "bot".')
        if asked == BOT:
            return self._workspace.open_direct(user.id)
        channel = self._workspace.channels.get(asked) or self._channel_named(asked)
        if channel is None or (channel.kind != "channel" and user.id not in channel.members):
            raise CannotDo(f'{user.display_name} sees no channel "{asked}".', 404)
        return channel

    def channel_id(self, name: str) -> str | None:
        """The id of a public channel, by id or name."""
        channel = self._workspace.channels.get(name) or self._channel_named(name)
        return channel.id if channel else None

    def _channel_named(self, name: str) -> Channel | None:
        wanted = name.removeprefix("#").casefold()
        channels = self._workspace.channels.values()
        return next((c for c in channels if c.name and c.name.casefold() == wanted), None)

    def own_channel(self, asked: Any, user: User) -> Channel:
        """A channel that a person is in."""
        channel = self.channel(asked, user)
        if user.id not in channel.members:
            raise CannotDo(f"{user.display_name} is not in #{channel.name}.")
        return channel

    def message(self, channel: Channel, ts: Any, user: User) -> Message:
        """A message in a channel that a person sees."""
        if not isinstance(ts, str) or not ts:
            raise CannotDo('Say which message: "ts" is its timestamp.')
        message = self._workspace.find_message(channel.id, ts)
        if message is None or message.only_for not in (None, user.id):
            raise CannotDo(f"{user.display_name} sees no message {ts} there.", 404)
        return message

    def modal(self, user: User) -> View:
        """The modal that stands open for a person."""
        view = self._workspace.open_modal(user.id)
        if view is None:
            raise CannotDo(f"No modal stands open for {user.display_name}.")
        return view


def element(blocks: list[Json], body: dict[str, Any]) -> Found:
    """The element that somebody presses: by action_id, and block_id or value if several have it."""
    action_id = body.get("action_id")
    if not isinstance(action_id, str) or not action_id:
        raise CannotDo('Say what is pressed: "action_id" is that of the element.')
    every = [Found(block, each) for block in blocks for _, each in elements_of(block)]
    found = [each for each in every if each.element["action_id"] == action_id]
    if not found:
        there = ", ".join(dict.fromkeys(each.element["action_id"] for each in every)) or "none"
        raise CannotDo(f'There is no element "{action_id}" here. There is: {there}.')
    if body.get("block_id") is not None:
        found = [each for each in found if each.block["block_id"] == body["block_id"]]
    value = body.get("value")
    if value is not None:
        found = [each for each in found if _has_value(each.element, value)]
    if not found:
        raise CannotDo(f'No element "{action_id}" here has the value {value!r}.')
    if len(found) > 1:
        values = ", ".join(str(each.element.get("value")) for each in found)
        raise CannotDo(f'There are several "{action_id}" here. Add "value": one of {values}.')
    return found[0]


def _has_value(element: Json, value: Any) -> bool:
    return bool(element["type"] != "button" or element.get("value") == value)
