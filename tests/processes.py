"""Our commands, each run as a process of its own in a folder, with an environment, as people do.

Most are forked from a process that has the code loaded (``nursery.py``): hundreds are begun in a
run of all tests, and each would need a second to import everything.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parents[1]

PATIENCE = 60.0
"""How many seconds a condition may take to come about, on the slowest machine."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.02, 0.25
_NURSERY = Path(__file__).parent / "nursery.py"

T = TypeVar("T")


def wait_for(condition: Callable[[], T | None], seconds: float = PATIENCE) -> T:
    """Wait until a condition holds; return what it gave.

    It is asked often at first and then at growing pauses: what it asks has its work to do.
    """
    until = time.monotonic() + seconds
    waited, pause = threading.Event(), _FIRST_PAUSE
    while not (found := condition()):
        assert time.monotonic() < until, "it did not come about"
        waited.wait(pause)
        pause = min(pause * 1.3, _LONGEST_PAUSE)
    return found


class Process:
    """One of our commands, running; what it prints and logs is kept in files.

    It is forked from the nursery unless it is to be ``fresh``.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        *,
        fresh: bool = False,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._out, self._log = folder / "out", folder / "log"
        self._begun = {file: _size(file) for file in (self._out, self._log)}
        self._ended: int | None = None
        begin = _fresh if fresh else _forked
        self.id, self._status = begin(arguments, folder, environment, self._out, self._log)

    def first_line(self) -> str:
        """Wait for the first line that it prints, and return it."""
        wait_for(lambda: "\n" in self.out() or self.has_ended())
        assert "\n" in self.out(), self.log()
        return self.out().partition("\n")[0]

    def out(self) -> str:
        """Return what it has printed so far."""
        return self._written(self._out)

    def log(self) -> str:
        """Return what it has logged so far."""
        return self._written(self._log)

    def _written(self, file: Path) -> str:
        return file.read_bytes()[self._begun[file] :].decode() if file.exists() else ""

    def status(self) -> int | None:
        """Return its exit status, or None while it runs."""
        if self._ended is None:
            self._ended = self._status()
        return self._ended

    def has_ended(self) -> bool:
        """Tell whether it has come to its end."""
        return self.status() is not None

    def wait(self, seconds: float = PATIENCE) -> int:
        """Wait for its end; return its exit status."""
        wait_for(self.has_ended, seconds)
        assert self._ended is not None
        return self._ended

    def kill(self) -> None:
        """End it as a power cut would."""
        if not self.has_ended():
            os.kill(self.id, signal.SIGKILL)
            self.wait()

    def stop(self) -> int:
        """Ask it to end, wait for that, and return its exit status."""
        if not self.has_ended():
            os.kill(self.id, signal.SIGTERM)
        try:
            return self.wait(30)
        except AssertionError:
            self.kill()
            raise


def run(
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    fresh: bool = False,
) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    with tempfile.TemporaryDirectory() as apart:
        out, log = Path(apart) / "out", Path(apart) / "log"
        begin = _fresh if fresh else _forked
        _, status = begin(arguments, folder, environment, out, log)
        ended: list[int] = []

        def has_ended() -> bool:
            found = status()
            ended.extend([] if found is None else [found])
            return bool(ended)

        wait_for(has_ended)
        return subprocess.CompletedProcess(
            list(arguments), ended[0], out.read_text("utf-8"), log.read_text("utf-8")
        )


Begun = tuple[int, Callable[[], int | None]]
"""A process id, and what tells how the process has ended."""


def _fresh(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], out: Path, log: Path
) -> Begun:
    with out.open("ab") as printed, log.open("ab") as logged:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=logged,
        )
    return process.pid, process.poll


def _forked(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], out: Path, log: Path
) -> Begun:
    process = _nursery(
        arguments=list(arguments),
        folder=str(folder),
        environment=dict(environment),
        out=str(out),
        log=str(log),
    )
    return process, lambda: _nursery(ended=process)


class _Nursery:
    """The process that has the code loaded: one for each that runs tests."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: subprocess.Popen[str] | None = None

    def __call__(self, **request: Any) -> Any:
        """Make a request; return the answer."""
        with self._lock:
            running = self._running or self._begin()
            assert running.stdin is not None
            assert running.stdout is not None
            running.stdin.write(json.dumps(request) + "\n")
            running.stdin.flush()
            return json.loads(running.stdout.readline())

    def _begin(self) -> "subprocess.Popen[str]":
        self._running = subprocess.Popen(
            [sys.executable, str(_NURSERY)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self._running

    def end(self) -> None:
        """End it, if it was needed."""
        with self._lock:
            if self._running is not None:
                self._running.communicate()
                self._running = None


_nursery = _Nursery()


def end_nursery() -> None:
    """End the process from which commands are forked, when all of them have ended."""
    _nursery.end()


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
