"""Reminding summarizers of what is due: worked out from the database, queued once."""

from datetime import datetime

from bot.desk.desk import Desk
from bot.newsroom.deadlines import REMIND_BEFORE, reminder_at
from bot.newsroom.papers import Paper, Status
from bot.store import outbox, papers, people


def remind(desk: Desk) -> int:
    """Queue a direct message for each claimed paper that is due within a day; return how many.

    Each paper's summarizer is reminded once for each due date, however often this runs, in
    however many processes. One who is not in Slack cannot be reminded.
    """
    now = desk.clock()
    with desk.store.read() as session:
        near = papers.due_between(session, now, now + REMIND_BEFORE)
        due = [one for one in near if outbox.by_key(session, _key(one)) is None]
    if not due:
        return 0
    queued = 0
    with desk.work(source="reminder") as work:
        for paper in due:
            person = people.by_name(work.session, paper.summarizer)
            if person is None or person.slack_id is None:
                continue
            subject: dict[str, object] = {"paper": paper.id, "to": person.slack_id}
            if work.queue(_key(paper), "reminder", f"dm:{person.slack_id}", subject):
                work.lines.append(f"reminder paper={paper.id} to={person.name!r}")
                queued += 1
    return queued


def next_reminder(desk: Desk, after: datetime, until: datetime) -> datetime | None:
    """Return the first moment in ``(after, until]`` at which somebody is to be reminded."""
    with desk.store.read() as session:
        claimed = papers.with_status(session, [Status.CLAIMED])
    moments = [moment for paper in claimed if (moment := reminder_at(paper)) is not None]
    return min((moment for moment in moments if after < moment <= until), default=None)


def _key(paper: Paper) -> str:
    due = paper.due.isoformat() if paper.due else ""
    return f"reminder:{paper.id}:{paper.summarizer}:{due}"
