"""People come and go, write, change and take back what they wrote, and read."""

import asyncio
import re
import time
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.slack.events import Sent
from bot.sandbox.slack.methods.call import Slack
from bot.sandbox.slack.model import Channel, Json, Message, User
from bot.sandbox.slack.typed import as_blocks, as_message
from bot.sandbox.slack.workspace import new_id

from .errors import CannotDo
from .finding import Finder
from .shown import shown_message
from .watching import LONGEST_SECONDS, Activity, Watch

Body = dict[str, Any]

_ID = re.compile(r"[UW][A-Z0-9]{1,30}")
_TS = re.compile(r"\d{10}\.\d{6}")


class Talking:
    """What people do without the app, and what the app is told of it."""

    def __init__(self, slack: Slack, activity: Activity) -> None:
        self._slack = slack
        self._activity = activity
        self._workspace = slack.workspace
        self._finder = Finder(slack.workspace)

    async def person(self, body: Body) -> Json:
        """Let somebody join the workspace, and the newsroom's channel unless others are named.

        With the id of somebody who is there, change their name or time zone.
        """
        name, tz = str(body.get("name") or "").strip(), str(body.get("tz") or "UTC")
        if not name:
            raise CannotDo('Say who it is: "name" is their name.')
        try:
            ZoneInfo(tz)
        except (KeyError, ValueError, OSError):
            raise CannotDo(f'There is no time zone "{tz}". One is "Europe/London".') from None
        user_id = body.get("id") or new_id("U")
        if not isinstance(user_id, str) or not _ID.fullmatch(user_id):
            raise CannotDo('"id" is a U and then capital letters and digits, such as U0ZACH.')
        known = self._workspace.users.get(user_id)
        if known is not None:
            return await self._changed_person(known, name, tz)
        user = User(
            id=user_id,
            name=self._handle(name),
            display_name=name,
            tz=tz,
            email=f"{self._handle(name)}@example.com",
            updated=self._workspace.seconds(),
        )
        asked = body.get("channels", [self._workspace.identity.channel])
        if not isinstance(asked, list):
            raise CannotDo('"channels" is a list of channels.')
        channels = [self._finder.channel(each, user) for each in asked]
        self._workspace.keep_user(user)
        shape = self._slack.shapes.user(user)
        event = {"type": "team_join", "user": shape, "event_ts": self._workspace.new_ts()}
        sent = [self._slack.events.emit("team_join", event)]
        sent += [self._join(channel, user) for channel in channels]
        await _settled(sent)
        return {"user": user.id, "id": user.id, "name": user.display_name, "tz": user.tz}

    async def _changed_person(self, user: User, name: str, tz: str) -> Json:
        if user.is_bot:
            raise CannotDo(f"{user.id} is the bot.")
        if (user.display_name, user.tz) != (name, tz):
            user.display_name, user.tz, user.updated = name, tz, self._workspace.seconds()
            self._workspace.keep_user(user)
            event = {
                "type": "user_change",
                "user": self._slack.shapes.user(user),
                "cache_ts": self._workspace.seconds(),
                "event_ts": self._workspace.new_ts(),
            }
            await _settled([self._slack.events.emit("user_change", event)])
        return {"user": user.id, "id": user.id, "name": user.display_name, "tz": user.tz}

    def _handle(self, name: str) -> str:
        handle = re.sub(r"[^a-z0-9._-]+", ".", name.lower()).strip(".") or "someone"
        taken = {user.name for user in self._workspace.users.values()}
        number = 2
        while (candidate := handle if handle not in taken else f"{handle}{number}") in taken:
            number += 1
        return candidate

    async def join(self, body: Body) -> Json:
        """Let somebody into a channel."""
        user = self._finder.person(body.get("user"))
        channel = self._finder.channel(body.get("channel"), user)
        if user.id not in channel.members:
            await _settled([self._join(channel, user)])
        return {"ok": True}

    def _join(self, channel: Channel, user: User) -> Sent | None:
        channel.members.append(user.id)
        self._workspace.keep_channel(channel)
        # What was said before somebody came is nothing that they have missed.
        self._workspace.mark_read(user.id, channel.id, self._workspace.new_ts())
        return self._membership("member_joined_channel", channel, user)

    async def leave(self, body: Body) -> Json:
        """Let somebody leave a channel."""
        user = self._finder.person(body.get("user"))
        channel = self._finder.own_channel(body.get("channel"), user)
        if channel.is_im:
            raise CannotDo("Nobody leaves a direct message.")
        channel.members.remove(user.id)
        self._workspace.keep_channel(channel)
        await _settled([self._membership("member_left_channel", channel, user)])
        return {"ok": True}

    def _membership(self, kind: str, channel: Channel, user: User) -> Sent | None:
        if self._workspace.identity.bot_user not in channel.members:
            return None
        event = {
            "type": kind,
            "user": user.id,
            "channel": channel.id,
            "channel_type": "G" if channel.kind == "group" else "C",
            "team": self._workspace.identity.team,
            "event_ts": self._workspace.new_ts(),
        }
        return self._slack.events.emit(kind, event)

    async def say(self, body: Body) -> Json:
        """Write a message."""
        user = self._finder.person(body.get("user"))
        channel = self._finder.own_channel(body.get("channel"), user)
        text = _text(body)
        manifest = self._slack.manifest
        if channel.is_im and (not manifest.takes_messages or manifest.messages_read_only):
            raise CannotDo("Sending messages to this app has been turned off.")
        if channel.is_archived:
            raise CannotDo(f"#{channel.name} is archived.")
        thread = body.get("thread_ts")
        if thread is not None:
            parent = self._finder.message(channel, thread, user)
            if parent.only_for is not None:
                raise CannotDo("A message that only one person sees has no thread.")
            thread = parent.thread_ts or parent.ts
        watch = Watch(self._slack, self._activity, user, channel.id)
        message, sent = self._slack.posting.say(
            channel.id, user.id, as_message(text), as_blocks(text), thread
        )
        await self._heard(sent, watch)
        replies = [each for each in watch.replies() if each["ts"] != message.ts]
        return {"ts": message.ts, "channel": channel.id, "replies": replies}

    async def edit(self, body: Body) -> Json:
        """Change what one wrote."""
        user, message = self._own(body)
        text = _text(body)
        watch = Watch(self._slack, self._activity, user, message.channel)
        sent = self._slack.posting.edit(message, as_message(text), as_blocks(text))
        await self._heard(sent, watch)
        return {"ok": True}

    async def delete(self, body: Body) -> Json:
        """Take back what one wrote."""
        user, message = self._own(body)
        watch = Watch(self._slack, self._activity, user, message.channel)
        await self._heard(self._slack.posting.delete(message), watch)
        return {"ok": True}

    async def react(self, body: Body) -> Json:
        """Put an emoji under a message."""
        return await self._reaction(body, is_added=True)

    async def unreact(self, body: Body) -> Json:
        """Take one's emoji under a message away again."""
        return await self._reaction(body, is_added=False)

    async def _reaction(self, body: Body, *, is_added: bool) -> Json:
        user = self._finder.person(body.get("user"))
        channel = self._finder.own_channel(body.get("channel"), user)
        message = self._finder.message(channel, body.get("ts"), user)
        name = str(body.get("name") or "").strip(":")
        if not name:
            raise CannotDo('Say which emoji: "name", such as "eyes".')
        users = message.reactions.get(name, [])
        if is_added == (user.id in users):
            return {"ok": True}
        left = [*users, user.id] if is_added else [each for each in users if each != user.id]
        message.reactions = {**message.reactions, name: left}
        if not left:
            del message.reactions[name]
        self._workspace.keep_message(message)
        kind = "reaction_added" if is_added else "reaction_removed"
        event = {
            "type": kind,
            "user": user.id,
            "reaction": name,
            "item": {"type": "message", "channel": channel.id, "ts": message.ts},
            "item_user": message.user,
            "event_ts": self._workspace.new_ts(),
        }
        watch = Watch(self._slack, self._activity, user, channel.id)
        await self._heard(self._slack.events.emit(kind, event), watch)
        return {"ok": True}

    async def read(self, body: Body) -> Json:
        """Read a channel up to a timestamp."""
        user = self._finder.person(body.get("user"))
        channel = self._finder.own_channel(body.get("channel"), user)
        ts = str(body.get("ts") or "")
        if not _TS.fullmatch(ts):
            raise CannotDo('Say up to where: "ts" is the timestamp of the last message read.')
        self._workspace.mark_read(user.id, channel.id, min(ts, self._workspace.new_ts()))
        return {"ok": True}

    def messages(self, asked_channel: Any, asked_user: Any) -> list[Json]:
        """What a person sees in a channel, oldest first, threads included."""
        user = self._finder.user(asked_user)
        channel = self._finder.channel(asked_channel, user)
        every = self._workspace.messages[channel.id].values()
        seen = [m for m in every if m.only_for in (None, user.id)]
        return [shown_message(self._slack, m) for m in sorted(seen, key=lambda m: m.ts)]

    def _own(self, body: Body) -> tuple[User, Message]:
        user = self._finder.person(body.get("user"))
        channel = self._finder.own_channel(body.get("channel"), user)
        message = self._finder.message(channel, body.get("ts"), user)
        if message.user != user.id:
            raise CannotDo(f"{user.display_name} did not write this message.")
        return user, message

    async def _heard(self, sent: Sent | None, watch: Watch) -> None:
        """Wait until the app has heard of something, and has done what it wants to do then."""
        await _settled([sent])
        if sent is not None and self._slack.sockets.connected:
            await watch.settle()


def _text(body: Body) -> str:
    text = body.get("text")
    if not isinstance(text, str) or not text.strip():
        raise CannotDo('Say something: "text" is what is written.')
    return text


async def _settled(sent: list[Sent | None]) -> None:
    """Wait until the app has acknowledged some events, if it is there, but not for ever."""
    until = time.monotonic() + LONGEST_SECONDS
    for each in sent:
        if each is not None:
            try:
                left = max(0.0, until - time.monotonic())
                await asyncio.wait_for(each.settled.wait(), left)
            except TimeoutError:
                return
