"""Bots that are started quickly and killed at a moment: forked from a process that has the code."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.scenarios.newsroom import Newsroom, wait_for

_SCRIPT = Path(__file__).parent / "nursery.py"


class Bots:
    """One bot after another in one newsroom."""

    def __init__(self, room: Newsroom, nursery: "subprocess.Popen[str]", log: Path) -> None:
        self._room = room
        self._nursery = nursery
        self._log = log
        self._running: int | None = None

    def start(self) -> None:
        """Start a bot and wait until it listens."""
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        seen = self._log.stat().st_size
        self._nursery.stdin.write("another\n")
        self._nursery.stdin.flush()
        self._running = int(self._nursery.stdout.readline())
        wait_for(lambda: b" started channel=" in self._log.read_bytes()[seen:])

    def kill(self) -> None:
        """End the bot as a power cut would."""
        if self._running is not None:
            os.kill(self._running, signal.SIGKILL)
            self._running = None

    @contextmanager
    def killed_after(self, seconds: float) -> Iterator[None]:
        """Kill the bot so many seconds after the block begins; start another after its end."""
        timer = threading.Timer(seconds, self.kill)
        timer.start()
        try:
            yield
        finally:
            timer.join()
        self.start()


@contextmanager
def nursery(room: Newsroom) -> Iterator[Bots]:
    """Keep bots for a newsroom until the block ends."""
    folder = room.folder / "nursery"
    folder.mkdir()
    log = folder / "log"
    with log.open("ab") as errors:
        running = subprocess.Popen(
            [sys.executable, str(_SCRIPT)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **room.settings()},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    bots = Bots(room, running, log)
    try:
        yield bots
    finally:
        bots.kill()
        running.kill()
        running.wait()
