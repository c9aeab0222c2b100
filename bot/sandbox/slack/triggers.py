"""Trigger ids: leave to open a modal, for three seconds and once."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from .errors import SlackError

LIVES = 3.0
_REMEMBERED = 120.0


@dataclass
class Trigger:
    """Who may be shown a modal, and the modal in which they acted if it was in one."""

    user: str
    view: str | None
    until: float
    used: bool = False


class Triggers:
    """The trigger ids that were given out. `ticks` counts seconds."""

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._known: dict[str, Trigger] = {}

    def new(self, user: str, view: str | None = None) -> str:
        """A trigger id for something that a person has just done."""
        now = self._ticks()
        for old in [k for k, t in self._known.items() if t.until < now - _REMEMBERED]:
            del self._known[old]
        left, right = secrets.randbelow(10**13), secrets.randbelow(10**11)
        trigger_id = f"{left}.{right}.{secrets.token_hex(16)}"
        self._known[trigger_id] = Trigger(user, view, now + LIVES)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger id. Raises SlackError if it was used, is too old, or never was one."""
        trigger = self._known.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._ticks() > trigger.until:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger
