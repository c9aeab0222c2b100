"""What the editors are told about the sync itself, each thing once, also across restarts."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from bot.desk import sheet_changes
from bot.desk.desk import Desk, Work
from bot.sheet import memory
from bot.sheet.binding import Binding
from bot.sheet.google import SheetError, SheetRefused, SheetUnreachable
from bot.sheet.leaving import KEPT_TAB
from bot.sheet.memory import Outage
from bot.sheet.turn import Turn

log = logging.getLogger(__name__)

_PATIENCE = timedelta(minutes=10)
_ALL_WELL = "The sheet is as it should be again, and I go on writing to it."
_BACK = "The sheet is in reach again. What was done in Slack in the meantime goes into it now."


class Telling:
    """Tells the editors of alarms, and of a sheet that is out of reach."""

    def __init__(self, desk: Desk, turn: Turn, binding: Binding) -> None:
        self._desk = desk
        self._sheet = binding.name
        self._words = binding.words
        self._turn = turn

    def is_reached(self, alarm: str) -> None:
        """Tell of an alarm, or that it is over, and that a sheet is back that they missed."""
        with self._desk.store.read() as session:
            remembered = memory.recall(session, self._sheet)
        if alarm == remembered.alarm and remembered.outage is None:
            return
        if alarm and alarm != remembered.alarm:
            log.error("sync stopped: %s", alarm)
        with self._desk.work(source=sheet_changes.SOURCE) as work:
            self._turn.hold(work.session)
            if remembered.outage is not None:
                memory.keep_outage(work.session, None, self._sheet)
                if remembered.outage.is_told:
                    sheet_changes.tell_editors(work, self._worded(_BACK))
            if alarm != remembered.alarm:
                memory.keep_alarm(work.session, alarm, self._sheet)
                sheet_changes.tell_editors(work, alarm or self._worded(_ALL_WELL))

    def is_out_of_reach(self, error: SheetError) -> None:
        """Tell that the sheet is out of reach: after ten minutes, if it may come back by itself."""
        now = self._desk.clock()
        patience = _PATIENCE if isinstance(error, SheetUnreachable | SheetRefused) else timedelta()
        with self._desk.store.read() as session:
            outage = memory.recall(session, self._sheet).outage
        since = outage.since if outage else now
        is_due = now - since >= patience
        if outage is not None and (outage.is_told or not is_due):
            return
        with self._desk.work(source=sheet_changes.SOURCE) as work:
            self._turn.hold(work.session)
            memory.keep_outage(work.session, Outage(since, is_told=is_due), self._sheet)
            if is_due:
                how_long = " for ten minutes" if patience else ""
                sheet_changes.tell_editors(
                    work,
                    f"{self._worded('The sheet')} is out of reach{how_long}. Work in Slack goes"
                    f" on, and what is done there goes into the sheet once it is back. {error}",
                )

    def _worded(self, text: str) -> str:
        return text.replace("The sheet", self._words[0].upper() + self._words[1:])

    def too_long(self, papers: list[tuple[str, str]]) -> None:
        """Tell of texts that no cell holds, each once."""
        with self._desk.work(source=sheet_changes.SOURCE) as work:
            for paper_id, column in papers:
                sheet_changes.tell_too_long(work, paper_id, column)

    def moved(self, papers: list[str]) -> None:
        """Tell that the bot's columns were put back beside their texts."""
        first, more = papers[0], len(papers) - 1
        which = f"{first} and {more} more" if more else first
        with self._desk.work(source=sheet_changes.SOURCE) as work:
            sheet_changes.tell_editors(
                work,
                f"Texts in the sheet were moved without their ID, Status, Due and Notes ({which})."
                " I have put these back beside the texts that they belong to. To sort, choose Data"
                " → Sort sheet, which moves whole rows.",
            )


def tell_kept(work: Work, papers: Sequence[str], words: str) -> None:
    """Tell that people's own cells in rows that have changed over are kept, and where."""
    sheet_changes.tell_editors(
        work,
        f"{', '.join(papers)} changed over, and so left {words}. Something of your own stood in"
        f" the row, so I have kept the whole row there, in the tab “{KEPT_TAB}”.",
    )
