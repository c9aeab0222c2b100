"""Proposing: a link is put on the list once, however it is written."""

import pytest

from bot.desk.proposing import propose
from bot.newsroom.errors import Ambiguous, Invalid, NotAMember
from bot.newsroom.papers import Status
from tests.desk.newsroom import CHANNEL, FLO, START, STRANGER, ZACH, Line, Newsroom
from tests.stores import at_once

_URL = "https://arxiv.org/abs/2003.03384"


def test_a_new_link_is_a_new_paper_with_its_card(newsroom: Newsroom) -> None:
    proposed = propose(newsroom.desk, FLO, f"<{_URL}|arxiv.org> AutoML-Zero")
    assert proposed.is_new
    assert newsroom.paper("P1") == proposed.paper
    assert (proposed.paper.title, proposed.paper.url) == ("AutoML-Zero", _URL)
    assert proposed.paper.status is Status.PROPOSED
    assert proposed.paper.summarizer == ""
    assert newsroom.history("P1") == [
        Line("propose", "U1", "slack", START, frozenset({"title", "url"}))
    ]
    assert newsroom.messages() == [("card", CHANNEL)]


def test_without_words_the_link_stands_for_the_title(newsroom: Newsroom) -> None:
    assert propose(newsroom.desk, FLO, _URL).paper.is_untitled


@pytest.mark.parametrize(
    "again",
    [
        "http://arxiv.org/pdf/2003.03384v2.pdf",
        "<https://www.arxiv.org/abs/2003.03384v1|the paper>",
        "arXiv:2003.03384",
        "https://doi.org/10.48550/arXiv.2003.03384",
        f"{_URL} AutoML-Zero",
        f"{_URL} automl zero",
    ],
)
def test_a_known_link_is_answered_with_its_paper(newsroom: Newsroom, again: str) -> None:
    first = propose(newsroom.desk, FLO, f"{_URL} AutoML-Zero").paper
    second = propose(newsroom.desk, ZACH, again)
    assert not second.is_new
    assert second.paper == first
    assert newsroom.papers() == ["P1"]
    assert newsroom.messages() == [("card", CHANNEL)]


def test_another_title_on_a_known_link_is_another_paper(newsroom: Newsroom) -> None:
    propose(newsroom.desk, FLO, f"{_URL} First thing")
    assert propose(newsroom.desk, FLO, f"{_URL} Quite another").is_new
    with pytest.raises(Ambiguous) as several:
        propose(newsroom.desk, FLO, _URL)
    assert [one.id for one in several.value.candidates] == ["P1", "P2"]
    assert propose(newsroom.desk, FLO, f"{_URL} quite another").paper.id == "P2"


def test_any_words_mean_the_paper_that_has_no_title_yet(newsroom: Newsroom) -> None:
    propose(newsroom.desk, FLO, _URL)
    assert propose(newsroom.desk, ZACH, f"{_URL} AutoML-Zero").paper.id == "P1"


@pytest.mark.parametrize("text", ["", "AutoML-Zero", "P1", "ftp://example.org/x", "https://"])
def test_without_a_link_to_a_page_nothing_is_proposed(newsroom: Newsroom, text: str) -> None:
    with pytest.raises(Invalid) as invalid:
        propose(newsroom.desk, FLO, text)
    assert set(invalid.value.fields) == {"url"}
    assert newsroom.papers() == []


def test_only_members_take_part_but_an_editor_always_does(newsroom: Newsroom) -> None:
    with pytest.raises(NotAMember):
        propose(newsroom.desk, STRANGER, _URL)
    assert newsroom.papers() == []
    assert newsroom.messages() == []


def test_a_link_that_many_propose_at_once_is_one_paper(busy_newsroom: Newsroom) -> None:
    proposed = at_once(12, lambda _: propose(busy_newsroom.desk, FLO, _URL))
    assert [one.is_new for one in proposed].count(True) == 1
    assert busy_newsroom.papers() == ["P1"]
    assert busy_newsroom.messages() == [("card", CHANNEL)]
