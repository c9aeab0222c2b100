"""The sheet's columns: their names, their order, and which cells may hold a link.

Columns are found by their header and never by their letter. Others may stand among them; those
belong to people and are never touched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CATEGORY = "Category"
HIGHLIGHT = "Highlight?"
TITLE = "Title"
AUTHORS = "Authors"
VENUE = "Venue"
YEAR = "Year"
HAT_TIP = "H/T"
EMAIL = "Email"
SUMMARIZER = "Summarizer"
SUMMARY = "Summary"
OPINION = "My opinion"
PREREQUISITES = "Prerequisites"
READ_MORE = "Read more"

STATUS = "Status"
DUE = "Due"
NOTES = "Notes"
ID = "ID"

PUBLIC = (
    CATEGORY,
    HIGHLIGHT,
    TITLE,
    AUTHORS,
    VENUE,
    YEAR,
    HAT_TIP,
    EMAIL,
    SUMMARIZER,
    SUMMARY,
    OPINION,
    PREREQUISITES,
    READ_MORE,
)
"""What a newsletter's sheet has had before there was a bot; readers rely on the order."""

ADDED = (STATUS, DUE, NOTES, ID)
"""What the bot adds on the right."""

COLUMNS = PUBLIC + ADDED

LINKED = frozenset({TITLE, EMAIL, PREREQUISITES, READ_MORE})
"""Where a cell that is one link is written as a link and not as Markdown."""

MARKDOWN = LINKED | {AUTHORS, VENUE, HAT_TIP, SUMMARY, OPINION, NOTES}
"""Where links that people put into a cell are read; elsewhere only the text counts."""


@dataclass(frozen=True)
class Header:
    """Where each column stands, from 0, and what is wrong with the header row.

    ``missing`` and ``doubled`` are names of columns, in the sheet's order. ``doubtful`` are those
    whose header stands over another column than it did. ``width`` is the number of the first
    column that has no header and none with one to its right.
    """

    at: Mapping[str, int]
    missing: tuple[str, ...]
    doubled: tuple[str, ...]
    width: int
    doubtful: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all stands in the header row."""
        return self.width == 0


def find_header(
    texts: Sequence[str],
    marks: Mapping[int, str] | None = None,
    columns: Sequence[str] = COLUMNS,
) -> Header:
    """Find columns by the texts of the header row; case and stray spaces do not count.

    ``marks`` tell which column was which when we last looked, and move with it. They find one
    whose header somebody has renamed; where most are not there, this is not the header at all.
    """
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(_key(text), []).append(place)
    found = {name: places.get(_key(name), []) for name in columns}
    marked = marks if marks and 2 * sum(map(bool, found.values())) > len(columns) else {}
    named = {place for there in found.values() for place in there}
    for name in columns:
        if not found[name]:
            renamed = [at for at, mark in marked.items() if mark == name and at not in named]
            found[name] = renamed if len(renamed) == 1 else []
    filled = [place for place, text in enumerate(texts) if text.strip()]
    ends = [place + 1 for there in found.values() for place in there]
    return Header(
        at={name: there[0] for name, there in found.items() if there},
        missing=tuple(name for name, there in found.items() if not there),
        doubled=tuple(name for name, there in found.items() if len(there) > 1),
        width=max([filled[-1] + 1 if filled else 0, *ends]),
        doubtful=tuple(
            name
            for name, there in found.items()
            if len(there) == 1 and _is_doubtful(name, there[0], marked)
        ),
    )


def _is_doubtful(name: str, at: int, marks: Mapping[int, str]) -> bool:
    mark = marks.get(at)
    return mark != name and (mark in COLUMNS or name in marks.values())


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
