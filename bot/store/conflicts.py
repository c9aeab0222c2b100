"""Conflicts: cells that were changed in Slack and in the sheet at once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.newsroom.papers import Paper
from bot.store import papers
from bot.store.tables import ConflictRow, HistoryRow


def add(
    session: Session,
    paper: Paper,
    place: str,
    *,
    lost: str,
    stands: str,
    fields: Collection[str],
    author_id: int | None,
    at: datetime,
) -> ConflictRow:
    """Write down a conflict; ``paper`` is as it stood with the version that is lost."""
    row = ConflictRow(
        paper_id=paper.id,
        place=place,
        lost=lost,
        stands=stands,
        fields={name: papers.plain(getattr(paper, name)) for name in fields},
        author_id=author_id,
        at=at,
    )
    session.add(row)
    session.flush()
    return row


def get(session: Session, conflict_id: int, *, lock: bool = False) -> ConflictRow | None:
    """Return one conflict; with ``lock``, nobody else settles it until the transaction ends."""
    query = select(ConflictRow).where(ConflictRow.id == conflict_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def unsettled(session: Session) -> Sequence[ConflictRow]:
    """Return the conflicts that nobody has looked at yet, oldest first."""
    query = select(ConflictRow).where(ConflictRow.settled_at.is_(None)).order_by(ConflictRow.id)
    return session.scalars(query).all()


def of_paper(session: Session, paper_id: str) -> Sequence[ConflictRow]:
    """Return all conflicts that there have been about a paper, oldest first."""
    query = select(ConflictRow).where(ConflictRow.paper_id == paper_id).order_by(ConflictRow.id)
    return session.scalars(query).all()


def settle(row: ConflictRow, *, by: int, at: datetime, taken: bool) -> None:
    """Write down that somebody has looked at a conflict, and what they chose."""
    row.settled_at, row.settled_by, row.taken = at, by, taken


def fields_of(row: ConflictRow) -> Mapping[str, Any]:
    """Return the lost version by the names of Paper's fields."""
    return {name: papers.from_plain(name, value) for name, value in row.fields.items()}


def last_author(session: Session, paper_id: str, fields: Collection[str]) -> int | None:
    """Return who last changed one of the fields in Slack."""
    query = (
        select(HistoryRow)
        .where(HistoryRow.paper_id == paper_id, HistoryRow.actor_id.is_not(None))
        .order_by(HistoryRow.id.desc())
    )
    lines = session.scalars(query)
    return next((line.actor_id for line in lines if not set(fields).isdisjoint(line.changes)), None)
