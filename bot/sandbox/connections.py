"""The HTTP protocol of the server, with a way to close a connection in the middle of a request."""

from asyncio import BaseTransport, Transport
from typing import Any, cast

from starlette.types import Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

_open: dict[tuple[str, int], Transport] = {}


class DroppableProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, which remembers its connections by the client's address."""

    _peer: tuple[str, int] | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Remember a connection."""
        peer = transport.get_extra_info("peername")
        if isinstance(peer, tuple):
            self._peer = (str(peer[0]), int(peer[1]))
            _open[self._peer] = cast(Transport, transport)
        super().connection_made(cast(Any, transport))

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection."""
        if self._peer is not None:
            _open.pop(self._peer, None)
        super().connection_lost(exc)


def drop(scope: Scope) -> None:
    """Close the connection of a request, without an answer."""
    transport = _transport(scope)
    if transport is not None:
        transport.close()


def abort(scope: Scope) -> None:
    """Close the connection of a request at once, whatever is still to be sent."""
    transport = _transport(scope)
    if transport is not None:
        transport.abort()


def _transport(scope: Scope) -> Transport | None:
    client = scope.get("client")
    return _open.get((client[0], client[1])) if client else None
