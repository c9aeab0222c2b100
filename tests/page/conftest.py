"""What tests of the page share: a browser, newsrooms, and visits to their pages.

Each visit is watched: a test fails if its page has logged an error or a warning, thrown, violated
its policy, or asked anything of another host.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.page.chromium import Watch, chromium
from tests.page.rooms import BareRoom, DemoRoom
from tests.scenarios.newsroom import Newsroom

_FOLDER = Path(__file__).parent
_PATIENCE_MS = 30_000
expect.set_options(timeout=_PATIENCE_MS)


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


class Visits:
    """Visits to pages, each in a browser profile of its own: nothing is remembered from others."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.watches: list[Watch] = []

    def __call__(
        self,
        room: Newsroom,
        user: str = "",
        *,
        width: int = 1440,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        tour: bool = False,
    ) -> Page:
        """Open a newsroom's page as a person, the editor if none is named, and wait for them.

        The tour is shown only if it is asked for: it takes room.
        """
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            timezone_id="Pacific/Auckland",  # no person's: each has their own
        )
        context.set_default_timeout(_PATIENCE_MS)
        self._contexts.append(context)
        self.watches.append(Watch(context, room.origin))
        kept = {"user": f'"{user}"' if user else None, "tour-closed": None if tour else "true"}
        context.add_init_script(_remembering({k: v for k, v in kept.items() if v is not None}))
        page = context.new_page()
        page.goto(room.origin)
        expect(page.get_by_role("button", name="You are")).not_to_have_text("You are ")
        return page

    def allow(self, words: str) -> None:
        """Let messages on the console with these words in them pass: the test provokes them."""
        for watch in self.watches:
            watch.allow(words)

    def end(self) -> None:
        """Close all pages, and fail if one has done what none may do."""
        for context in self._contexts:
            context.close()
        for watch in self.watches:
            watch.check()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visits]:
    """Call it to visit a page; all are closed and have been well-behaved at the end."""
    visits = Visits(browser)
    yield visits
    visits.end()


def _remembering(kept: dict[str, str]) -> str:
    """Return a script that puts what a browser remembers in place, at its first visit."""
    puts = "".join(f"localStorage.setItem('sandbox:{name}', '{kept[name]}');" for name in kept)
    return f"""
    if (location.protocol === "http:" && !localStorage.getItem("visited")) {{
      localStorage.setItem("visited", "yes"); {puts}
    }}
    """
