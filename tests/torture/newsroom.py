"""One newsroom under torture: its sheet, its database, its bots, and what is held against them."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import pairwise

from bot.desk.desk import Desk
from bot.newsroom.categories import ALIGNMENT_NEWSLETTER
from bot.sheet.engine import Outcome
from bot.sheet.google import Account
from bot.store.database import Store
from tests.torture import deeds, deeds_on_rows
from tests.torture.agreement import disagreements, strangers
from tests.torture.archive import Archive
from tests.torture.bots import AROUND_REQUESTS, CHANNEL, EDITOR, ZONE, Bot, Died, Waiting
from tests.torture.conduct import lost, misconduct, taken_over
from tests.torture.deeds_in_slack import Chat, Talk
from tests.torture.google import Call, Google
from tests.torture.hand import Deed, Hand
from tests.torture.ledger import Ledger
from tests.torture.looking import Look
from tests.torture.weather import TIMEOUT, Event, Fault, LateArrival, OtherBot, Wait, Weather

ENOUGH = 6
"""So many syncs must do to bring all to rest, whatever has happened."""
PER_MINUTE = 60
_LONG = 130
"""Seconds after which no lease and no pause lasts any more."""
_MOST = 5
"""So many rows gone at once, if they are three quarters of all, are nobody's wish."""
_HELD = 50
"""Seconds for which a bot surely holds the lease."""


class Broken(AssertionError):
    """A promise was broken."""


class Newsroom:
    """What people and bots do, one after the other, and the promises, checked after each."""

    def __init__(
        self,
        google: Google,
        account: Account,
        database: str,
        tally: Counter[str],
        patience: float | None,
    ) -> None:
        self.google = google
        self.book = google.new_book()
        self.tally = tally
        self._account = account
        self._database = database
        self._patience = patience
        google.forget_faults()
        google.time.wait(_LONG)
        self._since = google.calls()[1]
        self.calls: list[Call] = []
        self.ledger = Ledger()
        self._mending: list[Callable[[Hand], None]] = []
        self._tidying: list[Callable[[Hand], None]] = []
        self._is_torn = False
        self._store = Store(database)
        desk = Desk(
            store=self._store,
            clock=google.time.now,
            channel=CHANNEL,
            editors=frozenset({EDITOR}),
            claim_days=7,
            categories=ALIGNMENT_NEWSLETTER,
            zone=ZONE,
        )
        self._talk = Talk(desk, self.ledger)
        self._bots = [self._new_bot(), self._new_bot()]
        self._begun = 0
        self.changes = 0
        """How much people have done since all was quiet."""
        self._last_calls: list[Call] = []
        self._at_work: tuple[Bot, float] | None = None
        self._look = google.look(self.book)
        self._is_new = True
        self._standing: set[str] = set()
        """The papers that had a row when a sync last came to its end."""
        self._has_talked = False
        self.is_calm = False
        """Whether nobody has done anything since a sync came to its end in quiet weather."""
        self._outcome: Outcome | None = None

    def close(self) -> None:
        for bot in self._bots:
            bot.close()
        self._store.close()

    @property
    def archive(self) -> Archive:
        return Archive(self._store.engine)

    @property
    def is_sound(self) -> bool:
        """Whether all that was begun has come to its end."""
        return self._begun == 0

    @contextmanager
    def _deed(self, name: str) -> Iterator[None]:
        self.tally[name] += 1
        self.tally["steps"] += self.is_sound
        self._begun += 1
        yield
        self._begun -= 1

    # -- people

    def make_sheet(self, rows: int) -> None:
        """Let people have a sheet of their own, from before there was a bot."""
        with self._deed("sheets that people have"):
            self._in_sheet(lambda hand: deeds_on_rows.make_sheet(hand, rows))

    def person(self, deed: Deed) -> None:
        """Let somebody do something in the sheet."""
        with self._deed(f"sheet: {deed.kind}"):
            self.google.time.wait(1)
            self._in_sheet(lambda hand: deeds.do(hand, deed), harmless=deed.kind in deeds.HARMLESS)

    def _in_sheet(self, act: Callable[[Hand], None], *, harmless: bool = True) -> None:
        self.changes += 1
        if self._at_work is not None:
            self._watch()
        archive = self.archive
        hand = Hand(self.google, self.book, self.ledger, self._look, self._mending, self._tidying)
        act(hand)
        self.tally["refused by Google"] += hand.refused
        old, self._look = self._look, self.google.look(self.book)
        # Nobody can tell what belongs together where people have gone on in a torn sheet.
        hand.has_mixed |= self._is_torn and not harmless
        self._is_torn |= hand.has_torn
        self.ledger.people_did(
            old, self._look, archive, mixes=hand.has_mixed, shifts=hand.has_shifted
        )
        self.ledger.see(self._look)
        self.is_calm = False

    def chat(self, chat: Chat) -> None:
        """Let somebody do something in Slack."""
        with self._deed(f"slack: {chat.kind}"):
            self.google.time.wait(1)
            self._has_talked = True
            self.changes += 1
            before = self._talk.refused
            self._talk.do(chat)
            self.tally["refused by the desk"] += self._talk.refused - before

    # -- bots

    def sync(self, which: int, weather: Weather) -> None:
        """Let one of the bots sync once."""
        bot = self._bots[which]
        for fault in weather.faults:
            self._fault(fault)
        bot.life.waiting = [
            Waiting(place, passes, partial(self.happen, event, bot, place))
            for place, passes, event in weather.events
        ]
        if weather.dies_after is not None:
            bot.life.dies_at = bot.life.steps + weather.dies_after
        is_calm = self.is_calm and weather.is_quiet
        self._run(bot, is_calm=is_calm, is_alone=weather.is_quiet)

    def _run(self, bot: Bot, *, is_calm: bool, is_alone: bool) -> Outcome | None:
        with self._deed("syncs"):
            return self._run_once(bot, is_calm=is_calm, is_alone=is_alone)

    def _run_once(self, bot: Bot, *, is_calm: bool, is_alone: bool) -> Outcome | None:
        if self._at_work is not None:
            self._watch()
        start = self._look
        has_talked = self._has_talked
        was_new = self._is_new
        dropped = _dropped(self.archive)
        outer, self._at_work = self._at_work, (bot, self.google.time.ticks())
        self._outcome = None
        try:
            self._outcome = bot.sync()
        except Died:
            self.tally["deaths"] += 1
            bot.close()
            self._bots[self._bots.index(bot)] = self._new_bot()
        finally:
            self._at_work = outer
        bot.life.waiting, bot.life.dies_at = [], None
        outcome = self._outcome
        calls = self._new_calls()
        self._watch(is_alarmed=is_alone and bool(outcome and outcome.alarm))
        if outcome is None:
            self.tally["syncs cut short"] += 1
        else:
            self.tally["alarms"] += bool(outcome.alarm)
            self.tally["busy"] += outcome.is_busy
        if is_alone:
            self._check_alone(calls, outcome)
        if was_new and is_alone and not has_talked:
            self._hold(taken_over(start, self._look))
        if is_alone:
            self._hold(self._dropped(start, dropped))
        is_done = outcome is not None and not (outcome.alarm or outcome.is_busy or outcome.rest)
        if is_done:
            self._is_new = False
            self._standing = {row.id for row in self._look.papers.papers}
        if is_done and is_alone:
            self._mending.clear()
            self._is_torn = False
        if is_calm and len(calls) > 2:
            self._hold([f"{len(calls)} requests in one sync in quiet weather"])
        self.is_calm = is_done and is_alone
        return outcome

    def happen(self, event: Event, during: Bot | None = None, place: str = "") -> None:
        """Let something happen, now; ``during`` whose sync, and where in it."""
        match event:
            case Deed():
                self.person(event)
            case Chat():
                self.chat(event)
            case Wait():
                self.tally["waits"] += 1
                self.google.time.wait(event.seconds)
            case OtherBot():
                self.google.time.wait(event.after)
                self._other_bot(during, holds=place in AROUND_REQUESTS)
            case LateArrival():
                self._late_arrival()

    def _other_bot(self, during: Bot | None, *, holds: bool) -> None:
        (other,) = [bot for bot in self._bots if bot is not during][:1]
        since = self._at_work[1] if self._at_work else 0.0
        outcome = self._run(other, is_calm=False, is_alone=False)
        began = self.google.time.ticks() - since
        if holds and outcome is not None and not outcome.is_busy and began < _HELD:
            self._hold(["two bots sync at the same time"])
        self.tally["syncs of the other bot in between"] += 1

    def _late_arrival(self) -> None:
        if self._at_work is not None:
            self._watch()
        for bot in self._bots:
            if bot.life.unknown is not None:
                answer = self.google.send(self.book, bot.life.unknown)
                self.tally[f"late arrivals: {answer.status_code}"] += 1
                bot.life.unknown = None
        self.is_calm = False
        self._watch()

    def _fault(self, fault: Fault) -> None:
        kind = "disconnect" if fault.kind == TIMEOUT and self._patience is None else fault.kind
        self.tally[f"faults: {kind}"] += fault.times
        self.google.fault(fault.match, kind, fault.times, fault.retry_after)

    def _new_bot(self) -> Bot:
        return Bot(
            self._database,
            self._account,
            self.book,
            self.google.origin,
            self.google.time,
            self._patience,
        )

    # -- what is held against them

    def settle(self) -> None:
        """Let all become quiet, and hold the outcome against what has been promised."""
        with self._deed("quiets"):
            self.google.forget_faults()
            for bot in self._bots:
                bot.life.unknown = None
            self.google.time.wait(_LONG)
            while self._tidying:
                self._in_sheet(self._tidying.pop())
            self._come_to_rest()
            self._check_quiet()
            self.changes = 0

    def _come_to_rest(self) -> None:
        for _ in range(ENOUGH):
            outcome = self._run(self._bots[0], is_calm=False, is_alone=True)
            if outcome is not None and outcome.alarm:
                self._mend(outcome.alarm)
            elif outcome is not None and outcome.is_quiet:
                break
        else:
            self._hold([f"still not quiet after {ENOUGH} syncs: {outcome}"])

    def _mend(self, alarm: str) -> None:
        if not self._mending:
            self._hold([f"the sync has stopped without a cause: {alarm}"])
        while self._mending:
            self._in_sheet(self._mending.pop())
        self._is_torn = False

    def _check_quiet(self) -> None:
        outcome = self._outcome
        if len(self._last_calls) != 1:
            outcome = self._run(self._bots[0], is_calm=False, is_alone=True)
        archive = self.archive
        problems = [] if outcome and outcome.is_quiet else [f"not quiet any more: {outcome}"]
        if [call.verb for call in self._last_calls] != ["GET"]:
            problems.append(f"a sync without a change asked for {self._last_calls}")
        problems += disagreements(self._look, archive, ZONE)
        problems += strangers(self._look, archive, self.ledger)
        safe = set(self._look.tokens) | archive.tokens
        problems += [f"{token} is lost" for token in sorted(self.ledger.owed - safe)]
        problems += _too_fast(self.calls)
        self._hold(problems)

    def _watch(self, *, is_alarmed: bool = False) -> None:
        """Look at what the bots have done since somebody last looked."""
        look, archive = self.google.look(self.book), self.archive
        problems = misconduct(self._look, look, archive.tokens, is_alarmed=is_alarmed)
        problems += lost(self._look, look, archive.tokens)
        self.ledger.see(look)
        problems += self.ledger.check_history(archive)
        self._look = look
        self._hold(problems)

    def _new_calls(self) -> list[Call]:
        self._last_calls, self._since = self.google.calls(self._since)
        self.calls += self._last_calls
        self.tally["requests"] += len(self._last_calls)
        return self._last_calls

    def _dropped(self, start: Look, before: set[str]) -> list[str]:
        """Say which papers were dropped although nearly all rows are gone at once."""
        gone = self._standing - {row.id for row in start.papers.papers}
        if len(gone) < _MOST or 4 * len(gone) < 3 * len(self._standing):
            return []
        new = gone & (_dropped(self.archive) - before)
        return [f"{len(gone)} rows are gone and {sorted(new)} were dropped"] if new else []

    def _check_alone(self, calls: list[Call], outcome: Outcome | None) -> None:
        problems = []
        for call, after in pairwise(calls):
            if call.is_write and call.is_unknown and after.is_write:
                problems.append("a write was sent again without looking what became of the first")
        if outcome is not None and outcome.alarm and any(call.is_write for call in calls):
            problems.append("something was sent although the sync has stopped")
        self._hold(problems)

    def _hold(self, problems: list[str]) -> None:
        if problems:
            raise Broken("\n".join(problems))


def _dropped(archive: Archive) -> set[str]:
    return {one for one, paper in archive.papers.items() if paper["status"] == "Dropped"}


def _too_fast(calls: list[Call]) -> list[str]:
    for first, last in zip(calls, calls[PER_MINUTE:], strict=False):
        if last.at - first.at < timedelta(minutes=1):
            return [f"more than {PER_MINUTE} requests in the minute from {first.at:%H:%M:%S}"]
    return []
