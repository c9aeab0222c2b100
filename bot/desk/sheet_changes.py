"""What an editor does in the spreadsheet, taken in by the rules that hold for everybody.

Sheets does not say who edited a cell: whatever is done there counts as the editors'. What the
rules refuse stays as the desk has it (the sync puts it back), and the editors are told why.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from bot.desk import conflicts
from bot.desk.desk import Desk, Work
from bot.desk.naming import follow_rename
from bot.newsroom import workflow
from bot.newsroom.checking import CELL_LIMIT
from bot.newsroom.credits import Credits, Uncreditable, write_cells
from bot.newsroom.deadlines import due_date
from bot.newsroom.errors import Refused
from bot.newsroom.papers import Paper, Status
from bot.store import papers, people, state

SOURCE = "sheet"

_OVER = frozenset({Status.PUBLISHED, Status.DROPPED})
"""Nobody waits for such a paper: it gets no card."""

Settle = Callable[[Session], None]
"""Writes, in the same transaction, what the sync has to remember; may raise to undo it all."""


@dataclass(frozen=True)
class Edit:
    """What changed cells mean.

    ``fields`` are new values by the names of Paper's fields. ``credits`` and ``status`` are None
    where their cells are as they were. ``problems`` are cells that mean nothing, by column, each
    with a sentence. ``cells`` are the changed cells as text: column → what it says, and what the
    desk had. ``conflicts`` are those of them that were changed in Slack as well.

    In a public sheet beside a desk sheet there is no Status: what stands there ``is_published``,
    and whoever takes the issue away ``unpublishes`` the paper.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    credits: Credits | None = None
    status: Status | None = None
    problems: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    conflicts: Collection[str] = ()
    is_published: bool = False
    unpublishes: bool = False


@dataclass(frozen=True)
class NewRow:
    """A row that is no paper yet; ``paper_id`` is the one that stands in it, or empty."""

    edit: Edit
    paper_id: str = ""


def take_in(
    desk: Desk,
    paper_id: str,
    edit: Edit,
    settle: Settle,
    is_current: Callable[[Paper], bool] = lambda _: True,
) -> bool:
    """Take in the changed cells of one paper; whatever the rules refuse is left out and told.

    Nothing is done, and False returned, unless the paper ``is_current``: somebody has changed it
    since it was compared with the sheet, and their version must not be lost unseen.
    """
    with desk.work(source=SOURCE) as work:
        paper = work.paper(paper_id)
        if not is_current(paper):
            return False
        changed, problems = foresee(work, paper, edit)
        work.change(paper, changed, _action(paper, changed))
        _put_back(work, changed, edit, problems)
        for column in edit.conflicts:
            if column not in problems:
                said, had = edit.cells[column]
                conflicts.note(work, paper, changed, column, lost=had, stands=said)
        if changed.notes != paper.notes:
            _tell_summarizer(work, changed)
        if edit.unpublishes and changed.status is not paper.status:
            _tell_unpublished(work, changed)
        settle(work.session)
    return True


def foresee(work: Work, paper: Paper, edit: Edit) -> tuple[Paper, dict[str, str]]:
    """Return what the rules make of an edit, and what they refuse: column → a sentence."""
    problems = dict(edit.problems)
    changed = _with_texts(work, paper, edit, problems)
    changed = _with_credits(work, changed, edit, problems)
    changed = _with_status(work, changed, edit, problems)
    if edit.unpublishes and changed.status is Status.PUBLISHED:
        changed = changed.but(status=status_by_content(changed))
        if changed.status is Status.CLAIMED:
            changed = _claimed(work, changed)
    return changed, problems


def drop(desk: Desk, paper_id: str, settle: Settle) -> None:
    """Drop a paper whose row was deleted. What was written stays with it."""
    with desk.work(source=SOURCE) as work:
        paper = work.paper(paper_id)
        work.change(paper, workflow.set_status(paper, Status.DROPPED), "drop")
        settle(work.session)


def add_rows(
    desk: Desk,
    rows: Sequence[NewRow],
    settle: Callable[[Session, list[str]], None],
    *,
    quiet: bool = False,
) -> list[str]:
    """Make papers of rows, all or none; return their ids, in the order of the rows.

    An id that stands in a row is kept if no paper has it. Cards go to the channel for those that
    are still to be published, unless this is done quietly. ``settle`` is given the ids.
    """
    with desk.work(source=SOURCE) as work:
        ids = _ids_for(work, [row.paper_id for row in rows])
        made = [
            foresee_row(work, paper_id, row.edit, quiet=quiet)
            for paper_id, row in zip(ids, rows, strict=True)
        ]
        action = "adopt" if quiet else "type"
        new = [paper for paper, _ in made]
        for is_silent, some in groupby(new, lambda one: quiet or one.status in _OVER):
            work.add(*some, action=action, quiet=is_silent)
        for (paper, problems), row in zip(made, rows, strict=True):
            if quiet:
                _keep_refused(work, paper, row.edit, problems)
            else:
                _put_back(work, paper, row.edit, problems)
                _tell_summarizer(work, paper)
        settle(work.session, ids)
    return ids


def foresee_row(
    work: Work, paper_id: str, edit: Edit, *, quiet: bool
) -> tuple[Paper, dict[str, str]]:
    """Return the paper that a row becomes, and what the rules refuse in it.

    A sheet that is taken over quietly is right about itself: no rule is asked, no date is set.
    """
    problems = dict(edit.problems)
    paper = Paper(id=paper_id).but(**edit.fields)
    if edit.credits is not None:
        summarizer, opinions = edit.credits
        paper = paper.but(summarizer=summarizer, opinions=opinions)
    if edit.is_published:
        return paper.but(status=Status.PUBLISHED), problems
    if quiet:
        return paper.but(status=edit.status or status_by_content(paper)), problems
    known = work.desk.categories.find_category(paper.category)
    paper = paper.but(category=known or paper.category, status=status_by_content(paper))
    paper = _with_status(work, paper, edit, problems)
    return (_claimed(work, paper) if paper.status is Status.CLAIMED else paper), problems


def tell_editors(work: Work, text: str) -> None:
    """Queue a direct message to each editor; it goes out if this transaction is committed."""
    number = state.count_up(work.session, "editor-notes")
    for editor in sorted(work.desk.editors):
        key = f"editor-note:{number}:{editor}"
        work.queue(key, "editor-note", f"dm:{editor}", {"text": text})


def tell_too_long(work: Work, paper_id: str, column: str) -> None:
    """Queue, once for each version of a paper, that a text of it does not go into a cell."""
    paper = work.paper(paper_id)
    last = papers.history(work.session, paper_id)[-1].id
    text = (
        f"{column} of {paper_id}, {workflow.name_of(paper)}, is longer than a cell of the sheet"
        f" holds ({CELL_LIMIT:,} characters), so the sheet does not have it. Please shorten it."
    )
    for editor in sorted(work.desk.editors):
        key = f"too-long:{paper_id}:{column}:{last}:{editor}"
        work.queue(key, "editor-note", f"dm:{editor}", {"text": text})


def notes_digest(paper: Paper) -> str:
    """Return a short text that is another one whenever the notes on a paper are."""
    return hashlib.sha256(paper.notes.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def status_by_content(paper: Paper) -> Status:
    """Return where a paper stands whose row says nothing about it.

    One with an issue was mailed; one with a summary only waits for it. One that has a summarizer
    and nothing else yet is theirs.
    """
    if paper.issue.strip():
        return Status.PUBLISHED
    if paper.summary.strip():
        return Status.APPROVED
    return Status.CLAIMED if paper.summarizer.strip() else Status.PROPOSED


def _action(old: Paper, new: Paper) -> str:
    if old.status is Status.DROPPED and new.status is not Status.DROPPED:
        return "restore"
    return "edit" if old.status is new.status else "status"


def _with_texts(work: Work, paper: Paper, edit: Edit, problems: dict[str, str]) -> Paper:
    fields = dict(edit.fields)
    if "title" in fields and not fields["title"].strip():
        problems["Title"] = "a paper needs its title. To drop the paper, delete the whole row."
        del fields["title"], fields["url"]
    category = fields.get("category", "")
    if category.strip():
        known = work.desk.categories.find_category(category)
        if known is None:
            problems["Category"] = f"there is no category “{category}”. Choose one of the list."
            del fields["category"]
        else:
            fields["category"] = known
    return paper.but(**fields)


def _with_credits(work: Work, paper: Paper, edit: Edit, problems: dict[str, str]) -> Paper:
    """Credit as the cells say. A name on a free paper claims it, an emptied one releases it."""
    if edit.credits is None:
        return paper
    summarizer, opinions = edit.credits
    try:
        write_cells(summarizer, opinions)
    except Uncreditable as error:
        problems["Summarizer"] = str(error)
        return paper
    changed = paper.but(summarizer=summarizer, opinions=opinions)
    if changed.summarizer == paper.summarizer:
        return changed
    follow_rename(work, paper.summarizer, changed.summarizer)
    if not changed.summarizer.strip() and paper.status in workflow.WITH_THEIR_SUMMARIZER:
        return changed.but(status=Status.PROPOSED, summarizer="", claimed_at=None, due=None)
    if paper.status is Status.PROPOSED and edit.status is None:
        return _claimed(work, changed)
    return changed


def _with_status(work: Work, paper: Paper, edit: Edit, problems: dict[str, str]) -> Paper:
    if edit.status is None or edit.status is paper.status:
        return paper
    try:
        changed = workflow.set_status(paper, edit.status)
    except Refused as error:
        problems["Status"] = str(error)
        return paper
    return _claimed(work, changed) if changed.status is Status.CLAIMED else changed


def _claimed(work: Work, paper: Paper) -> Paper:
    due = paper.due or due_date(work.now, work.desk.claim_days)
    return paper.but(status=Status.CLAIMED, claimed_at=paper.claimed_at or work.now, due=due)


def _ids_for(work: Work, wanted: Sequence[str]) -> list[str]:
    """Return an id for each row: its own where that is free, and the first to have it."""
    known = {one.id for one in papers.with_ids(work.session, [one for one in wanted if one])}
    own: list[str] = []
    for one in wanted:
        own.append("" if one in known else one)
        known.add(one)
    papers.reserve(work.session, *own)
    fresh = iter(papers.next_ids(work.session, own.count("")))
    return [one or next(fresh) for one in own]


def _put_back(work: Work, paper: Paper, edit: Edit, problems: Mapping[str, str]) -> None:
    """Say what is put back, and why; the text that was there stays in the history."""
    if not problems:
        return
    _keep_refused(work, paper, edit, problems)
    lines = [f"• {column}: {sentence}" for column, sentence in problems.items()]
    tell_editors(
        work,
        f"In the sheet, I have put back what you changed in {paper.id}, {workflow.name_of(paper)}:"
        + "\n"
        + "\n".join(lines),
    )


def _tell_unpublished(work: Work, paper: Paper) -> None:
    tell_editors(
        work,
        f"{paper.id}, {workflow.name_of(paper)}, does not count as published any more, since its"
        f" Email was emptied in the public sheet. It is back in the desk sheet, as {paper.status}."
        " Set its Status there to Published if that was not meant.",
    )


def _keep_refused(work: Work, paper: Paper, edit: Edit, problems: Mapping[str, str]) -> None:
    """Keep in the history what stands in cells that will say something else."""
    texts = {column: edit.cells[column] for column in problems if column in edit.cells}
    kept = {column: pair for column, pair in texts.items() if pair[0].strip()}
    if kept:
        work.keep(paper.id, "put back", kept)


def _tell_summarizer(work: Work, paper: Paper) -> None:
    """Queue the editors' notes on a paper for its summarizer, each version of them once."""
    person = people.by_name(work.session, paper.summarizer)
    if person is None or person.slack_id is None or not paper.notes.strip():
        return
    digest = notes_digest(paper)
    key = f"sheet-notes:{paper.id}:{person.id}:{digest}"
    subject: dict[str, object] = {"paper": paper.id, "to": person.slack_id, "digest": digest}
    work.queue(key, "sheet-notes", f"dm:{person.slack_id}", subject)
