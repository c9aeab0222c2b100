"""The pace at which Google is asked: never more than 60 requests in any 60 seconds.

The requests of all processes on one database are counted together, in the database, before each
leaves; so neither a restart nor a second bot goes beyond. When Google asks for a pause, all of them
keep it. (Processes on different databases that share a service account are not counted together.)
"""

import json
from datetime import timedelta
from typing import Any

from bot.desk.desk import Clock
from bot.store import state
from bot.store.database import Store

PER_WINDOW = 60
WINDOW = timedelta(seconds=60)

_NAME = "pace"


class TooSoon(Exception):
    """Nothing may be asked of Google for so many ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Google is not asked again for {seconds:.0f} seconds")
        self.seconds = seconds


class Pace:
    """Counts requests, and keeps pauses."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def take(self) -> None:
        """Count a request that is about to leave. Raises TooSoon if it may not."""
        with self._store.begin() as session:
            state.hold(session, _NAME)
            now = self._clock().timestamp()
            seen, until = _load(state.read(session, _NAME))
            seen = [min(moment, now) for moment in seen if moment > now - WINDOW.total_seconds()]
            if until > now:
                raise TooSoon(until - now)
            if len(seen) >= PER_WINDOW:
                raise TooSoon(seen[-PER_WINDOW] + WINDOW.total_seconds() - now + 0.001)
            state.write(session, _NAME, json.dumps([[*seen, now], 0.0]))

    def rest(self, seconds: float) -> None:
        """Let nothing leave for so long, since Google has asked for it."""
        with self._store.begin() as session:
            state.hold(session, _NAME)
            seen, until = _load(state.read(session, _NAME))
            until = max(until, self._clock().timestamp() + seconds)
            state.write(session, _NAME, json.dumps([seen, until]))


def _load(text: str | None) -> tuple[list[float], float]:
    found: list[Any] | int = json.loads(text or "0")
    return (found[0], found[1]) if isinstance(found, list) else ([], 0.0)
