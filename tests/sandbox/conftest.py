"""A sandbox with a bolt app in it, for all tests of a session that ask for it."""

from collections.abc import Iterator

import pytest

from tests.sandbox import echo_bot
from tests.sandbox.slack_world import Bot, World, connected, served


@pytest.fixture
def slack() -> Iterator[World]:
    """A sandbox of a test's own, without an app in it."""
    with served() as world:
        yield world


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
