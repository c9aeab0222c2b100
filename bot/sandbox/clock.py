"""The sandbox's clock: it runs like a real one, and can be moved forward."""

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

END = datetime(2200, 1, 1, tzinfo=UTC)
"""How far the clock goes: Slack's timestamps have ten digits, and Python's years four."""

_UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
AHEAD = timedelta(days=60)
"""How far ahead is looked for something that is due."""

_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([wdhms])[a-z]*", re.IGNORECASE)


class ClockError(Exception):
    """The clock cannot be moved as asked; the message is a sentence for people."""


class ClockDriver(Protocol):
    """What lives by the clock and has to be given its turn when the clock is moved."""

    def next_due(self, after: datetime, until: datetime) -> datetime | None:
        """Return the next moment later than `after`, at most `until`, at which something is due."""

    def do_due(self, now: datetime) -> None:
        """Do all that is due at `now`, and return when it is done. May block."""


def _real_time() -> datetime:
    return datetime.now(UTC)


class SandboxClock:
    """Real time plus an offset, as aware UTC datetimes."""

    def __init__(self, real: Callable[[], datetime] = _real_time) -> None:
        self._real = real
        self.offset = timedelta()

    def now(self) -> datetime:
        """The time in the sandbox."""
        return self._real() + self.offset

    def after(self, length: timedelta) -> datetime:
        """The moment after a length of time. Raises ClockError for one that is too far away."""
        now = self.now()
        if length > END - now:
            raise ClockError(f"The clock goes no further than the year {END.year}.")
        return now + length

    def check(self, moment: datetime) -> None:
        """Raises ClockError if a moment is in the past, or too far away."""
        now = self.now()
        if moment > END:
            raise ClockError(f"The clock goes no further than the year {END.year}.")
        if moment < now:
            raise ClockError(
                f"The clock only goes forward: it is {now:%Y-%m-%d %H:%M:%S} UTC already."
            )

    def move_to(self, moment: datetime) -> None:
        """Set the clock forward; it runs on from there. Raises ClockError for the past."""
        self.check(moment)
        self.offset += moment - self.now()

    def skip_to(self, moment: datetime) -> None:
        """Set the clock forward to a moment, unless it has run past it by itself."""
        self.offset += max(timedelta(), moment - self.now())

    def go_back(self, length: timedelta) -> None:
        """Set the clock back, for a history that is to be told from its beginning."""
        self.offset -= length


async def next_due(clock: SandboxClock, driver: ClockDriver) -> datetime | None:
    """The next moment at which something is due, None if nothing is for two months."""
    now = clock.now()
    return await asyncio.to_thread(driver.next_due, now, now + AHEAD)


async def ahead(clock: SandboxClock, driver: ClockDriver | None) -> dict[str, Any]:
    """Whether the clock can be moved, and the next moment at which something is due."""
    due = await next_due(clock, driver) if driver else None
    return {"movable": driver is not None, "next": due.isoformat() if due else None}


def parse_advance(text: str) -> timedelta:
    """Read "2d 3h", "90m", "1h30m", "45s" or "1w". Raises ClockError for anything else."""
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text).strip(" ,"):
        raise ClockError(f'"{text}" is no length of time. Write it like "2d 3h", "90m" or "1w".')
    try:
        length = sum(
            (timedelta(**{_UNITS[unit.lower()]: float(count)}) for count, unit in parts),
            timedelta(),
        )
    except OverflowError:
        raise ClockError(f'"{text}" is too long a time.') from None
    return length


def parse_moment(text: str) -> datetime:
    """Read an ISO time, taken as UTC where it names no zone. Raises ClockError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ClockError(f'"{text}" is no ISO time. Write it like "2026-05-05T18:00Z".') from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
