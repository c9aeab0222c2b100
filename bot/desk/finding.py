"""Which paper a person means by ``<paper>``: an ID, a link, title words, or a link and words."""

from collections.abc import Callable

from bot.desk.desk import Work
from bot.newsroom.errors import Ambiguous, Invalid, NotFound
from bot.newsroom.finding import Wanted, match_titles, normalized_title, parse, same_title
from bot.newsroom.links import canonical
from bot.newsroom.papers import Paper
from bot.store import papers

_OFFERED = 10
"""How many candidates are offered when several fit."""


def find(work: Work, text: str, fits: Callable[[Paper], bool]) -> Paper:
    """Return the paper that a person means, as it stands now.

    ``fits`` tells which papers the action is for: where the words match several, one that fits is
    meant before one that does not. Raises NotFound, Ambiguous with the candidates, or Invalid.
    """
    wanted = wanted_in(text)
    if wanted.paper_id:
        return work.paper(wanted.paper_id)
    if wanted.url:
        candidates = under_link(work, wanted)
        if not candidates:
            raise NotFound(
                "I don’t know that link yet. Put it on the list with"
                f" `/propose {wanted.url}`, or take it at once with `/claim {wanted.url}`."
            )
    elif wanted.words:
        candidates = by_words(work, wanted.words)
    else:
        raise NotFound("Which paper? Give me its ID, its link or some words of its title.")
    return work.paper(the_one(candidates, fits).id)


def wanted_in(text: str) -> Wanted:
    """Return the paper that a person has named; raises Invalid if they named two."""
    wanted = parse(text)
    if wanted.other_url:
        raise Invalid(
            {
                "url": "Those are two links, and I take one at a time:"
                f" first {wanted.url}, then {wanted.other_url}"
            }
        )
    return wanted


def under_link(work: Work, wanted: Wanted) -> list[Paper]:
    """Return the papers that stand under a link and may be meant, oldest first.

    A link may carry several papers: words after it tell which one. One without a title yet is
    meant by any words, but only where no title fits them. The title itself fits best.
    """
    standing = papers.by_link(work.session, canonical(wanted.url or ""))
    if not wanted.words:
        return standing
    named = [one for one in standing if same_title(wanted.words, one.title)]
    said = normalized_title(wanted.words)
    exact = [one for one in named if normalized_title(one.title) == said]
    return exact or named or [one for one in standing if one.is_untitled]


def by_words(work: Work, words: str) -> list[Paper]:
    """Return the papers whose titles match the words best; raise NotFound if none does.

    Where none does, words after an ID say no more than the ID: ``P12 reasons``.
    """
    ids = match_titles(words, papers.titles(work.session))
    if not ids and (paper_id := parse(words.split()[0]).paper_id):
        ids = [paper_id]
    found = papers.with_ids(work.session, ids)
    if not found:
        raise NotFound(
            f"I found no paper called “{words}”. Try other words of its title, or its link."
        )
    return found


def the_one(candidates: list[Paper], fits: Callable[[Paper], bool]) -> Paper:
    """Return the single candidate, or the single one that fits; raise Ambiguous otherwise."""
    fitting = [one for one in candidates if fits(one)] or candidates
    if len(fitting) == 1:
        return fitting[0]
    sentence = f"{len(fitting)} papers fit. Which one do you mean?"
    if len(fitting) > _OFFERED:
        sentence += f" Here are {_OFFERED} of them; a few more words of the title narrow it down."
    raise Ambiguous(sentence, fitting[:_OFFERED])
