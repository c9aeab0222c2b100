"""What everything that points at rows and columns does when rows and columns move.

Inserting, deleting and moving each give a function from an old index to the new one (None: gone).
Cells move with it, and so do merges, named and protected ranges, filters, rules, developer
metadata, and the references in formulas.
"""

from collections.abc import Callable
from typing import Any

from .a1 import Box
from .filtering import followed_columns
from .model import COLUMNS, ROWS, Book, Json, Tab
from .references import followed

Moved = Callable[[int], int | None]

_ENDS = {
    ROWS: ("startRowIndex", "endRowIndex"),
    COLUMNS: ("startColumnIndex", "endColumnIndex"),
}


def span(start: int | None, end: int | None, moved: Moved) -> tuple[int | None, int | None] | None:
    """A half-open span after the move; None when all of it is gone. Open sides stay open."""
    first: int | None = start
    if start is not None:
        limit = end if end is not None else start + 1_000_000
        first = next((n for n in map(moved, range(start, limit)) if n is not None), None)
        if first is None:
            return None
    if end is None:
        return first, None
    last = next((n for n in map(moved, range(end - 1, (start or 0) - 1, -1)) if n is not None), -1)
    if last < 0:
        return None
    low = first if first is not None else None
    if low is not None and last < low:
        low, last = last, low
    return low, last + 1


def follow(book: Book, tab: Tab, dimension: str, moved: Moved) -> None:
    """Adjust all that refers to `tab`, after its cells have moved along `dimension`."""

    def ranged(value: Json) -> Json | None:
        return _grid_range(value, tab.sheet_id, dimension, moved)

    tab.merges = [box for old in tab.merges if (box := _box(old, dimension, moved)) is not None]
    tab.protected = _all(tab.protected, ranged)
    tab.filter_views = _filters(tab.filter_views, ranged, dimension, moved)
    if tab.basic_filter is not None:
        kept = _filters([tab.basic_filter], ranged, dimension, moved)
        tab.basic_filter = next(iter(kept), None)
    tab.conditional = [
        {**rule, "ranges": kept}
        for rule in tab.conditional
        if (kept := [r for old in rule["ranges"] if (r := ranged(old)) is not None])
    ]
    book.named = {item["namedRangeId"]: item for item in _all(list(book.named.values()), ranged)}
    _metadata(book, tab, dimension, moved)
    _formulas(book, tab, dimension, moved)


def _filters(
    items: list[Json], ranged: Callable[[Json], Json | None], dimension: str, moved: Moved
) -> list[Json]:
    """Filters whose ranges are still there; their criteria and sorting stay with their columns."""
    kept = _all(items, ranged)
    return [followed_columns(item, moved) for item in kept] if dimension == COLUMNS else kept


def _all(items: list[Json], ranged: Callable[[Json], Json | None]) -> list[Json]:
    kept = []
    for item in items:
        new = ranged(item.get("range", {}))
        if new is not None:
            kept.append({**item, "range": new})
    return kept


def _grid_range(value: Json, sheet_id: int, dimension: str, moved: Moved) -> Json | None:
    if value.get("sheetId", 0) != sheet_id:
        return value
    low, high = _ENDS[dimension]
    new = span(value.get(low), value.get(high), moved)
    if new is None:
        return None
    sides = {k: v for k, v in zip((low, high), new, strict=True) if v is not None}
    return {**{k: v for k, v in value.items() if k not in (low, high)}, **sides}


def _box(box: Box, dimension: str, moved: Moved) -> Box | None:
    if dimension == ROWS:
        rows = span(box.top, box.bottom, moved)
        return rows and Box(rows[0] or 0, rows[1] or 0, box.left, box.right)
    columns = span(box.left, box.right, moved)
    return columns and Box(box.top, box.bottom, columns[0] or 0, columns[1] or 0)


def _metadata(book: Book, tab: Tab, dimension: str, moved: Moved) -> None:
    for key, item in list(book.metadata.items()):
        where: Json = item["location"].get("dimensionRange", {})
        if where.get("dimension") != dimension or where.get("sheetId", 0) != tab.sheet_id:
            continue
        index = moved(where.get("startIndex", 0))
        if index is None:
            del book.metadata[key]
            continue
        place = {**where, "startIndex": index, "endIndex": index + 1}
        book.metadata[key] = {**item, "location": {**item["location"], "dimensionRange": place}}


def _formulas(book: Book, tab: Tab, dimension: str, moved: Moved) -> None:
    def place(row: int, column: int) -> tuple[int, int] | None:
        index = moved(row if dimension == ROWS else column)
        if index is None:
            return None
        return (index, column) if dimension == ROWS else (row, index)

    for holder in book.tabs:

        def refers_here(title: str | None, holder: Tab = holder) -> bool:
            return holder is tab if title is None else title.casefold() == tab.title.casefold()

        rewrite_formulas(holder, lambda text, here=refers_here: followed(text, here, place))


def rewrite_formulas(tab: Tab, rewrite: Callable[..., Any]) -> None:
    """Replace each formula of the tab by what `rewrite` makes of its text."""
    for row in tab.rows:
        for column, cell in row.items():
            if cell.formula is not None:
                new = rewrite(cell.formula)
                if new != cell.formula:
                    row[column] = type(cell)(
                        {"formulaValue": new}, cell.format, cell.runs, cell.note, cell.validation
                    )
