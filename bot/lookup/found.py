"""What has been found out about a paper."""

from dataclasses import dataclass, fields
from typing import Self

_LONGEST = {"title": 1_000, "authors": 5_000, "venue": 300, "year": 4}


@dataclass(frozen=True)
class Found:
    """What a source says of a paper; empty is what it does not say.

    The texts are plain ones, of one line each, and as strangers wrote them: they are escaped like
    any other where they are shown.
    """

    title: str = ""
    authors: str = ""
    venue: str = ""
    year: str = ""

    def or_else(self, other: Self) -> Self:
        """Return this, with what it does not say from another."""
        return type(self)(
            **{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        )


def found(*, title: str = "", authors: list[str], venue: str = "", year: str = "") -> Found:
    """Return what a source says, in tidy texts; what is too long to be true is not said."""
    texts = {
        "title": tidy(title),
        "authors": ", ".join(dict.fromkeys(name for each in authors if (name := tidy(each)))),
        "venue": tidy(venue),
        "year": year,
    }
    return Found(**{name: text for name, text in texts.items() if len(text) <= _LONGEST[name]})


def tidy(text: str) -> str:
    """Return a text as one line, without what cannot be seen: controls, directions, surrogates."""
    spaced = " ".join(text.split())
    return "".join(char for char in spaced if char.isprintable()).strip()
