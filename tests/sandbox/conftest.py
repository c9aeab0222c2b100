"""A sandbox with a bolt app in it, for all tests of a session that ask for it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox import echo_bot
from tests.sandbox.slack_world import MANIFEST, Bot, World, connected, served


@pytest.fixture(scope="session")
def _stopping() -> Iterator[ThreadPoolExecutor]:
    """Threads in which sandboxes that are done with are stopped, while the next test runs."""
    with ThreadPoolExecutor() as pool:
        yield pool


@pytest.fixture
def slack(_stopping: ThreadPoolExecutor) -> Iterator[World]:
    """A sandbox of a test's own, without an app in it."""
    sandbox = Sandbox(None, MANIFEST)
    sandbox.start()
    yield World(sandbox)
    _stopping.submit(sandbox.stop)


@pytest.fixture(scope="session")
def world() -> Iterator[World]:
    """A running sandbox. Each test lets its own people do things there."""
    with served() as world:
        yield world


@pytest.fixture(scope="session")
def bot(world: World) -> Iterator[Bot]:
    """The bolt app in that sandbox."""
    with connected(world, echo_bot.listen) as bot:
        yield bot
