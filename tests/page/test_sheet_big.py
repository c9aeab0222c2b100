"""The real sheet of two thousand rows: only what can be seen is drawn, and all can be reached."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from bot.sheet.columns import PUBLIC
from tests.page.rooms import BareRoom
from tests.page.sheets import Grid, Looking, Spreadsheet
from tests.sheet.real_sheet import real_rows

PART = 400
MOST_SEEN = 60


def cell(row: dict[str, str], column: str) -> dict[str, Any]:
    look: dict[str, Any] = {"wrapStrategy": "WRAP", "verticalAlignment": "TOP"}
    if row.get(f"{column} URL"):
        look["textFormat"] = {"link": {"uri": row[f"{column} URL"]}}
    value = {"userEnteredValue": {"stringValue": row[column]}} if row[column] else {}
    return {**value, "userEnteredFormat": look}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return real_rows()


@pytest.fixture(scope="module")
def big(bare_room: BareRoom, rows: list[dict[str, str]]) -> Spreadsheet:
    """The real rows in a spreadsheet of twenty columns."""
    sheet = Spreadsheet(bare_room)
    grid = {"rowCount": len(rows) + 10, "columnCount": 20, "frozenRowCount": 1}
    change = {"properties": {"sheetId": sheet.tab, "gridProperties": grid}}
    sheet.batch({"updateSheetProperties": {**change, "fields": "gridProperties"}})
    lines = [{"values": [{"userEnteredValue": {"stringValue": name}} for name in PUBLIC]}]
    lines += [{"values": [cell(row, name) for name in PUBLIC]} for row in rows]
    for start in range(0, len(lines), PART):
        where = {"sheetId": sheet.tab, "rowIndex": start, "columnIndex": 0}
        part = {"start": where, "rows": lines[start : start + PART]}
        sheet.batch({"updateCells": {**part, "fields": "userEnteredValue,userEnteredFormat"}})
    return sheet


@pytest.fixture
def grid(looking: Looking, big: Spreadsheet) -> Iterator[Grid]:
    yield looking.at(big)
    looking.check()


def test_only_what_can_be_seen_is_drawn(grid: Grid, rows: list[dict[str, str]]) -> None:
    drawn = grid.element.get_by_role("row")
    assert drawn.count() < MOST_SEEN
    grid.element.evaluate("node => node.scrollTo(0, node.scrollHeight)")
    last = len(rows)
    expect(grid.cell(f"C{last + 1}")).to_have_text(rows[-1]["Title"])
    assert drawn.count() < MOST_SEEN
    grid.element.evaluate("node => node.scrollTo(0, node.scrollHeight / 2)")
    expect(grid.row_head(last)).to_have_count(0)
    assert drawn.count() < MOST_SEEN
    expect(grid.cell("A1")).to_be_in_viewport()


def test_every_row_can_be_gone_to_and_edited(
    grid: Grid, big: Spreadsheet, rows: list[dict[str, str]]
) -> None:
    grid.select("C1500")
    expect(grid.bar).to_have_value(rows[1498]["Title"])
    before, address = big.text("C1500"), big.link("C1500")
    grid.keys.press("F2")
    grid.keys.type(" (edited)")
    grid.keys.press("Enter")
    big.waits("C1500", [[f"{before} (edited)"]])
    assert big.link("C1500") == address
    grid.keys.press("Control+z")
    big.waits("C1500", [[before]])


def test_a_sort_of_all_rows_is_taken_back_exactly(grid: Grid, big: Spreadsheet) -> None:
    before = big.values("A1:M2000")
    grid.select("C2")
    grid.menu("Data", "Sort sheet by column C, A to Z")
    first = min((row[2] for row in before[1:]), key=str.casefold)
    expect(grid.cell("C2")).to_have_text(first)
    grid.saved()
    grid.keys.press("Control+z")
    big.waits("A1:M2000", before)


def test_a_row_is_inserted_in_the_midst_and_taken_back(
    grid: Grid, big: Spreadsheet, rows: list[dict[str, str]]
) -> None:
    grid.select("A1000")
    grid.menu("Insert", "Insert 1 row above")
    expect(grid.cell("C1001")).to_have_text(rows[998]["Title"])
    assert big.values("A1000:M1000") == []
    grid.keys.press("Control+z")
    expect(grid.cell("C1000")).to_have_text(rows[998]["Title"])


def test_text_is_found_far_down(grid: Grid, rows: list[dict[str, str]]) -> None:
    everything = "\n".join("\t".join(row[name] for name in PUBLIC) for row in rows).lower()
    number = next(n for n in range(1700, 1900) if everything.count(rows[n]["Title"].lower()) == 1)
    wanted, name = rows[number]["Title"], f"C{number + 2}"
    grid.keys.press("Control+f")
    grid.page.get_by_role("textbox", name="Find in this tab").fill(wanted)
    grid.selected(name)
    expect(grid.cell(name)).to_be_in_viewport()
    grid.keys.press("Escape")
