"""Field masks: which parts of a message are meant.

`a,b` both · `a.b` or `a/b` a part of a part · `a(b,c.d)` several parts of one · `*` everything.
The same language is used for the `fields` of a query and of an update in a batch.
"""

from collections.abc import Iterator
from typing import Any

from .errors import bad_field
from .messages import MESSAGES, SCALARS


class Mask:
    """A tree of field names. A mask without names means everything below."""

    __slots__ = ("parts",)

    def __init__(self, parts: "dict[str, Mask] | None" = None) -> None:
        self.parts: dict[str, Mask] = parts or {}

    def __bool__(self) -> bool:
        """Whether this mask narrows at all."""
        return bool(self.parts)

    def __contains__(self, path: str) -> bool:
        """Whether the field at the dotted `path`, or any part of it, is meant."""
        here = self
        for name in path.split("."):
            if not here.parts:
                return True
            if name not in here.parts:
                return False
            here = here.parts[name]
        return True

    def sub(self, name: str) -> "Mask":
        """The mask for what is below `name`, which must be in this one."""
        return self.parts[name] if self.parts else EVERYTHING

    def paths(self, before: str = "") -> Iterator[str]:
        """Each field meant, dotted, in the order given. Nothing for a mask that means all."""
        for name, below in self.parts.items():
            path = before + name
            if below.parts:
                yield from below.paths(path + ".")
            else:
                yield path

    def project(self, value: Any) -> Any:
        """`value` with only the fields that are meant; lists are projected item by item."""
        if not self.parts:
            return value
        if isinstance(value, list):
            return [self.project(item) for item in value]
        if not isinstance(value, dict):
            return value
        return {k: self.parts[k].project(v) for k, v in value.items() if k in self.parts}


EVERYTHING = Mask()


def parse(text: str, message: str) -> Mask:
    """Read a mask over `message`. Raises GoogleError 400 for a bad syntax or an unknown field."""
    mask, end = _Reader(text).alternatives(message, 0, "")
    if end != len(text):
        raise _bad(text, text[end:])
    return mask


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text

    def alternatives(self, message: str | None, at: int, path: str) -> tuple[Mask, int]:
        parts: dict[str, Mask] = {}
        everything = False
        while True:
            at = self._path(message, at, path, parts)
            everything = everything or "*" in parts
            at = self._blank(at)
            if at < len(self.text) and self.text[at] == ",":
                at += 1
                continue
            return (Mask() if everything else Mask(parts)), at

    def _path(self, message: str | None, at: int, path: str, into: dict[str, Mask]) -> int:
        at = self._blank(at)
        start = at
        while at < len(self.text) and (self.text[at].isalnum() or self.text[at] in "_*"):
            at += 1
        name = self.text[start:at]
        here = f"{path}.{name}" if path else name
        if name == "*":
            into["*"] = Mask()
            return at
        below = _below(message, name)
        if below is None:
            raise _bad(self.text, here)
        at = self._blank(at)
        mask = Mask()
        if at < len(self.text) and self.text[at] in "./(":
            if below == "":
                raise _bad(self.text, here)
            if self.text[at] == "(":
                mask, at = self.alternatives(below, at + 1, here)
                if at >= len(self.text) or self.text[at] != ")":
                    raise _bad(self.text, here)
                at += 1
            else:
                inner: dict[str, Mask] = {}
                at = self._path(below, at + 1, here, inner)
                mask = Mask() if "*" in inner else Mask(inner)
        into[name] = _joined(into[name], mask) if name in into else mask
        return at

    def _blank(self, at: int) -> int:
        while at < len(self.text) and self.text[at] == " ":
            at += 1
        return at


def _below(message: str | None, name: str) -> str | None:
    """The message that field `name` holds, "" for a plain value, None where there is none."""
    kind = MESSAGES.get(message or "", {}).get(name)
    if kind is None:
        return None
    kind = kind.strip("[]{}")
    return "" if kind in SCALARS or "|" in kind or kind.isupper() else kind


def _joined(one: Mask, other: Mask) -> Mask:
    if not one.parts or not other.parts:
        return Mask()
    parts = dict(one.parts)
    for name, mask in other.parts.items():
        parts[name] = _joined(parts[name], mask) if name in parts else mask
    return Mask(parts)


def _bad(text: str, path: str) -> Exception:
    shown = path or text
    return bad_field(
        shown,
        f"Error expanding 'fields' parameter. Cannot find matching fields for path '{shown}'.",
        "Request contains an invalid argument.",
    )
