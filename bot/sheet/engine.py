"""The sync: one run reads the sheet once, takes in what people changed, and writes at most once.

No transaction spans a request. What was agreed on is advanced only by what a read or the answer
to a write proves; after an unknown outcome nothing is sent again, and the next run looks what has
arrived. One run at a time, by a lease; one that has lost it takes nothing in any more, and the
fence in the sheet refuses its batch.
"""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.desk import sheet_changes
from bot.desk.desk import Desk
from bot.newsroom.papers import Status
from bot.sheet import memory, reading, setup
from bot.sheet.aftermath import Aftermath, aftermath
from bot.sheet.batch import Batch, build
from bot.sheet.google import SheetError, SheetRefused, SheetUnreachable, Spreadsheet
from bot.sheet.memory import Known
from bot.sheet.plan import Plan, Table, plan, recognise
from bot.sheet.reading import Sheet, UnusualSheet
from bot.sheet.rows import cells_of
from bot.sheet.taking import Taking
from bot.sheet.turn import LostTurn, Turn
from bot.store import papers

log = logging.getLogger(__name__)

Json = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What one run did.

    ``written`` counts cells, ``appended`` rows that were added to the sheet; ``taken`` papers
    that were changed in the sheet, ``added`` rows that have become papers, ``dropped`` papers
    whose row is gone. ``alarm`` says why nothing was done, ``is_busy`` that another process is at
    it.
    """

    written: int = 0
    appended: int = 0
    taken: int = 0
    added: int = 0
    dropped: int = 0
    alarm: str = ""
    is_busy: bool = False

    @property
    def is_quiet(self) -> bool:
        """Whether there was nothing to do."""
        return self == Outcome()


class Engine:
    """Keeps one spreadsheet and the desk in step. One thread of a process uses it."""

    def __init__(self, desk: Desk, spreadsheet: Spreadsheet) -> None:
        self._desk = desk
        self._store = desk.store
        self._spreadsheet = spreadsheet
        self._turn = Turn(desk.store, desk.clock)
        self._taking = Taking(desk, self._turn)

    def sync(self) -> Outcome:
        """Bring both sides together once. Raises SheetError if Google does not play along."""
        with self._turn.taken() as is_ours:
            if not is_ours:
                return Outcome(is_busy=True)
            try:
                outcome = self._sync()
            except UnusualSheet as unusual:
                outcome = Outcome(alarm=str(unusual))
            except LostTurn:
                return Outcome(is_busy=True)
            self._tell(outcome.alarm)
        if not outcome.is_quiet:
            log.info("sync %s", _line(outcome))
        return outcome

    def _sync(self) -> Outcome:
        with self._store.read() as session:
            remembered = memory.known(session)
        if remembered and remembered.spreadsheet != self._spreadsheet.id:
            raise UnusualSheet(
                "SHEET_ID names another spreadsheet than the one this newsroom’s papers are in"
                f" ({remembered.spreadsheet}). I write to neither. Set SHEET_ID back."
            )
        sheet, known = self._read(remembered)
        is_new = remembered is None
        if is_new:
            setup.check(sheet)
        else:
            reading.check_header(sheet.header)
        self._look_what_arrived(sheet)
        base, ours = self._tables(sheet)
        found = plan(base, ours, sheet.rows)
        if found.alarm:
            raise UnusualSheet(found.alarm)
        going = found
        if found.comes_in or found.agreed:
            self._taking.take_in(found, ours, is_quiet=is_new)
            base, ours = self._tables(sheet)
            going = plan(base, ours, sheet.rows)
        before = setup.setup_requests(sheet, self._desk.categories.names) if is_new else []
        if going.goes_out or before or known.helper is None:
            self._write(sheet, known, before, going, base, ours)
        elif known != remembered:
            with self._store.begin() as session:
                self._turn.hold(session)
                memory.keep_known(session, known)
        return Outcome(
            written=len(going.writes),
            appended=len(going.appended),
            taken=len(found.taken),
            added=len(found.newcomers),
            dropped=len(found.gone),
        )

    # -- reading

    def _read(self, remembered: Known | None) -> tuple[Sheet, Known]:
        """Read the sheet in one request; in two where its tabs are not known, or not any more."""
        if remembered is not None and remembered.helper is not None:
            try:
                sheet = self._read_tab(remembered.title)
            except SheetRefused as refused:
                log.warning("the tab %r cannot be read: %s", remembered.title, refused)
            else:
                if sheet.tab.id == remembered.tab:
                    return sheet, remembered
        overview = reading.overview(self._spreadsheet.read(reading.OVERVIEW))
        tab = overview.newsletter(remembered.tab if remembered else None)
        helper = overview.titled(reading.HELPER)
        known = Known(self._spreadsheet.id, tab.id, tab.title, helper.id if helper else None)
        return self._read_tab(tab.title), known

    def _read_tab(self, title: str) -> Sheet:
        answer = self._spreadsheet.read(reading.TABLE, [reading.quoted(title)])
        return reading.sheet(answer)

    def _look_what_arrived(self, sheet: Sheet) -> None:
        with self._store.read() as session:
            sent = memory.sent(session)
        if not sent:
            return
        base, ours = self._tables(sheet)
        arrived = recognise(base, ours, sheet.rows, sent)
        with self._store.begin() as session:
            self._turn.hold(session)
            memory.advance(session, arrived)
            memory.keep_sent(session, {})

    def _tables(self, sheet: Sheet) -> tuple[Table, Table]:
        """Return the base, and the desk's papers as rows.

        A dropped paper is in the sheet as long as its row is; it never gets a new one.
        """
        with self._store.read() as session:
            base = memory.base(session)
            all_papers = papers.all_papers(session)
        standing = {row.id for row in sheet.rows}
        ours = {
            paper.id: cells_of(paper, self._desk.zone, base.get(paper.id))
            for paper in all_papers
            if paper.status is not Status.DROPPED or paper.id in base or paper.id in standing
        }
        return base, ours

    # -- writing

    def _write(
        self,
        sheet: Sheet,
        known: Known,
        before: Sequence[Json],
        going: Plan,
        base: Table,
        ours: Table,
    ) -> None:
        header = setup.full_header(sheet.header)
        helper = known.helper if known.helper is not None else 1 + secrets.randbelow(2**31 - 2)
        batch = build(
            sheet,
            header,
            helper=helper,
            has_helper=known.helper is not None,
            fence=f"desk_{secrets.token_hex(8)}",
            before=before,
            writes=going.writes,
            appended=going.appended.values(),
        )
        answer = self._send(batch, _sent(going))
        met = Aftermath()
        if batch.image_of:
            image = dict(zip(batch.image_of, reading.image(answer, header), strict=False))
            read = {row.number: row.cells for row in sheet.rows}
            met = aftermath(going.writes, read, image, base, sheet.formulas)
        if met.moved:
            log.warning("rows moved between read and write: %s", sorted(met.moved))
        for paper_id, cells in met.edits.items():
            # Taken in first: from here on the edit is safe, whatever happens to this process.
            self._taking.take_edit(
                paper_id, cells, met.agreed[paper_id], ours[paper_id], list(cells)
            )
        title = reading.TAB if before else known.title
        with self._store.begin() as session:
            self._turn.hold(session)
            memory.advance(session, {**met.agreed, **going.appended})
            memory.keep_sent(session, {})
            memory.keep_known(session, replace(known, title=title, helper=helper))

    def _send(self, batch: Batch, sent: Table) -> Json:
        """Send a batch once, having written down what is in it until its outcome is known."""
        with self._store.begin() as session:
            self._turn.hold(session)
            memory.keep_sent(session, sent)
        try:
            return self._spreadsheet.write(batch.body, reading.IMAGE)
        except SheetError as error:
            if not (isinstance(error, SheetUnreachable) and error.may_have_arrived):
                self._nothing_arrived(was_refused=isinstance(error, SheetRefused))
            raise

    def _nothing_arrived(self, *, was_refused: bool) -> None:
        with self._store.begin() as session:
            self._turn.hold(session)
            memory.keep_sent(session, {})
            known = memory.known(session)
            if was_refused and known is not None:
                # A tab that the batch needs may be gone: the next run looks all of them over.
                memory.keep_known(session, replace(known, helper=None))

    # -- telling

    def _tell(self, alarm: str) -> None:
        """Tell the editors of an alarm once, and once when it is over."""
        with self._store.read() as session:
            standing = memory.alarm(session)
        if alarm == standing:
            return
        if alarm:
            log.error("sync stopped: %s", alarm)
        with self._desk.work(source=sheet_changes.SOURCE) as work:
            self._turn.hold(work.session)
            memory.keep_alarm(work.session, alarm)
            text = alarm or "The sheet is as it should be again, and I go on writing to it."
            sheet_changes.tell_editors(work, text)


def _sent(going: Plan) -> Table:
    cells: dict[str, dict[str, str]] = {one: dict(row) for one, row in going.appended.items()}
    for write in going.writes:
        cells.setdefault(write.paper_id, {})[write.column] = write.text
    return cells


def _line(outcome: Outcome) -> str:
    return " ".join(f"{name}={value!r}" for name, value in asdict(outcome).items() if value)
