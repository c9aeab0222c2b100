"""Requests about whole rows and columns: insert, delete, move, append, hide, size."""

from bot.sandbox.sheets.errors import invalid
from bot.sandbox.sheets.fieldmask import parse
from bot.sandbox.sheets.model import COLUMNS, PLAIN, ROWS, Book, Cell, Dimension, Json, Tab
from bot.sandbox.sheets.moving import Moved, follow


def _range(book: Book, value: Json | None, *, within: bool = True) -> tuple[Tab, str, int, int]:
    value = value or {}
    tab = book.tab(value.get("sheetId", 0))
    dimension = value.get("dimension")
    if dimension is None:
        raise invalid("A dimension must be specified.")
    size = len(tab.dims[dimension])
    start: int = value.get("startIndex", 0)
    end: int = value.get("endIndex", size)
    if start < 0 or end < start:
        raise invalid(f"range.startIndex[{start}] must be before range.endIndex[{end}]")
    if within and (start >= size or end > size):
        raise invalid(
            f"Cannot work on {dimension.lower()} [{start}, {end}): the sheet has {size} of them."
        )
    return tab, dimension, start, end


def insert_dimension(book: Book, request: Json) -> Json:
    """Insert empty rows or columns that take over the look of their neighbour."""
    value = request.get("range", {})
    if "startIndex" not in value or "endIndex" not in value:
        raise invalid("Both startIndex and endIndex must be set.")
    tab, dimension, start, end = _range(book, value, within=False)
    size = len(tab.dims[dimension])
    before = request.get("inheritFromBefore", False)
    if start > size:
        raise invalid(f"range.startIndex[{start}] is too large for a sheet of {size}.")
    if before and start == 0:
        raise invalid("inheritFromBefore cannot be true when inserting at index 0.")
    count = end - start

    def moved(index: int) -> int:
        return index + count if index >= start else index

    _relocate(tab, dimension, moved, size + count)
    follow(book, tab, dimension, moved)
    _dress(tab, dimension, start, end, start - 1 if before else end)
    return {}


def _dress(tab: Tab, dimension: str, start: int, end: int, like: int) -> None:
    """Give new rows or columns the formats and the dropdowns of the one at `like`."""
    if like >= len(tab.dims[dimension]):
        return
    for index in range(start, end):
        if dimension == ROWS:
            for column, cell in tab.rows[like].items():
                _dress_cell(tab, index, column, cell)
        else:
            for row in range(tab.height):
                _dress_cell(tab, row, index, tab.get(row, like))
        tab.dims[dimension][index] = Dimension(size=tab.dims[dimension][like].size)


def _dress_cell(tab: Tab, row: int, column: int, like: Cell) -> None:
    look = Cell(format=_look(like), validation=like.validation)
    if not look.blank:
        tab.put(row, column, look)


def _look(like: Cell) -> Json | None:
    """The format without its link: a new row looks like its neighbour and leads nowhere."""
    text = {k: v for k, v in (like.format or {}).get("textFormat", {}).items() if k != "link"}
    rest = {k: v for k, v in (like.format or {}).items() if k != "textFormat"}
    return {**rest, **({"textFormat": text} if text else {})} or None


def delete_dimension(book: Book, request: Json) -> Json:
    """Delete rows or columns with all that is on them."""
    tab, dimension, start, end = _range(book, request.get("range"))
    size = len(tab.dims[dimension])
    if end - start >= size:
        raise invalid(
            f"You can't delete all the {dimension.lower()} on the sheet."
            if end > start
            else "There is nothing to delete."
        )
    frozen = "frozenRowCount" if dimension == ROWS else "frozenColumnCount"
    if size - (end - start) <= tab.properties.get(frozen, 0) - _overlap(tab, frozen, start, end):
        raise invalid(f"You can't delete all non-frozen {dimension.lower()}.")

    def moved(index: int) -> int | None:
        if start <= index < end:
            return None
        return index - (end - start) if index >= end else index

    left = tab.properties.get(frozen, 0) - _overlap(tab, frozen, start, end)
    if frozen in tab.properties:
        tab.properties = {**tab.properties, frozen: left}
    _relocate(tab, dimension, moved, size - (end - start))
    follow(book, tab, dimension, moved)
    return {}


def _overlap(tab: Tab, frozen: str, start: int, end: int) -> int:
    count: int = tab.properties.get(frozen, 0)
    return max(0, min(end, count) - start)


def move_dimension(book: Book, request: Json) -> Json:
    """Move rows or columns; `destinationIndex` counts as before the move."""
    tab, dimension, start, end = _range(book, request.get("source"))
    to: int = request.get("destinationIndex", 0)
    if not 0 <= to <= len(tab.dims[dimension]):
        raise invalid(f"destinationIndex[{to}] is outside of the sheet.")
    if start < to < end:
        raise invalid("The destination may not lie inside of the source.")
    count = end - start

    def moved(index: int) -> int:
        if start <= index < end:
            return to - count + index - start if to >= end else to + index - start
        if end <= index < to:
            return index - count
        return index + count if to <= index < start else index

    _relocate(tab, dimension, moved, len(tab.dims[dimension]))
    follow(book, tab, dimension, moved)
    return {}


def _relocate(tab: Tab, dimension: str, moved: Moved, size: int) -> None:
    old = tab.dims[dimension]
    new = [PLAIN] * size
    for index, kept in enumerate(old):
        place = moved(index)
        if place is not None:
            new[place] = kept
    tab.dims[dimension] = new
    if dimension == ROWS:
        rows: list[dict[int, Cell]] = [{} for _ in range(size)]
        for index, line in enumerate(tab.rows):
            place = moved(index)
            if place is not None:
                rows[place] = line
        tab.rows = rows
        return
    for index, line in enumerate(tab.rows):
        tab.rows[index] = {
            place: cell for column, cell in line.items() if (place := moved(column)) is not None
        }


def append_dimension(book: Book, request: Json) -> Json:
    """Add rows or columns at the end."""
    tab = book.tab(request.get("sheetId", 0))
    length = request.get("length", 0)
    if length <= 0:
        raise invalid("length must be greater than 0.")
    if request.get("dimension") == COLUMNS:
        tab.grow(0, tab.width + length)
    elif request.get("dimension") == ROWS:
        tab.grow(tab.height + length, 0)
    else:
        raise invalid("A dimension must be specified.")
    return {}


def update_dimension_properties(book: Book, request: Json) -> Json:
    """Hide or show rows or columns, or set their size in pixels."""
    tab, dimension, start, end = _range(book, request.get("range"))
    mask = parse(request.get("fields", ""), "DimensionProperties")
    given = request.get("properties", {})
    for index in range(start, end):
        old = tab.dims[dimension][index]
        tab.dims[dimension][index] = Dimension(
            given.get("hiddenByUser", False) if "hiddenByUser" in mask else old.hidden,
            given.get("pixelSize") if "pixelSize" in mask else old.size,
            old.filtered,
        )
    return {}


def auto_resize_dimensions(book: Book, request: Json) -> Json:
    """Let Google choose the sizes; nothing that the API shows follows from it here."""
    _range(book, request.get("dimensions"))
    return {}


HANDLERS = {
    "insertDimension": insert_dimension,
    "deleteDimension": delete_dimension,
    "moveDimension": move_dimension,
    "appendDimension": append_dimension,
    "updateDimensionProperties": update_dimension_properties,
    "autoResizeDimensions": auto_resize_dimensions,
}
