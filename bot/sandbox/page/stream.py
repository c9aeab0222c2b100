"""One browser's stream of server-sent events: what is to be told is gathered, and bounded."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

Json = dict[str, Any]

GATHER_SECONDS = 0.03
ALIVE_SECONDS = 15.0
MOST_KEYS = 5_000
MOST_SHEET_EVENTS = 500
"""How far a reader may fall behind before everything is told anew."""

_ALIVE = b": still here\n\n"


class Stream:
    """Tells one reader `hello`, and then what changes. For the server's event loop.

    `everything` gives what hello says, `changes` what is new under some keys. A reader that does
    not read holds up nobody: until it reads on, what it has missed is a bounded set of keys.
    """

    def __init__(self, everything: Callable[[], Json], changes: Callable[[set[str]], Json]) -> None:
        self._everything = everything
        self._changes = changes
        self._keys: set[str] = set()
        self._sheets: list[bytes] = []
        self._anew = True
        self._ended = False
        self._woken = asyncio.Event()

    def note(self, key: str) -> None:
        """Tell the reader what has changed under a key."""
        self._keys.add(key)
        self._wake(self._keys, MOST_KEYS)

    def pass_on(self, encoded: bytes) -> None:
        """Tell the reader of a change in a spreadsheet, given as `encoded` made it."""
        self._sheets.append(encoded)
        self._wake(self._sheets, MOST_SHEET_EVENTS)

    def _wake(self, waiting: set[str] | list[bytes], most: int) -> None:
        if len(waiting) > most:
            self._anew = True
            waiting.clear()
        self._woken.set()

    def end(self) -> None:
        """End the stream as soon as the reader has what is being sent."""
        self._ended = True
        self._woken.set()

    async def events(self) -> AsyncIterator[bytes]:
        """The stream's bytes, until it is ended."""
        told = self._news()
        while not self._ended:
            yield told
            told = await self._next()

    async def _next(self) -> bytes:
        while True:
            try:
                await asyncio.wait_for(self._woken.wait(), ALIVE_SECONDS)
            except TimeoutError:
                return _ALIVE
            if not self._ended:
                await asyncio.sleep(GATHER_SECONDS)
            self._woken.clear()
            told = self._news()
            if told or self._ended:
                return told

    def _news(self) -> bytes:
        if self._anew:
            self._anew = False
            told = encoded("hello", self._everything())
            self._keys.clear()
            self._sheets.clear()
            return told
        keys, self._keys = self._keys, set()
        sheets, self._sheets = self._sheets, []
        change = self._changes(keys)
        return b"".join([encoded("change", change) if change else b"", *sheets])


def encoded(name: str, data: Json) -> bytes:
    """An event as it goes over the wire."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"event: {name}\ndata: {text}\n\n".encode()
