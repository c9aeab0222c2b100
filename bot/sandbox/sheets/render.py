"""A cell as the API gives it: only the fields that the mask asks for are built."""

from collections.abc import Callable
from typing import Any

from .fieldmask import EVERYTHING, Mask
from .formats import plain, shown
from .formulas import Workings
from .functions import shown_error
from .model import Cell, Json, Tab

LINK_COLOR: Json = {"red": 0.06666667, "green": 0.33333334, "blue": 0.8}
_WHITE: Json = {"red": 1, "green": 1, "blue": 1}

DEFAULT_FORMAT: Json = {
    "backgroundColor": _WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": _WHITE},
}
"""The format of a cell that nobody has formatted."""

Part = Callable[[Tab, int, int, Cell], Any]


def _kept(take: Callable[[Cell], Any]) -> Part:
    """A part that is stored as it is given."""
    return lambda _tab, _row, _column, cell: take(cell)


class Renderer:
    """Builds CellData under one mask. Fields without a value are left out."""

    def __init__(self, workings: Workings, mask: Mask = EVERYTHING) -> None:
        self.workings = workings
        parts: dict[str, Part] = {
            "userEnteredValue": _kept(lambda cell: cell.entered),
            "effectiveValue": workings.value,
            "formattedValue": self.text,
            "userEnteredFormat": _kept(lambda cell: cell.format),
            "effectiveFormat": self._effective_format,
            "hyperlink": self.hyperlink,
            "note": _kept(lambda cell: cell.note),
            "textFormatRuns": _kept(lambda cell: [_run(r) for r in cell.runs]),
            "dataValidation": _kept(lambda cell: cell.validation),
        }
        self._parts = [(n, p, mask.sub(n)) for n, p in parts.items() if n in mask]

    def cell(self, tab: Tab, row: int, column: int, cell: Cell) -> Json:
        """CellData of a cell that is not blank."""
        out: Json = {}
        for name, part, below in self._parts:
            value = part(tab, row, column, cell)
            if value is None or value == "" or value == []:
                continue
            if below:
                value = below.project(value)
                if value == {}:
                    continue
            out[name] = value
        return out

    def text(self, tab: Tab, row: int, column: int, cell: Cell) -> str | None:
        """What a person sees in the cell; None where there is nothing."""
        value = self.workings.value(tab, row, column, cell)
        if value is None:
            return None
        return displayed(value, (cell.format or {}).get("numberFormat"))

    def hyperlink(self, tab: Tab, row: int, column: int, cell: Cell) -> str | None:
        """The one link of the cell as a whole, None also where several parts are links."""
        if cell.format is None and not cell.runs and cell.formula is None:
            return None
        return cell.link or _spanning(cell) or self.workings.link(tab, row, column, cell)

    def _effective_format(self, tab: Tab, row: int, column: int, cell: Cell) -> Json | None:
        uri = self.hyperlink(tab, row, column, cell)
        if cell.entered is None and not cell.format:
            return None
        given = cell.format or {}
        text = dict(DEFAULT_FORMAT["textFormat"])
        if uri:
            style = {"rgbColor": LINK_COLOR}
            text |= {"foregroundColor": LINK_COLOR, "foregroundColorStyle": style}
            text |= {"underline": True, "link": {"uri": uri}}
        text |= given.get("textFormat", {})
        display = {"hyperlinkDisplayType": "LINKED" if uri else "PLAIN_TEXT"}
        return {**DEFAULT_FORMAT, **given, "textFormat": text, **display}


def displayed(value: Json, number_format: Json | None) -> str:
    """An ExtendedValue as text."""
    kind, held = next(iter(value.items()))
    if kind == "stringValue":
        return str(held)
    if kind == "boolValue":
        return "TRUE" if held else "FALSE"
    if kind == "errorValue":
        return shown_error(held["type"])
    return shown(held, number_format) if number_format else plain(held)


def _spanning(cell: Cell) -> str | None:
    """The link that all parts of the text share from its first letter on, if they do."""
    if not cell.runs or cell.runs[0].get("startIndex"):
        return None
    links = {run.get("format", {}).get("link", {}).get("uri") for run in cell.runs}
    return links.pop() if len(links) == 1 else None


def _run(run: Json) -> Json:
    # Google leaves out a start of 0.
    return run if run.get("startIndex") else {k: v for k, v in run.items() if k != "startIndex"}
