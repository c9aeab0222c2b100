"""The first sync: an empty sheet is set up, one that people have is taken over."""

from pathlib import Path

import pytest

from bot.newsroom.categories import ALIGNMENT_NEWSLETTER
from bot.newsroom.papers import Opinion, Status
from bot.sheet.columns import COLUMNS, PUBLIC
from tests.sheet.newsrooms import NOW, Newsroom
from tests.sheet.real_sheet import put_rows


def test_an_empty_sheet_gets_its_header_and_the_papers_there_are(newsroom: Newsroom) -> None:
    newsroom.add(
        title="Atari early",
        url="https://aiimpacts.org/atari-early/",
        year="2020",
        category="Forecasting",
        highlight=True,
        summarizer="Rohin",
        summary="=1+1 is *not* a formula",
        opinions=(Opinion("Rohin", "Fine."), Opinion("Flo", "Good.")),
        status=Status.SUBMITTED,
    )
    outcome = newsroom.engine.sync()
    assert (outcome.appended, outcome.written, outcome.added) == (1, 0, 0)
    header = newsroom.worksheet().row_values(1)
    assert tuple(header) == COLUMNS
    assert newsroom.row("P1") == {
        **dict.fromkeys(COLUMNS, ""),
        "Category": "Forecasting",
        "Highlight?": "Highlight",
        "Title": "Atari early",
        "Year": "2020",
        "Summarizer": "Rohin",
        "Summary": "=1+1 is *not* a formula",
        "My opinion": "Fine.\n\n**Flo's opinion:** Good.",
        "Status": "Submitted",
        "ID": "P1",
    }
    assert newsroom.link("P1", "Title") == "https://aiimpacts.org/atari-early/"
    assert newsroom.engine.sync().is_quiet


def test_a_sheet_that_was_set_up_looks_as_people_need_it(newsroom: Newsroom) -> None:
    newsroom.engine.sync()
    fields = (
        "sheets(properties(title,hidden,gridProperties.frozenRowCount),"
        "data(columnMetadata.hiddenByUser,rowData.values(dataValidation,userEnteredFormat)))"
    )
    sheet, helper = newsroom.google.get(f"/v4/spreadsheets/{newsroom.book}", fields=fields)[
        "sheets"
    ]
    assert sheet["properties"] == {"title": "Database", "gridProperties": {"frozenRowCount": 1}}
    assert helper["properties"]["hidden"] is True
    (data,) = sheet["data"]
    hidden = [at for at, column in enumerate(data["columnMetadata"]) if column]
    assert hidden == [COLUMNS.index("ID")]
    cells = dict(zip(COLUMNS, data["rowData"][1]["values"], strict=False))
    assert all(cell["userEnteredFormat"]["wrapStrategy"] == "WRAP" for cell in cells.values())
    choices = {
        column: [one["userEnteredValue"] for one in cell["dataValidation"]["condition"]["values"]]
        for column, cell in cells.items()
        if "dataValidation" in cell
    }
    assert choices == {
        "Category": list(ALIGNMENT_NEWSLETTER.names),
        "Highlight?": ["Highlight"],
        "Status": [status.value for status in Status],
    }


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Title": "A"}, Status.PROPOSED),
        ({"Title": "A", "Summarizer": "Ann"}, Status.CLAIMED),
        ({"Title": "A", "Summarizer": "Ann", "Summary": "Words."}, Status.APPROVED),
        ({"Title": "A", "Email": "AN #1"}, Status.PUBLISHED),
        ({"Title": "A", "Summary": "Words.", "Email": "AN #1"}, Status.PUBLISHED),
    ],
)
def test_a_row_that_is_taken_over_gets_the_status_that_it_speaks_of(
    newsroom: Newsroom, cells: dict[str, str], expected: Status
) -> None:
    put_rows(newsroom.google, newsroom.book, [{**dict.fromkeys(PUBLIC, ""), **cells}])
    newsroom.engine.sync()
    paper = newsroom.paper("P1")
    assert (paper.status, paper.due) == (expected, None)
    assert newsroom.row("P1")["Status"] == expected.value
    assert [newsroom.messages(kind) for kind in ("card", "note", "editor-note")] == [[], [], []]


def test_columns_of_people_stay_where_they_are_when_a_sheet_is_taken_over(
    newsroom: Newsroom,
) -> None:
    google, book = newsroom.google, newsroom.book
    put_rows(google, book, [{**dict.fromkeys(PUBLIC, ""), "Title": "A"}])
    google.write(book, "Sheet1!N1:N2", [["Mine"], ["=1+1"]], "USER_ENTERED")
    newsroom.engine.sync()
    header = newsroom.worksheet().row_values(1)
    assert header == [*PUBLIC, "Mine", "Status", "Due", "Notes", "ID"]
    assert newsroom.row("P1")["Mine"] == "2"


def test_a_lost_database_is_rebuilt_from_the_sheet(newsroom: Newsroom, tmp_path: Path) -> None:
    claimed = {"status": Status.CLAIMED, "summarizer": "Ann", "notes": "Soon."}
    newsroom.add(title="One", url="https://example.com/one", due=NOW, **claimed)
    newsroom.add(title="Two", summary="Words.", status=Status.SUBMITTED, summarizer="Bob")
    newsroom.add(title="Three", status=Status.DROPPED)
    newsroom.engine.sync()
    newsroom.worksheet().sort((3, "des"))
    (tmp_path / "new").mkdir()
    rebuilt = Newsroom(newsroom.google, newsroom.book, tmp_path / "new")
    before = newsroom.table()
    rebuilt.engine.sync()
    assert rebuilt.papers() == newsroom.papers()[:2]
    assert rebuilt.messages("card") == []
    assert newsroom.table() == before
    assert rebuilt.add(title="Four").id == "P3"
    rebuilt.engine.sync()
    assert [row["ID"] for row in rebuilt.table()] == ["P2", "P1", "P3"]
    assert rebuilt.engine.sync().is_quiet
    rebuilt.store.close()


def test_of_two_rows_with_an_id_that_nobody_knows_the_first_keeps_it(newsroom: Newsroom) -> None:
    newsroom.engine.sync()
    for title in ("One", "Two", "Three"):
        newsroom.type_row(Title=title, ID="P7" if title != "Three" else "")
    newsroom.engine.sync()
    assert {row["Title"]: row["ID"] for row in newsroom.table()} == {
        "One": "P7",
        "Two": "P8",
        "Three": "P9",
    }
    assert newsroom.engine.sync().is_quiet
