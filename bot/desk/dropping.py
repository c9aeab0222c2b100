"""Bringing back what was dropped: by an editor in Slack, or by a row that is back in the sheet."""

from collections.abc import Callable

from sqlalchemy.orm import Session

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
        was = _status_before(work.session, paper_id)
        restored = workflow.restore(paper, was, is_editor=actor.is_editor)
        work.change(paper, restored, "restore")
        return restored


def restore_with_its_row(
    desk: Desk, paper_id: str, status: Status, settle: Callable[[Session], None]
) -> None:
    """Bring a paper back whose row is back in the sheet, if it was dropped with it."""
    with desk.work(source="sheet") as work:
        paper = work.paper(paper_id)
        if paper.status is Status.DROPPED:
            work.change(paper, paper.but(status=status), "restore")
        settle(work.session)


def restored_with_its_row(session: Session, paper: Paper, said: str) -> Paper:
    """Return a paper as it is once its row is back; ``said`` was its status in the sheet.

    It was dropped with its row unless it had been before.
    """
    if paper.status is not Status.DROPPED or said == Status.DROPPED:
        return paper
    return workflow.restore(paper, _status_before(session, paper.id), is_editor=True)


def _status_before(session: Session, paper_id: str) -> Status:
    """Return where a paper stood when it was dropped."""
    was = Status.PROPOSED
    for line in papers.history(session, paper_id):
        before, after = line.changes.get("status", (None, None))
        if after == Status.DROPPED and before:
            was = Status(before)
    return was
