"""A change, its line in the history and its messages are written together, or none of them."""

import pytest

from bot.desk.claiming import claim
from bot.desk.overview import overview
from bot.desk.proposing import propose
from bot.newsroom.errors import Invalid, NotFound, Taken
from bot.newsroom.papers import Status
from bot.store import people
from tests.desk.newsroom import COMPLETE, FLO, ZACH, Newsroom


class _Broken(Exception):
    """Something that nobody thought of."""


def test_an_exception_undoes_all(newsroom: Newsroom) -> None:
    paper = newsroom.put("P1", title="Zoom In")
    heard: list[str] = []
    newsroom.desk.after_each_change(lambda: heard.append("changed"))

    def change() -> None:
        with newsroom.desk.work(FLO) as work:
            work.change(paper, paper.but(title="Other", summarizer="Nobody"), "edit")
            work.add(paper.but(id="P2"), action="propose")
            work.queue("key", "reminder", "dm:U1", {})
            raise _Broken

    with pytest.raises(_Broken):
        change()
    assert newsroom.paper("P1") == paper
    assert newsroom.papers() == ["P1"]
    assert newsroom.history("P1") == []
    assert newsroom.messages() == []
    assert heard == []
    with newsroom.store.read() as session:
        assert people.by_slack_id(session, "U1") is None
        assert people.by_name(session, "Nobody") is None


def test_who_listens_hears_of_each_change_once_it_can_be_read(newsroom: Newsroom) -> None:
    seen: list[list[str]] = []
    newsroom.desk.after_each_change(lambda: seen.append(newsroom.papers()))
    propose(newsroom.desk, FLO, "https://example.org/1")
    propose(newsroom.desk, FLO, "https://example.org/1")
    claim(newsroom.desk, FLO, "P1")
    overview(newsroom.desk, FLO)
    with pytest.raises(Taken):
        claim(newsroom.desk, FLO, "P1")
    with pytest.raises(Invalid):
        propose(newsroom.desk, FLO, "nothing")
    assert seen == [["P1"], ["P1"]]


def test_a_state_that_is_no_other_writes_nothing(newsroom: Newsroom) -> None:
    paper = newsroom.put("P1", title="Zoom In")
    with newsroom.desk.work(FLO) as work:
        work.change(paper, paper.but(title="Zoom In"), "edit")
        assert not work.has_changed
    assert newsroom.history("P1") == []
    assert newsroom.messages() == []


def test_what_is_done_quietly_is_in_the_history_and_in_no_message(newsroom: Newsroom) -> None:
    paper = newsroom.put("P1", title="Zoom In")
    with newsroom.desk.work(source="sheet") as work:
        work.change(paper, paper.but(title="Other"), "edit", quiet=True)
        work.add(paper.but(id="P2"), action="adopt", quiet=True)
    (line,) = newsroom.history("P1")
    assert (line.action, line.actor, line.source) == ("edit", None, "sheet")
    assert [line.action for line in newsroom.history("P2")] == ["adopt"]
    assert newsroom.messages() == []


def test_a_message_is_queued_once_under_its_key(newsroom: Newsroom) -> None:
    with newsroom.desk.work(FLO) as work:
        assert work.queue("key", "reminder", "dm:U1", {})
        assert not work.queue("key", "reminder", "dm:U1", {})
    assert newsroom.messages() == [("reminder", "dm:U1")]


def test_an_unknown_paper_is_not_found_and_nobody_is_no_person(newsroom: Newsroom) -> None:
    with newsroom.desk.work() as work:
        with pytest.raises(NotFound, match="P9"):
            work.paper("P9")
        with pytest.raises(LookupError):
            _ = work.person


def test_everybody_sees_their_own_and_what_is_free(newsroom: Newsroom) -> None:
    newsroom.put("P1", **COMPLETE, summarizer="Flo", status=Status.PUBLISHED)
    newsroom.put("P2", **COMPLETE, summarizer="Flo", status=Status.SUBMITTED)
    for number in (3, 4, 5):
        newsroom.put(f"P{number}", title=f"Paper {number}")
    claim(newsroom.desk, ZACH, "P3")
    claim(newsroom.desk, FLO, "P4")
    seen = overview(newsroom.desk, FLO)
    assert [one.id for one in seen.own] == ["P4", "P2"]
    assert [one.id for one in seen.free] == ["P5"]
