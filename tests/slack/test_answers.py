"""What people are told at once about what they asked for."""

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.newsroom import workflow
from bot.newsroom.errors import (
    AlreadyYours,
    Ambiguous,
    NewsroomError,
    NotAMember,
    NotFound,
    Refused,
    Taken,
    WrongStatus,
)
from bot.newsroom.papers import Paper, Status
from bot.slack import answers
from bot.slack.cards import Message
from tests.slack.views import (
    AMPERSANDS,
    NOW,
    any_paper,
    assert_can_be_sent,
    buttons,
    mrkdwn,
    texts,
)

PAPER = Paper(
    id="P7",
    title="AutoML-Zero",
    url="https://arxiv.org/abs/2003.03384",
    summarizer="Zach",
    status=Status.CLAIMED,
    due=NOW + timedelta(days=7),
    claimed_at=NOW - timedelta(hours=3),
)
LINK = "<https://arxiv.org/abs/2003.03384|AutoML-Zero>"


def refused(error: NewsroomError, tz: str = "Europe/London") -> Message:
    """Return the answer to somebody who tried to claim."""
    return answers.refusal(error, "claim", tz, NOW)


def test_a_proposal_is_answered_with_its_id_and_a_way_to_claim_it() -> None:
    told = answers.proposed(PAPER)
    assert mrkdwn(told.blocks) == f":memo: {LINK} is on the list as P7."
    assert buttons(told.blocks) == ["claim"]


@pytest.mark.parametrize(
    ("status", "offered", "standing"),
    [
        (Status.PROPOSED, ["claim"], "Free to claim"),
        (Status.CLAIMED, [], "Claimed by *Zach*"),
        (Status.PUBLISHED, [], "Published, summarized by *Zach*"),
    ],
)
def test_a_known_paper_is_answered_with_where_it_stands(
    status: Status, offered: list[str], standing: str
) -> None:
    told = answers.known(PAPER.but(status=status))
    assert mrkdwn(told.blocks).startswith(f"I know this one already: {LINK}\n")
    assert standing in mrkdwn(told.blocks)
    assert buttons(told.blocks) == offered


@pytest.mark.parametrize(
    ("was_unknown", "ending"), [(False, ""), (True, " I put it on the list as P7.")]
)
def test_a_claim_is_answered_with_the_due_date_in_the_readers_own_zone(
    was_unknown: bool, ending: str
) -> None:
    told = answers.claimed(PAPER, "Europe/London", NOW, was_unknown=was_unknown)
    said = "is yours. Your summary is due Wed 27 May at 13:00."
    assert mrkdwn(told.blocks) == f":raised_hands: {LINK} {said}{ending}"
    assert buttons(told.blocks) == ["submit", "release"]


def test_who_comes_second_is_told_who_has_it_and_since_when() -> None:
    told = refused(Taken("“AutoML-Zero” is with Zach.", PAPER))
    assert mrkdwn(told.blocks) == "“AutoML-Zero” is with Zach, claimed today at 10:00."
    assert told.text == mrkdwn(told.blocks)


def test_who_has_it_already_can_go_on_with_it() -> None:
    told = refused(AlreadyYours("“AutoML-Zero” is yours already.", PAPER))
    assert mrkdwn(told.blocks) == "“AutoML-Zero” is yours already, claimed today at 10:00."
    assert buttons(told.blocks) == ["submit", "release"]


def test_what_is_ambiguous_is_answered_with_a_choice_for_the_same_action() -> None:
    other = PAPER.but(id="P8", title="AutoML", url="", status=Status.PROPOSED)
    error = Ambiguous("2 papers fit. Which one do you mean?", [PAPER, other])
    told = answers.refusal(error, "release", "", NOW)
    assert mrkdwn(told.blocks).startswith(f"2 papers fit. Which one do you mean?\n{LINK}\n")
    assert [block["accessory"]["value"] for block in told.blocks[1:]] == ["P7", "P8"]
    assert buttons(told.blocks) == ["release", "release"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A *bold* claim", "“A ∗bold∗ claim” was dropped"),
        ("<!channel>", "“&lt;!channel&gt;” was dropped"),
        ("`code`", "“ˋcodeˋ” was dropped"),
    ],
)
def test_a_title_in_a_sentence_is_no_format(title: str, shown: str) -> None:
    paper = PAPER.but(title=title, status=Status.DROPPED)
    error = WrongStatus(f"{workflow.name_of(paper)} was dropped.", paper)
    assert mrkdwn(refused(error).blocks).startswith(shown)


def test_what_people_typed_is_escaped_when_it_is_said_back() -> None:
    told = refused(NotFound("I found no paper called “<!here> & co”."))
    assert mrkdwn(told.blocks) == "I found no paper called “&lt;!here&gt; &amp; co”."


def test_the_operators_number_stands_in_the_answer_to_trouble() -> None:
    assert "`12ab34cd`" in mrkdwn(answers.trouble("12ab34cd").blocks)


@pytest.mark.parametrize(("is_member", "said"), [(True, "/claim"), (False, "channel")])
def test_help_says_what_the_reader_can_do(is_member: bool, said: str) -> None:
    told = answers.help_text(is_member=is_member)
    assert_can_be_sent(told)
    assert said in mrkdwn(told.blocks)


@given(any_paper, texts, st.integers(1, 10))
@example(AMPERSANDS, "&" * 50_000, 10)
@example(AMPERSANDS.but(url="https://example.com/" + "a" * 960), "x" * 50_000, 10)
def test_slack_takes_every_answer_about_any_paper(paper: Paper, words: str, count: int) -> None:
    name = workflow.name_of(paper)
    for told in (
        answers.proposed(paper),
        answers.known(paper),
        answers.released(paper),
        answers.claimed(paper, "Asia/Tokyo", NOW, was_unknown=True),
        refused(Taken(f"{name} is with {paper.summarizer}.", paper)),
        refused(AlreadyYours(f"{name} is yours already.", paper)),
        refused(Refused(f"{name} is {words}.", paper)),
        refused(Ambiguous("Which?", [paper] * count)),
        refused(NotFound(f"I found no paper called “{words}”.")),
        refused(NotAMember("Join the channel.")),
    ):
        assert_can_be_sent(told)
