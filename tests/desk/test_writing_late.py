"""A form that was opened before the paper was changed elsewhere, and submitted after."""

from collections.abc import Callable

import pytest

from bot.desk import conflicts, writing
from bot.newsroom.papers import Opinion, Status
from bot.newsroom.people import Actor
from tests.desk.newsroom import COMPLETE, FLO, ROHIN, ZACH, Newsroom

SHOWN = {
    "summary": "First. Second.",
    "title": "Zoom In",
    "opinion": "Nice. Really.",
    "year": "2020",
}


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """A submitted paper of Flo's, who has its form open."""
    newsroom.put("P1", **COMPLETE, status=Status.CLAIMED, summarizer="Flo")
    written = {"summary": SHOWN["summary"], "opinion": SHOWN["opinion"]}
    writing.submit(newsroom.desk, FLO, "P1", written)
    return newsroom


def shown(name: str, value: str | bool) -> bool:
    return SHOWN.get(name) == value


def edit(room: Newsroom, **fields: object) -> None:
    """Change the paper as an editor does in the sheet."""
    with room.desk.work(source="sheet") as work:
        paper = work.paper("P1")
        work.change(paper, paper.but(**fields), "edit")


def waiting(room: Newsroom) -> list[conflicts.Choice]:
    with room.desk.work(ROHIN) as work:
        return conflicts.unsettled(work, ROHIN)


def test_what_nobody_has_changed_is_replaced(room: Newsroom) -> None:
    writing.submit(room.desk, FLO, "P1", {"summary": "New."}, shown)
    assert room.paper("P1").summary == "New."
    assert waiting(room) == []


def test_sentences_that_were_changed_on_both_sides_are_merged(room: Newsroom) -> None:
    edit(room, summary="First, mended. Second.")
    writing.submit(room.desk, FLO, "P1", {"summary": "First. Second. Third."}, shown)
    assert room.paper("P1").summary == "First, mended. Second. Third."
    assert waiting(room) == []


def test_where_that_cannot_be_the_editors_wording_stays_and_the_writer_may_choose(
    room: Newsroom,
) -> None:
    edit(room, summary="First, mended. Second.", title="Zoom Out")
    written = {"summary": "First, mine. Second.", "title": "Zoom in", "year": "2021"}
    writing.submit(room.desk, FLO, "P1", written, shown)
    paper = room.paper("P1")
    assert (paper.summary, paper.title) == ("First, mended. Second.", "Zoom Out")
    assert paper.year == "2021"
    title, summary = waiting(room)
    assert (summary.lost, summary.stands) == ("First, mine. Second.", "First, mended. Second.")
    assert (summary.author, title.place) == ("Flo", "Title")
    assert [one for one in room.messages() if one[0] == "conflict"] == [
        ("conflict", "dm:U1"),
        ("conflict", "dm:U3"),
    ] * 2
    assert ("conflict", "U1") in {(line.action, line.actor) for line in room.history("P1")}
    conflicts.bring_back(room.desk, FLO, summary.id, summary.version)
    assert room.paper("P1").summary == "First, mine. Second."


def test_what_says_the_same_by_now_is_no_matter(room: Newsroom) -> None:
    edit(room, summary="New.")
    writing.submit(room.desk, FLO, "P1", {"summary": "New."}, shown)
    assert waiting(room) == []


def submit(room: Newsroom, actor: Actor, text: str) -> None:
    writing.submit(room.desk, actor, "P1", {"opinion": text}, shown)


def opine(room: Newsroom, actor: Actor, text: str) -> None:
    writing.give_opinion(room.desk, actor, "P1", text, shown)


@pytest.mark.parametrize("write", [submit, opine])
def test_so_it_is_with_opinions(
    room: Newsroom, write: Callable[[Newsroom, Actor, str], None]
) -> None:
    edit(room, opinions=(Opinion("Flo", "Nice! Really."), Opinion("Zach", "Bad.")))
    write(room, FLO, "Nice. Truly.")
    assert room.paper("P1").opinions == (Opinion("Flo", "Nice! Truly."), Opinion("Zach", "Bad."))
    edit(room, opinions=(Opinion("Flo", "Nice? Really."), Opinion("Zach", "Bad.")))
    write(room, FLO, "Nice, indeed. Really.")
    assert room.paper("P1").opinions[0].text == "Nice? Really."
    (choice,) = waiting(room)
    assert choice.lost == "Nice, indeed. Really.\n\n**Zach's opinion:** Bad."
    conflicts.bring_back(room.desk, ROHIN, choice.id, choice.version)
    assert room.paper("P1").opinions[0].text == "Nice, indeed. Really."


def test_somebody_elses_opinion_is_none_of_it(room: Newsroom) -> None:
    writing.give_opinion(room.desk, ZACH, "P1", "Bad.")
    writing.submit(room.desk, FLO, "P1", {"opinion": "New."}, shown)
    assert room.paper("P1").opinions == (Opinion("Flo", "New."), Opinion("Zach", "Bad."))
    assert waiting(room) == []
