"""The state machine: everything that people, bots, Google and time can do, in any order."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.torture.deeds_in_slack import Chat
from tests.torture.ground import Ground
from tests.torture.hand import Deed
from tests.torture.weather import (
    ORDERING,
    LateArrival,
    Weather,
    chats,
    deeds,
    events,
    overtakings,
    races,
    storms,
    tears,
    writing,
)

_BOTS = st.integers(0, 1)
_SOME = 4
"""So much has to be done before all may become quiet again."""


class Torture(RuleBasedStateMachine):
    """A newsroom from its first sync on. ``ground`` is where it stands."""

    ground: Ground

    def __init__(self) -> None:
        super().__init__()
        self.newsroom = self.ground.new_newsroom()

    @initialize(papers=st.integers(0, 6), rows=st.integers(0, 5), is_empty=st.booleans())
    def begin(self, papers: int, rows: int, is_empty: bool) -> None:
        """Begin with papers of the desk, and with an empty sheet or with one that people have."""
        room = self.newsroom
        if not is_empty:
            room.make_sheet(rows)
        for number in range(papers):
            room.chat(Chat("propose", number))
            if number % 2:
                room.chat(Chat("submit", number, number, 4 + number))

    @rule(deed=writing())
    def write(self, deed: Deed) -> None:
        """Somebody writes into a cell."""
        self.newsroom.person(deed)

    @rule(deed=deeds())
    def do(self, deed: Deed) -> None:
        """Somebody does anything at all in the sheet."""
        self.newsroom.person(deed)

    @rule(deed=deeds(*ORDERING))
    def order(self, deed: Deed) -> None:
        """Somebody puts rows in order."""
        self.newsroom.person(deed)

    @rule(chat=chats())
    def chat(self, chat: Chat) -> None:
        """Somebody does something in Slack."""
        self.newsroom.chat(chat)

    @rule(chat=chats(), deed=writing(), which=_BOTS)
    def both(self, chat: Chat, deed: Deed, which: int) -> None:
        """Somebody writes in the sheet and somebody in Slack, before a sync."""
        self.newsroom.person(deed)
        self.newsroom.chat(chat)
        self.newsroom.sync(which, Weather())

    @rule(chat=chats(), which=_BOTS, weather=races())
    def race(self, chat: Chat, which: int, weather: Weather) -> None:
        """Somebody does something in Slack, and the write that it causes goes wrong."""
        self.newsroom.chat(chat)
        self.newsroom.sync(which, weather)

    @rule(deed=writing(), which=_BOTS, weather=overtakings())
    def overtake(self, deed: Deed, which: int, weather: Weather) -> None:
        """Somebody writes into a cell, and the other bot wants to sync it as well."""
        self.newsroom.person(deed)
        self.newsroom.sync(which, weather)

    @precondition(lambda self: self.newsroom.is_calm)
    @rule(deed=tears(), which=_BOTS)
    def tear(self, deed: Deed, which: int) -> None:
        """Somebody moves a part of the columns without the others."""
        self.newsroom.person(deed)
        self.newsroom.sync(which, Weather())

    @rule(which=_BOTS)
    def sync(self, which: int) -> None:
        """A bot syncs in quiet weather."""
        self.newsroom.sync(which, Weather())

    @rule(which=_BOTS, weather=storms())
    def storm(self, which: int, weather: Weather) -> None:
        """A bot syncs in any weather."""
        self.newsroom.sync(which, weather)

    @rule(event=st.one_of(st.just(LateArrival()), events()))
    def happen(self, event: Any) -> None:
        """Something happens between two syncs."""
        self.newsroom.happen(event)

    @precondition(lambda self: self.newsroom.changes >= _SOME)
    @rule()
    def settle(self) -> None:
        """All becomes quiet."""
        self.newsroom.settle()

    def teardown(self) -> None:
        """Let all become quiet in the end, unless something is broken already."""
        try:
            if self.newsroom.is_sound:
                self.newsroom.settle()
        finally:
            self.newsroom.close()
