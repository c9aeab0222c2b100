"""The desk: what every action needs, and the transaction in which each is carried out.

A change to a paper, its line in the history and the messages that it causes are written together
or not at all. What happens after the commit (sending the messages, writing to the sheet) is told
to those who asked for it and is nobody's wait.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.newsroom.aliases import NO_ALIASES, Aliases
from bot.newsroom.categories import Categories
from bot.newsroom.errors import NotAMember, NotFound
from bot.newsroom.papers import Paper
from bot.newsroom.people import Actor, Person
from bot.store import outbox, papers, people
from bot.store.database import Store

Clock = Callable[[], datetime]
"""Tells the time: aware, in UTC."""

log = logging.getLogger(__name__)

_TOLD_IN_THREAD = frozenset({"claim", "release", "submit", "opinion", "status", "drop", "restore"})


@dataclass(frozen=True)
class Desk:
    """A newsroom: its database, its clock and its rules. Safe to share between threads.

    ``channel`` is the id of the newsroom's channel, ``editors`` are Slack ids, ``zone`` is the
    newsroom's own time zone, ``aliases`` say who is credited under several names.
    """

    store: Store
    clock: Clock
    channel: str
    editors: frozenset[str]
    claim_days: int
    categories: Categories
    zone: ZoneInfo
    aliases: Aliases = NO_ALIASES
    _listeners: list[Callable[[], None]] = field(default_factory=list)

    def after_each_change(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` after each transaction with a change; it must return at once."""
        self._listeners.append(listener)

    @contextmanager
    def work(self, actor: Actor | None = None, *, source: str = "slack") -> Iterator["Work"]:
        """Open the transaction of one action.

        Raises NotAMember before anything is written if ``actor`` may not take part.
        """
        _admit(actor)
        with self.store.begin() as session:
            person = people.person_for(session, actor) if actor else None
            work = Work(self, session, self.clock(), person, source)
            yield work
        for line in work.lines:
            log.info(line)
        if work.has_changed:
            for listener in self._listeners:
                listener()

    @contextmanager
    def look(self, *, actor: Actor | None = None, source: str = "slack") -> Iterator["Work"]:
        """Open a view of everything as it stands, to ask the rules what would be; only to read.

        Raises NotAMember if it is for ``actor`` and they may not take part.
        """
        _admit(actor)
        with self.store.read() as session:
            yield Work(self, session, self.clock(), None, source)


class Work:
    """One action while it is carried out: who does it, when, and what it has changed so far."""

    def __init__(
        self, desk: Desk, session: Session, now: datetime, person: Person | None, source: str
    ) -> None:
        self.desk = desk
        self.session = session
        self.now = now
        self.source = source
        self.has_changed = False
        self.lines: list[str] = []
        self._person = person

    @property
    def person(self) -> Person:
        """Who does it. Only for actions that a person in Slack does."""
        if self._person is None:
            raise LookupError("this is done by nobody in Slack")
        return self._person

    def paper(self, paper_id: str) -> Paper:
        """Return a paper as it stands now; nobody else changes it until this action is done."""
        paper = papers.get(self.session, paper_id, lock=True)
        if paper is None:
            raise NotFound(f"There is no paper {paper_id} here.")
        return paper

    def add(self, *new: Paper, action: str, quiet: bool = False) -> None:
        """Store new papers; their cards go to the channel unless this is done quietly."""
        papers.add(self.session, *new, aliases=self.desk.aliases)
        self._record([(Paper(id=paper.id), paper) for paper in new], action)
        for paper in () if quiet else new:
            self.queue(f"card:{paper.id}:new", "card", self.desk.channel, {"paper": paper.id})

    def change(self, old: Paper, new: Paper, action: str, *, quiet: bool = False) -> None:
        """Store the new state of a paper, if it differs from the old one.

        The card follows, and its thread tells of what people care about, unless this is done
        quietly.
        """
        if old == new:
            return
        papers.save(self.session, new, self.desk.aliases)
        self._record([(old, new)], action)
        if quiet:
            return
        line = papers.last_line(self.session, new.id)
        lane = self.desk.channel
        self.queue(f"card:{new.id}:{line}", "card-update", lane, {"paper": new.id})
        if action in _TOLD_IN_THREAD:
            self.queue(f"note:{new.id}:{line}", "note", lane, {"paper": new.id, "line": line})

    def keep(self, paper_id: str, action: str, texts: Mapping[str, tuple[str, str]]) -> None:
        """Keep texts in a paper's history that stand nowhere else: place → text, what replaced it.

        Unlike a change, this says nothing about what the paper is like.
        """
        changes = {place: list(pair) for place, pair in texts.items()}
        papers.keep(
            self.session,
            paper_id,
            changes,
            action=action,
            source=self.source,
            actor_id=self._person.id if self._person else None,
            at=self.now,
        )

    def queue(self, key: str, kind: str, lane: str, subject: dict[str, object]) -> bool:
        """Queue a message once under its key; return False if it has been queued before."""
        is_new = outbox.queue(
            self.session, key=key, kind=kind, lane=lane, subject=subject, now=self.now
        )
        self.has_changed = self.has_changed or is_new
        return is_new

    def _record(self, changes: Sequence[tuple[Paper, Paper]], action: str) -> None:
        self.has_changed = self.has_changed or bool(changes)
        person = self._person
        by = person.name if person else self.source
        self.lines += [
            f"{action} paper={new.id} by={by!r} status={new.status.value!r}" for _, new in changes
        ]
        papers.record(
            self.session,
            changes,
            action=action,
            source=self.source,
            actor_id=person.id if person else None,
            at=self.now,
        )


def _admit(actor: Actor | None) -> None:
    if actor is not None and not (actor.is_member or actor.is_editor):
        raise NotAMember(
            "You can take part once you are in the newsletter’s channel."
            " Join it, or ask an editor to add you."
        )
