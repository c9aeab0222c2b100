"""Requests that shift part of the cells: insertRange, deleteRange, deleteDuplicates."""

from typing import Any

from bot.sandbox.sheets.a1 import Box
from bot.sandbox.sheets.errors import invalid
from bot.sandbox.sheets.formulas import Workings
from bot.sandbox.sheets.model import BLANK, COLUMNS, Book, Cell, Json, Tab


def insert_range(book: Book, request: Json) -> Json:
    """Make room by shifting cells down or right; the grid grows when they would fall off."""
    tab, box = book.box(request.get("range"))
    if request.get("shiftDimension") == COLUMNS:
        last = max((c for row in tab.rows[box.top : box.bottom] for c in row), default=-1)
        if last >= box.left:
            tab.grow(0, last + 1 + box.width)
        for row in range(box.top, box.bottom):
            _shift_row(tab, row, box.left, box.width)
    else:
        _need_dimension(request)
        rows = [r for r in range(tab.height) if any(box.left <= c < box.right for c in tab.rows[r])]
        if rows and rows[-1] >= box.top:
            tab.grow(rows[-1] + 1 + box.height, 0)
        for row in range(tab.height - 1, box.top - 1, -1):
            source = row - box.height
            _replace(tab, row, box, tab.rows[source] if source >= box.top else {})
    return {}


def delete_range(book: Book, request: Json) -> Json:
    """Take cells out; those below or on the right move into their place."""
    tab, box = book.box(request.get("range"))
    if request.get("shiftDimension") == COLUMNS:
        for row in range(box.top, box.bottom):
            _shift_row(tab, row, box.right, -box.width)
    else:
        _need_dimension(request)
        for row in range(box.top, tab.height):
            source = row + box.height
            _replace(tab, row, box, tab.rows[source] if source < tab.height else {})
    return {}


def _need_dimension(request: Json) -> None:
    if "shiftDimension" not in request:
        raise invalid("shiftDimension must be set.")


def _shift_row(tab: Tab, row: int, start: int, by: int) -> None:
    line = tab.rows[row]
    tab.rows[row] = {
        **{c: cell for c, cell in line.items() if c < start + min(by, 0)},
        **{c + by: cell for c, cell in line.items() if c >= start and c + by < tab.width},
    }


def _replace(tab: Tab, row: int, box: Box, source: dict[int, Cell]) -> None:
    kept = {c: cell for c, cell in tab.rows[row].items() if not box.left <= c < box.right}
    taken = {c: cell for c, cell in source.items() if box.left <= c < box.right}
    tab.rows[row] = kept | taken


def delete_duplicates(book: Book, request: Json) -> Json:
    """Keep the first of equal rows within a range; what is below moves up."""
    tab, box = book.box(request.get("range"))
    given: list[Json] = request.get("comparisonColumns", [])
    columns = [
        c for g in given for c in range(g.get("startIndex", 0), g.get("endIndex", tab.width))
    ] or list(range(box.left, box.right))
    workings = Workings(book)
    seen: set[tuple[Any, ...]] = set()
    kept: list[dict[int, Cell]] = []
    for row in range(box.top, box.bottom):
        key = tuple(_same(workings, tab, row, column) for column in columns)
        if key not in seen:
            seen.add(key)
            kept.append(dict(tab.rows[row]))
    removed = box.height - len(kept)
    for i, row in enumerate(range(box.top, box.bottom)):
        _replace(tab, row, box, kept[i] if i < len(kept) else {})
    return {"duplicatesRemovedCount": removed}


def _same(workings: Workings, tab: Tab, row: int, column: int) -> Any:
    value = workings.value(tab, row, column, tab.get(row, column))
    if not value:
        return None
    held = next(iter(value.values()))
    return held.casefold() if isinstance(held, str) else str(held)


def trim_whitespace(book: Book, request: Json) -> Json:
    """Take blanks off the ends of texts, and all but one between words."""
    tab, box = book.box(request.get("range"))
    changed = 0
    for row, column, cell in list(tab.cells(box)):
        trimmed = " ".join((cell.text or "").split())
        if cell.text is not None and trimmed != cell.text:
            entered = {"stringValue": trimmed} if trimmed else None
            new = Cell(entered, cell.format, (), cell.note, cell.validation)
            tab.put(row, column, new if not new.blank else BLANK)
            changed += 1
    return {"cellsChangedCount": changed}


HANDLERS = {
    "insertRange": insert_range,
    "deleteRange": delete_range,
    "deleteDuplicates": delete_duplicates,
    "trimWhitespace": trim_whitespace,
}
