"""Keeps other web pages out: only a loopback Host, only our own Origin, JSON only as JSON."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
_JSON_PATHS = ("/sandbox/", "/v4/", "/drive/", "/response_url/")


class Guard:
    """Middleware that refuses what a page of another origin could send. `port` is the server's."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._port = port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request unless it is refused."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refused = self._refusal(scope)
        if refused is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": refused[1]})
        else:
            status, sentence = refused
            await JSONResponse({"error": sentence}, status)(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host = _parsed("http://" + headers.get("host", ""))
        if host is None or host[1] not in _LOOPBACK:
            return 403, "The sandbox answers only on this machine, under 127.0.0.1 or localhost."
        origin = headers.get("origin")
        if origin is not None:
            own = _parsed(origin)
            if own is None or own[0] != "http" or own[1] not in _LOOPBACK or own[2] != self._port:
                return 403, "The sandbox answers only to its own page."
        if scope["type"] == "http" and scope["path"].startswith(_JSON_PATHS):
            return _not_json(scope["method"], scope["path"], headers)
        return None


def _not_json(method: str, path: str, headers: Headers) -> tuple[int, str] | None:
    has_body = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
    must_have = method == "POST" and path.startswith("/sandbox/")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if (has_body or must_have) and kind != "application/json":
        return 415, "Send JSON, with the header Content-Type: application/json."
    return None


def _parsed(address: str) -> tuple[str, str, int] | None:
    """Scheme, host and port of an address, None for what is none."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if not parts.hostname or parts.username is not None or parts.path not in ("", "/"):
        return None
    return parts.scheme, parts.hostname, port if port is not None else 80
