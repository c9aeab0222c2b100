"""What tests of several parts share: databases, and a process to fork commands from."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from tests.processes import end_nursery
from tests.stores import Databases

_PAGE = Path(__file__).parent / "page"

# How long an example takes says more about the machine than about the bot.
settings.register_profile("newsroom", deadline=None)
settings.load_profile("newsroom")


# What is loaded and collected stays until the end: it is no garbage to be looked through for again.
gc.disable()


def pytest_collection_finish() -> None:
    """Collect garbage from here on."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, and with what has to run one after the other.

    So no process is left at the end with a long test, while the others have nothing to do.
    """
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    marks = ("slow", "xdist_group")
    return next((at for at, mark in enumerate(marks) if item.get_closest_marker(mark)), len(marks))


@pytest.fixture(scope="session", autouse=True)
def _nursery() -> Iterator[None]:
    """Ends the process from which commands are forked; what it has run is counted then."""
    yield
    end_nursery()


@contextmanager
def _uncounted(config: pytest.Config, *, when: bool) -> Iterator[None]:
    """Count no lines until the block ends, if anything counts them."""
    controller = getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if controller is None or not when:
        yield
        return
    controller.pause()
    yield
    controller.resume()


@pytest.fixture(scope="module", autouse=True)
def _uncounted_in_a_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Counts no lines while a browser is at work.

    Its newsroom is served from this process, and counting makes it half as fast: pages wait for it.
    What the servers do has tests of its own.
    """
    with _uncounted(request.config, when=_PAGE in request.path.parents):
        yield


@pytest.fixture(autouse=True)
def _uncounted_where_it_repeats(request: pytest.FixtureRequest) -> Iterator[None]:
    """Counts no lines in tests that go through the same ones again and again.

    Counting takes as long as what is counted.
    """
    marks = [request.node.get_closest_marker(name) for name in ("slow", "hypothesis")]
    with _uncounted(request.config, when=any(marks) and _PAGE not in request.path.parents):
        yield


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Makes databases; its server, if one was needed, ends with the session."""
    databases = Databases(tmp_path_factory.mktemp("databases"))
    yield databases
    databases.close()
