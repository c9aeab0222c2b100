"""What was sent to the sheet, as it has to be known until its outcome is.

It is written down before the request leaves. Whether a batch was carried out is told by its fence:
the named range that it put in the place of the one before stands in the spreadsheet, or does not.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.sheet.cells import normal
from bot.sheet.columns import COLUMNS, TITLE
from bot.sheet.leaving import Leaving
from bot.sheet.placing import Cells, Table
from bot.sheet.plan import Write

_SHORT = 64

Json = dict[str, Any]


@dataclass(frozen=True)
class Sent:
    """A batch: its fence, what is in it, and what the rows that it writes to said when read.

    ``titles`` are the texts of the header row by which its columns were found, and ``at`` where
    those stood. ``rows`` are those whose state before the write the batch brings back, in order;
    ``read`` are fingerprints of their cells. ``formulas`` are those that the writes replace: paper,
    column and formula. ``after`` are the fences in whose place this one comes; only the first batch
    of all has none. ``leaving`` are the rows that the batch takes out.
    """

    fence: str
    titles: tuple[str, ...]
    at: Mapping[str, int]
    rows: tuple[int, ...]
    read: Mapping[int, Mapping[str, str]]
    writes: tuple[Write, ...]
    appended: Table
    formulas: tuple[tuple[str, str, str], ...] = ()
    leaving: tuple[Leaving, ...] = ()
    after: tuple[str, ...] = ()

    def is_unfenced(self, fences: Sequence[str]) -> bool:
        """Tell whether somebody has taken away the fences by which its outcome could be told."""
        return bool(self.after) and not fences

    def cells(self) -> Table:
        """Return all that was sent: paper → its cells."""
        found: dict[str, dict[str, str]] = {one: dict(row) for one, row in self.appended.items()}
        for write in self.writes:
            if write.paper_id:
                found.setdefault(write.paper_id, {})[write.column] = write.text
        return found

    def as_json(self) -> Json:
        """Return it as it is stored."""
        return asdict(self)


def sent_from(stored: Json) -> Sent:
    """Read what ``as_json`` has stored."""
    return Sent(
        fence=stored["fence"],
        titles=tuple(stored["titles"]),
        at=stored["at"],
        rows=tuple(stored["rows"]),
        read={int(row): cells for row, cells in stored["read"].items()},
        writes=tuple(Write(**write) for write in stored["writes"]),
        appended=stored["appended"],
        formulas=tuple((one[0], one[1], one[2]) for one in stored["formulas"]),
        after=tuple(stored["after"]),
        leaving=tuple(_leaving_from(one) for one in stored.get("leaving", ())),
    )


def _leaving_from(stored: Json) -> Leaving:
    return Leaving(**{**stored, "extras": tuple((at, said) for at, said in stored["extras"])})


def fingerprints(cells: Cells, leave_out: Sequence[str] = ()) -> dict[str, str]:
    """Return what a row says, without columns that work their text out."""
    return {
        column: fingerprint(column, cells.get(column, ""))
        for column in COLUMNS
        if column not in leave_out
    }


def fingerprint(column: str, text: str) -> str:
    """Return a text that is the same for two that say the same; short, unless it is a title."""
    said = normal(text)
    if len(said) <= _SHORT or column == TITLE:
        return said
    return "sha256:" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
