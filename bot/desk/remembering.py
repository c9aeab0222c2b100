"""What has happened to a paper, as it is told to an operator or an editor who asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.desk.desk import Desk, Work
from bot.desk.finding import find
from bot.newsroom.papers import Paper
from bot.store import papers, people


@dataclass(frozen=True)
class Event:
    """One line of a paper's history.

    ``who`` is the name of the person who did it, empty where nobody in Slack did; ``source`` says
    from where: ``slack`` or ``sheet``. ``changes`` is ``{field: [old, new]}`` with the names of
    Paper's fields, dates as ISO texts, opinions as objects with author and text.
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
        lines = papers.history(work.session, paper.id)
        return paper, [
            Event(
                at=line.at,
                who=_name(work, line.actor_id),
                source=line.source,
                action=line.action,
                changes=line.changes,
            )
            for line in lines
        ]


def _name(work: Work, person_id: int | None) -> str:
    person = people.by_id(work.session, person_id) if person_id is not None else None
    return person.name if person else ""
