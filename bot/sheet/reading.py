"""Reading the whole sheet in one request, and telling what is unusual about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from bot.sheet import cells
from bot.sheet.columns import COLUMNS, Header, find_header
from bot.sheet.placing import Row

TAB = "Database"
HELPER = "_desk"
FENCE = "newsletter_desk_fence"
"""Name of the named range that each batch puts in the place of the one before."""

_CELL = f"{cells.READ},userEnteredValue.formulaValue"
OVERVIEW = (
    "namedRanges(namedRangeId,name),"
    "sheets.properties(sheetId,title,hidden,gridProperties(rowCount,columnCount))"
)
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


class UnusualSheet(Exception):
    """The sheet is not as it has to be; the message tells an editor what to put right."""


@dataclass(frozen=True)
class Tab:
    """One tab: its id for Google, its title, and the size of its grid."""

    id: int
    title: str
    rows: int
    columns: int
    is_hidden: bool = False


@dataclass(frozen=True)
class Overview:
    """All tabs, and the ids of our named ranges."""

    tabs: tuple[Tab, ...]
    fences: tuple[str, ...]

    def titled(self, title: str) -> Tab | None:
        """Return the tab with this title, if there is one."""
        return next((tab for tab in self.tabs if tab.title == title), None)

    def newsletter(self, tab_id: int | None) -> Tab:
        """Return the tab with the papers: the one that is known, or the one that has to be it.

        Raises UnusualSheet if it is gone, or cannot be told from others.
        """
        if tab_id is not None:
            found = next((tab for tab in self.tabs if tab.id == tab_id), None)
            if found is None:
                raise UnusualSheet(
                    "The tab with the papers is gone from the spreadsheet, so I have stopped"
                    " writing. Bring it back (File → Version history); then I go on by myself."
                    " Nothing that is done in Slack is lost."
                )
            return found
        visible = [tab for tab in self.tabs if not tab.is_hidden]
        found = self.titled(TAB) or (visible[0] if len(visible) == 1 else None)
        if found is None:
            raise UnusualSheet(
                f"The spreadsheet has several tabs and none is called “{TAB}”. Give this name to"
                " the one that holds the papers, or that shall hold them; then I go on by myself."
            )
        return found


@dataclass(frozen=True)
class Sheet:
    """The tab with the papers as it stood when it was read.

    ``titles`` are the texts of the header row, ``marks`` which columns carry our mark.
    ``height`` counts the rows down to the last in which anything at all stands. ``linked`` are
    the cells with links that their text does not spell out, ``formulas`` those that work their
    text out, with the formula. ``header_row`` is where the header seems to be if it is not in the
    first row, counted from 0. ``undone`` are cells that really say something else as yet.
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


def quoted(title: str) -> str:
    """Return a tab's title as a range of the whole tab."""
    return "'" + title.replace("'", "''") + "'"


def overview(answer: Json) -> Overview:
    """Read which tabs there are."""
    return Overview(tuple(_tab(sheet) for sheet in answer.get("sheets", ())), fences_of(answer))


def tab_of(answer: Json) -> Tab:
    """Return the one tab that an answer is about."""
    (found,) = answer["sheets"]
    return _tab(found)


def only(answer: Json, tab: Tab) -> Json:
    """Return, of an answer about all tabs, what it says of one."""
    found = [one for one in answer["sheets"] if one["properties"].get("sheetId", 0) == tab.id]
    return {**answer, "sheets": found}


def sheet(answer: Json) -> Sheet:
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
    header = find_header(titles, marks)
    _check_merges(found.get("merges", ()), header)
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
        tab=_tab(found),
        header=header,
        rows=tuple(rows),
        fences=fences_of(answer),
        titles=titles,
        marks=marks,
        height=len(lines),
        linked=frozenset(linked),
        formulas=formulas,
        header_row=_header_row(lines, header),
    )


def image(answer: Json, titles: tuple[str, ...], at: Mapping[str, int]) -> Image:
    """Read what stood in the rows that a batch touched, from its answer or from the hidden tab.

    ``at`` is where the columns were found under these ``titles``, which may have been by a mark.
    """
    (found,) = answer.get("updatedSpreadsheet", answer)["sheets"]
    lines = found["data"][0].get("rowData", [{}])
    stood = _titles(lines[0])
    is_shifted = stood != titles
    header = find_header(stood) if is_shifted else replace(find_header(stood), at=at)
    return Image(stood, header, tuple(_row(line, header) for line in lines[1:]), is_shifted)


def check_header(header: Header, header_row: int = 0) -> None:
    """Raise UnusualSheet if a column is missing, stands there twice, or is another by now."""
    if header.missing and header_row:
        raise UnusualSheet(
            f"The sheet’s header stands in row {header_row + 1}, and I look for it in row 1, so I"
            " have stopped writing to the sheet. Move it up, or delete what is above it (Edit →"
            " Undo helps if it was sorted down); then I go on by myself. Nothing that is done in"
            " Slack is lost."
        )
    if header.doubled:
        raise UnusualSheet(
            f"{_listed(header.doubled)} stands twice in the sheet’s header row, so I cannot know"
            " which column is meant, and have stopped writing to the sheet. Rename or delete one"
            " of the two; then I go on by myself. Nothing that is done in Slack is lost."
        )
    if header.missing:
        raise UnusualSheet(
            f"I do not find {_listed(header.missing)} in the first row of the sheet, so I have"
            " stopped writing to it. Put the header back as it was; then I go on by myself."
            " Nothing that is done in Slack is lost."
        )


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


def _tab(found: Json) -> Tab:
    properties = found["properties"]
    grid = properties.get("gridProperties", {})
    return Tab(
        id=properties.get("sheetId", 0),
        title=properties["title"],
        rows=grid.get("rowCount", 0),
        columns=grid.get("columnCount", 0),
        is_hidden=properties.get("hidden", False),
    )


def fences_of(answer: Json) -> tuple[str, ...]:
    """Return the ids of our named ranges."""
    return tuple(
        one["namedRangeId"] for one in answer.get("namedRanges", ()) if one.get("name") == FENCE
    )


def _check_merges(merges: list[Json], header: Header) -> None:
    ours = set(header.at.values())
    for merge in merges:
        touched = ours.intersection(
            range(merge.get("startColumnIndex", 0), merge["endColumnIndex"])
        )
        if touched:
            raise UnusualSheet(
                f"Cells are merged in row {merge.get('startRowIndex', 0) + 1} of the sheet. Google"
                " would lose what I write there, so I have stopped writing. Take them apart"
                " (Format → Merge cells → Unmerge); then I go on by myself."
            )


def _listed(names: tuple[str, ...]) -> str:
    quoted_names = [f"“{name}”" for name in names]
    if len(quoted_names) == 1:
        return quoted_names[0]
    return ", ".join(quoted_names[:-1]) + " and " + quoted_names[-1]
