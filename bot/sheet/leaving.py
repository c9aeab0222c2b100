"""Rows that go out of a sheet, since their paper stands in the other one.

Google knows no "delete this row if it is still that one". So a row is copied to the hidden tab,
all of it, in the very batch that deletes it; where the copy turns out to be another row, or to say
something that had not been read, it is put back below the others, with everything that was in it.

Where something of people's own stands in the row (a column or a note that is not the bot's), the
whole row is copied to a tab of its own as well, which people see and which the bot never reads.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sheet.cells import same
from bot.sheet.columns import ADDED, NOTES, find_header
from bot.sheet.placing import Cells, Row
from bot.sheet.reading import Sheet

KEPT_TAB = "Changed over"
SLACK = 26
"""So many columns may be added between the read and the write without a cell being lost."""

_FEWEST_ROWS = 2
"""Google deletes no row if only the frozen header would be left."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Leaving:
    """A row that is to go: whose it is, and what stands in it beside the bot's cells.

    ``is_kept`` tells that it is to be kept in a tab of its own.
    """

    paper_id: str
    row: int
    extras: tuple[tuple[int, str], ...] = ()
    is_kept: bool = False


@dataclass(frozen=True)
class KeptTab:
    """The tab for rows with something of people's own: its id, and its width if it is there."""

    id: int
    width: int | None = None


def leaving_rows(
    sheet: Sheet, places: Mapping[str, Row], base: Mapping[str, Cells], papers: Collection[str]
) -> list[Leaving]:
    """Return the rows that may go: those that say what both sides have agreed on, and no more."""
    return [
        _leaving(sheet, paper_id, places[paper_id])
        for paper_id in sorted(papers)
        if paper_id in places and _is_read(sheet, places[paper_id], base[paper_id])
    ]


def _is_read(sheet: Sheet, row: Row, agreed: Cells) -> bool:
    return row.number < sheet.height and all(
        same(row.cells.get(column, ""), agreed.get(column, "")) for column in sheet.header.at
    )


def _leaving(sheet: Sheet, paper_id: str, row: Row) -> Leaving:
    values = sheet.lines[row.number].get("values", ())
    found = extras(values, sheet.header.at)
    # From the time when there was one sheet, columns of the bot's may be left in the public one.
    everywhere = find_header(sheet.titles, sheet.marks).at
    left = {everywhere[one] for one in ADDED if one in everywhere and one != NOTES}
    is_kept = any(at not in left for at, _ in found)
    return Leaving(paper_id, row.number, found, is_kept)


def extras(
    values: Sequence[Mapping[str, Any]], at: Mapping[str, int]
) -> tuple[tuple[int, str], ...]:
    """Return what stands in a row beside the bot's cells: the column's number, and what it says."""
    ours = set(at.values())
    found = []
    for column, data in enumerate(values):
        said = "" if column in ours else _said(data)
        note = data.get("note", "")
        if said or note:
            found.append((column, f"{said}\n{note}" if note else said))
    return tuple(found)


def _said(data: Mapping[str, Any]) -> str:
    formula = data.get("userEnteredValue", {}).get("formulaValue", "")
    return str(formula or data.get("formattedValue", ""))


def removal_requests(
    tab: int, width: int, rows: int, leaving: Sequence[Leaving], kept: KeptTab | None
) -> Iterator[Json]:
    """Yield the requests that take rows out; nothing that comes after them may go by row numbers.

    ``width`` and ``rows`` are the size of the sheet's grid.
    """
    going = sorted(leaving, key=lambda one: one.row)
    if kept is not None:
        grid = {"columnCount": width + SLACK}
        if kept.width is None:
            grid |= {"rowCount": 100, "frozenRowCount": 1}
            properties = {"sheetId": kept.id, "title": KEPT_TAB, "gridProperties": grid}
            yield {"addSheet": {"properties": properties}}
            yield _copy_row(tab, 0, kept.id, 0)
        elif kept.width < width:
            properties = {"sheetId": kept.id, "gridProperties": grid}
            fields = "gridProperties.columnCount"
            yield {"updateSheetProperties": {"properties": properties, "fields": fields}}
        for one in going:
            if one.is_kept:
                place = {"sheetId": kept.id, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
                yield {"insertDimension": {"range": place, "inheritFromBefore": False}}
                yield _copy_row(tab, one.row, kept.id, 1)
    too_few = _FEWEST_ROWS - (rows - len(going))
    if too_few > 0:
        yield {"appendDimension": {"sheetId": tab, "dimension": "ROWS", "length": too_few}}
    for one in reversed(going):
        place = {"sheetId": tab, "dimension": "ROWS"}
        rows_out = {**place, "startIndex": one.row, "endIndex": one.row + 1}
        yield {"deleteDimension": {"range": rows_out}}


def restoring_requests(
    tab: int, width: int, rows: int, helper: int, restored: Sequence[tuple[int, int]]
) -> Iterator[Json]:
    """Yield the requests that put rows back that were taken out by mistake.

    ``restored`` are the numbers of rows that are to be inserted, ascending, with the row of the
    hidden tab that has what stood there. Nothing that stands in the sheet is written over.
    """
    for number, kept in restored:
        if number >= rows:
            yield {"appendDimension": {"sheetId": tab, "dimension": "ROWS", "length": 1}}
        rows = max(rows, number) + 1
        place = {"sheetId": tab, "dimension": "ROWS", "startIndex": number, "endIndex": number + 1}
        yield {"insertDimension": {"range": place, "inheritFromBefore": True}}
        yield _copy_row(helper, kept, tab, number, width)


def _copy_row(
    source: int, source_row: int, target: int, target_row: int, width: int | None = None
) -> Json:
    """Copy a row with all that is in it; where no width is given, to the end of the sheet."""
    bounds = {} if width is None else {"startColumnIndex": 0, "endColumnIndex": width}
    there = {"sheetId": target, "startRowIndex": target_row, "endRowIndex": target_row + 1}
    return {
        "copyPaste": {
            "source": {
                "sheetId": source,
                "startRowIndex": source_row,
                "endRowIndex": source_row + 1,
                **bounds,
            },
            "destination": {**there, "startColumnIndex": 0, "endColumnIndex": 1},
            "pasteType": "PASTE_NORMAL",
        }
    }
