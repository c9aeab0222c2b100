"""Sending what a plan wants written, and making sense of what came of it.

A batch is written down before it leaves and sent once. What it has brought about is taken from
Google's answer and from nothing else: either the answer itself, or, where that was lost, the fence
in the spreadsheet and the hidden tab. A batch without either may still arrive, for as long as its
fence would be let in; the next batch of ours that arrives ends that.
"""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import replace

from bot.desk.desk import Desk, Work
from bot.sheet import memory, reading, setup, tabs
from bot.sheet.aftermath import Aftermath, aftermath
from bot.sheet.batch import Content, build, split
from bot.sheet.binding import Binding
from bot.sheet.columns import Header
from bot.sheet.fence import Claim, new_fence, new_name
from bot.sheet.google import SheetError, SheetRefused, SheetUnreachable, Spreadsheet
from bot.sheet.memory import Known, Memory
from bot.sheet.placing import Table
from bot.sheet.plan import recognise
from bot.sheet.reading import Image, Sheet, trimmed
from bot.sheet.sending import Sent, fingerprints
from bot.sheet.telling import tell_kept
from bot.sheet.turn import Turn

log = logging.getLogger(__name__)

SOURCE = "sync"
"""Where a line of the history comes from that no person has caused."""


class Writing:
    """Writes to one spreadsheet as long as it is this process's turn; else LostTurn."""

    def __init__(self, desk: Desk, spreadsheet: Spreadsheet, turn: Turn, binding: Binding) -> None:
        self._desk = desk
        self._binding = binding
        self._sheet = binding.name
        self._spreadsheet = spreadsheet
        self._turn = turn

    def look_what_arrived(self, remembered: Memory, known: Known, fences: Sequence[str]) -> bool:
        """Settle a batch whose answer was lost, if its fence is there; return whether it is."""
        arrived = next((one for one in remembered.sent if one.fence in fences), None)
        if arrived is None:
            return False
        answer = self._spreadsheet.read(reading.KEPT, [tabs.quoted(tabs.HELPER)])
        self._settle(arrived, self._image(answer, arrived), known)
        return True

    def recognise(self, remembered: Memory, sheet: Sheet) -> bool:
        """Tell by the cells what has arrived, if somebody has taken the fence away."""
        unfenced = [one for one in remembered.sent if one.is_unfenced(sheet.fences)]
        if not unfenced:
            return False
        with self._desk.store.begin() as session:
            self._turn.hold(session)
            base = memory.base(session, (), self._sheet)
            standing = {row.id for row in sheet.rows}
            for sent in unfenced:
                memory.advance(session, arrived_cells(base, sheet, sent), self._sheet)
                gone = [one.paper_id for one in sent.leaving if one.paper_id not in standing]
                memory.forget(session, gone, self._sheet)
            memory.keep_sent(session, (), self._sheet)
        return True

    def write(
        self, sheet: Sheet, remembered: Memory, known: Known, content: Content, claim: Claim
    ) -> bool:
        """Carry out what is to be written, in one batch unless that is too long.

        Returns whether all of it met what had been read; what comes after a batch that did not has
        not been sent. Raises SheetError.
        """
        header = setup.full_header(sheet.header)
        helper = known.helper if known.helper is not None else 1 + secrets.randbelow(2**31 - 2)
        has_helper = known.helper is not None
        done = replace(known, helper=helper, columns=len(self._binding.columns))
        if content.kept is not None:
            done = replace(done, kept=content.kept.id, kept_width=sheet.tab.columns)
        owner = self._owner(remembered, claim)
        waiting = remembered.sent
        for part in split(sheet, header, content):
            fence = new_fence(self._binding, owner)
            batch = build(sheet, header, part, helper=helper, has_helper=has_helper, fence=fence)
            sent = _sent(sheet, header, part, fence, batch.image_of)
            answer = self._send(batch.body, sent, waiting)
            met = self._settle(sent, self._image(answer, sent), done)
            if not met.is_clean:
                return False
            sheet, has_helper, waiting = replace(sheet, fences=(fence,)), True, ()
        return True

    def _image(self, answer: reading.Json, sent: Sent) -> Image:
        return reading.image(answer, sent.titles, sent.at, self._binding.columns)

    def _owner(self, remembered: Memory, claim: Claim) -> str:
        """Return this database's name for the fence, a new one where it has none of its own."""
        if remembered.owner and not claim.under_new_name:
            return remembered.owner
        name = new_name()
        with self._desk.store.begin() as session:
            self._turn.hold(session)
            memory.keep_owner(session, name)
        return name

    def _send(self, body: reading.Json, sent: Sent, waiting: tuple[Sent, ...]) -> reading.Json:
        """Send a batch once, having written down what is in it until its outcome is known."""
        with self._desk.store.begin() as session:
            self._turn.hold(session)
            memory.keep_sent(session, [*waiting, sent], self._sheet)
        try:
            return self._spreadsheet.write(body, reading.IMAGE)
        except SheetError as error:
            if not (isinstance(error, SheetUnreachable) and error.may_have_arrived):
                self._did_not_arrive(waiting, was_refused=isinstance(error, SheetRefused))
            raise

    def _did_not_arrive(self, waiting: tuple[Sent, ...], *, was_refused: bool) -> None:
        with self._desk.store.begin() as session:
            self._turn.hold(session)
            memory.keep_sent(session, waiting, self._sheet)
            known = memory.recall(session, self._sheet).known
            if was_refused and known is not None:
                # A tab that the batch needs may be gone: the next run looks all of them over.
                memory.keep_known(session, replace(known, helper=None), self._sheet)

    def _settle(self, sent: Sent, image: Image, known: Known) -> Aftermath:
        """Remember what a batch has brought about, and what has to be mended, all at once."""
        met = aftermath(sent, image)
        with self._desk.work(source=SOURCE) as work:
            self._turn.hold(work.session)
            memory.advance(work.session, met.agreed, self._sheet)
            memory.forget(work.session, met.left, self._sheet)
            memory.keep_sent(work.session, (), self._sheet)
            memory.keep_mends(work.session, met.mends, met.strays, self._sheet)
            memory.keep_known(work.session, replace(known, fence=sent.fence), self._sheet)
            memory.keep_take_over(work.session, self._sheet, is_allowed=False)
            if met.kept:
                tell_kept(work, met.kept, self._binding.words)
            _keep_texts(work, sent, met)
        if not met.is_clean:
            rows = len(met.mends) + len(met.strays)
            log.warning("%d rows were not as read when they were written to", rows)
        return met


def arrived_cells(base: Table, sheet: Sheet, sent: Sent) -> Table:
    """Tell by the cells what has arrived of a batch: its fence was taken away."""
    cells = sent.cells()
    ours = {**base, **{one: cells[one] for one in cells if one not in base}}
    return recognise(base, ours, sheet.rows, cells)


def _sent(sheet: Sheet, header: Header, part: Content, fence: str, rows: tuple[int, ...]) -> Sent:
    read = {row.number: row.cells for row in sheet.rows}
    titles = [*sheet.titles, *[""] * (header.width - len(sheet.titles))]
    for column, at in header.at.items():
        titles[at] = titles[at] if titles[at].strip() else column
    return Sent(
        fence=fence,
        titles=trimmed(titles),
        at=dict(header.at),
        rows=rows,
        read={
            row: fingerprints(
                read.get(row, {}), [c for c in header.at if (row, c) in sheet.formulas]
            )
            for row in rows
        },
        after=sheet.fences,
        writes=tuple(part.writes),
        appended=part.appended,
        leaving=tuple(part.leaving),
        formulas=tuple(
            (write.paper_id, write.column, formula)
            for write in part.writes
            if write.paper_id and (formula := sheet.formulas.get((write.row, write.column)))
        ),
    )


def _keep_texts(work: Work, sent: Sent, met: Aftermath) -> None:
    """Keep what a batch has written over where nobody could know, in the papers' history."""
    found = [(one.paper_id, one.texts) for one in met.mends]
    found += [(one.paper_id, one.texts) for one in met.strays]
    for paper_id, over in found:
        if over and paper_id:
            work.keep(paper_id, "overwrite", over)
    texts = sent.cells()
    mended = {paper_id for paper_id, _ in found}
    for paper_id, column, formula in sent.formulas:
        if paper_id not in mended:
            work.keep(paper_id, "overwrite", {column: (formula, texts[paper_id][column])})
