"""What is too long for one request goes in as few as it takes, and nothing is left out."""

import json
import math

from bot.sheet.batch import Content, build, split
from bot.sheet.columns import COLUMNS, PUBLIC, SUMMARY
from bot.sheet.plan import Write
from bot.sheet.reading import sheet
from tests.sheet.real_sheet import real_rows

MOST = 2_000_000
GRID = {"rowCount": 9, "columnCount": len(COLUMNS)}
PROPERTIES = {"sheetId": 0, "title": "Database", "gridProperties": GRID}
TITLES = [{"formattedValue": column} for column in COLUMNS]
SHEET = sheet({"sheets": [{"properties": PROPERTIES, "data": [{"rowData": [{"values": TITLES}]}]}]})
REAL = {f"P{n}": {c: row[c] for c in PUBLIC} for n, row in enumerate(real_rows(), 1)}


def length(content: Content) -> int:
    batch = build(SHEET, SHEET.header, content, helper=7, has_helper=True, fence="desk_" + "f" * 16)
    return len(json.dumps(batch.body))


def written(paper_id: str, row: int, text: str) -> Write:
    return Write(row, paper_id, SUMMARY, text)


def test_all_papers_of_the_newsletter_go_into_an_empty_sheet_in_as_few_as_it_takes() -> None:
    whole = Content(appended=REAL, before=[{"addSheet": {}}])
    parts = split(SHEET, SHEET.header, whole)
    assert len(parts) == math.ceil(length(whole) / MOST) > 1
    assert all(length(part) <= MOST for part in parts)
    assert {one: row for part in parts for one, row in part.appended.items()} == REAL
    assert [len(part.before) for part in parts] == [1] + [0] * (len(parts) - 1)


def test_a_row_is_never_cut_in_two() -> None:
    long = "é" * 50_000
    writes = [Write(row, f"P{row}", c, long) for c in ("Summary", "Notes") for row in range(9)]
    parts = split(SHEET, SHEET.header, Content(writes=writes))
    assert sorted(w.row for part in parts for w in part.writes) == sorted(w.row for w in writes)
    rows = [{write.row for write in part.writes} for part in parts]
    assert sum(map(len, rows)) == 9


def test_what_fits_goes_as_it_is() -> None:
    whole = Content(writes=[written("P1", 4, "Words.")], appended={"P2": {"Title": "Two"}})
    assert split(SHEET, SHEET.header, whole) == [whole]


def test_one_row_that_is_too_long_alone_is_sent_all_the_same() -> None:
    row = dict.fromkeys(PUBLIC, "é" * 50_000)
    parts = split(SHEET, SHEET.header, Content(appended={"P1": row, "P2": {}}))
    assert [part.appended for part in parts] == [{"P1": row}, {"P2": {}}]
