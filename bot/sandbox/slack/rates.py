"""How often a method may be called: Slack's tiers, with the short bursts that Slack lets pass."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from .errors import RateLimited

POSTS_IN_A_BURST = 20
"""Messages into one channel at once; afterwards one a second."""

TIER_2, TIER_3, TIER_4 = 20, 50, 100
SPECIAL = 600
"""Calls a minute; SPECIAL stands for Slack's "hundreds"."""


@dataclass
class _Bucket:
    tokens: float
    at: float


class Rates:
    """One bucket for each method, or for each method and channel.

    `ticks` counts seconds. Where it is set back, nothing is won or lost.
    """

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._buckets: dict[str, _Bucket] = {}

    def spend(self, name: str, per_minute: float, burst: float | None = None) -> None:
        """Count one call. Raises RateLimited when there were too many.

        `burst` is how many may come at once; a minute's worth where it is left out.
        """
        most = per_minute if burst is None else burst
        now = self._ticks()
        bucket = self._buckets.setdefault(name, _Bucket(most, now))
        won = max(0.0, now - bucket.at) * per_minute / 60
        bucket.tokens = min(most, bucket.tokens + won)
        bucket.at = now
        if bucket.tokens < 1:
            raise RateLimited(max(1, math.ceil((1 - bucket.tokens) * 60 / per_minute)))
        bucket.tokens -= 1
