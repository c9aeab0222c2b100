"""What a sync would do, without doing any of it: nothing is written, neither here nor at Google.

The same looking and planning as in a real run; then the desk's rules are asked what they would
make of what comes in, and it is planned once more with that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.desk import sheet_changes
from bot.desk.desk import Desk, Work
from bot.newsroom.papers import Paper, Status
from bot.sheet import reading, tabs
from bot.sheet.aftermath import Mend, aftermath
from bot.sheet.binding import ONE_SHEET, Binding
from bot.sheet.engine import Outcome
from bot.sheet.google import Spreadsheet
from bot.sheet.leaving import leaving_rows
from bot.sheet.looking import Looking, Sides
from bot.sheet.memory import Memory
from bot.sheet.mending import mend
from bot.sheet.placing import Row
from bot.sheet.plan import Plan, Write, plan
from bot.sheet.reading import Image, Sheet
from bot.sheet.rows import cells_of, read_edit
from bot.sheet.sending import Sent
from bot.sheet.taking import edit_of, is_emptied, own_id
from bot.sheet.unusual import UnusualSheet
from bot.sheet.writing import arrived_cells
from bot.store import papers


@dataclass(frozen=True)
class Cell:
    """A cell that would say something else: in the sheet, or at the desk.

    ``paper`` is an ID, or empty where the row is no paper's; ``row`` counts as people do. ``note``
    says what is special about it, and may be empty.
    """

    paper: str
    row: int
    column: str
    old: str
    new: str
    note: str = ""


@dataclass(frozen=True)
class NewPaper:
    """A row that would become a paper, as ``paper``; its ID is empty where it would get one."""

    row: int
    paper: Paper


@dataclass
class Preview:
    """What a sync would do.

    ``columns`` would be added to the sheet, whose tab would get another name if it is ``renamed``.
    ``taken`` are cells that the desk would take in,
    ``written`` those that the sheet would get. ``appended`` are papers that would get a row,
    ``leaving`` those whose row would go, since they stand in the other sheet by now,
    ``dropped`` those whose row is gone, ``restored`` those whose row is back, as they would be
    then, ``too_long`` texts that no cell holds. ``alarm`` says why
    nothing would be done at all.
    """

    alarm: str = ""
    columns: Sequence[str] = ()
    renamed: str = ""
    taken: list[Cell] = field(default_factory=list)
    added: list[NewPaper] = field(default_factory=list)
    dropped: list[Paper] = field(default_factory=list)
    restored: list[Paper] = field(default_factory=list)
    written: list[Cell] = field(default_factory=list)
    appended: list[Paper] = field(default_factory=list)
    leaving: list[Paper] = field(default_factory=list)
    too_long: list[tuple[str, str]] = field(default_factory=list)
    outcome: Outcome = field(default_factory=Outcome)


def preview(desk: Desk, spreadsheet: Spreadsheet, binding: Binding = ONE_SHEET) -> Preview:
    """Say what a sync would do now. Raises SheetError if Google does not play along."""
    try:
        return _Foreseeing(desk, spreadsheet, binding).preview()
    except UnusualSheet as unusual:
        return Preview(alarm=str(unusual), outcome=Outcome(alarm=str(unusual)))


class _Foreseeing:
    def __init__(self, desk: Desk, spreadsheet: Spreadsheet, binding: Binding) -> None:
        self._binding = binding
        self._desk = desk
        self._spreadsheet = spreadsheet
        self._looking = Looking(desk, spreadsheet, binding)
        self._result = Preview()
        self._are_published = False

    def preview(self) -> Preview:
        remembered = self._looking.recall()
        answer, _ = self._looking.answer(remembered)
        sheet = self._looking.sheet(answer, remembered)
        is_new = remembered.known is None
        claim = self._looking.claim(remembered, sheet)
        self._are_published = self._binding.publishes and (claim.was_public or not is_new)
        mends, sides = self._with_arrived(remembered, sheet)
        mended = mend(sheet, mends)
        rows = mended.sheet.rows
        found = plan(sides.base, sides.ours, rows)
        if found.alarm:
            raise UnusualSheet(found.alarm)
        result = self._result
        if is_new:
            result.columns = sheet.header.missing
            result.renamed = sheet.tab.title if sheet.tab.title != tabs.TAB else ""
        result.restored = [sides.papers[one] for one in sides.returned]
        with self._desk.look(source=sheet_changes.SOURCE) as work:
            after = self._taken_in(work, found, sides, is_quiet=is_new)
        going = plan(after.base, after.ours, rows) if found.comes_in or found.agreed else found
        there = {row.number: row for row in sheet.rows}
        added = {one for one in after.papers if one not in sides.papers}
        writes = [*going.writes, *mended.missing(going.writes, going.places)]
        going_out = leaving_rows(mended.sheet, going.places, after.base, after.leaving)
        result.leaving = [after.papers[one.paper_id] for one in going_out]
        gone = {one.row for one in going_out}
        writes = [write for write in writes if write.row not in gone]
        result.written = [_written(write, there) for write in writes if write.paper_id not in added]
        result.appended = [after.papers[one] for one in going.appended]
        result.too_long = going.too_long
        result.outcome = Outcome(
            written=len(writes),
            appended=len(going.appended),
            taken=len(found.taken),
            added=len(found.newcomers),
            dropped=len(result.dropped),
        )
        return result

    def _with_arrived(self, remembered: Memory, sheet: Sheet) -> tuple[Sequence[Mend], Sides]:
        """Look at both sides as they are once it is settled what became of a lost answer."""
        arrived = next((one for one in remembered.sent if one.fence in sheet.fences), None)
        if arrived is not None:
            answer = self._spreadsheet.read(reading.KEPT, [tabs.quoted(tabs.HELPER)])
            met = aftermath(arrived, self._image(answer, arrived))
            return met.mends, self._looking.sides(mend(sheet, met.mends).sheet, met.agreed)
        mends = remembered.mends
        sides = self._looking.sides(mend(sheet, mends).sheet, is_new=remembered.known is None)
        for sent in remembered.sent:
            if sent.is_unfenced(sheet.fences):
                agreed = arrived_cells(sides.base, sheet, sent)
                sides = self._looking.sides(sheet, {**sides.base, **agreed})
        return mends, sides

    def _image(self, answer: reading.Json, sent: Sent) -> Image:
        return reading.image(answer, sent.titles, sent.at, self._binding.columns)

    # -- what would come in

    def _taken_in(self, work: Work, found: Plan, sides: Sides, *, is_quiet: bool) -> Sides:
        """Ask the rules what would be taken in; return both sides as they would be then."""
        base, ours, known = dict(sides.base), dict(sides.ours), dict(sides.papers)
        zone = self._desk.zone
        for paper_id, cells in found.agreed.items():
            base[paper_id] = {**base.get(paper_id, {}), **cells}
        for paper_id, cells in found.taken.items():
            edit = read_edit(cells, {**sides.ours[paper_id], **cells}, zone)
            emptied = self._binding.publishes and is_emptied(sides.base.get(paper_id), cells)
            edit = replace(edit, unpublishes=emptied)
            changed, problems = sheet_changes.foresee(work, known[paper_id], edit)
            self._result.taken += _taken(paper_id, cells, found, sides, problems)
            stands = {**cells, **found.stands.get(paper_id, {})}
            base[paper_id] = {**base.get(paper_id, {}), **stands}
            known[paper_id] = changed
        for paper_id in found.gone:
            del base[paper_id], ours[paper_id]
            if paper_id in sides.astray:
                continue
            self._result.dropped.append(known[paper_id])
            known[paper_id] = known[paper_id].but(status=Status.DROPPED)
        for paper_id, row in _with_ids(work, found.newcomers):
            edit = replace(edit_of(row, zone), is_published=self._are_published)
            paper, problems = sheet_changes.foresee_row(work, paper_id, edit, quiet=is_quiet)
            shown = paper if own_id(row) == paper_id else paper.but(id="")
            self._result.added.append(NewPaper(row.number + 1, shown))
            self._result.taken += [
                Cell("", row.number + 1, column, row.cells.get(column, ""), "", f"refused: {why}")
                for column, why in problems.items()
            ]
            base[paper_id], known[paper_id] = dict(row.cells), paper
        for paper_id in [*found.taken, *(one for one in known if one not in sides.papers)]:
            ours[paper_id] = cells_of(known[paper_id], zone, base.get(paper_id))
        # A paper that has just been published is not proved to stand in the other sheet yet.
        return Sides(base, ours, known, astray=sides.astray, leaving=sides.leaving)


def _taken(
    paper_id: str, cells: dict[str, str], found: Plan, sides: Sides, problems: dict[str, str]
) -> Iterator[Cell]:
    row = found.places[paper_id].number + 1
    merged = found.stands.get(paper_id, {})
    lost = {one.column for one in found.conflicts if one.paper_id == paper_id}
    for column, text in cells.items():
        old = sides.ours[paper_id].get(column, "")
        note = ""
        if column in problems:
            note = f"refused: {problems[column]}"
        elif column in lost:
            note = "conflict: changed in Slack as well; the sheet’s version stands, both are kept"
        elif column in merged:
            note = "merged with what was changed in Slack"
        yield Cell(paper_id, row, column, old, text, note)


def _with_ids(work: Work, rows: Sequence[Row]) -> list[tuple[str, Row]]:
    """Return the id that each row would get, as far as nobody else takes it before."""
    wanted = [own_id(row) for row in rows]
    known = {one.id for one in papers.with_ids(work.session, [one for one in wanted if one])}
    last = papers.last_number(work.session)
    result: list[tuple[str, Row]] = []
    free = max([last, *(papers.number_of(one) for one in wanted)])
    for one, row in zip(wanted, rows, strict=True):
        paper_id = one
        if not one or one in known:
            free += 1
            paper_id = f"P{free}"
        known.add(paper_id)
        result.append((paper_id, row))
    return result


def _written(write: Write, there: dict[int, Row]) -> Cell:
    row = there.get(write.row)
    old = row.cells.get(write.column, "") if row else ""
    return Cell(write.paper_id, write.row + 1, write.column, old, write.text)
