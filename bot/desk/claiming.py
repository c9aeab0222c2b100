"""Claiming a paper and giving it back."""

from dataclasses import dataclass

from bot.desk.desk import Desk, Work
from bot.desk.finding import by_words, find, the_one, under_link, wanted_in
from bot.desk.proposing import add, alone
from bot.newsroom import workflow
from bot.newsroom.deadlines import due_date
from bot.newsroom.errors import NotFound
from bot.newsroom.finding import Wanted
from bot.newsroom.papers import Paper, Status
from bot.newsroom.people import Actor


@dataclass(frozen=True)
class Claimed:
    """A paper that is the person's now; ``was_unknown`` if it was proposed in the same go."""

    paper: Paper
    was_unknown: bool


def claim(desk: Desk, actor: Actor, text: str) -> Claimed:
    """Give a person the paper that they mean; the first one to ask has it.

    An unknown link is proposed and claimed in one go. Raises Taken (with the paper, so that its
    summarizer and the time can be told), WrongStatus, NotFound or Ambiguous.
    """
    with desk.work(actor) as work:
        paper, was_unknown = _wanted(work, wanted_in(text))
        due = due_date(work.now, desk.claim_days)
        claimed = workflow.claim(paper, work.person, work.now, due)
        work.change(paper, claimed, "claim")
        return Claimed(claimed, was_unknown)


def release(desk: Desk, actor: Actor, text: str) -> Paper:
    """Take a paper back from its summarizer and put it on the list again.

    Raises NotYours, WrongStatus, NotFound or Ambiguous.
    """
    with desk.work(actor) as work:
        paper = find(
            work,
            text,
            lambda one: (
                one.status in workflow.WITH_THEIR_SUMMARIZER and work.person.goes_by(one.summarizer)
            ),
        )
        released = workflow.release(paper, work.person, is_editor=actor.is_editor)
        work.change(paper, released, "release")
        return released


def _wanted(work: Work, wanted: Wanted) -> tuple[Paper, bool]:
    """Return the paper that is to be claimed, and whether it was put on the list for that."""
    if wanted.paper_id:
        return work.paper(wanted.paper_id), False
    if wanted.url:
        alone(work)
        candidates = under_link(work, wanted)
        if not candidates:
            return add(work, wanted), True
    elif wanted.words:
        candidates = by_words(work, wanted.words)
    else:
        raise NotFound("Which paper? Give me its ID, its link or some words of its title.")
    return work.paper(the_one(candidates, _is_free).id), False


def _is_free(paper: Paper) -> bool:
    return paper.status is Status.PROPOSED
