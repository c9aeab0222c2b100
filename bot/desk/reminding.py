"""Reminding summarizers of what is due: worked out from the database, queued once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

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
        messages = [one for paper in near if (one := _message(session, paper)) is not None]
        new = [one for one in messages if outbox.by_key(session, one.key) is None]
    if not new:
        return 0
    queued = 0
    with desk.work(source="reminder") as work:
        for one in new:
            subject: dict[str, object] = {"paper": one.paper.id, "to": one.to}
            if work.queue(one.key, "reminder", f"dm:{one.to}", subject):
                work.lines.append(f"reminder paper={one.paper.id} to={one.to}")
                queued += 1
    return queued


def next_reminder(desk: Desk, after: datetime, until: datetime) -> datetime | None:
    """Return the first moment in ``(after, until]`` at which somebody is to be reminded."""
    with desk.store.read() as session:
        claimed = papers.with_status(session, [Status.CLAIMED])
    moments = [moment for paper in claimed if (moment := reminder_at(paper)) is not None]
    return min((moment for moment in moments if after < moment <= until), default=None)


@dataclass(frozen=True)
class _Reminder:
    """A direct message about a paper ``to`` a Slack account, under the key that makes it one."""

    key: str
    paper: Paper
    to: str


def _message(session: Session, paper: Paper) -> _Reminder | None:
    person = people.by_name(session, paper.summarizer)
    if person is None or person.slack_id is None or paper.due is None:
        return None
    # The person and not the name: a credit may be spelled in another way and means the same one.
    key = f"reminder:{paper.id}:{person.id}:{paper.due.isoformat()}"
    return _Reminder(key, paper, person.slack_id)
