"""A real Chromium for tests of the page, and a watch over what the page does in it.

Where there is none the tests are skipped; they fail instead where ``REQUIRE_CHROMIUM=1`` says that
it has to be there.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Request,
    WebError,
    sync_playwright,
)

_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)
"""The first that is there is taken: a shell without windows does the same with half the work."""
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
)
_TELL_OF_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy violated: ${event.violatedDirective} by ${event.blockedURI}`));
"""


def found() -> str | None:
    """Return the path of this machine's Chromium, if it has one."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def executable() -> str:
    """Return the path of this machine's Chromium, or skip the test with the reason."""
    if path := found():
        return path
    reason = "needs Chromium: apt-get install chromium-headless-shell"
    if os.environ.get("REQUIRE_CHROMIUM") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """Run a browser until the block ends."""
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*_FLAGS, *flags])
        try:
            yield browser
        finally:
            browser.close()


class Watch:
    """Notes whatever no page may do: errors, warnings, and requests to anywhere but its server."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.problems: list[str] = []
        self._origin = origin
        self._allowed: list[str] = []
        context.add_init_script(_TELL_OF_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)

    def allow(self, words: str) -> None:
        """Let messages on the console with these words in them pass: the test provokes them."""
        self._allowed.append(words)

    def check(self) -> None:
        """Fail if there was a problem."""
        if self.problems:
            pytest.fail("the page has misbehaved:\n" + "\n".join(self.problems))

    def _note(self, problem: str) -> None:
        if not any(words in problem for words in self._allowed):
            self.problems.append(problem)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._note(f"{message.type}: {message.text} ({message.location.get('url')})")

    def _error(self, error: WebError) -> None:
        self._note(f"uncaught: {error.error}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "data" and f"{parts.scheme}://{parts.netloc}" != self._origin:
            self._note(f"request: {request.url}")
