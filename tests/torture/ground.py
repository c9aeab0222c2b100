"""The ground on which newsrooms are put to the torture: one Google, and a database for each."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.sheet.google import Account
from tests.stores import Databases
from tests.torture.google import Google, google
from tests.torture.newsroom import Newsroom


class Ground:
    """Makes newsrooms, one after the other, and counts what is done in them."""

    def __init__(
        self, google: Google, databases: Databases, kind: str, patience: float | None
    ) -> None:
        self.tally: Counter[str] = Counter()
        self._google = google
        self._databases = databases
        self._kind = kind
        self._patience = patience
        self._account = Account(Path(google.sandbox.ready()["google_service_account"]))

    def new_newsroom(self) -> Newsroom:
        """A newsroom with an empty sheet and an empty database."""
        self.tally["examples"] += 1
        database = self._databases.migrated(self._kind)
        return Newsroom(self._google, self._account, database, self.tally, self._patience)


@contextmanager
def ground(kind: str = "sqlite", patience: float | None = None) -> Iterator[Ground]:
    """A ground for as long as the block lasts.

    ``kind`` is that of its databases. ``patience`` is how many real seconds the bots wait for an
    answer from a Google that gives none; without it such a Google drops the connection at once.
    """
    with tempfile.TemporaryDirectory() as folder, google() as running:
        databases = Databases(Path(folder))
        try:
            yield Ground(running, databases, kind, patience)
        finally:
            databases.close()
