"""The pace at which Google is asked: never more than 60 requests in any 60 seconds.

It is a bucket of tokens: so many requests may leave at once, and then one each time a new token has
come. The requests of all processes on one database are counted together, in the database, before
each leaves; so neither a restart nor a second bot goes beyond. When Google asks for a pause, all of
them keep it. (Processes on different databases that share a service account are not counted
together.)
"""

import json
from typing import Any

from bot.desk.desk import Clock
from bot.store import state
from bot.store.database import Store

BURST = 20
"""So many requests may leave at once after a while of quiet."""

INTERVAL = 1.5
"""How many seconds it takes for another token to come: 40 a minute, and 60 with a burst."""

_LONGEST = 3600.0
"""Nobody asks for a longer pause, in seconds."""

_NAME = "pace"


class TooSoon(Exception):
    """Nothing may be asked of Google for so many ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Google is not asked again for {seconds:.1f} seconds")
        self.seconds = seconds


class Pace:
    """Counts requests, and keeps pauses."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def begin(self) -> None:
        """Make sure that a read and a write may follow each other. Raises TooSoon if not yet.

        Else a run could use up each token for its read, and never come to write.
        """
        now = self._clock().timestamp()
        with self._store.read() as session:
            full_at, until = _load(state.read(session, _NAME))
        if max(full_at, until) > now + _LONGEST:
            # A clock that was put back must not keep the sync waiting for what was the future.
            full_at, until = now + BURST * INTERVAL, 0.0
            with self._store.begin() as session:
                state.write(session, _NAME, json.dumps([full_at, until]))
        _check(full_at, until, now, 2)

    def take(self) -> None:
        """Count a request that is about to leave. Raises TooSoon if it may not."""
        with self._store.begin() as session:
            state.hold(session, _NAME)
            now = self._clock().timestamp()
            full_at, until = _load(state.read(session, _NAME))
            full_at = _check(full_at, until, now, 1)
            state.write(session, _NAME, json.dumps([full_at + INTERVAL, 0.0]))

    def rest(self, seconds: float) -> None:
        """Let nothing leave for so long, since Google has asked for it."""
        with self._store.begin() as session:
            state.hold(session, _NAME)
            full_at, until = _load(state.read(session, _NAME))
            until = max(until, self._clock().timestamp() + seconds)
            state.write(session, _NAME, json.dumps([full_at, until]))


def _check(full_at: float, until: float, now: float, wanted: int) -> float:
    """Return when the bucket is full again if nothing more leaves; it is ``full_at`` or now."""
    if until > now:
        raise TooSoon(until - now)
    full_at = max(full_at, now)
    wait = full_at - now - (BURST - wanted) * INTERVAL
    if wait > 0:
        raise TooSoon(wait + 0.001)
    return full_at


def _load(text: str | None) -> tuple[float, float]:
    found: list[Any] | int = json.loads(text or "0")
    return (found[0], found[1]) if isinstance(found, list) else (0.0, 0.0)
