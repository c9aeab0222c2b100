"""What a bot may not do to the sheet while nobody else touches it, told from two looks at it."""

from typing import Any

from tests.torture.hand import kept
from tests.torture.looking import OWN, Cell, Look, Row, Tab

Json = dict[str, Any]


def misconduct(old: Look, new: Look, known: set[str], *, is_alarmed: bool) -> list[str]:
    """Say what a bot has done to the sheet between two looks that it may not do.

    ``known`` are the words that the database knows.
    """
    problems = [
        f"the tab {tab.title!r} is people’s and was changed"
        for tab, after in zip(old.others, new.others, strict=False)
        if _all(tab) != _all(after)
    ]
    if len(old.others) != len(new.others):
        problems.append("a tab of people’s is gone")
    if is_alarmed and _all(old.papers) != _all(new.papers):
        problems.append("something was written although the sync has stopped")
    return problems + _in_rows(old.papers, new.papers, known)


def taken_over(old: Look, new: Look) -> list[str]:
    """Say which cells of a sheet that was taken over are not as they were."""
    return [
        f"the cell {row.number}:{at} was changed when the sheet was taken over"
        for row, after in zip(old.papers.rows, new.papers.rows, strict=False)
        for at, (cell, now) in enumerate(zip(row.cells, after.cells, strict=False))
        if not cell.is_empty and kept(cell) != kept(now) and row.names[at] != "ID"
    ]


def lost(old: Look, new: Look, known: set[str]) -> list[str]:
    """Say which words a bot has taken out of the sheet without having kept them anywhere."""
    safe = set(new.tokens) | set(new.hidden_tokens) | known
    return [f"{token} was written over and is nowhere" for token in old.tokens if token not in safe]


def _in_rows(old: Tab, new: Tab, known: set[str]) -> list[str]:
    problems = []
    names = [at for at, text in enumerate(old.header) if text]
    changed = [at for at in names if old.header[at] != new.header[at]]
    # A header of ours that is missing may be written again, and nothing else.
    if any(new.names[at] in ("", *old.names) for at in changed):
        problems.append(f"the header was changed from {old.header} to {new.header}")
    own = [at for at, text in enumerate(old.header) if text.startswith(OWN)]
    after = {row.number: row for row in new.rows}
    for row in old.rows:
        now = after.get(row.number) or Row(row.number, (), new.names)
        for at in own:
            if _cell(row, at) != _cell(now, at):
                problems.append(f"people’s own cell {row.number}:{at} was changed")
        if row.is_half_typed and not known.intersection(row.tokens):
            changed = [at for at in names if _cell(row, at) != _cell(now, at)]
            if changed:
                problems.append(f"row {row.number} was half typed and was changed: {changed}")
    for row in new.rows[len(old.rows) :]:
        if any(not row.cells[at].is_empty for at in own if at < len(row.cells)):
            problems.append(f"the new row {row.number} has something in people’s own columns")
    return problems


def _cell(row: Row, at: int) -> Json:
    return kept(row.cells[at]) if at < len(row.cells) else {}


def _all(tab: Tab) -> list[list[Json]]:
    lines = [[_stored(cell) for cell in line] for line in tab.grid]
    for line in lines:
        while line and not line[-1]:
            line.pop()
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _stored(cell: Cell) -> Json:
    return kept(cell)
