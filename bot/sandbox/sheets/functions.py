"""The operators and functions that formulas may use."""

from collections.abc import Callable, Iterator
from typing import Any

from .formats import plain
from .model import Json

_SHOWN = {"DIVIDE_BY_ZERO": "#DIV/0!", "N_A": "#N/A", "NAME": "#NAME?", "NULL_VALUE": "#NULL!"}

FETCHING = frozenset({"GOOGLEFINANCE", "GOOGLETRANSLATE", "IMAGE", "DETECTLANGUAGE"})


class Problem(Exception):
    """A formula that has no value: one of Google's error types, with its sentence."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind

    def value(self) -> Json:
        """The ExtendedValue that the cell has instead."""
        return {"errorValue": {"type": self.kind, "message": str(self)}}


def shown_error(kind: str) -> str:
    """What the cell displays, such as #NAME?."""
    return _SHOWN.get(kind, f"#{kind}!")


def number(value: Any) -> float:
    """A value used as a number: empty is 0, text must read as one."""
    value = _single(value)
    if value is None:
        return 0
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    try:
        return float(str(value).replace(",", ""))
    except ValueError as error:
        raise Problem("VALUE", f"'{value}' is a text and cannot be coerced to a number.") from error


def words(value: Any) -> str:
    """A value used as text."""
    value = _single(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return plain(value) if isinstance(value, int | float) else str(value)


def operate(sign: str, left: Any, right: Any) -> Any:
    """`left sign right`."""
    if sign == "&":
        return words(left) + words(right)
    if sign in ("=", "<>", "<", ">", "<=", ">="):
        return _compare(sign, _single(left), _single(right))
    one, other = number(left), number(right)
    if sign == "+":
        return one + other
    if sign == "-":
        return one - other
    if sign == "*":
        return one * other
    return _divided(one, other) if sign == "/" else _raised(one, other)


def _divided(one: float, other: float) -> float:
    if other == 0:
        raise Problem("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero.")
    return float(one) / float(other)


def _raised(one: float, other: float) -> float:
    try:
        # In floats: whole numbers would grow without end.
        result = float(one) ** float(other)
    except (ZeroDivisionError, OverflowError) as error:
        raise Problem("NUM", f"{one} cannot be raised to the power of {other}.") from error
    if isinstance(result, complex):
        raise Problem("NUM", f"{one} cannot be raised to the power of {other}.")
    return float(result)


def _compare(sign: str, left: Any, right: Any) -> bool:
    one, other = _order(left), _order(right)
    return {
        "=": one == other,
        "<>": one != other,
        "<": one < other,
        ">": one > other,
        "<=": one <= other,
        ">=": one >= other,
    }[sign]


def _order(value: Any) -> tuple[int, Any]:
    # Numbers come before text and text before booleans, as when Google sorts.
    if isinstance(value, bool):
        return 2, value
    if value is None or isinstance(value, int | float):
        return 0, value or 0
    return 1, str(value).casefold()


def _single(value: Any) -> Any:
    if isinstance(value, list):
        return value[0][0] if value and value[0] else None
    return value


def _flat(arguments: tuple[Any, ...]) -> Iterator[Any]:
    for argument in arguments:
        if isinstance(argument, list):
            for row in argument:
                yield from row
        else:
            yield argument


def _numbers(arguments: tuple[Any, ...]) -> list[float]:
    return [v for v in _flat(arguments) if isinstance(v, int | float) and not isinstance(v, bool)]


def _average(*arguments: Any) -> float:
    found = _numbers(arguments)
    if not found:
        raise Problem("DIVIDE_BY_ZERO", "Evaluation of function AVERAGE caused a divide by zero.")
    return sum(found) / len(found)


def _hyperlink(url: Any, label: Any = None) -> str:
    return words(url) if label is None else words(label)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "HYPERLINK": _hyperlink,
    "SUM": lambda *a: sum(_numbers(a)),
    "AVERAGE": _average,
    "MIN": lambda *a: min(_numbers(a), default=0),
    "MAX": lambda *a: max(_numbers(a), default=0),
    "COUNT": lambda *a: len(_numbers(a)),
    "COUNTA": lambda *a: sum(v is not None for v in _flat(a)),
    "CONCATENATE": lambda *a: "".join(words(v) for v in _flat(a)),
    "IF": lambda test, yes, no=False: yes if number(test) else no,
    "AND": lambda *a: all(number(v) for v in _flat(a)),
    "OR": lambda *a: any(number(v) for v in _flat(a)),
    "NOT": lambda v: not number(v),
    "LEN": lambda v: len(words(v)),
    "UPPER": lambda v: words(v).upper(),
    "LOWER": lambda v: words(v).lower(),
    "TRIM": lambda v: " ".join(words(v).split()),
    "ABS": lambda v: abs(number(v)),
    "ROUND": lambda v, places=0: round(number(v), int(number(places))),
}
"""Upper-case name → function over values, or lists of rows for ranges."""
