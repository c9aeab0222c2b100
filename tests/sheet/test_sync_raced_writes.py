"""What people do exactly between the read and the write, and answers that never come."""

from typing import Any

import pytest

from bot.sheet.columns import COLUMNS
from bot.sheet.google import SheetUnreachable
from tests.sheet.newsrooms import Sandboxed

X = "https://example.com/x"


@pytest.fixture
def room(sandboxed: Sandboxed) -> Sandboxed:
    """Four papers in a sheet that has been set up, beside a column of people's own."""
    sandboxed.add(title="Delta", url=X, summary="Words of Delta.", authors="D")
    sandboxed.add(title="Alpha", summary="Words of Alpha.", authors="A")
    sandboxed.add(title="Charlie", summary="Words of Charlie.", authors="C")
    sandboxed.add(title="Bravo", summary="Words of Bravo.", authors="B")
    sandboxed.engine.sync()
    column = place(3, "COLUMNS")
    sandboxed.google.batch(sandboxed.book, {"insertDimension": {"range": column}})
    mine = [["Mine"], ["m1"], ["=1+1"], [X], ["m4"]]
    sandboxed.google.write(sandboxed.book, "Database!D1:D5", mine, "USER_ENTERED")
    sandboxed.engine.sync()
    return sandboxed


def place(at: int, dimension: str) -> dict[str, Any]:
    return {"sheetId": 0, "dimension": dimension, "startIndex": at, "endIndex": at + 1}


def cell(row: int, column: int, text: str) -> dict[str, Any]:
    start = {"sheetId": 0, "rowIndex": row, "columnIndex": column}
    rows = [{"values": [{"userEnteredValue": {"stringValue": text}}]}]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


def at(column: str) -> int:
    """Where a column stands, with people's own at D."""
    number = COLUMNS.index(column)
    return number + (number >= 3)


def sort(**columns: int) -> dict[str, Any]:
    """Sort by title."""
    place = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 5, **columns}
    order = [{"dimensionIndex": 2, "sortOrder": "ASCENDING"}]
    return {"sortRange": {"range": place, "sortSpecs": order}}


SORT = sort()
PART = sort(startColumnIndex=0, endColumnIndex=14)
BETWEEN: dict[str, list[dict[str, Any]]] = {
    "rows sorted": [SORT],
    "columns sorted apart": [PART],
    "a row inserted": [{"insertDimension": {"range": place(1, "ROWS")}}],
    "a row typed above": [
        {"insertDimension": {"range": place(1, "ROWS")}},
        cell(1, 2, "Typed"),
        cell(1, at("Summary"), "Typed words."),
    ],
    "rows moved": [{"moveDimension": {"source": place(1, "ROWS"), "destinationIndex": 5}}],
    "a column inserted": [{"insertDimension": {"range": place(1, "COLUMNS")}}],
    "a column moved": [{"moveDimension": {"source": place(3, "COLUMNS"), "destinationIndex": 11}}],
    "our column moved": [
        {"moveDimension": {"source": place(at("Summary"), "COLUMNS"), "destinationIndex": 1}}
    ],
    "a header renamed": [cell(0, at("Summary"), "Abstract")],
    "an id emptied": [cell(1, at("ID"), "")],
    "a cell edited": [cell(1, at("Summary"), "By hand.")],
    "edited and sorted": [cell(2, at("Summary"), "By hand."), SORT],
    "a formula typed": [
        {
            "updateCells": {
                "start": {"sheetId": 0, "rowIndex": 1, "columnIndex": at("Summary")},
                "rows": [{"values": [{"userEnteredValue": {"formulaValue": '="By "&"hand."'}}]}],
                "fields": "userEnteredValue",
            }
        }
    ],
}


@pytest.mark.parametrize("answered", [True, False], ids=["answered", "answer lost"])
@pytest.mark.parametrize("between", BETWEEN)
def test_nothing_is_lost_or_mixed_up(room: Sandboxed, between: str, answered: bool) -> None:
    """One paper is changed and one comes new in Slack, one is typed; then this comes between."""
    mine = own_columns(room)
    room.change("P1", summary="From Slack.", venue="arXiv")
    room.add(title="New", summary="New words.")
    room.google.write(room.book, "Database!C6", [["By hand"]])
    if not answered:
        room.fault(":batchUpdate", "lost_reply")
    room.just_before_the_write(*BETWEEN[between])
    if answered:
        room.engine.sync()
    else:
        with pytest.raises(SheetUnreachable):
            room.engine.sync()
        room.engine.sync()
    for _ in range(3):
        if room.engine.sync().is_quiet:
            break
    assert room.engine.sync().is_quiet
    summary = "Abstract" if between == "a header renamed" else "Summary"
    found = {row["Title"]: row for row in room.table() if row["ID"]}
    for row in room.table():
        assert row["Title"] or not any(row.values())
    for title in ("Alpha", "Charlie", "Bravo"):
        expected = f"Words of {title}."
        if between == "edited and sorted" and title == "Alpha":
            expected = "By hand."
        assert (found[title][summary], found[title]["Authors"]) == (expected, title[0])
    written = "By hand." if between in ("a cell edited", "a formula typed") else "From Slack."
    assert (found["Delta"][summary], found["Delta"]["Venue"]) == (written, "arXiv")
    assert found["New"][summary] == "New words."
    assert "By hand" in found
    if between == "a row typed above":
        assert found["Typed"][summary] == "Typed words."
    assert len({row["ID"] for row in found.values()}) == len(found)
    assert {paper.title: paper.summary for paper in room.papers()} == {
        title: row[summary] for title, row in found.items()
    }
    assert own_columns(room) == mine


@pytest.mark.parametrize("typed", ["First this. Alpha", "Alpha, renamed", "Something else"])
def test_a_copy_that_is_edited_while_it_gets_its_id_is_one_paper(
    room: Sandboxed, typed: str
) -> None:
    values = room.worksheet().row_values(3)
    room.worksheet().append_row(values)
    room.just_before_the_write(cell(5, at("Title"), typed))
    room.engine.sync()
    for _ in range(2):
        room.engine.sync()
    assert room.engine.sync().is_quiet
    titles = {row["Title"]: row["ID"] for row in room.table()}
    assert titles["Alpha"] == "P2"
    assert room.paper(titles[typed]).summary == "Words of Alpha."
    if typed != "Something else":
        assert [paper.id for paper in room.papers()] == ["P1", "P2", "P3", "P4", "P5"]


def test_a_row_that_is_typed_on_while_it_gets_its_id_is_one_paper(room: Sandboxed) -> None:
    room.google.write(room.book, "Database!C6", [["By hand"]])
    room.just_before_the_write(
        cell(5, at("Title"), "By hand, and more"), cell(5, at("Summary"), "Words.")
    )
    room.engine.sync()
    room.engine.sync()
    assert (room.paper("P5").title, room.paper("P5").summary) == ("By hand, and more", "Words.")
    assert room.row("P5")["Title"] == "By hand, and more"
    assert len(room.papers()) == 5
    assert room.engine.sync().is_quiet


def own_columns(room: Sandboxed) -> dict[str, Any]:
    """What stands in people's own column, by the paper beside it, with its formats."""
    answer = room.google.cells(room.book, "Database!A1:Z12", "*")
    titles = [cell.get("formattedValue", "") for cell in answer[0]]
    own, title = titles.index("Mine"), titles.index("Title")
    found = {}
    for row in answer:
        name = row[title].get("formattedValue", "") if len(row) > title else ""
        if own < len(row) and name and row[own].get("formattedValue"):
            found[name] = row[own]
    return found
