"""Requests that write cells: updateCells, repeatCell, appendCells."""

from bot.sandbox.sheets.a1 import Box
from bot.sandbox.sheets.errors import invalid
from bot.sandbox.sheets.fieldmask import Mask
from bot.sandbox.sheets.model import BLANK, Book, Cell, Json, Tab, inside
from bot.sandbox.sheets.references import shifted
from bot.sandbox.sheets.writing import cell_mask, write


def update_cells(book: Book, request: Json) -> Json:
    """Write rows from `start`, or over `range`, where what the rows do not cover is cleared."""
    mask = cell_mask(request.get("fields"))
    rows: list[Json] = request.get("rows", [])
    if ("start" in request) == ("range" in request):
        raise invalid("Exactly one of 'start' and 'range' must be set.")
    if "start" in request:
        tab, top, left = book.corner(request["start"])
        _fill(tab, Box(top, tab.height, left, tab.width), rows, mask)
        return {}
    tab, box = book.box(request["range"])
    _fill(tab, box, rows, mask)
    for row in range(box.top, box.bottom):
        given = row - box.top
        width = len(rows[given].get("values", [])) if given < len(rows) else 0
        for column in _worth_clearing(tab, box, row, box.left + width):
            tab.put(row, column, write(tab.get(row, column), {}, mask))
    return {}


def _worth_clearing(tab: Tab, box: Box, row: int, first: int) -> list[int]:
    # Only a cell that has something can lose it.
    return [column for column in tab.rows[row] if first <= column < box.right]


def _fill(tab: Tab, box: Box, rows: list[Json], mask: Mask) -> None:
    for i, row in enumerate(rows):
        values = row.get("values", [])
        if box.top + i >= box.bottom:
            raise invalid(
                f"Attempting to write row: {box.top + i}, beyond the last requested row of: "
                f"{box.bottom - 1}"
            )
        if box.left + len(values) > box.right:
            raise invalid(
                f"Attempting to write column: {box.right}, beyond the last requested column of: "
                f"{box.right - 1}"
            )
        for j, data in enumerate(values):
            place = box.top + i, box.left + j
            tab.put(*place, write(tab.get(*place), data, mask))


def repeat_cell(book: Book, request: Json) -> Json:
    """Write one cell all over a range; the references of a formula move along."""
    mask = cell_mask(request.get("fields"))
    tab, bounds = book.range(request.get("range"))
    if bounds.top is not None and bounds.top == bounds.bottom:
        return {}
    if bounds.left is not None and bounds.left == bounds.right:
        return {}
    box = inside(tab, bounds)
    data: Json = request.get("cell", {})
    formula = data.get("userEnteredValue", {}).get("formulaValue")
    before: Cell | None = None
    after = BLANK
    for row in range(box.top, box.bottom):
        columns = range(box.left, box.right) if data else _worth_clearing(tab, box, row, box.left)
        for column in columns:
            cell = tab.get(row, column)
            if formula is not None:
                moved = shifted(formula, row - box.top, column - box.left)
                here = {**data, "userEnteredValue": {"formulaValue": moved}}
                tab.put(row, column, write(cell, here, mask))
                continue
            if cell is not before:
                # Whole columns of cells are one and the same: what becomes of them is as well.
                before, after = cell, write(cell, data, mask)
            tab.put(row, column, after)
    return {}


def append_cells(book: Book, request: Json) -> Json:
    """Write rows below the last row that has a value anywhere, adding rows to the grid."""
    mask = cell_mask(request.get("fields"))
    tab = book.tab(request.get("sheetId", 0))
    rows: list[Json] = request.get("rows", [])
    top = tab.last_row_with(lambda cell: cell.entered is not None) + 1
    tab.grow(top + len(rows), 0)
    _fill(tab, Box(top, tab.height, 0, tab.width), rows, mask)
    return {}


HANDLERS = {
    "updateCells": update_cells,
    "repeatCell": repeat_cell,
    "appendCells": append_cells,
}
