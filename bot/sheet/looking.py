"""Looking at both sides: the sheet as it stands, and the desk's papers as rows. Changes nothing."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.desk import dropping
from bot.desk.desk import Desk
from bot.newsroom.papers import Paper, Status
from bot.sheet import memory, reading, setup, tabs
from bot.sheet.columns import STATUS
from bot.sheet.google import SheetRefused, Spreadsheet
from bot.sheet.memory import Known, Memory
from bot.sheet.mending import undo
from bot.sheet.placing import Table
from bot.sheet.reading import Sheet
from bot.sheet.rows import cells_of
from bot.sheet.unusual import UnusualSheet, check_header
from bot.store import papers

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sides:
    """What both sides last agreed on, the desk's papers as rows, and those papers.

    ``returned`` are those whose row was deleted and is back; if they were dropped by that, they are
    here as they will be once they are restored.
    """

    base: Table
    ours: Table
    papers: Mapping[str, Paper]
    returned: Sequence[str] = ()


class Looking:
    """Reads one spreadsheet, and the papers that it is to have: those that ``holds`` names."""

    def __init__(
        self, desk: Desk, spreadsheet: Spreadsheet, holds: Callable[[Paper], bool]
    ) -> None:
        self._desk = desk
        self._spreadsheet = spreadsheet
        self._holds = holds

    def recall(self) -> Memory:
        """Return what is remembered of earlier runs."""
        with self._desk.store.read() as session:
            return memory.recall(session)

    def answer(self, remembered: Memory) -> tuple[reading.Json, Known]:
        """Read the sheet in one request, and all tabs with it while ours is not known.

        In bad weather it is two: where the tab that was known cannot be read any more. Raises
        UnusualSheet where that must not be done, and SheetError.
        """
        known = remembered.known
        if known and known.spreadsheet != self._spreadsheet.id:
            raise UnusualSheet(
                "SHEET_ID names another spreadsheet than the one this newsroom’s papers are in"
                f" ({known.spreadsheet}). I write to neither. Set SHEET_ID back."
            )
        return self._read(known)

    def sheet(self, answer: reading.Json, remembered: Memory) -> Sheet:
        """Return the sheet that was read, as it would be if nothing had been written astray.

        Raises UnusualSheet where nothing may be written.
        """
        undone = undo(answer, remembered.strays)
        sheet = replace(reading.sheet(answer), undone=tuple(undone))
        if remembered.known is None:
            setup.check(sheet)
        else:
            check_header(sheet.header, sheet.header_row)
        return sheet

    def sides(self, sheet: Sheet, agreed: Table | None = None) -> Sides:
        """Return both sides in the database; ``agreed`` is known beyond what stands there.

        A dropped paper is in the sheet as long as its row is; it never gets a new one.
        """
        standing = {row.id for row in sheet.rows}
        with self._desk.store.read() as session:
            base = memory.base(session, standing)
            returned = memory.gone(session) & standing
            all_papers = [
                dropping.restored_with_its_row(session, paper, base[paper.id].get(STATUS, ""))
                if paper.id in returned
                else paper
                for paper in papers.all_papers(session)
            ]
        for paper_id, cells in (agreed or {}).items():
            base[paper_id] = {**base.get(paper_id, {}), **cells}
        held = {
            paper.id: paper
            for paper in all_papers
            if self._holds(paper)
            and (paper.status is not Status.DROPPED or paper.id in base or paper.id in standing)
        }
        zone = self._desk.zone
        ours = {one: cells_of(paper, zone, base.get(one)) for one, paper in held.items()}
        check_doubtful(sheet, base)
        return Sides(base, ours, held, sorted(returned & held.keys()))

    def _read(self, remembered: Known | None) -> tuple[reading.Json, Known]:
        if remembered is not None and remembered.helper is not None:
            try:
                answer = self._spreadsheet.read(reading.TABLE, [tabs.quoted(remembered.title)])
            except SheetRefused as refused:
                log.warning("the tab %r cannot be read: %s", remembered.title, refused)
            else:
                if tabs.tab_of(answer).id == remembered.tab:
                    return answer, remembered
        answer = self._spreadsheet.read(reading.TABLE)
        overview = tabs.overview(answer)
        tab = overview.newsletter(remembered.tab if remembered else None)
        helper = overview.titled(tabs.HELPER)
        known = Known(self._spreadsheet.id, tab.id, tab.title, helper.id if helper else None)
        return tabs.only(answer, tab), known


def check_doubtful(sheet: Sheet, base: Table) -> None:
    """Raise UnusualSheet if a header stands over another column than it did, and its texts too.

    Whoever has moved a column by cutting and pasting it has moved its texts with its header.
    """
    at_home = {row.id: row.cells for row in sheet.rows if row.id in base}
    for column in sheet.header.doubtful:
        texts = [(base[one].get(column, ""), at_home[one].get(column, "")) for one in at_home]
        filled = [(was, there) for was, there in texts if was]
        if 2 * sum(was == there for was, there in filled) < len(filled):
            raise UnusualSheet(
                f"The header “{column}” stands over a column that was another one, so I have"
                " stopped writing to the sheet. Put the headers back as they were; to move a"
                " column, drag it by its letter. Then I go on by myself. Nothing that is done in"
                " Slack is lost."
            )
