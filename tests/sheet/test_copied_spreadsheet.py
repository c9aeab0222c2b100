"""A copy of the spreadsheet, two databases on one, and sheets mistaken for each other.

Two writers never write over each other: of two databases, the one that the sheet was taken from
stops and says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from bot.newsroom.papers import Status
from tests.sandbox.sheets_server import Google
from tests.sheet.newsrooms import Newsroom
from tests.sheet.two_sheet_rooms import TwoSheetRoom

STOPPED = "Another bot, with a database of its own, writes to the sheet as well"


def copy_of(google: Google, book: str) -> str:
    """Copy a file as a person does in Drive, shared with the bot as the original is."""
    copied = google.gspread("human").copy(book, "Copy of Newsletter")
    copied.share(google.sheets.service_account()["client_email"], "user", "writer", notify=False)
    return copied.id


@contextmanager
def another(room: Newsroom, folder: str, book: str | None = None) -> Iterator[Newsroom]:
    """A bot with an empty database of its own."""
    path = room.path / folder
    path.mkdir()
    made = Newsroom(room.google, book or room.book, path, room.clock)
    yield made
    made.store.close()


@contextmanager
def twin(room: Newsroom) -> Iterator[Newsroom]:
    """A bot with a copy of the database as it is at this moment."""
    path = room.path / "twin"
    path.mkdir()
    with room.store.engine.connect() as connection:
        connection.connection.driver_connection.execute(  # type: ignore[union-attr]
            "VACUUM INTO ?", (str(path / "newsroom.db"),)
        )
    made = Newsroom(room.google, room.book, path, room.clock)
    yield made
    made.store.close()


def test_a_bot_that_is_pointed_at_a_copy_writes_to_neither(newsroom: Newsroom) -> None:
    newsroom.add(title="One")
    newsroom.engine.sync()
    copied = copy_of(newsroom.google, newsroom.book)
    newsroom.add(title="Two")
    alarm = newsroom.another_engine(copied).sync().alarm
    assert alarm.startswith("SHEET_ID names another spreadsheet")
    for book in (copied, newsroom.book):
        sheet = newsroom.google.gspread("human").open_by_key(book).worksheet("Database")
        assert len(sheet.get_all_values()) == 2
    newsroom.engine.sync()
    assert [row["Title"] for row in newsroom.table()] == ["One", "Two"]


def test_an_empty_database_makes_a_copy_its_own_and_leaves_the_original_alone(
    newsroom: Newsroom,
) -> None:
    paper = newsroom.add(title="One").id
    newsroom.engine.sync()
    copied = copy_of(newsroom.google, newsroom.book)
    with another(newsroom, "other", copied) as other:
        other.engine.sync()
        other.change(paper, title="One, tried out")
        other.engine.sync()
        assert other.row(paper)["Title"] == "One, tried out"
        assert other.engine.sync().is_quiet
    assert newsroom.engine.sync().is_quiet
    assert newsroom.row(paper)["Title"] == "One"


def test_a_second_database_takes_the_sheet_and_the_first_stops(newsroom: Newsroom) -> None:
    paper = newsroom.add(title="One").id
    newsroom.engine.sync()
    with another(newsroom, "other") as other:
        other.engine.sync()
        newsroom.change(paper, title="One by the first")
        assert STOPPED in newsroom.engine.sync().alarm
        assert STOPPED in newsroom.told()[-1]
        assert newsroom.row(paper)["Title"] == "One"
        other.change(paper, title="One by the second")
        other.engine.sync()
        assert newsroom.row(paper)["Title"] == "One by the second"
        assert STOPPED in newsroom.engine.sync().alarm
        assert len(newsroom.told()) == 1


def test_the_first_may_be_given_the_sheet_back_and_then_the_second_stops(
    newsroom: Newsroom,
) -> None:
    paper = newsroom.add(title="One").id
    newsroom.engine.sync()
    with another(newsroom, "other") as other:
        other.engine.sync()
        newsroom.change(paper, venue="NeurIPS")
        newsroom.engine.sync()
        newsroom.engine.take_over()
        assert not newsroom.engine.sync().alarm
        assert newsroom.row(paper)["Venue"] == "NeurIPS"
        assert newsroom.engine.sync().is_quiet
        assert STOPPED in other.engine.sync().alarm
        # Said once, it holds once.
        other.engine.take_over()
        assert not other.engine.sync().alarm
        assert STOPPED in newsroom.engine.sync().alarm


def test_a_database_that_takes_the_sheet_just_before_a_write_of_the_other_stops_it(
    sandboxed: Newsroom,
) -> None:
    room = sandboxed
    paper = room.add(title="One").id
    room.engine.sync()
    with another(room, "other") as other:
        room.change(paper, title="One by the first")
        spreadsheet = room.engine._writing._spreadsheet  # the door that the bot writes through
        write = spreadsheet.write

        def taken_before(*args: object) -> object:
            spreadsheet.write = write  # type: ignore[method-assign]
            other.engine.sync()
            return write(*args)  # type: ignore[arg-type]

        spreadsheet.write = taken_before  # type: ignore[method-assign,assignment]
        assert STOPPED in room.engine.sync().alarm
        assert room.row(paper)["Title"] == "One"


def test_a_copied_database_is_noticed_at_the_first_write(newsroom: Newsroom) -> None:
    paper = newsroom.add(title="One").id
    newsroom.engine.sync()
    with twin(newsroom) as other:
        newsroom.change(paper, venue="NeurIPS")
        newsroom.engine.sync()
        assert not other.engine.sync().alarm
        assert STOPPED in newsroom.engine.sync().alarm
        assert other.engine.sync().is_quiet
        assert other.paper(paper).venue == "NeurIPS"


def test_a_backup_that_is_brought_back_goes_on_by_itself(newsroom: Newsroom) -> None:
    paper = newsroom.add(title="One").id
    newsroom.engine.sync()
    with twin(newsroom) as backup:
        newsroom.change(paper, venue="NeurIPS")
        newsroom.engine.sync()
        newsroom.store.close()
        assert not backup.engine.sync().alarm
        backup.change(paper, year="2026")
        backup.engine.sync()
        assert (backup.row(paper)["Venue"], backup.row(paper)["Year"]) == ("NeurIPS", "2026")
        assert backup.engine.sync().is_quiet


def test_two_sheets_that_are_mistaken_for_each_other_are_left_alone(
    server: Google, tmp_path: Path
) -> None:
    room = TwoSheetRoom(server, tmp_path)
    draft = room.written("Draft")
    room.sync()
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    swapped = TwoSheetRoom(server, fresh, (room.private.book, room.book))
    assert "mistaken for each other" in swapped.sync().alarm
    assert not swapped.papers()
    assert room.on_desk() == [draft]
    assert room.paper(draft).status is Status.APPROVED
    assert room.sync().is_quiet
    for one in (room, swapped):
        one.store.close()


def test_a_version_before_fences_had_owners_goes_on(newsroom: Newsroom) -> None:
    newsroom.add(title="One")
    newsroom.engine.sync()
    path = f"/v4/spreadsheets/{newsroom.book}"
    (old,) = newsroom.google.get(path, fields="namedRanges")["namedRanges"]
    newsroom.google.batch(
        newsroom.book,
        {"deleteNamedRange": {"namedRangeId": old["namedRangeId"]}},
        {"addNamedRange": {"namedRange": {**old, "namedRangeId": "desk_0123456789abcdef"}}},
    )
    with newsroom.store.engine.begin() as connection:
        connection.execute(text("DELETE FROM state WHERE name = 'sheets-owner'"))
    newsroom.add(title="Two")
    assert newsroom.engine.sync().appended == 1
    assert newsroom.engine.sync().is_quiet
