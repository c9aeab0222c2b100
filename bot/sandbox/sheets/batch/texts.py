"""Find and replace."""

import re
from collections.abc import Iterator

from bot.sandbox.sheets.a1 import Box
from bot.sandbox.sheets.entry import USER_ENTERED, enter
from bot.sandbox.sheets.errors import invalid
from bot.sandbox.sheets.formulas import Workings
from bot.sandbox.sheets.model import Book, Cell, Json, Tab
from bot.sandbox.sheets.render import Renderer


def find_replace(book: Book, request: Json) -> Json:
    """Replace text all over a range, a tab, or everywhere; what changed is entered anew."""
    pattern, replacement = _pattern(request)
    renderer = Renderer(Workings(book))
    values = formulas = occurrences = 0
    rows: set[tuple[int, int]] = set()
    for tab, row, column, cell in list(_scope(book, request)):
        formula = cell.formula if request.get("includeFormulas") else None
        if cell.formula is not None and formula is None:
            continue
        text = formula or renderer.text(tab, row, column, cell) or ""
        new, count = pattern.subn(replacement, text)
        if not count or new == text:
            continue
        tab.put(row, column, enter(cell, new, USER_ENTERED))
        occurrences += count
        rows.add((tab.sheet_id, row))
        formulas += formula is not None
        values += formula is None
    reply = {
        "valuesChanged": values,
        "formulasChanged": formulas,
        "rowsChanged": len(rows),
        "sheetsChanged": len({sheet for sheet, _ in rows}),
        "occurrencesChanged": occurrences,
    }
    return {k: v for k, v in reply.items() if v}


def _pattern(request: Json) -> tuple[re.Pattern[str], str]:
    find, replacement = request.get("find", ""), request.get("replacement", "")
    if not find:
        raise invalid("find must be set.")
    flags = re.NOFLAG if request.get("matchCase") else re.IGNORECASE
    if request.get("searchByRegex"):
        # Google writes groups as $1.
        replacement = re.sub(r"\$(\d)", r"\\\1", replacement)
    else:
        find, replacement = re.escape(find), replacement.replace("\\", r"\\")
    if request.get("matchEntireCell"):
        find = rf"\A(?:{find})\Z"
    try:
        return re.compile(find, flags), replacement
    except re.error as error:
        raise invalid(f"The regular expression is invalid: {error}") from error


def _scope(book: Book, request: Json) -> Iterator[tuple[Tab, int, int, Cell]]:
    if sum(name in request for name in ("range", "sheetId", "allSheets")) != 1:
        raise invalid("Exactly one of 'range', 'sheetId' and 'allSheets' must be set.")
    parts: list[tuple[Tab, Box]] = []
    if "range" in request:
        parts.append(book.box(request["range"]))
    elif "sheetId" in request:
        tab = book.tab(request["sheetId"])
        parts.append((tab, tab.grid))
    else:
        parts.extend((tab, tab.grid) for tab in book.tabs)
    for tab, box in parts:
        for row, column, cell in tab.cells(box):
            yield tab, row, column, cell


HANDLERS = {"findReplace": find_replace}
