"""How long it takes to plan a sync of many rows of real text, beside parsing the same read.

What Google sends has to be parsed before anything can be planned, and nobody can make that
faster: it is the measure. Both are done in the same process, one after the other.
"""

import gc
import json
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from bot.newsroom.credits import read_cells
from bot.newsroom.papers import Paper, Status
from bot.sheet import reading
from bot.sheet.columns import COLUMNS, ID, OPINION, STATUS, SUMMARIZER, SUMMARY
from bot.sheet.placing import Table
from bot.sheet.plan import plan
from bot.sheet.rows import cells_of, read_edit
from tests.sheet.real_sheet import real_rows

SIZES = (1_000, 10_000, 100_000)
_UTC = ZoneInfo("UTC")
_TIMES = 3


def say_plans(say: Callable[[str], None]) -> None:
    """Measure each size, and print how the time grows and how it compares."""
    for size in SIZES:
        text = answer_of(size)
        parsing = _median(partial(json.loads, text))
        say(f"{size:,} rows of real text, {len(text) / 1e6:.1f} MB")
        say(_line("their JSON is parsed", parsing, size))
        answer = json.loads(text)
        say(_line("rows are made of it", _median(partial(reading.sheet, answer)), size, parsing))
        theirs = reading.sheet(answer).rows
        del answer, text
        base = {row.id: json.loads(json.dumps(row.cells)) for row in theirs}
        ours = {one: cells_of(_paper(cells), _UTC, base[one]) for one, cells in base.items()}
        if not plan(base, ours, theirs).is_empty:
            raise AssertionError("nothing has changed, and the plan has something to do")
        nothing = _median(partial(plan, base, ours, theirs))
        say(_line("a plan in which nothing has changed", nothing, size, parsing))
        some = _median(partial(plan, base, _changed(ours), theirs))
        say(_line("a plan in which one in a hundred has", some, size, parsing))


def _line(what: str, seconds: float, size: int, parsing: float | None = None) -> str:
    ratio = f"   {seconds / parsing:5.2f} ×" if parsing else " " * 10
    each = f"{seconds / size * 1e6:7.1f} µs a row"
    return f"  {what:<50}{seconds * 1e3:9.1f} ms{ratio}{each}"


def answer_of(size: int) -> str:
    """Return what Google sends for a sheet of so many rows: the real ones, each time others."""
    real = real_rows()
    lines = [{"values": [{"formattedValue": column} for column in COLUMNS]}]
    for number in range(size):
        row, again = real[number % len(real)], number // len(real)
        lines.append({"values": [_cell(row, column, number, again) for column in COLUMNS]})
    grid = {"rowCount": size + 1, "columnCount": len(COLUMNS)}
    properties = {"sheetId": 0, "title": "Database", "gridProperties": grid}
    return json.dumps({"sheets": [{"properties": properties, "data": [{"rowData": lines}]}]})


def _cell(row: dict[str, str], column: str, number: int, again: int) -> dict[str, Any]:
    if column == ID:
        return {"formattedValue": f"P{number + 1}"}
    if column == STATUS:
        return {"formattedValue": Status.PUBLISHED.value}
    text = row.get(column, "")
    if not text:
        return {}
    if again and column in ("Title", SUMMARY):
        text = f"{text} ({again})"
    cell: dict[str, Any] = {"formattedValue": text}
    if column == "Year":
        cell["effectiveValue"] = {"numberValue": float(text)}
    if row.get(f"{column} URL"):
        cell["hyperlink"] = row[f"{column} URL"]
    return cell


def _paper(cells: dict[str, str]) -> Paper:
    edit = read_edit(cells, cells, _UTC)
    summarizer, opinions = read_cells(cells.get(SUMMARIZER, ""), cells.get(OPINION, ""))
    status = edit.status or Status.PROPOSED
    paper = Paper(cells[ID], summarizer=summarizer, opinions=opinions, status=status)
    return paper.but(**edit.fields)


def _changed(ours: Table) -> Table:
    """Return our papers with a sentence more in each hundredth summary."""
    return {
        one: {**cells, SUMMARY: cells.get(SUMMARY, "") + " More."} if number % 100 == 0 else cells
        for number, (one, cells) in enumerate(ours.items())
    }


def _median(do: Callable[[], object]) -> float:
    gc.collect()
    times = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        do()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
