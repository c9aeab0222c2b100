"""Newsrooms for tests of the page: the real demo, and a sandbox without a bot, in this process."""

from datetime import UTC, datetime
from pathlib import Path

from bot.__main__ import app_manifest
from bot.demo import Demo
from bot.sandbox.server import Sandbox
from tests.scenarios.newsroom import Newsroom


class BareRoom(Newsroom):
    """A sandbox without a bot, whose clock cannot be moved."""

    def __init__(self, folder: Path) -> None:
        self.port = 0
        super().__init__(folder)

    def serve(self) -> None:
        """Start it; once more after `stop`, at the same place and with all that was in it."""
        self._serve()
        served = self._sandbox
        self.ready, self.origin, self.port = served.ready(), served.origin, served.port
        self.channel, self.editor = self.ready["channel"], self.ready["editors"]

    def stop(self) -> None:
        """End it for now."""
        self._sandbox.stop()

    def close(self) -> None:
        """End it."""
        self.stop()

    def _serve(self) -> None:
        self._sandbox = Sandbox(self.folder / "data", app_manifest(), self.port)
        self._sandbox.start()


class DemoRoom(BareRoom):
    """A demo: the bot is in it, and its clock can be moved.

    ``example`` fills it at first; ``at`` is what its clock says then, if not the time.
    """

    def __init__(self, folder: Path, *, example: bool = False, at: datetime | None = None) -> None:
        self._example = example
        self._at = at
        super().__init__(folder)

    def stop(self) -> None:
        """End it for now."""
        self._demo.stop()

    def _serve(self) -> None:
        data = self.folder / "data"
        self._demo = Demo(app_manifest(), self.port, data, example=self._example)
        self._sandbox = self._demo.sandbox
        self.set_clock()
        self._demo.start()

    def set_clock(self) -> None:
        """Set the clock to what it is to say at first, from which it has run on since."""
        if self._at is not None:
            self._sandbox.clock.offset = self._at - datetime.now(UTC)
