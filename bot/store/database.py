"""Opening the database, bringing its tables up to date, and transactions.

SQLite runs in WAL mode with ``synchronous=FULL``: what is committed survives a kill and, unless a
store is asked not to wait for the disk, a power cut. A transaction that may write starts as one
(``BEGIN IMMEDIATE``), since SQLite cannot promote two readers that both want to write.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from tenacity import retry, retry_if_exception, stop_after_delay, wait_random

MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 30
_CHANGES_NOTHING = "UPDATE state SET value = value WHERE name = ''"
_MAKES_A_TABLE = "CREATE TABLE newsletter_may_write (nobody INTEGER)"
_MIGRATING = threading.Lock()
"""Alembic keeps what it is doing in globals: one thread of a process migrates at a time."""


class BadDatabaseUrl(ValueError):
    """``DATABASE_URL`` cannot be read, or names a database that is not supported."""


class UnusableDatabase(Exception):
    """The database is there but cannot be used; the message says what to do."""


class Store:
    """The database, as transactions. Safe to share between threads.

    With ``waits_for_disk`` off, commits to SQLite are much faster, and a power cut may undo the
    last of them.
    """

    def __init__(self, url: str, *, waits_for_disk: bool = True) -> None:
        self.engine = _engine(parsed_url(url), waits_for_disk=waits_for_disk)
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
        Raises UnusableDatabase if a later version has made the tables.
        """
        if self.is_up_to_date():
            return
        # Alembic takes as long to load as SQLAlchemy, and most starts find nothing to migrate.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with _MIGRATING, self.engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()

    def is_up_to_date(self) -> bool:
        """Tell whether the tables are those of this version, and not of an earlier one or missing.

        Raises UnusableDatabase if they are of a later one.
        """
        revisions = known_revisions()
        with self._reading.connect() as connection:
            standing = _standing_revision(connection)
        if standing is not None and standing not in revisions:
            raise UnusableDatabase(
                f"a newer version of the bot has made its tables ({standing}; this one knows them"
                f" up to {revisions[-1]}). Update the bot, or use a copy from before."
            )
        return standing == revisions[-1]

    def check_writing(self) -> None:
        """Make sure that the database can be written to; raises UnusableDatabase if not.

        Nothing stays of what is written for that.
        """
        try:
            with self._turn, self.engine.connect() as connection:
                is_made = inspect(connection).has_table("state")
                connection.execute(text(_CHANGES_NOTHING if is_made else _MAKES_A_TABLE))
                connection.rollback()
        except SQLAlchemyError as error:
            raise UnusableDatabase(f"it cannot be written to: {reason_of(error)}") from error

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
    if address.get_backend_name() != "sqlite" or _is_in_memory(address) or _is_uri(address):
        return True
    file = Path(str(address.database))
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
            return url.set(drivername="sqlite")
        case other:
            raise BadDatabaseUrl(f"{other} is not supported; use sqlite or postgresql")


def check_lasting(text: str) -> None:
    """Make sure that a ``DATABASE_URL`` names what outlives the process; raises BadDatabaseUrl."""
    url = parsed_url(text)
    if url.get_backend_name() == "sqlite" and _is_in_memory(url):
        raise BadDatabaseUrl(
            "it names no file, and all would be lost at the end; use sqlite:///data/newsletter.db"
        )


def _is_in_memory(url: URL) -> bool:
    file = url.database or ":memory:"
    return ":memory:" in file or url.query.get("mode") == "memory"


def _is_uri(url: URL) -> bool:
    return str(url.database).startswith("file:")


def _engine(url: URL, *, waits_for_disk: bool) -> Engine:
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, pool_pre_ping=True, pool_size=15)
        except ModuleNotFoundError as error:
            raise BadDatabaseUrl(
                "PostgreSQL needs its driver. In the bot’s folder:"
                " .venv/bin/pip install '.[postgres]'"
            ) from error
    if not (_is_in_memory(url) or _is_uri(url)):
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS}, pool_size=15)
    prepare = partial(_prepare_sqlite, synchronous="FULL" if waits_for_disk else "NORMAL")
    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _reading(engine: Engine) -> Engine:
    if engine.dialect.name == "sqlite":
        return engine.execution_options(sqlite_begin="DEFERRED")
    # By default PostgreSQL shows each statement of a transaction another state of the database.
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _prepare_sqlite(connection: Any, _record: Any, *, synchronous: str) -> None:
    # The driver would otherwise open transactions by itself, too late and as readers.
    connection.isolation_level = None
    _write_ahead(connection)
    for pragma in (f"synchronous={synchronous}", "foreign_keys=ON"):
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


def known_revisions() -> list[str]:
    """Return the revisions of the tables that this version knows, oldest first."""
    return sorted(file.name[:4] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _standing_revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    standing: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return standing
