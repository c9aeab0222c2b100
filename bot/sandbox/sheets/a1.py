"""A1 notation: `Sheet1!A1:C10`, `'Two words'!A:C`, `2:5`, `A2:C`, a tab's or a name's own word.

Rows and columns count from 0 here and the ends are exclusive, as in a GridRange; None is an open
side.
"""

import re
from dataclasses import dataclass
from typing import Any

from .errors import GoogleError, invalid

_CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?([1-9][0-9]{0,8})?")
_PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LOOKS_LIKE_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with four sides, half open: rows [top, bottom), columns [left, right)."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def height(self) -> int:
        """Rows in it."""
        return max(0, self.bottom - self.top)

    @property
    def width(self) -> int:
        """Columns in it."""
        return max(0, self.right - self.left)

    def meets(self, other: "Box") -> bool:
        """Whether the two share a cell."""
        return (
            self.top < other.bottom
            and other.top < self.bottom
            and self.left < other.right
            and other.left < self.right
        )

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell is inside."""
        return self.top <= row < self.bottom and self.left <= column < self.right


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle whose sides may be open."""

    top: int | None = None
    bottom: int | None = None
    left: int | None = None
    right: int | None = None

    def box(self, rows: int, columns: int) -> Box:
        """The part of it within a grid of so many rows and columns."""
        return Box(
            self.top or 0,
            rows if self.bottom is None else min(self.bottom, rows),
            self.left or 0,
            columns if self.right is None else min(self.right, columns),
        )

    @property
    def one_cell(self) -> bool:
        """Whether it is exactly one cell, which writes take as a place to start."""
        return (
            self.top is not None
            and self.left is not None
            and self.bottom == self.top + 1
            and self.right == self.left + 1
        )


@dataclass(frozen=True, slots=True)
class Reference:
    """A parsed range: the tab's title if one was written, and the bounds; or a bare `word`."""

    title: str | None
    bounds: Bounds
    word: str | None = None


def column_name(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_index(name: str) -> int:
    """A → 0, z → 25, AA → 26."""
    index = 0
    for letter in name.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def quoted(title: str) -> str:
    """A tab's title as it stands in front of the `!`, in quotes where it needs them."""
    if _PLAIN_TITLE.fullmatch(title) and not _LOOKS_LIKE_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def write(title: str, bounds: Bounds | Box) -> str:
    """The range as Google writes it in its answers."""
    first = _corner(bounds.top, bounds.left)
    last = _corner(
        None if bounds.bottom is None else bounds.bottom - 1,
        None if bounds.right is None else bounds.right - 1,
    )
    if not first and not last:
        return quoted(title)
    return f"{quoted(title)}!{first}" + (f":{last}" if last != first or not last else "")


def read(text: str) -> Reference:
    """Parse A1 notation. Raises GoogleError 400 `Unable to parse range: …`."""
    title, rest = _split_title(text)
    if rest is None:
        return Reference(title, Bounds())
    first, colon, second = rest.partition(":")
    start = _cell(first)
    if not colon:
        row, column = start or (None, None)
        if row is not None and column is not None:
            return Reference(title, Bounds(row, row + 1, column, column + 1))
        if title is None and rest:
            return Reference(None, Bounds(), word=rest)
        raise unparsable(text)
    end = _cell(second)
    if start is None or end is None or not first or not second:
        raise unparsable(text)
    return Reference(title, _span(start, end))


def unparsable(text: str) -> GoogleError:
    """What Google says of a range that it cannot read or whose tab it does not know."""
    return invalid(f"Unable to parse range: {text}")


def _span(start: tuple[int | None, int | None], end: tuple[int | None, int | None]) -> Bounds:
    top, bottom = _ordered(start[0], end[0])
    left, right = _ordered(start[1], end[1])
    return Bounds(top, bottom, left, right)


def _ordered(one: int | None, other: int | None) -> tuple[int | None, int | None]:
    if one is None or other is None:
        # Open on one side: what is written is the start, as in A2:C.
        return (one if one is not None else other), None
    return min(one, other), max(one, other) + 1


def _corner(row: int | None, column: int | None) -> str:
    letters = "" if column is None else column_name(column)
    return letters + ("" if row is None else str(row + 1))


def _cell(text: str) -> tuple[int | None, int | None] | None:
    found = _CORNER.fullmatch(text)
    if not found:
        return None
    letters, digits = found.groups()
    return (int(digits) - 1 if digits else None), (column_index(letters) if letters else None)


def _split_title(text: str) -> tuple[str | None, str | None]:
    if text.startswith("'"):
        found = re.match(r"'((?:[^']|'')*)'(?:!(.*))?$", text, re.DOTALL)
        if not found or not found[1]:
            raise unparsable(text)
        return found[1].replace("''", "'"), found[2]
    title, mark, rest = text.rpartition("!")
    if not mark:
        return None, text
    if not title or "!" in title:
        raise unparsable(text)
    return title, rest


def grid_range(sheet_id: int, bounds: Bounds | Box) -> dict[str, Any]:
    """The GridRange of an answer. Google leaves out a sheetId of 0 here."""
    sides = {
        "startRowIndex": bounds.top,
        "endRowIndex": bounds.bottom,
        "startColumnIndex": bounds.left,
        "endColumnIndex": bounds.right,
    }
    shown = {k: v for k, v in sides.items() if v is not None}
    return {"sheetId": sheet_id, **shown} if sheet_id else shown
