"""Works out formulas: arithmetic, references, and the few functions that people type in a list.

Whatever would fetch something (IMPORTXML and its kin) is an error here, and so is any function
that is not known: a sandbox never opens a connection for a cell.
"""

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

from . import functions
from .a1 import column_index
from .functions import Problem
from .model import Book, Cell, Json, Tab
from .references import position, title_of

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<string>"(?:[^"]|"")*")
      | (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)
      | (?P<sheet>(?:'(?:[^']|'')+'|[A-Za-z_]\w*)!)?
        (?P<ref>\$?[A-Za-z]{1,3}\$?[1-9]\d*)(?![\w(])
      | (?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w(])
      | (?P<error>\#REF!)
      | (?P<name>[A-Za-z_][\w.]*)
      | (?P<sign><>|<=|>=|[-+*/^&=<>(),:;%{}])
    )""",
    re.VERBOSE,
)
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("=", "<>", "<", ">", "<=", ">="),
    ("&",),
    ("+", "-"),
    ("*", "/"),
    ("^",),
)

Values = list[list[Any]]


class Workings:
    """Values of one book's cells, each formula worked out once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._known: dict[tuple[int, int, int], Json | None] = {}
        self._links: dict[tuple[int, int, int], str | None] = {}
        self._open: set[tuple[int, int, int]] = set()

    def value(self, tab: Tab, row: int, column: int, cell: Cell) -> Json | None:
        """The effective ExtendedValue of a cell; None for an empty one."""
        if cell.formula is None:
            return cell.entered
        key = (tab.sheet_id, row, column)
        if key not in self._known:
            if key in self._open:
                return Problem("REF", "Circular dependency detected.").value()
            self._open.add(key)
            try:
                self._known[key] = self._work_out(tab, cell.formula, key)
            finally:
                self._open.discard(key)
        return self._known[key]

    def link(self, tab: Tab, row: int, column: int, cell: Cell) -> str | None:
        """Where a =HYPERLINK formula leads, None for any other cell."""
        if cell.formula is None:
            return None
        self.value(tab, row, column, cell)
        return self._links.get((tab.sheet_id, row, column))

    def _work_out(self, tab: Tab, formula: str, key: tuple[int, int, int]) -> Json | None:
        try:
            reader = _Reader(self, tab, formula[1:])
            result = reader.whole()
        except Problem as problem:
            return problem.value()
        except RecursionError:
            return Problem("ERROR", "Formula is nested too deeply.").value()
        self._links[key] = reader.link
        if isinstance(result, list):
            result = result[0][0] if result and result[0] else None
        if isinstance(result, bool):
            return {"boolValue": result}
        if isinstance(result, int | float):
            if not abs(result) <= sys.float_info.max:
                return Problem("NUM", "The result is too large to be shown.").value()
            return {"numberValue": result}
        return {"numberValue": 0} if result is None else {"stringValue": result}

    def read(self, tab: Tab, top: int, left: int, bottom: int, right: int) -> Values:
        """The plain values of a rectangle, for use in a formula."""
        rows = range(top, min(bottom, tab.height))
        return [
            [self._plain(tab, row, column) for column in range(left, min(right, tab.width))]
            for row in rows
        ]

    def _plain(self, tab: Tab, row: int, column: int) -> Any:
        value = self.value(tab, row, column, tab.get(row, column))
        if not value:
            return None
        if "errorValue" in value:
            raise Problem(value["errorValue"]["type"], value["errorValue"]["message"])
        return next(iter(value.values()))


class _Reader:
    """Reads and works out one formula, by descent through the levels of its operators."""

    def __init__(self, workings: Workings, tab: Tab, text: str) -> None:
        self.workings = workings
        self.tab = tab
        self.tokens = list(self._split(text))
        self.at = 0
        self.link: str | None = None

    def _split(self, text: str) -> Iterator[re.Match[str]]:
        at = 0
        while text[at:].strip():
            found = _TOKEN.match(text, at)
            if found is None:
                raise _unreadable()
            yield found
            at = found.end()

    def whole(self) -> Any:
        result = self.level(0)
        if self.at < len(self.tokens):
            raise _unreadable()
        return result

    def _sign(self) -> str | None:
        return self.tokens[self.at]["sign"] if self.at < len(self.tokens) else None

    def level(self, depth: int) -> Any:
        if depth == len(_LEVELS):
            return self.percent()
        left = self.level(depth + 1)
        while (sign := self._sign()) in _LEVELS[depth]:
            assert sign is not None
            self.at += 1
            left = functions.operate(sign, left, self.level(depth + 1))
        return left

    def percent(self) -> Any:
        value = self.single()
        while self._sign() == "%":
            self.at += 1
            value = functions.number(value) / 100
        return value

    def single(self) -> Any:
        if self.at >= len(self.tokens):
            raise _unreadable()
        token = self.tokens[self.at]
        self.at += 1
        if token["string"] is not None:
            return token["string"][1:-1].replace('""', '"')
        if token["number"] is not None:
            number = float(token["number"])
            return int(number) if number.is_integer() else number
        if token["error"] is not None:
            raise Problem("REF", "Reference does not exist.")
        if token["ref"] is not None or token["columns"] is not None:
            return self.reference(token)
        if token["name"] is not None:
            return self.name(token["name"])
        if token["sign"] in ("-", "+"):
            value = functions.number(self.single())
            return -value if token["sign"] == "-" else value
        if token["sign"] == "(":
            value = self.level(0)
            self.expect(")")
            return value
        raise _unreadable()

    def expect(self, sign: str) -> None:
        if self._sign() != sign:
            raise _unreadable()
        self.at += 1

    def reference(self, token: re.Match[str]) -> Any:
        tab: Tab | None = self.tab
        title = title_of(token["sheet"])
        if title is not None:
            tab = self.workings.book.titled(title)
        if tab is None:
            raise Problem("REF", f"Unresolved sheet name '{title}'.")
        if token["columns"] is not None:
            first, last = (column_index(c.strip("$")) for c in token["columns"].split(":"))
            return self.workings.read(tab, 0, min(first, last), tab.height, max(first, last) + 1)
        row, column = position(token["ref"])
        if self._sign() != ":":
            if row >= tab.height or column >= tab.width:
                raise Problem("REF", "Reference does not exist.")
            return self.workings.read(tab, row, column, row + 1, column + 1)[0][0]
        self.at += 1
        if self.at >= len(self.tokens) or self.tokens[self.at]["ref"] is None:
            raise _unreadable()
        other_row, other_column = position(self.tokens[self.at]["ref"])
        self.at += 1
        return self.workings.read(
            tab,
            min(row, other_row),
            min(column, other_column),
            max(row, other_row) + 1,
            max(column, other_column) + 1,
        )

    def name(self, name: str) -> Any:
        upper = name.upper()
        if self._sign() != "(":
            if upper in ("TRUE", "FALSE"):
                return upper == "TRUE"
            raise Problem("NAME", f"Unknown range name: '{upper}'.")
        self.at += 1
        arguments: list[Any] = []
        while self._sign() != ")":
            arguments.append(self.level(0))
            if self._sign() in (",", ";"):
                self.at += 1
            elif self._sign() != ")":
                raise _unreadable()
        self.at += 1
        if upper == "HYPERLINK" and arguments:
            self.link = functions.words(arguments[0])
        found: Callable[..., Any] | None = functions.FUNCTIONS.get(upper)
        if found is None:
            if upper.startswith("IMPORT") or upper in functions.FETCHING:
                raise Problem("ERROR", f"{upper} is not fetched here.")
            raise Problem("NAME", f"Unknown function: '{upper}'.")
        try:
            return found(*arguments)
        except TypeError as error:
            raise Problem("N_A", f"Wrong number of arguments to {upper}.") from error
        except (ValueError, OverflowError) as error:
            raise Problem("NUM", f"{upper} has no value for these arguments.") from error


def _unreadable() -> Problem:
    return Problem("ERROR", "Formula parse error.")
