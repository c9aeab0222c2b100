"""Keeps the sandbox's state over restarts, also over a kill: keys and JSON in one SQLite file."""

import contextlib
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE = "sandbox.sqlite"

_KEEP = "INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


class StorageError(Exception):
    """The data cannot be used; the message is a sentence for people."""


class Storage:
    """A map of keys to JSON in `directory`, or nowhere at all if that is None.

    One process at a time may have a directory open. Raises StorageError.
    """

    def __init__(self, directory: Path | None) -> None:
        self._connection: sqlite3.Connection | None = None
        if directory is None:
            return
        file = directory / FILE
        try:
            directory.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(
                file, timeout=1, check_same_thread=False, isolation_level=None
            )
            # Exclusive: two sandboxes on the same data would undo each other's changes.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL)"
            )
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                message = f"Another sandbox is using {directory}. Stop it, or name other data."
            else:
                message = f"{directory} cannot be used for the sandbox's data: {error}."
            raise StorageError(message) from error
        except (OSError, sqlite3.DatabaseError) as error:
            raise StorageError(
                f"{directory} cannot be used for the sandbox's data: {error}."
            ) from error
        self._connection = connection

    @property
    def kept(self) -> bool:
        """Whether anything outlives this process."""
        return self._connection is not None

    def load(self) -> dict[str, Any]:
        """Everything that was saved, in the order in which the keys first came."""
        if self._connection is None:
            return {}
        rows = self._connection.execute("SELECT key, value FROM state ORDER BY rowid")
        return {key: json.loads(value) for key, value in rows}

    def save(self, changes: Mapping[str, Any]) -> None:
        """Store values under their keys, forget the keys whose value is None; all or nothing."""
        if self._connection is None or not changes:
            return
        stored = [(k, json.dumps(v)) for k, v in changes.items() if v is not None]
        gone = [(k,) for k, v in changes.items() if v is None]
        cursor = self._connection.cursor()
        with contextlib.closing(cursor):
            cursor.execute("BEGIN IMMEDIATE")
            cursor.executemany(_KEEP, stored)
            cursor.executemany("DELETE FROM state WHERE key = ?", gone)
            cursor.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
