"""The outbox: messages that a change has caused, written with it and sent after it.

A message waits, is started, and is then sent or given up. It is taken for sending under a row lock
and marked as started in a transaction of its own before any request leaves: one that is found
started later was cut off, and whether it arrived has to be looked up.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from bot.store.inserting import insert_if_new
from bot.store.tables import OutboxRow

WAITING, STARTED, SENT, SKIPPED, FAILED = "waiting", "started", "sent", "skipped", "failed"
OPEN = (WAITING, STARTED)


def queue(
    session: Session,
    *,
    key: str,
    kind: str,
    lane: str,
    subject: Mapping[str, Any],
    now: datetime,
) -> bool:
    """Queue a message once; return False if one with this key has been queued before."""
    return insert_if_new(
        session,
        OutboxRow,
        key=key,
        kind=kind,
        lane=lane,
        subject=dict(subject),
        state=WAITING,
        attempts=0,
        queued_at=now,
        next_at=now,
        problem="",
    )


def take(
    session: Session, now: datetime, hold: timedelta, resting: Collection[str] = ()
) -> OutboxRow | None:
    """Take the next message whose time has come, or None.

    Within a lane the order is kept: a message waits while an earlier one of its lane does. Lanes
    that are ``resting`` are passed over. The message is the taker's for ``hold``; ``started_at``
    tells whether an earlier attempt was begun.
    """
    query = (
        select(OutboxRow)
        .where(OutboxRow.id.in_(_first_of_lanes()), OutboxRow.lane.not_in(resting))
        .where(OutboxRow.next_at <= now)
        .order_by(OutboxRow.next_at, OutboxRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = session.scalar(query)
    if row is not None:
        row.next_at = now + hold
        row.attempts += 1
        session.flush()
    return row


def prolong(session: Session, message_id: int, held_until: datetime, until: datetime) -> bool:
    """Hold a message that one has taken for longer; return False if another has taken it since.

    ``held_until`` is until when it was the taker's, as ``take`` or the last ``prolong`` had it.
    """
    held = session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == message_id, OutboxRow.next_at == held_until)
        .where(OutboxRow.state.in_(OPEN))
        .values(next_at=until)
        .returning(OutboxRow.id)
    )
    return held.first() is not None


def start(session: Session, message_id: int, now: datetime) -> None:
    """Note that a request for this message is about to leave."""
    row = session.get_one(OutboxRow, message_id)
    row.state, row.started_at = STARTED, now


def postpone(
    session: Session, message_id: int, until: datetime, problem: str, *, left: bool
) -> None:
    """Put a message back for a later attempt.

    ``left`` says whether the request may have arrived, so that the next attempt has to look.
    """
    row = session.get_one(OutboxRow, message_id)
    row.next_at, row.problem = until, problem
    if not left:
        row.state, row.started_at = WAITING, None


def close(
    session: Session,
    message_id: int,
    outcome: str,
    now: datetime,
    *,
    channel: str | None = None,
    ts: str | None = None,
    problem: str = "",
) -> None:
    """Close a message: ``SENT`` with where it stands, ``SKIPPED`` or ``FAILED`` with the reason."""
    row = session.get_one(OutboxRow, message_id)
    row.state, row.sent_at, row.problem = outcome, now, problem
    row.channel, row.ts = channel, ts


def next_moment(session: Session) -> datetime | None:
    """Return when the next open message can be tried, or None if there is none.

    One that waits for an earlier one of its lane does not count before that one is closed.
    """
    return session.scalar(
        select(OutboxRow.next_at)
        .where(OutboxRow.id.in_(_first_of_lanes()))
        .order_by(OutboxRow.next_at)
        .limit(1)
    )


def is_followed(session: Session, message_id: int, paper_id: str) -> bool:
    """Tell whether a later update of the same paper's card waits, which makes this one needless."""
    query = (
        select(OutboxRow.id)
        .where(OutboxRow.kind == "card-update", OutboxRow.state == WAITING)
        .where(OutboxRow.id > message_id, OutboxRow.key.startswith(f"card:{paper_id}:"))
        .limit(1)
    )
    return session.scalar(query) is not None


def open_messages(session: Session) -> int:
    """Return how many messages are still to be sent."""
    query = select(func.count()).select_from(OutboxRow).where(OutboxRow.state.in_(OPEN))
    return session.scalar(query) or 0


def by_key(session: Session, key: str) -> OutboxRow | None:
    """Return the message with this key, if it was ever queued."""
    return session.scalar(select(OutboxRow).where(OutboxRow.key == key))


def _first_of_lanes() -> Select[int]:
    return select(func.min(OutboxRow.id)).where(OutboxRow.state.in_(OPEN)).group_by(OutboxRow.lane)
