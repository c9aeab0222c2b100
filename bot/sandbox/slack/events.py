"""The Events API: what the app is told of, and told again until it acknowledges it."""

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import Any

from .app import Manifest
from .model import Json
from .sockets import NotAcknowledged, NotDelivered, Sockets
from .workspace import Workspace, new_id

RETRY_AFTER = (0.0, 5.0, 60.0, 300.0)
"""Pauses in seconds before an event that was not acknowledged is sent once more."""


@dataclass(eq=False)
class Sent:
    """An event on its way. `settled` is set once it is acknowledged, or nobody can take it."""

    body: Json
    settled: asyncio.Event = field(default_factory=asyncio.Event)


class Events:
    """The events of one workspace. All methods are for the server's event loop."""

    def __init__(self, workspace: Workspace, manifest: Manifest, sockets: Sockets) -> None:
        self._workspace = workspace
        self._manifest = manifest
        self._sockets = sockets
        self._under_way: dict[str, Sent] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._connected = asyncio.Event()
        sockets.on_connect = self._connected.set

    def emit(self, subscription: str, event: Json) -> Sent | None:
        """Tell the app of an event if it has subscribed to it."""
        if not self._manifest.hears(subscription):
            return None
        me = self._workspace.identity
        body = {
            "token": me.verification,
            "team_id": me.team,
            "api_app_id": me.app,
            "event": event,
            "type": "event_callback",
            "event_id": new_id("Ev"),
            "event_time": self._workspace.seconds(),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": me.team,
                    "user_id": me.bot_user,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": "4-" + secrets.token_urlsafe(32),
        }
        return self._send(body)

    def resume(self, state: dict[str, Any]) -> None:
        """Take up the events again that were under way when the sandbox was stopped."""
        for key in state:
            if key.startswith("slack/event/"):
                self._send(state[key])

    def stop(self) -> None:
        """End every delivery; what was not acknowledged stays stored."""
        for task in self._tasks:
            task.cancel()

    def _send(self, body: Json) -> Sent:
        sent = Sent(body)
        event_id = str(body["event_id"])
        self._under_way[event_id] = sent
        self._workspace.journal.put(f"slack/event/{event_id}", lambda: body)
        task = asyncio.get_running_loop().create_task(self._deliver(sent))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return sent

    async def _deliver(self, sent: Sent) -> None:
        body = sent.body
        event = body["event"]
        names = frozenset(("events_api", str(event["type"]), str(event.get("subtype"))))
        attempt, reason = 0, ""
        while attempt <= len(RETRY_AFTER):
            try:
                retry = {"retry_attempt": attempt, "retry_reason": reason}
                answer = await self._sockets.deliver("events_api", body, names, **retry)
            except NotDelivered:
                # Nobody is there: keep it until the app is, without counting an attempt.
                sent.settled.set()
                self._connected.clear()
                await self._connected.wait()
                reason = "connection_failed"
            except NotAcknowledged:
                if attempt < len(RETRY_AFTER):
                    await asyncio.sleep(RETRY_AFTER[attempt])
                attempt, reason = attempt + 1, "timeout"
            else:
                if answer.again:
                    await asyncio.wait(answer.again)
                break
        sent.settled.set()
        del self._under_way[str(body["event_id"])]
        self._workspace.journal.drop(f"slack/event/{body['event_id']}")
