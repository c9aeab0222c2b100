"""The sync: one run reads the sheet once, takes in what people changed, and writes at most once.

No transaction spans a request. What was agreed on is advanced only by what a read or the answer
to a write proves; after an unknown outcome nothing is sent again, and the next run looks what has
arrived. One run at a time, by a lease; one that has lost it takes nothing in any more, and the
fence in the sheet refuses its batch.

Where a write has met rows that were not as they had been read, or Google has refused it because
something in the sheet had been moved, the same run reads and plans once more.
"""

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from typing import Self

from bot.desk.desk import Desk
from bot.newsroom.papers import Paper
from bot.sheet import memory, setup, tabs
from bot.sheet.batch import Content
from bot.sheet.google import SheetError, SheetRefused, SheetUnreachable, Spreadsheet
from bot.sheet.looking import Looking
from bot.sheet.memory import Known, Memory
from bot.sheet.mending import Mended, mend, undo_requests
from bot.sheet.pace import Pace, TooSoon
from bot.sheet.plan import Plan, plan
from bot.sheet.reading import Sheet
from bot.sheet.taking import Taking
from bot.sheet.telling import Telling
from bot.sheet.turn import LostTurn, Turn
from bot.sheet.unusual import UnusualSheet
from bot.sheet.writing import Writing

log = logging.getLogger(__name__)

_ROUNDS = 3
"""How often one run reads and writes at most, in bad weather."""


@dataclass(frozen=True)
class Outcome:
    """What one run did.

    ``written`` counts cells, ``appended`` rows that were added to the sheet; ``taken`` papers
    that were changed in the sheet, ``added`` rows that have become papers, ``dropped`` papers
    whose row is gone. ``alarm`` says why nothing was done, ``is_busy`` that another process is at
    it, and ``rest`` after how many seconds Google may be asked again, if it may not now.
    """

    written: int = 0
    appended: int = 0
    taken: int = 0
    added: int = 0
    dropped: int = 0
    alarm: str = ""
    is_busy: bool = False
    rest: float = 0.0

    @property
    def is_quiet(self) -> bool:
        """Whether there was nothing to do."""
        return self == Outcome()

    def __add__(self, other: Self) -> Self:
        return replace(
            self,
            **{
                one.name: getattr(self, one.name) or getattr(other, one.name)
                if one.name == "alarm"
                else getattr(self, one.name) + getattr(other, one.name)
                for one in fields(self)
                if one.name != "is_busy"
            },
        )


def every_paper(_paper: Paper) -> bool:
    """Say of any paper that a spreadsheet is to have it."""
    return True


class Engine:
    """Keeps one spreadsheet and the desk in step. One thread of a process uses it.

    ``holds`` says which papers the spreadsheet is to have.
    """

    def __init__(
        self,
        desk: Desk,
        spreadsheet: Spreadsheet,
        holds: Callable[[Paper], bool] = every_paper,
    ) -> None:
        self._desk = desk
        self._store = desk.store
        self._looking = Looking(desk, spreadsheet, holds)
        self._pace = Pace(desk.store, desk.clock)
        spreadsheet.keep_pace(self._pace.take)
        self._turn = Turn(desk.store, desk.clock)
        self._taking = Taking(desk, self._turn)
        self._writing = Writing(desk, spreadsheet, self._turn)
        self._telling = Telling(desk, self._turn)

    def sync(self) -> Outcome:
        """Bring both sides together once. Raises SheetError if Google does not play along."""
        with self._turn.taken() as is_ours:
            if not is_ours:
                return Outcome(is_busy=True)
            try:
                outcome = self._sync()
                self._telling.is_reached(outcome.alarm)
            except LostTurn:
                return Outcome(is_busy=True)
            except TooSoon as soon:
                return Outcome(rest=soon.seconds)
        if not (outcome.is_quiet or outcome.alarm):
            log.info("sync %s", _line(outcome))
        return outcome

    def _sync(self) -> Outcome:
        try:
            return self._rounds()
        except UnusualSheet as unusual:
            return Outcome(alarm=str(unusual))
        except SheetError as error:
            if isinstance(error, SheetUnreachable) and error.pause:
                self._pace.rest(error.pause)
            self._telling.is_out_of_reach(error)
            raise

    def _rounds(self) -> Outcome:
        total = Outcome()
        for left in reversed(range(_ROUNDS)):
            try:
                outcome, is_done = self._round()
            except SheetRefused:
                if not left:
                    raise
                # Nothing was written: rows, columns or a tab that it needed are not there now.
                continue
            total += outcome
            if is_done:
                break
        return total

    def _round(self) -> tuple[Outcome, bool]:
        """Read, take in and write once; return also whether nothing is left to be mended."""
        remembered = self._looking.recall()
        is_new = remembered.known is None
        answer, known = self._looking.answer(remembered)
        if self._writing.look_what_arrived(remembered, known, tabs.fences_of(answer)):
            remembered = self._looking.recall()
        sheet = self._looking.sheet(answer, remembered)
        if self._writing.recognise(remembered, sheet):
            remembered = self._looking.recall()
        mended = mend(sheet, remembered.mends)
        sides = self._looking.sides(mended.sheet)
        found = plan(sides.base, sides.ours, mended.sheet.rows)
        if found.alarm:
            raise UnusualSheet(found.alarm)
        going = found
        if found.comes_in or found.agreed or sides.returned:
            for paper_id in sides.returned:
                self._taking.take_back(sides.papers[paper_id])
            self._taking.take_in(found, sides.base, sides.ours, is_quiet=is_new)
            sides = self._looking.sides(mended.sheet)
            going = plan(sides.base, sides.ours, mended.sheet.rows)
        is_done = self._write(sheet, remembered, known, going, mended, is_new=is_new)
        if found.moved:
            self._telling.moved(found.moved)
        if going.too_long:
            self._telling.too_long(going.too_long)
        outcome = Outcome(
            written=len(going.writes),
            appended=len(going.appended),
            taken=len(found.taken),
            added=len(found.newcomers),
            dropped=len(found.gone),
        )
        return outcome, is_done

    # -- writing

    def _write(
        self,
        sheet: Sheet,
        remembered: Memory,
        known: Known,
        going: Plan,
        mended: Mended,
        *,
        is_new: bool,
    ) -> bool:
        """Write what there is to be written; return whether it met what had been read."""
        right = mended.missing(going.writes, going.places)
        before = setup.header_requests(sheet)
        if is_new:
            before += setup.setup_requests(sheet, self._desk.categories.names)
        if not (going.goes_out or right or sheet.undone or before or known.helper is None):
            if remembered.mends or remembered.strays or known != remembered.known:
                with self._store.begin() as session:
                    self._turn.hold(session)
                    memory.keep_known(session, known)
                    memory.keep_mends(session)
            return True
        header = setup.full_header(sheet.header)
        content = Content(
            undo=undo_requests(sheet.tab.id, known.helper, sheet.undone) if known.helper else [],
            before=[*before, *setup.mark_requests(sheet, header)],
            writes=[*going.writes, *right],
            appended=going.appended,
        )
        linked = replace(sheet, linked=mended.sheet.linked)
        named = replace(known, title=tabs.TAB) if is_new else known
        return self._writing.write(linked, remembered, named, content)


def _line(outcome: Outcome) -> str:
    return " ".join(f"{name}={value!r}" for name, value in asdict(outcome).items() if value)
