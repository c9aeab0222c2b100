"""Time that passes only when somebody waits: hours of it in a second, and the same every run."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


class PassingTime:
    """One time for the desk, Google's quotas, and the log of what was asked of Google."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def now(self) -> datetime:
        """The time as a clock on the wall shows it."""
        return START + timedelta(seconds=self._seconds)

    def ticks(self) -> float:
        """The time as seconds."""
        return self._seconds

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self._seconds += max(seconds, 0.0)
