"""Reads the stream on which the sandbox's page lives, as a browser does."""

import contextlib
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import requests

from tests.sandbox.slack_world import Json, World

_PATIENCE = 20.0
"""Seconds without anything from the server, which sends at least a comment every 15."""


_ASIDES: set[str] = set()
"""Spreadsheets that are there to mark a moment and nothing else."""


class Event(NamedTuple):
    """What was told under a name."""

    name: str
    data: Json


class Watching:
    """A person who looks at the page. `hello` is what they were told at first."""

    def __init__(self, world: World, user: str) -> None:
        address = f"{world.origin}/sandbox/live"
        self._answer = requests.get(address, params={"user": user}, stream=True, timeout=_PATIENCE)
        assert self._answer.status_code == 200, self._answer.text
        self._lines = self._answer.iter_lines(chunk_size=None)
        self._world = world
        self._asides = 0
        self.user = user
        name, self.hello = self.next()
        assert name == "hello"

    def next(self) -> Event:
        """The next event."""
        event = self.next_or_end()
        assert event is not None, "the stream has ended"
        return event

    def next_or_end(self) -> Event | None:
        """The next event, None when the server has ended the stream in good order."""
        name = ""
        for line in self._lines:
            field, _, value = line.decode().partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                return Event(name, json.loads(value))
        return None

    def until(self, holds: Callable[[Event], Any]) -> list[Event]:
        """All events up to the first of which something holds."""
        events = [self.next()]
        while not holds(events[-1]):
            events.append(self.next())
        return events

    def so_far(self) -> list[Event]:
        """All events of what was done up to now, none of which can still be on its way."""
        self._asides += 1
        name = f"Aside {self._asides} of {self.user}"
        self._world.person(name, channels=[])
        events = self.until(
            lambda event: any(one["name"] == name for one in event.data.get("people", ()))
        )
        for event in events:
            people = event.data.get("people", [])
            people[:] = [one for one in people if not one["name"].startswith("Aside ")]
        return events

    def told(self, part: str) -> list[Any]:
        """What `so_far` says about one part of the view, lists as one list."""
        found: list[Any] = []
        for event in self.so_far():
            value = event.data.get(part) if event.name == "change" else None
            found += value if isinstance(value, list) else [] if value is None else [value]
        return found

    def sheet_events(self) -> list[Json]:
        """The events about spreadsheets of what was done up to now."""
        return [event.data for event in self.sheets_so_far() if event.name == "sheet"]

    def sheets_so_far(self) -> list[Event]:
        """All events of what was done up to now, in spreadsheets too.

        Those about spreadsheets take their time and keep their order: after one about another
        spreadsheet none of those can still be on its way.
        """
        self._asides += 1
        title = f"Aside {self._asides} of {self.user}"
        book = self._made({"properties": {"title": title}})["spreadsheetId"]
        _ASIDES.add(book)
        events = self.until(lambda event: event.data.get("id") == book)[:-1]
        for event in events:
            books = event.data.get("spreadsheets", [])
            books[:] = [one for one in books if one["id"] not in _ASIDES]
        return [event for event in events if event.data.get("id") not in _ASIDES]

    def _made(self, body: Json) -> Json:
        """A new spreadsheet."""
        headers = {"Authorization": "Bearer human"}
        address = f"{self._world.origin}/v4/spreadsheets"
        answer = requests.post(address, json=body, headers=headers, timeout=10)
        assert answer.status_code == 200, answer.text
        made: Json = answer.json()
        return made

    def close(self) -> None:
        """Look away."""
        self._answer.close()


@contextlib.contextmanager
def watching(world: World, *users: str) -> Iterator[list[Watching]]:
    """People who look at the page until the block ends."""
    with contextlib.ExitStack() as stack:
        seen = []
        for user in users:
            seen.append(Watching(world, user))
            stack.callback(seen[-1].close)
        yield seen
