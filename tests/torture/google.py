"""The one Google that all newsrooms of a run share, each with a spreadsheet of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import requests

from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import Sandbox
from tests.torture.looking import FIELDS, Look
from tests.torture.passing_time import PassingTime

Json = dict[str, Any]

_TIMEOUT = 30


@dataclass(frozen=True)
class Call:
    """One request of a bot for cells, as Google has noted it; status 0 is one without an answer."""

    number: int
    verb: str
    status: int
    at: datetime

    @property
    def is_write(self) -> bool:
        return self.verb == "POST"

    @property
    def is_unknown(self) -> bool:
        """Whether whoever sent it cannot know whether it was carried out."""
        return self.status == 0 or self.status >= 500


class Google:
    """A running sandbox by a time that only passes when somebody waits."""

    def __init__(self) -> None:
        self.time = PassingTime()
        self.sandbox = Sandbox(None, {}, clock=SandboxClock(self.time.now), ticks=self.time.ticks)
        self.sandbox.start()
        self.origin = self.sandbox.origin
        self._session = requests.Session()
        self._session.headers["Authorization"] = "Bearer human"

    def close(self) -> None:
        self._session.close()
        self.sandbox.stop()

    def new_book(self) -> str:
        """Make a spreadsheet that the bots may edit, small enough to be looked at often."""
        book = self.sandbox._sheets.create("Newsletter")
        grid = {"rowCount": 12, "columnCount": 26}
        fields = "gridProperties(rowCount,columnCount)"
        properties = {"sheetId": 0, "gridProperties": grid}
        assert self.batch(
            book, [{"updateSheetProperties": {"properties": properties, "fields": fields}}]
        )
        return book

    # -- what people do

    def batch(self, book: str, batch: list[Json]) -> bool:
        """Carry out what a person does; tell whether Google let them."""
        return self.send(book, {"requests": batch}).ok

    def send(self, book: str, body: Json) -> requests.Response:
        """Send a whole batch as a person does."""
        address = f"{self.origin}/v4/spreadsheets/{book}:batchUpdate"
        return self._session.post(address, json=body, timeout=_TIMEOUT)

    def type(self, book: str, title: str, row: int, column: int, text: str) -> bool:
        """Type into a cell, counted from 0, as on a keyboard."""
        quoted = "'" + title.replace("'", "''") + "'"
        where = f"{quoted}!{_letters(column)}{row + 1}"
        address = f"{self.origin}/v4/spreadsheets/{book}/values/{where}"
        answer = self._session.put(
            address,
            params={"valueInputOption": "USER_ENTERED"},
            json={"values": [[text]]},
            timeout=_TIMEOUT,
        )
        return answer.ok

    def look(self, book: str) -> Look:
        """Look at the whole spreadsheet."""
        address = f"{self.origin}/v4/spreadsheets/{book}"
        answer = self._session.get(address, params={"fields": FIELDS}, timeout=_TIMEOUT)
        answer.raise_for_status()
        return Look(answer.json())

    # -- what goes wrong, and what was asked

    def fault(self, match: str, kind: str, times: int, retry_after: int | None) -> None:
        """Let something go wrong with the next requests whose line has ``match`` in it."""
        body = {"side": "sheets", "match": match, "kind": kind, "times": times}
        more = {} if retry_after is None else {"retry_after": retry_after}
        address = f"{self.origin}/sandbox/faults"
        self._session.post(address, json=body | more, timeout=_TIMEOUT).raise_for_status()

    def forget_faults(self) -> None:
        self._session.delete(f"{self.origin}/sandbox/faults", timeout=_TIMEOUT).raise_for_status()

    def calls(self, since: int = 0) -> tuple[list[Call], int]:
        """The bots' requests for cells after a number, and the number of the last of all.

        A token that has run out is asked for anew: that request is not for cells.
        """
        address = f"{self.origin}/sandbox/calls"
        found = self._session.get(address, params={"since": since}, timeout=_TIMEOUT).json()
        calls = [
            Call(one["n"], one["verb"], one["status"], datetime.fromisoformat(one["at"]))
            for one in found
            if one["path"].startswith("/v4/") and one["by"] != "human" and one["status"] != 401
        ]
        return calls, max((one["n"] for one in found), default=since)


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@contextmanager
def google() -> Iterator[Google]:
    """Run one until the block ends."""
    running = Google()
    try:
        yield running
    finally:
        running.close()
