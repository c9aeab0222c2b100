"""Two versions of a text made one, where that can be done without guessing. Pure.

Long texts are merged sentence by sentence: what only one side changed is taken from that side.
Where both changed the same sentence, or wrote something new in the same place, nothing is merged
at all: half of one version among half of the other is what nobody wrote.
"""

import re

from merge3 import Merge3

from bot.newsroom.checking import fits
from bot.newsroom.credits import Credits, Uncreditable, read_cells, write_cells
from bot.newsroom.papers import Opinion
from bot.newsroom.people import name_key

_SENTENCES = re.compile(r"(\s*\n\s*|(?<=[.!?…:;])\s+|(?<=[.!?…][\"”’)\]*_])\s+)")
"""What stands between two sentences; a new line ends one as well."""

_LIST = re.compile(r"(\s*[,;\n]\s*)")

_SPACES = str.maketrans({"\xa0": " ", "\u202f": " ", "\u2007": " "})


def merged_text(base: str, ours: str, theirs: str) -> str | None:
    """Return a text with what each side changed in ``base``, or None if that cannot be told.

    Spaces and line ends that nobody sees do not count as changes.
    """
    return _merged(_SENTENCES, base, ours, theirs)


def merged_list(base: str, ours: str, theirs: str) -> str | None:
    """Merge texts that are lists, like authors: what one side added or took out, part by part."""
    return _merged(_LIST, base, ours, theirs)


def merged_credits(
    base: tuple[str, str], ours: tuple[str, str], theirs: tuple[str, str]
) -> tuple[str, str] | None:
    """Merge the cells Summarizer and My opinion, which are read together; None if they cannot be.

    Each opinion is its author's: one that was added on either side stays, and one that both
    changed is merged like any text.
    """
    was, mine, there = read_cells(*base), read_cells(*ours), read_cells(*theirs)
    try:
        summarizer = _one_changed(was.summarizer, mine.summarizer, there.summarizer)
        opinions = _merged_opinions(summarizer, was, mine, there)
        credit, cell = write_cells(summarizer, opinions)
    except (_Torn, Uncreditable):
        return None
    return (credit, cell) if fits(cell) else None


class _Torn(Exception):
    """Both sides have changed the same thing."""


def _merged_opinions(summarizer: str, was: Credits, mine: Credits, there: Credits) -> list[Opinion]:
    before, own, other = _by_author(was), _by_author(mine), _by_author(there)
    opinions = []
    for key in [*other, *(key for key in own if key not in other)]:
        text = _one_opinion(before.get(key), own.get(key), other.get(key))
        stands = other.get(key) or own.get(key)
        if text is not None and stands is not None:
            # An opinion beside an empty Summarizer cell is the summarizer's, whoever that is.
            opinions.append(Opinion(stands.author or summarizer, text, stands.heading))
    return opinions


def _one_opinion(before: Opinion | None, own: Opinion | None, other: Opinion | None) -> str | None:
    """Return the text of somebody's opinion, or None if one side took it out."""
    was, mine, there = (one.text if one else None for one in (before, own, other))
    if mine in (was, there):
        return there
    if there == was:
        return mine
    if mine is None or there is None:
        raise _Torn
    text = merged_text(was or "", mine, there)
    if text is None:
        raise _Torn
    return text


def _merged(breaks: re.Pattern[str], base: str, ours: str, theirs: str) -> str | None:
    texts = [_pieces(breaks, text) for text in (base, ours, theirs)]
    keys = [[_key(piece) for piece in text] for text in texts]
    result: list[str] = []
    for region in Merge3(keys[0], keys[1], keys[2]).merge_regions():
        match region[0]:
            case "unchanged":
                side = texts[0]
            case "b":
                side = texts[2]
            case "conflict":
                return None
            case _:
                side = texts[1]
        result += side[region[1] : region[2]]
    whole = "".join(result)
    return whole if fits(whole) else None


def _key(text: str) -> str:
    """Return a piece as it is compared: a break without words is a space or a new paragraph."""
    return text.translate(_SPACES).strip() or ("\n" * min(text.count("\n"), 2) or " ")


def _pieces(breaks: re.Pattern[str], text: str) -> list[str]:
    """Take a text apart; put together again, the pieces are the text."""
    return [piece for piece in breaks.split(text) if piece]


def _one_changed(base: str, ours: str, theirs: str) -> str:
    if name_key(ours) in (name_key(theirs), name_key(base)):
        return theirs
    if name_key(theirs) != name_key(base):
        raise _Torn
    return ours


def _by_author(side: Credits) -> dict[str, Opinion]:
    found = {name_key(opinion.author): opinion for opinion in side.opinions}
    if len(found) < len(side.opinions):
        raise _Torn  # somebody has two, and nobody can tell which is which
    return found
