"""Two sheets: the private desk with all that is not published, and the public one with the rest.

Each is kept by an engine of its own, one after the other in one run and under one lease. What makes
a paper change over safely is a rule of each by itself: a row goes out of a sheet only once it is
proved that the paper stands in the other one. So wherever a run ends, the paper stands in one of
them or in both, and the next run goes on from there.
"""

from collections.abc import Iterator

from bot.desk.desk import Desk
from bot.sheet.binding import DESK_SHEET, PUBLIC_SHEET
from bot.sheet.engine import Engine, Outcome
from bot.sheet.google import SheetError, Spreadsheet


class TwoSheets:
    """Keeps two spreadsheets and the desk in step. One thread of a process uses it."""

    def __init__(self, desk: Desk, desk_sheet: Spreadsheet, public_sheet: Spreadsheet) -> None:
        self._desk = Engine(desk, desk_sheet, DESK_SHEET)
        self._public = Engine(desk, public_sheet, PUBLIC_SHEET, self._desk.turn)

    def sync(self) -> Outcome:
        """Bring all sides together once. Raises SheetError if Google does not play along.

        A sheet that is out of order does not keep the other one from being synced.
        """
        total, error = Outcome(), None
        with self._desk.turn.taken() as is_ours:
            if not is_ours:
                return Outcome(is_busy=True)
            for engine in self._passes():
                try:
                    outcome = engine.run()
                except SheetError as failed:
                    error = error or failed
                    continue
                total += outcome
                if outcome.is_busy:
                    return Outcome(is_busy=True)
                if outcome.rest:
                    break
        if error is not None:
            raise error
        return total

    def take_over(self) -> None:
        """Let the next sync have both sheets, even if another database has written to them."""
        self._desk.take_over()
        self._public.take_over()

    def _passes(self) -> Iterator[Engine]:
        """Yield each sheet once, and once more while a paper is on its way between them."""
        both = (self._desk, self._public)
        yield from both
        for engine in both:
            if any(one.has_astray() for one in both):
                yield engine
