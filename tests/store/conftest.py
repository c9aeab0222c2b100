"""A store of each kind for every test of the store."""

from collections.abc import Iterator

import pytest

from bot.store.database import Store
from tests.stores import KINDS, Databases, opened


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database that a test runs on; it runs on each."""
    return str(request.param)


@pytest.fixture
def store(databases: Databases, kind: str) -> Iterator[Store]:
    """A migrated database of the test's own."""
    with opened(databases.migrated(kind)) as store:
        yield store
