"""response_urls: five answers within half an hour to what somebody did."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .errors import SlackError
from .model import Json, Kept, Message
from .posting import Posting
from .workspace import Workspace

PATH = "/response_url"
USES = 5
LIVES = 30 * 60.0


@dataclass
class Hook(Kept):
    """Where answers go: a channel, the person they are for, and the message that was acted on."""

    channel: str
    user: str
    until: float
    ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


class Hooks:
    """The response_urls that were given out. `wall` counts seconds, also over a restart."""

    def __init__(
        self,
        workspace: Workspace,
        posting: Posting,
        origin: str,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._workspace = workspace
        self._posting = posting
        self._origin = origin
        self._wall = wall
        self._hooks: dict[str, Hook] = {}

    def new(self, channel: str, user: str, message: Message | None = None) -> str:
        """The address for answers to what a person did, on a message if it was on one."""
        self._forget_old()
        ts = message.ts if message else None
        thread = message.thread_ts if message and message.is_reply else None
        hook = Hook(channel, user, self._wall() + LIVES, ts, thread)
        name = secrets.token_urlsafe(18)
        self._hooks[name] = hook
        self._keep(name)
        return f"{self._origin}{PATH}/{name}"

    def answer(self, name: str, body: Json) -> None:
        """Carry out what was sent to an address. Raises SlackError."""
        hook = self._hooks.get(name)
        if hook is None:
            raise SlackError("no_service")
        if hook.until < self._wall():
            raise SlackError("expired_url")
        if hook.uses >= USES:
            raise SlackError("used_url")
        self._carry_out(hook, body)
        hook.uses += 1
        self._keep(name)

    def _carry_out(self, hook: Hook, body: Json) -> None:
        original = self._workspace.find_message(hook.channel, hook.ts) if hook.ts else None
        if _yes(body.get("delete_original")):
            if original is None:
                raise SlackError("message_not_found")
            self._posting.delete(original)
            return
        content = self._posting.content(body)
        in_channel = body.get("response_type") == "in_channel"
        # An answer to a press on a message takes its place unless it says otherwise.
        replaces = _yes(body.get("replace_original", "response_type" not in body))
        if original is not None and replaces:
            self._posting.change(original, content, body)
            self._workspace.show(original)
            return
        thread = body.get("thread_ts") or hook.thread_ts
        self._posting.post(
            hook.channel, content, thread_ts=thread, only_for=None if in_channel else hook.user
        )

    def _keep(self, name: str) -> None:
        hook = self._hooks[name]
        self._workspace.journal.put(f"slack/hook/{name}", hook.dump)

    def _forget_old(self) -> None:
        now = self._wall()
        for name in [n for n, hook in self._hooks.items() if hook.until < now - LIVES]:
            del self._hooks[name]
            self._workspace.journal.drop(f"slack/hook/{name}")

    def restore(self, state: dict[str, Any]) -> None:
        """Take back what the journal's changes said, given by key."""
        for key, data in state.items():
            if key.startswith("slack/hook/"):
                self._hooks[key.removeprefix("slack/hook/")] = Hook.restored(data)


def _yes(value: object) -> bool:
    return value is True or str(value).lower() in ("true", "1")
