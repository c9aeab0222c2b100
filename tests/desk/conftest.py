"""A desk with a database of its own and a clock that stands until a test moves it."""

from collections.abc import Iterator

import pytest

from tests.desk.newsroom import Newsroom
from tests.stores import KINDS, Databases, opened


@pytest.fixture
def newsroom(databases: Databases) -> Iterator[Newsroom]:
    """A newsroom with nothing in it, on SQLite."""
    with opened(databases.migrated("sqlite")) as store:
        yield Newsroom(store)


@pytest.fixture(params=KINDS)
def busy_newsroom(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Newsroom]:
    """The same on each kind of database, for what many do at once."""
    with opened(databases.migrated(str(request.param))) as store:
        yield Newsroom(store)
