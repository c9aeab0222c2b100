"""A request to the sandbox from within, carried out as a person."""

import json
from typing import Any

from starlette.types import ASGIApp, Message, Scope


async def request_inside(app: ASGIApp, around: Scope, request: dict[str, Any]) -> int:
    """Carry out a request (method, path, body) with the token `human`. Returns its status.

    `around` is the request on whose occasion this happens.
    """
    path, _, query = str(request["path"]).partition("?")
    body = request.get("body")
    content = b"" if body is None else json.dumps(body).encode()
    scope: Scope = {
        **{k: v for k, v in around.items() if k not in ("path_params", "endpoint", "state")},
        "method": str(request.get("method", "POST")).upper(),
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [
            (b"host", b"127.0.0.1"),
            (b"authorization", b"Bearer human"),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(content)).encode()),
        ],
    }
    messages: list[Message] = [{"type": "http.request", "body": content, "more_body": False}]
    status = 500

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = int(message["status"])

    await app(scope, receive, send)
    return status
