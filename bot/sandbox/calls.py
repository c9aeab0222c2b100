"""The log of every request that arrived at the two services."""

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_KEPT = 50_000


class Calls:
    """The last requests, the oldest first, each with a number `n` that grows."""

    def __init__(self) -> None:
        self._calls: deque[dict[str, Any]] = deque(maxlen=_KEPT)
        self._count = 0

    def add(self, call: dict[str, Any]) -> None:
        """Note a request and give it its number; what is known later may be filled in later."""
        self._count += 1
        call["n"] = self._count
        self._calls.append(call)

    def since(self, n: int = 0) -> list[dict[str, Any]]:
        """The requests after number `n`."""
        return [call for call in self._calls if call["n"] > n]

    def from_time(self, moment: datetime) -> list[dict[str, Any]]:
        """The requests that arrived at `moment` or later."""
        return [call for call in self._calls if datetime.fromisoformat(call["at"]) >= moment]


class CallsNoted:
    """Middleware that notes requests.

    `side` says which service a request is for, None for what is not noted; `who` sent it.
    """

    def __init__(
        self,
        app: ASGIApp,
        calls: Calls,
        side: Callable[[str], str | None],
        who: Callable[[str, Scope], str],
        now: Callable[[], datetime],
    ) -> None:
        self._app = app
        self._calls = calls
        self._side = side
        self._who = who
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request and note it; status 0 stands for one that got no answer."""
        side = self._side(scope["path"]) if scope["type"] == "http" else None
        if side is None:
            await self._app(scope, receive, send)
            return
        query = scope["query_string"].decode()
        path = scope["raw_path"].decode() + (f"?{query}" if query else "")
        method = scope["path"].removeprefix("/api/") if side == "slack" else scope["method"]
        call: dict[str, Any] = {
            "side": side,
            "by": self._who(side, scope),
            "method": method,
            "path": path,
            "verb": scope["method"],
            "status": 0,
            "bytes": 0,
            "reply_bytes": 0,
            "at": self._now().isoformat(),
            "real_at": datetime.now(UTC).isoformat(),
        }

        async def counting() -> Message:
            message = await receive()
            call["bytes"] += len(message.get("body", b""))
            return message

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                call["status"] = message["status"]
            call["reply_bytes"] += len(message.get("body", b""))
            await send(message)

        # Noted as it arrives: the order is that of arrival, and one that is held is there as well.
        self._calls.add(call)
        await self._app(scope, counting, noting)
