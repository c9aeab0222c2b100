"""A thread that does one kind of work: when it is woken, and when its own time has come."""

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)

Step = Callable[[], float | None]
"""Does what there is to do; returns after how many seconds to go on, or None to wait for a wake."""


class Rest(float):
    """So many seconds in which nothing may be done, whatever wakes the worker."""


_PAUSE_AFTER_ERROR = 5.0


class Worker:
    """Runs ``step`` in a thread of its own, never twice at once.

    ``gather`` is how many seconds it waits after being woken, so that several changes make one
    step.
    """

    def __init__(self, name: str, step: Step, *, gather: float = 0.0) -> None:
        self._step = step
        self._gather = gather
        self._woken = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin, with a first step at once."""
        self._woken.set()
        self._thread.start()

    def wake(self) -> None:
        """Say that there may be something to do. Returns at once."""
        self._woken.set()

    def end(self) -> None:
        """End after the step that is being done. Returns at once."""
        self._ended.set()
        self._woken.set()

    def join(self, seconds: float) -> None:
        """Wait for the end, but no longer than this: what a step leaves undone is done later."""
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        pause: float | None = None
        while not self._ended.is_set():
            if isinstance(pause, Rest):
                self._ended.wait(pause)
                pause = 0.0
            was_woken = self._woken.wait(pause)
            if was_woken and self._gather:
                self._ended.wait(self._gather)
            self._woken.clear()
            if self._ended.is_set():
                return
            try:
                pause = self._step()
            except Exception:  # a thread that dies would stop its work without a word
                log.exception("%s goes on after an unexpected error", self._thread.name)
                pause = _PAUSE_AFTER_ERROR
