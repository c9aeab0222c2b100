"""The request that sorts rows."""

from typing import Any

from bot.sandbox.sheets.errors import invalid, not_here
from bot.sandbox.sheets.filtering import apply
from bot.sandbox.sheets.formulas import Workings
from bot.sandbox.sheets.model import BLANK, Book, Json, Tab

from .pasting import NORMAL, pasted


def sort_range(book: Book, request: Json) -> Json:
    """Sort the rows within a range: whole cells move, and nothing outside of the range does.

    A filter that the range touches decides again which rows it hides.
    """
    tab, box = book.box(request.get("range"))
    specs: list[Json] = request.get("sortSpecs", [])
    if not specs:
        raise invalid("At least one sortSpec must be given.")
    workings = Workings(book)
    order = list(range(box.top, box.bottom))
    for spec in reversed(specs):
        if any("Color" in name for name in spec):
            raise not_here("sorting by colour")
        column = spec.get("dimensionIndex", 0)
        if not box.left <= column < box.right:
            raise invalid(f"sortSpecs.dimensionIndex[{column}] must be inside of the range.")
        order = _sorted(tab, workings, order, column, spec.get("sortOrder") == "DESCENDING")
    old = [
        {c: cell for c, cell in tab.rows[row].items() if box.left <= c < box.right} for row in order
    ]
    for i, line in enumerate(old):
        row = box.top + i
        for column in [c for c in tab.rows[row] if box.left <= c < box.right]:
            del tab.rows[row][column]
        for column, cell in line.items():
            tab.rows[row][column] = pasted(BLANK, cell, NORMAL, (row - order[i], 0))
    if tab.basic_filter is not None and book.box(tab.basic_filter["range"])[1].meets(box):
        apply(book, tab)
    return {}


def _sorted(
    tab: Tab, workings: Workings, rows: list[int], column: int, descending: bool
) -> list[int]:
    keyed: list[tuple[tuple[int, Any], int]] = []
    empty: list[int] = []
    for row in rows:
        value = workings.value(tab, row, column, tab.get(row, column))
        if value is None:
            empty.append(row)
        else:
            keyed.append((_key(value), row))
    # Stable in both directions, and empty cells come last in both.
    keyed.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in keyed] + empty


def _key(value: Json) -> tuple[int, Any]:
    kind, held = next(iter(value.items()))
    if kind == "numberValue":
        return 0, held
    if kind == "stringValue":
        return 1, held.casefold()
    return (2, held) if kind == "boolValue" else (3, held["type"])


HANDLERS = {"sortRange": sort_range}
