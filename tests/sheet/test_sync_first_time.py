"""The first sync: an empty sheet is set up, one that people have is taken over."""

from bot.newsroom.papers import Opinion, Status
from bot.sheet.columns import COLUMNS
from tests.sheet.newsrooms import Newsroom
from tests.sheet.real_sheet import put_rows, real_rows


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


def test_the_real_sheet_is_taken_over_without_a_changed_cell(newsroom: Newsroom) -> None:
    rows = real_rows()
    google, book = newsroom.google, newsroom.book
    put_rows(google, book, rows)
    everything = f"Sheet1!A1:M{len(rows) + 1}"
    fields = "userEnteredValue,userEnteredFormat,textFormatRuns,hyperlink,dataValidation"
    before = google.cells(book, everything, fields)
    outcome = newsroom.engine.sync()
    assert (outcome.added, outcome.appended) == (1958, 0)
    assert google.cells(book, everything.replace("Sheet1", "Database"), fields) == before
    stored = newsroom.papers()
    assert len(stored) == 1958
    for paper, row in zip(stored, rows, strict=True):
        assert paper.title == row["Title"]
        assert paper.url == row["Title URL"]
        assert (paper.summary, paper.summarizer) == (
            row["Summary"],
            row["Summarizer"].split("/")[0],
        )
    ids = [row["ID"] for row in newsroom.table()]
    assert ids == [f"P{number}" for number in range(1, 1959)]
    assert newsroom.messages("card") == []
    assert newsroom.engine.sync().is_quiet
