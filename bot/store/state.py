"""Single values that outlive the process: counters, and what the sync remembers."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.inserting import insert_if_new
from bot.store.tables import StateRow


def read(session: Session, name: str) -> str | None:
    """Return a value, or None where nothing has been written."""
    row = session.get(StateRow, name)
    return row.value if row else None


def read_all(session: Session, prefix: str) -> dict[str, str]:
    """Return all values whose name begins with a prefix."""
    query = select(StateRow).where(StateRow.name.startswith(prefix, autoescape=True))
    return {row.name: row.value for row in session.scalars(query)}


def write(session: Session, name: str, value: str) -> None:
    """Write a value."""
    session.merge(StateRow(name=name, value=value))
    session.flush()


def count_up(session: Session, name: str, by: int = 1) -> int:
    """Raise a counter and return it; another transaction that wants it waits."""
    row = _locked(session, name)
    row.value = str(int(row.value) + by)
    session.flush()
    return int(row.value)


def count_up_to(session: Session, name: str, value: int) -> None:
    """Raise a counter to at least ``value``."""
    row = _locked(session, name)
    row.value = str(max(int(row.value), value))
    session.flush()


def hold(session: Session, name: str) -> None:
    """Make every other transaction that holds or counts this name wait for this one's end."""
    _locked(session, name)


def _locked(session: Session, name: str) -> StateRow:
    insert_if_new(session, StateRow, name=name, value="0")
    query = select(StateRow).where(StateRow.name == name).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()
