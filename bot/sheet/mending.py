"""Undoing what was written to the wrong place, before anything is planned.

A row that was written to by mistake is looked for in the sheet as it stands now and read as if the
mistake had never been made. So whatever people did there is an edit like any other, merged or
taken in by the same rules, and the cells themselves are put right by the next write.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.sheet.aftermath import Mend, Stray
from bot.sheet.cells import normal, same
from bot.sheet.columns import COLUMNS, ID
from bot.sheet.markup import pieces
from bot.sheet.placing import Row
from bot.sheet.plan import Write
from bot.sheet.reading import Sheet, Undone

_MAY_DIFFER = 2
"""So many cells of a row may have been changed since the mistake without hiding it."""

Json = dict[str, Any]


@dataclass
class Mended:
    """The sheet as it would be without the mistakes.

    ``right`` are the cells to be put right: row → column → text. ``lost`` are mistakes that were
    not found any more. ``restored`` are rows that were taken out: the number that each is to have,
    and its row in the hidden tab.
    """

    sheet: Sheet
    right: dict[int, dict[str, str]] = field(default_factory=dict)
    lost: list[Mend] = field(default_factory=list)
    restored: list[tuple[int, int]] = field(default_factory=list)

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
    for one in mends:
        if one.kept is not None:
            number = sheet.height + len(result.restored)
            rows[number] = Row(number, one.cells)
            linked.update((number, column) for column in one.linked)
            result.restored.append((number, one.kept))
            continue
        row = search.find(one)
        if row is None:
            result.lost.append(one)
            continue
        right = {
            column: text
            for column, text in one.right.items()
            if same(row.cells.get(column, ""), one.cells.get(column, ""))
        }
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


def undo(answer: Mapping[str, Any], strays: Sequence[Stray]) -> list[Undone]:
    """Give stray cells in an answer of Google back what stood there; return which those are.

    This comes before the header is looked for: it may be the header that was written over.
    """
    (found,) = answer["sheets"]
    lines = found["data"][0].get("rowData", [])
    undone: list[Undone] = []
    for one in strays:
        for number, line in enumerate(lines):
            values = line.get("values", [])
            if not _is_line(values, one):
                continue
            for cell in one.cells:
                if cell.at < len(values) and _shows(values[cell.at], cell.wrong):
                    values[cell.at] = cell.right
                    undone.append(Undone(number, cell.at, one.kept))
            break
    return undone


def _is_line(values: Sequence[Json], one: Stray) -> bool:
    """Tell whether a line is the one that was written to, by what was not written."""
    written = {cell.at for cell in one.cells}
    for at in range(max(len(values), len(one.line))):
        text = values[at].get("formattedValue", "") if at < len(values) else ""
        was = one.line[at] if at < len(one.line) else ""
        if at not in written and text != was:
            return False
    return any(
        cell.wrong and cell.at < len(values) and _shows(values[cell.at], cell.wrong)
        for cell in one.cells
    )


def _shows(data: Json, text: str) -> bool:
    """Tell whether a cell shows a text that was written into it, be it as a link."""
    shown = str(data.get("formattedValue", ""))
    label = "".join(piece.text for piece in pieces(text))
    return same(shown, text) or same(shown, label)


def undo_requests(tab: int, helper: int, undone: Sequence[Undone]) -> list[Json]:
    """Return the requests that give people's own cells back, exactly as they were.

    They come before anything else that uses the hidden tab.
    """
    requests: list[Json] = []
    for row, column, kept in undone:
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
