"""A paper, from its proposal to its publication.

A paper is anything that can be summarized: a paper, a post, a talk, a news item. All texts are kept
as people wrote them, in Markdown; nothing is stripped or reformatted on the way.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from bot.newsroom.people import name_key


class Status(StrEnum):
    """Where a paper stands. The values are the words that the sheet and Slack show."""

    PROPOSED = "Proposed"
    CLAIMED = "Claimed"
    SUBMITTED = "Submitted"
    CHANGES_REQUESTED = "Changes requested"
    APPROVED = "Approved"
    PUBLISHED = "Published"
    DROPPED = "Dropped"


@dataclass(frozen=True)
class Opinion:
    """What one person thinks of a paper.

    ``heading`` is the bold heading as it stands in a cell where it is spelled in another way than
    the usual ``**Rohin's opinion:** ``; empty means the usual one.
    """

    author: str
    text: str
    heading: str = ""


@dataclass(frozen=True)
class Paper:
    """One paper as the desk knows it; a new state is a new value (see ``but``).

    ``id`` is ``P`` and a number and never changes. ``summarizer`` and the opinions' authors are
    names as credited, which may be an alias of a person. ``issue`` is the content of the sheet's
    Email cell, ``AN #95``. ``due`` and ``claimed_at`` are aware and in UTC.
    """

    id: str
    title: str = ""
    url: str = ""
    authors: str = ""
    venue: str = ""
    year: str = ""
    category: str = ""
    highlight: bool = False
    hat_tip: str = ""
    issue: str = ""
    summarizer: str = ""
    summary: str = ""
    opinions: tuple[Opinion, ...] = ()
    prerequisites: str = ""
    read_more: str = ""
    status: Status = Status.PROPOSED
    due: datetime | None = None
    claimed_at: datetime | None = None
    notes: str = ""

    @property
    def is_untitled(self) -> bool:
        """Whether nobody has said the title yet: until then the link stands in its place."""
        return not self.title or self.title == self.url

    def but(self, **changes: Any) -> Self:
        """Return this paper with some of its fields changed."""
        return replace(self, **changes)

    def opinion_of(self, names: Iterable[str]) -> Opinion | None:
        """Return the first opinion whose author goes by one of the names, if there is one."""
        wanted = {name_key(name) for name in names}
        return next((o for o in self.opinions if name_key(o.author) in wanted), None)


FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Paper) if field.name != "id")
"""Names of all that can change about a paper."""


def differences(old: Paper, new: Paper) -> dict[str, tuple[Any, Any]]:
    """Return ``{field: (old, new)}`` for the fields in which two states of a paper differ."""
    return {
        name: (before, after)
        for name in FIELDS
        if (before := getattr(old, name)) != (after := getattr(new, name))
    }
