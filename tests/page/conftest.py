"""What tests of the page share: a browser, newsrooms, and visits to their pages.

Each visit is watched: a test fails if its page has logged an error or a warning, thrown, violated
its policy, or asked anything of another host.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.page import form_app
from tests.page.chromium import chromium
from tests.page.rooms import BareRoom, DemoRoom
from tests.page.sheets import Grid, Looking, Spreadsheet
from tests.page.visits import Visits
from tests.sandbox.slack_world import Bot, connected, served

_FOLDER = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of one module run in one process, for they share a browser and a newsroom."""
    for item in items:
        if _FOLDER in item.path.parents:
            item.add_marker(pytest.mark.xdist_group(f"page {item.path.stem}"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser. Not one for the session: while it runs, no other test can have an event loop."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoRoom]:
    """An empty demo for all tests of a module; each brings its own people and papers."""
    room = DemoRoom(tmp_path_factory.mktemp("room"))
    yield room
    room.close()


@pytest.fixture(scope="module")
def example_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoRoom]:
    """The demo with the example in it, for tests that only look, or change what they bring."""
    room = DemoRoom(tmp_path_factory.mktemp("example"), example=True)
    yield room
    room.close()


@pytest.fixture(scope="module")
def bare_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BareRoom]:
    """A sandbox without a bot."""
    room = BareRoom(tmp_path_factory.mktemp("bare"))
    yield room
    room.close()


@pytest.fixture(scope="module")
def forms() -> Iterator[Bot]:
    """A sandbox with another app in it: one with every kind of field. Its `world` is served."""
    with served(manifest=form_app.APP) as world, connected(world, form_app.listen) as bot:
        yield bot


@pytest.fixture(scope="module")
def _seat(browser: Browser, forms: Bot) -> Iterator[form_app.Seated]:
    visits = Visits(browser)
    yield form_app.Seated(visits, forms)
    visits.end()


@pytest.fixture
def seated(_seat: form_app.Seated) -> Iterator[form_app.Seated]:
    """Somebody before one page that the tests of a module share; they open forms there."""
    yield _seat
    _seat.clear()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visits]:
    """Call it to visit a page; all are closed and have been well-behaved at the end."""
    visits = Visits(browser)
    yield visits
    visits.end()


@pytest.fixture(scope="module")
def looking(browser: Browser, bare_room: BareRoom) -> Iterator[Looking]:
    """A page of a bare room on which the tests of a module look at their spreadsheets."""
    visits = Visits(browser)
    yield Looking(visits, bare_room)
    visits.end()


@pytest.fixture
def sheet(bare_room: BareRoom) -> Spreadsheet:
    """A spreadsheet of the test's own."""
    return Spreadsheet(bare_room)


@pytest.fixture
def grid(looking: Looking, sheet: Spreadsheet, request: pytest.FixtureRequest) -> Iterator[Grid]:
    """The test's spreadsheet on the page; the page has been well-behaved at the end."""
    failed = request.session.testsfailed
    yield looking.at(sheet)
    if request.session.testsfailed > failed:
        looking.recover()
    looking.check()
