"""When a claimed paper is due, and when its summarizer is reminded of it."""

from datetime import datetime, timedelta

from bot.newsroom.papers import Paper, Status

REMIND_BEFORE = timedelta(days=1)
"""How long before the due date a summarizer is reminded."""


def due_date(claimed_at: datetime, claim_days: int) -> datetime:
    """Return when a paper is due that was claimed at ``claimed_at``."""
    return claimed_at + timedelta(days=claim_days)


def reminder_at(paper: Paper) -> datetime | None:
    """Return when its summarizer is to be reminded of the paper, or None if there is no need.

    Only a claimed paper is somebody's load; one that changes were requested for is not.
    """
    if paper.status is not Status.CLAIMED or paper.due is None:
        return None
    return paper.due - REMIND_BEFORE
