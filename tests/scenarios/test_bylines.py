"""Under which name somebody is credited, and how the sheet's names find their people in Slack."""

from pathlib import Path

from tests.scenarios.doing import claimed, open_form, opine, row, said, submitted
from tests.scenarios.newsroom import DEMO, Newsroom, newsroom, text_of, wait_for


def write_cell(room: Newsroom, paper: str, column: str, text: str) -> None:
    """Write into a cell of a paper's row, as the editor does."""
    tab = room.sheet().worksheet("Database")
    values = tab.get_all_values()
    line = next(n for n, one in enumerate(values, 1) if one[values[0].index("ID")] == paper)
    tab.update_cell(line, values[0].index(column) + 1, text)


def test_whom_the_editor_calls_by_a_shorter_name_keeps_the_paper_and_the_name(
    room: Newsroom,
) -> None:
    room.start_bot()
    rohin = room.person("Rohin Shah")
    paper = claimed(room, rohin)
    row(room, paper, lambda one: one["Summarizer"] == "Rohin Shah")
    write_cell(room, paper, "Summarizer", "Rohin")
    wait_for(lambda: "Claimed by *Rohin*" in text_of(room.card(paper)))
    assert open_form(room, rohin, paper)["callback_id"] == "submission"
    room.do("close", user=rohin)
    again = claimed(room, rohin)
    row(room, again, lambda one: one["Summarizer"] == "Rohin")


def test_a_paper_that_the_editor_gives_to_somebody_else_is_theirs(room: Newsroom) -> None:
    room.start_bot()
    rohin, zach = room.person("Rohin"), room.person("Zach")
    claimed(room, zach)
    paper = claimed(room, rohin)
    row(room, paper, lambda one: one["Summarizer"] == "Rohin")
    write_cell(room, paper, "Summarizer", "Zach")
    wait_for(lambda: "Claimed by *Zach*" in text_of(room.card(paper)))
    assert "is with Zach" in said(room.slash(rohin, "/submit", paper))
    assert open_form(room, zach, paper)["callback_id"] == "submission"


def test_a_byline_is_changed_in_all_that_is_not_published_yet(room: Newsroom) -> None:
    room.start_bot()
    rohin, zach = room.person("Rohin Shah"), room.person("Zach")
    own, other = submitted(room, rohin), submitted(room, zach, opinion="Zach thinks so.")
    opine(room, rohin, other, "Rohin thinks otherwise.")
    assert "You are credited as *Rohin Shah*" in said(room.slash(rohin, "/byline"))
    assert "credited as *Rohin*" in said(room.slash(rohin, "/byline", "Rohin"))
    row(room, own, lambda one: one["Summarizer"] == "Rohin")
    cell = row(room, other, lambda one: "Rohin's opinion" in one["My opinion"])["My opinion"]
    assert cell == "Zach thinks so.\n\n**Rohin's opinion:** Rohin thinks otherwise."


def test_nobody_takes_anothers_name_or_changes_it_but_an_editor(room: Newsroom) -> None:
    room.start_bot()
    rohin, zach = room.person("Rohin"), room.person("Zach")
    claimed(room, rohin)
    assert "Somebody else goes by Rohin" in said(room.slash(zach, "/byline", "rohin"))
    assert "Only an editor" in said(room.slash(zach, "/byline", "@Rohin Zachary"))
    assert "without any of" in said(room.slash(zach, "/byline", "Zach/Rohin"))
    assert "credited as *R. &amp; S.*" in said(room.slash(room.editor, "/byline", "@Rohin R. & S."))
    assert "credited as *R. &amp; S.*" in said(room.slash(rohin, "/byline"))


def test_who_was_written_into_the_sheet_is_reminded_without_ever_having_used_the_bot(
    tmp_path: Path,
) -> None:
    with newsroom(tmp_path, DEMO) as room:
        ned = room.person("Ned")
        room.slash(room.editor, "/propose", "https://example.com/for-ned For Ned")
        row(room, "P1", lambda one: one["Status"] == "Proposed")
        write_cell(room, "P1", "Summarizer", "Ned")
        wait_for(lambda: "Claimed by *Ned*" in text_of(room.card("P1")))
        room.do("clock", advance="6d 2h")
        (reminder,) = [one for one in room.messages(ned, "bot") if "alarm_clock" in text_of(one)]
        assert "For Ned" in text_of(reminder)
