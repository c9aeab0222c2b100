"""Requests about whole tabs, and about the spreadsheet as such."""

from typing import Any

from bot.sandbox.sheets.a1 import Box
from bot.sandbox.sheets.errors import invalid
from bot.sandbox.sheets.fieldmask import parse
from bot.sandbox.sheets.model import COLUMNS, DEFAULT_COLUMNS, DEFAULT_ROWS, ROWS, Book, Json, Tab
from bot.sandbox.sheets.moving import rewrite_formulas
from bot.sandbox.sheets.references import renamed
from bot.sandbox.sheets.writing import merged

_LOOKS = (
    "frozenRowCount",
    "frozenColumnCount",
    "hideGridlines",
    "rowGroupControlAfter",
    "columnGroupControlAfter",
)
_EXTRAS = ("tabColor", "tabColorStyle", "rightToLeft")


def properties(book: Book, tab: Tab) -> Json:
    """The SheetProperties of a tab, as Google shows them: what is off is left out."""
    grid = {"rowCount": tab.height, "columnCount": tab.width}
    kept = {k: v for k, v in tab.properties.items() if v not in (0, False, None)}
    grid |= {k: kept[k] for k in _LOOKS if k in kept}
    out: Json = {
        "sheetId": tab.sheet_id,
        "title": tab.title,
        "index": next(i for i, t in enumerate(book.tabs) if t is tab),
        "sheetType": "GRID",
        "gridProperties": grid,
    }
    if tab.hidden:
        out["hidden"] = True
    out |= {k: kept[k] for k in _EXTRAS if k in kept}
    return out


def add_sheet(book: Book, request: Json) -> Json:
    """Add a tab, with the id and the title asked for if they are free."""
    given: Json = request.get("properties", {})
    title = given.get("title") or _free_title(book, "Sheet{}")
    grid = given.get("gridProperties", {})
    tab = Tab.new(
        _free_id(book, given.get("sheetId"), "addSheet"),
        _checked_title(book, title, None),
        grid.get("rowCount", DEFAULT_ROWS),
        grid.get("columnCount", DEFAULT_COLUMNS),
    )
    if tab.height < 1 or tab.width < 1:
        raise invalid("You can't create a sheet without rows or columns.")
    if given.get("sheetType", "GRID") != "GRID":
        raise invalid("Only sheets of type GRID can be added.")
    tab.hidden = given.get("hidden", False)
    _set_rest(tab, given)
    _insert(book, given.get("index", len(book.tabs)), tab)
    return {"properties": properties(book, tab)}


def _insert(book: Book, index: int, tab: Tab) -> None:
    if not 0 <= index <= len(book.tabs):
        raise invalid(f"The index[{index}] of the sheet is outside of the spreadsheet.")
    book.tabs.insert(index, tab)


def _free_id(book: Book, wanted: int | None, kind: str) -> int:
    if wanted is None:
        return book.number()
    if wanted < 0:
        raise invalid(f"sheetId[{wanted}] must not be negative.")
    if any(tab.sheet_id == wanted for tab in book.tabs):
        raise invalid(
            f"Sheet with ID {wanted} already exists. Please enter another ID."
            if kind == "addSheet"
            else f"A sheet with the id {wanted} already exists."
        )
    return wanted


def _free_title(book: Book, pattern: str) -> str:
    number = 1
    while book.titled(pattern.format(number)):
        number += 1
    return pattern.format(number)


def _checked_title(book: Book, title: str, own: Tab | None) -> str:
    if not title:
        raise invalid("Sheet name cannot be empty.")
    if len(title) > 100:
        raise invalid("Sheet name cannot be longer than 100 characters.")
    other = book.titled(title)
    if other is not None and other is not own:
        raise invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')
    return title


def _set_rest(tab: Tab, given: Json) -> None:
    grid = given.get("gridProperties", {})
    tab.properties = {k: grid[k] for k in _LOOKS if k in grid}
    tab.properties |= {k: given[k] for k in _EXTRAS if k in given}
    _check_frozen(tab)


def _check_frozen(tab: Tab) -> None:
    for name, size, what in (
        ("frozenRowCount", tab.height, "rows"),
        ("frozenColumnCount", tab.width, "columns"),
    ):
        if tab.properties.get(name, 0) >= size:
            raise invalid(f"You can't freeze all visible {what} on the sheet.")


def delete_sheet(book: Book, request: Json) -> Json:
    """Delete a tab. The last one that people can see stays."""
    tab = book.tab(request.get("sheetId", 0))
    if not any(other is not tab and not other.hidden for other in book.tabs):
        raise invalid("You can't remove all the visible sheets in a document.")
    book.tabs = [other for other in book.tabs if other is not tab]
    for key, item in list(book.named.items()):
        if item["range"].get("sheetId", 0) == tab.sheet_id:
            del book.named[key]
    for number, item in list(book.metadata.items()):
        where = item["location"].get("dimensionRange", item["location"])
        if "spreadsheet" not in where and where.get("sheetId", 0) == tab.sheet_id:
            del book.metadata[number]
    return {}


def duplicate_sheet(book: Book, request: Json) -> Json:
    """Copy a tab within the spreadsheet."""
    source = book.tab(request.get("sourceSheetId", 0))
    title = request.get("newSheetName") or _copy_title(book, source)
    copy = source.copy()
    copy.sheet_id = _free_id(book, request.get("newSheetId"), "duplicateSheet")
    copy.title = _checked_title(book, title, None)
    copy.hidden = False
    take_over(book, source, copy)
    _insert(book, request.get("insertSheetIndex", 0), copy)
    return {"properties": properties(book, copy)}


def _copy_title(book: Book, source: Tab) -> str:
    plain = f"Copy of {source.title}"
    return _free_title(book, plain + " {}") if book.titled(plain) else plain


def take_over(book: Book, source: Tab, copy: Tab) -> None:
    """Make what hangs on `source` the copy's own, under new ids."""

    def here(value: Json) -> Json:
        rest = {k: v for k, v in value.items() if k != "sheetId"}
        return {**rest, "sheetId": copy.sheet_id}

    def moved(item: Json, **ids: Any) -> Json:
        return {**item, **ids, "range": here(item.get("range", {}))}

    copy.protected = [moved(p, protectedRangeId=book.number()) for p in source.protected]
    copy.filter_views = [moved(v, filterViewId=book.number()) for v in source.filter_views]
    copy.basic_filter = moved(source.basic_filter) if source.basic_filter else None
    copy.conditional = [{**r, "ranges": [here(x) for x in r["ranges"]]} for r in source.conditional]


def update_sheet_properties(book: Book, request: Json) -> Json:
    """Rename, hide, move, resize or freeze a tab."""
    given: Json = request.get("properties", {})
    tab = book.tab(given.get("sheetId", 0))
    if not request.get("fields"):
        raise invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all)")
    mask = parse(request["fields"], "SheetProperties")
    # Under `*` a title that is not given stays, since a tab cannot be without one.
    if "title" in mask and ("title" in given or mask):
        _rename(book, tab, _checked_title(book, given.get("title", ""), tab))
    if "hidden" in mask:
        tab.hidden = given.get("hidden", False)
        if all(other.hidden for other in book.tabs):
            raise invalid("You can't hide all the sheets in a document.")
    if "gridProperties" in mask:
        below = mask.sub("gridProperties")
        grid = given.get("gridProperties", {})
        _resize(
            tab,
            grid.get("rowCount", tab.height) if "rowCount" in below else tab.height,
            grid.get("columnCount", tab.width) if "columnCount" in below else tab.width,
        )
        for name in _LOOKS:
            if name in below:
                _set(tab, name, grid.get(name))
    for name in _EXTRAS:
        if name in mask:
            _set(tab, name, given.get(name))
    _check_frozen(tab)
    if "index" in mask and "index" in given:
        _reorder(book, tab, given["index"])
    return {}


def _set(tab: Tab, name: str, value: Any) -> None:
    tab.properties.pop(name, None)
    if value is not None:
        tab.properties[name] = value


def _rename(book: Book, tab: Tab, title: str) -> None:
    """Formulas that name the tab go on meaning it."""
    for holder in book.tabs:
        rewrite_formulas(holder, lambda text: renamed(text, tab.title, title))
    tab.title = title


def _resize(tab: Tab, rows: int, columns: int) -> None:
    if rows < 1 or columns < 1:
        raise invalid("A sheet must have at least one row and one column.")
    tab.grow(rows, columns)
    del tab.rows[rows:]
    del tab.dims[ROWS][rows:]
    if columns < tab.width:
        del tab.dims[COLUMNS][columns:]
        tab.rows = [{c: cell for c, cell in row.items() if c < columns} for row in tab.rows]
    grid = tab.grid
    tab.merges = [
        Box(m.top, min(m.bottom, rows), m.left, min(m.right, columns))
        for m in tab.merges
        if m.meets(grid)
    ]


def _reorder(book: Book, tab: Tab, index: int) -> None:
    if not 0 <= index <= len(book.tabs):
        raise invalid(f"The index[{index}] of the sheet is outside of the spreadsheet.")
    # The index counts as before the move, so a move to the right ends one further left.
    old = next(i for i, other in enumerate(book.tabs) if other is tab)
    book.tabs.pop(old)
    book.tabs.insert(index - 1 if index > old else index, tab)


def update_spreadsheet_properties(book: Book, request: Json) -> Json:
    """Rename the spreadsheet, or set its language and time zone."""
    if not request.get("fields"):
        raise invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all)")
    mask = parse(request["fields"], "SpreadsheetProperties")
    given: Json = request.get("properties", {})
    if not mask:
        mask = parse(",".join(given), "SpreadsheetProperties")
    book.properties = merged(book.properties, given, mask)
    if not book.properties.get("title"):
        raise invalid("The spreadsheet must have a title.")
    return {}


HANDLERS = {
    "addSheet": add_sheet,
    "deleteSheet": delete_sheet,
    "duplicateSheet": duplicate_sheet,
    "updateSheetProperties": update_sheet_properties,
    "updateSpreadsheetProperties": update_spreadsheet_properties,
}
