"""Text with links in it: our Markdown, and the pieces of text and link that a cell holds.

``[label](address)`` is the only Markdown that stands for something in a cell; the rest is text. An
address that is its own label is written bare.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.newsroom.links import is_web_link

_BRACKET = re.compile(r"\\[\\\[\]]|[\[\]]")
_TO_ESCAPE = re.compile(r"[\\\[\]]")
_ESCAPE = re.compile(r"\\([\\\[\]])")
_UNSAFE = re.compile(r"[\s()]")
_ADDRESS = re.compile(r"\(((?:[^\s()]++|\([^\s()]*+\))++)\)")


class Piece(NamedTuple):
    """A stretch of text; ``url`` is empty where it is no link."""

    text: str
    url: str = ""


def link(label: str, url: str) -> str:
    """Return a link in our Markdown; ``whole_link`` gives both back if it leads to the web."""
    if label == url and is_web_link(url):
        return url
    return f"[{_label(label)}]({_address(url)})"


def whole_link(text: str) -> Piece | None:
    """Return label and address of a text that is one link and nothing else, or None."""
    if is_web_link(text):
        return Piece(text, text)
    if not (text.startswith("[") and text.endswith(")")):
        return None
    parts = pieces(text)
    return parts[0] if len(parts) == 1 and parts[0].url else None


def pieces(text: str) -> list[Piece]:
    """Take a Markdown text apart at its links, which must lead to the web."""
    return list(_joined(_split(text)))


def markdown(parts: Iterable[Piece]) -> str:
    """Put a text together from its pieces, links in Markdown."""
    return "".join(link(part.text, part.url) if part.url else part.text for part in _joined(parts))


def _split(text: str) -> Iterator[Piece]:
    done = 0
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket.start() < done:
            continue
        if bracket[0] == "[":
            opened.append(bracket.end())
        elif bracket[0] == "]" and opened:
            start = opened.pop()
            address = _ADDRESS.match(text, bracket.end())
            if address and start < bracket.start() and is_web_link(address[1]):
                yield Piece(text[done : start - 1])
                yield Piece(_ESCAPE.sub(r"\1", text[start : bracket.start()]), address[1])
                done = address.end()
                # A link cannot stand in another one: brackets around it are text.
                opened.clear()
    yield Piece(text[done:])


def _joined(parts: Iterable[Piece]) -> Iterator[Piece]:
    """Leave out empty pieces, and join neighbours that lead to the same place."""
    last = Piece("")
    for part in parts:
        if not part.text:
            continue
        if last.text and last.url != part.url:
            yield last
            last = part
        else:
            last = Piece(last.text + part.text, part.url)
    if last.text:
        yield last


def _label(text: str) -> str:
    if not _TO_ESCAPE.search(text):
        return text
    is_plain = "\\" not in text and "](" not in text and _is_balanced(text, "[", "]")
    return text if is_plain else _TO_ESCAPE.sub(r"\\\g<0>", text)


def _address(url: str) -> str:
    if not _UNSAFE.search(url):
        return url
    whole = "".join("%20" if char.isspace() else char for char in url)
    if _ADDRESS.fullmatch(f"({whole})"):
        return whole
    return whole.replace("(", "%28").replace(")", "%29")


def _is_balanced(text: str, opening: str, closing: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == opening) - (char == closing)
        if depth < 0:
            return False
    return depth == 0
