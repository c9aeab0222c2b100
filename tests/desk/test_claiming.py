"""Claiming: the first one has it; releasing puts it back on the list."""

from datetime import timedelta

import pytest

from bot.desk.claiming import claim, release
from bot.newsroom.errors import Ambiguous, NotAMember, NotFound, NotYours, Taken, WrongStatus
from bot.newsroom.papers import Status
from bot.newsroom.people import Actor
from tests.desk.newsroom import CHANNEL, FLO, ROHIN, START, STRANGER, ZACH, Line, Newsroom
from tests.stores import at_once

_URL = "https://example.org/zoom"
_WAYS = ["P1", "p1", _URL, f"{_URL} Zoom In", "zoom in", "Zom In"]


@pytest.mark.parametrize("text", _WAYS)
def test_a_paper_is_claimed_by_id_link_or_title(newsroom: Newsroom, text: str) -> None:
    newsroom.put("P1", title="Zoom In", url=_URL)
    claimed = claim(newsroom.desk, FLO, text)
    assert not claimed.was_unknown
    assert claimed.paper == newsroom.paper("P1")
    assert claimed.paper.status is Status.CLAIMED
    assert claimed.paper.summarizer == "Flo"
    assert (claimed.paper.claimed_at, claimed.paper.due) == (START, START + timedelta(days=7))
    changed = frozenset({"status", "summarizer", "claimed_at", "due"})
    assert newsroom.history("P1") == [Line("claim", "U1", "slack", START, changed)]
    assert newsroom.messages() == [("card-update", CHANNEL), ("note", CHANNEL)]


def test_an_unknown_link_is_proposed_and_claimed_in_one_go(newsroom: Newsroom) -> None:
    claimed = claim(newsroom.desk, FLO, f"{_URL} Zoom In")
    assert claimed.was_unknown
    assert (claimed.paper.title, claimed.paper.summarizer) == ("Zoom In", "Flo")
    assert [line.action for line in newsroom.history("P1")] == ["propose", "claim"]


@pytest.mark.parametrize("text", _WAYS)
def test_of_many_who_claim_at_once_one_has_it(busy_newsroom: Newsroom, text: str) -> None:
    busy_newsroom.put("P1", title="Zoom In", url=_URL)

    def try_it(number: int) -> str:
        try:
            return claim(busy_newsroom.desk, Actor(f"U{number}", f"P {number}"), text).paper.id
        except Taken as taken:
            return taken.paper.summarizer if taken.paper else "nobody"

    outcomes = at_once(12, try_it)
    winner = busy_newsroom.paper("P1").summarizer
    assert outcomes.count("P1") == 1
    assert outcomes.count(winner) == 11
    assert outcomes.index("P1") == int(winner.removeprefix("P "))
    assert len(busy_newsroom.history("P1")) == 1
    assert busy_newsroom.messages() == [("card-update", CHANNEL), ("note", CHANNEL)]


def test_of_many_who_claim_an_unknown_link_at_once_one_has_it(busy_newsroom: Newsroom) -> None:
    def try_it(number: int) -> bool:
        try:
            return claim(busy_newsroom.desk, Actor(f"U{number}", f"P {number}"), _URL).was_unknown
        except Taken:
            return False

    assert at_once(12, try_it).count(True) == 1
    assert busy_newsroom.papers() == ["P1"]


def test_who_is_too_late_is_told_by_whom(newsroom: Newsroom) -> None:
    newsroom.put("P1", title="Zoom In")
    claim(newsroom.desk, FLO, "P1")
    before = newsroom.messages()
    with pytest.raises(Taken, match="with Flo") as taken:
        claim(newsroom.desk, ZACH, "P1")
    assert taken.value.paper == newsroom.paper("P1")
    assert newsroom.messages() == before


@pytest.mark.parametrize("text", ["P9", "no such words", "", "   "])
def test_what_nobody_knows_is_not_found(newsroom: Newsroom, text: str) -> None:
    newsroom.put("P1", title="Zoom In")
    with pytest.raises(NotFound):
        claim(newsroom.desk, FLO, text)


def test_words_that_fit_several_papers_offer_those_that_are_free(newsroom: Newsroom) -> None:
    for number, status in enumerate([Status.CLAIMED, Status.PROPOSED, Status.PROPOSED], 1):
        newsroom.put(f"P{number}", title=f"Circuits, part {number}", status=status)
    with pytest.raises(Ambiguous) as several:
        claim(newsroom.desk, FLO, "circuits")
    assert [one.id for one in several.value.candidates] == ["P2", "P3"]
    claim(newsroom.desk, FLO, "P2")
    assert claim(newsroom.desk, FLO, "circuits").paper.id == "P3"


def test_no_more_than_ten_are_offered_and_how_many_fit_is_told(newsroom: Newsroom) -> None:
    for number in range(1, 13):
        newsroom.put(f"P{number}", title=f"Circuits, part {number}")
    with pytest.raises(Ambiguous, match="12 papers fit") as several:
        claim(newsroom.desk, FLO, "circuits")
    assert len(several.value.candidates) == 10


@pytest.mark.parametrize("text", ["P1", _URL])
def test_somebody_outside_the_channel_claims_nothing(newsroom: Newsroom, text: str) -> None:
    newsroom.put("P1", title="Zoom In")
    with pytest.raises(NotAMember):
        claim(newsroom.desk, STRANGER, text)
    assert newsroom.papers() == ["P1"]
    assert newsroom.history("P1") == []


def test_an_editor_takes_part_without_being_in_the_channel(newsroom: Newsroom) -> None:
    newsroom.put("P1", title="Zoom In")
    away = Actor("U3", "Rohin", is_member=False, is_editor=True)
    assert claim(newsroom.desk, away, "P1").paper.summarizer == "Rohin"


@pytest.mark.parametrize("who", [FLO, ROHIN])
def test_a_released_paper_is_free_again_for_anybody(newsroom: Newsroom, who: Actor) -> None:
    free = newsroom.put("P1", title="Zoom In", summary="Half of it.")
    claim(newsroom.desk, FLO, "P1")
    assert release(newsroom.desk, who, "P1") == newsroom.paper("P1") == free
    assert newsroom.history("P1")[-1].actor == who.slack_id
    assert claim(newsroom.desk, ZACH, "P1").paper.summarizer == "Zach"


def test_only_its_summarizer_or_an_editor_releases_a_paper(newsroom: Newsroom) -> None:
    newsroom.put("P1", title="Zoom In")
    with pytest.raises(WrongStatus):
        release(newsroom.desk, FLO, "P1")
    claimed = claim(newsroom.desk, FLO, "P1").paper
    with pytest.raises(NotYours):
        release(newsroom.desk, ZACH, "zoom in")
    assert newsroom.paper("P1") == claimed


def test_words_that_fit_several_papers_release_ones_own(newsroom: Newsroom) -> None:
    for number in (1, 2, 3):
        newsroom.put(f"P{number}", title=f"Circuits, part {number}")
    claim(newsroom.desk, ZACH, "P1")
    claim(newsroom.desk, FLO, "P2")
    assert release(newsroom.desk, FLO, "circuits").id == "P2"


def test_releasing_an_unknown_link_says_how_to_propose_it(newsroom: Newsroom) -> None:
    with pytest.raises(NotFound, match="/propose"):
        release(newsroom.desk, FLO, _URL)
