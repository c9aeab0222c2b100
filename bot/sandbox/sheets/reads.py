"""`spreadsheets.get`: a spreadsheet, or the parts of it that a mask and ranges ask for."""

from typing import Any

from .a1 import Bounds, Box, grid_range
from .batch.tabs import properties
from .fieldmask import EVERYTHING, Mask
from .formulas import Workings
from .model import BLANK, COLUMNS, DEFAULT_SIZE, ROWS, Book, Json, Tab, inside
from .render import Renderer

Place = tuple[Tab, Bounds]


def spreadsheet(book: Book, places: list[Place], grid_data: bool, mask: Mask = EVERYTHING) -> Json:
    """The Spreadsheet resource.

    With places, only the tabs that they are on, with a GridData for each. Cells are given when
    `grid_data` says so or, where there is a mask, when that asks for them.
    """
    out: Json = {}
    if "spreadsheetId" in mask:
        out["spreadsheetId"] = book.book_id
    if "properties" in mask:
        out["properties"] = mask.sub("properties").project(book.properties)
    if "sheets" in mask:
        below = mask.sub("sheets")
        wanted = [tab for tab in book.tabs if not places or any(tab is t for t, _ in places)]
        with_data = "data" in below if mask else grid_data
        workings = Workings(book)
        out["sheets"] = [
            _sheet(book, tab, [b for t, b in places if t is tab], with_data, below, workings)
            for tab in wanted
        ]
    if "namedRanges" in mask and book.named:
        out["namedRanges"] = mask.sub("namedRanges").project(list(book.named.values()))
    if "spreadsheetUrl" in mask:
        out["spreadsheetUrl"] = f"https://docs.google.com/spreadsheets/d/{book.book_id}/edit"
    if "developerMetadata" in mask:
        items = _metadata(book, "SPREADSHEET")
        if items:
            out["developerMetadata"] = mask.sub("developerMetadata").project(items)
    return {k: v for k, v in out.items() if v != [] or k == "sheets"}


def _metadata(book: Book, kind: str, sheet_id: int | None = None) -> list[Json]:
    return [
        item
        for item in book.metadata.values()
        if item["location"]["locationType"] == kind
        and (sheet_id is None or item["location"].get("sheetId") == sheet_id)
    ]


def _sheet(
    book: Book, tab: Tab, bounds: list[Bounds], with_data: bool, mask: Mask, workings: Workings
) -> Json:
    parts: Json = {}
    if "properties" in mask:
        parts["properties"] = properties(book, tab)
    if with_data:
        below = mask.sub("data")
        renderer = _renderer(workings, below)
        boxes = [(b, inside(tab, b)) for b in bounds or [Bounds()]]
        parts["data"] = [_data(book, tab, box, below, renderer) for _, box in boxes]
    for name, value in (
        ("merges", [grid_range(tab.sheet_id, merge) for merge in tab.merges]),
        ("conditionalFormats", tab.conditional),
        ("filterViews", tab.filter_views),
        ("protectedRanges", tab.protected),
        ("basicFilter", tab.basic_filter),
        ("developerMetadata", _metadata(book, "SHEET", tab.sheet_id)),
    ):
        if name in mask and value:
            parts[name] = value
    return {
        name: value if name == "data" else mask.sub(name).project(value)
        for name, value in parts.items()
    }


def _renderer(workings: Workings, mask: Mask) -> Renderer | None:
    """What builds the cells; None when the mask wants none."""
    if "rowData" not in mask:
        return None
    rows = mask.sub("rowData")
    return Renderer(workings, rows.sub("values")) if "values" in rows else None


def _data(book: Book, tab: Tab, box: Box, mask: Mask, renderer: Renderer | None) -> Json:
    out: Json = {}
    if "startRow" in mask and box.top:
        out["startRow"] = box.top
    if "startColumn" in mask and box.left:
        out["startColumn"] = box.left
    if renderer is not None:
        rows = _rows(tab, box, renderer)
        if rows:
            out["rowData"] = rows
    for name, dimension, low, high in (
        ("rowMetadata", ROWS, box.top, box.bottom),
        ("columnMetadata", COLUMNS, box.left, box.right),
    ):
        if name in mask:
            out[name] = _dimensions(book, tab, dimension, low, high, mask.sub(name))
    return out


def _rows(tab: Tab, box: Box, renderer: Renderer) -> list[Json]:
    """RowData down to the last row, and each row up to the last cell, that has anything."""
    out: list[Json] = []
    pending = 0
    for row in range(box.top, box.bottom):
        line = tab.rows[row]
        last = max((c for c in line if box.left <= c < box.right), default=-1)
        if last < 0:
            pending += 1
            continue
        out.extend({} for _ in range(pending))
        pending = 0
        values = [
            renderer.cell(tab, row, column, line[column]) if column in line else {}
            for column in range(box.left, last + 1)
        ]
        out.append({"values": values})
    return out


def _dimensions(
    book: Book, tab: Tab, dimension: str, low: int, high: int, mask: Mask
) -> list[Json]:
    attached: dict[int, list[Json]] = {}
    if "developerMetadata" in mask:
        kind = "ROW" if dimension == ROWS else "COLUMN"
        for item in _metadata(book, kind):
            where = item["location"]["dimensionRange"]
            if where["sheetId"] == tab.sheet_id:
                attached.setdefault(where["startIndex"], []).append(item)
    out: list[Json] = []
    for index in range(low, high):
        kept = tab.dims[dimension][index]
        entry: dict[str, Any] = {"pixelSize": kept.size or DEFAULT_SIZE[dimension]}
        if kept.hidden:
            entry["hiddenByUser"] = True
        if kept.filtered:
            entry["hiddenByFilter"] = True
        if index in attached:
            entry["developerMetadata"] = attached[index]
        out.append(mask.project(entry))
    return out


def grid(tab: Tab, workings: Workings) -> list[list[dict[str, str | None]]]:
    """Text and link of each cell, down to the last row and over to the last column in use."""
    renderer = Renderer(workings)
    height = tab.last_row_with(lambda cell: cell.entered is not None) + 1
    width = max(
        (c + 1 for row in tab.rows for c, cell in row.items() if cell.entered is not None),
        default=0,
    )
    return [
        [
            {
                "text": renderer.text(tab, row, column, cell) or "",
                "link": renderer.hyperlink(tab, row, column, cell),
            }
            for column in range(width)
            for cell in [tab.rows[row].get(column, BLANK)]
        ]
        for row in range(height)
    ]
