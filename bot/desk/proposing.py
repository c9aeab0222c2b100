"""Proposing a paper: putting it on the list from which summarizers take theirs."""

from dataclasses import dataclass

from bot.desk.desk import Desk, Work
from bot.desk.finding import the_one, under_link, wanted_in
from bot.newsroom.errors import Invalid
from bot.newsroom.finding import Wanted
from bot.newsroom.papers import Paper
from bot.newsroom.people import Actor
from bot.store import papers, state


@dataclass(frozen=True)
class Proposed:
    """A paper that stands on the list now; ``is_new`` tells whether it was put there just now."""

    paper: Paper
    is_new: bool


def propose(desk: Desk, actor: Actor, text: str) -> Proposed:
    """Propose the paper under a link, which may be followed by words of its title.

    A link that is known already is answered with the paper that stands there, unless the words
    name another one. Raises Invalid if there is no link, and Ambiguous if several papers stand
    under it.
    """
    wanted = wanted_in(text)
    if not wanted.url:
        raise Invalid(
            {"url": "I need a link to a web page: `/propose https://arxiv.org/abs/2003.03384`."}
        )
    with desk.work(actor) as work:
        alone(work)
        candidates = under_link(work, wanted)
        if candidates:
            return Proposed(the_one(candidates, lambda _: True), is_new=False)
        return Proposed(add(work, wanted), is_new=True)


def alone(work: Work) -> None:
    """Let nobody else propose until this action is done, so that two cannot add the same link."""
    state.hold(work.session, "paper")


def add(work: Work, wanted: Wanted) -> Paper:
    """Put a new paper on the list; until somebody says its title, the link stands for it."""
    url = wanted.url or ""
    paper = Paper(id=papers.next_id(work.session), title=wanted.words or url, url=url)
    work.add(paper, action="propose")
    return paper
