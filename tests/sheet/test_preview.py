"""What is said beforehand is what the sync then does."""

from collections.abc import Callable

import pytest

from bot.newsroom.papers import Status
from bot.sheet.columns import COLUMNS, PUBLIC
from bot.sheet.google import SheetUnreachable, Spreadsheet
from bot.sheet.preview import Preview, preview
from tests.sheet.newsrooms import Sandboxed
from tests.sheet.real_sheet import put_rows

X = "https://example.org/x"
SUMMARY = "One sentence. Another sentence."


@pytest.fixture
def room(sandboxed: Sandboxed) -> Sandboxed:
    """A newsroom with five papers, in step with its sheet."""
    for number in range(1, 6):
        sandboxed.add(title=f"Paper {number}", url=X, summary=SUMMARY, summarizer="Ann")
    sandboxed.engine.sync()
    return sandboxed


def foreseen(room: Sandboxed) -> Preview:
    """What would be done; nothing is changed by it."""
    before = (room.papers(), room.google.cells(room.book, "Database!A1:Z30", "*"))
    calls = len(room.calls())
    found = preview(room.desk, Spreadsheet(room.account, room.book, room.google.origin))
    assert (room.papers(), room.google.cells(room.book, "Database!A1:Z30", "*")) == before
    assert {verb for verb, _ in room.calls()[calls:]} == {"GET"}
    return found


def nothing(_: Sandboxed) -> None:
    """Change nothing."""


def both_sides(room: Sandboxed) -> None:
    room.change("P1", summary=f"{SUMMARY} More.", venue="NeurIPS")
    room.type("P1", "Summary", f"Before. {SUMMARY}")
    room.type("P1", "Venue", "ICML")


def refused(room: Sandboxed) -> None:
    room.type("P2", "Status", "Finished")
    room.type("P2", "Category", "Cooking")


def rows(room: Sandboxed) -> None:
    row = room.row("P3")
    room.worksheet().append_row([row[column] for column in COLUMNS])
    room.worksheet().delete_rows(3)
    room.type_row(Title="By hand", Summarizer="Zach", Status="Approved")
    room.add(title="New")


def back_again(room: Sandboxed) -> None:
    row = room.row("P4")
    room.worksheet().delete_rows(5)
    room.engine.sync()
    room.worksheet().append_row([row[column] for column in COLUMNS])


def lost_answer(room: Sandboxed) -> None:
    room.change("P1", venue="NeurIPS")
    room.fault(":batchUpdate", "lost_reply")
    with pytest.raises(SheetUnreachable):
        room.engine.sync()
    room.change("P2", venue="ICML")


HAPPENINGS = [nothing, both_sides, refused, rows, back_again, lost_answer]


@pytest.mark.parametrize("happens", HAPPENINGS, ids=lambda do: do.__name__)
def test_it_says_how_much_there_is_to_do(
    room: Sandboxed, happens: Callable[[Sandboxed], None]
) -> None:
    happens(room)
    found = foreseen(room)
    assert room.engine.sync() == found.outcome


def test_each_cell_is_named_that_is_written_then(room: Sandboxed) -> None:
    both_sides(room)
    refused(room)
    found = foreseen(room)
    room.engine.sync()
    for cell in found.written:
        assert room.row(cell.paper)[cell.column] == cell.new
    said = {(cell.paper, cell.column): cell.note.split(":")[0] for cell in found.taken}
    assert said == {
        ("P1", "Summary"): "merged with what was changed in Slack",
        ("P1", "Venue"): "conflict",
        ("P2", "Status"): "refused",
        ("P2", "Category"): "refused",
    }


def test_papers_that_come_go_and_come_back_are_named(room: Sandboxed) -> None:
    back_again(room)
    rows(room)
    found = foreseen(room)
    assert [one.title for one in found.restored] == ["Paper 4"]
    assert [one.id for one in found.dropped] == ["P2"]
    assert [one.title for one in found.appended] == ["New"]
    assert {one.paper.title for one in found.added} == {"Paper 3", "By hand"}


def test_a_sheet_that_would_be_taken_over_is_told_row_by_row(sandboxed: Sandboxed) -> None:
    room = sandboxed
    one = {**dict.fromkeys(PUBLIC, ""), "Title": "One", "Email": "AN #1"}
    put_rows(room.google, room.book, [one, {**one, "Title": "Two", "Email": ""}])
    room.google.write(room.book, "Sheet1!N1:N2", [["ID"], ["P7"]])
    found = preview(room.desk, Spreadsheet(room.account, room.book, room.google.origin))
    assert found.columns == ("Status", "Due", "Notes")
    assert found.renamed == "Sheet1"
    assert [(new.row, new.paper.id, new.paper.status) for new in found.added] == [
        (2, "P7", Status.PUBLISHED),
        (3, "", Status.PROPOSED),
    ]
    assert room.engine.sync() == found.outcome
