"""Socket Mode: the app's WebSockets, the envelopes sent over them, and how they are answered."""

import asyncio
import contextlib
import json
import secrets
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect

from .model import Json

ACK_SECONDS = 3.0
GRACE_SECONDS = 1.0
MOST_CONNECTIONS = 10
_TICKET_SECONDS = 30.0
LINK = "/link/"


class NotDelivered(Exception):
    """No connection of the app is there to take an envelope."""


class NotAcknowledged(Exception):
    """The app took an envelope and did not acknowledge it in time."""


class Redeliveries(Protocol):
    """Says whether an envelope is to be delivered again although it was acknowledged."""

    def redeliveries(self, names: frozenset[str]) -> int:
        """How many times more an envelope known by these names is delivered."""


@dataclass(eq=False)
class _Connection:
    socket: WebSocket
    waiting: int = 0
    last_used: int = 0


@dataclass(eq=False)
class _Envelope:
    acked: asyncio.Future[Json | None]
    connection: _Connection
    until: float


@dataclass
class Answer:
    """What the app answered, and further deliveries of the same that are still under way."""

    payload: Json | None
    again: list[asyncio.Task[None]] = field(default_factory=list)


class Sockets:
    """The app's connections. All methods are for the server's event loop."""

    def __init__(self, app_id: str, redeliveries: Redeliveries) -> None:
        self._app_id = app_id
        self._redeliveries = redeliveries
        self._tickets: dict[str, float] = {}
        self._connections: list[_Connection] = []
        self._envelopes: dict[str, _Envelope] = {}
        self._again: set[asyncio.Task[None]] = set()
        self._sent = 0
        self.on_connect: Callable[[], None] = lambda: None
        self.on_count: Callable[[], None] = lambda: None

    @property
    def connected(self) -> int:
        """How many connections the app has."""
        return len(self._connections)

    def _ticket(self) -> str:
        now = time.monotonic()
        self._tickets = {t: until for t, until in self._tickets.items() if until > now}
        ticket = secrets.token_urlsafe(16)
        self._tickets[ticket] = now + _TICKET_SECONDS
        return ticket

    async def link(self, socket: WebSocket) -> None:
        """Serve one connection until it ends."""
        until = self._tickets.pop(socket.query_params.get("ticket", ""), 0.0)
        if until < time.monotonic():
            await socket.close(1008, "the ticket is not valid (any more)")
            return
        await socket.accept()
        if self.connected >= MOST_CONNECTIONS:
            await socket.send_text(_disconnect("too_many_websockets"))
            await socket.close()
            return
        connection = _Connection(socket)
        self._connections.append(connection)
        self.on_count()
        try:
            await socket.send_text(self._hello())
            self.on_connect()
            while True:
                self._take(await socket.receive_text())
        except (WebSocketDisconnect, RuntimeError):
            # Starlette raises RuntimeError when the sandbox itself has closed the socket.
            pass
        finally:
            self._lost(connection)

    def _hello(self) -> str:
        debug = {"host": "applink-sandbox", "build_number": 1, "approximate_connection_time": 18060}
        return json.dumps(
            {
                "type": "hello",
                "num_connections": self.connected,
                "connection_info": {"app_id": self._app_id},
                "debug_info": debug,
            }
        )

    def _take(self, text: str) -> None:
        try:
            message = json.loads(text)
        except ValueError:
            return
        envelope_id = message.get("envelope_id") if isinstance(message, dict) else None
        envelope = self._envelopes.get(str(envelope_id))
        # An acknowledgement that comes too late finds no envelope any more, and is dropped.
        if envelope is not None and not envelope.acked.done():
            payload = message.get("payload")
            envelope.acked.set_result(payload if isinstance(payload, dict) and payload else None)

    def _lost(self, connection: _Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
            self.on_count()
        soon = time.monotonic() + GRACE_SECONDS
        for envelope in self._envelopes.values():
            if envelope.connection is connection:
                # The app may yet answer over another connection, a dead process will not.
                envelope.until = min(envelope.until, soon)

    async def deliver(
        self, kind: str, payload: Json, names: frozenset[str], **more: object
    ) -> Answer:
        """Send an envelope over any connection and wait for the acknowledgement.

        `names` are what the envelope may be called in a fault. Raises NotDelivered and
        NotAcknowledged.
        """
        answered = await self._send(kind, payload, more)
        again: list[asyncio.Task[None]] = []
        for _ in range(self._redeliveries.redeliveries(names)):
            task = asyncio.ensure_future(self._send_again(kind, payload, more))
            self._again.add(task)
            task.add_done_callback(self._again.discard)
            again.append(task)
        return Answer(answered, again)

    async def _send_again(self, kind: str, payload: Json, more: Json) -> None:
        with contextlib.suppress(NotDelivered, NotAcknowledged):
            await self._send(kind, payload, more)

    async def _send(self, kind: str, payload: Json, more: Json) -> Json | None:
        envelope_id = str(uuid.uuid4())
        accepts = {"accepts_response_payload": kind != "events_api"}
        text = json.dumps(
            {"envelope_id": envelope_id, "payload": payload, "type": kind, **accepts, **more}
        )
        future: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        while self._connections:
            connection = min(self._connections, key=lambda each: (each.waiting, each.last_used))
            self._sent += 1
            connection.waiting, connection.last_used = connection.waiting + 1, self._sent
            envelope = _Envelope(future, connection, time.monotonic() + ACK_SECONDS)
            self._envelopes[envelope_id] = envelope
            try:
                await asyncio.wait_for(connection.socket.send_text(text), ACK_SECONDS)
            except (WebSocketDisconnect, RuntimeError, TimeoutError):
                del self._envelopes[envelope_id]
                self._lost(connection)
                continue
            try:
                return await self._acknowledged(envelope)
            finally:
                connection.waiting -= 1
                del self._envelopes[envelope_id]
        raise NotDelivered

    @staticmethod
    async def _acknowledged(envelope: _Envelope) -> Json | None:
        while not envelope.acked.done():
            left = envelope.until - time.monotonic()
            if left <= 0:
                raise NotAcknowledged
            await asyncio.wait([envelope.acked], timeout=min(left, 0.25))
        return envelope.acked.result()

    async def disconnect(self) -> None:
        """Tell every connection to reconnect, as Slack does from time to time, and close it."""
        for connection in list(self._connections):
            self._lost(connection)
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                await connection.socket.send_text(_disconnect("refresh_requested"))
                await connection.socket.close()

    def open_link(self, origin: str) -> str:
        """The address for one new connection, to be used soon."""
        ticket = self._ticket()
        address = origin.replace("http://", "ws://", 1)
        return f"{address}{LINK}?ticket={ticket}&app_id={self._app_id}"


def _disconnect(reason: str) -> str:
    return json.dumps(
        {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-sandbox"}}
    )
