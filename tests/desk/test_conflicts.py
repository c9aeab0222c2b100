"""Two versions of a text, of which a person chooses one."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.desk import conflicts, sheet_changes, writing
from bot.desk.overview import overview
from bot.desk.sheet_changes import Edit
from bot.newsroom.errors import NotFound, NotYours, Refused
from bot.newsroom.papers import Opinion, Paper, Status
from bot.newsroom.people import Actor
from tests.desk.newsroom import COMPLETE, FLO, ROHIN, ZACH, Newsroom


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """A summary of Flo's from Slack, in the place of which an editor has put another one."""
    newsroom.put("P1", **COMPLETE, status=Status.CLAIMED, summarizer="Flo")
    writing.submit(newsroom.desk, FLO, "P1", {"summary": "From Slack."})
    take_in(newsroom, "Summary", "From Slack.", "From the sheet.", summary="From the sheet.")
    return newsroom


def take_in(room: Newsroom, column: str, had: str, said: str, **fields: Any) -> None:
    edit = Edit(fields=fields, cells={column: (said, had)}, conflicts=[column])
    sheet_changes.take_in(room.desk, "P1", edit, lambda _: None)


def shown(room: Newsroom, actor: Actor = ROHIN, number: int = 1) -> conflicts.Choice:
    return conflicts.choice(room.desk, actor, number)


def waiting(room: Newsroom, actor: Actor) -> list[int]:
    return [one.id for one in overview(room.desk, actor).conflicts]


def test_the_writer_and_the_editors_are_told_and_see_both(room: Newsroom) -> None:
    assert room.messages()[-2:] == [("conflict", "dm:U1"), ("conflict", "dm:U3")]
    choice = shown(room, FLO)
    assert (choice.lost, choice.stands, choice.author) == ("From Slack.", "From the sheet.", "Flo")
    assert (choice.place, choice.settled) == ("Summary", "")
    assert (waiting(room, FLO), waiting(room, ROHIN), waiting(room, ZACH)) == ([1], [1], [])


def test_the_other_version_can_be_brought_back(room: Newsroom) -> None:
    done = conflicts.bring_back(room.desk, FLO, 1, shown(room).version)
    assert room.paper("P1").summary == "From Slack."
    assert done.settled == "Flo has brought the other version back."
    last = room.history("P1")[-1]
    assert (last.action, last.actor, last.changed) == ("bring back", "U1", frozenset({"summary"}))
    assert waiting(room, ROHIN) == []


def test_it_can_be_left_as_it_is(room: Newsroom) -> None:
    done = conflicts.keep(room.desk, ROHIN, 1)
    assert room.paper("P1").summary == "From the sheet."
    assert done.settled == "Rohin has left it as the sheet says."
    assert waiting(room, FLO) == []


@pytest.mark.parametrize("first", ["take", "keep"])
@pytest.mark.parametrize("second", ["take", "keep"])
def test_the_first_to_choose_settles_it(room: Newsroom, first: str, second: str) -> None:
    version = shown(room).version

    def choose(what: str, actor: Actor) -> conflicts.Choice:
        if what == "take":
            return conflicts.bring_back(room.desk, actor, 1, version)
        return conflicts.keep(room.desk, actor, 1)

    one = choose(first, FLO)
    lines = room.history("P1")
    assert choose(second, ROHIN).settled == one.settled
    assert choose(second, FLO).settled == one.settled
    assert room.history("P1") == lines
    expected = "From Slack." if first == "take" else "From the sheet."
    assert room.paper("P1").summary == expected


def test_of_two_who_choose_at_once_one_is_first(room: Newsroom) -> None:
    version = shown(room).version
    conflicts.choice(room.desk, FLO, 1)
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(conflicts.bring_back, room.desk, FLO, 1, version)
        other = pool.submit(conflicts.keep, room.desk, ROHIN, 1)
        assert one.result().settled == other.result().settled
    was_taken = "brought" in one.result().settled
    assert room.paper("P1").summary == ("From Slack." if was_taken else "From the sheet.")


def test_nobody_replaces_what_they_have_not_read(room: Newsroom) -> None:
    version = shown(room).version
    writing.submit(room.desk, FLO, "P1", {"summary": "Third."})
    with pytest.raises(conflicts.Changed, match="changed again") as raised:
        conflicts.bring_back(room.desk, ROHIN, 1, version)
    assert raised.value.choice.stands == "Third."
    assert room.paper("P1").summary == "Third."
    conflicts.bring_back(room.desk, ROHIN, 1, raised.value.choice.version)
    assert room.paper("P1").summary == "From Slack."


def test_only_the_writer_and_the_editors_may_choose(room: Newsroom) -> None:
    for choose in (conflicts.choice, conflicts.keep):
        with pytest.raises(NotYours):
            choose(room.desk, ZACH, 1)
    with pytest.raises(NotFound):
        conflicts.keep(room.desk, ROHIN, 2)


@pytest.mark.parametrize(
    ("column", "before", "fields"),
    [
        ("Title", {"title": "One", "url": "https://example.com/1"}, {"title": "Two", "url": ""}),
        ("Highlight?", {"highlight": True}, {"highlight": False}),
        ("Category", {"category": "Security"}, {"category": "Interpretability"}),
        ("Notes", {"notes": "Mine."}, {"notes": ""}),
        ("Venue", {"venue": ""}, {"venue": "arXiv"}),
    ],
)
def test_each_field_comes_back_as_it_was(
    room: Newsroom, column: str, before: dict[str, Any], fields: dict[str, Any]
) -> None:
    with room.desk.work() as work:
        paper = work.paper("P1")
        work.change(paper, paper.but(**before), "submit")
    take_in(room, column, "was", "is", **fields)
    conflicts.bring_back(room.desk, ROHIN, 2, shown(room, number=2).version)
    assert {name: getattr(room.paper("P1"), name) for name in before} == before


def test_a_status_comes_back_only_where_the_rules_allow_it(room: Newsroom) -> None:
    edit = Edit(
        status=Status.APPROVED, cells={"Status": ("Approved", "Submitted")}, conflicts=["Status"]
    )
    sheet_changes.take_in(room.desk, "P1", edit, lambda _: None)
    with room.desk.work() as work:
        paper = work.paper("P1")
        work.change(paper, paper.but(summary=""), "edit")
    with pytest.raises(Refused, match="no summary"):
        conflicts.bring_back(room.desk, ROHIN, 2, shown(room, number=2).version)
    assert waiting(room, ROHIN) == [1, 2]


def test_opinions_come_back_with_their_authors(room: Newsroom) -> None:
    mine = (Opinion("Flo", "Good."), Opinion("Zach", "Bad."))
    with room.desk.work() as work:
        paper = work.paper("P1")
        work.change(paper, paper.but(opinions=mine), "opinion")
    edit = Edit(
        credits=("Flo", (Opinion("Flo", "Other."),)),  # type: ignore[arg-type]
        cells={"My opinion": ("Other.", "Good.\n\n**Zach's opinion:** Bad.")},
        conflicts=["My opinion"],
    )
    sheet_changes.take_in(room.desk, "P1", edit, lambda _: None)
    conflicts.bring_back(room.desk, ROHIN, 2, shown(room, number=2).version)
    assert room.paper("P1").opinions == mine


def test_what_the_rules_refuse_is_no_conflict(room: Newsroom) -> None:
    edit = Edit(
        fields={"category": "Cooking"},
        cells={"Category": ("Cooking", "Security")},
        conflicts=["Category"],
    )
    sheet_changes.take_in(room.desk, "P1", edit, lambda _: None)
    assert waiting(room, ROHIN) == [1]
    line = room.history("P1")[-1]
    assert (line.action, line.changed) == ("put back", frozenset({"Category"}))


def test_a_paper_that_has_changed_since_it_was_compared_is_left_alone(room: Newsroom) -> None:
    settled: list[object] = []
    edit = Edit(fields={"summary": "Late."}, cells={"Summary": ("Late.", "From Slack.")})

    def is_current(paper: Paper) -> bool:
        return paper.summary == "From Slack."

    assert not sheet_changes.take_in(room.desk, "P1", edit, settled.append, is_current)
    assert (room.paper("P1").summary, settled) == ("From the sheet.", [])
