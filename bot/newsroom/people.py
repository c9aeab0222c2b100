"""The people of a newsroom, and how they are named in the sheet."""

import re
from dataclasses import dataclass

_NOT_IN_A_NAME = re.compile(r"[/*_`<>\[\]\x00-\x1f\x7f]+")
"""A slash joins two names in a credit; the rest would be Markdown or break a cell's line."""


@dataclass(frozen=True)
class Person:
    """Somebody who writes, known in Slack (``slack_id``), in the sheet (``name``), or in both.

    ``aliases`` are further names under which the sheet credits the same person. ``tz`` is an IANA
    zone name, empty where it is not known.
    """

    id: int
    name: str
    slack_id: str | None = None
    tz: str = ""
    aliases: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """All names that credit this person."""
        return self.aliases | {self.name}

    def goes_by(self, name: str) -> bool:
        """Tell whether a credit in the sheet means this person."""
        return name_key(name) in {name_key(own) for own in self.names}


@dataclass(frozen=True)
class Actor:
    """Somebody in Slack who is about to do something, as Slack describes them."""

    slack_id: str
    display_name: str
    tz: str = ""
    is_member: bool = True
    is_editor: bool = False


def name_key(name: str) -> str:
    """Return the form of a name under which two spellings of it are the same."""
    return " ".join(name.split()).casefold()


def could_be(one: str, other: str) -> bool:
    """Tell whether two names may be one person's, one of them shortened.

    Each word of the shorter one has to begin a word of the longer one, in the same order, and the
    first words have to be the same: ``Rohin`` and ``Rohin Shah``, ``Dan H`` and ``Dan Hendrycks``.
    """
    words = (name_key(one).split(), name_key(other).split())
    short, long = sorted(words, key=lambda name: (len(name), len("".join(name))))
    if not short or short[0] != long[0]:
        return False
    rest = iter(long[1:])
    return all(any(word.startswith(begun) for word in rest) for begun in short[1:])


def sheet_name(display_name: str) -> str:
    """Return a Slack display name as it can stand in a credit cell; never empty."""
    return " ".join(_NOT_IN_A_NAME.sub(" ", display_name).split())[:80].rstrip() or "Somebody"
