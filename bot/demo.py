"""The demo: a sandbox with the bot in it, in one process, on the sandbox's clock.

Neither ``.env`` nor any setting in the environment is read, so that a demo never touches a live
newsroom.
"""

import logging
import tempfile
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import requests

from bot.app import Newsroom
from bot.desk.desk import Desk
from bot.desk.reminding import next_reminder
from bot.example import fill
from bot.newsroom.errors import NewsroomError
from bot.sandbox.server import Sandbox
from bot.settings import given_settings
from bot.store import outbox

log = logging.getLogger(__name__)

_DUE_SECONDS = 120.0
"""How long a moved clock waits until what is due is done: reminders keep Slack's pace."""


class Demo:
    """A sandbox and the bot between its two sides. Raises SandboxError and CannotStart.

    With ``data``, everything is kept in that folder and found again.
    """

    def __init__(self, manifest: dict[str, Any], port: int, data: Path | None) -> None:
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        if data is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="newsletter-demo-")
        folder = data or Path(self._temporary.name if self._temporary else ".")
        self.sandbox = Sandbox(data, manifest, port)
        ready = self.sandbox.ready()
        self.settings = given_settings(
            {name: value for name, value in ready.items() if name != "page"}
            | {"database_url": f"sqlite:///{folder.resolve() / 'newsletter.db'}"}
        )
        self.newsroom: Newsroom | None = None

    def start(self) -> None:
        """Serve the sandbox, then let the bot in."""
        self.sandbox.start()
        self.newsroom = Newsroom(self.settings, self.sandbox.clock.now)
        self.newsroom.start()
        self.sandbox.driver = Turning(self.newsroom)

    def fill(self) -> None:
        """Fill an empty newsroom with the example, in the background."""
        assert self.newsroom is not None
        arguments = (self.newsroom.desk, self.sandbox.origin, self.settings.editors)
        threading.Thread(target=_fill, args=arguments, name="example", daemon=True).start()

    def stop(self) -> None:
        """Let the bot out, then end the sandbox."""
        if self.newsroom is not None:
            self.newsroom.stop()
        self.sandbox.stop()
        if self._temporary is not None:
            self._temporary.cleanup()


def _fill(desk: Desk, origin: str, editors: frozenset[str]) -> None:
    try:
        fill(desk, origin, min(editors))
    except (NewsroomError, requests.RequestException):
        log.exception("the example could not be filled in")


class Turning:
    """Gives the bot its turn at each moment at which something is due when the clock is moved."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom

    def next_due(self, after: datetime, until: datetime) -> datetime | None:
        """Return the next moment in ``(after, until]`` at which somebody is to be reminded."""
        return next_reminder(self._newsroom.desk, after, until)

    def do_due(self, now: datetime) -> None:
        """Send what is due at ``now``, and return when it has arrived."""
        del now  # the bot looks at the same clock
        self._newsroom.catch_up()
        self._wait_for(self._nothing_waits)

    def _nothing_waits(self) -> bool:
        with self._newsroom.store.read() as session:
            return outbox.open_messages(session) == 0

    def _wait_for(self, is_so: Callable[[], bool]) -> None:
        looked = threading.Event()
        left = _DUE_SECONDS
        while not is_so():
            if left <= 0:
                log.warning("the clock goes on although messages still wait")
                return
            looked.wait(0.05)
            left -= 0.05
