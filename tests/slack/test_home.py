"""The app's home: what is the person's own, and what is free."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.newsroom.papers import Paper, Status
from bot.slack.home import home
from tests.slack.views import AMPERSANDS, any_paper, assert_can_be_shown, buttons, mrkdwn

OWN = Paper(id="P1", title="AutoML-Zero", summarizer="Zach", status=Status.CLAIMED)
FREE = Paper(id="P2", title="Circuits")


def test_a_home_has_ones_own_papers_first_and_then_the_free_ones() -> None:
    view = home([OWN], [FREE])
    text = mrkdwn(view["blocks"])
    assert text.index("AutoML-Zero") < text.index("Circuits")
    assert buttons(view["blocks"]) == ["submit", "release", "opinion", "claim"]


def test_a_home_without_papers_says_how_to_get_one() -> None:
    text = mrkdwn(home([], [])["blocks"])
    assert "You have no paper at the moment" in text
    assert "`/propose`" in text


@pytest.mark.parametrize(("count", "more"), [(15, None), (16, "… and 1 more"), (40, "and 25 more")])
def test_a_long_list_says_how_many_more_there_are(count: int, more: str | None) -> None:
    for view in (home([OWN] * count, []), home([], [FREE] * count)):
        assert_can_be_shown(view)
        text = mrkdwn(view["blocks"])
        assert more in text if more else "more:" not in text


@given(st.lists(any_paper, max_size=3), st.lists(any_paper, max_size=3))
@example([AMPERSANDS] * 20, [AMPERSANDS] * 20)
def test_slack_takes_the_home_of_any_papers(own: list[Paper], free: list[Paper]) -> None:
    own = [one.but(status=Status.CLAIMED) for one in own]
    free = [one.but(status=Status.PROPOSED) for one in free]
    assert_can_be_shown(home(own, free))
