"""Columns that were sorted apart from each other, and rows of which only a part was moved."""

from typing import Any

import pytest

from bot.newsroom.papers import Opinion, Paper, Status
from bot.sheet.columns import COLUMNS
from tests.sheet.newsrooms import NOW, Newsroom

ALARM = "Texts of one paper stand beside those of another"
PUBLIC = 13
ALL = 17


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """Six papers, some with little more than a title, in a sheet that has been set up."""
    for number, title in enumerate(("Delta", "Alpha", "Echo", "Bravo", "Foxtrot", "Charlie")):
        written: dict[str, Any] = {}
        if number % 2:
            written = {
                "summary": f"What {title} says.",
                "authors": f"Author of {title}",
                "summarizer": "Ann",
                "status": Status.SUBMITTED,
                "opinions": (Opinion("Ann", f"{title} is fine."),),
                "claimed_at": NOW,
                "due": NOW,
            }
        url = f"https://example.com/{title}"
        newsroom.add(title=title, url=url, category="Forecasting", notes=f"On {title}", **written)
    newsroom.engine.sync()
    return newsroom


def sort(room: Newsroom, first: int, end: int, by: int = 2, rows: tuple[int, int] = (1, 7)) -> None:
    """Sort some columns, from ``first`` to before ``end``, and leave the others."""
    room.google.batch(room.book, sorting(first, end, by, rows))


def sorting(first: int, end: int, by: int = 2, rows: tuple[int, int] = (1, 7)) -> dict[str, Any]:
    place = {
        "sheetId": 0,
        "startRowIndex": rows[0],
        "endRowIndex": rows[1],
        "startColumnIndex": first,
        "endColumnIndex": end,
    }
    order = [{"dimensionIndex": by, "sortOrder": "ASCENDING"}]
    return {"sortRange": {"range": place, "sortSpecs": order}}


def titles(room: Newsroom) -> list[str]:
    return [row["Title"] for row in room.table()]


def everything(room: Newsroom) -> list[Paper]:
    return room.papers()


def by_id(room: Newsroom) -> dict[str, dict[str, str]]:
    return {row["ID"]: row for row in room.table()}


def test_the_bots_columns_follow_where_the_others_were_sorted_without_them(room: Newsroom) -> None:
    before, rows = everything(room), by_id(room)
    sort(room, 0, PUBLIC)
    outcome = room.engine.sync()
    assert (outcome.alarm, outcome.taken, outcome.added, outcome.dropped) == ("", 0, 0, 0)
    assert titles(room) == ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot"]
    assert by_id(room) == rows
    assert everything(room) == before
    (told,) = room.told()
    assert "moved without their ID" in told
    assert room.engine.sync().is_quiet


def test_so_they_do_where_only_they_were_sorted(room: Newsroom) -> None:
    before, rows = everything(room), by_id(room)
    sort(room, PUBLIC, ALL, by=COLUMNS.index("Notes"))
    assert not room.engine.sync().alarm
    assert by_id(room) == rows
    assert everything(room) == before
    assert titles(room) == ["Delta", "Alpha", "Echo", "Bravo", "Foxtrot", "Charlie"]
    assert room.engine.sync().is_quiet


def test_two_rows_are_enough(room: Newsroom) -> None:
    before, rows = everything(room), by_id(room)
    sort(room, 0, PUBLIC, rows=(1, 3))
    assert not room.engine.sync().alarm
    assert by_id(room) == rows
    assert everything(room) == before
    assert titles(room)[:2] == ["Alpha", "Delta"]


def test_a_row_that_was_edited_and_sorted_keeps_its_edit(room: Newsroom) -> None:
    rows = by_id(room)
    room.type("P4", "Summary", "What Bravo really says.")
    sort(room, 0, PUBLIC)
    assert not room.engine.sync().alarm
    assert room.paper("P4").summary == "What Bravo really says."
    rows["P4"]["Summary"] = "What Bravo really says."
    assert by_id(room) == rows
    assert room.engine.sync().is_quiet


def test_what_changes_in_slack_at_the_same_time_goes_where_it_belongs(room: Newsroom) -> None:
    rows = by_id(room)
    sort(room, 0, PUBLIC)
    room.change("P4", summary="From Slack.")
    room.change("P1", status=Status.DROPPED)
    assert not room.engine.sync().alarm
    rows["P4"]["Summary"], rows["P1"]["Status"] = "From Slack.", "Dropped"
    assert by_id(room) == rows
    assert room.engine.sync().is_quiet


@pytest.mark.parametrize(
    ("first", "end", "by"),
    [
        (2, 6, 2),  # from Title to Year, without Category, Summary …
        (2, 3, 2),  # the titles alone
        (2, ALL, 2),  # all but Category and Highlight? …
        (9, 10, 9),  # the summaries alone
        (9, 13, 9),
        (13, 16, 15),  # Status, Due and Notes without ID
        (0, 9, 2),
        (9, ALL, 15),  # from Summary on, with ID, without Title
    ],
)
def test_what_does_not_belong_together_any_more_stops_the_sync(
    room: Newsroom, first: int, end: int, by: int
) -> None:
    room.engine.sync()
    before, rows = everything(room), by_id(room)
    kept = room.worksheet().get_all_values()
    sort(room, first, end, by)
    mixed = room.worksheet().get_all_values()
    room.change("P1", venue="arXiv")
    outcome = room.engine.sync()
    if (first, end) == (2, ALL):
        # All of them have the same Category: nothing is amiss.
        assert not outcome.alarm
        return
    assert ALARM in outcome.alarm
    assert room.worksheet().get_all_values() == mixed
    assert [one.but(venue="") for one in everything(room)] == before
    assert len(room.told()) == 1
    room.worksheet().update(kept, "A1")
    assert not room.engine.sync().alarm
    rows["P1"]["Venue"] = "arXiv"
    assert {one: {**row, "Due": ""} for one, row in by_id(room).items()} == {
        one: {**row, "Due": ""} for one, row in rows.items()
    }
    assert room.papers()[0].venue == "arXiv"


def test_it_is_not_guessed_whose_a_note_is_that_was_written_at_the_same_time(
    room: Newsroom,
) -> None:
    sort(room, 0, PUBLIC)
    room.type("P1", "Notes", "Whose is this?")
    assert ALARM in room.engine.sync().alarm
    assert "Whose is this?" not in {paper.notes for paper in everything(room)}


def test_titles_that_somebody_swaps_by_hand_are_swapped(room: Newsroom) -> None:
    one, other = room.row("P2")["Title"], room.row("P4")["Title"]
    room.type("P2", "Title", other)
    room.type("P4", "Title", one)
    outcome = room.engine.sync()
    assert (outcome.alarm, outcome.taken) == ("", 2)
    assert (room.paper("P2").title, room.paper("P4").title) == ("Bravo", "Alpha")
    assert room.paper("P2").summary == "What Alpha says."
    assert room.engine.sync().is_quiet


def test_a_text_copied_from_one_row_into_others_is_an_edit(room: Newsroom) -> None:
    for paper_id in ("P1", "P3", "P5", "P6"):
        room.type(paper_id, "Summary", "What Alpha says.")
    outcome = room.engine.sync()
    assert (outcome.alarm, outcome.taken) == ("", 4)
    assert room.paper("P5").summary == "What Alpha says."
    assert room.engine.sync().is_quiet


def cut(room: Newsroom, row: int, to: int, end: int = PUBLIC) -> None:
    source = {
        "sheetId": 0,
        "startRowIndex": row,
        "endRowIndex": row + 1,
        "startColumnIndex": 0,
        "endColumnIndex": end,
    }
    target = {"sheetId": 0, "rowIndex": to, "columnIndex": 0}
    paste = {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"}
    room.google.batch(room.book, {"cutPaste": paste})


@pytest.mark.parametrize("synced", [(), (1,), (2,), (1, 2)])
@pytest.mark.parametrize("end", [PUBLIC, ALL])
def test_rows_swapped_by_cut_and_paste_keep_what_is_theirs(
    room: Newsroom, end: int, synced: tuple[int, ...]
) -> None:
    """Whether a sync comes between the steps or not."""
    before, rows = everything(room), by_id(room)
    for step, (row, to) in enumerate(((2, 7), (4, 2), (7, 4)), start=1):
        cut(room, row, to, end)
        if step in synced:
            assert not room.engine.sync().alarm
    assert not room.engine.sync().alarm
    assert everything(room) == before
    assert by_id(room) == rows
    assert titles(room)[1:4] == ["Bravo", "Echo", "Alpha"]
    assert room.engine.sync().is_quiet


def test_cells_inserted_above_some_of_the_columns_are_followed(room: Newsroom) -> None:
    before, rows = everything(room), by_id(room)
    place = {
        "sheetId": 0,
        "startRowIndex": 3,
        "endRowIndex": 4,
        "startColumnIndex": 0,
        "endColumnIndex": PUBLIC,
    }
    room.google.batch(room.book, {"insertRange": {"range": place, "shiftDimension": "ROWS"}})
    assert not room.engine.sync().alarm
    assert everything(room) == before
    assert {one: row for one, row in by_id(room).items() if one} == rows
    assert room.engine.sync().is_quiet


def test_cells_deleted_from_some_of_the_columns_stop_the_sync(room: Newsroom) -> None:
    place = {
        "sheetId": 0,
        "startRowIndex": 3,
        "endRowIndex": 4,
        "startColumnIndex": 0,
        "endColumnIndex": PUBLIC,
    }
    room.google.batch(room.book, {"deleteRange": {"range": place, "shiftDimension": "ROWS"}})
    assert ALARM in room.engine.sync().alarm


def test_papers_that_say_the_same_are_told_apart_by_what_else_moves(newsroom: Newsroom) -> None:
    for title in ("Twice", "Once", "Twice", "Also once"):
        newsroom.add(title=title, notes="")
    newsroom.engine.sync()
    before = newsroom.papers()
    sort(newsroom, 0, PUBLIC, rows=(1, 5))
    assert not newsroom.engine.sync().alarm
    assert newsroom.papers() == before
    assert {row["ID"]: row["Title"] for row in newsroom.table()} == {
        "P1": "Twice",
        "P2": "Once",
        "P3": "Twice",
        "P4": "Also once",
    }
    assert newsroom.engine.sync().is_quiet


def test_the_ids_alone_sorted_come_back(room: Newsroom) -> None:
    sort(room, 0, ALL)
    rows = by_id(room)
    room.engine.sync()
    sort(room, ALL - 1, ALL, by=ALL - 1)
    assert not room.engine.sync().alarm
    assert by_id(room) == rows
    assert room.engine.sync().is_quiet


def test_headers_that_change_places_without_their_columns_stop_the_sync(room: Newsroom) -> None:
    before = everything(room)
    room.google.write(room.book, "Database!J1:K1", [["My opinion", "Summary"]])
    assert "stands over a column that was another one" in room.engine.sync().alarm
    assert everything(room) == before
    room.google.write(room.book, "Database!J1:K1", [["Summary", "My opinion"]])
    assert not room.engine.sync().alarm


def test_a_column_moved_by_cutting_and_pasting_is_followed(room: Newsroom) -> None:
    before = everything(room)
    source = {"sheetId": 0, "startColumnIndex": 9, "endColumnIndex": 10}
    target = {"sheetId": 0, "rowIndex": 0, "columnIndex": 20}
    paste = {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"}
    room.google.batch(room.book, {"cutPaste": paste})
    assert not room.engine.sync().alarm
    assert everything(room) == before
    room.change("P2", summary="New.")
    room.engine.sync()
    assert room.row("P2")["Summary"] == "New."


def test_a_renamed_column_is_still_the_same(room: Newsroom) -> None:
    room.google.write(room.book, "Database!J1", [["Abstract"]])
    place = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 9, "endIndex": 10}
    room.google.batch(room.book, {"moveDimension": {"source": place, "destinationIndex": 1}})
    assert room.engine.sync().is_quiet
    room.change("P2", summary="New.")
    room.engine.sync()
    assert room.row("P2")["Abstract"] == "New."
    assert room.engine.sync().is_quiet
