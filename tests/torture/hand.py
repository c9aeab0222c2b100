"""The hand of somebody who has the spreadsheet open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.torture.google import Google
from tests.torture.ledger import Ledger
from tests.torture.looking import OWN, Cell, Look, Row, Tab

Json = dict[str, Any]

EVERYTHING = "userEnteredValue,userEnteredFormat,textFormatRuns,note"


@dataclass(frozen=True)
class Deed:
    """What somebody does in the sheet; the numbers pick from what there is at that moment."""

    kind: str
    row: int = 0
    other: int = 0
    column: int = 0
    form: str = ""


@dataclass
class Hand:
    """Does deeds, as Google lets it.

    ``mending`` are the ways to undo what stops the sync, ``tidying`` those to undo what does not,
    but makes the sheet hard to read. A deed tells what it is like: it ``has_mixed`` texts of
    several papers, ``has_shifted`` headers, or ``has_torn`` rows apart.
    """

    google: Google
    book: str
    ledger: Ledger
    look: Look
    mending: list[Callable[["Hand"], None]] = field(default_factory=list)
    tidying: list[Callable[["Hand"], None]] = field(default_factory=list)
    refused: int = 0
    has_mixed: bool = False
    has_shifted: bool = False
    has_torn: bool = False

    @property
    def tab(self) -> Tab:
        return self.look.papers

    def again(self) -> None:
        """Look once more."""
        self.look = self.google.look(self.book)

    # -- picking

    def row(self, pick: int) -> Row | None:
        """One of the rows with something in them."""
        rows = [row for row in self.tab.rows if not row.is_empty]
        return rows[pick % len(rows)] if rows else None

    def paper(self, pick: int) -> Row | None:
        """One of the rows with an ID."""
        rows = self.tab.papers
        return rows[pick % len(rows)] if rows else None

    def own_columns(self) -> list[int]:
        """People's own columns."""
        return [at for at, text in enumerate(self.tab.header) if text.startswith(OWN)]

    # -- doing

    def do(self, *requests: Json) -> bool:
        """Carry out a batch; tell whether Google let it through."""
        done = self.google.batch(self.book, list(requests))
        self.refused += not done
        return done

    def type(self, row: int, column: int | None, text: str) -> None:
        """Type into a cell."""
        if column is not None:
            done = self.google.type(self.book, self.tab.title, row, column, text)
            self.refused += not done

    def put(self, row: int, column: int | None, data: Json, fields: str) -> None:
        """Set parts of a cell as menus and pasting do."""
        if column is not None:
            self.do(self.update(row, column, [[data]], fields))

    def update(self, row: int, column: int, data: Sequence[Sequence[Json]], fields: str) -> Json:
        start = {"sheetId": self.tab.id, "rowIndex": row, "columnIndex": column}
        rows = [{"values": list(line)} for line in data]
        return {"updateCells": {"start": start, "rows": rows, "fields": fields}}

    def box(self, top: int, bottom: int, left: int = 0, right: int | None = None) -> Json:
        return {
            "sheetId": self.tab.id,
            "startRowIndex": top,
            "endRowIndex": bottom,
            "startColumnIndex": left,
            "endColumnIndex": self.tab.width if right is None else right,
        }

    def lines(self, dimension: str, start: int, count: int = 1) -> Json:
        return {
            "sheetId": self.tab.id,
            "dimension": dimension,
            "startIndex": start,
            "endIndex": start + count,
        }

    def write_row(self, number: int, cells: dict[str, Cell]) -> None:
        """Fill a row with cells by the headers of their columns, as they were kept."""
        found = dict(zip(reversed(self.tab.header), range(self.tab.width - 1, -1, -1), strict=True))
        requests = [
            self.update(number, found[header], [[kept(cell)]], EVERYTHING)
            for header, cell in cells.items()
            if header in found
        ]
        if requests:
            self.do(*requests)


def kept(cell: Cell) -> Json:
    """What a person's copy of a cell holds."""
    names = EVERYTHING.split(",")
    return {name: cell.data[name] for name in names if name in cell.data}


def by_header(row: Row, header: Sequence[str]) -> dict[str, Cell]:
    """The cells of a row by the headers of their columns."""
    return {text: cell for text, cell in zip(header, row.cells, strict=False) if text}
