"""A newsroom for a test: a sandbox of its own, and no bot in it yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.newsroom import Newsroom, newsroom


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom of this test's own; the test starts its bot."""
    with newsroom(tmp_path) as running:
        yield running


@pytest.fixture(scope="module")
def open_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom with a bot, for all tests of a module; each brings its own people and papers."""
    with newsroom(tmp_path_factory.mktemp("open_room")) as running:
        running.start_bot()
        yield running
