"""What a sync would do, as ``newsletter-bot sync --once --dry-run`` prints it."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.newsroom.papers import Paper
from bot.reports.terminal_text import printable
from bot.sheet.engine import Outcome
from bot.sheet.preview import Cell, Preview
from bot.sheet.tabs import TAB

_TO_SHEET, _FROM_SHEET = "→ sheet", "← sheet"
_NOTHING = "–"
_AROUND = 40
"""So much of a long text is shown before the first and after the last difference."""
_LONGEST = 240


def sync_report(preview: Preview) -> RenderableType:
    """Return all that would be written and taken in, a line each, and the sum of it."""
    if preview.alarm:
        return Group(
            Text("Nothing would be done at all:", style="bold red"),
            Text(printable(preview.alarm)),
        )
    parts: list[RenderableType] = []
    if preview.renamed:
        parts.append(Text(f"The tab “{printable(preview.renamed)}” would be called “{TAB}”."))
    if preview.columns:
        parts.append(Text(f"Columns would be added: {', '.join(preview.columns)}."))
    table = Table("", "Paper", "Column", "From", "To", "Note", expand=True, header_style="bold")
    for column, ratio in zip(table.columns, (None, None, None, 4, 4, 2), strict=True):
        column.ratio, column.overflow = ratio, "fold"
        column.no_wrap = ratio is None
    for line in _lines(preview):
        table.add_row(*(Text(printable(text)) for text in line))
    if table.row_count:
        parts.append(table)
    return Group(*parts, Text(_sum(preview.outcome), style="bold"))


def _lines(preview: Preview) -> Iterator[tuple[str, ...]]:
    for cell in preview.taken:
        yield (_FROM_SHEET, *_cell(cell))
    for one in preview.added:
        status = f"becomes {one.paper.id or 'a paper'}, {one.paper.status}"
        yield _FROM_SHEET, f"row {one.row}", "", _NOTHING, _short(one.paper.title), status
    for paper in preview.dropped:
        yield _FROM_SHEET, paper.id, "", _name(paper), _NOTHING, "dropped: its row is gone"
    for paper in preview.restored:
        yield _FROM_SHEET, paper.id, "", _NOTHING, _name(paper), f"its row is back: {paper.status}"
    for cell in preview.written:
        yield (_TO_SHEET, *_cell(cell))
    for paper in preview.appended:
        yield _TO_SHEET, paper.id, "", _NOTHING, _name(paper), "gets a row"
    for paper in preview.leaving:
        yield _TO_SHEET, paper.id, "", _name(paper), _NOTHING, "in the other sheet: row goes"
    for paper_id, column in preview.too_long:
        yield _TO_SHEET, paper_id, column, "", "", "too long for a cell: left out"


def _cell(cell: Cell) -> tuple[str, ...]:
    where = cell.paper or f"row {cell.row}"
    old, new = _differing(cell.old, cell.new)
    return where, cell.column, old or _NOTHING, new or _NOTHING, cell.note


def _name(paper: Paper) -> str:
    return _short(paper.title or paper.url)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _differing(old: str, new: str) -> tuple[str, str]:
    """Return two texts, or, of long ones, where they differ and some words around it."""
    if max(len(old), len(new)) <= _LONGEST:
        return old, new
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    most -= start
    end = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return _stretch(old, start, end), _stretch(new, start, end)


def _stretch(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), len(text) - end + _AROUND)
    shown = _short(text[first:last])
    return ("…" if first else "") + shown + ("…" if last < len(text) and shown[-1:] != "…" else "")


def _sum(outcome: Outcome) -> str:
    return (
        f"To the sheet: {outcome.appended} rows would be added, {outcome.written} cells written."
        f" From the sheet: {outcome.added} papers would be added, {outcome.taken} changed,"
        f" {outcome.dropped} dropped. Nothing was written."
    )
