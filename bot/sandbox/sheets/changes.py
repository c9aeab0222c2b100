"""What a spreadsheet's change is to those who look on: other cells, or a tab to read again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from .formulas import Workings
from .model import BLANK, Book, Cell, Json, Tab
from .render import Renderer

MOST_CELLS = 5_000
"""Beyond so many changed cells of a tab it is quicker to read it again."""

_REORDERING = {
    "deleteDimension": "range",
    "deleteDuplicates": "range",
    "deleteRange": "range",
    "insertDimension": "range",
    "insertRange": "range",
    "moveDimension": "source",
    "sortRange": "range",
}
"""The kinds of requests that put cells elsewhere, and where each says in which tab."""

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_REFERENCE = re.compile(r"[A-Za-z]\$?\d|:")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Changed:
    """A spreadsheet before and after a change, None where there was or is none.

    `by` is "bot" or "human", `version` that of the store after it. `reordered` are the ids of the
    tabs in which cells may stand elsewhere than before.
    """

    before: Book | None
    after: Book | None
    by: str
    version: int
    reordered: frozenset[int] = frozenset()

    @property
    def book_id(self) -> str:
        """The spreadsheet's id."""
        book = self.after or self.before
        assert book is not None
        return book.book_id

    def followed_by(self, later: "Changed") -> "Changed":
        """This change and a later one of the same spreadsheet as one."""
        return replace(later, before=self.before, reordered=self.reordered | later.reordered)


def reordered(requests: list[Json]) -> frozenset[int]:
    """The ids of the tabs in which the requests of a batch put cells elsewhere."""
    places = [
        body.get(_REORDERING[kind], {})
        for request in requests
        for kind, body in request.items()
        if kind in _REORDERING
    ]
    return frozenset(place.get("sheetId", 0) for place in places)


def outline_changed(changed: Changed) -> bool:
    """Whether there are other spreadsheets or tabs, or they are called or shared otherwise."""
    before, after = changed.before, changed.after
    if before is None or after is None:
        return True
    return _outline(before) != _outline(after) or before.permissions != after.permissions


def _outline(book: Book) -> tuple[Any, ...]:
    tabs = [(t.sheet_id, t.title, t.hidden, t.height, t.width) for t in book.tabs]
    return book.title, tabs


def events(changed: Changed) -> list[Json]:
    """What to tell: for each tab that has changed its `cells`, as `[row, column, CellData]`, or
    that it has to be read again (`reload`), as has the whole spreadsheet where no tab is named.

    None stands for a cell in which there is nothing any more. A formula's cell is told when what
    it comes to has changed. `moved` says of a tab that its rows or columns may stand elsewhere.
    """
    before, after = changed.before, changed.after
    if after is None:
        return []
    told = {"id": changed.book_id, "version": changed.version, "by": changed.by}
    if before is None or [t.sheet_id for t in before.tabs] != [t.sheet_id for t in after.tabs]:
        return [{**told, "reload": True}]
    worked_out = Workings(before), Workings(after)
    renderer = Renderer(worked_out[1])
    found: list[Json] = []
    for old, new in zip(before.tabs, after.tabs, strict=True):
        mine = {**told, "tab": new.sheet_id}
        if new.sheet_id in changed.reordered:
            found.append({**mine, "reload": True, "moved": True})
            continue
        if _shape(old) != _shape(new):
            found.append({**mine, "reload": True})
            continue
        places = {**dict.fromkeys(_edited(old, new)), **dict.fromkeys(_reckoned(new, *worked_out))}
        if len(places) > MOST_CELLS:
            found.append({**mine, "reload": True})
        elif places:
            cells = [[*place, _shown(renderer, new, place)] for place in sorted(places)]
            found.append({**mine, "cells": cells})
    return found


def _shape(tab: Tab) -> tuple[Any, ...]:
    return (
        tab.title,
        tab.hidden,
        tab.properties,
        tab.dims,
        tab.merges,
        tab.basic_filter,
        tab.filter_views,
        tab.conditional,
        tab.protected,
    )


def _edited(old: Tab, new: Tab) -> Iterator[Place]:
    """The places whose cells are other ones."""
    for row, (before, after) in enumerate(zip(old.rows, new.rows, strict=True)):
        if before == after:
            continue
        for column in before.keys() | after.keys():
            if before.get(column) != after.get(column):
                yield row, column


def _reckoned(tab: Tab, before: Workings, after: Workings) -> Iterator[Place]:
    """The places of formulas that come to something else, though they may read the same."""
    old = before.book.tab(tab.sheet_id)
    for row, line in enumerate(tab.rows):
        for column, cell in line.items():
            if cell.formula is None or not _refers(cell.formula):
                continue
            was = _result(before, old, row, column, old.get(row, column))
            if was != _result(after, tab, row, column, cell):
                yield row, column


def _refers(formula: str) -> bool:
    return _REFERENCE.search(_TEXT.sub("", formula)) is not None


def _result(workings: Workings, tab: Tab, row: int, column: int, cell: Cell) -> tuple[Any, Any]:
    return workings.value(tab, row, column, cell), workings.link(tab, row, column, cell)


def _shown(renderer: Renderer, tab: Tab, place: Place) -> Json | None:
    cell = tab.get(*place)
    return None if cell == BLANK else renderer.cell(tab, *place, cell)
