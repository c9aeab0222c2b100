"""Leases: what only one process may do at a time, for a limited time."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.store.tables import LeaseRow


def take(session: Session, name: str, owner: str, now: datetime, length: timedelta) -> bool:
    """Take or renew a lease; return whether it is the owner's now.

    One that has run out may be taken by anybody.
    """
    values = {"name": name, "owner": owner, "until": now + length}
    dialect = session.get_bind().dialect.name
    upsert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    taken = session.execute(upsert(LeaseRow).values(values).on_conflict_do_nothing())
    if _count(taken):
        return True
    renewed = session.execute(
        update(LeaseRow)
        .where(LeaseRow.name == name)
        .where((LeaseRow.owner == owner) | (LeaseRow.until <= now))
        .values(owner=owner, until=now + length)
    )
    return _count(renewed) == 1


def give_back(session: Session, name: str, owner: str) -> None:
    """Give a lease back, if it is still the owner's."""
    session.execute(delete(LeaseRow).where(LeaseRow.name == name, LeaseRow.owner == owner))


def _count(result: object) -> int:
    count: int = getattr(result, "rowcount", 0)
    return count
