"""What somebody types, or a program sends as a plain value, as it ends up in a cell."""

import re
import sys
from dataclasses import replace
from typing import Any

from .errors import invalid
from .formats import typed
from .model import BLANK, Cell, Json, check_lengths

RAW, USER_ENTERED = "RAW", "USER_ENTERED"
MAX_NUMBER = sys.float_info.max

_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)


def enter(old: Cell, value: Any, option: str) -> Cell:
    """`old` with a value of the `values` methods written into it.

    "" empties the cell and keeps its format. Text that is one web address becomes a link, as
    when a person types it. Raises GoogleError 400 for a list or an object and for too long a text.
    """
    if isinstance(value, bool):
        return retyped(old, {"boolValue": value})
    if isinstance(value, int | float):
        if abs(value) > MAX_NUMBER:
            raise invalid("The number is too large for a cell.")
        return retyped(old, {"numberValue": value})
    if not isinstance(value, str):
        kind = "list_value" if isinstance(value, list) else "struct_value"
        raise invalid(f"{kind} {{ }} is not a value that a cell can hold")
    check_lengths([value])
    if value == "":
        return retyped(old, None)
    if option == RAW:
        return _linked(retyped(old, {"stringValue": value}), value)
    return _typed(old, value)


def retyped(old: Cell, entered: Json | None) -> Cell:
    """`old` with another value: its formats stay, the formats of parts of its text do not."""
    return replace(old, entered=entered, runs=())


def _typed(old: Cell, text: str) -> Cell:
    if text.startswith("'"):
        return retyped(old, {"stringValue": text[1:]})
    if ((old.format or {}).get("numberFormat") or {}).get("type") == "TEXT":
        return retyped(old, {"stringValue": text})
    if text.startswith("=") and len(text) > 1:
        return retyped(old, {"formulaValue": text})
    if text.strip().upper() in ("TRUE", "FALSE"):
        return retyped(old, {"boolValue": text.strip().upper() == "TRUE"})
    number = typed(text)
    if number is not None:
        cell = retyped(old, {"numberValue": number[0]})
        if number[1] is None or (old.format or {}).get("numberFormat"):
            return cell
        return replace(cell, format={**(old.format or {}), "numberFormat": number[1]})
    if text[0] in "+-" and len(text) > 1:
        return retyped(old, {"formulaValue": "=" + text})
    if re.match(r"@\w+\(", text):
        return retyped(old, {"formulaValue": "=" + text[1:]})
    return _linked(retyped(old, {"stringValue": text}), text)


def _linked(cell: Cell, text: str) -> Cell:
    if not _WEB_ADDRESS.fullmatch(text):
        return cell
    uri = text if "://" in text else "http://" + text
    text_format = {**(cell.format or {}).get("textFormat", {}), "link": {"uri": uri}}
    return replace(cell, format={**(cell.format or {}), "textFormat": text_format})


def emptied(old: Cell) -> Cell:
    """`old` after its value was cleared."""
    return retyped(old, None) if old != BLANK else old
