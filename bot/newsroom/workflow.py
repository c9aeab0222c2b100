"""Who may move a paper from which status to which: the rules, and nothing else.

The same rules hold for a command, a button and a cell. Each function returns the paper's next
state, or raises a ``Refused`` whose sentence says why not and what to do instead.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.newsroom.errors import AlreadyYours, NotYours, Taken, WrongStatus
from bot.newsroom.papers import Opinion, Paper, Status
from bot.newsroom.people import Person

WITH_THEIR_SUMMARIZER = (Status.CLAIMED, Status.CHANGES_REQUESTED)
"""Statuses in which the next step is the summarizer's."""

OPEN_TO_WRITING = (*WITH_THEIR_SUMMARIZER, Status.PROPOSED, Status.SUBMITTED, Status.APPROVED)
"""Statuses in which a summary can be submitted, for the first time or again."""


OVER = (Status.PUBLISHED, Status.DROPPED)
"""Statuses in which there is nothing to do any more."""


def name_of(paper: Paper) -> str:
    """Return what to call a paper in a sentence: its title, or its link until it has one."""
    return f"“{paper.title}”" if not paper.is_untitled else paper.url or paper.id


def claim(paper: Paper, person: Person, now: datetime, due: datetime) -> Paper:
    """Give a free paper to a person, due at ``due``."""
    if paper.status is Status.PROPOSED:
        return paper.but(status=Status.CLAIMED, summarizer=person.name, claimed_at=now, due=due)
    if paper.status is Status.DROPPED:
        raise WrongStatus(f"{name_of(paper)} was dropped. An editor can bring it back.", paper)
    if paper.status is Status.PUBLISHED and person.goes_by(paper.summarizer):
        raise WrongStatus(f"{name_of(paper)} is published already, with your summary.", paper)
    if person.goes_by(paper.summarizer):
        raise AlreadyYours(f"{name_of(paper)} is yours already.", paper)
    if paper.status in WITH_THEIR_SUMMARIZER:
        raise Taken(f"{name_of(paper)} is with {paper.summarizer or 'somebody else'}.", paper)
    credit = f" by {paper.summarizer}" if paper.summarizer else ""
    opine = "" if paper.status in OVER else f" You can add an opinion: `/opinion {paper.id}`."
    raise WrongStatus(f"{name_of(paper)} is summarized already{credit}.{opine}", paper)


def release(paper: Paper, person: Person, *, is_editor: bool) -> Paper:
    """Take a paper back from its summarizer; the text that there may be stays with it."""
    if paper.status not in WITH_THEIR_SUMMARIZER:
        raise WrongStatus(
            f"{name_of(paper)} is {paper.status.lower()}: there is no claim to release.", paper
        )
    if not (is_editor or person.goes_by(paper.summarizer)):
        raise NotYours(
            f"{name_of(paper)} is with {paper.summarizer}: only they or an editor can release it.",
            paper,
        )
    return paper.but(status=Status.PROPOSED, summarizer="", claimed_at=None, due=None)


def may_write(paper: Paper, person: Person, *, is_editor: bool) -> None:
    """Check that a person may write the paper's summary now; raise ``Refused`` if not.

    A paper that nobody has claimed is everybody's: submitting it claims it.
    """
    if paper.status not in OPEN_TO_WRITING:
        raise WrongStatus(
            f"{name_of(paper)} is {paper.status.lower()} and cannot be changed here any more."
            " An editor can still change its row in the sheet.",
            paper,
        )
    if paper.status is Status.PROPOSED or is_editor or person.goes_by(paper.summarizer):
        return
    raise NotYours(
        f"{name_of(paper)} is with {paper.summarizer}."
        f" You can add an opinion: `/opinion {paper.id}`.",
        paper,
    )


def submit(
    paper: Paper, written: Paper, person: Person, now: datetime, *, is_editor: bool
) -> Paper:
    """Hand in ``written`` (the same paper with its texts filled in) for review.

    What an editor mends in an approved paper stays approved; what the summarizer changes in it is
    to be reviewed again, unless nothing was changed.
    """
    may_write(paper, person, is_editor=is_editor)
    if paper.status is Status.APPROVED and (is_editor or written == paper):
        return written
    summarizer = paper.summarizer or person.name
    return written.but(
        status=Status.SUBMITTED, summarizer=summarizer, claimed_at=paper.claimed_at or now
    )


def may_opine(paper: Paper) -> None:
    """Check that opinions on the paper are taken now; raise ``Refused`` if not."""
    if paper.status in OVER:
        raise WrongStatus(
            f"{name_of(paper)} is {paper.status.lower()}: opinions on it are closed.", paper
        )


def with_opinion(paper: Paper, person: Person, text: str) -> Paper:
    """Add a person's opinion, or put it in the place of the one they had; empty withdraws it.

    The summarizer's own opinion comes first, as in print; the others keep the order in which they
    came.
    """
    own = paper.opinion_of(person.names)
    if not text.strip():
        return paper.but(opinions=tuple(one for one in paper.opinions if one is not own))
    opinions: Sequence[Opinion]
    if own is not None:
        opinions = [one if one is not own else replace(one, text=text) for one in paper.opinions]
    elif person.goes_by(paper.summarizer):
        opinions = [Opinion(paper.summarizer, text), *paper.opinions]
    else:
        opinions = [*paper.opinions, Opinion(person.name, text)]
    return paper.but(opinions=tuple(opinions))


def credited_as(paper: Paper, person: Person, name: str) -> Paper:
    """Credit a person under another name wherever this paper credits them."""
    opinions = tuple(
        Opinion(name, one.text) if person.goes_by(one.author) else one for one in paper.opinions
    )
    summarizer = name if person.goes_by(paper.summarizer) else paper.summarizer
    return paper.but(summarizer=summarizer, opinions=opinions)


def restore(paper: Paper, was: Status, *, is_editor: bool) -> Paper:
    """Bring a dropped paper back to where it stood, or to the list if nobody has it any more."""
    if paper.status is not Status.DROPPED:
        raise WrongStatus(f"{name_of(paper)} is not dropped: it is {paper.status.lower()}.", paper)
    if not is_editor:
        raise NotYours(f"Only an editor can bring {name_of(paper)} back.", paper)
    if was is Status.DROPPED or (was in WITH_THEIR_SUMMARIZER and not paper.summarizer.strip()):
        was = Status.PROPOSED
    return paper.but(status=was)


def set_status(paper: Paper, status: Status) -> Paper:
    """Move a paper to the status that an editor wrote into its cell."""
    if status is paper.status:
        return paper
    if status is Status.PROPOSED:
        return paper.but(status=status, summarizer="", claimed_at=None, due=None)
    if status in WITH_THEIR_SUMMARIZER and not paper.summarizer:
        raise WrongStatus(
            f"{name_of(paper)} has no summarizer yet: fill in Summarizer, then set {status}.", paper
        )
    needs_summary = (Status.SUBMITTED, Status.APPROVED, Status.PUBLISHED)
    if status in needs_summary and not paper.summary.strip():
        raise WrongStatus(
            f"{name_of(paper)} has no summary yet, so it cannot be {status.lower()}.", paper
        )
    return paper.but(status=status)
