"""When a claimed paper is due, and when its summarizer hears of it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.newsroom.deadlines import due_date, reminder_at
from bot.newsroom.papers import Paper, Status

_CLAIMED = datetime(2020, 3, 4, 17, tzinfo=UTC)


@pytest.mark.parametrize("days", [1, 7, 365])
def test_a_paper_is_due_a_number_of_whole_days_after_its_claim(days: int) -> None:
    assert due_date(_CLAIMED, days) == _CLAIMED + timedelta(hours=24 * days)


@pytest.mark.parametrize("status", list(Status))
def test_a_reminder_comes_a_day_before_for_claimed_papers_alone(status: Status) -> None:
    due = datetime(2020, 3, 11, 17, tzinfo=UTC)
    expected = datetime(2020, 3, 10, 17, tzinfo=UTC) if status is Status.CLAIMED else None
    assert reminder_at(Paper("P1", status=status, due=due)) == expected


def test_a_claim_without_a_date_has_no_reminder() -> None:
    assert reminder_at(Paper("P1", status=Status.CLAIMED)) is None
