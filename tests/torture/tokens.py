"""The words by which each text is known again: no two people ever enter the same one."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

_TOKEN = re.compile(r"zq[0-9]+q|77[0-9]{7}(?![0-9])")


def word(number: int) -> str:
    """A word that stands in no other text."""
    return f"zq{number}q"


def figure(number: int) -> str:
    """The same as a number, for cells that hold numbers."""
    return str(770_000_000 + number)


def tokens(value: Any) -> Counter[str]:
    """All of them in a text, or in anything that can be written as JSON."""
    text = value if isinstance(value, str) else json.dumps(value)
    return Counter(_TOKEN.findall(text))


def in_order(text: str) -> Iterator[str]:
    """Those of a text, from left to right."""
    return iter(_TOKEN.findall(text))
