"""What a person looks for: words, and what narrows them down.

``learned optimization by:Zach in:"Agent foundations" AN #95``
"""

import re
from dataclasses import dataclass

_LONGEST = 300
_MOST_TERMS = 20

_STRAIGHT = str.maketrans("“”„«»", '"' * 5)
_FILTER = re.compile(r'(?<!\S)(by|in):\s*("[^"]*"?|\S+)', re.IGNORECASE)
_ISSUE = re.compile(r"(?<!\S)((?:[^\W\d_]+\s*)?#\s*\d{1,6})(?!\w)")
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Search:
    """What is looked for; everything in it has to fit.

    A term is one or more words that stand in a row. ``issue`` is as printed, ``AN #95``, or only
    its number, ``#95``.
    """

    terms: tuple[tuple[str, ...], ...] = ()
    by: tuple[str, ...] = ()
    category: str = ""
    issue: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for."""
        return not (self.terms or self.by or self.category or self.issue)


def as_asked(text: str) -> str:
    """Return what a person typed in a form of bounded length that means the same to ``search_in``.

    Of a very long one only the beginning counts.
    """
    return " ".join(text.translate(_STRAIGHT).split())[:_LONGEST].strip()


def search_in(text: str) -> Search:
    """Read what a person typed after ``/find``. Any text can be read; none is a syntax."""
    rest = as_asked(text)
    by: list[str] = []
    category = ""
    for found in _FILTER.finditer(rest):
        value = found[2].strip('"').strip()
        if not value:
            continue
        if found[1].lower() == "by":
            by.append(value)
        else:
            category = value
    rest = _FILTER.sub(" ", rest)
    named = _ISSUE.search(rest)
    if named:
        rest = f"{rest[: named.start()]} {rest[named.end() :]}"
    terms = (tuple(_WORD.findall(one[1] or one[2] or "")) for one in _TERM.finditer(rest))
    return Search(
        terms=tuple(term for term in terms if term)[:_MOST_TERMS],
        by=tuple(by),
        category=category,
        issue=_as_printed(named[1]) if named else "",
    )


def _as_printed(issue: str) -> str:
    newsletter, number = (part.strip() for part in issue.split("#"))
    return f"{newsletter} #{number}".strip()
