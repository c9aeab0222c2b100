"""A newsroom for tests of the desk: its people, its clock, and a look at what was written."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.desk.desk import Desk
from bot.newsroom.categories import ALIGNMENT_NEWSLETTER
from bot.newsroom.papers import Paper
from bot.newsroom.people import Actor
from bot.store import papers, people
from bot.store.database import Store
from bot.store.tables import HistoryRow, OutboxRow

START = datetime(2020, 3, 4, 17, 0, tzinfo=UTC)
CHANNEL = "C1"

FLO = Actor("U1", "Flo", "Europe/Berlin")
ZACH = Actor("U2", "Zach")
ROHIN = Actor("U3", "Rohin", is_editor=True)
STRANGER = Actor("U4", "Mallory", is_member=False)

COMPLETE = {
    "title": "Zoom In",
    "category": "Interpretability",
    "authors": "Chris Olah",
    "year": "2020",
    "summary": "Circuits are features and weights.",
}
"""What has to be filled in before a paper can be submitted."""


class Clock:
    """Tells the time that a test has set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **how_far: float) -> None:
        """Move on, by days, hours and so on."""
        self.now += timedelta(**how_far)


@dataclass(frozen=True)
class Line:
    """A line of the history as a test compares it."""

    action: str
    actor: str | None
    source: str
    at: datetime
    changed: frozenset[str]


class Newsroom:
    """A desk, and what it has written down."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = Clock()
        self.desk = self.another_desk()

    def another_desk(self) -> Desk:
        """Return one more desk of the same newsroom, as another process has."""
        return Desk(
            store=self.store,
            clock=self.clock,
            channel=CHANNEL,
            editors=frozenset({ROHIN.slack_id}),
            claim_days=7,
            categories=ALIGNMENT_NEWSLETTER,
            zone=ZoneInfo("UTC"),
        )

    def put(self, paper_id: str, **fields: Any) -> Paper:
        """Write a paper into the database behind the desk's back."""
        paper = Paper(paper_id, **fields)
        with self.store.begin() as session:
            papers.add(session, paper)
            papers.reserve(session, paper_id)
        return paper

    def paper(self, paper_id: str) -> Paper:
        """Return a paper as it is stored."""
        with self.store.read() as session:
            found = papers.get(session, paper_id)
        assert found is not None
        return found

    def papers(self) -> list[str]:
        """Return the ids of all papers."""
        with self.store.read() as session:
            return [paper.id for paper in papers.all_papers(session)]

    def history(self, paper_id: str) -> list[Line]:
        """Return what happened to a paper, oldest first; people by their Slack ids."""
        with self.store.read() as session:
            return [self._line(session, row) for row in papers.history(session, paper_id)]

    def messages(self) -> list[tuple[str, str]]:
        """Return kind and lane of every message that was queued, in order."""
        with self.store.read() as session:
            rows = session.scalars(select(OutboxRow).order_by(OutboxRow.id))
            return [(row.kind, row.lane) for row in rows]

    @staticmethod
    def _line(session: Session, row: HistoryRow) -> Line:
        actor = people.by_id(session, row.actor_id) if row.actor_id else None
        slack_id = actor.slack_id if actor else None
        return Line(row.action, slack_id, row.source, row.at, frozenset(row.changes))
