"""The sync: one run reads the sheet once, takes in what people changed, and writes at most once.

No transaction spans a request. What was agreed on is advanced only by what a read or the answer
to a write proves; after an unknown outcome nothing is sent again, and the next run looks what has
arrived. One run at a time, by a lease; one that has lost it takes nothing in any more, and the
fence in the sheet refuses its batch.

Where a write has met rows that were not as they had been read, or Google has refused it because
something in the sheet had been moved, the same run reads and plans once more.
"""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Self

from bot.desk.desk import Desk
from bot.sheet import memory, setup, tabs
from bot.sheet.batch import Content
from bot.sheet.binding import ONE_SHEET, Binding
from bot.sheet.columns import ID, Header
from bot.sheet.fence import Claim
from bot.sheet.google import SheetError, SheetRefused, SheetUnreachable, Spreadsheet
from bot.sheet.leaving import KeptTab, Leaving, leaving_rows, restoring_requests
from bot.sheet.looking import Looking, Sides
from bot.sheet.memory import Known, Memory
from bot.sheet.mending import Mended, mend, undo_requests
from bot.sheet.pace import Pace, TooSoon
from bot.sheet.placing import Cells, Row
from bot.sheet.plan import Plan, plan
from bot.sheet.reading import Sheet
from bot.sheet.taking import Taking, is_emptied
from bot.sheet.telling import Telling
from bot.sheet.turn import LostTurn, Turn
from bot.sheet.unusual import UnusualSheet
from bot.sheet.writing import Writing

log = logging.getLogger(__name__)

Json = dict[str, Any]

_FEW_EMPTIED = 3
_MANY_EMPTIED = 20
"""So many issues that were emptied at once are no decision about each paper."""

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


class Engine:
    """Keeps one spreadsheet and the desk in step. One thread of a process uses it.

    ``turn`` is shared where there is another spreadsheet beside it.
    """

    def __init__(
        self,
        desk: Desk,
        spreadsheet: Spreadsheet,
        binding: Binding = ONE_SHEET,
        turn: Turn | None = None,
    ) -> None:
        self._binding = binding
        self._desk = desk
        self._store = desk.store
        self._looking = Looking(desk, spreadsheet, binding)
        self._pace = Pace(desk.store, desk.clock)
        spreadsheet.keep_pace(self._pace.take)
        self._turn = turn or Turn(desk.store, desk.clock)
        self._taking = Taking(desk, self._turn, binding)
        self._writing = Writing(desk, spreadsheet, self._turn, binding)
        self._telling = Telling(desk, self._turn, binding)

    def sync(self) -> Outcome:
        """Bring both sides together once. Raises SheetError if Google does not play along."""
        with self._turn.taken() as is_ours:
            return self.run() if is_ours else Outcome(is_busy=True)

    def run(self) -> Outcome:
        """Do what ``sync`` does, for a caller that has taken the turn."""
        try:
            self._pace.begin()
            outcome = self._sync()
            self._telling.is_reached(outcome.alarm)
        except LostTurn:
            return Outcome(is_busy=True)
        except TooSoon as soon:
            return Outcome(rest=soon.seconds)
        if not (outcome.is_quiet or outcome.alarm):
            log.info("sync of %s: %s", self._binding.words, _line(outcome))
        return outcome

    @property
    def turn(self) -> Turn:
        """The turn that has to be taken before ``run``."""
        return self._turn

    def has_astray(self) -> bool:
        """Tell whether a paper has a row in this sheet and belongs in another one."""
        return self._looking.is_any_astray()

    def take_over(self) -> None:
        """Let the next sync have the sheet, even if another database has written to it."""
        with self._store.begin() as session:
            memory.keep_take_over(session, self._binding.name, is_allowed=True)

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
            known = remembered.known or known
        sheet = self._looking.sheet(answer, remembered)
        if self._writing.recognise(remembered, sheet):
            remembered = self._looking.recall()
        claim = self._looking.claim(remembered, sheet)
        if known.helper is None and any(one.kept is not None for one in remembered.mends):
            remembered = self._give_up_restoring(remembered)
        mended = mend(sheet, remembered.mends)
        sides = self._looking.sides(mended.sheet, is_new=is_new)
        found = plan(sides.base, sides.ours, mended.sheet.rows)
        if found.alarm:
            raise UnusualSheet(found.alarm)
        self._check_issues(sides, found)
        going = found
        if found.comes_in or found.agreed or sides.returned:
            for paper_id in sides.returned:
                self._taking.take_back(sides.papers[paper_id])
            self._taking.take_in(
                found,
                sides.base,
                sides.ours,
                astray=sides.astray,
                is_quiet=is_new,
                are_published=self._binding.publishes and (claim.was_public or not is_new),
            )
            sides = self._looking.sides(mended.sheet)
            going = plan(sides.base, sides.ours, mended.sheet.rows)
        leaving = leaving_rows(mended.sheet, going.places, sides.base, sides.leaving)
        is_done = self._write(sheet, remembered, known, going, mended, leaving, claim)
        if found.moved:
            self._telling.moved(found.moved)
        if going.too_long:
            self._telling.too_long(going.too_long)
        outcome = Outcome(
            written=len(going.writes),
            appended=len(going.appended),
            taken=len(found.taken),
            added=len(found.newcomers),
            dropped=len(set(found.gone) - sides.astray),
        )
        return outcome, is_done

    def _check_issues(self, sides: Sides, found: Plan) -> None:
        """Raise UnusualSheet if more issues were emptied than anybody would take back one by one.

        In a public sheet that would take the papers out of it.
        """
        if not self._binding.publishes:
            return
        base = sides.base
        emptied = sum(is_emptied(base.get(one), cells) for one, cells in found.taken.items())
        if emptied > _MANY_EMPTIED or (emptied > _FEW_EMPTIED and 2 * emptied > len(base)):
            raise UnusualSheet(
                f"Email was emptied in {emptied} rows of the public sheet, and an empty Email takes"
                " a paper back to the desk sheet. So I have left everything as it is, and have"
                " stopped writing. Bring the texts back (Edit → Undo, or File → Version history),"
                " or take back a few papers at a time; then I go on by myself."
            )

    def _give_up_restoring(self, remembered: Memory) -> Memory:
        """Let the papers have new rows whose old ones were in a hidden tab that is gone."""
        lost = [one for one in remembered.mends if one.kept is not None]
        log.error(
            "rows cannot be put back, the hidden tab is gone: %r", [one.cells for one in lost]
        )
        left = [one for one in remembered.mends if not one.kept is not None]
        with self._store.begin() as session:
            self._turn.hold(session)
            ids = [one.cells.get(ID, "") for one in lost]
            memory.forget(session, ids, self._binding.name)
            memory.keep_mends(session, left, remembered.strays, self._binding.name)
        return replace(remembered, mends=tuple(left))

    # -- writing

    def _write(
        self,
        sheet: Sheet,
        remembered: Memory,
        known: Known,
        going: Plan,
        mended: Mended,
        leaving: Sequence[Leaving],
        claim: Claim,
    ) -> bool:
        """Write what there is to be written; return whether it met what had been read."""
        writes = [*going.writes, *mended.missing(going.writes, going.places)]
        gone = {one.row for one in leaving}
        writes = [write for write in writes if write.row not in gone]
        before = setup.header_requests(sheet)
        is_anew = self._looking.is_set_up_anew(remembered.known)
        if is_anew:
            before += setup.setup_requests(sheet, self._desk.categories.names)
        undo = self._undo(sheet, known, mended)
        is_due = claim.is_due or is_anew or known.helper is None
        if not (writes or going.appended or leaving or undo or sheet.undone or before or is_due):
            if remembered.mends or remembered.strays or known != remembered.known:
                with self._store.begin() as session:
                    self._turn.hold(session)
                    memory.keep_known(session, known, self._binding.name)
                    memory.keep_mends(session, sheet=self._binding.name)
            return True
        header = setup.full_header(sheet.header)
        content = Content(
            undo=undo,
            before=[*before, *setup.mark_requests(sheet, header)],
            writes=writes,
            appended={one: _only(header, cells) for one, cells in going.appended.items()},
            leaving=leaving,
            kept=_kept_tab(known) if any(one.is_kept for one in leaving) else None,
        )
        as_undone = replace(sheet, linked=mended.sheet.linked, rows=_with_restored(sheet, mended))
        named = replace(known, title=tabs.TAB) if is_anew else known
        return self._writing.write(as_undone, remembered, named, content, claim)

    def _undo(self, sheet: Sheet, known: Known, mended: Mended) -> list[Json]:
        """Return the requests that put back, from the hidden tab, what was written over."""
        if known.helper is None:
            return []
        tab = sheet.tab
        restored = mended.restored
        return [
            *undo_requests(tab.id, known.helper, sheet.undone),
            *restoring_requests(tab.id, tab.columns, tab.rows, known.helper, restored),
        ]


def _only(header: Header, cells: Cells) -> dict[str, str]:
    return {column: text for column, text in cells.items() if column in header.at}


def _kept_tab(known: Known) -> KeptTab:
    if known.kept is None:
        return KeptTab(1 + secrets.randbelow(2**31 - 2))
    return KeptTab(known.kept, known.kept_width)


def _with_restored(sheet: Sheet, mended: Mended) -> tuple[Row, ...]:
    numbers = {number for number, _ in mended.restored}
    return (*sheet.rows, *(row for row in mended.sheet.rows if row.number in numbers))


def _line(outcome: Outcome) -> str:
    return " ".join(f"{name}={value!r}" for name, value in asdict(outcome).items() if value)
