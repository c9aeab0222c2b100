"""Looking at both sides: the sheet as it stands, and the desk's papers as rows. Changes nothing."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.desk import dropping
from bot.desk.desk import Desk
from bot.newsroom.papers import Paper, Status
from bot.sheet import memory, reading, setup, tabs
from bot.sheet.binding import Binding
from bot.sheet.cells import same
from bot.sheet.columns import COLUMNS, PUBLIC, STATUS
from bot.sheet.fence import Claim, claim
from bot.sheet.google import SheetRefused, Spreadsheet
from bot.sheet.leaving import KEPT_TAB
from bot.sheet.memory import Known, Memory
from bot.sheet.mending import undo
from bot.sheet.placing import Cells, Table
from bot.sheet.reading import Sheet
from bot.sheet.rows import cells_of
from bot.sheet.unusual import UnusualSheet, check_header
from bot.store import papers, sheet_rows

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sides:
    """What both sides last agreed on, the desk's papers as rows, and those papers.

    ``returned`` are those whose row was deleted and is back; if they were dropped by that, they are
    here as they will be once they are restored. ``astray`` are papers that have a row and do not
    belong in this sheet any more; those of them that are ``leaving`` are known to stand in the
    other one, so that their rows can go.
    """

    base: Table
    ours: Table
    papers: Mapping[str, Paper]
    returned: Sequence[str] = ()
    astray: frozenset[str] = frozenset()
    leaving: frozenset[str] = frozenset()


class Looking:
    """Reads one spreadsheet, and the papers that it is to have: those that are bound to it."""

    def __init__(self, desk: Desk, spreadsheet: Spreadsheet, binding: Binding) -> None:
        self._desk = desk
        self._spreadsheet = spreadsheet
        self._binding = binding

    def recall(self) -> Memory:
        """Return what is remembered of earlier runs."""
        with self._desk.store.read() as session:
            return memory.recall(session, self._binding.name)

    def answer(self, remembered: Memory) -> tuple[reading.Json, Known]:
        """Read the sheet in one request, and all tabs with it while ours is not known.

        In bad weather it is two: where the tab that was known cannot be read any more. Raises
        UnusualSheet where that must not be done, and SheetError.
        """
        known = remembered.known
        if known and known.spreadsheet != self._spreadsheet.id:
            raise UnusualSheet(
                f"{self._binding.setting} names another spreadsheet than the one this newsroom’s"
                f" papers are in ({known.spreadsheet}). I write to neither. Set"
                f" {self._binding.setting} back."
            )
        return self._read(known)

    def sheet(self, answer: reading.Json, remembered: Memory) -> Sheet:
        """Return the sheet that was read, as it would be if nothing had been written astray.

        Raises UnusualSheet where nothing may be written.
        """
        undone = undo(answer, remembered.strays)
        sheet = replace(reading.sheet(answer, self._binding.columns), undone=tuple(undone))
        if self.is_set_up_anew(remembered.known):
            setup.check(sheet)
        else:
            check_header(sheet.header, sheet.header_row)
        return sheet

    def is_set_up_anew(self, known: Known | None) -> bool:
        """Tell whether a sheet is new, or was set up with other columns than it is to have."""
        return known is None or known.columns != len(self._binding.columns)

    def claim(self, remembered: Memory, sheet: Sheet) -> Claim:
        """Tell whether the sheet is this database's; raises UnusualSheet if it is another's."""
        return claim(
            self._binding,
            sheet.fences,
            own=remembered.fences,
            owner=remembered.owner,
            is_known=remembered.known is not None,
            may_take_over=remembered.may_take_over,
        )

    def is_any_astray(self) -> bool:
        """Tell whether a paper has a row in this sheet and does not belong there any more."""
        with self._desk.store.read() as session:
            return sheet_rows.is_any_astray(session, self._binding.name, self._binding.statuses)

    def sides(self, sheet: Sheet, agreed: Table | None = None, *, is_new: bool = False) -> Sides:
        """Return both sides in the database; ``agreed`` is known beyond what stands there.

        A dropped paper is in the sheet as long as its row is; it never gets a new one, but where
        it changes over. A paper that belongs in the other sheet stays until it is known to stand
        there. In a sheet that ``is_new`` to the database, the row of such a paper is known by what
        it says: the database was lost while the paper changed over.
        """
        binding = self._binding
        standing = {row.id for row in sheet.rows}
        with self._desk.store.read() as session:
            base = memory.base(session, standing, binding.name)
            returned = memory.gone(session, binding.name) & standing
            elsewhere = sheet_rows.known(session, binding.other) if binding.is_of_two else ()
            all_papers = [
                dropping.restored_with_its_row(session, paper, base[paper.id].get(STATUS, ""))
                if paper.id in returned
                else paper
                for paper in papers.all_papers(session)
            ]
        if binding.is_of_two or sheet.header.missing:
            here = [column for column in binding.columns if column in sheet.header.at]
            base = {one: _only(here, cells) for one, cells in base.items()}
        for paper_id, cells in (agreed or {}).items():
            base[paper_id] = {**base.get(paper_id, {}), **cells}
        held = {
            paper.id: paper
            for paper in all_papers
            if paper.id in base
            or (
                binding.holds(paper)
                and (
                    paper.status is not Status.DROPPED
                    or paper.id in standing
                    or paper.id in elsewhere
                )
            )
        }
        zone = self._desk.zone
        if is_new and binding.is_of_two:
            held |= _left_behind(sheet, {one.id: one for one in all_papers}, held, zone)
        ours = {one: cells_of(paper, zone, base.get(one)) for one, paper in held.items()}
        if len(binding.columns) < len(COLUMNS):
            ours = {one: _only(binding.columns, cells) for one, cells in ours.items()}
        check_doubtful(sheet, base)
        astray = frozenset(one for one in base if one in held and not binding.holds(held[one]))
        return Sides(
            base,
            ours,
            held,
            returned=sorted(returned & held.keys()),
            astray=astray,
            leaving=astray.intersection(elsewhere),
        )

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
        kept = overview.titled(KEPT_TAB)
        known = Known(
            self._spreadsheet.id,
            tab.id,
            tab.title,
            helper.id if helper else None,
            fence=remembered.fence if remembered else "",
            columns=remembered.columns if remembered else len(self._binding.columns),
            kept=kept.id if kept else None,
            kept_width=kept.columns if kept else 0,
        )
        return tabs.only(answer, tab), known


def _only(columns: Collection[str], cells: Cells) -> dict[str, str]:
    return {column: text for column, text in cells.items() if column in columns}


def _left_behind(
    sheet: Sheet, everything: Mapping[str, Paper], held: Mapping[str, Paper], zone: ZoneInfo
) -> dict[str, Paper]:
    """Return the papers whose row has stayed in the sheet that they have changed over from."""
    found = {}
    for row in sheet.rows:
        paper = everything.get(row.id)
        if paper is None or row.id in held:
            continue
        cells = cells_of(paper, zone)
        if all(same(cells.get(column, ""), row.cells.get(column, "")) for column in PUBLIC):
            found[row.id] = paper
    return found


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
