"""Whole columns whose texts stand beside other papers, or under another header. Pure.

No single cell tells it: a category or a year is that of many papers. All cells of the column do.
"""

from collections import Counter
from collections.abc import Mapping

from bot.sheet.columns import COLUMNS, ID
from bot.sheet.placing import Row, Table

_MANY = 3
"""What has happened in so many rows at once is no mended mistake."""

Edits = Mapping[str, Mapping[str, str]]
"""Paper id → the cells of its row that are not as both sides last agreed, as they stand now."""


def strange_column(base: Table, edits: Edits, places: Mapping[str, Row]) -> str:
    """Return a column that was sorted alone, or stands under another header; empty if none."""
    return _sorted_alone(base, edits, places) or _exchanged(base, edits)


def _sorted_alone(base: Table, edits: Edits, places: Mapping[str, Row]) -> str:
    """Return a column that is in order now and says what it said before, in other rows."""
    for column in COLUMNS:
        changed = [one for one, cells in edits.items() if column in cells]
        if column == ID or len(changed) < _MANY:
            continue
        before = Counter(base[one].get(column, "") for one in changed)
        if before != Counter(edits[one][column] for one in changed):
            continue
        rows = sorted(places.values(), key=lambda row: row.number)
        keys = [row.cells.get(column, "").strip().casefold() for row in rows]
        filled = [key for key in keys if key]
        if keys[: len(filled)] == filled and filled in (
            sorted(filled),
            sorted(filled, reverse=True),
        ):
            return column
    return ""


def _exchanged(base: Table, edits: Edits) -> str:
    """Return a column whose cells say what another column of the same rows said before."""
    count: Counter[tuple[str, str]] = Counter()
    changed: Counter[str] = Counter()
    for paper_id, cells in edits.items():
        own = base[paper_id]
        for column, text in cells.items():
            changed[column] += 1
            if text.strip():
                count.update((column, c) for c, t in own.items() if c != column and t == text)
    for (column, _), times in count.items():
        if times >= _MANY and 2 * times > changed[column]:
            return column
    return ""
