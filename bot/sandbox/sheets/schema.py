"""Holds a JSON body against the API's messages, as Google's front end does."""

import math
import re
import sys
from typing import Any

from .errors import GoogleError, bad_field, not_here
from .messages import MESSAGES

_KINDS = {"int": "TYPE_INT32", "num": "TYPE_DOUBLE", "str": "TYPE_STRING", "bool": "TYPE_BOOL"}


def check(value: Any, message: str, path: str = "") -> dict[str, Any]:
    """Return `value` as a valid `message`.

    Fields that are null are dropped and numbers written as strings become numbers, in place, as
    in Google's reading of JSON. Raises GoogleError 400 for an unknown field or a wrong type and
    501 for a field that this sandbox does not do.
    """
    if not isinstance(value, dict):
        raise _wrong(path, _kind(message), value)
    fields = MESSAGES[message]
    for name in list(value):
        kind = fields.get(name)
        if kind is None:
            raise _unknown(name, path)
        if value[name] is None:
            del value[name]
            continue
        where = f"{path}.{_snake(name)}" if path else _snake(name)
        value[name] = _field(value[name], kind, where, name)
    return value


def _field(value: Any, kind: str, path: str, name: str) -> Any:
    if kind == "-":
        raise not_here(f"'{name}'")
    if kind[0] == "[":
        inner = kind[1:-1]
        if not isinstance(value, list):
            # A single message is not taken for a list of one.
            raise _wrong(path, _kind(inner), value)
        if inner == "any" or inner == "[any]":
            return _lists(value, inner, path)
        return [_field(v, inner, f"{path}[{i}]", name) for i, v in enumerate(value)]
    if kind[0] == "{":
        if not isinstance(value, dict):
            raise _wrong(path, "map", value)
        return {k: _field(v, kind[1:-1], f"{path}[{k}]", name) for k, v in value.items()}
    if kind in MESSAGES:
        return check(value, kind, path)
    return _scalar(value, kind, path)


def _lists(value: list[Any], inner: str, path: str) -> list[Any]:
    if inner == "[any]":
        for i, row in enumerate(value):
            if not isinstance(row, list):
                raise _wrong(f"{path}[{i}]", "type.googleapis.com/google.protobuf.ListValue", row)
    return value


def _scalar(value: Any, kind: str, path: str) -> Any:
    if kind == "any":
        return value
    if kind in ("str", "mask"):
        if isinstance(value, str):
            return value
    elif kind == "bool":
        if isinstance(value, bool):
            return value
        if value in ("true", "false"):
            return value == "true"
    elif kind == "int":
        number = _number(value)
        if number is not None and number == int(number):
            return int(number)
    elif kind == "num":
        number = _number(value)
        if number is not None:
            return number
    elif value in kind.split("|"):
        return value
    raise _wrong(path, _kind(kind), value)


def _number(value: Any) -> int | float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, int):
        return value if abs(value) <= sys.float_info.max else None
    return value if isinstance(value, float) and math.isfinite(value) else None


def _kind(kind: str) -> str:
    if kind in MESSAGES:
        return f"type.googleapis.com/google.apps.sheets.v4.{kind}"
    return _KINDS.get(kind, "TYPE_ENUM" if kind.isupper() else kind)


def _wrong(path: str, kind: str, value: Any) -> GoogleError:
    shown = f'"{value}"' if isinstance(value, str) else value
    return bad_field(path, f"Invalid value at '{path}' ({kind}), {shown}")


def _unknown(name: str, path: str) -> GoogleError:
    place = f" at '{path}'" if path else ""
    return bad_field(
        path,
        f'Invalid JSON payload received. Unknown name "{name}"{place}: Cannot find field.',
    )


def _snake(name: str) -> str:
    return re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), name)
