"""Names under which a newsletter credits one and the same person.

A newsletter has its own; ``ALIGNMENT_NEWSLETTER_ALIASES`` are those of the Alignment Newsletter.
"""

from dataclasses import dataclass
from functools import cached_property

from bot.newsroom.people import name_key


@dataclass(frozen=True)
class Aliases:
    """Who goes by several names.

    ``people`` holds the names of each such person, the one that they are mostly credited by first.
    """

    people: tuple[tuple[str, ...], ...] = ()

    def names_of(self, name: str) -> tuple[str, ...]:
        """Return all names of the person who goes by this one, the usual one first.

        Where nothing is known of them, it is this name alone.
        """
        return self._by_key.get(name_key(name), (name,))

    @cached_property
    def _by_key(self) -> dict[str, tuple[str, ...]]:
        return {name_key(name): names for names in self.people for name in names}


NO_ALIASES = Aliases()
"""Everybody goes by one name."""

ALIGNMENT_NEWSLETTER_ALIASES = Aliases(
    (
        ("Asya", "Asya Bergal"),
        ("Dan H", "Dan Hendrycks"),
        ("Flo", "Flo Dorner"),
        ("Sudhanshu", "Sudhanshu Kasewa"),
        ("Zach", "Zachary Robertson"),
    )
)
"""The summarizers of the Alignment Newsletter whom its sheet credits under two names."""
