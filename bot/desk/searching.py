"""Finding: everybody in the newsroom looks through all that was ever handed in."""

from dataclasses import dataclass

from bot.desk.desk import Desk
from bot.newsroom.errors import NotFound
from bot.newsroom.papers import Paper
from bot.newsroom.people import Actor
from bot.newsroom.searching import as_asked, search_in
from bot.store import papers, search

PAGE = 5
"""How many papers are shown at once."""


@dataclass(frozen=True)
class Finding:
    """A paper that was found, and the piece of it in which the words stand, with its marks."""

    paper: Paper
    excerpt: str


@dataclass(frozen=True)
class Findings:
    """A page of what was found for ``asked``; ``page`` counts from 0."""

    asked: str
    page: int
    found: list[Finding]
    has_more: bool


def find(desk: Desk, actor: Actor, text: str, page: int = 0) -> Findings:
    """Return a page of the papers that fit best what a person looks for.

    What is not handed in yet is not looked through. Raises NotFound with what to try instead.
    """
    wanted = search_in(text)
    if wanted.is_empty:
        raise NotFound(
            "What are you looking for? `/find` and some words; `by:Zach`,"
            ' `in:"Agent foundations"` and `AN #95` narrow it down.'
        )
    categories = _spellings(desk, wanted.category)
    with desk.look(actor=actor) as work:
        hits = search.search(work.session, wanted, categories, page * PAGE, PAGE + 1)
        excerpts = {hit.paper_id: hit.excerpt for hit in hits[:PAGE]}
        found = papers.with_ids(work.session, list(excerpts))
    if not found:
        raise NotFound(
            f"I found nothing for “{as_asked(text)}”. Try fewer or other words; to put"
            " something new on the list: `/propose <link>`."
        )
    return Findings(
        asked=as_asked(text),
        page=page,
        found=[Finding(paper, excerpts[paper.id]) for paper in found],
        has_more=len(hits) > PAGE,
    )


def shared(desk: Desk, actor: Actor, paper_id: str) -> Paper:
    """Return a paper as it stands now, for somebody who shows it to others."""
    with desk.look(actor=actor) as work:
        paper = papers.get(work.session, paper_id)
    if paper is None:
        raise NotFound(f"There is no paper {paper_id} here.")
    return paper


def _spellings(desk: Desk, category: str) -> list[str]:
    """Return the names under which a category may stand at a paper; none for any category."""
    if not category:
        return []
    known = desk.categories.find_category(category)
    if known is None:
        raise NotFound(
            f"There is no category “{category}”. They stand in the form for a summary, and in the"
            " sheet."
        )
    old = [name for name, new in desk.categories.old_names.items() if new == known]
    return [known, *old]
