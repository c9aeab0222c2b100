"""Reads JSON that others send."""

import json
from typing import Any


def read_json(raw: bytes) -> Any:
    """What `raw` says. Raises ValueError for what is no JSON, NaN and Infinity included.

    Half characters, which JSON can write and no text can hold, become question marks.
    """
    data = json.loads(raw, parse_constant=_refuse)
    if b"\\u" not in raw:
        return data
    return json.loads(json.dumps(data, ensure_ascii=False).encode(errors="replace"))


def _refuse(word: str) -> float:
    raise ValueError(f"{word} is no number")
