"""One line of Markdown as the elements of a rich text section.

Only what comes back unchanged is formatted. Cross-references (``<@anchor@>(@Title@)``), escaped
characters and bare links stay plain text, whatever marks they hold.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.slack.blocks import Block
from bot.slack.markdown import markdown_from
from bot.slack.markdown_spans import (
    BOLD,
    CODE,
    ITALIC,
    STRIKE,
    is_of_a_word,
    is_punctuation,
)

_SOLID = re.compile(
    r"""
      \\(?:[^\w\s]|_)
    | <@[^@]*@>(?:\(@[^@]*@\))?
    | (?<!`)(?P<fence>`++)(?P<code>[^`]+)(?P=fence)(?!`)
    | \[(?P<label>[^\[\]\\]*(?:\[[^\[\]\\]*\][^\[\]\\]*)*)\]
      \((?P<url>(?:https?://|mailto:)[^\s()<>\\]*(?:\([^\s()<>\\]*\)[^\s()<>\\]*)*)\)
    | https?://[^\s<>]*[^\s<>*_~.,;:!?)'"]
    """,
    re.VERBOSE,
)
"""What is read before any mark in it: escapes, references, code, links, and bare links."""

_MARK = re.compile(r"\*+|_+|~+")
_STYLES = {"**": BOLD, "*": ITALIC, "_": ITALIC, "~~": STRIKE}

_MAX_URL = 3_000
"""What Slack takes as the link of an element."""

_MAX_TRIED = 50
"""How many formats of one line are tried one by one if they do not come back all together."""


@dataclass(frozen=True)
class _Format:
    """Where the two marks of a format stand in a line; for each (start, end)."""

    style: str
    opening: tuple[int, int]
    closing: tuple[int, int]


def elements_of(line: str) -> list[Block]:
    """Return a line of Markdown, without a newline, as elements of rich text.

    A section that holds them is the same line again as Markdown.
    """
    links, quiet = _solids(line)
    formats = _formats(line, quiet)
    elements = _elements(line, formats, links)
    if _comes_back(elements, line):
        return elements
    kept: list[_Format] = []
    for one in formats[:_MAX_TRIED]:
        if _comes_back(_elements(line, [*kept, one], links), line):
            kept.append(one)
    for elements in (_elements(line, kept, links), _elements(line, kept, {})):
        if _comes_back(elements, line):
            return elements
    return [text_element(line)]


def text_element(text: str, styles: Iterable[str] = ()) -> Block:
    """Return a text element; ``text`` must not be empty."""
    return _styled({"type": "text", "text": text}, styles)


def _comes_back(elements: Sequence[Block], line: str) -> bool:
    return markdown_from({"elements": [{"elements": elements}]}) == line


def _styled(element: Block, styles: Iterable[str]) -> Block:
    style = dict.fromkeys(styles, True)
    return element | {"style": style} if style else element


_Solids = dict[tuple[int, int], Block]


def _solids(line: str) -> tuple[_Solids, list[tuple[int, int]]]:
    """Return links and code by where they stand, and where no mark is to be looked for."""
    elements: _Solids = {}
    quiet: list[tuple[int, int]] = []
    for found in _SOLID.finditer(line):
        quiet.append(found.span())
        element: Block | None = None
        if found["code"]:
            element = text_element(found["code"], [CODE])
        elif found["url"] and found["label"].strip() and len(found["url"]) <= _MAX_URL:
            element = {"type": "link", "url": found["url"], "text": found["label"]}
        if element and _comes_back([element], found[0]):
            elements[found.span()] = element
    return elements, quiet


def _formats(line: str, quiet: Sequence[tuple[int, int]]) -> list[_Format]:
    """Return the formats that CommonMark would see, well nested, by where they end."""
    formats: list[_Format] = []
    opened: list[tuple[str, tuple[int, int]]] = []
    for mark, span in _marks(line, quiet):
        before = line[span[0] - 1] if span[0] else " "
        after = line[span[1]] if span[1] < len(line) else " "
        if _holds(before, after, mark) and any(one == mark for one, _ in opened):
            while opened[-1][0] != mark:
                opened.pop()
            formats.append(_Format(_STYLES[mark], opened.pop()[1], span))
        elif _holds(after, before, mark):
            opened.append((mark, span))
    return formats


def _marks(line: str, quiet: Sequence[tuple[int, int]]) -> Iterable[tuple[str, tuple[int, int]]]:
    begin = 0
    for start, end in [*quiet, (len(line), len(line))]:
        for found in _MARK.finditer(line, begin, start):
            if found[0] in _STYLES:
                yield found[0], found.span()
        begin = end


def _holds(inner: str, outer: str, mark: str) -> bool:
    """Tell whether a mark between two characters can belong to the text on the inner side."""
    if inner.isspace() or (is_punctuation(inner) and is_of_a_word(outer)):
        return False
    return mark != "_" or not is_of_a_word(outer)


def _elements(line: str, formats: Iterable[_Format], solids: _Solids) -> list[Block]:
    """Cut a line up at the marks of some formats and at links and code."""
    cuts: list[tuple[tuple[int, int], str | Block]] = list(solids.items())
    for one in formats:
        cuts += [(one.opening, one.style), (one.closing, one.style)]
    elements: list[Block] = []
    styles: list[str] = []
    at = 0
    for (start, end), cut in sorted(cuts, key=lambda item: item[0]):
        if at < start:
            elements.append(text_element(line[at:start], styles))
        if not isinstance(cut, str):
            elements.append(_styled(cut, [*cut.get("style", ()), *styles]))
        elif cut in styles:
            styles.remove(cut)
        else:
            styles.append(cut)
        at = end
    if at < len(line):
        elements.append(text_element(line[at:], styles))
    return elements
