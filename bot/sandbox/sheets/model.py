"""Spreadsheets in memory: cells, tabs, and what hangs on them.

A cell is never changed, only replaced, and JSON objects that were stored are treated the same
way. So a copy of a whole spreadsheet is cheap, and a batch works on a copy: all of it, or none.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from .a1 import Bounds, Box, Reference, read, unparsable, write
from .errors import GoogleError, invalid

Json = dict[str, Any]

ROWS, COLUMNS = "ROWS", "COLUMNS"
MAX_CELLS = 10_000_000
MAX_CHARACTERS = 50_000
DEFAULT_ROWS, DEFAULT_COLUMNS = 1000, 26
DEFAULT_SIZE = {ROWS: 21, COLUMNS: 100}


@dataclass(frozen=True, slots=True)
class Cell:
    """What somebody has put into one cell. `entered` is an ExtendedValue, or None when empty."""

    entered: Json | None = None
    format: Json | None = None
    runs: tuple[Json, ...] = ()
    note: str = ""
    validation: Json | None = None

    @property
    def blank(self) -> bool:
        """Whether there is nothing at all, not even a format."""
        return self == BLANK

    @property
    def formula(self) -> str | None:
        """The formula, with its equals sign."""
        value: str | None = self.entered.get("formulaValue") if self.entered else None
        return value

    @property
    def text(self) -> str | None:
        """The text of a cell that holds text."""
        value: str | None = self.entered.get("stringValue") if self.entered else None
        return value

    @property
    def link(self) -> str | None:
        """The link of the cell as a whole, in its format."""
        text_format: Json = (self.format or {}).get("textFormat", {})
        uri: str | None = text_format.get("link", {}).get("uri")
        return uri


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Dimension:
    """One row or column as such."""

    hidden: bool = False
    size: int | None = None
    filtered: bool = False
    """Whether the filter hides it, which shows as `hiddenByFilter`."""


PLAIN = Dimension()


@dataclass
class Tab:
    """One sheet of a spreadsheet. Cells are kept sparse, a row at a time."""

    sheet_id: int
    title: str
    rows: list[dict[int, Cell]]
    dims: dict[str, list[Dimension]]
    hidden: bool = False
    properties: Json = field(default_factory=dict)
    """What else SheetProperties holds: frozen rows, colour, reading direction."""
    merges: list[Box] = field(default_factory=list)
    basic_filter: Json | None = None
    filter_views: list[Json] = field(default_factory=list)
    conditional: list[Json] = field(default_factory=list)
    protected: list[Json] = field(default_factory=list)

    @classmethod
    def new(cls, sheet_id: int, title: str, rows: int, columns: int) -> "Tab":
        """An empty one."""
        return cls(
            sheet_id,
            title,
            [{} for _ in range(rows)],
            {ROWS: [PLAIN] * rows, COLUMNS: [PLAIN] * columns},
        )

    @property
    def height(self) -> int:
        """Rows of the grid."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Columns of the grid."""
        return len(self.dims[COLUMNS])

    @property
    def grid(self) -> Box:
        """All of it."""
        return Box(0, self.height, 0, self.width)

    def get(self, row: int, column: int) -> Cell:
        """The cell there; BLANK outside of the grid as well."""
        return self.rows[row].get(column, BLANK) if row < len(self.rows) else BLANK

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Replace a cell. A cell that a merge covers takes nothing, and Google does not say so."""
        if self.merges and any(
            m.holds(row, column) and (m.top, m.left) != (row, column) for m in self.merges
        ):
            return
        if cell == BLANK:
            self.rows[row].pop(column, None)
        else:
            self.rows[row][column] = cell

    def cells(self, box: Box) -> Iterator[tuple[int, int, Cell]]:
        """Every cell of `box` that is not blank, by rows."""
        for row in range(box.top, min(box.bottom, self.height)):
            line = self.rows[row]
            for column in sorted(line):
                if box.left <= column < box.right:
                    yield row, column, line[column]

    def last_row_with(self, wanted: Callable[[Cell], bool]) -> int:
        """The last row that has such a cell, or -1."""
        for row in range(self.height - 1, -1, -1):
            if any(wanted(cell) for cell in self.rows[row].values()):
                return row
        return -1

    def grow(self, rows: int, columns: int) -> None:
        """Add rows below and columns on the right until there are at least so many."""
        more = rows - self.height
        if more > 0:
            self.rows.extend({} for _ in range(more))
            self.dims[ROWS].extend([PLAIN] * more)
        if columns > self.width:
            self.dims[COLUMNS].extend([PLAIN] * (columns - self.width))

    def copy(self) -> "Tab":
        """A tab of its own, whose cells are shared."""
        return replace(
            self,
            rows=[dict(row) for row in self.rows],
            dims={k: list(v) for k, v in self.dims.items()},
            properties=dict(self.properties),
            merges=list(self.merges),
            filter_views=list(self.filter_views),
            conditional=list(self.conditional),
            protected=list(self.protected),
        )


@dataclass
class Book:
    """One spreadsheet."""

    book_id: str
    properties: Json
    tabs: list[Tab]
    named: dict[str, Json] = field(default_factory=dict)
    """namedRangeId → NamedRange."""
    metadata: dict[int, Json] = field(default_factory=dict)
    """metadataId → DeveloperMetadata."""
    permissions: list[Json] = field(default_factory=list)
    created: str = ""
    modified: str = ""
    next_id: int = 1

    @property
    def title(self) -> str:
        """Its name, in Sheets and in Drive."""
        return str(self.properties["title"])

    def copy(self) -> "Book":
        """A book of its own to try changes on."""
        return replace(
            self,
            properties=dict(self.properties),
            tabs=[tab.copy() for tab in self.tabs],
            named=dict(self.named),
            metadata=dict(self.metadata),
        )

    def number(self) -> int:
        """An id that was not given out yet in this book: the same run gives the same ids."""
        self.next_id += 1
        return (self.next_id * 1_000_003) % 2_000_000_011

    def tab(self, sheet_id: int) -> Tab:
        """The tab with this id. Raises GoogleError 400."""
        for tab in self.tabs:
            if tab.sheet_id == sheet_id:
                return tab
        raise invalid(f"No grid with id: {sheet_id}")

    def titled(self, title: str) -> Tab | None:
        """The tab with this title; letter case does not matter."""
        wanted = title.casefold()
        return next((tab for tab in self.tabs if tab.title.casefold() == wanted), None)

    def range(self, value: Json | None) -> tuple[Tab, Bounds]:
        """Tab and bounds of a GridRange. Raises GoogleError 400 for an unknown tab."""
        value = value or {}
        tab = self.tab(value.get("sheetId", 0))
        bounds = Bounds(
            value.get("startRowIndex"),
            value.get("endRowIndex"),
            value.get("startColumnIndex"),
            value.get("endColumnIndex"),
        )
        for name, low, high in (
            ("Row", bounds.top, bounds.bottom),
            ("Column", bounds.left, bounds.right),
        ):
            if (low is not None and low < 0) or (high is not None and high < (low or 0)):
                raise invalid(
                    f"start{name}Index[{low or 0}] must be less than or equal to "
                    f"end{name}Index[{high}], and neither may be negative."
                )
        return tab, bounds

    def box(self, value: Json | None) -> tuple[Tab, Box]:
        """Tab and closed rectangle of a GridRange, refused when it starts outside of the grid."""
        tab, bounds = self.range(value)
        return tab, inside(tab, bounds)

    def corner(self, value: Json | None) -> tuple[Tab, int, int]:
        """Tab, row and column of a GridCoordinate, which must be in the grid."""
        value = value or {}
        tab = self.tab(value.get("sheetId", 0))
        row, column = value.get("rowIndex", 0), value.get("columnIndex", 0)
        if row < 0 or column < 0:
            raise invalid(f"rowIndex[{row}] and columnIndex[{column}] may not be negative.")
        if row >= tab.height or column >= tab.width:
            raise beyond(tab, Bounds(row, row + 1, column, column + 1))
        return tab, row, column

    def resolve(self, text: str) -> tuple[Tab, Bounds]:
        """Tab and bounds of a range in A1 notation or of a name. Raises GoogleError 400."""
        reference: Reference = read(text)
        if reference.word is not None:
            named = next((n for n in self.named.values() if n["name"] == reference.word), None)
            if named is not None:
                return self.range(named["range"])
            tab = self.titled(reference.word)
        elif reference.title is None:
            tab = self.tabs[0]
        else:
            tab = self.titled(reference.title)
        if tab is None:
            raise unparsable(text)
        return tab, reference.bounds

    def check_size(self) -> None:
        """Raises GoogleError 400 when the workbook has grown beyond Google's limit."""
        if sum(tab.height * tab.width for tab in self.tabs) > MAX_CELLS:
            raise invalid(
                "This action would increase the number of cells in the workbook above the limit "
                f"of {MAX_CELLS} cells."
            )


def inside(tab: Tab, bounds: Bounds) -> Box:
    """The part of the grid that is meant. Raises GoogleError 400 when it starts outside."""
    if (bounds.top or 0) >= tab.height or (bounds.left or 0) >= tab.width:
        raise beyond(tab, bounds)
    return bounds.box(tab.height, tab.width)


def beyond(tab: Tab, bounds: Bounds | Box) -> GoogleError:
    """What Google says of a range that the grid does not have."""
    return invalid(
        f"Range ({write(tab.title, bounds)}) exceeds grid limits. "
        f"Max rows: {tab.height}, max columns: {tab.width}"
    )


def utf16_length(text: str) -> int:
    """How Google counts characters, in limits and in positions."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_lengths(values: Iterable[str | None]) -> None:
    """Raises GoogleError 400 for a text that is too long for a cell."""
    for value in values:
        if value is not None and utf16_length(value) > MAX_CHARACTERS:
            raise invalid(
                f"Your input contains more than the maximum of {MAX_CHARACTERS} characters in a "
                "single cell."
            )
