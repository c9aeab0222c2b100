"""A bot: a real desk, store, client and engine, and a life that may end between any two steps.

What comes between its steps comes through the two doors that are handed to the engine, the store
and the spreadsheet; nothing inside of it is touched.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.desk.desk import Desk
from bot.newsroom.categories import ALIGNMENT_NEWSLETTER
from bot.sheet.engine import Engine, Outcome
from bot.sheet.google import Account, SheetUnreachable, Spreadsheet
from bot.store.database import Store
from schedules.syncing import Syncing
from tests.torture.passing_time import PassingTime

ZONE = ZoneInfo("Europe/Berlin")
CHANNEL = "C1"
EDITOR = "U9ED"

_CONNECTING = 30.0
_ANSWERING = 120.0
"""Seconds of real time: on a machine that has much to do, no request is given up too early."""

Json = dict[str, Any]

BEFORE_READ, AFTER_READ = "before a read", "after a read"
BEFORE_WRITE, AFTER_WRITE = "before a write", "after a write"
PLACES = (BEFORE_READ, AFTER_READ, BEFORE_WRITE, AFTER_WRITE)
"""Where in a sync something else may happen."""


class Died(BaseException):
    """The process ends here, as by a kill: nothing that it would still have done is done."""


@dataclass
class Life:
    """How far a bot has come, what is to come in between, and whether it lives.

    ``dies_at`` counts its steps: each request, each transaction, each commit.
    """

    dies_at: int | None = None
    is_over: bool = False
    steps: int = 0
    waiting: list[tuple[str, Callable[[], None]]] = field(default_factory=list)
    unknown: Json | None = None
    """The last batch whose answer did not come."""

    def step(self, place: str = "") -> None:
        """Take a step: let come between what waits for this place, or end."""
        self.check()
        self.steps += 1
        if self.steps == self.dies_at:
            self.is_over = True
        self.check()
        for one in [one for one in self.waiting if one[0] == place]:
            self.waiting.remove(one)
            one[1]()

    def check(self) -> None:
        if self.is_over:
            raise Died


class MortalStore(Store):
    """The database of a process that may end before, in, or after any transaction."""

    def __init__(self, url: str, life: Life) -> None:
        super().__init__(url)
        self._life = life

    @contextmanager
    def begin(self) -> Iterator[Session]:
        self._life.step()
        with super().begin() as session:
            yield session
            self._life.step()
        self._life.step()

    @contextmanager
    def read(self) -> Iterator[Session]:
        self._life.check()
        with super().read() as session:
            yield session


class MortalSpreadsheet(Spreadsheet):
    """The spreadsheet of a process that may end, and others act, around any request."""

    life: Life

    def read(self, fields: str, ranges: list[str] | None = None) -> Json:
        self.life.step(BEFORE_READ)
        answer = super().read(fields, ranges)
        self.life.step(AFTER_READ)
        return answer

    def write(self, batch: Any, fields: str) -> Json:
        self.life.step(BEFORE_WRITE)
        try:
            answer = super().write(batch, fields)
        except SheetUnreachable as error:
            if error.may_have_arrived:
                self.life.unknown = dict(batch)
            raise
        self.life.step(AFTER_WRITE)
        return answer


class _Watched:
    """The engine, with what came of its last run."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.outcome: Outcome | None = None

    def sync(self) -> Outcome:
        self.outcome = None
        self.outcome = self._engine.sync()
        return self.outcome


class Bot:
    """One process of the newsroom."""

    def __init__(
        self,
        database: str,
        account: Account,
        book: str,
        host: str,
        time: PassingTime,
        patience: float | None,
    ) -> None:
        self._time = time
        self.life = Life()
        self.store = MortalStore(database, self.life)
        self.desk = Desk(
            store=self.store,
            clock=time.now,
            channel=CHANNEL,
            editors=frozenset({EDITOR}),
            claim_days=7,
            categories=ALIGNMENT_NEWSLETTER,
            zone=ZONE,
        )
        timeout = (_CONNECTING, patience or _ANSWERING)
        spreadsheet = MortalSpreadsheet(account, book, host, self._wait, timeout)
        spreadsheet.life = self.life
        self._engine = _Watched(Engine(self.desk, spreadsheet))
        self._syncing = Syncing(cast(Engine, self._engine))
        self._rests_until = time.ticks()

    def sync(self) -> Outcome | None:
        """Run one step of the sync's thread, at the moment at which it would; return its outcome.

        None where Google did not play along. Raises Died if that is what happened.
        """
        self._time.wait(self._rests_until - self._time.ticks())
        # What has changed is gathered for a second.
        self._time.wait(1)
        pause = self._syncing.step()
        self._rests_until = self._time.ticks() + (pause or 0)
        return self._engine.outcome

    def close(self) -> None:
        self.store.close()

    def _wait(self, seconds: float) -> None:
        self.life.check()
        self._time.wait(seconds)
