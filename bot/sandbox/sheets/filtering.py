"""Which rows the filter of a tab hides.

As with Google, that is decided when the filter is set and when its range is sorted. A cell that is
edited later does not make its row vanish under the person's hands.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .errors import invalid, not_here
from .formulas import Workings
from .functions import Problem, number
from .model import ROWS, Book, Cell, Json, Tab
from .render import Renderer

Test = Callable[[str, Any], bool]

_TEXTS: dict[str, Callable[[str, str], bool]] = {
    "TEXT_CONTAINS": lambda text, wanted: wanted in text,
    "TEXT_NOT_CONTAINS": lambda text, wanted: wanted not in text,
    "TEXT_STARTS_WITH": lambda text, wanted: text.startswith(wanted),
    "TEXT_ENDS_WITH": lambda text, wanted: text.endswith(wanted),
    "TEXT_EQ": lambda text, wanted: text == wanted,
    "TEXT_NOT_EQ": lambda text, wanted: text != wanted,
}
_NUMBERS: dict[str, Callable[[float, list[float]], bool]] = {
    "NUMBER_GREATER": lambda held, wanted: held > wanted[0],
    "NUMBER_GREATER_THAN_EQ": lambda held, wanted: held >= wanted[0],
    "NUMBER_LESS": lambda held, wanted: held < wanted[0],
    "NUMBER_LESS_THAN_EQ": lambda held, wanted: held <= wanted[0],
    "NUMBER_EQ": lambda held, wanted: held == wanted[0],
    "NUMBER_NOT_EQ": lambda held, wanted: held != wanted[0],
    "NUMBER_BETWEEN": lambda held, wanted: wanted[0] <= held <= wanted[1],
    "NUMBER_NOT_BETWEEN": lambda held, wanted: not wanted[0] <= held <= wanted[1],
}


def both_ways(given: Json) -> Json:
    """A filter with its criteria as a map and as a list, as Google gives them; the list counts."""
    specs: list[Json] = given.get("filterSpecs") or [
        {"filterCriteria": criteria, "columnIndex": _column(name)}
        for name, criteria in given.get("criteria", {}).items()
    ]
    rest = {k: v for k, v in given.items() if k not in ("criteria", "filterSpecs")}
    if not specs:
        return rest
    criteria = {str(s.get("columnIndex", 0)): s.get("filterCriteria", {}) for s in specs}
    return {**rest, "criteria": criteria, "filterSpecs": specs}


def followed_columns(given: Json, moved: Callable[[int], int | None]) -> Json:
    """A filter after its columns have moved; what is about a column that is gone goes with it."""
    out = both_ways(given)
    for name, key in (("filterSpecs", "columnIndex"), ("sortSpecs", "dimensionIndex")):
        if name in out:
            out[name] = [
                {**spec, key: index}
                for spec in out[name]
                if (index := moved(spec.get(key, 0))) is not None
            ]
    out.pop("criteria", None)
    return both_ways(out)


def _column(name: str) -> int:
    if not name.isdecimal():
        raise invalid(f"Invalid filter.criteria: the key[{name}] must be the index of a column.")
    return int(name)


def apply(book: Book, tab: Tab) -> None:
    """Hide the rows that the tab's filter leaves out, and show all others that it had hidden."""
    out: set[int] = set()
    if tab.basic_filter is not None:
        out = set(_left_out(book, tab, tab.basic_filter))
    tab.dims[ROWS] = [
        kept if kept.filtered == (row in out) else replace(kept, filtered=row in out)
        for row, kept in enumerate(tab.dims[ROWS])
    ]


def _left_out(book: Book, tab: Tab, given: Json) -> list[int]:
    _, bounds = book.range(given.get("range"))
    box = bounds.box(tab.height, tab.width)
    workings = Workings(book)
    renderer = Renderer(workings)
    tests = {
        spec.get("columnIndex", 0): _test(spec.get("filterCriteria", {}))
        for spec in given.get("filterSpecs", [])
    }
    for column in tests:
        if not box.left <= column < box.right:
            raise invalid(f"The filtered column[{column}] must be inside of the filter's range.")

    def stays(row: int, column: int, cell: Cell) -> bool:
        text = renderer.text(tab, row, column, cell) or ""
        return tests[column](text, workings.value(tab, row, column, cell))

    # The first row of the range is its header.
    return [
        row
        for row in range(box.top + 1, box.bottom)
        if not all(stays(row, column, tab.get(row, column)) for column in tests)
    ]


def _test(criteria: Json) -> Test:
    if any("visible" in name for name in criteria):
        raise not_here("filtering by colour")
    hidden = {text.casefold() for text in criteria.get("hiddenValues", [])}
    condition = _condition(criteria["condition"]) if criteria.get("condition") else None

    def test(text: str, value: Any) -> bool:
        if text.casefold() in hidden:
            return False
        return condition is None or condition(text, value)

    return test


def _condition(condition: Json) -> Test:
    kind = condition.get("type", "")
    wanted = [str(v.get("userEnteredValue", "")) for v in condition.get("values", [])]
    if kind == "BLANK":
        return lambda text, _value: text == ""
    if kind == "NOT_BLANK":
        return lambda text, _value: text != ""
    if kind in _TEXTS:
        compare, word = _TEXTS[kind], _operands(kind, wanted, 1)[0].casefold()
        return lambda text, _value: compare(text.casefold(), word)
    if kind in _NUMBERS:
        return _number_test(kind, _operands(kind, wanted, 2 if "BETWEEN" in kind else 1))
    raise not_here(f"filtering by the condition {kind or 'that has no type'}")


def _operands(kind: str, wanted: list[str], count: int) -> list[str]:
    if len(wanted) != count:
        raise invalid(f"The condition {kind} needs exactly {count} values, got {len(wanted)}.")
    return wanted


def _number_test(kind: str, wanted: list[str]) -> Test:
    try:
        numbers = [number(text) for text in wanted]
    except Problem as problem:
        raise invalid(f"The condition {kind} needs numbers: {problem}") from problem
    compare = _NUMBERS[kind]
    return lambda _text, value: (
        bool(value) and "numberValue" in value and compare(value["numberValue"], numbers)
    )
