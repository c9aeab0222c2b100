"""Reading the tab with the papers in one request, and the rows that a write has met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from bot.sheet import cells
from bot.sheet.columns import COLUMNS, Header, find_header
from bot.sheet.placing import Row
from bot.sheet.tabs import OVERVIEW, Tab, fences_of, tab_of
from bot.sheet.unusual import check_merges

_CELL = f"{cells.READ},userEnteredValue.formulaValue,note"
MARK = "newsletter_desk_column"
"""Key of the developer metadata that says which column is which, also under another header."""

TABLE = (
    f"{OVERVIEW},sheets(merges,data(rowData.values({_CELL}),"
    "columnMetadata.developerMetadata(metadataKey,metadataValue)))"
)
KEPT = f"sheets.data.rowData.values({_CELL})"
"""What is asked for of the hidden tab, when an answer was lost."""

IMAGE = f"updatedSpreadsheet.sheets.data.rowData.values({_CELL})"

Json = Mapping[str, Any]
Place = tuple[int, str]
"""A row, counted from 0, and a column's name."""


class Undone(NamedTuple):
    """A cell that is read as it was before it was written over by mistake.

    ``kept`` is the row of the hidden tab that has what stood there, or None where nothing did.
    """

    row: int
    column: int
    kept: int | None


@dataclass(frozen=True)
class Sheet:
    """The tab with the papers as it stood when it was read.

    ``titles`` are the texts of the header row, ``marks`` which columns carry our mark.
    ``height`` counts the rows down to the last in which anything at all stands. ``linked`` are
    the cells with links that their text does not spell out, ``formulas`` those that work their
    text out, with the formula. ``header_row`` is where the header seems to be if it is not in the
    first row, counted from 0. ``undone`` are cells that really say something else as yet.
    ``lines`` are the rows as Google gave them, also with what is people's own.
    """

    tab: Tab
    header: Header
    rows: tuple[Row, ...]
    fences: tuple[str, ...]
    titles: tuple[str, ...] = ()
    marks: Mapping[int, str] = field(default_factory=dict)
    height: int = 0
    linked: frozenset[Place] = field(default_factory=frozenset)
    formulas: Mapping[Place, str] = field(default_factory=dict)
    header_row: int = 0
    undone: tuple[Undone, ...] = ()
    lines: Sequence[Json] = ()


@dataclass(frozen=True)
class ImageRow:
    """A row as it stood just before a write; ``linked`` and ``formulas`` are columns.

    ``values`` are all its cells as Google gave them, also those of people's own columns.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    linked: frozenset[str] = field(default_factory=frozenset)
    formulas: Mapping[str, str] = field(default_factory=dict)
    values: Sequence[Json] = ()


@dataclass(frozen=True)
class Image:
    """What the rows that a batch wrote to said just before, under the header of that moment.

    ``is_shifted`` tells that it was another header than the one by which the batch was built.
    """

    titles: tuple[str, ...]
    header: Header
    rows: tuple[ImageRow, ...]
    is_shifted: bool


def sheet(answer: Json, columns: Sequence[str] = COLUMNS) -> Sheet:
    """Read the tab with the papers; raises UnusualSheet where cells are merged.

    Rows in which none of the known columns has anything are left out.
    """
    (found,) = answer["sheets"]
    data = found["data"][0]
    lines = data.get("rowData", [])
    while lines and not any(map(_says_anything, lines[-1].get("values", ()))):
        lines.pop()
    titles = _titles(lines[0]) if lines else ()
    marks = _marks(data.get("columnMetadata", ()))
    header = find_header(titles, marks, columns)
    check_merges(found.get("merges", ()), header)
    rows: list[Row] = []
    linked: set[Place] = set()
    formulas: dict[Place, str] = {}
    for number, line in enumerate(lines[1:], start=1):
        row = _row(line, header)
        if not row.cells:
            continue
        rows.append(Row(number, row.cells))
        if row.linked:
            linked.update((number, column) for column in row.linked)
        for column, formula in row.formulas.items():
            formulas[number, column] = formula
    return Sheet(
        tab=tab_of(answer),
        header=header,
        rows=tuple(rows),
        fences=fences_of(answer),
        titles=titles,
        marks=marks,
        height=len(lines),
        linked=frozenset(linked),
        formulas=formulas,
        header_row=_header_row(lines, header),
        lines=lines,
    )


def image(
    answer: Json,
    titles: tuple[str, ...],
    at: Mapping[str, int],
    columns: Sequence[str] = COLUMNS,
) -> Image:
    """Read what stood in the rows that a batch touched, from its answer or from the hidden tab.

    ``at`` is where the columns were found under these ``titles``, which may have been by a mark.
    """
    (found,) = answer.get("updatedSpreadsheet", answer)["sheets"]
    lines = found["data"][0].get("rowData", [{}])
    stood = _titles(lines[0])
    is_shifted = stood != titles
    header = find_header(stood, columns=columns)
    header = header if is_shifted else replace(header, at=at)
    return Image(stood, header, tuple(_row(line, header) for line in lines[1:]), is_shifted)


def _row(line: Json, header: Header) -> ImageRow:
    """Read the cells of our columns that have anything in them."""
    values = line.get("values", ())
    width = len(values)
    row: dict[str, str] = {}
    linked: list[str] = []
    formulas: dict[str, str] = {}
    for column, at in header.at.items():
        if at >= width or not values[at]:
            continue
        data = values[at]
        text, is_linked = cells.read(column, data)
        if text:
            row[column] = text
        if is_linked:
            linked.append(column)
        if "userEnteredValue" in data:
            formulas[column] = data["userEnteredValue"].get("formulaValue", "")
    return ImageRow(row, frozenset(linked), formulas, values)


def _titles(line: Json) -> tuple[str, ...]:
    return trimmed([value.get("formattedValue", "") for value in line.get("values", ())])


def trimmed(titles: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of a header row without the empty cells at its end."""
    width = max((at + 1 for at, title in enumerate(titles) if title.strip()), default=0)
    return tuple(titles[:width])


def _marks(columns: Sequence[Json]) -> dict[int, str]:
    found = {}
    for at, column in enumerate(columns):
        for one in column.get("developerMetadata", ()):
            if one.get("metadataKey") == MARK:
                found[at] = one.get("metadataValue", "")
    return found


def _header_row(lines: Sequence[Json], header: Header) -> int:
    """Return the row that looks most like our header, if many columns are not in the first."""
    if 2 * len(header.missing) < len(COLUMNS):
        return 0
    for number, line in enumerate(lines[1:], start=1):
        if 2 * len(find_header(_titles(line)).missing) < len(COLUMNS):
            return number
    return 0


def _says_anything(data: Json) -> bool:
    return bool(data.get("formattedValue"))
