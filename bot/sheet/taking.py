"""Taking in what people did in the sheet: each paper in a transaction of its own.

What was agreed on is advanced in that same transaction, so that nothing is taken in twice,
whenever the process ends.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.desk import dropping, sheet_changes
from bot.desk.desk import Desk
from bot.desk.sheet_changes import Edit, NewRow
from bot.newsroom.papers import Paper
from bot.sheet import memory
from bot.sheet.binding import Binding
from bot.sheet.columns import EMAIL
from bot.sheet.placing import Cells, Row, Table
from bot.sheet.plan import Plan
from bot.sheet.rows import CREDITS, cells_of, read_edit
from bot.sheet.turn import Turn
from bot.store import papers

_ID = re.compile(r"P[1-9][0-9]{0,8}")
_AT_A_TIME = 500
"""So many rows become papers in one transaction; a sheet that is taken over has thousands."""


class Taking:
    """Hands people's changes to the desk as long as it is this process's turn; else LostTurn."""

    def __init__(self, desk: Desk, turn: Turn, binding: Binding) -> None:
        self._desk = desk
        self._binding = binding
        self._sheet = binding.name
        self._turn = turn

    def take_in(
        self,
        found: Plan,
        base: Table,
        ours: Table,
        *,
        astray: Collection[str],
        is_quiet: bool,
        are_published: bool,
    ) -> None:
        """Take in all that a plan found in the sheet. ``is_quiet`` posts no cards and no notes.

        ``astray`` are papers that belong in another sheet: where such a row is gone, that is no
        deletion. New rows ``are_published`` where all that stands in the sheet is.
        """
        if found.agreed:
            with self._desk.store.begin() as session:
                self._turn.hold(session)
                memory.advance(session, found.agreed, self._sheet)
        conflicts: dict[str, list[str]] = {}
        for conflict in found.conflicts:
            conflicts.setdefault(conflict.paper_id, []).append(conflict.column)
        for paper_id, cells in found.taken.items():
            self._take_edit(
                paper_id,
                cells,
                found.stands.get(paper_id, {}),
                base.get(paper_id),
                ours[paper_id],
                conflicts.get(paper_id, ()),
            )
        for paper_id in found.gone:
            if paper_id in astray:
                self._forget(paper_id)
            else:
                self._drop(paper_id)
        rows = found.newcomers
        if len(rows) > _AT_A_TIME:
            self._reserve(rows)
        for start in range(0, len(rows), _AT_A_TIME):
            some = rows[start : start + _AT_A_TIME]
            self._add(some, is_quiet=is_quiet, are_published=are_published)

    def _take_edit(
        self,
        paper_id: str,
        cells: Cells,
        stands: Cells,
        base: Cells | None,
        ours: Cells,
        conflicts: Collection[str],
    ) -> None:
        """Take in ``cells``; where they were merged, ``stands`` is what the sheet says as yet.

        Somebody may have changed the paper in Slack since it was compared with the sheet. Then
        this is left to the next run, which sees both.
        """
        zone = self._desk.zone
        edit = read_edit(cells, {**ours, **cells}, zone)
        said = {column: (text, ours.get(column, "")) for column, text in cells.items()}
        compared = {*cells, *CREDITS} if CREDITS & cells.keys() else set(cells)

        def settle(session: Session) -> None:
            self._turn.hold(session)
            memory.advance(session, {paper_id: {**cells, **stands}}, self._sheet)

        def is_current(paper: Paper) -> bool:
            now = cells_of(paper, zone, base)
            return all(now.get(column, "") == ours.get(column, "") for column in compared)

        edit = replace(
            edit,
            cells=said,
            conflicts=conflicts,
            unpublishes=self._binding.publishes and is_emptied(base, cells),
        )
        sheet_changes.take_in(self._desk, paper_id, edit, settle, is_current)

    def take_back(self, paper: Paper) -> None:
        """Restore a paper whose row was deleted and is back, to what it is given as."""

        def settle(session: Session) -> None:
            self._turn.hold(session)
            memory.take_back(session, paper.id, self._sheet)

        dropping.restore_with_its_row(self._desk, paper.id, paper.status, settle)

    def _forget(self, paper_id: str) -> None:
        with self._desk.store.begin() as session:
            self._turn.hold(session)
            memory.forget(session, [paper_id], self._sheet)

    def _drop(self, paper_id: str) -> None:
        def settle(session: Session) -> None:
            self._turn.hold(session)
            memory.set_aside(session, paper_id, self._sheet)

        sheet_changes.drop(self._desk, paper_id, settle)

    def _reserve(self, rows: Sequence[Row]) -> None:
        """See to it that no row is given an id that stands in one further down."""
        with self._desk.store.begin() as session:
            self._turn.hold(session)
            papers.reserve(session, *map(own_id, rows))

    def _add(self, rows: Sequence[Row], *, is_quiet: bool, are_published: bool) -> None:
        def settle(session: Session, ids: list[str]) -> None:
            self._turn.hold(session)
            cells = {one: dict(row.cells) for one, row in zip(ids, rows, strict=True)}
            memory.advance(session, cells, self._sheet)

        zone = self._desk.zone
        edits = [replace(edit_of(row, zone), is_published=are_published) for row in rows]
        new = [NewRow(edit, own_id(row)) for edit, row in zip(edits, rows, strict=True)]
        sheet_changes.add_rows(self._desk, new, settle, quiet=is_quiet)


def is_emptied(base: Cells | None, cells: Cells) -> bool:
    """Tell whether somebody has taken the issue away in which a paper was mailed."""
    was = (base or {}).get(EMAIL, "")
    return bool(was.strip()) and EMAIL in cells and not cells[EMAIL].strip()


def edit_of(row: Row, zone: ZoneInfo) -> Edit:
    """Return what a row says that is no paper yet."""
    filled = _filled(row)
    cells = {column: (text, "") for column, text in filled.items()}
    return replace(read_edit(filled, row.cells, zone), cells=cells)


def _filled(row: Row) -> dict[str, str]:
    return {column: text for column, text in row.cells.items() if text.strip()}


def own_id(row: Row) -> str:
    """Return the ID that stands in a row, if it is one of ours."""
    return row.id if _ID.fullmatch(row.id) else ""
