"""Two versions of a cell made one, where that can be done without guessing. Pure.

Long texts are merged sentence by sentence: what only one side changed is taken from that side.
Where both changed the same sentence, or wrote something new in the same place, nothing is merged
at all: half of one version among half of the other is what nobody wrote.
"""

import re

from merge3 import Merge3

from bot.newsroom.credits import Credits, Uncreditable, read_cells, write_cells
from bot.newsroom.papers import Opinion
from bot.newsroom.people import name_key
from bot.sheet.cells import fits, normal
from bot.sheet.columns import AUTHORS, NOTES, PREREQUISITES, READ_MORE, SUMMARY

_SENTENCES = re.compile(r"(\s*\n\s*|(?<=[.!?…:;])\s+|(?<=[.!?…][\"”’)\]*_])\s+)")
"""What stands between two sentences; a new line ends one as well."""

_LIST = re.compile(r"(\s*[,;\n]\s*)")

_BREAKS = {
    SUMMARY: _SENTENCES,
    NOTES: _SENTENCES,
    PREREQUISITES: _SENTENCES,
    READ_MORE: _SENTENCES,
    AUTHORS: _LIST,
}


def merged(column: str, base: str, ours: str, theirs: str) -> str | None:
    """Return a text with what each side changed in ``base``, or None if that cannot be told.

    Spaces and line ends that nobody sees do not count as changes. The credits of a paper are
    merged by ``merged_credits``.
    """
    breaks = _BREAKS.get(column)
    return _merged_text(breaks, base, ours, theirs) if breaks else None


def merged_credits(
    base: tuple[str, str], ours: tuple[str, str], theirs: tuple[str, str]
) -> tuple[str, str] | None:
    """Merge the cells Summarizer and My opinion, which are read together; None if they cannot be.

    Each opinion is its author's: one that was added on either side stays, and one that both
    changed is merged like any text.
    """
    was, mine, there = read_cells(*base), read_cells(*ours), read_cells(*theirs)
    summarizer = _one_changed(was.summarizer, mine.summarizer, there.summarizer)
    if summarizer is None:
        return None
    opinions: list[Opinion] = []
    known = [_by_author(side) for side in (was, mine, there)]
    if any(one is None for one in known):
        return None
    old, ours_by, theirs_by = (one or {} for one in known)
    for key in [*theirs_by, *(key for key in ours_by if key not in theirs_by)]:
        before, own, other = (side.get(key) for side in (old, ours_by, theirs_by))
        if other is None and before is not None:
            if own is not None and own.text != before.text:
                return None
            continue
        if own is None and before is not None:
            if other is not None and other.text != before.text:
                return None
            continue
        stands = other or own
        if stands is None:
            continue
        text = stands.text
        if own is not None and other is not None and own.text != other.text:
            merged_text = _merged_text(
                _SENTENCES, before.text if before else "", own.text, other.text
            )
            if merged_text is None:
                return None
            text = merged_text
        # An opinion beside an empty Summarizer cell is the summarizer's, whoever that is.
        opinions.append(Opinion(stands.author or summarizer, text, stands.heading))
    try:
        credit, cell = write_cells(summarizer, opinions)
    except Uncreditable:
        return None
    return (credit, cell) if fits(cell) else None


def _merged_text(breaks: re.Pattern[str], base: str, ours: str, theirs: str) -> str | None:
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
    return normal(text) or ("\n" * min(text.count("\n"), 2) or " ")


def _pieces(breaks: re.Pattern[str], text: str) -> list[str]:
    """Take a text apart; put together again, the pieces are the text."""
    return [piece for piece in breaks.split(text) if piece]


def _one_changed(base: str, ours: str, theirs: str) -> str | None:
    if name_key(ours) == name_key(theirs) or name_key(ours) == name_key(base):
        return theirs
    return ours if name_key(theirs) == name_key(base) else None


def _by_author(side: Credits) -> dict[str, Opinion] | None:
    """Return each author's opinion, or None if somebody has two."""
    found = {name_key(opinion.author): opinion for opinion in side.opinions}
    return found if len(found) == len(side.opinions) else None
