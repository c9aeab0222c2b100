"""Changes cell by cell, from Slack to the sheet and from the sheet to the desk."""

from datetime import UTC, datetime

import pytest

from bot.desk import dropping
from bot.newsroom.papers import Opinion, Status
from bot.newsroom.people import Actor
from bot.sheet.columns import COLUMNS
from tests.sheet.newsrooms import NOW, Newsroom, Sandboxed

X = "https://example.com/x"


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """Two papers in a sheet that has been set up."""
    claimed = {"status": Status.CLAIMED, "summarizer": "Ann", "claimed_at": NOW}
    newsroom.add(title="One", url=X, summary="Words.", category="Forecasting", **claimed)
    newsroom.add(title="Two", url="https://example.com/two")
    newsroom.engine.sync()
    return newsroom


def test_what_changes_in_slack_is_written_cell_by_cell(room: Newsroom) -> None:
    room.type("P1", "Notes", "A note.")
    room.engine.sync()
    room.change("P1", summary="Other words.", opinions=(Opinion("Bob", "Nice."),))
    outcome = room.engine.sync()
    assert (outcome.written, outcome.appended, outcome.taken) == (3, 0, 0)
    row = room.row("P1")
    assert (row["Summary"], row["Summarizer"]) == ("Other words.", "Ann/Bob")
    assert (row["My opinion"], row["Notes"]) == ("Nice.", "A note.")
    assert room.engine.sync().is_quiet


def test_a_link_is_kept_when_its_title_changes(room: Newsroom) -> None:
    room.change("P1", title="One, renamed")
    room.engine.sync()
    assert (room.row("P1")["Title"], room.link("P1", "Title")) == ("One, renamed", X)
    room.type("P1", "Title", "One again")
    room.engine.sync()
    assert (room.paper("P1").title, room.paper("P1").url) == ("One again", X)
    assert (room.row("P1")["Title"], room.link("P1", "Title")) == ("One again", X)


@pytest.mark.parametrize(
    ("column", "typed", "field", "expected"),
    [
        ("Title", "Uno", "title", "Uno"),
        ("Summary", "More words.", "summary", "More words."),
        ("Category", "machine learning", "category", "Machine learning"),
        ("Highlight?", "Highlight", "highlight", True),
        ("Year", "2019", "year", "2019"),
        ("Notes", "Soon?", "notes", "Soon?"),
        ("Email", "AN #95", "issue", "AN #95"),
        ("H/T", "Bob", "hat_tip", "Bob"),
        ("Read more", X, "read_more", X),
        ("Due", "2026-05-05 18:00", "due", datetime(2026, 5, 5, 16, 0, tzinfo=UTC)),
        ("Due", "5/6/2026", "due", datetime(2026, 5, 6, 21, 59, tzinfo=UTC)),
        ("Status", "approved", "status", Status.APPROVED),
        ("Summarizer", "Bob", "summarizer", "Bob"),
    ],
)
def test_what_a_person_types_into_a_cell_reaches_the_desk(
    room: Newsroom, column: str, typed: str, field: str, expected: object
) -> None:
    room.type("P1", column, typed)
    outcome = room.engine.sync()
    assert outcome.taken == 1
    assert getattr(room.paper("P1"), field) == expected
    action, source, changes = room.history("P1")[-1]
    assert (source, field in changes) == ("sheet", True)
    assert action == ("status" if field == "status" else "edit")
    assert room.told() == []
    assert room.engine.sync().is_quiet


def test_opinions_are_read_back_with_their_authors(room: Newsroom) -> None:
    room.type("P1", "My opinion", "Fine.\n\n**Bob's opinion:** Bad.")
    room.engine.sync()
    assert room.paper("P1").opinions == (Opinion("Ann", "Fine."), Opinion("Bob", "Bad."))
    assert room.engine.sync().is_quiet


def test_a_name_on_a_free_paper_claims_it_and_an_emptied_one_releases_it(room: Newsroom) -> None:
    room.type("P2", "Summarizer", "Bob")
    room.engine.sync()
    paper = room.paper("P2")
    assert (paper.status, paper.summarizer) == (Status.CLAIMED, "Bob")
    assert paper.due == datetime(2026, 5, 8, 9, 30, tzinfo=UTC)
    assert (room.row("P2")["Status"], room.row("P2")["Due"]) == ("Claimed", "2026-05-08 11:30")
    room.type("P2", "Summarizer", "")
    room.engine.sync()
    assert room.paper("P2").status is Status.PROPOSED
    assert (room.row("P2")["Status"], room.row("P2")["Due"]) == ("Proposed", "")
    assert room.engine.sync().is_quiet


@pytest.mark.parametrize(
    ("column", "typed", "back", "why"),
    [
        ("Status", "Submitted", "Proposed", "has no summary yet"),
        ("Status", "Claimed", "Proposed", "has no summarizer yet"),
        ("Status", "Finished", "Proposed", "“Finished” is no status"),
        ("Status", "", "Proposed", "always has a status"),
        ("Due", "soon", "", "“soon” is no date"),
        ("Category", "Cooking", "", "there is no category “Cooking”"),
        ("Title", "", "Two", "needs its title"),
    ],
)
def test_what_the_rules_refuse_is_put_back_and_the_editor_is_told_why(
    room: Newsroom, column: str, typed: str, back: str, why: str
) -> None:
    before = room.paper("P2")
    room.type("P2", column, typed)
    room.engine.sync()
    assert room.paper("P2") == before
    assert room.row("P2")[column] == back
    (told,) = room.told()
    assert why in told
    assert "P2" in told
    assert room.engine.sync().is_quiet


def test_a_row_typed_by_hand_becomes_a_paper_with_a_card(room: Newsroom) -> None:
    room.type_row(Title="Three", Category="Forecasting", Summarizer="Bob", Year="2020")
    outcome = room.engine.sync()
    assert outcome.added == 1
    paper = room.paper("P3")
    assert (paper.title, paper.category, paper.year) == ("Three", "Forecasting", "2020")
    assert (paper.status, paper.summarizer) == (Status.CLAIMED, "Bob")
    row = room.row("P3")
    assert (row["Title"], row["Status"], row["Due"]) == ("Three", "Claimed", "2026-05-08 11:30")
    assert room.messages("card") == [{"paper": "P3"}]
    assert room.engine.sync().is_quiet


def test_a_half_typed_row_is_left_alone(room: Newsroom) -> None:
    room.type_row(Authors="Somebody")
    assert room.engine.sync().is_quiet
    assert len(room.papers()) == 2


def test_a_link_typed_as_a_title_is_a_paper_without_a_title_yet(room: Newsroom) -> None:
    room.type_row(Title="https://example.com/three")
    room.engine.sync()
    paper = room.paper("P3")
    assert (paper.url, paper.is_untitled) == ("https://example.com/three", True)
    assert room.engine.sync().is_quiet


def test_a_copied_row_becomes_a_paper_of_its_own(room: Newsroom) -> None:
    copied = {**room.row("P1"), "Title": "One, copied"}
    room.worksheet().insert_row([copied[column] for column in COLUMNS], 2)
    room.engine.sync()
    assert [row["ID"] for row in room.table()] == ["P3", "P1", "P2"]
    assert room.paper("P1").title == "One"
    assert (room.paper("P3").title, room.paper("P3").summary) == ("One, copied", "Words.")
    assert room.engine.sync().is_quiet


def test_a_deleted_row_drops_its_paper_and_stays_away(room: Newsroom) -> None:
    room.worksheet().delete_rows(2)
    outcome = room.engine.sync()
    assert outcome.dropped == 1
    assert (room.paper("P1").status, room.paper("P1").summary) == (Status.DROPPED, "Words.")
    assert [row["ID"] for row in room.table()] == ["P2"]
    assert room.engine.sync().is_quiet
    assert [note["paper"] for note in room.messages("note")] == ["P1"]


def test_a_deleted_row_that_is_put_back_brings_its_paper_back(room: Newsroom) -> None:
    row = room.row("P1")
    room.worksheet().delete_rows(2)
    room.engine.sync()
    room.worksheet().append_row([row[column] for column in COLUMNS])
    room.engine.sync()
    assert room.paper("P1").status is Status.CLAIMED
    assert "restore" in [action for action, *_ in room.history("P1")]
    assert len(room.papers()) == 2
    assert (room.told(), room.messages("conflict")) == ([], [])
    assert room.engine.sync().is_quiet


def test_a_paper_comes_back_with_its_row_as_it_was_in_slack(room: Newsroom) -> None:
    """What was done in Slack shortly before had not reached the sheet yet."""
    row = room.row("P2")
    room.change("P2", summary="From Slack.", summarizer="Ann", status=Status.SUBMITTED)
    before = room.paper("P2")
    room.worksheet().delete_rows(3)
    room.engine.sync()
    assert room.paper("P2").status is Status.DROPPED
    room.worksheet().append_row([row[column] for column in COLUMNS])
    title = {"userEnteredFormat": {"textFormat": {"link": {"uri": before.url}}}}
    start = {"sheetId": 0, "rowIndex": 2, "columnIndex": 2}
    update = {"start": start, "rows": [{"values": [title]}]}
    fields = "userEnteredFormat.textFormat.link"
    room.google.batch(room.book, {"updateCells": {**update, "fields": fields}})
    room.engine.sync()
    assert room.paper("P2") == before
    assert (room.row("P2")["Summary"], room.row("P2")["Status"]) == ("From Slack.", "Submitted")
    assert (room.told(), room.messages("conflict")) == ([], [])
    assert room.engine.sync().is_quiet


def test_a_restored_paper_gets_a_row_again(room: Newsroom) -> None:
    before, row = room.paper("P1"), room.row("P1")
    room.worksheet().delete_rows(2)
    room.engine.sync()
    dropping.restore(room.desk, Actor("U9ED", "Ed", is_editor=True), "P1")
    assert room.engine.sync().appended == 1
    assert (room.paper("P1"), room.row("P1")) == (before, row)
    assert room.engine.sync().is_quiet
    room.worksheet().delete_rows(3)
    assert room.engine.sync().dropped == 1


def test_an_emptied_header_is_written_again(room: Newsroom) -> None:
    room.add(title="Three")
    room.google.write(room.book, "Database!Q1", [[""]])
    room.engine.sync()
    assert room.engine.sync().is_quiet
    assert room.worksheet().row_values(1) == list(COLUMNS)
    assert [row["ID"] for row in room.table()] == ["P1", "P2", "P3"]


def test_sorted_rows_and_moved_columns_change_nothing(room: Newsroom) -> None:
    everything = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 3}
    order = [{"dimensionIndex": 2, "sortOrder": "DESCENDING"}]
    summary = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 9, "endIndex": 10}
    room.google.batch(
        room.book,
        {"sortRange": {"range": everything, "sortSpecs": order}},
        {"moveDimension": {"source": summary, "destinationIndex": 1}},
    )
    assert room.engine.sync().is_quiet
    room.change("P1", summary="New.")
    room.engine.sync()
    assert [row["ID"] for row in room.table()] == ["P2", "P1"]
    assert room.row("P1")["Summary"] == "New."


def test_columns_of_people_are_never_touched(room: Newsroom) -> None:
    column = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 3, "endIndex": 4}
    room.google.batch(room.book, {"insertDimension": {"range": column}})
    room.google.write(room.book, "Database!D1:D3", [["Mine"], ["=1+1"], [X]], "USER_ENTERED")
    before = room.google.cells(room.book, "Database!D1:D9", "*")
    room.change("P1", authors="Somebody", title="Renamed")
    room.add(title="Three")
    room.engine.sync()
    assert room.google.cells(room.book, "Database!D1:D9", "*") == before
    assert room.row("P3")["Title"] == "Three"


def test_links_on_parts_of_a_cell_stay_links(room: Newsroom) -> None:
    at = {"sheetId": 0, "rowIndex": 1, "columnIndex": 12}
    value = {"userEnteredValue": {"stringValue": "Paper and code"}}
    runs = [{"format": {"link": {"uri": X}}}, {"startIndex": 5, "format": {}}]
    cell = {**value, "textFormatRuns": runs}
    fields = "userEnteredValue,textFormatRuns"
    update = {"start": at, "rows": [{"values": [cell]}], "fields": fields}
    room.google.batch(room.book, {"updateCells": update})
    room.engine.sync()
    assert room.paper("P1").read_more == f"[Paper]({X}) and code"
    room.change("P1", read_more=f"[The paper]({X}) and its code")
    room.engine.sync()
    assert room.row("P1")["Read more"] == "The paper and its code"
    runs = room.google.cell(room.book, "Database!M2", "textFormatRuns")["textFormatRuns"]
    assert runs[0]["format"]["link"] == {"uri": X}
    assert room.engine.sync().is_quiet


def test_a_cell_changed_on_both_sides_stays_as_the_person_left_it(room: Newsroom) -> None:
    room.change("P1", summary="From Slack.", venue="arXiv")
    room.type("P1", "Summary", "From the sheet.")
    room.engine.sync()
    assert room.paper("P1").summary == "From the sheet."
    assert (room.row("P1")["Summary"], room.row("P1")["Venue"]) == ("From the sheet.", "arXiv")
    assert room.history("P1")[-1][2]["summary"] == ["From Slack.", "From the sheet."]
    assert room.told() == []
    assert room.messages("conflict") == [{"conflict": 1}]
    assert room.engine.sync().is_quiet


def test_each_sync_reads_once_and_writes_once_if_at_all(sandboxed: Sandboxed) -> None:
    sandboxed.add(title="One")
    sandboxed.engine.sync()
    start = len(sandboxed.calls())
    sandboxed.engine.sync()
    assert sandboxed.calls()[start:] == [("GET", 200)]
    sandboxed.change("P1", title="Uno", summary="Words.")
    sandboxed.add(title="Two", url=X)
    sandboxed.type_row(Title="Three")
    sandboxed.engine.sync()
    assert sandboxed.calls()[start + 1 :] == [("GET", 200), ("POST", 200)]
    sandboxed.engine.sync()
    assert sandboxed.calls()[start + 3 :] == [("GET", 200)]
