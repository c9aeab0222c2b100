"""Reading the whole sheet in one request, and telling what is unusual about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sheet import cells
from bot.sheet.columns import COLUMNS, Header, find_header
from bot.sheet.plan import Row

TAB = "Database"
HELPER = "_desk"
FENCE = "newsletter_desk_fence"
"""Name of the named range that each batch puts in the place of the one before."""

_CELL = f"{cells.READ},userEnteredValue.formulaValue"
OVERVIEW = (
    "namedRanges(namedRangeId,name),"
    "sheets.properties(sheetId,title,hidden,gridProperties(rowCount,columnCount))"
)
TABLE = f"{OVERVIEW},sheets(merges,data.rowData.values({_CELL}))"
IMAGE = f"updatedSpreadsheet.sheets.data.rowData.values({_CELL})"

Json = Mapping[str, Any]
Place = tuple[int, str]
"""A row, counted from 0, and a column's name."""


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

    ``height`` counts the rows down to the last in which anything at all stands. ``linked`` are
    the cells with links that their text does not spell out, ``formulas`` those that work their
    text out.
    """

    tab: Tab
    header: Header
    rows: tuple[Row, ...]
    fences: tuple[str, ...]
    height: int = 0
    linked: frozenset[Place] = field(default_factory=frozenset)
    formulas: frozenset[Place] = field(default_factory=frozenset)


def quoted(title: str) -> str:
    """Return a tab's title as a range of the whole tab."""
    return "'" + title.replace("'", "''") + "'"


def overview(answer: Json) -> Overview:
    """Read which tabs there are."""
    return Overview(tuple(_tab(sheet) for sheet in answer.get("sheets", ())), _fences(answer))


def sheet(answer: Json) -> Sheet:
    """Read the tab with the papers; raises UnusualSheet where cells are merged.

    Rows in which none of the known columns has anything are left out.
    """
    (found,) = answer["sheets"]
    lines = found["data"][0].get("rowData", [])
    while lines and not any(map(_says_anything, lines[-1].get("values", ()))):
        lines.pop()
    first = lines[0].get("values", []) if lines else []
    header = find_header([value.get("formattedValue", "") for value in first])
    _check_merges(found.get("merges", ()), header)
    rows: list[Row] = []
    linked: set[Place] = set()
    formulas: set[Place] = set()
    for number, line in enumerate(lines[1:], start=1):
        values = line.get("values", ())
        row: dict[str, str] = {}
        for column, data in _known(values, header):
            cell = cells.read(column, data)
            row[column] = cell.text
            if cell.is_linked:
                linked.add((number, column))
            if "userEnteredValue" in data:
                formulas.add((number, column))
        if any(row.values()):
            rows.append(Row(number, row))
    return Sheet(
        tab=_tab(found),
        header=header,
        rows=tuple(rows),
        fences=_fences(answer),
        height=len(lines),
        linked=frozenset(linked),
        formulas=frozenset(formulas),
    )


def image(answer: Json, header: Header) -> list[dict[str, str]]:
    """Read what stood in the rows that a batch touched just before it wrote."""
    (found,) = answer["updatedSpreadsheet"]["sheets"]
    lines = found["data"][0].get("rowData", [])
    return [
        {column: cells.read(column, data).text for column, data in _known(values, header)}
        for values in (line.get("values", ()) for line in lines)
    ]


def check_header(header: Header) -> None:
    """Raise UnusualSheet if a column is missing or stands there twice."""
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


def _known(values: list[Json], header: Header) -> Iterator[tuple[str, Json]]:
    """Yield the cells of our columns that have anything in them."""
    width = len(values)
    for column in COLUMNS:
        at = header.at.get(column, width)
        if at < width and values[at]:
            yield column, values[at]


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


def _fences(answer: Json) -> tuple[str, ...]:
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
