"""Leases: what only one process may do at a time, for a limited time."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from bot.store.inserting import insert_if_new
from bot.store.tables import LeaseRow


def take(session: Session, name: str, owner: str, now: datetime, length: timedelta) -> bool:
    """Take or renew a lease; return whether it is the owner's now.

    One that has run out may be taken by anybody.
    """
    if insert_if_new(session, LeaseRow, name=name, owner=owner, until=now + length):
        return True
    renewed = session.execute(
        update(LeaseRow)
        .where(LeaseRow.name == name)
        .where((LeaseRow.owner == owner) | (LeaseRow.until <= now))
        .values(owner=owner, until=now + length)
        .returning(LeaseRow.name)
    )
    return renewed.first() is not None


def renew(session: Session, name: str, owner: str, now: datetime, length: timedelta) -> bool:
    """Renew a lease that nobody else has had since it was taken; return whether that is so.

    One that has run out is still the owner's as long as nobody has asked for it.
    """
    renewed = session.execute(
        update(LeaseRow)
        .where(LeaseRow.name == name, LeaseRow.owner == owner)
        .values(until=now + length)
        .returning(LeaseRow.name)
    )
    return renewed.first() is not None


def give_back(session: Session, name: str, owner: str) -> None:
    """Give a lease back, if it is still the owner's."""
    session.execute(delete(LeaseRow).where(LeaseRow.name == name, LeaseRow.owner == owner))
