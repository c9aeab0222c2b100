"""Opening the database, bringing its tables up to date, and transactions.

SQLite runs in WAL mode with ``synchronous=FULL``: what is committed survives a kill and a power
cut. A transaction that may write starts as one (``BEGIN IMMEDIATE``), since SQLite cannot promote
two readers that both want to write.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker
from tenacity import retry, retry_if_exception, stop_after_delay, wait_random

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 30
_MIGRATING = threading.Lock()
"""Alembic keeps what it is doing in globals: one thread of a process migrates at a time."""


class BadDatabaseUrl(ValueError):
    """``DATABASE_URL`` cannot be read, or names a database that is not supported."""


class Store:
    """The database, as transactions. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(parsed_url(url))
        self._write = sessionmaker(self.engine, expire_on_commit=False)
        self._reading = _reading(self.engine)
        self._read = sessionmaker(self._reading, expire_on_commit=False)
        # SQLite has one writer, for which others look again and again at growing pauses: within
        # a process they stand in a queue instead.
        is_sqlite = self.engine.dialect.name == "sqlite"
        self._turn = threading.Lock() if is_sqlite else nullcontext()

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """Open a transaction that may write: committed at the end, undone by any exception.

        A thread may have one at a time.
        """
        with self._turn, self._write.begin() as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a transaction that only reads: one consistent view, and nobody waits for it."""
        with self._read() as session:
            yield session

    def migrate(self) -> None:
        """Create the tables, or bring those of an earlier version up to date.

        Several bots may start at once: one migrates, and the others wait and find it done.
        """
        if self.is_up_to_date():
            return
        config = _alembic()
        with _MIGRATING, self.engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()

    def is_up_to_date(self) -> bool:
        """Tell whether the tables are those of this version."""
        with self._reading.connect() as connection:
            return _standing_revision(connection) == _newest_revision()

    def is_empty(self) -> bool:
        """Tell whether there are no tables of ours yet."""
        with self._reading.connect() as connection:
            return _standing_revision(connection) is None

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def has_file(url: str) -> bool:
    """Tell whether there is anything to open; to open a SQLite file that is not there makes it."""
    address = parsed_url(url)
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        return True
    file = Path(address.database)
    return file.is_file() and file.stat().st_size > 0


def reason_of(error: Exception) -> str:
    """Return what a database's error says, as one line for its operator."""
    said = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
    return said.splitlines()[0].rstrip(".") + "."


def parsed_url(text: str) -> URL:
    """Read a ``DATABASE_URL``; raises BadDatabaseUrl with what to write instead."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise BadDatabaseUrl(
            "it is not a database address; use sqlite:///data/newsletter.db"
            " or postgresql://user:password@host/name"
        ) from error
    match url.get_backend_name():
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
        case "sqlite":
            return url
        case other:
            raise BadDatabaseUrl(f"{other} is not supported; use sqlite or postgresql")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, pool_pre_ping=True, pool_size=15)
        except ModuleNotFoundError as error:
            raise BadDatabaseUrl(
                "PostgreSQL needs its driver: pip install 'newsletter-bot[postgres]'"
            ) from error
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS}, pool_size=15)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _reading(engine: Engine) -> Engine:
    if engine.dialect.name == "sqlite":
        return engine.execution_options(sqlite_begin="DEFERRED")
    # By default PostgreSQL shows each statement of a transaction another state of the database.
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver would otherwise open transactions by itself, too late and as readers.
    connection.isolation_level = None
    _write_ahead(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _is_busy(error: BaseException) -> bool:
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY


@retry(
    retry=retry_if_exception(_is_busy),
    stop=stop_after_delay(_BUSY_SECONDS),
    wait=wait_random(0.005, 0.05),
    reraise=True,
)
def _write_ahead(connection: Any) -> None:
    # SQLite does not wait by itself where several open a new file at once and each switches it.
    connection.execute("PRAGMA journal_mode=WAL")


def _begin_sqlite(connection: Any) -> None:
    how = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {how}")


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config


def _newest_revision() -> str | None:
    return ScriptDirectory(str(_MIGRATIONS)).get_current_head()


def _standing_revision(connection: Any) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
