"""The real newsletter's sheet is taken over: what is in the database then, and what it cost."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.newsroom.aliases import ALIGNMENT_NEWSLETTER_ALIASES
from bot.newsroom.credits import read_cells
from bot.newsroom.links import canonical, titled_links
from bot.newsroom.papers import Opinion, Paper, Status
from bot.sheet.columns import PUBLIC
from bot.sheet.markup import Piece, link, pieces, whole_link
from bot.store import papers, people
from bot.store.tables import HistoryRow, OutboxRow, PersonRow
from tests.sheet.conftest import sandboxed_newsroom
from tests.sheet.newsrooms import NOW, Newsroom, Sandboxed
from tests.sheet.real_sheet import put_rows, real_rows

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("real sheet")]

ROWS = real_rows()
X, Y = "https://example.org/x", "https://example.org/y"


def odd_cells(room: Newsroom) -> None:
    """Have some cells as people have them: worked out, in colour, with links in several ways."""

    def write(row: int, column: str, cell: dict[str, Any]) -> dict[str, Any]:
        start = {"sheetId": 0, "rowIndex": row, "columnIndex": PUBLIC.index(column)}
        rows = [{"values": [cell]}]
        return {"updateCells": {"start": start, "rows": rows, "fields": ",".join(cell)}}

    one = {"format": {"link": {"uri": X}}}
    two = [one, {"startIndex": 3, "format": {}}, {"startIndex": 8, "format": {"link": {"uri": Y}}}]
    red = {"backgroundColor": {"red": 1}, "textFormat": {"bold": True}, "wrapStrategy": "CLIP"}
    room.google.batch(
        room.book,
        *(write(row, "Title", {"userEnteredFormat": {}}) for row in (1, 2, 3)),
        write(1, "Title", {"userEnteredValue": {"formulaValue": f'=HYPERLINK("{X}", "One")'}}),
        write(2, "Title", {"userEnteredValue": {"stringValue": f"[Two]({X})"}}),
        write(3, "Title", {"userEnteredValue": {"stringValue": "One and two"}}),
        write(3, "Title", {"textFormatRuns": two}),
        write(4, "Summary", {"userEnteredFormat": red, "note": "Mine."}),
        write(5, "Year", {"userEnteredValue": {"stringValue": "02020"}}),
        write(6, "Venue", {"userEnteredValue": {"formulaValue": '="Blog" & " post"'}}),
        write(7, "Authors", {"userEnteredValue": {"stringValue": " \xa0Ann\r\nBob  "}}),
    )


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandboxed]:
    """A newsroom that has just taken the real sheet over, for tests that only look."""
    with sandboxed_newsroom(tmp_path_factory.mktemp("adopted")) as room:
        put_rows(room.google, room.book, ROWS)
        room.engine.sync()
        yield room


def stored(room: Newsroom) -> list[Paper]:
    """The papers in the order of the rows; there is one for each."""
    found = room.papers()
    assert [one.id for one in found] == [f"P{number}" for number in range(1, len(ROWS) + 1)]
    return found


def test_not_one_byte_of_its_own_cells_is_changed(sandboxed: Sandboxed) -> None:
    room = sandboxed
    put_rows(room.google, room.book, ROWS)
    odd_cells(room)
    everything = f"A1:M{len(ROWS) + 1}"
    before = room.google.cells(room.book, f"Sheet1!{everything}", "*")
    outcome = room.engine.sync()
    assert (outcome.added, outcome.appended) == (len(ROWS), 0)
    assert room.google.cells(room.book, f"Database!{everything}", "*") == before
    one, two, three = room.papers()[:3]
    assert (one.title, one.url) == ("One", X)
    assert (two.title, two.url) == ("Two", X)
    assert pieces(three.title) == [Piece("One", X), Piece(" and "), Piece("two", Y)]
    assert room.engine.sync().is_quiet


def test_each_text_and_each_link_is_in_its_paper(adopted: Sandboxed) -> None:
    for paper, row in zip(stored(adopted), ROWS, strict=True):
        assert (paper.title, paper.url) == (row["Title"], row["Title URL"])
        assert paper.highlight == (row["Highlight?"] == "Highlight")
        assert paper.summary == row["Summary"]
        # One cell holds a blank, which is no opinion.
        assert (paper.summarizer, paper.opinions) == read_cells(
            row["Summarizer"], row["My opinion"] if row["My opinion"].strip() else ""
        )
        texts = (paper.category, paper.authors, paper.venue, paper.year, paper.hat_tip)
        assert texts == tuple(row[c] for c in ("Category", "Authors", "Venue", "Year", "H/T"))
        for text, column in (
            (paper.issue, "Email"),
            (paper.prerequisites, "Prerequisites"),
            (paper.read_more, "Read more"),
        ):
            url = row[f"{column} URL"]
            assert text == (link(row[column], url) if url else row[column])


def test_as_many_links_are_known_as_the_sheet_has(adopted: Sandboxed) -> None:
    found = stored(adopted)
    assert sum(bool(one.url) for one in found) == 1930
    # Three more are Markdown in the sheet, and stay it there.
    assert sum(whole_link(one.read_more) is not None for one in found) == 157 + 3
    assert sum(whole_link(one.prerequisites) is not None for one in found) == 19
    issues = {"".join(piece.text for piece in pieces(one.issue)) for one in found}
    assert issues == {row["Email"] for row in ROWS}
    assert len({issue for issue in issues if issue.startswith("AN #")}) == 170
    several = [one for one in found if not one.url and len(titled_links(one.title)) > 1]
    with adopted.store.read() as session:
        for one in several:
            for _, url in titled_links(one.title):
                assert one in papers.by_link(session, canonical(url))


def test_each_paper_has_the_status_that_its_row_speaks_of(adopted: Sandboxed) -> None:
    expected = Counter(
        Status.PUBLISHED
        if row["Email"]
        else Status.APPROVED
        if row["Summary"]
        else Status.CLAIMED
        if row["Summarizer"]
        else Status.PROPOSED
        for row in ROWS
    )
    assert Counter(one.status for one in stored(adopted)) == expected
    assert expected[Status.PUBLISHED] == 1945


def test_its_summarizers_are_eleven_people_under_all_their_names(adopted: Sandboxed) -> None:
    with adopted.store.read() as session:
        assert session.scalar(select(func.count()).select_from(PersonRow)) == 11
        for names in ALIGNMENT_NEWSLETTER_ALIASES.people:
            known = [people.by_name(session, name) for name in names]
            assert known[0] is not None
            assert known[0].name == names[0]
            assert known.count(known[0]) == len(names)


def test_who_wrote_the_summary_and_who_the_opinions_is_told_apart(adopted: Sandboxed) -> None:
    shared = [
        (row["Summarizer"], paper)
        for row, paper in zip(ROWS, stored(adopted), strict=True)
        if "/" in row["Summarizer"]
    ]
    assert len(shared) == 3
    for credit, paper in shared:
        assert credit == f"{paper.summarizer}/{paper.opinions[0].author}"
    several = [paper for paper in stored(adopted) if len(paper.opinions) > 1]
    assert len(several) > 40
    assert {one.opinions[1].author for one in several} >= {"Rohin"}


def test_nothing_is_posted(adopted: Sandboxed) -> None:
    with adopted.store.read() as session:
        assert session.scalar(select(func.count()).select_from(OutboxRow)) == 0
        actions = session.scalars(select(HistoryRow.action).distinct()).all()
    assert actions == ["adopt"]


def test_it_is_read_once_and_written_once(sandboxed: Sandboxed) -> None:
    room = sandboxed
    put_rows(room.google, room.book, ROWS)
    with room.statements() as statements:
        room.engine.sync()
    assert room.calls() == [("GET", 200), ("POST", 200)]
    assert len(statements) < len(ROWS) / 4
    room.engine.sync()
    assert room.calls()[2:] == [("GET", 200)]
    room.change("P1000", summary="Another summary.")
    room.engine.sync()
    assert room.calls()[3:] == [("GET", 200), ("POST", 200)]
    assert room.row("P1000")["Summary"] == "Another summary."
    room.engine.sync()
    assert room.calls()[5:] == [("GET", 200)]


def test_a_lost_database_is_made_again_with_the_same_ids(
    sandboxed: Sandboxed, tmp_path: Path
) -> None:
    room = sandboxed
    put_rows(room.google, room.book, ROWS)
    room.engine.sync()
    opinions = (Opinion("Flo", "Fine."), Opinion("Zachary Robertson", "Good."))
    due = datetime(2026, 5, 8, 16, tzinfo=NOW.tzinfo)
    room.change("P1", status=Status.CLAIMED, summarizer="Dan Hendrycks", due=due, notes="Soon.")
    room.change("P2", status=Status.CHANGES_REQUESTED, summary="Words.", opinions=opinions)
    room.change("P3", status=Status.SUBMITTED, due=due + timedelta(days=1), highlight=True)
    room.change("P4", status=Status.DROPPED)
    room.engine.sync()
    room.worksheet().sort((3, "des"), range=f"A2:Q{len(ROWS) + 1}")
    room.worksheet().insert_row(["News", "", "A row that was typed while there was no bot"], 2)
    (tmp_path / "again").mkdir()
    again = Newsroom(room.google, room.book, tmp_path / "again")
    again.engine.sync()
    known = {one.id: one for one in room.papers()}
    made = {one.id: one for one in again.papers()}
    new = set(made) - set(known)
    assert [made[one].title for one in new] == ["A row that was typed while there was no bot"]
    assert {one: made[one] for one in known} == known
    assert again.engine.sync().is_quiet
    again.store.close()
