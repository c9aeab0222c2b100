"""The sandbox: a Slack and a Google Sheets for one machine, on one port of 127.0.0.1."""

import asyncio
import contextlib
import json
import signal
import socket
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp, Scope

from .calls import Calls, CallsNoted
from .clock import ClockDriver, SandboxClock
from .connections import DroppableProtocol, drop
from .controls import Controls
from .faults import SHEETS, SLACK, Faults, FaultsInPlace
from .guard import Guard
from .journal import Journal
from .page.assets import Assets
from .page.live import Live
from .page.surroundings import CLOCK, CONNECTED, FAULTS, Surroundings
from .people.api import PeopleApi
from .people.watching import Activity
from .saving import Saved
from .sheets import Sheets
from .slack.app import Manifest
from .slack.hooks import PATH as HOOKS
from .slack.methods.call import Slack
from .slack.service import Service
from .storage import Storage

HOST = "127.0.0.1"
SHEET_TITLE = "Newsletter"
_START_SECONDS = 20.0
_GOOGLE_PATHS = ("/v4", "/drive", "/token")


class SandboxError(Exception):
    """The sandbox cannot be started; the message is a sentence for people."""


class Sandbox:
    """A Slack workspace with one app in it, and one spreadsheet at first.

    The port is taken at once (0: any that is free), so that `ready` can say where everything
    will be. With `data`, everything is kept there and found again. `manifest` is that of the app,
    `tour` the steps that the page shows to who comes first.
    Raises SandboxError, ManifestError and StorageError, each with a sentence for people.

    `driver` may be set at any time to let `/sandbox/clock` move the clock. `live` holds the
    streams of those who look at the page. `clock` tells the time, and `ticks` gives the seconds by
    which Google's quotas run.
    """

    def __init__(
        self,
        data: Path | None = None,
        manifest: Mapping[str, Any] | None = None,
        port: int = 0,
        driver: ClockDriver | None = None,
        tour: Sequence[Mapping[str, Any]] = (),
        *,
        clock: SandboxClock | None = None,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        checked = Manifest(manifest or {})
        self._driver = driver
        self.clock = clock or SandboxClock()
        self.journal = Journal()
        self._socket = _listening(port)
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        try:
            self._storage = Storage(data)
        except Exception:
            self._socket.close()
            raise
        state = self._storage.load()
        self.clock.offset = timedelta(seconds=state.get("clock", 0.0))
        self.port: int = self._socket.getsockname()[1]
        self.origin = f"http://{HOST}:{self.port}"
        self._faults, self._calls, self._activity = Faults(), Calls(), Activity()
        self._sheets = Sheets(self.origin, self.clock.now, ticks=ticks)
        if "sheets" in state:
            self._sheets.load(state["sheets"])
        self._saved_sheets = self._sheets.version if "sheets" in state else -1
        self._sheet = str(state.get("sheet") or self._sheets.create(SHEET_TITLE))
        self.journal.put("sheet", lambda: self._sheet)
        self._service = Service(
            checked, self.origin, self.clock.now, self.journal, self._faults, state
        )
        self.live = self._make_live(tour)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._account = self._write_account(data)
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._save()

    def ready(self) -> dict[str, str]:
        """Where everything is; in upper case these are settings of a bot that uses it."""
        me = self._service.identity
        return {
            "page": f"{self.origin}/",
            "slack_api_url": f"{self.origin}/api/",
            "slack_bot_token": me.bot_token,
            "slack_app_token": me.app_token,
            "sheets_api_url": self.origin,
            "google_service_account": str(self._account),
            "sheet_id": self._sheet,
            "channel": me.channel,
            "editors": me.editor,
        }

    @property
    def driver(self) -> ClockDriver | None:
        """What lives by the clock."""
        return self._driver

    @driver.setter
    def driver(self, driver: ClockDriver | None) -> None:
        self._driver = driver
        self.in_loop(lambda: self.journal.note(CLOCK))

    @property
    def slack(self) -> Slack:
        """The workspace and all that belongs to it; for the server's event loop."""
        return self._service.slack

    # -- serving

    def start(self) -> None:
        """Serve in a thread of its own, and return as soon as requests are answered."""
        config = uvicorn.Config(
            self._app(),
            http=DroppableProtocol,
            ws="websockets-sansio",
            lifespan="on",
            log_level="warning",
            access_log=False,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=2,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([self._socket],), name="sandbox", daemon=True
        )
        self._thread.start()
        waited = threading.Event()
        left = _START_SECONDS
        while not self._server.started:
            if not self._thread.is_alive() or left <= 0:
                raise SandboxError("The sandbox did not start. Its log says why.")
            waited.wait(0.005)
            left -= 0.005

    def in_loop(self, do: Callable[[], object]) -> None:
        """Do something in the server's event loop, if that runs."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(do)

    def stop(self) -> None:
        """End serving, and let go of the port and the data."""
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self.in_loop(self.live.end)
            self._thread.join()
        self._socket.close()
        self._storage.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    def serve(self, on_ready: Callable[[dict[str, str]], None]) -> None:
        """Serve until the process is asked to stop; `on_ready` is told when requests are answered.

        Belongs into the main thread of a process that has no others yet, so that all of them
        leave the request to stop to it.
        """
        stop = (signal.SIGINT, signal.SIGTERM)
        signal.pthread_sigmask(signal.SIG_BLOCK, stop)
        self.start()
        try:
            on_ready(self.ready())
            signal.sigwait(stop)
        finally:
            self.stop()

    # -- its parts

    def _app(self) -> ASGIApp:
        slack = self._service.slack
        controls = Controls(
            slack,
            self.clock,
            self._faults,
            self._calls,
            self._sheets.summary,
            lambda: self._driver,
        )
        routes = [
            *Assets().routes(),
            *self.live.routes(),
            *PeopleApi(slack, self._service.hooks, self._activity).routes(),
            *controls.routes(),
            *self._service.routes(),
            *self._sheets.routes(),
        ]
        app: ASGIApp = Starlette(routes=routes, lifespan=self._lifespan)
        app = FaultsInPlace(app, self._faults, self._bot_side, drop, slack.sockets.disconnect)
        app = Saved(app, self._save)
        app = CallsNoted(app, self._calls, self._side, self._who, self.clock.now)
        return Guard(app, self.port)

    def _make_live(self, tour: Sequence[Mapping[str, Any]]) -> Live:
        slack, journal = self._service.slack, self.journal
        slack.sockets.on_count = lambda: journal.note(CONNECTED)
        self._faults.on_change = lambda: journal.note(FAULTS)
        surroundings = Surroundings(
            slack,
            self.clock,
            self._faults,
            lambda: self._driver,
            self._sheets.summary,
            self._sheet,
            tour,
        )
        live = Live(slack, surroundings)
        self._sheets.on_change(live.sheet_changed)
        return live

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        self._service.resume()
        running = [asyncio.create_task(work()) for work in (self._keep_saving, self.live.keep_up)]
        yield
        for task in running:
            task.cancel()
        self._service.slack.events.stop()
        self._save()

    async def _keep_saving(self) -> None:
        """Save what no request has changed: acknowledgements, and what comes of them."""
        while True:
            await self.journal.changed_since(self.journal.version)
            self._save()

    def _save(self) -> None:
        changes = self.journal.take()
        if self._sheets.version != self._saved_sheets:
            self._saved_sheets = self._sheets.version
            self.journal.stir()
            if self._storage.kept:
                changes["sheets"] = self._sheets.dump()
        self._storage.save(changes)

    def _side(self, path: str) -> str | None:
        if path.startswith(("/api/", HOOKS + "/")):
            return SLACK
        return SHEETS if path.startswith(_GOOGLE_PATHS) else None

    def _bot_side(self, scope: Scope) -> str | None:
        """The service that the bot calls with a request, None for the requests of others."""
        side = self._side(scope["path"])
        if side == SLACK:
            self._activity.stir()
        if side == SHEETS and self._who(SHEETS, scope) == "human":
            return None
        return side

    def _who(self, side: str, scope: Scope) -> str:
        if side == SLACK and scope["path"].startswith(HOOKS):
            return "bot"
        headers = {k.decode().lower(): v.decode("latin-1") for k, v in scope["headers"]}
        known = self._service.api.who(headers) if side == SLACK else self._sheets.who(headers)
        return known or "unknown"

    def _write_account(self, data: Path | None) -> Path:
        if data is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="sandbox-")
            data = Path(self._temporary.name)
        file = data.resolve() / "service-account.json"
        file.touch(mode=0o600)
        file.write_text(json.dumps(self._sheets.service_account(), indent=2))
        return file


def _listening(port: int) -> socket.socket:
    # asyncio sends small answers without delay only where the socket names its protocol.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(2048)
    except (OSError, OverflowError) as error:
        listening.close()
        raise SandboxError(
            f"Port {port} of {HOST} cannot be used ({error}). Name another one."
        ) from error
    return listening
