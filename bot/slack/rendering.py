"""From what the outbox holds (a kind and ids) to the message, as things stand at this moment."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.desk.conflicts import as_choice
from bot.desk.sheet_changes import notes_digest
from bot.newsroom.papers import Status
from bot.slack import cards, conflicts
from bot.slack.answers import help_text, plain
from bot.slack.cards import Message
from bot.slack.fitting import fitted
from bot.slack.text import escape
from bot.store import conflicts as stored_conflicts
from bot.store import papers, people

Subject = Mapping[str, Any]


def render(session: Session, kind: str, subject: Subject, now: datetime) -> Message | None:
    """Return the message, or None if there is nothing to say any more."""
    return _RENDERERS[kind](session, subject, now)


def _card(session: Session, subject: Subject, _now: datetime) -> Message | None:
    paper = papers.get(session, subject["paper"])
    return cards.card(paper) if paper else None


def _note(session: Session, subject: Subject, _now: datetime) -> Message | None:
    paper = papers.get(session, subject["paper"])
    line = papers.history_line(session, subject["line"])
    if paper is None or line is None:
        return None
    actor = people.by_id(session, line.actor_id) if line.actor_id else None
    return cards.note(line.action, actor.name if actor else "An editor", line.changes, paper)


def _reminder(session: Session, subject: Subject, now: datetime) -> Message | None:
    """Render a reminder, unless the work is done, or is somebody else's, by now."""
    paper = papers.get(session, subject["paper"])
    person = people.by_slack_id(session, subject["to"])
    if paper is None or person is None or paper.status is not Status.CLAIMED:
        return None
    return cards.reminder(paper, person.tz, now) if person.goes_by(paper.summarizer) else None


def _editor_note(_session: Session, subject: Subject, _now: datetime) -> Message | None:
    return plain(escape(fitted(subject["text"], 2_900, escape)))


def _conflict(session: Session, subject: Subject, _now: datetime) -> Message | None:
    """Render a conflict, unless somebody has settled it by now."""
    row = stored_conflicts.get(session, subject["conflict"])
    if row is None or row.settled_at is not None:
        return None
    return conflicts.conflict(as_choice(session, row))


def _sheet_notes(session: Session, subject: Subject, _now: datetime) -> Message | None:
    """Render an editor's notes, unless they say something else by now: that is another message."""
    paper = papers.get(session, subject["paper"])
    person = people.by_slack_id(session, subject["to"])
    if paper is None or person is None or notes_digest(paper) != subject["digest"]:
        return None
    return cards.notes(paper) if person.goes_by(paper.summarizer) else None


def _help(_session: Session, subject: Subject, _now: datetime) -> Message | None:
    return help_text(is_member=subject["is_member"])


_RENDERERS: Mapping[str, Callable[[Session, Subject, datetime], Message | None]] = {
    "card": _card,
    "card-update": _card,
    "note": _note,
    "reminder": _reminder,
    "editor-note": _editor_note,
    "conflict": _conflict,
    "sheet-notes": _sheet_notes,
    "help": _help,
}
