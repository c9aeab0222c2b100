"""A running Google for the tests of a session, and a newsroom of each test's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox.sheets_server import Clock as Ticks
from tests.sandbox.sheets_server import Google, google
from tests.sheet.newsrooms import Clock, Newsroom, Sandboxed, make_small


@pytest.fixture(scope="session")
def server() -> Iterator[Google]:
    with google() as running:
        yield running


@pytest.fixture
def newsroom(server: Google, tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom and an empty spreadsheet that is shared with it."""
    book = make_small(server, server.sheets.create("Newsletter"))
    room = Newsroom(server, book, tmp_path)
    server.ticks.seconds += 120
    yield room
    room.store.close()


@contextmanager
def sandboxed_newsroom(folder: Path) -> Iterator[Sandboxed]:
    """Serve a whole sandbox with a newsroom beside it, whose database is in the folder."""
    clock = Clock()
    sandbox = Sandbox(None, {}, ticks=lambda: clock.now.timestamp())
    sandbox.start()
    google_ = Google(sandbox.origin, sandbox._sheets, Ticks())
    book = make_small(google_, sandbox.ready()["sheet_id"])
    room = Sandboxed(google_, book, folder, clock)
    yield room
    room.store.close()
    sandbox.stop()


@pytest.fixture
def sandboxed(tmp_path: Path) -> Iterator[Sandboxed]:
    """A newsroom beside a whole sandbox, which counts requests and can be made to fail."""
    with sandboxed_newsroom(tmp_path) as room:
        yield room
