"""Writing: submitting a summary, mending it, and opinions."""

import pytest

from bot.desk.claiming import claim
from bot.desk.writing import give_opinion, open_opinion, open_submission, submit
from bot.newsroom.errors import Invalid, NotYours, WrongStatus
from bot.newsroom.papers import Opinion, Status
from tests.desk.newsroom import CHANNEL, COMPLETE, FLO, ROHIN, START, ZACH, Newsroom
from tests.stores import at_once


@pytest.fixture
def claimed(newsroom: Newsroom) -> Newsroom:
    """A newsroom in which P1 is Flo's."""
    newsroom.put("P1", title="Zoom in", url="https://example.org/zoom", notes="Be short.")
    claim(newsroom.desk, FLO, "P1")
    return newsroom


def test_a_submitted_paper_has_what_was_written_and_keeps_the_rest(claimed: Newsroom) -> None:
    before = claimed.paper("P1")
    submitted = submit(claimed.desk, FLO, "P1", {**COMPLETE, "highlight": True})
    assert submitted == claimed.paper("P1")
    assert submitted == before.but(**COMPLETE, highlight=True, status=Status.SUBMITTED)
    line = claimed.history("P1")[-1]
    assert (line.action, line.actor, line.at) == ("submit", "U1", START)
    assert line.changed == {*COMPLETE, "highlight", "status"}
    assert claimed.messages()[-2:] == [("card-update", CHANNEL), ("note", CHANNEL)]


def test_fields_that_are_not_filled_in_again_stay(claimed: Newsroom) -> None:
    submit(claimed.desk, FLO, "P1", {**COMPLETE, "opinion": "Good."})
    first = claimed.paper("P1")
    assert submit(claimed.desk, FLO, "P1", {"venue": "Distill"}) == first.but(venue="Distill")


def test_submitting_what_stands_there_already_says_nothing(claimed: Newsroom) -> None:
    submit(claimed.desk, FLO, "P1", COMPLETE)
    lines, messages = claimed.history("P1"), claimed.messages()
    submit(claimed.desk, FLO, "P1", COMPLETE)
    assert (claimed.history("P1"), claimed.messages()) == (lines, messages)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "https://example.org/zoom"}, "title"),
        ({"category": ""}, "category"),
        ({"category": "Gardening"}, "category"),
        ({"summary": " \n"}, "summary"),
        ({"summary": "x" * 50_001}, "summary"),
        ({"year": "20"}, "year"),
        ({"year": "２０２０"}, "year"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"read_more": "[Blog](javascript:alert)"}, "read_more"),
        ({"opinion": "x" * 50_001}, "opinion"),
        ({"opinion": "Yes.\n\n**Rohin's opinion:** No."}, "opinion"),
    ],
)
def test_what_cannot_stand_is_named_by_its_field_and_nothing_is_kept(
    claimed: Newsroom, wrong: dict[str, str | bool], field: str
) -> None:
    before, messages = claimed.paper("P1"), claimed.messages()
    with pytest.raises(Invalid) as invalid:
        submit(claimed.desk, FLO, "P1", {**COMPLETE, **wrong})
    assert set(invalid.value.fields) == {field}
    assert claimed.paper("P1") == before
    assert claimed.messages() == messages


def test_all_that_is_wrong_is_told_together(claimed: Newsroom) -> None:
    with pytest.raises(Invalid) as invalid:
        submit(claimed.desk, FLO, "P1", {"title": "", "year": "no"})
    assert set(invalid.value.fields) == {"title", "category", "summary", "year"}


def test_only_the_summarizer_and_editors_write(claimed: Newsroom) -> None:
    with pytest.raises(NotYours, match="/opinion P1"):
        open_submission(claimed.desk, ZACH, "P1")
    with pytest.raises(NotYours):
        submit(claimed.desk, ZACH, "P1", COMPLETE)
    mended = submit(claimed.desk, ROHIN, "P1", {**COMPLETE, "opinion": "Good."})
    assert mended.summarizer == "Flo"
    assert mended.opinions == (Opinion("Flo", "Good."),)


def test_an_editor_mends_an_approved_paper_and_it_stays_approved(newsroom: Newsroom) -> None:
    newsroom.put("P1", **COMPLETE, summarizer="Flo", status=Status.APPROVED)
    assert submit(newsroom.desk, ROHIN, "P1", {"summary": "Mended."}).status is Status.APPROVED
    flo = submit(newsroom.desk, FLO, "P1", {"summary": "Changed my mind."})
    assert flo.status is Status.SUBMITTED


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.DROPPED])
def test_what_is_over_is_closed(newsroom: Newsroom, status: Status) -> None:
    newsroom.put("P1", **COMPLETE, summarizer="Flo", status=status)
    with pytest.raises(WrongStatus):
        open_submission(newsroom.desk, FLO, "P1")
    with pytest.raises(WrongStatus):
        open_opinion(newsroom.desk, FLO, "P1")
    with pytest.raises(WrongStatus):
        give_opinion(newsroom.desk, FLO, "P1", "Late.")


def test_who_submits_a_free_paper_has_claimed_it(newsroom: Newsroom) -> None:
    newsroom.put("P1", title="Zoom In")
    submitted = submit(newsroom.desk, ZACH, "P1", COMPLETE)
    assert (submitted.summarizer, submitted.claimed_at) == ("Zach", START)


def test_words_that_fit_several_papers_open_ones_own(claimed: Newsroom) -> None:
    claimed.put("P2", title="Zoom in, continued")
    claimed.put("P3", title="Please zoom in")
    assert open_submission(claimed.desk, FLO, "zoom").paper.id == "P1"


def test_what_is_opened_shows_ones_own_opinion(claimed: Newsroom) -> None:
    submit(claimed.desk, FLO, "P1", {**COMPLETE, "opinion": "Flo's."})
    give_opinion(claimed.desk, ZACH, "P1", "Zach's.")
    assert open_submission(claimed.desk, FLO, "P1").opinion == "Flo's."
    assert open_submission(claimed.desk, ROHIN, "P1").opinion == "Flo's."
    assert open_opinion(claimed.desk, ZACH, "P1").opinion == "Zach's."
    assert open_opinion(claimed.desk, ROHIN, "P1").opinion == ""


def test_opinions_are_added_replaced_and_withdrawn(claimed: Newsroom) -> None:
    give_opinion(claimed.desk, ZACH, "P1", "One.")
    give_opinion(claimed.desk, ROHIN, "P1", "Two.")
    give_opinion(claimed.desk, ZACH, "P1", "Three.")
    submit(claimed.desk, FLO, "P1", {**COMPLETE, "opinion": "Mine."})
    said = claimed.paper("P1").opinions
    assert said == (Opinion("Flo", "Mine."), Opinion("Zach", "Three."), Opinion("Rohin", "Two."))
    give_opinion(claimed.desk, ZACH, "P1", "")
    assert claimed.paper("P1").opinions == (Opinion("Flo", "Mine."), Opinion("Rohin", "Two."))
    assert [line.actor for line in claimed.history("P1")][1:] == ["U2", "U3", "U2", "U1", "U2"]


def test_opinions_that_cannot_share_a_cell_are_refused(claimed: Newsroom) -> None:
    give_opinion(claimed.desk, ZACH, "P1", "x" * 30_000)
    with pytest.raises(Invalid, match="50,000") as invalid:
        give_opinion(claimed.desk, ROHIN, "P1", "y" * 30_000)
    assert set(invalid.value.fields) == {"opinion"}
    assert [one.author for one in claimed.paper("P1").opinions] == ["Zach"]


def test_opinions_given_at_once_are_all_kept(busy_newsroom: Newsroom) -> None:
    busy_newsroom.put("P1", **COMPLETE, summarizer="Flo", status=Status.SUBMITTED)
    actors = [FLO, ZACH, ROHIN]
    at_once(3, lambda one: give_opinion(busy_newsroom.desk, actors[one], "P1", f"{one}."))
    said = busy_newsroom.paper("P1").opinions
    assert {(one.author, one.text) for one in said} == {
        ("Flo", "0."),
        ("Zach", "1."),
        ("Rohin", "2."),
    }
    assert said[0].author == "Flo"
