"""The demo: a sandbox with the bot in it, in one process, on the sandbox's clock.

Neither ``.env`` nor any setting in the environment is read, so that a demo never touches a live
newsroom.
"""

import json
import logging
import tempfile
import threading
from collections.abc import Callable
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

import requests

from bot.app import Newsroom
from bot.desk.reminding import next_reminder
from bot.example import fill
from bot.newsroom.errors import NewsroomError
from bot.sandbox.server import Sandbox
from bot.settings import given_settings
from bot.sheet.google import SheetError
from bot.store import outbox

log = logging.getLogger(__name__)

_SYNC_SECONDS = "2"
"""Who edits a cell in the demo also looks at Slack, and need not wait."""

_DUE_SECONDS = 120.0
"""How long a moved clock waits until what is due is done: reminders keep Slack's pace."""


class Demo:
    """A sandbox and the bot between its two sides. Raises SandboxError and CannotStart.

    With ``data``, everything is kept in that folder and found again. With ``example``, an empty
    newsroom is filled before the bot starts.
    """

    def __init__(
        self, manifest: dict[str, Any], port: int, data: Path | None, *, example: bool = False
    ) -> None:
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        if data is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="newsletter-demo-")
        folder = data or Path(self._temporary.name if self._temporary else ".")
        self._example = example
        self.sandbox = Sandbox(data, manifest, port, tour=_tour())
        ready = self.sandbox.ready()
        self.settings = given_settings(
            {name: value for name, value in ready.items() if name != "page"}
            | {"database_url": f"sqlite:///{folder.resolve() / 'newsletter.db'}"}
            | {"sync_seconds": _SYNC_SECONDS}
        )
        self.newsroom: Newsroom | None = None

    def start(self) -> None:
        """Serve the sandbox, then let the bot in."""
        self.sandbox.start()
        # A power cut may cost a demo its last seconds; nobody should wait for the disk instead.
        self.newsroom = Newsroom(self.settings, self.sandbox.clock.now, waits_for_disk=False)
        if self._example:
            self._fill(self.newsroom)
        self.newsroom.start()
        self.sandbox.driver = Turning(self.newsroom)

    def _fill(self, newsroom: Newsroom) -> None:
        try:
            fill(newsroom, self.sandbox.clock, self.sandbox.origin)
        except (NewsroomError, SheetError, requests.RequestException):
            log.exception("the example could not be filled in")

    def stop(self) -> None:
        """Let the bot out, then end the sandbox."""
        self.sandbox.driver = None
        if self.newsroom is not None:
            self.newsroom.stop()
        self.sandbox.stop()
        if self._temporary is not None:
            self._temporary.cleanup()


def _tour() -> list[dict[str, Any]]:
    """Return the steps that the page shows to who comes first."""
    steps: list[dict[str, Any]] = json.loads(
        resources.files("bot").joinpath("tour.json").read_text("utf-8")
    )
    return steps


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
