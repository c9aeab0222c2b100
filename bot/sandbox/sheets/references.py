"""The cell references inside of a formula, and what becomes of them when cells move."""

import re
from collections.abc import Callable

from .a1 import column_index, column_name, quoted

TOKEN = re.compile(
    r"""(?P<string>"(?:[^"]|"")*")
      | (?P<sheet>(?:'(?:[^']|'')+'|[A-Za-z_]\w*)!)?
        (?P<ref>\$?[A-Za-z]{1,3}\$?[1-9]\d*)(?![\w(])
      | (?P<other>[A-Za-z_][\w.]*|.)""",
    re.VERBOSE | re.DOTALL,
)
_PARTS = re.compile(r"(\$?)([A-Za-z]+)(\$?)(\d+)")

Move = Callable[[int, int], tuple[int, int] | None]


def title_of(sheet: str | None) -> str | None:
    """The tab's title of a reference's `'My tab'!`, None where it has none."""
    if sheet is None:
        return None
    title = sheet[:-1]
    return title[1:-1].replace("''", "'") if title.startswith("'") else title


def position(reference: str) -> tuple[int, int]:
    """Row and column of `B$7`."""
    found = _PARTS.fullmatch(reference)
    assert found is not None
    return int(found[4]) - 1, column_index(found[2])


def shifted(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads when copied so far down and right; `$` holds a part in place."""

    def one(found: re.Match[str]) -> str:
        if found["ref"] is None:
            return found[0]
        parts = _PARTS.fullmatch(found["ref"])
        assert parts is not None
        fixed_column, letters, fixed_row, digits = parts.groups()
        column = column_index(letters) + (0 if fixed_column else columns)
        row = int(digits) - 1 + (0 if fixed_row else rows)
        if row < 0 or column < 0:
            return "#REF!"
        return f"{found['sheet'] or ''}{fixed_column}{column_name(column)}{fixed_row}{row + 1}"

    return TOKEN.sub(one, formula)


def followed(formula: str, refers_here: Callable[[str | None], bool], move: Move) -> str:
    """The formula after the cells of a tab moved: `move` gives the new place, None if it is gone.

    `refers_here` tells from the title in a reference (None: the formula's own tab) whether it is
    about that tab.
    """

    def one(found: re.Match[str]) -> str:
        if found["ref"] is None or not refers_here(title_of(found["sheet"])):
            return found[0]
        parts = _PARTS.fullmatch(found["ref"])
        assert parts is not None
        place = move(*position(found["ref"]))
        if place is None:
            return "#REF!"
        return f"{found['sheet'] or ''}{parts[1]}{column_name(place[1])}{parts[3]}{place[0] + 1}"

    return TOKEN.sub(one, formula)


def renamed(formula: str, old: str, new: str) -> str:
    """The formula after the tab `old` was given the title `new`."""

    def one(found: re.Match[str]) -> str:
        title = title_of(found["sheet"])
        if title is None or title.casefold() != old.casefold():
            return found[0]
        return f"{quoted(new)}!{found['ref']}"

    return TOKEN.sub(one, formula)
