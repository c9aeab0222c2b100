"""Which row of the sheet is which paper's. Pure.

A row is known by its ID, never by its place. Where the ID cell does not help (a copied row has
the same, a row just typed has none, somebody has emptied it), its text does.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from rapidfuzz import fuzz

from bot.sheet.cells import normal, same
from bot.sheet.columns import COLUMNS, ID, PUBLIC, TITLE

Cells = Mapping[str, str]
"""Column → text. A column that is missing is empty."""

Table = Mapping[str, Cells]
"""Paper id → its cells."""

_ALIKE = 75
"""How much of a title, of 100, must be left for it to be the same one, edited."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Row:
    """A row of the sheet: its place, counted from 0, and its cells, ID included."""

    number: int
    cells: Cells

    @property
    def id(self) -> str:
        """What stands in the ID cell, whoever wrote it."""
        return self.cells.get(ID, "").strip()

    @property
    def title(self) -> str:
        """What stands in the title cell, or an empty text."""
        return self.cells.get(TITLE, "").strip()


@dataclass
class Placing:
    """The row of each paper that has one, and the rows that are no paper's."""

    places: dict[str, Row] = field(default_factory=dict)
    strangers: list[Row] = field(default_factory=list)


def place(base: Table, ours: Table, theirs: Sequence[Row]) -> Placing:
    """Find the row of each paper.

    Of several rows with the same ID, the one that says most of what both sides agreed on is the
    original. A row whose ID is missing or foreign is known again by its cells if they are those
    of a paper that has no row, and else by its title: the paper's ID has not been written yet
    and its writer types on, or somebody emptied the cell.

    An ID alone does not make a row a paper's that was never in the sheet. A database that was lost,
    or a backup that was brought back, may have given out an ID once more that stands in the sheet:
    such a row is another paper, and no text of either may replace one of the other.
    """
    result = Placing()
    copied: dict[str, list[Row]] = {}
    for row in theirs:
        paper_id = row.id
        if paper_id not in ours or (paper_id not in base and not _may_be(ours[paper_id], row)):
            result.strangers.append(row)
        elif paper_id in result.places:
            copied.setdefault(paper_id, [result.places[paper_id]]).append(row)
        else:
            result.places[paper_id] = row
    for paper_id, rows in copied.items():
        original = max(rows, key=_likeness(base.get(paper_id, ours[paper_id])))
        result.places[paper_id] = original
        result.strangers += [row for row in rows if row is not original]
    if not result.strangers:
        return result
    result.strangers.sort(key=lambda row: row.number)
    lost = {one: base[one] for one in base if one in ours and one not in result.places}
    if lost:
        result.strangers = _match(result.places, result.strangers, lost, content)
        titled = {
            one: cells
            for one, cells in lost.items()
            if one not in result.places and cells.get(TITLE, "").strip()
        }
        result.strangers = _match(
            result.places, result.strangers, titled, lambda cells: cells.get(TITLE, "")
        )
        _match_waiting(result, lost)
    return result


def _match_waiting(result: Placing, lost: Table) -> None:
    """Give papers whose ID has never stood in their row the rows that are most like them.

    Whoever types such a row, or has copied it, may have changed much of it by now. If there is one
    paper and one row, it is that.
    """
    waiting: dict[str, list[str]] = {}
    for paper_id, cells in lost.items():
        was = cells.get(ID, "").strip()
        if paper_id not in result.places and was != paper_id:
            waiting.setdefault(was, []).append(paper_id)
    for was, papers in waiting.items():
        rows = [row for row in result.strangers if row.id == was and row.title]
        for paper_id in papers:
            known = lost[paper_id]
            is_only = len(papers) == len(rows) == 1
            found = [row for row in rows if is_only or is_like(row.cells, known)]
            if found:
                row = max(found, key=_likeness(known))
                result.places[paper_id] = row
                result.strangers.remove(row)
                rows.remove(row)


def is_like(cells: Cells, known: Cells) -> bool:
    """Tell whether a row is likely one that was known before, edited since: half of it is left."""
    title, was = cells.get(TITLE, ""), known.get(TITLE, "")
    if not same(title, was) and not (
        title and was and fuzz.partial_ratio(normal(title), normal(was)) > _ALIKE
    ):
        return False
    others = [column for column in PUBLIC if column != TITLE and known.get(column)]
    return 2 * sum(same(cells.get(c, ""), known[c]) for c in others) >= len(others)


def _may_be(paper: Cells, row: Row) -> bool:
    """Tell whether a row that was never agreed on says what a paper does: its title, or most."""
    title = paper.get(TITLE, "")
    if title and same(title, row.cells.get(TITLE, "")):
        return True
    filled = [column for column in PUBLIC if paper.get(column)]
    equal = sum(same(paper[column], row.cells.get(column, "")) for column in filled)
    return 2 * equal > len(filled) or not (filled or row.title)


def content(cells: Cells) -> tuple[str, ...]:
    """Return all that a row says but its ID."""
    return tuple(cells.get(column, "") for column in COLUMNS if column != ID)


def _match(
    places: dict[str, Row], rows: list[Row], lost: Table, key: Callable[[Cells], Key]
) -> list[Row]:
    """Give lost papers the rows with the same key; return the rows that are left."""
    papers: dict[Key, list[str]] = {}
    for paper_id, cells in lost.items():
        papers.setdefault(key(cells), []).append(paper_id)
    left = []
    for row in rows:
        candidates = papers.get(key(row.cells))
        if candidates and row.title:
            likeness = [_likeness(lost[one])(row) for one in candidates]
            places[candidates.pop(likeness.index(max(likeness)))] = row
        else:
            left.append(row)
    return left


def _likeness(known: Cells) -> Callable[[Row], tuple[int, int]]:
    def score(row: Row) -> tuple[int, int]:
        equal = sum(same(row.cells.get(c, ""), known.get(c, "")) for c in COLUMNS)
        return equal, -row.number

    return score
