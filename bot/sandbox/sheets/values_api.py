"""`spreadsheets.values.*`: plain values in and out."""

from collections.abc import Iterable
from typing import Any

from .a1 import Bounds, Box, column_name, quoted, write
from .batch.dimensions import insert_dimension
from .entry import RAW, USER_ENTERED, emptied, enter
from .errors import GoogleError, invalid
from .formats import shown
from .formulas import Workings
from .functions import shown_error
from .model import BLANK, COLUMNS, ROWS, Book, Cell, Json, Tab, beyond, inside
from .render import displayed

FORMATTED, UNFORMATTED, FORMULA = "FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"
SERIAL, FORMATTED_STRING = "SERIAL_NUMBER", "FORMATTED_STRING"

Place = tuple[Tab, Bounds]


class Reader:
    """Reads ranges of one book with one set of options."""

    def __init__(
        self,
        book: Book,
        render: str | None = None,
        dates: str | None = None,
        dimension: str | None = None,
    ) -> None:
        self.workings = Workings(book)
        self.render = render or FORMATTED
        self.dates = dates or SERIAL
        self.dimension = dimension or ROWS

    def range(self, place: Place) -> Json:
        """The ValueRange, without the empty rows and columns at its end."""
        tab, bounds = place
        return self.box(tab, inside(tab, bounds))

    def box(self, tab: Tab, box: Box) -> Json:
        """The same of a closed rectangle."""
        values = self._rows(tab, box) if self.dimension == ROWS else self._columns(tab, box)
        out: Json = {"range": write(tab.title, box), "majorDimension": self.dimension}
        return {**out, "values": values} if values else out

    def _rows(self, tab: Tab, box: Box) -> list[list[Any]]:
        rows = (
            [self._value(tab, row, column) for column in range(box.left, box.right)]
            for row in range(box.top, box.bottom)
        )
        return _trimmed(rows)

    def _columns(self, tab: Tab, box: Box) -> list[list[Any]]:
        columns = (
            [self._value(tab, row, column) for row in range(box.top, box.bottom)]
            for column in range(box.left, box.right)
        )
        return _trimmed(columns)

    def _value(self, tab: Tab, row: int, column: int) -> Any:
        cell = tab.rows[row].get(column)
        if cell is None or cell.entered is None:
            return ""
        if self.render == FORMULA and cell.formula is not None:
            return cell.formula
        value = self.workings.value(tab, row, column, cell)
        if value is None:
            return ""
        number_format = (cell.format or {}).get("numberFormat")
        if self.render == FORMATTED:
            return displayed(value, number_format)
        kind, held = next(iter(value.items()))
        if kind == "errorValue":
            return shown_error(held["type"])
        moment = (number_format or {}).get("type") in ("DATE", "TIME", "DATE_TIME")
        if kind == "numberValue" and moment and self.dates == FORMATTED_STRING:
            return shown(held, number_format)
        return held


def _trimmed(lines: Iterable[list[Any]]) -> list[list[Any]]:
    out = []
    for line in lines:
        end = len(line)
        while end and line[end - 1] == "":
            end -= 1
        out.append(line[:end])
    while out and not out[-1]:
        out.pop()
    return out


def update(place: Place, body: Json, option: str | None) -> tuple[Tab, Box, int]:
    """Write a ValueRange; null leaves a cell alone and "" empties it.

    Returns the tab, the rectangle written, and the number of cells in it. A range of one cell is
    where to start; any other range is also where to end. The grid does not grow.
    """
    tab, bounds = place
    box = inside(tab, bounds)
    rows = _by_rows(body)
    width = max((len(row) for row in rows), default=0)
    if not bounds.one_cell:
        _check_fits(tab, box, rows, width)
    full = Box(box.top, box.top + len(rows), box.left, box.left + width)
    if full.bottom > tab.height or full.right > tab.width:
        raise beyond(tab, full)
    count = _enter(tab, full, rows, _option(option))
    return tab, full, count


def _check_fits(tab: Tab, box: Box, rows: list[list[Any]], width: int) -> None:
    within = f"[{quoted(tab.title)}!{write(tab.title, box).rsplit('!', 1)[-1]}]"
    if len(rows) > box.height:
        raise invalid(
            f"Requested writing within range {within}, but tried writing to row [{box.bottom + 1}]"
        )
    if width > box.width:
        raise invalid(
            f"Requested writing within range {within}, "
            f"but tried writing to column [{column_name(box.right)}]"
        )


def _option(option: str | None) -> str:
    if option not in (RAW, USER_ENTERED):
        raise invalid("'valueInputOption' is required but not specified")
    return option


def _by_rows(body: Json) -> list[list[Any]]:
    values: list[list[Any]] = body.get("values", [])
    if body.get("majorDimension") != COLUMNS:
        return values
    height = max((len(column) for column in values), default=0)
    return [[c[row] if row < len(c) else None for c in values] for row in range(height)]


def _enter(tab: Tab, box: Box, rows: list[list[Any]], option: str) -> int:
    count = 0
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if value is None:
                continue
            place = box.top + i, box.left + j
            try:
                tab.put(*place, enter(tab.get(*place), value, option))
            except GoogleError as error:
                raise _in_values(error, i, j) from None
            count += 1
    return count


def _in_values(error: GoogleError, row: int, column: int) -> GoogleError:
    # Google names the place of a value it cannot take, but not of one that is too long.
    return error if "50000" in error.message else error.within(f"values[{row}][{column}]")


def append(book: Book, place: Place, body: Json, option: str | None, insert: bool) -> Json:
    """Write below the table that the range touches; the grid grows as needed.

    Returns the `tab`, the `box` and the `count` written, and a `tableRange` where there is one.
    """
    tab, bounds = place
    table = _table(tab, inside(tab, bounds))
    start = inside(tab, bounds)
    top, left = (table.bottom, table.left) if table else (start.top, start.left)
    rows = _by_rows(body)
    width = max((len(row) for row in rows), default=0)
    if insert and rows and top < tab.height:
        where = {"sheetId": tab.sheet_id, "dimension": ROWS}
        new_rows = {**where, "startIndex": top, "endIndex": top + len(rows)}
        insert_dimension(book, {"range": new_rows, "inheritFromBefore": top > 0})
    tab.grow(top + len(rows), left + width)
    box = Box(top, top + len(rows), left, left + width)
    count = _enter(tab, box, rows, _option(option))
    out: Json = {"tab": tab, "box": box, "count": count}
    if table:
        out["tableRange"] = write(tab.title, table)
    return out


def _table(tab: Tab, box: Box) -> Box | None:
    """The last block of neighbouring values that the range touches."""
    seeds = [(r, c) for r, c, cell in tab.cells(box) if cell.entered is not None]
    if not seeds:
        return None
    row, column = seeds[-1]
    top, bottom, left, right = row, row + 1, column, column + 1
    old: tuple[int, int, int, int] | None = None
    while old != (top, bottom, left, right):
        old = top, bottom, left, right
        while _any(tab, [top - 1], range(left - 1, right + 1)):
            top -= 1
        while _any(tab, [bottom], range(left - 1, right + 1)):
            bottom += 1
        while _any(tab, range(top - 1, bottom + 1), [left - 1]):
            left -= 1
        while _any(tab, range(top - 1, bottom + 1), [right]):
            right += 1
    return Box(top, bottom, left, right)


def _any(tab: Tab, rows: Iterable[int], columns: Iterable[int]) -> bool:
    return any(
        row >= 0 and tab.get(row, column).entered is not None for row in rows for column in columns
    )


def clear(place: Place) -> str:
    """Empty a range, keeping its formats. Returns the range cleared."""
    tab, bounds = place
    box = inside(tab, bounds)
    for row, column, cell in list(tab.cells(box)):
        new: Cell = emptied(cell)
        tab.put(row, column, new if not new.blank else BLANK)
    return write(tab.title, box)


def update_response(book: Book, tab: Tab, box: Box, count: int) -> Json:
    """The UpdateValuesResponse of a write."""
    touched = {"updatedRows": box.height, "updatedColumns": box.width, "updatedCells": count}
    shown_range = (
        write(tab.title, box)
        if box.height and box.width
        else write(tab.title, Bounds(box.top, box.top + 1, box.left, box.left + 1))
    )
    return {
        "spreadsheetId": book.book_id,
        "updatedRange": shown_range,
        **{k: v for k, v in touched.items() if v},
    }
