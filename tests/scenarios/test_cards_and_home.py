"""What people see without asking: cards, their threads, and the app's home."""

from typing import Any

import pytest

from tests.scenarios.doing import (
    buttons,
    claimed,
    new_link,
    open_form,
    opine,
    propose,
    said,
    shown,
    submitted,
)
from tests.scenarios.newsroom import Json, Newsroom, card_id, text_of, wait_for

pytestmark = pytest.mark.xdist_group("cards and home")


def card_says(room: Newsroom, paper: str, text: str) -> Json:
    """Wait until a paper's card says something; return the card."""

    def found() -> Json | None:
        card = room.card(paper)
        return card if text in text_of(card) else None

    return wait_for(found)


def thread(room: Newsroom, paper: str) -> list[str]:
    """Return what a card's thread says, oldest first."""
    card = room.card(paper)
    return [
        str(one["text"])
        for one in room.messages()
        if one["thread_ts"] == card["ts"] and one["ts"] != card["ts"]
    ]


def calls(room: Newsroom, method: str) -> int:
    """Return how often the bot has called a method of Slack's."""
    return [one["method"] for one in room.get("calls", since=0)].count(method)


def home(room: Newsroom, user: str) -> Any:
    """Open the app's home; return its view."""
    return room.get("home", user=user)


def home_text(room: Newsroom, user: str) -> str:
    """Open the app's home; return what it says."""
    view = home(room, user)
    return text_of({"blocks": view["blocks"]}) if view else ""


def test_a_card_shows_where_its_paper_stands_at_all_times(open_room: Newsroom) -> None:
    owner, other = open_room.person("Abe"), open_room.person("Bea")
    paper = propose(open_room, owner, "Antelopes")
    card = card_says(open_room, paper, "Free to claim")
    assert "|Antelopes>*" in text_of(card)
    assert buttons(card["blocks"]) == [("claim", paper)]

    open_room.press(owner, card, "claim")
    card = card_says(open_room, paper, "Claimed by *Abe*, due <!date^")
    names = [action for action, _ in buttons(card["blocks"])]
    assert names == ["submit", "release", "opinion"]

    second = open_room.press(other, card, "release")
    assert "only they or an editor can release it" in said(second)

    opened = open_room.press(owner, card, "submit")
    assert shown(opened["modal"], "title") == "Antelopes"
    assert open_room.submit(owner, category="News", summary="Fast.", venue="arXiv")["closed"]
    card = card_says(open_room, paper, "Submitted by *Abe*, waiting for review")
    assert "\narXiv\n" in text_of(card)
    assert [text for one in card["blocks"] for text in labels(one)] == ["Edit", "Add opinion"]

    open_room.press(other, card, "opinion")
    assert open_room.submit(other, opinion="Very fast.")["closed"]
    card_says(open_room, paper, "waiting for review · 1 opinion")

    assert opine(open_room, other, paper, "Rather fast.")["closed"]
    assert opine(open_room, other, paper, "")["closed"]
    open_form(open_room, owner, paper)
    assert open_room.submit(owner, summary="Faster.")["closed"]
    # Changes that nobody would see in the thread are not told there.
    told = wait_for(lambda: found if len(found := thread(open_room, paper)) == 6 else None)
    assert [line.split(".")[0] for line in told] == [
        "*Abe* claimed this paper",
        "*Abe* submitted the summary",
        "*Bea* added an opinion",
        "*Bea* edited an opinion",
        "*Bea* withdrew an opinion",
        "*Abe* edited what was submitted",
    ]
    assert [found for one in open_room.messages() if (found := card_id(one)) == paper] == [paper]


def labels(block: Json) -> list[str]:
    """Return the texts of a block's buttons."""
    return [one["text"]["text"] for one in block.get("elements", []) if one.get("type") == "button"]


def test_a_release_is_told_in_the_thread_and_the_card_is_free_again(open_room: Newsroom) -> None:
    owner = open_room.person("Cy")
    paper = claimed(open_room, owner, "Civets")
    card = card_says(open_room, paper, "Claimed by *Cy*")
    assert "|Civets> (" in said(open_room.press(owner, card, "release"))
    card_says(open_room, paper, "Free to claim")
    wait_for(
        lambda: (
            thread(open_room, paper)[-1:]
            == ["*Cy* released this paper. It is free to claim again."]
        )
    )


def test_a_title_cannot_call_everybody_or_format_a_card(open_room: Newsroom) -> None:
    user = open_room.person("Dee")
    paper = propose(open_room, user, "<!channel> *loud* `code` & more")
    text = text_of(card_says(open_room, paper, "Free to claim"))
    assert "<!channel>" not in text
    assert "&lt;!channel&gt; ∗loud∗ ˋcodeˋ &amp; more" in text


def test_a_title_given_on_submission_takes_the_links_place(open_room: Newsroom) -> None:
    user, link = open_room.person("Eve"), new_link()
    open_room.slash(user, "/claim", link)
    paper = buttons(home(open_room, user)["blocks"])[0][1]
    card_says(open_room, paper, f"<{link}|{link}>")
    open_form(open_room, user, paper)
    assert open_room.submit(user, title="Emus", category="News", summary="Tall.")["closed"]
    text = text_of(card_says(open_room, paper, "Submitted"))
    assert f"<{link}|Emus>" in text
    assert f"|{link}>" not in text


def test_a_home_shows_ones_own_papers_and_the_free_ones(open_room: Newsroom) -> None:
    user, other = open_room.person("Fay"), open_room.person("Gil")
    mine, free = claimed(open_room, user, "Ferrets"), propose(open_room, other, "Foxes")
    theirs = claimed(open_room, other, "Gazelles")
    own, others = home_text(open_room, user).split("Free to claim", 1)
    assert "|Ferrets>" in own
    assert f"· {mine}" in own
    assert f"|Foxes>\n{free}" in others
    assert theirs not in own + others


def test_a_homes_buttons_work_and_the_page_follows(open_room: Newsroom) -> None:
    user = open_room.person("Hal")
    paper = propose(open_room, user, "Hamsters")
    home(open_room, user)
    click = {"user": user, "view": "home", "value": paper}
    answer = open_room.do("click", action_id="claim", **click)
    assert "is yours" in text_of(answer["modal"])
    open_room.do("close", user=user)
    assert "Claimed by *Hal*" in home_text(open_room, user)

    opened = open_room.do("click", action_id="submit", **click)
    assert shown(opened["modal"], "title") == "Hamsters"
    pages = calls(open_room, "views.publish")
    assert open_room.submit(user, category="News", summary="Round.")["closed"]
    wait_for(lambda: calls(open_room, "views.publish") > pages)
    assert "Submitted by *Hal*" in home_text(open_room, user)

    opened = open_room.do("click", action_id="opinion", **click)
    assert opened["modal"]["callback_id"] == "opinion"
    open_room.do("close", user=user)


def test_a_home_says_what_was_refused(open_room: Newsroom) -> None:
    first, second = open_room.person("Ivy"), open_room.person("Jo")
    paper = propose(open_room, first, "Iguanas")
    home(open_room, second)
    open_room.slash(first, "/claim", paper)
    answer = open_room.do("click", user=second, view="home", action_id="claim", value=paper)
    assert "“Iguanas” is with Ivy, claimed" in text_of(answer["modal"])
    assert paper not in str(buttons(home(open_room, second)["blocks"]))


def test_the_home_of_somebody_who_is_no_member_says_how_to_become_one(
    open_room: Newsroom,
) -> None:
    user = open_room.do("people", name="Kit", channels=[])["user"]
    assert "Join it, or ask an editor to add you" in home_text(open_room, user)


@pytest.mark.parametrize(
    ("slack_name", "credit"),
    [
        ("Ann/Bob", "Ann Bob"),
        ("*Star* _Light_", "Star Light"),
        ("<@U123>", "@U123"),
        ("Fox 🦊", "Fox 🦊"),
        ("N" * 90, "N" * 80),
    ],
)
def test_any_name_can_be_credited(open_room: Newsroom, slack_name: str, credit: str) -> None:
    user = open_room.person(slack_name)
    paper = claimed(open_room, user)
    assert f"“The title of {paper}” is with {credit}" in _after_titling(open_room, user, paper)


def _after_titling(room: Newsroom, user: str, paper: str) -> str:
    open_form(room, user, paper)
    title = f"The title of {paper}"
    assert room.submit(user, title=title, category="News", summary="Good.")["closed"]
    answer = room.slash(room.person("Lea"), "/submit", paper)
    return said(answer)


def test_two_people_with_the_same_name_are_told_apart(open_room: Newsroom) -> None:
    first, second = open_room.person("Max"), open_room.person("Max")
    paper = submitted(open_room, first, "Magpies")
    other = submitted(open_room, second, "Mynas")
    answer = open_room.slash(second, "/submit", paper)
    assert "“Magpies” is with Max." in said(answer)
    answer = open_room.slash(first, "/submit", other)
    assert "“Mynas” is with Max 2." in said(answer)
