"""Bringing back what was dropped."""

from bot.desk.desk import Desk
from bot.newsroom import workflow
from bot.newsroom.papers import Paper, Status
from bot.newsroom.people import Actor
from bot.store import papers


def restore(desk: Desk, actor: Actor, paper_id: str) -> Paper:
    """Bring a dropped paper back to where it stood when it was dropped.

    Its row comes back with the next sync. Raises Refused if it is not dropped, or for all but
    editors.
    """
    with desk.work(actor) as work:
        paper = work.paper(paper_id)
        was = Status.PROPOSED
        for line in papers.history(work.session, paper_id):
            before, after = line.changes.get("status", (None, None))
            if after == Status.DROPPED and before:
                was = Status(before)
        restored = workflow.restore(paper, was, is_editor=actor.is_editor)
        work.change(paper, restored, "restore")
        return restored
