"""Undoing what was written to the wrong place, before anything is planned.

A row that was written to by mistake is looked for in the sheet as it stands now and read as if the
mistake had never been made. So whatever people did there is an edit like any other, merged or
taken in by the same rules, and the cells themselves are put right by the next write.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.sheet.aftermath import Mend
from bot.sheet.cells import normal, same
from bot.sheet.columns import COLUMNS, ID
from bot.sheet.placing import Row
from bot.sheet.plan import Write
from bot.sheet.reading import Sheet

_MAY_DIFFER = 2
"""So many cells of a row may have been changed since the mistake without hiding it."""

Json = dict[str, Any]


@dataclass
class Mended:
    """The sheet as it would be without the mistakes.

    ``right`` are the cells to be put right: row → column → text. ``strange`` are the cells of
    people's own columns, row and column, and the row of the hidden tab that has what stood there,
    or None where nothing did. ``lost`` are mistakes that were not found any more.
    """

    sheet: Sheet
    right: dict[int, dict[str, str]] = field(default_factory=dict)
    strange: list[tuple[int, int, int | None]] = field(default_factory=list)
    lost: list[Mend] = field(default_factory=list)

    def missing(self, writes: Sequence[Write], places: Mapping[str, Row]) -> list[Write]:
        """Return the cells to be put right that are not among the writes of a plan."""
        planned = {(write.row, write.column) for write in writes}
        papers = {row.number: paper_id for paper_id, row in places.items()}
        return [
            Write(number, papers.get(number, ""), column, text)
            for number, cells in self.right.items()
            for column, text in cells.items()
            if (number, column) not in planned
        ]


def mend(sheet: Sheet, mends: Sequence[Mend]) -> Mended:
    """Read the sheet as if nothing had been written by mistake."""
    result = Mended(sheet)
    if not mends:
        return result
    rows = {row.number: row for row in sheet.rows}
    linked = set(sheet.linked)
    search = _Search(sheet.rows)
    names = {at: column for column, at in sheet.header.at.items()}
    for one in mends:
        row = search.find(one)
        if row is None:
            result.lost.append(one)
            continue
        right = {
            column: text
            for column, text in one.right.items()
            if same(row.cells.get(column, ""), one.cells.get(column, ""))
        }
        if one.titles == sheet.titles:
            for at, wrong, stood in one.strange:
                if at not in names:
                    result.strange.append((row.number, at, one.kept))
                elif same(row.cells.get(names[at], ""), wrong):
                    right[names[at]] = stood
        cells = {c: t for c, t in {**row.cells, **right}.items() if t}
        rows[row.number] = Row(row.number, cells)
        result.right[row.number] = right
        linked.update((row.number, column) for column in one.linked)
    kept = tuple(row for row in rows.values() if row.cells)
    result.sheet = replace(sheet, rows=kept, linked=frozenset(linked))
    return result


class _Search:
    """Looks for rows as they must stand since a mistake; each is found once."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._left = {row.number: row for row in rows}
        self._exact: dict[tuple[str, ...], list[int]] = {}
        for row in rows:
            self._exact.setdefault(_said(row.cells), []).append(row.number)

    def find(self, one: Mend) -> Row | None:
        """Return the row that is most like the one that was written to, if any is like enough."""
        numbers = [n for n in self._exact.get(_said(one.cells), ()) if n in self._left]
        if numbers:
            return self._left.pop(numbers[0])
        rows = [row for row in self._left.values() if _is_like(row, one)]
        best = max(rows, key=lambda row: _equal(row, one), default=None)
        return self._left.pop(best.number) if best else None


def _said(cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(normal(cells.get(column, "")) for column in COLUMNS)


def _equal(row: Row, one: Mend) -> int:
    return sum(same(row.cells.get(c, ""), one.cells.get(c, "")) for c in COLUMNS)


def _is_like(row: Row, one: Mend) -> bool:
    still = [c for c in one.right if same(row.cells.get(c, ""), one.cells.get(c, ""))]
    if one.right and not still:
        return False
    if row.id and ID not in one.right and row.id == one.cells.get(ID, "").strip():
        return True
    return _equal(row, one) >= len(COLUMNS) - _MAY_DIFFER


def undo_requests(
    tab: int, helper: int, strange: Sequence[tuple[int, int, int | None]]
) -> list[Json]:
    """Return the requests that give people's own cells back, exactly as they were.

    They come before anything else that uses the hidden tab.
    """
    requests: list[Json] = []
    for row, column, kept in strange:
        there = _cell(tab, row, column)
        if kept is None:
            requests.append({"updateCells": {"range": there, "fields": "userEnteredValue"}})
        else:
            paste = {"source": _cell(helper, kept, column), "destination": there}
            requests.append({"copyPaste": {**paste, "pasteType": "PASTE_NORMAL"}})
    return requests


def _cell(tab: int, row: int, column: int) -> Json:
    return {
        "sheetId": tab,
        "startRowIndex": row,
        "endRowIndex": row + 1,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
    }
