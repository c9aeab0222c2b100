"""One step of the sync's thread: a run, and how long to rest when Google does not play along."""

import logging
from typing import Protocol

from bot.sheet.engine import Outcome
from bot.sheet.google import SheetError, SheetUnreachable
from schedules.worker import Rest

log = logging.getLogger(__name__)

_FIRST_PAUSE = 2.0
_LONGEST_PAUSE = 120.0
_BUSY_PAUSE = 2.0
_OUT_OF_ORDER_PAUSE = 60.0
"""For what a person has to put right: a sheet that is not shared, a key that is refused."""


class Syncs(Protocol):
    """The engine of one sheet, or of two."""

    def sync(self) -> Outcome:
        """Bring all sides together once. Raises SheetError."""


class Syncing:
    """Runs the engine, and remembers how often it has failed in a row. For one thread."""

    def __init__(self, engine: Syncs) -> None:
        self._engine = engine
        self._failures = 0
        self._said = ""

    def step(self) -> float | None:
        """Sync once; return after how many seconds to try again, or None if all is well.

        When Google asks to wait or is out of order, it is a rest: no change in Slack cuts it short.
        """
        try:
            outcome = self._engine.sync()
        except SheetUnreachable as error:
            self._failures += 1
            self._say(logging.WARNING, f"{error} I keep trying.")
            growing = min(_FIRST_PAUSE * 2.0 ** (self._failures - 1), _LONGEST_PAUSE)
            return Rest(max(error.pause or 0.0, growing))
        except SheetError as error:
            self._say(logging.ERROR, str(error))
            return Rest(_OUT_OF_ORDER_PAUSE)
        if outcome.rest:
            return Rest(outcome.rest)
        if self._said:
            log.info("the sheet is in reach again")
        self._failures, self._said = 0, ""
        return _BUSY_PAUSE if outcome.is_busy else None

    def _say(self, level: int, sentence: str) -> None:
        """Log what is wrong, once and not at every beat."""
        if sentence != self._said:
            log.log(level, "no sync: %s", sentence)
            self._said = sentence
