"""One batchUpdate: the requests that carry a plan out, in the order that makes them safe.

First the fence: the named range of the batch before goes and a new one comes. A batch that is
late, or a second writer's, names a range that is gone, and Google refuses it whole. Then the header
and the rows that will be written are copied to a hidden tab, so that the answer shows what was
there at that very moment. Then come the cells, and last the new rows.

Google advises against payloads above two megabytes: what is longer is cut into several batches,
never within a row.
"""

import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from bot.sheet import cells
from bot.sheet.columns import COLUMNS, DUE, Header
from bot.sheet.fence import LONGEST
from bot.sheet.leaving import SLACK, KeptTab, Leaving, removal_requests
from bot.sheet.plan import Write
from bot.sheet.reading import Sheet
from bot.sheet.tabs import FENCE, HELPER, quoted

_TEXT_AND_LINK = "userEnteredValue,userEnteredFormat.textFormat.link"
_AND_DATE = f"{_TEXT_AND_LINK},userEnteredFormat.numberFormat"

_MOST_BYTES = 2_000_000
_CELL_BYTES = 80
"""About what goes with the text of a cell."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Batch:
    """A body for Google; its answer shows the header, and these rows, as they stood before it."""

    body: Json
    image_of: tuple[int, ...]


@dataclass(frozen=True)
class Content:
    """What batches are to bring about.

    ``undo`` are requests that need the hidden tab as it is, and ``before`` those that set the
    sheet up. ``appended`` are papers → the cells of their new rows. ``leaving`` are rows that go
    out, and ``kept`` is the tab for those with something of people's own in them.
    """

    undo: Sequence[Json] = ()
    before: Sequence[Json] = ()
    writes: Sequence[Write] = ()
    appended: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    leaving: Sequence[Leaving] = ()
    kept: KeptTab | None = None


def build(
    sheet: Sheet,
    header: Header,
    content: Content,
    *,
    helper: int,
    has_helper: bool,
    fence: str,
) -> Batch:
    """Build the batch that writes cells and adds rows.

    ``helper`` is the hidden tab's id, which is made unless ``has_helper``. ``header`` tells where
    the columns stand once the sheet has been set up.
    """
    going = [one.row for one in content.leaving]
    rows = tuple(sorted({*(write.row for write in content.writes), *going}))
    width = max([*header.at.values(), header.width - 1]) + 1
    grid = max(width, sheet.tab.columns + SLACK) if going else width
    new_fence = {
        "namedRangeId": fence,
        "name": FENCE,
        "range": _box(helper, 0, 1, 0, 1),
    }
    requests = [
        *({"deleteNamedRange": {"namedRangeId": old}} for old in sheet.fences),
        *content.undo,
        _helper_tab(helper, len(rows) + 1, grid, is_new=not has_helper),
        {"addNamedRange": {"namedRange": new_fence}},
        *content.before,
        *_copies(sheet.tab.id, helper, rows, width, is_whole=bool(going)),
        *_updates(sheet, header, content.writes),
        *_removals(sheet, content),
        *_append(sheet.tab.id, header, list(content.appended.values())),
    ]
    body: Json = {
        "requests": requests,
        "includeSpreadsheetInResponse": True,
        "responseIncludeGridData": True,
        "responseRanges": [quoted(HELPER)],
    }
    return Batch(body, rows)


def split(sheet: Sheet, header: Header, content: Content) -> list[Content]:
    """Cut what is to be brought about into as few parts as Google takes in one request each."""
    draft = build(sheet, header, content, helper=2**31 - 2, has_helper=True, fence=LONGEST)
    length = len(json.dumps(draft.body))
    units = _weights(content)
    if length <= _MOST_BYTES or len(units) < 2:
        return [content]
    shares = _shares(units, math.ceil(length / _MOST_BYTES))
    parts = [_part(content, share) for share in shares]
    parts[0] = replace(parts[0], undo=content.undo, before=content.before)
    # Rows go out last, since row numbers are others afterwards.
    parts[-1] = replace(parts[-1], leaving=content.leaving, kept=content.kept)
    return [piece for part in parts for piece in split(sheet, header, part)]


def _weights(content: Content) -> dict[int | str, int]:
    """Return about how much there is to be sent for each row, and for each paper without one."""
    weights: dict[int | str, int] = {}
    for write in sorted(content.writes, key=attrgetter("row")):
        weights[write.row] = weights.get(write.row, 0) + _CELL_BYTES + len(write.text)
    for paper_id, row in content.appended.items():
        weights[paper_id] = sum(_CELL_BYTES + len(text) for text in row.values())
    return weights


def _shares(weights: Mapping[int | str, int], count: int) -> list[set[int | str]]:
    """Cut into so many shares of about the same weight, in order; none is empty, nor all of it."""
    share = sum(weights.values()) / count
    shares: list[set[int | str]] = [set()]
    done = 0
    for unit, weight in weights.items():
        if shares[-1] and done + weight / 2 > share * len(shares):
            shares.append(set())
        shares[-1].add(unit)
        done += weight
    if len(shares) == 1:
        last = list(weights)[-1]
        shares = [shares[0] - {last}, {last}]
    return shares


def _part(content: Content, units: Collection[int | str]) -> Content:
    return Content(
        writes=[write for write in content.writes if write.row in units],
        appended={one: row for one, row in content.appended.items() if one in units},
    )


def _helper_tab(helper: int, rows: int, columns: int, *, is_new: bool) -> Json:
    grid = {"rowCount": max(rows, 1), "columnCount": columns}
    properties: Json = {"sheetId": helper, "gridProperties": grid}
    if is_new:
        return {"addSheet": {"properties": {**properties, "title": HELPER, "hidden": True}}}
    fields = "gridProperties.rowCount,gridProperties.columnCount"
    return {"updateSheetProperties": {"properties": properties, "fields": fields}}


def _copies(
    tab: int, helper: int, rows: Sequence[int], width: int, *, is_whole: bool
) -> Iterator[Json]:
    """Copy the header and rows to the hidden tab, below each other.

    Of rows, values alone would not carry links. Of the header they do for all that is asked of it,
    and a formula in it that fills its column would fill the hidden tab. Rows are copied as a
    ``whole``, however wide they are, where some of them go out.
    """
    yield _copy(_box(tab, 0, 1, 0, width), _box(helper, 0, 1, 0, width), "PASTE_VALUES")
    done = 1
    for first, count in _stretches(rows):
        source = _box(tab, first, first + count, 0, width)
        if is_whole:
            del source["endColumnIndex"]
        yield _copy(source, _box(helper, done, done + count, 0, width), "PASTE_NORMAL")
        done += count


def _copy(source: Json, destination: Json, what: str) -> Json:
    return {"copyPaste": {"source": source, "destination": destination, "pasteType": what}}


def _updates(sheet: Sheet, header: Header, writes: Sequence[Write]) -> Iterator[Json]:
    """Write cells, a stretch of a column in one request where nothing speaks against it."""
    ordered = sorted(writes, key=lambda write: (header.at[write.column], write.row))
    for column, group in groupby(ordered, key=attrgetter("column")):
        stretch: list[Json] = []
        start, fields = 0, ""
        for write in group:
            is_linked = (write.row, column) in sheet.linked
            new = cells.write(column, write.text, is_linked=is_linked)
            if stretch and (write.row != start + len(stretch) or new.fields != fields):
                yield _update(sheet.tab.id, start, header.at[column], stretch, fields)
                stretch = []
            if not stretch:
                start, fields = write.row, new.fields
            stretch.append(new.data)
            if new.runs:
                yield _update(sheet.tab.id, start, header.at[column], stretch, fields)
                stretch = []
                runs = [{"textFormatRuns": list(new.runs)}]
                yield _update(sheet.tab.id, write.row, header.at[column], runs, "textFormatRuns")
        if stretch:
            yield _update(sheet.tab.id, start, header.at[column], stretch, fields)


def _update(tab: int, row: int, column: int, data: Sequence[Json], fields: str) -> Json:
    start = {"sheetId": tab, "rowIndex": row, "columnIndex": column}
    rows = [{"values": [one]} for one in data]
    return {"updateCells": {"start": start, "rows": rows, "fields": fields}}


def _removals(sheet: Sheet, content: Content) -> Iterator[Json]:
    if content.leaving:
        tab = sheet.tab
        yield from removal_requests(tab.id, tab.columns, tab.rows, content.leaving, content.kept)


def _append(tab: int, header: Header, rows: Sequence[Mapping[str, str]]) -> Iterator[Json]:
    if not rows:
        return
    names = {at: column for column, at in header.at.items()}
    fields = _AND_DATE if any(row.get(DUE) for row in rows) else _TEXT_AND_LINK
    lines = []
    for row in rows:
        new = {column: cells.write(column, row.get(column, "")).data for column in COLUMNS}
        values = [new[names[at]] if at in names else {} for at in range(max(names) + 1)]
        lines.append({"values": values})
    yield {"appendCells": {"sheetId": tab, "rows": lines, "fields": fields}}


def _stretches(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield ``(first, count)`` for each stretch of neighbouring rows."""
    for _, group in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        stretch = [row for _, row in group]
        yield stretch[0], len(stretch)


def _box(tab: int, top: int, bottom: int, left: int, right: int) -> Json:
    return {
        "sheetId": tab,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }
