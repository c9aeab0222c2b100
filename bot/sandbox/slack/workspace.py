"""The workspace: who and what is in it. Every change to it is noted in the journal."""

import secrets
import string
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.sandbox.journal import Journal

from .blockkit.surfaces import with_ids
from .model import SLACKBOT, Channel, Json, Message, User, View

_LETTERS = string.ascii_uppercase + string.digits
_SHOWN = 20_000


def new_id(prefix: str) -> str:
    """An id in Slack's manner, such as C0A1B2C3D4E."""
    return prefix + "0" + "".join(secrets.choice(_LETTERS) for _ in range(9))


@dataclass(frozen=True)
class Identity:
    """The ids and secrets of the workspace and of the app in it."""

    team: str
    app: str
    bot: str
    bot_user: str
    channel: str
    editor: str
    bot_token: str
    app_token: str
    verification: str

    @classmethod
    def new(cls) -> "Identity":
        """A new one, unlike any other."""
        app = new_id("A")
        return cls(
            team=new_id("T"),
            app=app,
            bot=new_id("B"),
            bot_user=new_id("U"),
            channel=new_id("C"),
            editor=new_id("U"),
            bot_token=f"xoxb-{secrets.randbelow(10**12)}-{secrets.token_hex(12)}",
            app_token=f"xapp-1-{app}-{secrets.token_hex(16)}",
            verification=secrets.token_hex(12),
        )


class Workspace:
    """People, channels, messages and views. All methods are for the server's event loop."""

    def __init__(self, identity: Identity, journal: Journal, now: Callable[[], datetime]) -> None:
        self.identity = identity
        self.journal = journal
        self.now = now
        self.domain = "sandbox"
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, dict[str, Message]] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, str] = {}
        self.reads: dict[str, dict[str, str]] = {}
        self._threads: dict[tuple[str, str], dict[str, Message]] = {}
        self._last_ts = 0
        self._shown: deque[tuple[int, Message]] = deque(maxlen=_SHOWN)
        self._count = 0

    # -- time

    def seconds(self) -> int:
        """The time as Slack's whole seconds."""
        return int(self.now().timestamp())

    def new_ts(self) -> str:
        """A timestamp later than every other one."""
        self._last_ts = max(self._last_ts + 1, int(self.now().timestamp() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    # -- people and channels

    def keep_user(self, user: User) -> None:
        """Add a person, or note a change to one."""
        self.users[user.id] = user
        self.journal.put(f"slack/user/{user.id}", user.dump)

    def keep_channel(self, channel: Channel) -> None:
        """Add a channel, or note a change to one."""
        self.channels[channel.id] = channel
        self.messages.setdefault(channel.id, {})
        self.journal.put(f"slack/channel/{channel.id}", channel.dump)

    def direct(self, user: str) -> Channel | None:
        """A person's direct messages with the bot, if there ever were any."""
        pair = {user, self.identity.bot_user}
        return next((c for c in self.channels.values() if c.is_im and set(c.members) == pair), None)

    def open_direct(self, user: str) -> Channel:
        """A person's direct messages with the bot."""
        found = self.direct(user)
        if found is None:
            bot = self.identity.bot_user
            found = Channel(new_id("D"), "", "im", bot, self.seconds(), [user, bot])
            self.keep_channel(found)
        return found

    # -- messages

    def add_message(self, message: Message) -> Message:
        """Put a new message into its channel, and show it to those who are there."""
        self._place(message)
        self.keep_message(message)
        self.show(message)
        if not (message.by_bot or message.only_for or message.is_reply):
            self.mark_read(message.user, message.channel, message.ts)
        return message

    def _place(self, message: Message) -> None:
        self.messages.setdefault(message.channel, {})[message.ts] = message
        if message.thread_ts is not None and message.is_reply and message.only_for is None:
            thread = self._threads.setdefault((message.channel, message.thread_ts), {})
            thread[message.ts] = message

    def keep_message(self, message: Message) -> None:
        """Note a change to a message."""
        self.journal.put(f"slack/message/{message.channel}/{message.ts}", message.dump)

    def remove_message(self, message: Message) -> None:
        """Take a message away; of one with replies a tombstone stays, as in Slack."""
        if self.replies(message):
            message.user, message.subtype = SLACKBOT, "tombstone"
            message.text, message.blocks = "This message was deleted.", []
            message.by_bot, message.metadata, message.reactions = False, None, {}
            self.keep_message(message)
            return
        del self.messages[message.channel][message.ts]
        self._threads.get((message.channel, message.thread_ts or ""), {}).pop(message.ts, None)
        self.journal.drop(f"slack/message/{message.channel}/{message.ts}")

    def find_message(self, channel: str, ts: str) -> Message | None:
        """A message that stands in a channel for everyone there, or for one person."""
        return self.messages.get(channel, {}).get(ts)

    def replies(self, parent: Message) -> list[Message]:
        """The messages in a message's thread that everyone sees, oldest first."""
        return list(self._threads.get((parent.channel, parent.ts), {}).values())

    def show(self, message: Message) -> None:
        """Note that there is something new to see in a message."""
        self._count += 1
        self._shown.append((self._count, message))

    def mark_read(self, user: str, channel: str, ts: str) -> None:
        """Note that a person has read a channel up to a timestamp; what they have read stays so."""
        mine = self.reads.setdefault(user, {})
        if ts > mine.get(channel, ""):
            mine[channel] = ts
            self.journal.put(f"slack/read/{user}", lambda: mine)

    @property
    def shown_so_far(self) -> int:
        """A mark for `shown_since`."""
        return self._count

    def shown_since(self, mark: int, channel: str, user: str) -> list[Message]:
        """What a person has newly seen in a channel since a mark, oldest first, each once."""
        seen: dict[str, Message] = {}
        for count, message in reversed(self._shown):
            if count <= mark:
                break
            there = self.find_message(message.channel, message.ts)
            if message.channel == channel and there and message.only_for in (None, user):
                seen[message.ts] = there
        return sorted(seen.values(), key=lambda m: m.ts)

    # -- views

    def new_view(self, user: str, sent: Json, root: str = "", previous: str | None = None) -> View:
        """A view for somebody; neither opened nor published yet."""
        view_id = new_id("V")
        complete = {**sent, "blocks": with_ids(sent["blocks"])}
        return View(view_id, user, complete, self.new_hash(), root or view_id, previous)

    def new_hash(self) -> str:
        """A mark for one state of a view."""
        return f"{self.seconds()}.{secrets.token_hex(4)}"

    def keep_view(self, view: View) -> None:
        """Add a view, or note a change to one."""
        self.views[view.id] = view
        self.journal.put(f"slack/view/{view.id}", view.dump)

    def drop_view(self, view_id: str) -> None:
        """Forget a view."""
        self.views.pop(view_id, None)
        self.journal.drop(f"slack/view/{view_id}")

    def keep_stack(self, user: str, stack: list[str]) -> None:
        """Say which modals stand open for somebody, the topmost last."""
        for gone in set(self.stacks.get(user, [])) - set(stack):
            self.drop_view(gone)
        self.stacks[user] = stack
        self.journal.put(f"slack/stack/{user}", lambda: self.stacks[user])

    def open_modal(self, user: str) -> View | None:
        """The modal that a person has before them."""
        stack = self.stacks.get(user)
        return self.views[stack[-1]] if stack else None

    def keep_home(self, view: View) -> None:
        """Make a view somebody's home."""
        before = self.homes.get(view.user)
        if before is not None and before != view.id:
            self.drop_view(before)
        self.homes[view.user] = view.id
        self.keep_view(view)
        self.journal.put(f"slack/home/{view.user}", lambda: self.homes[view.user])

    def home(self, user: str) -> View | None:
        """The home that the app has published for a person."""
        view_id = self.homes.get(user)
        return self.views[view_id] if view_id else None

    def has_external_id(self, external_id: str, besides: str | None = None) -> bool:
        """Whether another view than `besides` has this external id."""
        return any(
            v.sent.get("external_id") == external_id and v.id != besides
            for v in self.views.values()
        )

    # -- over a restart

    def restore(self, state: dict[str, Any]) -> None:
        """Take back what the journal's changes said, given by key in the order of their coming."""
        for key in state:
            match key.split("/"):
                case ["slack", "user", user_id]:
                    self.users[user_id] = User.restored(state[key])
                case ["slack", "channel", channel_id]:
                    self.channels[channel_id] = Channel.restored(state[key])
                    self.messages.setdefault(channel_id, {})
                case ["slack", "message", _, ts]:
                    message = Message.restored(state[key])
                    self._place(message)
                    self._last_ts = max(self._last_ts, int(ts.replace(".", "")))
                case ["slack", "view", view_id]:
                    self.views[view_id] = View.restored(state[key])
                case ["slack", "stack", user_id]:
                    self.stacks[user_id] = state[key]
                case ["slack", "home", user_id]:
                    self.homes[user_id] = state[key]
                case ["slack", "read", user_id]:
                    self.reads[user_id] = state[key]
                case _:
                    pass


def client_message_id() -> str:
    """The id that a person's Slack gives to what they send."""
    return str(uuid.uuid4())
