"""What everybody sees alike: the time, the app, the spreadsheets, the faults."""

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any

from bot.sandbox.clock import ClockDriver, SandboxClock, ahead
from bot.sandbox.faults import Faults
from bot.sandbox.slack.methods.call import Slack

Json = dict[str, Any]

CLOCK, DUE, CONNECTED, FAULTS, SPREADSHEETS = "clock", "due", "connected", "faults", "spreadsheets"
SHARED = frozenset((CLOCK, DUE, CONNECTED, FAULTS, SPREADSHEETS))
"""The keys of the journal under which these change."""


class Surroundings:
    """The parts of a view that are no one person's. For the server's event loop.

    `spreadsheets` gives their outlines, `sheet` is the id of the app's, `tour` what the page
    shows to who comes first. `driver` gives what lives by the clock.
    """

    def __init__(
        self,
        slack: Slack,
        clock: SandboxClock,
        faults: Faults,
        driver: Callable[[], ClockDriver | None],
        spreadsheets: Callable[[], list[Json]],
        sheet: str,
        tour: Sequence[Mapping[str, Any]],
    ) -> None:
        self._slack = slack
        self._clock = clock
        self._faults = faults
        self._driver = driver
        self._spreadsheets = spreadsheets
        self._sheet = sheet
        self._tour = tour
        self._ahead: Json = {"movable": False, "next": None}

    def everything(self) -> Json:
        """All of it."""
        workspace = self._slack.workspace
        name = workspace.domain
        team = {"id": workspace.identity.team, "name": name.capitalize(), "domain": name}
        fixed = {
            "team": team,
            "editor": workspace.identity.editor,
            "sheet": self._sheet,
            "app": self._app(),
            "tour": list(self._tour),
        }
        return fixed | self.changes(SHARED)

    def changes(self, keys: Set[str]) -> Json:
        """What stands under some of the journal's keys; the others are not minded."""
        change: Json = {}
        if CLOCK in keys or DUE in keys:
            change["time"] = self._clock.now().isoformat()
        if DUE in keys:
            change["clock"] = self._ahead
        if CONNECTED in keys:
            change["connected"] = self._slack.sockets.connected
        if FAULTS in keys:
            change["faults"] = self._faults.shown()
        if SPREADSHEETS in keys:
            change["spreadsheets"] = self._spreadsheets()
        return change

    async def look_ahead(self) -> bool:
        """Ask what is due next; whether that is something else than before."""
        before, self._ahead = self._ahead, await ahead(self._clock, self._driver())
        return self._ahead != before

    def _app(self) -> Json:
        manifest = self._slack.manifest
        return {
            "name": manifest.bot_name,
            "user": self._slack.workspace.identity.bot_user,
            "commands": [
                {
                    "command": command,
                    "description": str(listed.get("description", "")),
                    "usage_hint": str(listed.get("usage_hint", "")),
                }
                for command, listed in manifest.commands.items()
            ],
            "shortcuts": [
                {
                    "name": str(listed.get("name", "")),
                    "type": str(listed["type"]),
                    "callback_id": callback_id,
                    "description": str(listed.get("description", "")),
                }
                for callback_id, listed in manifest.shortcuts.items()
            ],
            "home_tab": manifest.has_home,
            "messages_tab": manifest.takes_messages,
        }
