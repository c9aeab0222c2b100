"""A cell that was changed in Slack and in the sheet since both last agreed on it."""

import pytest

from bot.desk import conflicts
from bot.newsroom.papers import Opinion, Status
from bot.newsroom.people import Actor
from tests.sheet.newsrooms import ANN, NOW, Newsroom

EDITOR = Actor("U9ED", "Ed", is_editor=True)


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """A paper that Ann has submitted, in a sheet that has been set up."""
    newsroom.add(
        title="One",
        summary="First. Second.",
        authors="Ann A, Bob B",
        notes="Soon.",
        summarizer="Ann",
        opinions=(Opinion("Ann", "Fine."),),
        status=Status.SUBMITTED,
        claimed_at=NOW,
    )
    newsroom.engine.sync()
    return newsroom


def change_by(room: Newsroom, actor: Actor, **fields: object) -> None:
    with room.desk.work(actor) as work:
        paper = work.paper("P1")
        work.change(paper, paper.but(**fields), "submit", quiet=True)


def test_sentences_changed_on_both_sides_are_merged_on_both(room: Newsroom) -> None:
    room.change("P1", summary="First. Second. Third.")
    room.type("P1", "Summary", "First, mended. Second.")
    room.engine.sync()
    both = "First, mended. Second. Third."
    assert (room.paper("P1").summary, room.row("P1")["Summary"]) == (both, both)
    action, source, changes = room.history("P1")[-1]
    assert (action, source) == ("edit", "sheet")
    assert changes["summary"] == ["First. Second. Third.", both]
    assert (room.told(), room.messages("conflict")) == ([], [])
    assert room.engine.sync().is_quiet


def test_authors_and_opinions_are_merged_as_well(room: Newsroom) -> None:
    room.change(
        "P1",
        authors="Ann A, Bob B, Cy C",
        opinions=(Opinion("Ann", "Fine."), Opinion("Bob", "Bad.")),
    )
    room.type("P1", "Authors", "Ann A*, Bob B")
    room.type("P1", "My opinion", "Fine. Indeed.")
    room.engine.sync()
    paper = room.paper("P1")
    assert paper.authors == room.row("P1")["Authors"] == "Ann A*, Bob B, Cy C"
    assert paper.opinions == (Opinion("Ann", "Fine. Indeed."), Opinion("Bob", "Bad."))
    assert room.row("P1")["My opinion"] == "Fine. Indeed.\n\n**Bob's opinion:** Bad."
    assert room.messages("conflict") == []
    assert room.engine.sync().is_quiet


def test_a_merged_text_keeps_its_links(room: Newsroom) -> None:
    link = "https://example.com/code"
    start = {"sheetId": 0, "rowIndex": 1, "columnIndex": 9}
    runs = [{"startIndex": 7, "format": {"link": {"uri": link}}}, {"startIndex": 13}]
    value = {"userEnteredValue": {"stringValue": "First. Second."}, "textFormatRuns": runs}
    fields = "userEnteredValue,textFormatRuns"
    update = {"start": start, "rows": [{"values": [value]}], "fields": fields}
    room.google.batch(room.book, {"updateCells": update})
    room.change("P1", summary="Zero. First. Second.")
    room.engine.sync()
    assert room.paper("P1").summary == f"Zero. First. [Second]({link})."
    assert room.row("P1")["Summary"] == "Zero. First. Second."
    runs = room.google.cell(room.book, "Database!J2", "textFormatRuns")["textFormatRuns"]
    assert {"uri": link} in [run.get("format", {}).get("link") for run in runs]
    assert room.engine.sync().is_quiet


def test_what_cannot_be_merged_stays_as_the_person_left_it_and_can_be_brought_back(
    room: Newsroom,
) -> None:
    change_by(room, ANN, summary="Ann’s. Second.")
    room.type("P1", "Summary", "The editor’s. Second.")
    room.engine.sync()
    assert room.row("P1")["Summary"] == room.paper("P1").summary == "The editor’s. Second."
    assert room.messages("conflict") == [{"conflict": 1}, {"conflict": 1}]
    assert room.engine.sync().is_quiet
    choice = conflicts.choice(room.desk, ANN, 1)
    assert (choice.lost, choice.author) == ("Ann’s. Second.", "Ann")
    conflicts.bring_back(room.desk, ANN, 1, choice.version)
    room.engine.sync()
    assert room.row("P1")["Summary"] == "Ann’s. Second."
    assert room.engine.sync().is_quiet


def test_a_choice_that_meets_another_edit_in_the_sheet_is_a_conflict_again(
    room: Newsroom,
) -> None:
    change_by(room, ANN, summary="Ann’s.")
    room.type("P1", "Summary", "The editor’s.")
    room.engine.sync()
    conflicts.bring_back(room.desk, EDITOR, 1, conflicts.choice(room.desk, EDITOR, 1).version)
    room.type("P1", "Summary", "The editor’s, once more.")
    room.engine.sync()
    assert room.paper("P1").summary == "The editor’s, once more."
    again = conflicts.choice(room.desk, EDITOR, 2)
    assert (again.lost, again.stands) == ("Ann’s.", "The editor’s, once more.")


@pytest.mark.parametrize(
    ("fields", "column", "typed"),
    [
        ({"summarizer": "Bob"}, "Summarizer", "Cy"),
        ({"status": Status.APPROVED}, "Status", "Changes requested"),
        ({"venue": "arXiv"}, "Venue", "ICML"),
        ({"title": "Uno"}, "Title", "Eins"),
        ({"category": "Security"}, "Category", "Forecasting"),
        ({"opinions": ()}, "My opinion", "Fine, or not."),
    ],
)
def test_each_conflict_is_told_and_both_versions_are_kept(
    room: Newsroom, fields: dict[str, object], column: str, typed: str
) -> None:
    room.change("P1", **fields)
    room.type("P1", column, typed)
    room.engine.sync()
    assert room.row("P1")[column] == typed
    (choice,) = [conflicts.choice(room.desk, EDITOR, 1)]
    assert choice.place == column
    assert room.engine.sync().is_quiet
    conflicts.bring_back(room.desk, EDITOR, 1, choice.version)
    room.engine.sync()
    for name, value in fields.items():
        assert getattr(room.paper("P1"), name) == value
    assert room.engine.sync().is_quiet


def test_notes_reach_the_summarizer_once(room: Newsroom) -> None:
    with room.desk.work(ANN):
        pass  # she is known in Slack from here on
    room.type("P1", "Notes", "Shorter, please.")
    room.engine.sync()
    room.type("P1", "Venue", "arXiv")
    room.engine.sync()
    (message,) = room.messages("sheet-notes")
    assert (message["paper"], message["to"]) == ("P1", ANN.slack_id)
    room.type("P1", "Notes", "")
    room.engine.sync()
    room.type("P1", "Notes", "Shorter, please.")
    room.engine.sync()
    assert len(room.messages("sheet-notes")) == 1


def test_a_formula_is_read_as_what_it_shows_and_kept_when_it_is_replaced(room: Newsroom) -> None:
    room.type("P1", "Venue", '="ar"&"Xiv"')
    room.engine.sync()
    assert room.paper("P1").venue == "arXiv"
    assert room.engine.sync().is_quiet
    room.change("P1", venue="ICML")
    room.engine.sync()
    assert room.row("P1")["Venue"] == "ICML"
    assert ("overwrite", "sync", {"Venue": ['="ar"&"Xiv"', "ICML"]}) in room.history("P1")


def test_a_formula_that_goes_wrong_says_so_and_breaks_nothing(room: Newsroom) -> None:
    room.type("P1", "Venue", "=NO_SUCH_THING(1)")
    room.engine.sync()
    assert room.paper("P1").venue == "#NAME?"
    assert room.engine.sync().is_quiet
