"""`/sandbox/…` for the sandbox itself: the world, its clock, its faults, and the calls it got."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .calls import Calls
from .clock import (
    ClockDriver,
    ClockError,
    SandboxClock,
    ahead,
    next_due,
    parse_advance,
    parse_moment,
)
from .faults import FaultError, Faults, parse, strikes_at_once
from .people.api import Body, answered
from .people.errors import CannotDo
from .people.shown import shown_channel, shown_person
from .slack.methods.call import Slack

_NOT_MOVABLE = (
    "Only the demo's clock can be moved: here nothing but the sandbox would know of it. "
    "Start newsletter-bot demo."
)


class Controls:
    """The routes to the sandbox itself. `driver` gives what lives by the clock, if any does."""

    def __init__(
        self,
        slack: Slack,
        clock: SandboxClock,
        faults: Faults,
        calls: Calls,
        spreadsheets: Callable[[], list[dict[str, Any]]],
        driver: Callable[[], ClockDriver | None],
    ) -> None:
        self._slack = slack
        self._clock = clock
        self._faults = faults
        self._calls = calls
        self._spreadsheets = spreadsheets
        self._driver = driver
        self._moving = asyncio.Lock()

    def routes(self) -> list[Route]:
        """For Starlette."""
        return [
            Route("/sandbox/world", self.world, methods=["GET"]),
            Route("/sandbox/clock", self.clock, methods=["GET", "POST"]),
            Route("/sandbox/faults", self.faults, methods=["GET", "POST", "DELETE"]),
            Route("/sandbox/calls", self.calls, methods=["GET"]),
        ]

    async def world(self, _request: Request) -> Response:
        """Who and what there is, and what time it is."""
        workspace = self._slack.workspace
        return JSONResponse(
            {
                "people": [shown_person(user) for user in workspace.users.values()],
                "channels": [shown_channel(each) for each in workspace.channels.values()],
                "spreadsheets": self._spreadsheets(),
                "time": self._clock.now().isoformat(),
                "connections": self._slack.sockets.connected,
            }
        )

    async def clock(self, request: Request) -> Response:
        """The time, after moving it if that is asked for, and what is due next."""
        if request.method == "GET":
            shown = await ahead(self._clock, self._driver())
            return JSONResponse({"time": self._clock.now().isoformat(), **shown})
        return await answered(self._move, request)

    async def _move(self, body: Body) -> dict[str, str]:
        driver = self._driver()
        if driver is None:
            raise CannotDo(_NOT_MOVABLE)
        async with self._moving:
            try:
                await self._advance(await self._target(body, driver), driver)
            except ClockError as error:
                raise CannotDo(str(error)) from None
        return {"time": self._clock.now().isoformat()}

    async def _target(self, body: Body, driver: ClockDriver) -> datetime:
        if (body.get("advance") is None) == (body.get("to") is None):
            raise ClockError('Say "advance", such as "2d 3h", or "to", an ISO time or "next".')
        if body.get("to") is None:
            return self._clock.after(parse_advance(str(body["advance"])))
        if body["to"] == "next":
            due = await next_due(self._clock, driver)
            if due is None:
                raise ClockError("Nothing is due in the next 60 days.")
            return due
        target = parse_moment(str(body["to"]))
        self._clock.check(target)
        return target

    async def _advance(self, target: datetime, driver: ClockDriver) -> None:
        """Stop at each moment at which something is due, and let it be done there."""
        at = self._clock.now()
        while True:
            due = await asyncio.to_thread(driver.next_due, at, target)
            if due is None or not at < due <= target:
                break
            self._set(due)
            await asyncio.to_thread(driver.do_due, self._clock.now())
            at = due
        self._set(target)

    def _set(self, moment: datetime) -> None:
        # What was done meanwhile took its time: the clock may have run past the moment by itself.
        self._clock.skip_to(moment)
        journal = self._slack.workspace.journal
        journal.put("clock", self._clock.offset.total_seconds)

    async def faults(self, request: Request) -> Response:
        """The faults that are still to come; POST adds one, DELETE forgets them."""
        if request.method == "POST":
            return await answered(self._fault, request)
        if request.method == "DELETE":
            self._faults.clear()
        return JSONResponse(self._faults.shown())

    async def _fault(self, body: Body) -> dict[str, bool]:
        try:
            fault = parse(body)
        except FaultError as error:
            raise CannotDo(str(error)) from None
        if strikes_at_once(fault):
            await self._slack.sockets.disconnect()
            self._faults.add_past(fault)
        else:
            self._faults.add(fault)
        return {"ok": True}

    async def calls(self, request: Request) -> Response:
        """The requests that arrived, all or those since a number or a time."""
        since = request.query_params.get("since", "0")
        try:
            found = (
                self._calls.since(int(since))
                if since.isdigit()
                else self._calls.from_time(parse_moment(since.replace(" ", "+")))
            )
        except ClockError as error:
            return JSONResponse({"error": str(error)}, 400)
        return JSONResponse(found)
