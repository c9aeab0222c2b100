"""What has happened to a paper, as it is told to an operator or an editor who asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.desk.desk import Desk, Work
from bot.desk.finding import find
from bot.newsroom.papers import Paper
from bot.store import conflicts, papers, people


@dataclass(frozen=True)
class Event:
    """One line of a paper's history.

    ``who`` is the name of the person who did it, empty where nobody in Slack did; ``source`` says
    from where: ``slack``, ``sheet``, or ``sync`` for the sync itself. ``changes`` is
    ``{field: [old, new]}`` with the names of Paper's fields, dates as ISO texts, opinions as
    objects with author and text.

    Some actions change nothing and only keep a text that stands nowhere else: ``put back`` what
    the rules refused in the sheet, ``overwrite`` what a write to the sheet met, ``conflict`` the
    version that lost, and ``leave`` one that somebody has looked at and left at that. Then
    ``changes`` is ``{column: [kept, stands]}``.
    """

    at: datetime
    who: str
    source: str
    action: str
    changes: Mapping[str, Any]


def history_of(desk: Desk, words: str) -> tuple[Paper, list[Event]]:
    """Return the paper that somebody means and all that has happened to it, oldest first.

    Raises NotFound, or Ambiguous with the candidates.
    """
    with desk.work(source="command") as work:
        paper = find(work, words, lambda _: True)
        events = [*_lines(work, paper.id), *_conflicts(work, paper.id)]
        # What happened in one transaction stays in its order.
        return paper, sorted(events, key=lambda event: event.at)


def _lines(work: Work, paper_id: str) -> Iterator[Event]:
    for line in papers.history(work.session, paper_id):
        if line.action != "conflict":
            who = _name(work, line.actor_id)
            yield Event(line.at, who, line.source, line.action, line.changes)


def _conflicts(work: Work, paper_id: str) -> Iterator[Event]:
    for row in conflicts.of_paper(work.session, paper_id):
        versions = {row.place: [row.lost, row.stands]}
        yield Event(row.at, _name(work, row.author_id), "slack", "conflict", versions)
        # One that was brought back has a line of its own.
        if row.settled_at is not None and not row.taken:
            who = _name(work, row.settled_by)
            yield Event(row.settled_at, who, "slack", "leave", versions)


def _name(work: Work, person_id: int | None) -> str:
    person = people.by_id(work.session, person_id) if person_id is not None else None
    return person.name if person else ""
