"""How often a service account may ask: so many reads and so many writes in any 60 seconds."""

from collections import deque
from collections.abc import Callable

from .errors import GoogleError

PER_MINUTE = 60
_KINDS = {
    "read": (
        "Read requests",
        "sheets.googleapis.com/read_requests",
        "ReadRequestsPerMinutePerUser",
    ),
    "write": (
        "Write requests",
        "sheets.googleapis.com/write_requests",
        "WriteRequestsPerMinutePerUser",
    ),
}


class Quota:
    """Counts requests by account. `ticks` gives seconds that only go forward."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self._seen: dict[tuple[str, str], deque[float]] = {}

    def spend(self, account: str, kind: str) -> None:
        """Count one request, a "read" or a "write". Raises GoogleError 429 when it is too many."""
        now = self._ticks()
        seen = self._seen.setdefault((account, kind), deque())
        while seen and seen[0] <= now - 60:
            seen.popleft()
        if len(seen) >= PER_MINUTE:
            raise _exceeded(kind)
        seen.append(now)


def _exceeded(kind: str) -> GoogleError:
    name, metric, limit = _KINDS[kind]
    consumer = "projects/100000000000"
    return GoogleError(
        429,
        "RESOURCE_EXHAUSTED",
        f"Quota exceeded for quota metric '{name}' and limit '{name} per minute per user' of "
        "service 'sheets.googleapis.com' for consumer 'project_number:100000000000'.",
        [
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "RATE_LIMIT_EXCEEDED",
                "domain": "googleapis.com",
                "metadata": {
                    "consumer": consumer,
                    "quota_limit": limit,
                    "quota_limit_value": str(PER_MINUTE),
                    "quota_location": "global",
                    "quota_metric": metric,
                    "service": "sheets.googleapis.com",
                },
            }
        ],
    )
