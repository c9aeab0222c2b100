"""Which spreadsheet has which papers, in which columns.

A newsroom has one sheet with everything in it, or two: a public one with what is published, and a
private desk with all the rest. The same engine keeps each of them; a binding is all that tells them
apart.
"""

from dataclasses import dataclass

from bot.newsroom.papers import Paper, Status
from bot.sheet.columns import COLUMNS, ID, PUBLIC


@dataclass(frozen=True)
class Binding:
    """One sheet's part: its name in the database, its columns, and the papers that belong in it.

    ``setting`` is where its address is read from, and ``words`` what it is called in a sentence.
    ``other`` is the name of the sheet that its papers change over to, or empty. ``letter`` stands
    in the fence, so that a sheet tells what it was.
    """

    name: str
    setting: str
    words: str
    columns: tuple[str, ...]
    statuses: frozenset[Status]
    letter: str
    other: str = ""

    def holds(self, paper: Paper) -> bool:
        """Tell whether a paper belongs in this sheet as it stands."""
        return paper.status in self.statuses

    @property
    def is_of_two(self) -> bool:
        """Whether there is another sheet beside it."""
        return bool(self.other)

    @property
    def publishes(self) -> bool:
        """Whether all that stands in this sheet is published, by standing there."""
        return self.statuses == {Status.PUBLISHED}


ONE_SHEET = Binding(
    name="public",
    setting="SHEET_ID",
    words="the sheet",
    columns=COLUMNS,
    statuses=frozenset(Status),
    letter="s",
)
"""Everything in one sheet."""

DESK_SHEET = Binding(
    name="desk",
    setting="DESK_SHEET_ID",
    words="the desk sheet",
    columns=COLUMNS,
    statuses=frozenset(Status) - {Status.PUBLISHED},
    letter="d",
    other="public",
)
"""The private one of two: all that is not published."""

PUBLIC_SHEET = Binding(
    name="public",
    setting="SHEET_ID",
    words="the public sheet",
    columns=(*PUBLIC, ID),
    statuses=frozenset({Status.PUBLISHED}),
    letter="p",
    other="desk",
)
"""The public one of two: what is published, without what is the desk's alone."""
