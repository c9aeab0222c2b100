"""A conflict as it is shown, whatever the two texts are."""

import pytest
from hypothesis import example, given

from bot.desk.conflicts import Choice
from bot.newsroom.papers import Paper
from bot.slack.conflicts import both_in_full, changed, conflict
from bot.slack.home import home
from tests.slack.views import (
    AMPERSANDS,
    any_paper,
    assert_can_be_sent,
    assert_can_be_shown,
    buttons,
    mrkdwn,
    texts,
)

PAPER = Paper(id="P7", title="AutoML-Zero", url="https://arxiv.org/abs/2003.03384")


def choice(lost: str, stands: str, paper: Paper = PAPER, author: str = "Zach") -> Choice:
    return Choice(3, paper, "Summary", lost, stands, author, "0123456789ab")


def quoted(blocks: object) -> list[str]:
    """Return the texts in rich text."""
    match blocks:
        case {"type": "text", "text": str(text)}:
            return [text]
        case {"elements": list(inner)}:
            return [text for one in inner for text in quoted(one)]
        case list() | tuple():
            return [text for one in blocks for text in quoted(one)]
        case _:
            return []


def test_both_texts_are_shown_as_they_were_typed_with_a_button_for_each() -> None:
    message = conflict(choice("*From* Slack & <co>", "From _the_ sheet"))
    assert quoted(message.blocks) == ["From _the_ sheet", "*From* Slack & <co>"]
    assert buttons(message.blocks) == ["conflict-take", "conflict-keep"]
    assert "by *Zach* in Slack" in mrkdwn(message.blocks)
    assert message.text == "Summary of AutoML-Zero was changed in Slack and in the sheet."


def test_long_texts_are_shown_from_where_they_differ_on_and_can_be_read_in_full() -> None:
    alike = "A sentence. " * 600
    one = choice(f"{alike}This is new.", f"{alike}That is newer.")
    message = conflict(one)
    stands, lost = quoted(message.blocks)
    assert stands.endswith("That is newer.")
    assert lost.endswith("This is new.")
    assert stands.startswith("… ")
    assert buttons(message.blocks)[0] == "conflict-read"
    assert "".join(quoted(both_in_full(one)["blocks"])) == one.stands + one.lost


def test_an_empty_version_is_said_to_be_empty() -> None:
    assert quoted(conflict(choice("", "x")).blocks) == ["x", "(empty)"]


def test_one_that_is_settled_has_no_buttons() -> None:
    settled = Choice(3, PAPER, "Summary", "a", "b", "Zach", "", "Flo has left it.")
    message = conflict(settled)
    assert buttons(message.blocks) == []
    assert "Flo has left it." in message.text


@given(any_paper, texts, texts, texts)
@example(AMPERSANDS, "&" * 50_000, "<" * 50_000, "&" * 300)
@example(PAPER, "🦜" * 25_000, "é" * 50_000, "")
def test_slack_takes_any_conflict(paper: Paper, lost: str, stands: str, author: str) -> None:
    one = choice(lost, stands, paper, author)
    assert_can_be_sent(conflict(one))
    assert_can_be_sent(changed("It has been changed again.", one))
    assert_can_be_shown(both_in_full(one))
    assert_can_be_shown(home([], [], [one] * 9))


@pytest.mark.parametrize("count", [0, 1, 5, 9])
def test_a_home_lists_the_first_conflicts(count: int) -> None:
    view = home([], [], [choice("a", "b")] * count)
    assert buttons(view["blocks"]).count("conflict-take") == min(count, 5)
    assert ("and 4 more" in mrkdwn(view["blocks"])) is (count == 9)
    assert (view["blocks"][0]["text"]["text"] == "Your papers") is (count == 0)
