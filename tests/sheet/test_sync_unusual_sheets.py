"""Sheets that are not as they have to be: nothing is written, people are told, and it goes on."""

from collections.abc import Callable

import pytest

from tests.sheet.newsrooms import Newsroom

OVER = "The sheet is as it should be again"

Change = Callable[[Newsroom], None]


def header(room: Newsroom, cell: str, text: str) -> None:
    room.google.write(room.book, f"Database!{cell}", [[text]])


def merge(room: Newsroom, kind: str) -> None:
    place = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 3}
    request = {"range": {**place, "startColumnIndex": 2, "endColumnIndex": 3}}
    room.google.batch(room.book, {kind: request})


def column(at: int) -> dict[str, object]:
    return {"range": {"sheetId": 0, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}}


def delete_column(room: Newsroom, at: int) -> None:
    room.google.batch(room.book, {"deleteDimension": column(at)})


def insert_column(room: Newsroom, at: int, name: str) -> None:
    room.google.batch(room.book, {"insertDimension": column(at)})
    header(room, f"{chr(ord('A') + at)}1", name)


def rename_tab(room: Newsroom, old: str, new: str) -> None:
    room.worksheet(old).update_title(new)


@pytest.mark.parametrize(
    ("spoil", "mend", "why"),
    [
        (
            lambda room: delete_column(room, 9),
            lambda room: insert_column(room, 9, "Summary"),
            "do not find “Summary”",
        ),
        (
            lambda room: header(room, "R1", "summary "),
            lambda room: header(room, "R1", ""),
            "“Summary” stands twice",
        ),
        (
            lambda room: room.worksheet().insert_row(["Hello"], 1),
            lambda room: room.worksheet().delete_rows(1),
            "header stands in row 2, and I look for it in row 1",
        ),
        (
            lambda room: merge(room, "mergeCells"),
            lambda room: merge(room, "unmergeCells"),
            "Cells are merged in row 2",
        ),
    ],
)
def test_the_sync_stops_and_goes_on_once_it_is_put_right(
    newsroom: Newsroom, spoil: Change, mend: Change, why: str
) -> None:
    newsroom.add(title="One")
    newsroom.add(title="")
    newsroom.engine.sync()
    spoil(newsroom)
    newsroom.change("P1", summary="New.")
    before = newsroom.google.cells(newsroom.book, "Database!A1:Z9", "*")
    for _ in range(2):
        assert why in newsroom.engine.sync().alarm
    assert newsroom.google.cells(newsroom.book, "Database!A1:Z9", "*") == before
    (told,) = newsroom.told()
    assert why in told
    mend(newsroom)
    assert not newsroom.engine.sync().alarm
    assert newsroom.row("P1")["Summary"] == "New."
    assert newsroom.told()[1].startswith(OVER)
    assert newsroom.engine.sync().is_quiet


def test_most_rows_gone_drops_nothing(newsroom: Newsroom) -> None:
    for number in range(10):
        newsroom.add(title=f"Title {number}")
    newsroom.engine.sync()
    before = newsroom.papers()
    kept = newsroom.worksheet().get_all_values()
    newsroom.worksheet().delete_rows(3, 11)
    newsroom.change("P1", summary="New.")
    assert "9 of the 10 rows are gone" in newsroom.engine.sync().alarm
    assert newsroom.papers()[1:] == before[1:]
    assert newsroom.row("P1")["Summary"] == ""
    newsroom.worksheet().append_rows(kept[2:])
    assert not newsroom.engine.sync().alarm
    assert newsroom.row("P1")["Summary"] == "New."


def test_another_spreadsheet_is_not_written_to(newsroom: Newsroom) -> None:
    newsroom.add(title="One")
    newsroom.engine.sync()
    other = newsroom.google.sheets.create("A copy")
    outcome = newsroom.another_engine(other).sync()
    assert "SHEET_ID names another spreadsheet" in outcome.alarm
    assert newsroom.google.values(other, "Sheet1") == []


def test_a_renamed_tab_is_found_again(newsroom: Newsroom) -> None:
    newsroom.add(title="One")
    newsroom.engine.sync()
    rename_tab(newsroom, "Database", "It's all here")
    newsroom.change("P1", summary="New.")
    newsroom.engine.sync()
    values = newsroom.worksheet("It's all here").get_all_values()
    assert "New." in values[1]
    assert newsroom.engine.sync().is_quiet


def test_a_tab_that_is_gone_is_an_alarm(newsroom: Newsroom) -> None:
    newsroom.add(title="One")
    newsroom.engine.sync()
    book = newsroom.google.gspread("human").open_by_key(newsroom.book)
    book.add_worksheet("Other", 10, 10)
    book.del_worksheet(book.worksheet("Database"))
    assert "The tab with the papers is gone" in newsroom.engine.sync().alarm


def test_the_hidden_tab_is_made_anew_where_somebody_has_deleted_it(newsroom: Newsroom) -> None:
    newsroom.add(title="One")
    newsroom.engine.sync()
    book = newsroom.google.gspread("human").open_by_key(newsroom.book)
    book.del_worksheet(book.worksheet("_desk"))
    newsroom.change("P1", summary="New.")
    newsroom.engine.sync()
    assert newsroom.row("P1")["Summary"] == "New."
    assert newsroom.engine.sync().is_quiet


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([["Name", "Amount"], ["Ann", "3"]], "do not find “Category”"),
        ([[""], ["Ann"]], "The first row of the sheet is empty"),
    ],
)
def test_a_sheet_with_something_else_in_it_is_not_taken(
    newsroom: Newsroom, rows: list[list[str]], why: str
) -> None:
    newsroom.add(title="One")
    newsroom.google.write(newsroom.book, "Sheet1!A1", rows)
    before = newsroom.google.cells(newsroom.book, "Sheet1!A1:Z9", "*")
    assert why in newsroom.engine.sync().alarm
    assert newsroom.google.cells(newsroom.book, "Sheet1!A1:Z9", "*") == before


def test_one_of_several_tabs_has_to_be_called_database(newsroom: Newsroom) -> None:
    newsroom.add(title="One")
    book = newsroom.google.gspread("human").open_by_key(newsroom.book)
    book.add_worksheet("Other", 10, 10)
    assert "none is called “Database”" in newsroom.engine.sync().alarm
    book.worksheet("Other").update_title("Database")
    assert newsroom.engine.sync().appended == 1
    assert newsroom.row("P1")["Title"] == "One"


def test_a_narrow_sheet_gets_the_columns_that_it_needs(newsroom: Newsroom) -> None:
    newsroom.google.gspread("human").open_by_key(newsroom.book).sheet1.resize(rows=1, cols=3)
    newsroom.add(title="One")
    newsroom.add(title="Two")
    newsroom.engine.sync()
    assert [row["Title"] for row in newsroom.table()] == ["One", "Two"]
