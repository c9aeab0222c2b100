"""A private desk sheet and a public one: which paper stands where, and how it changes over."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.newsroom.papers import Status
from bot.sheet.columns import COLUMNS, ID, PUBLIC
from bot.sheet.leaving import KEPT_TAB
from tests.sandbox.sheets_server import Google
from tests.sheet.newsrooms import Newsroom
from tests.sheet.two_sheet_rooms import SUMMARY, TwoSheetRoom, two_sheet_room


@pytest.fixture
def room(server: Google, tmp_path: Path) -> Iterator[TwoSheetRoom]:
    with two_sheet_room(server, tmp_path) as made:
        yield made


def is_quiet(room: TwoSheetRoom) -> bool:
    return bool(room.sync().is_quiet)


def test_the_public_sheet_has_what_is_published_and_no_more(room: TwoSheetRoom) -> None:
    draft = room.written("Draft")
    mailed = room.written("Mailed", status=Status.PUBLISHED, issue="AN #95")
    room.sync()
    assert (room.on_desk(), room.in_public()) == ([draft], [mailed])
    assert room.worksheet().row_values(1) == [*PUBLIC, ID]
    assert room.private.worksheet().row_values(1) == list(COLUMNS)
    assert room.row(mailed)["Email"] == "AN #95"
    assert is_quiet(room)


def test_a_quiet_sync_reads_each_sheet_once_and_writes_nothing(room: TwoSheetRoom) -> None:
    room.written("Draft")
    room.sync()
    asked: list[str] = []
    for sheet in (room.desk_sheet, room.public_sheet):
        sheet.keep_pace(lambda: asked.append("request"))
    assert is_quiet(room)
    assert len(asked) == 2


def test_a_paper_changes_over_in_the_sync_that_sees_it_published(room: TwoSheetRoom) -> None:
    paper = room.written("Draft")
    other = room.written("Another")
    room.sync()
    room.private.type(paper, "Status", "Published")
    room.sync()
    assert (room.on_desk(), room.in_public()) == ([other], [paper])
    assert room.row(paper)["Summary"] == SUMMARY
    assert room.paper(paper).status is Status.PUBLISHED
    assert is_quiet(room)


def test_a_paper_that_is_published_in_slack_changes_over(room: TwoSheetRoom) -> None:
    paper = room.written("Draft")
    room.sync()
    room.change(paper, status=Status.PUBLISHED)
    room.sync()
    assert (room.on_desk(), room.in_public()) == ([], [paper])
    assert is_quiet(room)


def test_a_paper_comes_back_when_its_publication_is_undone(room: TwoSheetRoom) -> None:
    paper = room.written("Mailed", status=Status.PUBLISHED)
    room.sync()
    room.change(paper, status=Status.APPROVED)
    room.sync()
    assert (room.on_desk(), room.in_public()) == ([paper], [])
    assert room.private.row(paper)["Status"] == "Approved"
    assert is_quiet(room)


def test_an_emptied_email_takes_a_paper_back_to_the_desk(room: TwoSheetRoom) -> None:
    paper = room.written("Mailed", status=Status.PUBLISHED, issue="AN #95")
    room.sync()
    room.type(paper, "Email", "")
    room.sync()
    assert (room.on_desk(), room.in_public()) == ([paper], [])
    assert room.paper(paper).status is Status.APPROVED
    (told,) = room.told()
    assert "Email was emptied in the public sheet" in told
    assert is_quiet(room)


def test_many_emptied_emails_at_once_are_nobodys_decision(room: TwoSheetRoom) -> None:
    ids = [room.written(f"Mailed {n}", status=Status.PUBLISHED, issue="AN #95") for n in range(6)]
    room.sync()
    at = [room.place(one, "Email") for one in ids]
    for one in at:
        room.google.write(room.book, f"Database!{one}", [[""]], "USER_ENTERED")
    assert "Email was emptied in 6 rows" in room.sync().alarm
    assert room.in_public() == ids
    for one in at:
        room.google.write(room.book, f"Database!{one}", [["AN #95"]], "USER_ENTERED")
    assert not room.sync().alarm
    assert {paper.status for paper in room.papers()} == {Status.PUBLISHED}


def test_both_sheets_take_edits(room: TwoSheetRoom) -> None:
    draft = room.written("Draft")
    mailed = room.written("Mailed", status=Status.PUBLISHED)
    room.sync()
    room.private.type(draft, "Notes", "Shorter, please")
    room.type(mailed, "Summary", "They play well.")
    room.change(mailed, venue="NeurIPS")
    room.sync()
    assert room.paper(draft).notes == "Shorter, please"
    assert room.paper(mailed).summary == "They play well."
    assert room.row(mailed)["Venue"] == "NeurIPS"
    assert is_quiet(room)


def test_a_row_typed_in_the_public_sheet_is_published(room: TwoSheetRoom) -> None:
    room.sync()
    room.worksheet().append_row(["", "", "An old one"])
    room.sync()
    (paper,) = room.papers()
    assert (paper.title, paper.status) == ("An old one", Status.PUBLISHED)
    assert (room.on_desk(), room.in_public()) == ([], [paper.id])
    assert is_quiet(room)


@pytest.mark.parametrize("where", ["desk", "public"])
def test_a_row_that_a_person_deletes_drops_the_paper(room: TwoSheetRoom, where: str) -> None:
    is_public = where == "public"
    paper = room.written("Gone", status=Status.PUBLISHED if is_public else Status.APPROVED)
    room.sync()
    (room if is_public else room.private).worksheet().delete_rows(2)
    room.sync()
    assert room.paper(paper).status is Status.DROPPED
    assert (room.on_desk(), room.in_public()) == ([], [])
    assert is_quiet(room)
    room.restore(paper)
    room.sync()
    assert room.in_public() == [paper]


def test_a_row_that_is_deleted_while_its_paper_changes_over_drops_nothing(
    room: TwoSheetRoom,
) -> None:
    paper = room.written("Draft")
    room.sync()
    room.change(paper, status=Status.PUBLISHED)
    room.private.worksheet().delete_rows(2)
    room.sync()
    assert (room.on_desk(), room.in_public()) == ([], [paper])
    assert room.paper(paper).status is Status.PUBLISHED
    assert is_quiet(room)


def test_a_published_paper_that_is_dropped_in_slack_goes_back_to_the_desk(
    room: TwoSheetRoom,
) -> None:
    paper = room.written("Mailed", status=Status.PUBLISHED)
    room.sync()
    room.change(paper, status=Status.DROPPED)
    room.sync()
    assert (room.on_desk(), room.in_public()) == ([paper], [])
    assert room.private.row(paper)["Status"] == "Dropped"
    assert is_quiet(room)


def test_a_person_who_copies_a_row_into_the_other_sheet_makes_another_paper(
    room: TwoSheetRoom,
) -> None:
    paper = room.written("Draft")
    room.sync()
    row = room.private.row(paper)
    room.worksheet().append_row([row[column] for column in (*PUBLIC, ID)])
    room.sync()
    assert room.on_desk() == [paper]
    (copy,) = room.in_public()
    assert copy != paper
    assert room.paper(paper).status is Status.APPROVED
    assert is_quiet(room)


def test_something_of_a_persons_own_is_kept_with_the_row_that_leaves(room: TwoSheetRoom) -> None:
    paper, other = room.written("Draft"), room.written("Another")
    room.sync()
    sheet = room.private.worksheet()
    sheet.add_cols(1)
    sheet.update_acell("R1", "Mine")
    sheet.update_acell("R2", "call Ada")
    sheet.update_note("C3", "a note of mine")
    for one in (paper, other):
        room.change(one, status=Status.PUBLISHED)
    room.sync()
    assert (room.on_desk(), room.in_public()) == ([], [paper, other])
    kept = room.private.worksheet(KEPT_TAB)
    rows = kept.get_all_records()
    assert {row["Title"]: row["Mine"] for row in rows} == {"Draft": "call Ada", "Another": ""}
    assert "a note of mine" in {kept.get_note("C2"), kept.get_note("C3")}
    (told,) = room.told()
    assert KEPT_TAB in told
    assert [text for text in sheet.col_values(18) if text] == ["Mine"]
    assert is_quiet(room)


def test_the_tab_for_what_is_kept_grows_with_the_sheet(room: TwoSheetRoom) -> None:
    papers = [room.written("One"), room.written("Two")]
    room.sync()
    for paper, columns in zip(papers, (1, 60), strict=True):
        sheet = room.private.worksheet()
        sheet.add_cols(columns)
        row = sheet.find(paper, in_column=17)
        assert row is not None
        sheet.update_cell(row.row, sheet.col_count, f"last of {paper}")
        room.change(paper, status=Status.PUBLISHED)
        room.sync()
    values = [text for row in room.private.worksheet(KEPT_TAB).get_all_values() for text in row]
    assert [one for one in values if one.startswith("last of")] == [
        f"last of {one}" for one in reversed(papers)
    ]


# -- what people do between the read and the write that takes a row out

Deed = Callable[[TwoSheetRoom, str], None]


def sort_by_title(room: TwoSheetRoom, _paper: str) -> None:
    room.private.worksheet().sort((3, "asc"))


def insert_above(room: TwoSheetRoom, _paper: str) -> None:
    room.private.worksheet().insert_row([], 2)


def edit_the_row(room: TwoSheetRoom, paper: str) -> None:
    room.private.type(paper, "Summary", "They play, and win.")


def write_beside(room: TwoSheetRoom, paper: str) -> None:
    at = room.private.place(paper, "ID").replace("Q", "R")
    room.google.write(room.private.book, f"Database!{at}", [["call Ada"]], "USER_ENTERED")


@pytest.mark.parametrize("deed", [sort_by_title, insert_above, edit_the_row, write_beside])
def test_a_row_that_was_not_meant_is_put_back_with_all_that_is_in_it(
    room: TwoSheetRoom, deed: Deed
) -> None:
    paper = room.written("Zoo")
    others = [room.written(title) for title in ("Ape", "Bee")]
    room.sync()
    sheet = room.private.worksheet()
    sheet.add_cols(2)
    sheet.update_acell("R1", "Mine")
    for other in others:
        at = room.private.place(other, "ID").replace("Q", "R")
        room.google.write(
            room.private.book, f"Database!{at}", [[f"about {other}", "no header"]], "USER_ENTERED"
        )
    room.change(paper, status=Status.PUBLISHED)
    seen = 0

    def just_before() -> None:
        # The first write only says "Published"; the second takes the row out.
        nonlocal seen
        seen += 1
        if seen == 1:
            room.desk_sheet.just_before_write = just_before
        else:
            deed(room, paper)

    room.desk_sheet.just_before_write = just_before
    room.sync()
    room.sync()
    assert seen == 2
    assert (room.on_desk(), room.in_public()) == (sorted(others), [paper])
    assert {row["ID"]: row["Mine"] for row in room.private.table() if row["ID"]} == {
        other: f"about {other}" for other in others
    }
    beyond_the_header = [text for text in sheet.col_values(19) if text]
    assert beyond_the_header == ["no header"] * len(others)
    assert {one.status for one in room.papers() if one.id != paper} == {Status.APPROVED}
    if deed is edit_the_row:
        assert room.paper(paper).summary == room.row(paper)["Summary"] == "They play, and win."
    if deed is write_beside:
        assert "call Ada" in room.private.worksheet(KEPT_TAB).row_values(2)
    assert is_quiet(room)


def test_a_persons_half_typed_row_is_put_back_too(room: TwoSheetRoom) -> None:
    paper = room.written("Zoo")
    room.sync()
    room.change(paper, status=Status.PUBLISHED)
    seen: list[str] = []

    def just_before() -> None:
        seen.append("write")
        if len(seen) == 1:
            room.desk_sheet.just_before_write = just_before
        else:
            room.private.worksheet().insert_row(["", "", "", "Somebody"], 2)

    room.desk_sheet.just_before_write = just_before
    room.sync()
    room.sync()
    authors = [row["Authors"] for row in room.private.table() if any(row.values())]
    assert authors == ["Somebody"]
    assert room.in_public() == [paper]


def test_the_last_rows_can_go_too(room: TwoSheetRoom) -> None:
    room.sync()
    sheet = room.private.worksheet()
    sheet.resize(rows=2)
    papers = [room.written("One")]
    room.sync()
    room.change(papers[0], status=Status.PUBLISHED)
    room.sync()
    assert (room.on_desk(), room.in_public()) == ([], papers)


# -- from one sheet to two, and back


@pytest.mark.slow
def test_one_sheet_becomes_two_and_one_again(server: Google, tmp_path: Path) -> None:
    one = Newsroom(server, server.sheets.create("Newsletter"), tmp_path)
    ids = {
        status: one.add(title=status.value, summary=SUMMARY, summarizer="Rohin", status=status).id
        for status in Status
        if status is not Status.DROPPED
    }
    one.engine.sync()
    published = ids.pop(Status.PUBLISHED)
    one.store.close()
    server.ticks.seconds += 61

    two = TwoSheetRoom(server, tmp_path, (one.book, server.sheets.create("Desk")))
    two.sync()
    assert (two.on_desk(), two.in_public()) == (sorted(ids.values()), [published])
    assert not two.told()
    assert is_quiet(two)
    two.worksheet().delete_columns(14, 16)
    assert is_quiet(two)
    two.store.close()
    server.ticks.seconds += 61

    again = Newsroom(server, one.book, tmp_path)
    again.clock.pass_by(minutes=30)
    again.engine.sync()
    assert {row["ID"]: row["Status"] for row in again.table()} == {
        paper.id: paper.status.value for paper in again.papers()
    }
    assert not again.told()
    assert again.engine.sync().is_quiet
    again.store.close()


def test_a_lost_database_is_rebuilt_from_both_sheets(
    room: TwoSheetRoom, tmp_path: Path, server: Google
) -> None:
    draft = room.written("Draft", notes="Shorter, please")
    mailed = room.written("Mailed", status=Status.PUBLISHED)
    room.sync()
    before = {one.id: one for one in room.papers()}
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    again = TwoSheetRoom(server, fresh, (room.book, room.private.book))
    again.sync()
    assert {one.id: one.status for one in again.papers()} == {
        draft: Status.APPROVED,
        mailed: Status.PUBLISHED,
    }
    assert again.paper(draft).notes == before[draft].notes
    assert is_quiet(again)
    again.store.close()


def test_a_database_that_is_lost_while_a_paper_changes_over_is_rebuilt_with_one_of_it(
    room: TwoSheetRoom, tmp_path: Path, server: Google
) -> None:
    paper = room.written("Draft")
    room.sync()
    row: dict[str, Any] = room.private.row(paper)
    room.private.type(paper, "Status", "Published")
    room.worksheet().append_row([row[column] for column in (*PUBLIC, ID)])
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    again = TwoSheetRoom(server, fresh, (room.book, room.private.book))
    again.sync()
    again.sync()
    assert (again.on_desk(), again.in_public()) == ([], [paper])
    assert [one.id for one in again.papers()] == [paper]
    assert is_quiet(again)
    again.store.close()


def test_a_wrong_row_of_which_the_copy_is_gone_gives_its_paper_a_new_one(
    room: TwoSheetRoom,
) -> None:
    paper, other = room.written("Zoo"), room.written("Ape")
    room.sync()
    room.change(paper, status=Status.PUBLISHED)
    seen: list[str] = []

    def just_before() -> None:
        seen.append("write")
        if len(seen) < 3:
            room.desk_sheet.just_before_write = just_before
        if len(seen) == 2:
            sort_by_title(room, paper)
        if len(seen) == 3:
            book = room.google.gspread("human").open_by_key(room.private.book)
            book.del_worksheet(book.worksheet("_desk"))

    room.desk_sheet.just_before_write = just_before
    room.sync()
    room.sync()
    assert len(seen) == 3
    assert (room.on_desk(), room.in_public()) == ([other], [paper])
    assert room.paper(other).status is Status.APPROVED
    assert is_quiet(room)
