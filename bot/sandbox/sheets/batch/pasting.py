"""Requests that copy cells: copyPaste, cutPaste, pasteData."""

import csv
import io
from dataclasses import replace

from bot.sandbox.sheets.a1 import Box
from bot.sandbox.sheets.entry import USER_ENTERED, enter
from bot.sandbox.sheets.errors import invalid, not_here
from bot.sandbox.sheets.formulas import Workings
from bot.sandbox.sheets.functions import shown_error
from bot.sandbox.sheets.model import BLANK, Book, Cell, Json, Tab, beyond, inside
from bot.sandbox.sheets.references import shifted

NORMAL = "PASTE_NORMAL"


def copy_paste(book: Book, request: Json) -> Json:
    """Copy a range, over and over where the destination is a multiple of it."""
    tab, box = book.box(request.get("source"))
    target, bounds = book.range(request.get("destination"))
    landing = inside(target, bounds)
    kind = request.get("pasteType", NORMAL)
    block = _block(tab, box)
    if request.get("pasteOrientation") == "TRANSPOSE":
        block = [list(column) for column in zip(*block, strict=True)]
    values = _values(book, tab, block) if kind == "PASTE_VALUES" else {}
    height, width = len(block), len(block[0])
    down = max(1, landing.height // height if landing.height % height == 0 else 1)
    across = max(1, landing.width // width if landing.width % width == 0 else 1)
    full = Box(
        landing.top, landing.top + height * down, landing.left, landing.left + width * across
    )
    if full.bottom > target.height or full.right > target.width:
        raise beyond(target, full)
    for row in range(full.top, full.bottom):
        for column in range(full.left, full.right):
            i, j = (row - full.top) % height, (column - full.left) % width
            source = block[i][j]
            moved = row - source[1], column - source[2]
            new = pasted(target.get(row, column), source[0], kind, moved, values.get((i, j)))
            target.put(row, column, new)
    if kind == NORMAL:
        _copy_merges(tab, box, target, full)
    return {}


Placed = tuple[Cell, int, int]


def _block(tab: Tab, box: Box) -> list[list[Placed]]:
    if not box.height or not box.width:
        raise invalid("The source range is empty.")
    return [
        [(tab.get(row, column), row, column) for column in range(box.left, box.right)]
        for row in range(box.top, box.bottom)
    ]


def _values(book: Book, tab: Tab, block: list[list[Placed]]) -> dict[tuple[int, int], Json | None]:
    workings = Workings(book)
    return {
        (i, j): workings.value(tab, row, column, cell)
        for i, line in enumerate(block)
        for j, (cell, row, column) in enumerate(line)
    }


def pasted(
    old: Cell, source: Cell, kind: str, moved: tuple[int, int], value: Json | None = None
) -> Cell:
    """`old` after `source` was pasted over it; `value` is what the source's formula gave."""
    if kind == "PASTE_VALUES":
        if value is not None and "errorValue" in value:
            value = {"stringValue": shown_error(value["errorValue"]["type"])}
        return replace(old, entered=value, runs=())
    if kind == "PASTE_FORMAT":
        return replace(old, format=source.format)
    if kind == "PASTE_DATA_VALIDATION":
        return replace(old, validation=source.validation)
    if kind == "PASTE_CONDITIONAL_FORMATTING":
        return old
    entered = source.entered
    if source.formula is not None:
        entered = {"formulaValue": shifted(source.formula, *moved)}
    if kind == "PASTE_FORMULA":
        return replace(old, entered=entered, runs=())
    cell = replace(source, entered=entered)
    if kind == "PASTE_NO_BORDERS":
        kept = {k: v for k, v in (source.format or {}).items() if k != "borders"}
        borders = (old.format or {}).get("borders")
        cell = replace(cell, format={**kept, **({"borders": borders} if borders else {})} or None)
    return cell


def _copy_merges(tab: Tab, box: Box, target: Tab, full: Box) -> None:
    for merge in [m for m in tab.merges if m.meets(box)]:
        down, right = full.top - box.top, full.left - box.left
        new = Box(merge.top + down, merge.bottom + down, merge.left + right, merge.right + right)
        if not any(new.meets(other) for other in target.merges):
            target.merges.append(new)


def cut_paste(book: Book, request: Json) -> Json:
    """Move a range elsewhere; all of the source is emptied, whatever part is pasted."""
    tab, box = book.box(request.get("source"))
    target, top, left = book.corner(request.get("destination"))
    full = Box(top, top + box.height, left, left + box.width)
    if full.bottom > target.height or full.right > target.width:
        raise beyond(target, full)
    kind = request.get("pasteType", NORMAL)
    block = _block(tab, box)
    values = _values(book, tab, block) if kind == "PASTE_VALUES" else {}
    for row, column, _ in list(tab.cells(box)):
        tab.put(row, column, BLANK)
    for i, line in enumerate(block):
        for j, (cell, _row, _column) in enumerate(line):
            # Cut cells keep their references: they move, they are not copied.
            old = target.get(top + i, left + j)
            target.put(top + i, left + j, pasted(old, cell, kind, (0, 0), values.get((i, j))))
    return {}


def paste_data(book: Book, request: Json) -> Json:
    """Enter delimited text as if a person had pasted it."""
    if request.get("html"):
        raise not_here("pasteData of HTML")
    if not request.get("delimiter"):
        raise invalid("Exactly one of 'delimiter' and 'html' must be set.")
    if len(request["delimiter"]) > 1:
        raise not_here("pasteData with a delimiter of several characters")
    tab, top, left = book.corner(request.get("coordinate"))
    lines = list(csv.reader(io.StringIO(request.get("data", "")), delimiter=request["delimiter"]))
    tab.grow(top + len(lines), left + max((len(line) for line in lines), default=0))
    for i, line in enumerate(lines):
        for j, text in enumerate(line):
            tab.put(top + i, left + j, enter(tab.get(top + i, left + j), text, USER_ENTERED))
    return {}


HANDLERS = {
    "copyPaste": copy_paste,
    "cutPaste": cut_paste,
    "pasteData": paste_data,
}
