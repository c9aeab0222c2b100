"""What a sync has to do, worked out from three tables. Pure: no database, no Google, no clock.

The three are what both sides last agreed on (the base), the desk's papers (ours), and the sheet
(theirs). What only one side changed goes to the other. Where both did, the cell stays as the
person left it in the sheet, and the plan says so.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.sheet.cells import same
from bot.sheet.columns import COLUMNS, ID, TITLE

Cells = Mapping[str, str]
"""Column → text. A column that is missing is empty."""

Table = Mapping[str, Cells]
"""Paper id → its cells."""

_FEW = 3
"""So many deleted rows are nobody's accident, however small the sheet."""


@dataclass(frozen=True)
class Row:
    """A row of the sheet: its place, counted from 0, and its cells, ID included."""

    number: int
    cells: Cells

    @property
    def id(self) -> str:
        """What stands in the ID cell, whoever wrote it."""
        return self.cells.get(ID, "").strip()


@dataclass(frozen=True)
class Write:
    """A cell that the sheet must get: where, and what is to stand there."""

    row: int
    paper_id: str
    column: str
    text: str


@dataclass(frozen=True)
class Conflict:
    """A cell that both sides changed; ``theirs`` stays."""

    paper_id: str
    column: str
    base: str
    ours: str
    theirs: str


@dataclass
class Plan:
    """What there is to do.

    ``taken``: papers → the cells that people changed in the sheet, to be taken in by the desk.
    ``newcomers``: rows that are no paper yet, copies of others included.
    ``gone``: papers whose row was deleted. ``agreed``: cells in which both sides say the same and
    the base does not know it yet. ``writes`` and ``appended`` are for the sheet: cells of rows
    that are there, and papers that have none. ``alarm``, if there is one, says why nothing may be
    done at all. ``places`` tells in which row each paper stands.
    """

    taken: dict[str, dict[str, str]] = field(default_factory=dict)
    newcomers: list[Row] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    agreed: dict[str, dict[str, str]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    writes: list[Write] = field(default_factory=list)
    appended: dict[str, dict[str, str]] = field(default_factory=dict)
    places: dict[str, Row] = field(default_factory=dict)
    alarm: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether both sides and the base are at one."""
        return not (self.comes_in or self.goes_out or self.agreed or self.alarm)

    @property
    def comes_in(self) -> bool:
        """Whether the desk has something to take in."""
        return bool(self.taken or self.newcomers or self.gone)

    @property
    def goes_out(self) -> bool:
        """Whether the sheet has something to get."""
        return bool(self.writes or self.appended)


def plan(base: Table, ours: Table, theirs: Sequence[Row]) -> Plan:
    """Work out what a sync has to do.

    A paper of ours that is neither in the base nor in the sheet gets a row; one of the base that
    has no row any more counts as deleted by a person. Rows without a title that are no paper yet
    are left alone: somebody is still typing.
    """
    result = Plan()
    strangers = _place(result.places, base, ours, theirs)
    result.newcomers = [row for row in strangers if row.cells.get(TITLE, "").strip()]
    gone = [paper_id for paper_id in base if paper_id in ours and paper_id not in result.places]
    if len(gone) > _FEW and 2 * len(gone) > len(base):
        return Plan(alarm=_most_gone(len(gone), len(base)))
    result.gone = gone
    for paper_id, row in result.places.items():
        _compare(result, paper_id, base.get(paper_id), ours[paper_id], row)
    for paper_id, cells in ours.items():
        if paper_id not in base and paper_id not in result.places:
            result.appended[paper_id] = {column: cells.get(column, "") for column in COLUMNS}
    return result


def recognise(base: Table, ours: Table, theirs: Sequence[Row], sent: Table) -> dict[str, Cells]:
    """Return the base after a write whose outcome is unknown: what of ``sent`` is in the sheet.

    A row that was appended is known by the ID in it; of the cells, those that say what was sent
    have arrived.
    """
    places: dict[str, Row] = {}
    _place(places, base, ours, theirs)
    result: dict[str, Cells] = {}
    for paper_id, cells in sent.items():
        row = places.get(paper_id)
        if row is None:
            continue
        if paper_id not in base:
            result[paper_id] = dict(cells)
            continue
        arrived = {c: t for c, t in cells.items() if same(row.cells.get(c, ""), t)}
        if arrived:
            result[paper_id] = {**base[paper_id], **arrived}
    return result


def _place(places: dict[str, Row], base: Table, ours: Table, theirs: Sequence[Row]) -> list[Row]:
    """Find the row of each paper; return the rows that are no paper's.

    A row is known by its ID. Of several with the same ID, the one that says most of what the base
    does is the original. A row whose ID is missing or foreign is known again by its cells, if they
    are exactly those of a paper that has no row: the paper's ID has not been written yet, or
    somebody emptied the cell.
    """
    by_id: dict[str, list[Row]] = {}
    for row in theirs:
        by_id.setdefault(row.id, []).append(row)
    strangers: list[Row] = []
    for paper_id, rows in by_id.items():
        if paper_id not in ours:
            strangers += rows
            continue
        known = base.get(paper_id, ours[paper_id])
        original = rows[0] if len(rows) == 1 else max(rows, key=_likeness(known))
        places[paper_id] = original
        strangers += [row for row in rows if row is not original]
    if not strangers:
        return []
    strangers.sort(key=lambda row: row.number)
    lost = [one for one in base if one in ours and one not in places]
    left = _match(places, strangers, {one: _content(base[one]) for one in lost}, _content)
    # A row that was just taken in may have been typed on before its ID was written.
    waiting = {
        one: base[one].get(TITLE, "")
        for one in lost
        if one not in places and base[one].get(ID, "") != one
    }
    return _match(places, left, waiting, lambda cells: cells.get(TITLE, ""))


Key = TypeVar("Key")


def _match(
    places: dict[str, Row], rows: list[Row], lost: Mapping[str, Key], key: Callable[[Cells], Key]
) -> list[Row]:
    """Give lost papers the rows with the same key; return the rows that are left."""
    papers: dict[Key, list[str]] = {}
    for paper_id, wanted in lost.items():
        papers.setdefault(wanted, []).append(paper_id)
    left = []
    for row in rows:
        candidates = papers.get(key(row.cells))
        if candidates and row.cells.get(TITLE, "").strip():
            places[candidates.pop(0)] = row
        else:
            left.append(row)
    return left


def _likeness(known: Cells) -> Callable[[Row], tuple[int, int]]:
    def score(row: Row) -> tuple[int, int]:
        equal = sum(same(row.cells.get(c, ""), known.get(c, "")) for c in COLUMNS)
        return equal, -row.number

    return score


def _content(cells: Cells) -> tuple[str, ...]:
    return tuple(cells.get(column, "") for column in COLUMNS if column != ID)


def _compare(result: Plan, paper_id: str, base: Cells | None, ours: Cells, row: Row) -> None:
    for column, was, mine, there in _cells(base or {}, ours, row.cells):
        if column == ID:
            if there != mine:
                result.writes.append(Write(row.number, paper_id, ID, mine))
            elif was != mine:
                result.agreed.setdefault(paper_id, {})[ID] = mine
        elif same(mine, there):
            if was != there:
                result.agreed.setdefault(paper_id, {})[column] = there
        elif same(there, was):
            result.writes.append(Write(row.number, paper_id, column, mine))
        else:
            result.taken.setdefault(paper_id, {})[column] = there
            if not same(mine, was):
                result.conflicts.append(Conflict(paper_id, column, was, mine, there))


def _cells(base: Cells, ours: Cells, theirs: Cells) -> Iterator[tuple[str, str, str, str]]:
    """Yield the columns in which not all three are at one already."""
    for column in COLUMNS:
        was, mine, there = base.get(column, ""), ours.get(column, ""), theirs.get(column, "")
        if not was == mine == there:
            yield column, was, mine, there


def _most_gone(gone: int, known: int) -> str:
    return (
        f"{gone} of the {known} rows are gone from the sheet, so I have left everything as it is:"
        " nothing was dropped, and nothing will be written. Bring the rows back (Edit → Undo, or"
        " File → Version history); then I go on by myself."
    )
