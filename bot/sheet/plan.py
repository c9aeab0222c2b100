"""What a sync has to do, worked out from three tables. Pure: no database, no Google, no clock.

The three are what both sides last agreed on (the base), the desk's papers (ours), and the sheet
(theirs). What only one side changed goes to the other. Where both did, what can be merged is, and
else the cell stays as the person left it in the sheet, and the plan says so.

The time it takes grows with the number of rows and no faster; where nothing was changed, texts are
only compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.newsroom.checking import fits
from bot.sheet.apart import FOLLOWING, find_apart
from bot.sheet.cells import same
from bot.sheet.columns import COLUMNS, ID, OPINION, SUMMARIZER
from bot.sheet.merging import merged, merged_credits
from bot.sheet.placing import Cells, Placing, Row, Table, place

_FEW = 3
"""So many deleted rows are nobody's accident, however small the sheet."""

_CREDITS = (SUMMARIZER, OPINION)
"""Cells that are read together, and so merged together."""


@dataclass(frozen=True)
class Write:
    """A cell that the sheet must get: where, and what is to stand there.

    ``paper_id`` is empty where the row is no paper's.
    """

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

    ``taken``: papers → the cells to be taken in by the desk, since people changed them in the
    sheet; of those that were merged, ``stands`` is what the sheet says until the merged text is
    written. ``newcomers``: rows that are no paper yet, copies of others included. ``gone``: papers
    whose row was deleted. ``agreed``: cells in which both sides say the same and the base does not
    know it yet. ``writes`` and ``appended`` are for the sheet: cells of rows that are there, and
    papers that have none. ``moved`` are papers whose texts were found beside another's ID, which
    the writes put right. ``too_long`` are texts of ours that no cell holds. ``alarm``, if there is
    one, says why nothing may be done at all. ``places`` tells in which row each paper stands.
    """

    taken: dict[str, dict[str, str]] = field(default_factory=dict)
    stands: dict[str, dict[str, str]] = field(default_factory=dict)
    newcomers: list[Row] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    agreed: dict[str, dict[str, str]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    writes: list[Write] = field(default_factory=list)
    appended: dict[str, dict[str, str]] = field(default_factory=dict)
    moved: list[str] = field(default_factory=list)
    too_long: list[tuple[str, str]] = field(default_factory=list)
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
    placing = place(base, ours, theirs)
    result, edits = _compared(base, ours, placing.places)
    apart = find_apart(base, edits, placing.places, placing.strangers)
    if apart.alarm:
        return Plan(alarm=apart.alarm)
    if apart.moved:
        result = _put_right(base, ours, placing, apart.moved, apart.vacated)
    places = placing.places
    result.newcomers = [row for row in placing.strangers if row.title]
    result.gone = [paper_id for paper_id in base if paper_id in ours and paper_id not in places]
    if len(result.gone) > _FEW and 2 * len(result.gone) > len(base):
        return Plan(alarm=_most_gone(len(result.gone), len(base)))
    for paper_id, cells in ours.items():
        if paper_id not in base and paper_id not in places:
            result.appended[paper_id] = {column: cells.get(column, "") for column in COLUMNS}
    _leave_out_what_is_too_long(result)
    return result


def recognise(base: Table, ours: Table, theirs: Sequence[Row], sent: Table) -> dict[str, Cells]:
    """Return the base after a write of which nothing is known: what of ``sent`` is in the sheet.

    A row that was appended is known by the ID in it; of the cells, those that say what was sent
    have arrived.
    """
    # What was sent with an ID in it is known by that, whatever people have made of it since.
    places = place({**sent, **base}, ours, theirs).places
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


def _compared(
    base: Table, ours: Table, places: dict[str, Row]
) -> tuple[Plan, dict[str, dict[str, str]]]:
    """Compare all that stands in a row; return also what is not in the sheet as the base has it."""
    result = Plan(places=places)
    edits: dict[str, dict[str, str]] = {}
    for paper_id, row in places.items():
        known = base.get(paper_id)
        mine, there = ours[paper_id], row.cells
        if known == mine == there:
            continue
        differing = list(_differing(known or {}, mine, there))
        if not differing:
            continue
        _compare(result, paper_id, differing, row, is_known=known is not None)
        if known is not None:
            changed = {c: text for c, was, _, text in differing if c != ID and not same(was, text)}
            if changed:
                edits[paper_id] = changed
    return result, edits


def _put_right(
    base: Table,
    ours: Table,
    placing: Placing,
    moved: dict[str, Row],
    vacated: dict[str, Row],
) -> Plan:
    """Plan once more, each paper in the row that its texts stand in.

    The bot's columns beside them are another paper's, or nobody's: they are no edits, and are
    written as this paper has them.
    """
    numbers = {row.number for row in moved.values()}
    placing.strangers = [row for row in placing.strangers if row.number not in numbers]
    for paper_id, row in moved.items():
        own = {column: base[paper_id].get(column, "") for column in FOLLOWING}
        placing.places[paper_id] = Row(row.number, {**row.cells, **own, ID: paper_id})
    result, _ = _compared(base, ours, placing.places)
    result.moved = list(moved)
    planned = {(write.row, write.column) for write in result.writes}
    for paper_id, row in moved.items():
        for column in (*FOLLOWING, ID):
            text = ours[paper_id].get(column, "")
            is_right = same(row.cells.get(column, ""), text)
            if not is_right and (row.number, column) not in planned:
                result.writes.append(Write(row.number, paper_id, column, text))
    for row in vacated.values():
        for column in (*FOLLOWING, ID):
            if row.cells.get(column) and (row.number not in numbers):
                result.writes.append(Write(row.number, "", column, ""))
    return result


Differing = tuple[str, str, str, str]
"""A column, and what base, desk and sheet say in it."""


def _compare(
    result: Plan, paper_id: str, differing: Sequence[Differing], row: Row, *, is_known: bool
) -> None:
    is_joint = _both_changed([one for one in differing if one[0] in _CREDITS])
    for column, was, mine, there in differing:
        if column == ID:
            if there != mine:
                result.writes.append(Write(row.number, paper_id, ID, mine))
            elif was != mine:
                result.agreed.setdefault(paper_id, {})[ID] = mine
        elif is_joint and column in _CREDITS:
            continue
        elif same(mine, there):
            if was != there:
                result.agreed.setdefault(paper_id, {})[column] = there
        elif same(there, was):
            result.writes.append(Write(row.number, paper_id, column, mine))
        else:
            text = None
            if is_known and not same(mine, was):
                text = merged(column, was, mine, there)
                if text is None:
                    result.conflicts.append(Conflict(paper_id, column, was, mine, there))
            _take(result, paper_id, column, text, there)
    if is_joint:
        _compare_credits(result, paper_id, differing, row, is_known=is_known)


def _both_changed(cells: Sequence[Differing]) -> bool:
    return any(not same(mine, was) for _, was, mine, _ in cells) and any(
        not same(there, was) and not same(there, mine) for _, was, mine, there in cells
    )


def _compare_credits(
    result: Plan, paper_id: str, differing: Sequence[Differing], row: Row, *, is_known: bool
) -> None:
    """Compare the two cells that credit people, where both sides have changed something in them."""
    found = {column: rest for column, *rest in differing}
    agreed = row.cells
    credit, opinion = (found.get(column) or [agreed.get(column, "")] * 3 for column in _CREDITS)
    sides = list(zip(credit, opinion, strict=True))
    both = merged_credits(sides[0], sides[1], sides[2]) if is_known else None
    for at, column in enumerate(_CREDITS):
        was, mine, there = (side[at] for side in sides)
        text = both[at] if both else None
        if text is not None and same(text, there):
            text = None
        if same(mine, there):
            if text is not None:
                _take(result, paper_id, column, text, there)
            elif was != there:
                result.agreed.setdefault(paper_id, {})[column] = there
            continue
        if text is not None and same(there, was) and same(text, mine):
            result.writes.append(Write(row.number, paper_id, column, mine))
            continue
        _take(result, paper_id, column, text, there)
        if both is None and is_known and not same(mine, was):
            result.conflicts.append(Conflict(paper_id, column, was, mine, there))


def _take(result: Plan, paper_id: str, column: str, merged: str | None, there: str) -> None:
    """Take a cell in as it stands, or as it was merged, which the sheet gets afterwards."""
    result.taken.setdefault(paper_id, {})[column] = there if merged is None else merged
    if merged is not None:
        result.stands.setdefault(paper_id, {})[column] = there


def _differing(base: Cells, ours: Cells, theirs: Cells) -> Iterator[Differing]:
    """Yield the columns in which not all three are at one already."""
    for column in COLUMNS:
        was, mine, there = base.get(column, ""), ours.get(column, ""), theirs.get(column, "")
        if not was == mine == there:
            yield column, was, mine, there


def _leave_out_what_is_too_long(result: Plan) -> None:
    """Keep texts from the sheet that Google would refuse, and with them everything else."""
    too_long = [write for write in result.writes if not fits(write.text)]
    if too_long:
        result.writes = [write for write in result.writes if fits(write.text)]
        result.too_long += [(write.paper_id, write.column) for write in too_long]
    for paper_id, cells in result.appended.items():
        for column, text in cells.items():
            if not fits(text):
                result.too_long.append((paper_id, column))
    for paper_id, column in result.too_long:
        if paper_id in result.appended:
            del result.appended[paper_id][column]


def _most_gone(gone: int, known: int) -> str:
    return (
        f"{gone} of the {known} rows are gone from the sheet, so I have left everything as it is:"
        " nothing was dropped, and nothing will be written. Bring the rows back (Edit → Undo, or"
        " File → Version history); then I go on by myself."
    )
