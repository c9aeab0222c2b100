"""`/sandbox/live`: what one person sees, as a stream of server-sent events.

- `hello` says everything: the parts of `Surroundings` and of `Onlooker`.
- `change` has those parts of it that have changed: of people, channels and messages the changed
  ones (`gone` marks what is not to be seen any more), of everything else all there is.
- `sheet` has the changed cells of a tab, and who changed them, or says that it has to be
  read again.
"""

import asyncio
import contextlib
import logging
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.sandbox.connections import abort
from bot.sandbox.people.errors import CannotDo
from bot.sandbox.people.finding import Finder
from bot.sandbox.sheets.changes import Changed
from bot.sandbox.slack.methods.call import Slack
from bot.sandbox.slack.model import User

from .onlooker import Onlooker
from .sheet_news import SheetNews
from .stream import Stream
from .surroundings import DUE, SHARED, SPREADSHEETS, Surroundings

log = logging.getLogger(__name__)

_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
_LOOK_AHEAD_SECONDS = 10.0
_PAUSE_SECONDS = 0.3
_GRACE_SECONDS = 0.3


class Live:
    """The streams that are open. For the server's event loop."""

    def __init__(self, slack: Slack, surroundings: Surroundings) -> None:
        self._workspace = slack.workspace
        self._slack = slack
        self._surroundings = surroundings
        self._streams: dict[Stream, Scope] = {}
        self._sheet_news = SheetNews(
            self._pass_on, lambda: self._workspace.journal.note(SPREADSHEETS)
        )
        self._ended = False

    @property
    def streams(self) -> list[Stream]:
        """Those that are being read, or should be."""
        return list(self._streams)

    def routes(self) -> list[Route]:
        """For Starlette."""
        return [Route("/sandbox/live", self.endpoint, methods=["GET"])]

    async def endpoint(self, request: Request) -> Response:
        """The stream of the user in the query, or of the editor if there is none."""
        if self._ended:
            return JSONResponse({"error": "The sandbox is being stopped."}, 503)
        asked = request.query_params.get("user") or self._workspace.identity.editor
        try:
            user = Finder(self._workspace).person(asked)
        except CannotDo as error:
            return JSONResponse({"error": str(error)}, error.status)
        await self._surroundings.look_ahead()
        return _Streaming(self, user)

    @contextlib.contextmanager
    def stream(self, user: User, scope: Scope) -> Iterator[Stream]:
        """A stream for a user that is told of changes until the block ends."""
        onlooker = Onlooker(self._slack, user)
        around = self._surroundings
        stream = Stream(
            lambda: {"user": user.id, **around.everything(), **onlooker.everything()},
            lambda keys: {**around.changes(keys), **onlooker.changes(keys)},
        )

        def follow(key: str) -> None:
            if key in SHARED or onlooker.concerns(key):
                stream.note(key)

        end = self._workspace.journal.follow(follow)
        self._streams[stream] = scope
        try:
            yield stream
        finally:
            end()
            del self._streams[stream]

    def end(self) -> None:
        """End all streams; those whose readers do not take the end are cut off soon."""
        self._ended = True
        for stream in self._streams:
            stream.end()
        asyncio.get_running_loop().call_later(_GRACE_SECONDS, self._cut_off)

    def _cut_off(self) -> None:
        for scope in self._streams.values():
            abort(scope)

    def sheet_changed(self, changed: Changed) -> None:
        """Tell of a change in a spreadsheet, if anybody looks."""
        if self._streams:
            self._sheet_news.note(changed)

    def _pass_on(self, told: bytes) -> None:
        for stream in self._streams:
            stream.pass_on(told)

    async def keep_up(self) -> None:
        """Tell of what has to be worked out first, until it is cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._sheet_news.keep_telling())
            tasks.create_task(self._keep_looking_ahead())

    async def _keep_looking_ahead(self) -> None:
        """Tell of what is due next whenever that has changed, while anybody looks."""
        journal = self._workspace.journal
        while True:
            version = journal.version
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(journal.changed_since(version), _LOOK_AHEAD_SECONDS)
            await asyncio.sleep(_PAUSE_SECONDS)
            if not self._streams:
                continue
            try:
                if await self._surroundings.look_ahead():
                    journal.note(DUE)
            except Exception:  # whatever lives by the clock, the page goes on without it
                log.exception("what is due next could not be found out")


class _Streaming(StreamingResponse):
    """A stream for one user, which is known only while it is sent, however that ends."""

    def __init__(self, live: Live, user: User) -> None:
        super().__init__((), media_type="text/event-stream", headers=_HEADERS)
        self._live = live
        self._user = user

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until the reader leaves, or the stream is ended."""
        with self._live.stream(self._user, scope) as stream:
            self.body_iterator = stream.events()
            await super().__call__(scope, receive, send)
