"""Saves what a request has changed before its answer leaves."""

from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Saved:
    """Middleware that calls `save` before an answer starts, and when there is none."""

    def __init__(self, app: ASGIApp, save: Callable[[], None]) -> None:
        self._app = app
        self._save = save

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""

        async def saving(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._save()
            await send(message)

        try:
            await self._app(scope, receive, saving)
        finally:
            self._save()
