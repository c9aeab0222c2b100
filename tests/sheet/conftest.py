"""A running Google for the tests of a session, and a newsroom of each test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sandbox.sheets_server import Google, google
from tests.sheet.newsrooms import Newsroom


@pytest.fixture(scope="session")
def server() -> Iterator[Google]:
    with google() as running:
        yield running


@pytest.fixture
def newsroom(server: Google, tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom and an empty spreadsheet that is shared with it."""
    room = Newsroom(server, server.sheets.create("Newsletter"), tmp_path)
    server.ticks.seconds += 120
    yield room
    room.store.close()
