"""Writing: the summary with all that belongs to it, and opinions."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk.desk import Desk, Work
from bot.desk.finding import find
from bot.newsroom import workflow
from bot.newsroom.checking import check_opinion, check_submission
from bot.newsroom.errors import Invalid
from bot.newsroom.papers import Paper
from bot.newsroom.people import Actor, Person
from bot.store import people


@dataclass(frozen=True)
class Draft:
    """What a person is about to fill in: the paper as it stands, and their opinion of it so far."""

    paper: Paper
    opinion: str


def open_submission(desk: Desk, actor: Actor, text: str) -> Draft:
    """Return the paper that a person wants to submit a summary of, and its summarizer's opinion.

    Raises Refused if they may not write it now, NotFound or Ambiguous.
    """
    with desk.work(actor) as work:
        paper = find(
            work,
            text,
            lambda one: (
                one.status in workflow.OPEN_TO_WRITING and work.person.goes_by(one.summarizer)
            ),
        )
        workflow.may_write(paper, work.person, is_editor=actor.is_editor)
        return Draft(paper, _opinion_text(paper, _summarizer(work, paper)))


def submit(desk: Desk, actor: Actor, paper_id: str, written: Mapping[str, str | bool]) -> Paper:
    """Take what a person has written and hand it in for review.

    ``written`` holds the fields that they changed, by the names of Paper's fields, and
    ``opinion``, the summarizer's own; what is not in it stays as it stands. Raises Invalid with a
    sentence for each field that cannot stand so, and Refused if they may not write it now.
    """
    with desk.work(actor) as work:
        paper = work.paper(paper_id)
        workflow.may_write(paper, work.person, is_editor=actor.is_editor)
        fields = dict(written)
        opinion = fields.pop("opinion", None)
        filled = paper.but(**fields)
        summarizer = _summarizer(work, paper)
        if opinion is not None:
            credited = filled.but(summarizer=paper.summarizer or summarizer.name)
            filled = workflow.with_opinion(credited, summarizer, str(opinion))
        problems = check_submission(filled, desk.categories)
        if problems:
            raise Invalid(problems)
        submitted = workflow.submit(paper, filled, work.person, work.now, is_editor=actor.is_editor)
        work.change(paper, submitted, "submit")
        return submitted


def open_opinion(desk: Desk, actor: Actor, text: str) -> Draft:
    """Return the paper that a person wants to give an opinion on, and the one that they gave.

    Raises Refused if opinions on it are closed, NotFound or Ambiguous.
    """
    with desk.work(actor) as work:
        paper = find(work, text, lambda one: bool(one.summary))
        workflow.may_opine(paper)
        return Draft(paper, _opinion_text(paper, work.person))


def give_opinion(desk: Desk, actor: Actor, paper_id: str, text: str) -> Paper:
    """Add a person's opinion to a paper, or put it in the place of the one that they gave.

    Raises Invalid if it cannot stand in the sheet, Refused if opinions are closed.
    """
    with desk.work(actor) as work:
        paper = work.paper(paper_id)
        workflow.may_opine(paper)
        changed = workflow.with_opinion(paper, work.person, text)
        problems = check_opinion(changed, text)
        if problems:
            raise Invalid(problems)
        work.change(paper, changed, "opinion")
        return changed


def _summarizer(work: Work, paper: Paper) -> Person:
    """Return whose summary it is: an editor may be mending somebody else's."""
    return people.by_name(work.session, paper.summarizer) or work.person


def _opinion_text(paper: Paper, person: Person) -> str:
    own = paper.opinion_of(person.names)
    return own.text if own else ""
