"""Writing: the summary with all that belongs to it, and opinions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.desk import conflicts
from bot.desk.desk import Desk, Work
from bot.desk.finding import find
from bot.newsroom import workflow
from bot.newsroom.checking import check_opinion, check_submission
from bot.newsroom.errors import Invalid
from bot.newsroom.merging import merged_list, merged_text
from bot.newsroom.papers import Paper
from bot.newsroom.people import Actor, Person
from bot.store import papers, people

IsAsShown = Callable[[str, str | bool], bool]
"""Tells whether a value of a field is the one that somebody was shown in a form."""

_MERGED = {
    "summary": merged_text,
    "opinion": merged_text,
    "prerequisites": merged_text,
    "read_more": merged_text,
    "authors": merged_list,
}
_FIELD_OF = {"opinion": "opinions"}


def _always(_name: str, _value: str | bool) -> bool:
    return True


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


def submit(
    desk: Desk,
    actor: Actor,
    paper_id: str,
    written: Mapping[str, str | bool],
    is_as_shown: IsAsShown = _always,
) -> Paper:
    """Take what a person has written and hand it in for review.

    ``written`` holds the fields that they changed, by the names of Paper's fields, and
    ``opinion``, the summarizer's own; what is not in it stays as it stands. ``is_as_shown`` tells
    whether a field still says what they were shown. What was changed elsewhere in the meantime is
    not replaced unseen: texts that can be merged are, and else what stands stays, and they may
    choose. Raises Invalid with a sentence for each field that cannot stand so, and Refused if they
    may not write it now.
    """
    with desk.work(actor) as work:
        paper = work.paper(paper_id)
        workflow.may_write(paper, work.person, is_editor=actor.is_editor)
        summarizer = _summarizer(work, paper)
        late = _Late(work, paper, summarizer, is_as_shown)
        filled = _filled(paper, late.merged(written), summarizer)
        problems = check_submission(filled, desk.categories)
        if problems:
            raise Invalid(problems)
        submitted = workflow.submit(paper, filled, work.person, work.now, is_editor=actor.is_editor)
        work.change(paper, submitted, "submit")
        late.keep(submitted)
        return submitted


def open_opinion(desk: Desk, actor: Actor, text: str) -> Draft:
    """Return the paper that a person wants to give an opinion on, and the one that they gave.

    Raises Refused if opinions on it are closed, NotFound or Ambiguous.
    """
    with desk.work(actor) as work:
        paper = find(work, text, lambda one: bool(one.summary))
        workflow.may_opine(paper)
        return Draft(paper, _opinion_text(paper, work.person))


def give_opinion(
    desk: Desk, actor: Actor, paper_id: str, text: str, is_as_shown: IsAsShown = _always
) -> Paper:
    """Add a person's opinion to a paper, or put it in the place of the one that they gave.

    Where that one has been changed since they were shown it, this does what ``submit`` does.
    Raises Invalid if it cannot stand in the sheet, Refused if opinions are closed.
    """
    with desk.work(actor) as work:
        paper = work.paper(paper_id)
        workflow.may_opine(paper)
        late = _Late(work, paper, work.person, is_as_shown)
        merged = str(late.merged({"opinion": text})["opinion"])
        changed = workflow.with_opinion(paper, work.person, merged)
        problems = check_opinion(changed, merged)
        if problems:
            raise Invalid(problems)
        work.change(paper, changed, "opinion")
        late.keep(changed)
        return changed


class _Late:
    """What somebody has written in a form while the paper was changed elsewhere."""

    def __init__(self, work: Work, paper: Paper, whose: Person, is_as_shown: IsAsShown) -> None:
        self._work = work
        self._paper = paper
        self._whose = whose
        self._is_as_shown = is_as_shown
        self._lost: dict[str, str | bool] = {}

    def merged(self, written: Mapping[str, str | bool]) -> dict[str, str | bool]:
        """Return the fields as they can be stored without replacing what nobody has seen."""
        result: dict[str, str | bool] = {}
        for name, value in written.items():
            stands = self._standing(self._paper, name)
            if value == stands or self._is_as_shown(name, stands):
                result[name] = value
                continue
            merge = _MERGED.get(name)
            shown = self._shown(name) if merge else None
            both = merge(shown, str(value), str(stands)) if merge and shown is not None else None
            if both is None:
                self._lost[name] = value
            result[name] = stands if both is None else both
        return result

    def keep(self, stored: Paper) -> None:
        """Keep what could not be stored, and let its writer and the editors choose."""
        if self._lost:
            lost = _filled(stored, self._lost, self._whose)
            conflicts.note_late(self._work, lost, stored)

    def _standing(self, paper: Paper, name: str) -> str | bool:
        match name:
            case "opinion":
                return _opinion_text(paper, self._whose)
            case "title" if paper.is_untitled:
                return ""
            case "category":
                return self._work.desk.categories.find_category(paper.category) or ""
            case _:
                value: str | bool = getattr(paper, name)
                return value

    def _shown(self, name: str) -> str | None:
        """Return the text that the form showed: one that the paper has had."""
        for line in reversed(papers.history(self._work.session, self._paper.id)):
            for value in reversed(line.changes.get(_FIELD_OF.get(name, name), ())):
                text = self._own(value) if name == "opinion" else value
                if isinstance(text, str) and self._is_as_shown(name, text):
                    return text
        return "" if self._is_as_shown(name, "") else None

    def _own(self, opinions: object) -> str:
        found = papers.from_plain("opinions", opinions) if isinstance(opinions, list) else ()
        return _opinion_text(self._paper.but(opinions=found), self._whose)


def _filled(paper: Paper, written: Mapping[str, str | bool], whose: Person) -> Paper:
    fields = dict(written)
    opinion = fields.pop("opinion", None)
    filled = paper.but(**fields)
    if opinion is None:
        return filled
    credited = filled.but(summarizer=paper.summarizer or whose.name)
    return workflow.with_opinion(credited, whose, str(opinion))


def _summarizer(work: Work, paper: Paper) -> Person:
    """Return whose summary it is: an editor may be mending somebody else's."""
    return people.by_name(work.session, paper.summarizer) or work.person


def _opinion_text(paper: Paper, person: Person) -> str:
    own = paper.opinion_of(person.names)
    return own.text if own else ""
