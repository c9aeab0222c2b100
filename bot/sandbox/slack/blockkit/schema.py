"""The means to say what a piece of Block Kit must look like, and to collect what is wrong with it.

A check takes a value, its JSON pointer and the problems found so far. Wordings are Slack's where
they are known.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Json = dict[str, Any]


class Problems:
    """What is wrong, each with the place where it is."""

    def __init__(self) -> None:
        self._found: list[tuple[str, str]] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, message: str, pointer: str) -> None:
        """Note one problem."""
        self._found.append((message, pointer))

    def lines(self) -> list[str]:
        """Each problem with its pointer, as Slack's `errors` list has them."""
        return [f"{message} [json-pointer:{pointer}]" for message, pointer in self._found]


Check = Callable[[Any, str, Problems], None]


def string(most: int | None = None, least: int = 0, pattern: str | None = None) -> Check:
    """Text of `least` to `most` characters."""
    expression = re.compile(pattern) if pattern else None

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, str):
            problems.add("must provide a string", pointer)
        elif most is not None and len(value) > most:
            problems.add(f"must be less than {most + 1} characters", pointer)
        elif len(value) < least:
            problems.add(f"must be more than {least - 1} characters", pointer)
        elif expression and not expression.fullmatch(value):
            problems.add("must match the pattern of its format", pointer)

    return check


def boolean(value: Any, pointer: str, problems: Problems) -> None:
    """True or false."""
    if not isinstance(value, bool):
        problems.add("must provide a boolean", pointer)


def integer(least: int, most: int | None = None) -> Check:
    """A whole number in a range."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            problems.add("must provide an integer", pointer)
        elif value < least:
            problems.add(f"must be greater than {least - 1}", pointer)
        elif most is not None and value > most:
            problems.add(f"must be less than {most + 1}", pointer)

    return check


def one_of(*values: str) -> Check:
    """One of a few words."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if value not in values:
            problems.add(f"must be one of: {', '.join(values)}", pointer)

    return check


def array(item: Check, most: int | None = None, least: int = 0) -> Check:
    """A list of `least` to `most` things of one kind."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, list):
            problems.add("must provide an array", pointer)
            return
        if most is not None and len(value) > most:
            problems.add(f"no more than {most} items allowed", pointer)
        if len(value) < least:
            problems.add(f"must have at least {least} items", pointer)
        for index, each in enumerate(value):
            item(each, f"{pointer}/{index}", problems)

    return check


def anything(_value: Any, _pointer: str, _problems: Problems) -> None:
    """Whatever it is."""


class Shape:
    """An object with these fields and no others, and rules over several of them."""

    def __init__(
        self,
        required: Mapping[str, Check],
        optional: Mapping[str, Check] | None = None,
        rules: Sequence[Check] = (),
    ) -> None:
        self._required = required
        self._fields = {**required, **(optional or {}), "type": anything}
        self._rules = rules

    def __call__(self, value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            problems.add("must provide an object", pointer)
            return
        before = len(problems)
        for name in self._required:
            if value.get(name) is None:
                problems.add(f"missing required field: {name}", pointer)
        for name, field in value.items():
            check = self._fields.get(name)
            if check is None:
                problems.add(f"invalid additional property: {name}", pointer)
            elif field is not None:
                check(field, f"{pointer}/{name}", problems)
        if len(problems) == before:
            for rule in self._rules:
                rule(value, pointer, problems)


def by_type(shapes: Mapping[str, Check]) -> Check:
    """An object whose `type` says which of these shapes it has."""

    def check(value: Any, pointer: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            problems.add("must provide an object", pointer)
        elif not isinstance(kind := value.get("type"), str):
            problems.add("missing required field: type", pointer)
        elif kind not in shapes:
            problems.add(f"unsupported type: {kind}", f"{pointer}/type")
        else:
            shapes[kind](value, pointer, problems)

    return check
