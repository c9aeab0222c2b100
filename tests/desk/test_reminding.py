"""Reminding: once for each due date, of whoever has the paper, however many look."""

from datetime import timedelta

import pytest

from bot.desk.claiming import claim, release
from bot.desk.reminding import next_reminder, remind
from bot.desk.writing import submit
from bot.newsroom.papers import Status
from tests.desk.newsroom import COMPLETE, FLO, START, ZACH, Newsroom
from tests.stores import at_once

_DAY = timedelta(days=1)


def _reminders(newsroom: Newsroom) -> list[str]:
    return [lane for kind, lane in newsroom.messages() if kind == "reminder"]


@pytest.fixture
def claimed(newsroom: Newsroom) -> Newsroom:
    """A newsroom in which P1 is Flo's and due in a week."""
    newsroom.put("P1", title="Zoom In")
    claim(newsroom.desk, FLO, "P1")
    return newsroom


def test_a_reminder_comes_a_day_before_and_not_earlier(claimed: Newsroom) -> None:
    claimed.clock.now = START + 6 * _DAY - timedelta(seconds=1)
    assert remind(claimed.desk) == 0
    claimed.clock.now = START + 6 * _DAY
    assert remind(claimed.desk) == 1
    assert _reminders(claimed) == ["dm:U1"]


def test_it_comes_once_however_often_one_looks(claimed: Newsroom) -> None:
    claimed.clock.now = START + 6 * _DAY
    assert [remind(claimed.desk), remind(claimed.desk)] == [1, 0]
    claimed.clock.advance(hours=5)
    assert remind(claimed.another_desk()) == 0
    assert _reminders(claimed) == ["dm:U1"]


def test_two_desks_at_once_send_it_once(busy_newsroom: Newsroom) -> None:
    for number in range(1, 6):
        busy_newsroom.put(f"P{number}", title=f"Paper {number}")
        claim(busy_newsroom.desk, FLO, f"P{number}")
    busy_newsroom.clock.now = START + 6.5 * _DAY
    desks = [busy_newsroom.desk, busy_newsroom.another_desk()]
    assert sum(at_once(6, lambda number: remind(desks[number % 2]))) == 5
    assert _reminders(busy_newsroom) == ["dm:U1"] * 5


def test_another_due_date_or_another_summarizer_is_another_reminder(claimed: Newsroom) -> None:
    claimed.clock.now = START + 6 * _DAY
    remind(claimed.desk)
    release(claimed.desk, FLO, "P1")
    claim(claimed.desk, ZACH, "P1")
    assert remind(claimed.desk) == 0
    claimed.clock.advance(days=6)
    assert remind(claimed.desk) == 1
    assert _reminders(claimed) == ["dm:U1", "dm:U2"]


def test_another_name_of_the_same_summarizer_is_no_other_reminder(claimed: Newsroom) -> None:
    paper = claimed.paper("P1")
    claimed.clock.now = START + 6 * _DAY
    remind(claimed.desk)
    with claimed.desk.work(source="sheet") as work:
        work.change(paper, paper.but(summarizer=" FLO"), "edit")
    assert remind(claimed.desk) == 0


def test_nobody_is_reminded_of_what_is_done_or_over(claimed: Newsroom) -> None:
    submit(claimed.desk, FLO, "P1", COMPLETE)
    claimed.put("P2", title="Late", summarizer="Flo", status=Status.CLAIMED, due=START + _DAY)
    claimed.clock.now = START + 6.5 * _DAY
    assert remind(claimed.desk) == 0


def test_who_is_not_in_slack_cannot_be_reminded(newsroom: Newsroom) -> None:
    newsroom.put("P1", title="A", summarizer="Asya", status=Status.CLAIMED, due=START + _DAY)
    newsroom.put("P2", title="B", summarizer="", status=Status.CLAIMED, due=START + _DAY)
    assert remind(newsroom.desk) == 0


def test_the_next_reminder_is_the_first_after_a_moment(claimed: Newsroom) -> None:
    claimed.clock.advance(days=1)
    claimed.put("P2", title="Later")
    claim(claimed.desk, ZACH, "P2")
    first, second = START + 6 * _DAY, START + 7 * _DAY

    def between(after: float, until: float) -> object:
        return next_reminder(claimed.desk, START + after * _DAY, START + until * _DAY)

    assert between(0, 100) == first
    assert between(0, 6) == first
    assert between(0, 5.9) is None
    assert between(6, 100) == second
    assert between(7, 100) is None
