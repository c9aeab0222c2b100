"""Slack's pace for messages: short bursts into a conversation, then one a second."""

import time
from collections.abc import Callable
from dataclasses import dataclass

_BURST = 5.0
_A_SECOND = 1.0


@dataclass
class _Lane:
    tokens: float
    at: float


class Pace:
    """Counts what was sent into each conversation. For one thread.

    ``now`` counts seconds. Where it is set back, nothing is won or lost.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lanes: dict[str, _Lane] = {}

    def take(self, lane: str) -> None:
        """Count one message into a conversation."""
        self._refill()
        self._lanes.setdefault(lane, _Lane(_BURST, self._now())).tokens -= 1

    def resting(self) -> list[str]:
        """Return the conversations that may not have another message yet."""
        self._refill()
        return [name for name, lane in self._lanes.items() if lane.tokens < 1]

    def wait(self) -> float:
        """Return after how many seconds the next resting conversation is free; 0 if none rests."""
        self._refill()
        rests = [(1 - lane.tokens) / _A_SECOND for lane in self._lanes.values() if lane.tokens < 1]
        return min(rests, default=0.0)

    def _refill(self) -> None:
        now = self._now()
        for name, lane in list(self._lanes.items()):
            lane.tokens += max(0.0, now - lane.at) * _A_SECOND
            lane.at = now
            if lane.tokens >= _BURST:
                del self._lanes[name]
