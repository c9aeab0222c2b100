"""Tells the streams what has changed in the spreadsheets, without holding up the server."""

import asyncio
import logging
from collections.abc import Callable

from bot.sandbox.sheets.changes import Changed, events, outline_changed

from .stream import encoded

log = logging.getLogger(__name__)


class SheetNews:
    """Changes on their way to who looks on. For the server's event loop.

    `pass_on` is given each event as it goes over the wire; `outline` is called when there are
    other spreadsheets or tabs than before. Spreadsheets are never changed but replaced, so a
    thread can compare two states of one while the server goes on.
    """

    def __init__(self, pass_on: Callable[[bytes], None], outline: Callable[[], None]) -> None:
        self._pass_on = pass_on
        self._outline = outline
        self._waiting: list[Changed] = []
        self._woken = asyncio.Event()

    def note(self, changed: Changed) -> None:
        """Take a change; a second one by the same hand makes one with the first."""
        last = self._waiting[-1] if self._waiting else None
        if last is not None and (last.book_id, last.by) == (changed.book_id, changed.by):
            self._waiting[-1] = last.followed_by(changed)
        else:
            self._waiting.append(changed)
        self._woken.set()

    async def keep_telling(self) -> None:
        """Work out what each change is about, one after the other, and pass it on."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            while self._waiting:
                changed = self._waiting.pop(0)
                if outline_changed(changed):
                    self._outline()
                try:
                    found = await asyncio.to_thread(events, changed)
                except Exception:  # the next change is told all the same
                    log.exception("a change in a spreadsheet could not be told")
                    continue
                for event in found:
                    self._pass_on(encoded("sheet", event))
