"""Faults that are asked for: refusals, lost answers, silence, edits placed before a call."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .inside import request_inside

SLACK, SHEETS = "slack", "sheets"
KINDS = ("timeout", "lost_reply", "disconnect", "redeliver", "before")
_STATUSES = range(400, 600)
_HOLD_SECONDS = 600.0
_AT_ONCE = ("", "*", "/link", "/link/", "websocket", "socket", "apps.connections.open")
_GOOGLE = {
    429: ("RESOURCE_EXHAUSTED", "Quota exceeded for quota metric 'Read requests'."),
    500: ("INTERNAL", "Internal error encountered."),
    503: ("UNAVAILABLE", "The service is currently unavailable."),
}


class FaultError(Exception):
    """A fault cannot be set as asked; the message is a sentence for people."""


@dataclass
class Fault:
    """One fault, which strikes `times` more times. `request` belongs to the kind "before"."""

    side: str
    match: str
    kind: str
    times: int = 1
    retry_after: int | None = None
    request: dict[str, Any] | None = None
    outcome: int | None = None

    def shown(self) -> dict[str, Any]:
        """The fault as JSON."""
        return dict(vars(self))


def parse(body: dict[str, Any]) -> Fault:
    """A fault as it is asked for. Raises FaultError."""
    side, kind = body.get("side"), str(body.get("kind", ""))
    if side not in (SLACK, SHEETS):
        raise FaultError('"side" is "slack" or "sheets".')
    if kind not in KINDS and not (kind.isdigit() and int(kind) in _STATUSES):
        raise FaultError(f'"kind" is a status such as 429 or 500, or one of {", ".join(KINDS)}.')
    times, retry_after = body.get("times", 1), body.get("retry_after")
    if not isinstance(times, int) or times < 1:
        raise FaultError('"times" is a number from 1 on.')
    if retry_after is not None and not isinstance(retry_after, int | float):
        raise FaultError('"retry_after" is a number of seconds.')
    request = body.get("request")
    if (kind == "before") != (request is not None):
        raise FaultError('"request" (method, path, body) belongs to the kind "before", always.')
    if request is not None and not (
        isinstance(request, dict) and str(request.get("path", "")).startswith("/")
    ):
        raise FaultError('"request" has a method, a path such as "/v4/spreadsheets/…", and a body.')
    match = str(body.get("match") or "")
    wait = None if retry_after is None else int(retry_after)
    return Fault(side, match, kind, times, wait, request)


class Faults:
    """The faults that are still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self.pending: list[Fault] = []
        self.past: list[Fault] = []
        self.on_change: Callable[[], None] = lambda: None

    def add(self, fault: Fault) -> None:
        """Let a fault strike from now on."""
        self.pending.append(fault)
        self.on_change()

    def add_past(self, fault: Fault) -> None:
        """Note a fault that has struck at once."""
        fault.times = 0
        self.past.append(fault)
        self.on_change()

    def clear(self) -> None:
        """Forget all that are still to come."""
        self.pending.clear()
        self.on_change()

    def shown(self) -> dict[str, list[dict[str, Any]]]:
        """Those that are still to come, and those that have struck, as JSON."""
        return {
            "pending": [fault.shown() for fault in self.pending],
            "past": [fault.shown() for fault in self.past],
        }

    def take(self, side: str, what: str, kinds: Callable[[str], bool]) -> Fault | None:
        """The first fault of some kinds that strikes `what`; it strikes once less from now on."""
        for fault in self.pending:
            if fault.side == side and kinds(fault.kind) and fault.match.strip("*") in what:
                self._spend(fault)
                return fault
        return None

    def redeliveries(self, names: frozenset[str]) -> int:
        """How many times more an envelope known by these names is delivered."""
        for fault in self.pending:
            if fault.kind == "redeliver" and (fault.match in ("", "*") or fault.match in names):
                self._retire(fault)
                return fault.times
        return 0

    def _spend(self, fault: Fault) -> None:
        fault.times -= 1
        if fault.times == 0:
            self._retire(fault)
        else:
            self.on_change()

    def _retire(self, fault: Fault) -> None:
        self.pending.remove(fault)
        self.past.append(fault)
        self.on_change()


def strikes_at_once(fault: Fault) -> bool:
    """Whether a fault is about the sockets themselves and waits for no call."""
    return fault.side == SLACK and fault.kind == "disconnect" and fault.match in _AT_ONCE


class FaultsInPlace:
    """Middleware that lets faults strike the calls of the bot, never those of people.

    `side` names whose call a request is, None for others. `drop` closes the connection of a
    request, `disconnect` those of Socket Mode.
    """

    def __init__(
        self,
        app: ASGIApp,
        faults: Faults,
        side: Callable[[Scope], str | None],
        drop: Callable[[Scope], None],
        disconnect: Callable[[], Any],
    ) -> None:
        self._app = app
        self._faults = faults
        self._side = side
        self._drop = drop
        self._disconnect = disconnect

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or do to it what was asked for."""
        side = self._side(scope) if scope["type"] == "http" else None
        if side is None:
            await self._app(scope, receive, send)
            return
        what = f"{scope['method']} {scope['raw_path'].decode()}?{scope['query_string'].decode()}"
        while before := self._faults.take(side, what, lambda kind: kind == "before"):
            before.outcome = await request_inside(self._app, scope, before.request or {})
        fault = self._faults.take(side, what, lambda k: k not in ("before", "redeliver"))
        if fault is None:
            await self._app(scope, receive, send)
        elif fault.kind == "timeout":
            await _until_gone(receive)
        elif fault.kind == "lost_reply" or (fault.kind == "disconnect" and side == SHEETS):
            if fault.kind == "lost_reply":
                await self._app(scope, receive, _nowhere)
            self._drop(scope)
            await _until_gone(receive)
        elif fault.kind == "disconnect":
            await self._disconnect()
            await self._app(scope, receive, send)
        else:
            await _refusal(side, int(fault.kind), fault.retry_after)(scope, receive, send)


async def _nowhere(_message: Message) -> None:
    """Take an answer that nobody gets."""


async def _until_gone(receive: Receive) -> None:
    """Wait until the client has given up."""

    async def gone() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    try:
        await asyncio.wait_for(gone(), _HOLD_SECONDS)
    except TimeoutError:
        return


def _refusal(side: str, status: int, retry_after: int | None) -> Response:
    wait = (
        retry_after if retry_after is not None else 1 if side == SLACK and status == 429 else None
    )
    headers = {} if wait is None else {"retry-after": str(wait)}
    if side == SLACK:
        if status == 429:
            return JSONResponse({"ok": False, "error": "ratelimited"}, status, headers)
        return PlainTextResponse("Something went wrong", status, headers)
    word, sentence = _GOOGLE.get(status, ("UNKNOWN", "The sandbox was asked to fail."))
    error = {"code": status, "message": sentence, "status": word}
    return JSONResponse({"error": error}, status, headers)
