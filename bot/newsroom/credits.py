"""Who wrote what: the codec between two cells of the sheet and a summarizer with opinions.

The Summarizer cell holds ``A``, or ``A/B`` where A wrote the summary and B the first opinion. The
My opinion cell holds the first opinion without a heading; each further one follows a blank line and
a heading, ``**Rohin's opinion:** …``. Names and texts are kept to the last space.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.newsroom.errors import NewsroomError
from bot.newsroom.papers import Opinion
from bot.newsroom.people import name_key

_BLANK_LINE = "\n\n"
_HEADING = re.compile(
    r"(?P<before>\A[^\S\n]*|\n[^\S\n]*\n[^\S\n]*)"
    r"(?P<heading>(?P<mark>\*\*|__|\*|_)(?P<author>[^\s*][^*\n]{0,99}?)['’]s? (?i:opinion)"
    r"(?::(?P=mark)|(?P=mark):) ?)"
)
"""A heading at the beginning of a paragraph, with the blank line before it."""


class Uncreditable(NewsroomError):
    """What was written would not be read back from its cells as what it is."""


class Credits(NamedTuple):
    """Who wrote a summary, as credited, and all opinions on it in the order of print."""

    summarizer: str
    opinions: tuple[Opinion, ...]


def read_cells(credit: str, cell: str) -> Credits:
    """Return what a Summarizer cell and a My opinion cell say.

    Writing it again gives the same two cells; only ``A/A`` becomes ``A``. For that, names keep the
    spaces around them, a name that is credited with an opinion without there being one has an
    empty opinion, and a heading that is not the usual one (or stands where none is needed) is kept
    with the opinion, with the blank line before it where that is not a plain one.
    """
    summarizer, slash, second = credit.partition("/")
    first = second if slash else summarizer
    headings = list(_HEADING.finditer(cell))
    is_credited = first != summarizer
    if is_credited and headings and headings[0].start() == 0 and _names(headings[0], first):
        # Under A/B a heading of B's is part of their text: two opinions would be one too many.
        del headings[0]
    ends = [heading.start() for heading in headings] + [len(cell)]
    opinions = []
    if ends[0] > 0 or is_credited:
        opinions.append(Opinion(first, cell[: ends[0]]))
    for heading, end in zip(headings, ends[1:], strict=True):
        opinions.append(
            Opinion(heading["author"], cell[heading.end() : end], _unusual_heading(heading))
        )
    return Credits(summarizer, tuple(opinions))


def write_cells(summarizer: str, opinions: Sequence[Opinion]) -> tuple[str, str]:
    """Return the Summarizer cell and the My opinion cell that say this.

    ``read_cells`` finds the same summarizer, authors and texts in them; only stray spaces around a
    name go when it moves from the credit into a heading. A heading of their own is kept unless it
    would be misread; then all are spelled as usual. Raises Uncreditable if the cells would be
    misread even so.
    """
    for spelled in (opinions, [replace(opinion, heading="") for opinion in opinions]):
        credit, cell = _cells(summarizer, spelled)
        if _says(read_cells(credit, cell), summarizer, opinions):
            return credit, cell
    raise Uncreditable(_what_is_wrong(summarizer, opinions))


def usual_heading(author: str) -> str:
    """Return the heading under which the opinion of somebody stands in a cell."""
    return f"**{_squeezed(author)}'s opinion:** "


def _names(heading: re.Match[str], author: str) -> bool:
    return name_key(heading["author"]) == name_key(author)


def _unusual_heading(match: re.Match[str]) -> str:
    if match["before"] != _BLANK_LINE or match.start() == 0:
        return match["before"] + match["heading"]
    return "" if match["heading"] == usual_heading(match["author"]) else match["heading"]


def _cells(summarizer: str, opinions: Sequence[Opinion]) -> tuple[str, str]:
    if not opinions:
        return summarizer, ""
    first, *others = opinions
    credit = summarizer
    if not first.heading and first.author != summarizer:
        credit = f"{summarizer}/{first.author}"
    cell = first.heading + first.text
    for other in others:
        heading = other.heading or usual_heading(other.author)
        if cell and not heading.startswith("\n"):
            cell += _BLANK_LINE
        cell += heading + other.text
    return credit, cell


def _says(said: Credits, summarizer: str, opinions: Sequence[Opinion]) -> bool:
    def keys(some: Sequence[Opinion]) -> list[tuple[str, str]]:
        return [(_squeezed(one.author), one.text) for one in some]

    return said.summarizer == summarizer and keys(said.opinions) == keys(opinions)


def _squeezed(name: str) -> str:
    return " ".join(name.split())


def _what_is_wrong(summarizer: str, opinions: Sequence[Opinion]) -> str:
    if "/" in summarizer:
        return (
            f"The summarizer’s name cannot have a slash in it, like “{summarizer}”: in the sheet"
            " a slash stands between the summarizer and the author of the opinion."
        )
    for opinion in opinions:
        heading = _HEADING.search(opinion.text)
        if heading:
            return (
                f"A paragraph of the opinion begins with “{heading['heading'].strip()}”: in the"
                " sheet somebody else’s opinion would begin there. Please word it in another way,"
                " or let them add their opinion themselves."
            )
    for opinion in opinions:
        if not opinion.text:
            return f"The opinion of {opinion.author or 'somebody'} is empty."
    return "The sheet cannot show these opinions so that everybody knows whose they are."
