"""What there is to do, as one person sees it."""

from dataclasses import dataclass

from bot.desk.conflicts import Choice, unsettled
from bot.desk.desk import Desk
from bot.newsroom.papers import Paper, Status
from bot.newsroom.people import Actor
from bot.newsroom.workflow import OPEN_TO_WRITING
from bot.store import papers


@dataclass(frozen=True)
class Overview:
    """A person's own papers, earliest due first, those that are free, and conflicts to look at."""

    own: list[Paper]
    free: list[Paper]
    conflicts: list[Choice]


def overview(desk: Desk, actor: Actor) -> Overview:
    """Return what a person has and what they could take."""
    with desk.work(actor) as work:
        unfinished = papers.with_status(work.session, OPEN_TO_WRITING)
        return Overview(
            own=[one for one in unfinished if work.person.goes_by(one.summarizer)],
            free=[one for one in unfinished if one.status is Status.PROPOSED],
            conflicts=unsettled(work, actor),
        )
