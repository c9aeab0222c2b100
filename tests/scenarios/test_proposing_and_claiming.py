"""Papers are put on the list, taken, and given back."""

import re

import pytest

from tests.scenarios.doing import (
    claimed,
    new_link,
    offered,
    open_form,
    press,
    propose,
    row,
    said,
    set_cell,
    shown,
    submitted,
)
from tests.scenarios.newsroom import Newsroom, wait_for

pytestmark = pytest.mark.xdist_group("proposing and claiming")

NOBODYS = "Free to claim"


@pytest.mark.parametrize(
    ("typed", "again"),
    [
        (
            "https://arxiv.org/abs/2003.03384",
            [
                "https://arxiv.org/pdf/2003.03384v2.pdf",
                "http://www.arxiv.org/abs/2003.03384?context=cs",
                "<https://arxiv.org/abs/2003.03384|arxiv.org/abs/2003.03384>",
            ],
        ),
        (
            "<https://example.com/a_(b)?x=1&amp;utm_source=news|a page>",
            ["https://EXAMPLE.com/a_(b)?x=1#top", "<https://example.com/a_(b)?x=1>"],
        ),
    ],
)
def test_a_link_is_known_again_in_whatever_form_it_comes(
    open_room: Newsroom, typed: str, again: list[str]
) -> None:
    user = open_room.person("Asya")
    first = open_room.slash(user, "/propose", typed)
    assert "is on the list as P" in said(first)
    for link in again:
        answer = open_room.slash(user, "/propose", link)
        assert "I know this one already" in said(answer)
        assert NOBODYS in said(answer)
        assert offered(answer) == offered(first)


def test_a_known_link_with_another_title_is_another_paper(open_room: Newsroom) -> None:
    user, link = open_room.person("Asya"), new_link()
    first = open_room.slash(user, "/propose", f"{link} Embedded agents")
    second = open_room.slash(user, "/propose", f"{link} Robust delegation")
    assert offered(first) != offered(second)
    answer = open_room.slash(user, "/propose", link)
    assert "2 papers fit" in said(answer)
    assert offered(answer) == offered(first) + offered(second)


def test_behind_one_link_the_title_itself_wins_over_a_longer_one(open_room: Newsroom) -> None:
    user, link = open_room.person("Bo"), new_link()
    short = open_room.slash(user, "/propose", f"{link} Delegation")
    open_room.slash(user, "/propose", f"{link} Delegation in the wild")
    answer = open_room.slash(user, "/claim", f"{link} delegation")
    assert "|Delegation> is yours" in said(answer)
    assert offered(answer)[0][1] == offered(short)[0][1]


def test_a_known_link_says_who_has_it(open_room: Newsroom) -> None:
    zach, link = open_room.person("Zach the first"), new_link()
    open_room.slash(zach, "/claim", link)
    answer = open_room.slash(open_room.person("Flo"), "/propose", link)
    assert "Claimed by *Zach the first*" in said(answer)
    assert offered(answer) == []


@pytest.mark.parametrize("typed", ["", "AutoML-Zero", "ftp://example.com/x", "example"])
def test_a_proposal_without_a_link_is_told_what_one_looks_like(
    open_room: Newsroom, typed: str
) -> None:
    answer = open_room.slash(open_room.person("Asya"), "/propose", typed)
    assert "`/propose https://arxiv.org/abs/2003.03384`" in said(answer)


@pytest.mark.parametrize("command", ["/propose", "/claim", "/submit"])
def test_of_two_links_at_once_neither_is_taken_and_both_are_named(
    open_room: Newsroom, command: str
) -> None:
    user, one, other = open_room.person("Bob"), new_link(), new_link()
    answer = said(open_room.slash(user, command, f"<{one}> {other}"))
    assert f"I take one at a time: first {one}, then {other}" in answer
    for link in (one, other):
        assert "is on the list as P" in said(open_room.slash(user, "/propose", link))


def test_the_same_link_twice_is_one_link(open_room: Newsroom) -> None:
    user, link = open_room.person("Bob"), new_link()
    typed = f"<{link}> {link}?utm_source=news Bonobos"
    assert "|Bonobos> is on the list" in said(open_room.slash(user, "/propose", typed))


def test_a_paper_is_claimed_by_its_id_its_link_or_words_of_its_title(open_room: Newsroom) -> None:
    user = open_room.person("Cody")
    for title, named in [
        ("Zoological gardens", "{id}"),
        ("Yachting for everyone", "{id} yachting"),
        ("Xylophones considered", "xylophones"),
        ("Wombats in the wild", "wild wombat"),
    ]:
        paper = propose(open_room, user, title)
        answer = open_room.slash(user, "/claim", named.format(id=paper))
        assert re.search(rf"\|{title}> is yours\. Your summary is due \w+", said(answer))
        assert offered(answer) == [("submit", paper), ("release", paper)]


def test_an_unknown_link_is_proposed_and_claimed_in_one_go(open_room: Newsroom) -> None:
    answer = open_room.slash(open_room.person("Cody"), "/claim", f"{new_link()} Voles")
    assert re.search(r"\|Voles> is yours\. .* I put it on the list as P\d+\.", said(answer))


def test_who_comes_second_is_told_who_has_it_and_since_when(open_room: Newsroom) -> None:
    first, second = open_room.person("Umbra"), open_room.person("Dan")
    paper = claimed(open_room, first, "Unicycles")
    for answer in (
        open_room.slash(second, "/claim", paper),
        open_room.slash(second, "/claim", "unicycles"),
    ):
        assert re.search(
            r"“Unicycles” is with Umbra, claimed (today|yesterday) at \d\d:\d\d\.", said(answer)
        )


def test_who_has_it_already_is_offered_to_go_on(open_room: Newsroom) -> None:
    user = open_room.person("Tess")
    paper = claimed(open_room, user, "Tapirs")
    answer = open_room.slash(user, "/claim", paper)
    assert "“Tapirs” is yours already" in said(answer)
    assert offered(answer) == [("submit", paper), ("release", paper)]


def test_what_is_ambiguous_is_a_choice_whose_buttons_work(open_room: Newsroom) -> None:
    user = open_room.person("Sam")
    papers = [propose(open_room, user, f"Salamanders, part {n}") for n in (1, 2)]
    asked = open_room.slash(user, "/claim", "salamanders")
    assert offered(asked) == [("claim", paper) for paper in papers]
    chosen = press(open_room, user, asked, "claim", papers[1])
    assert "|Salamanders, part 2> is yours" in said(chosen)
    # What is left is not ambiguous any more: only one of the two is free.
    assert "part 1> is yours" in said(open_room.slash(user, "/claim", "salamanders"))


def test_a_choice_for_the_form_opens_it(open_room: Newsroom) -> None:
    user = open_room.person("Rae")
    papers = [claimed(open_room, user, f"Rhododendrons {letter}") for letter in "ab"]
    asked = open_room.slash(user, "/submit", "rhododendrons")
    opened = press(open_room, user, asked, "submit", papers[0])
    assert shown(opened["modal"], "title") == "Rhododendrons a"


@pytest.mark.parametrize("command", ["/claim", "/submit"])
def test_what_nobody_knows_is_answered_with_what_else_to_try(
    open_room: Newsroom, command: str
) -> None:
    user = open_room.person("Quinn")
    assert "Give me its ID, its link or some words" in said(open_room.slash(user, command))
    answer = said(open_room.slash(user, command, "no such paper <!here>"))
    assert "I found no paper called “no such paper &lt;!here&gt;”. Try other words" in answer
    assert "There is no paper P9999 here" in said(open_room.slash(user, command, "P9999"))
    assert "I found no paper" in said(open_room.slash(user, command, "&" * 3_900))


@pytest.mark.parametrize("command", ["/release", "/opinion"])
def test_an_unknown_link_is_answered_with_how_to_put_it_on_the_list(
    open_room: Newsroom, command: str
) -> None:
    link = new_link()
    answer = said(open_room.slash(open_room.person("Pat"), command, link))
    assert f"`/propose {link}`" in answer
    assert f"`/claim {link}`" in answer


def test_a_released_paper_is_free_for_somebody_else(open_room: Newsroom) -> None:
    first, second = open_room.person("Olga"), open_room.person("Nina")
    paper = claimed(open_room, first, "Otters")
    assert "|Otters> (" in said(open_room.slash(first, "/release", "otters"))
    assert "is yours" in said(open_room.slash(second, "/claim", paper))


def test_only_its_summarizer_or_an_editor_releases_a_paper(open_room: Newsroom) -> None:
    owner, other = open_room.person("Mona"), open_room.person("Lena")
    paper = claimed(open_room, owner, "Marmots")
    answer = said(open_room.slash(other, "/release", paper))
    assert "“Marmots” is with Mona: only they or an editor can release it." in answer
    assert "free again" in said(open_room.slash(open_room.editor, "/release", paper))


def test_what_is_not_claimed_cannot_be_released(open_room: Newsroom) -> None:
    user = open_room.person("Kim")
    free, handed_in = propose(open_room, user), submitted(open_room, user, "Koalas")
    assert "there is no claim to release" in said(open_room.slash(user, "/release", free))
    answer = said(open_room.slash(user, "/release", handed_in))
    assert "“Koalas” is submitted: there is no claim to release." in answer


def test_a_submitted_paper_cannot_be_claimed(open_room: Newsroom) -> None:
    owner, other = open_room.person("Jo"), open_room.person("Ines")
    paper = submitted(open_room, owner, "Jackals")
    assert "“Jackals” is summarized already by Jo. You can add an opinion: `/opinion" in said(
        open_room.slash(other, "/claim", paper)
    )


def test_ones_own_published_paper_is_not_offered_to_go_on_with(open_room: Newsroom) -> None:
    user = open_room.person("Jan")
    paper = submitted(open_room, user, "Jaguars")
    row(open_room, paper, lambda one: one["Status"] == "Submitted")
    set_cell(open_room, paper, "Status", "Published")

    def claim() -> str | None:
        answer = open_room.slash(user, "/claim", paper)
        return None if "is yours already" in said(answer) else said(answer)

    assert "“Jaguars” is published already, with your summary." in wait_for(claim)


def test_words_mean_ones_own_paper_before_others(open_room: Newsroom) -> None:
    first, second = open_room.person("Hal"), open_room.person("Gus")
    claimed(open_room, first, "Hedgehogs of the north")
    mine = claimed(open_room, second, "Hedgehogs of the south")
    modal = open_form(open_room, second, "hedgehogs")
    assert shown(modal, "title") == "Hedgehogs of the south"
    assert "of the south> (" + mine in said(open_room.slash(second, "/release", "hedgehogs"))
