"""Inserting a row unless it is there already: how one of several at once is the first."""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.store.tables import Base


def insert_if_new(session: Session, table: type[Base], **values: Any) -> bool:
    """Insert a row; return False, with nothing done, if one with its key is there already.

    If another transaction is inserting it at this moment, this waits for its end.
    """
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    # What comes back tells; drivers do not count rows where a statement returns some.
    statement = insert(table).values(values).on_conflict_do_nothing()
    return session.execute(statement.returning(*inspect(table).primary_key)).first() is not None
