"""Conflicts: what was written in Slack and in the sheet at the same time, and does not merge.

What the sheet says stands. The other version is kept, its writer and the editors are shown both,
and each of them may bring it back or leave it at that; the first to choose settles it.
"""

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.desk.desk import Desk, Work
from bot.newsroom import workflow
from bot.newsroom.credits import Uncreditable, write_cells
from bot.newsroom.errors import NotFound, NotYours, Refused
from bot.newsroom.papers import Paper, Status, differences
from bot.newsroom.people import Actor, Person
from bot.store import conflicts, papers, people
from bot.store.tables import ConflictRow

_FIELDS = {
    "Category": ("category",),
    "Highlight?": ("highlight",),
    "Title": ("title", "url"),
    "Authors": ("authors",),
    "Venue": ("venue",),
    "Year": ("year",),
    "H/T": ("hat_tip",),
    "Email": ("issue",),
    "Summarizer": ("summarizer",),
    "Summary": ("summary",),
    "My opinion": ("opinions",),
    "Prerequisites": ("prerequisites",),
    "Read more": ("read_more",),
    "Status": ("status",),
    "Due": ("due",),
    "Notes": ("notes",),
}
"""Column → the fields of a paper that it shows."""


@dataclass(frozen=True)
class Choice:
    """A conflict as somebody is shown it.

    ``lost`` and ``stands`` are the two versions as a cell shows them, ``author`` is who wrote the
    lost one. ``version`` changes whenever what stands does. ``settled`` is a sentence that says
    who has settled it, or empty.
    """

    id: int
    paper: Paper
    place: str
    lost: str
    stands: str
    author: str
    version: str
    settled: str = ""


class Changed(Refused):
    """What stands has changed since it was shown; ``choice`` is the conflict as it is now."""

    def __init__(self, sentence: str, choice: Choice) -> None:
        super().__init__(sentence, choice.paper)
        self.choice = choice


def note(work: Work, old: Paper, new: Paper, place: str, *, lost: str, stands: str) -> None:
    """Write down that a change in the sheet has replaced one in Slack, and tell who has to know.

    ``old`` is the paper with the version that is lost, ``new`` as it stands.
    """
    fields = _FIELDS[place]
    if not set(fields) & differences(old, new).keys():
        return
    author = conflicts.last_author(work.session, old.id, fields)
    _note(work, old, place, lost=lost, stands=stands, author=author)


def note_late(work: Work, lost: Paper, stands: Paper) -> None:
    """Write down what somebody in Slack has written over what they had not been shown.

    ``lost`` is the paper as it would be with all of that, ``stands`` as it stays.
    """
    changed = differences(lost, stands).keys()
    for place, fields in _FIELDS.items():
        if not changed.isdisjoint(fields):
            version, now = _shown(lost, place), _shown(stands, place)
            work.keep(lost.id, "conflict", {place: (version, now)})
            _note(work, lost, place, lost=version, stands=now, author=work.person.id)


def _note(
    work: Work, old: Paper, place: str, *, lost: str, stands: str, author: int | None
) -> None:
    row = conflicts.add(
        work.session,
        old,
        place,
        lost=lost,
        stands=stands,
        fields=_FIELDS[place],
        author_id=author,
        at=work.now,
    )
    told = set(work.desk.editors)
    writers = [people.by_name(work.session, old.summarizer)]
    if author is not None:
        writers.append(people.by_id(work.session, author))
    told |= {one.slack_id for one in writers if one is not None and one.slack_id}
    for slack_id in sorted(told):
        key = f"conflict:{row.id}:{slack_id}"
        work.queue(key, "conflict", f"dm:{slack_id}", {"conflict": row.id})


def choice(desk: Desk, actor: Actor, conflict_id: int) -> Choice:
    """Return a conflict as it is now. Raises NotFound, or NotYours."""
    with desk.work(actor) as work:
        row = _row(work, conflict_id)
        _may_settle(work, row, actor)
        return as_choice(work.session, row)


def unsettled(work: Work, actor: Actor) -> list[Choice]:
    """Return the conflicts that are waiting for this person: all of them for an editor."""
    return [
        as_choice(work.session, row)
        for row in conflicts.unsettled(work.session)
        if actor.is_editor or _is_writer(work.session, row, work.person)
    ]


def keep(desk: Desk, actor: Actor, conflict_id: int) -> Choice:
    """Leave what the sheet says as it is. Settling it again changes nothing."""
    with desk.work(actor) as work:
        row = _row(work, conflict_id)
        _may_settle(work, row, actor)
        if row.settled_at is None:
            _settle(work, row, taken=False)
        return as_choice(work.session, row)


def bring_back(desk: Desk, actor: Actor, conflict_id: int, version: str) -> Choice:
    """Put the other version into the place of the one that stands, which the history keeps.

    ``version`` is that of the choice that the person has seen. Raises Changed if what stands is
    another text by now, so that nobody replaces what they have not read, and Refused where the
    rules do not allow the other version any more. Once a conflict is settled, nothing is changed.
    """
    with desk.work(actor) as work:
        row = _row(work, conflict_id)
        _may_settle(work, row, actor)
        seen = as_choice(work.session, row)
        if row.settled_at is not None:
            return seen
        if version != seen.version:
            raise Changed(
                f"{row.place} of {row.paper_id} has been changed again since you were asked."
                " This is how it stands now.",
                seen,
            )
        paper = work.paper(row.paper_id)
        work.change(paper, _with_lost(paper, row), "bring back")
        _settle(work, row, taken=True)
        return as_choice(work.session, row)


def as_choice(session: Session, row: ConflictRow) -> Choice:
    """Return a conflict as it is to be shown."""
    paper = papers.get(session, row.paper_id)
    if paper is None:
        raise NotFound(f"There is no paper {row.paper_id} here.")
    author = people.by_id(session, row.author_id) if row.author_id else None
    values = [papers.plain(getattr(paper, name)) for name in _FIELDS[row.place]]
    return Choice(
        id=row.id,
        paper=paper,
        place=row.place,
        lost=row.lost,
        stands=_shown(paper, row.place),
        author=author.name if author else "",
        version=hashlib.sha256(json.dumps(values).encode()).hexdigest()[:12],
        settled=_settled(session, row),
    )


def _row(work: Work, conflict_id: int) -> ConflictRow:
    row = conflicts.get(work.session, conflict_id, lock=True)
    if row is None:
        raise NotFound("This conflict is not known here.")
    return row


def _may_settle(work: Work, row: ConflictRow, actor: Actor) -> None:
    if not (actor.is_editor or _is_writer(work.session, row, work.person)):
        raise NotYours("Only the writer and the editors can choose between the two versions.")


def _is_writer(session: Session, row: ConflictRow, person: Person) -> bool:
    if row.author_id == person.id:
        return True
    paper = papers.get(session, row.paper_id)
    return paper is not None and person.goes_by(paper.summarizer)


def _settle(work: Work, row: ConflictRow, *, taken: bool) -> None:
    conflicts.settle(row, by=work.person.id, at=work.now, taken=taken)
    work.session.flush()
    work.lines.append(f"conflict={row.id} paper={row.paper_id} taken={taken}")


def _with_lost(paper: Paper, row: ConflictRow) -> Paper:
    """Return the paper with the lost version, by the rules that hold for everybody."""
    fields = dict(conflicts.fields_of(row))
    status = fields.pop("status", None)
    changed = paper.but(**fields)
    if status is not None:
        changed = workflow.set_status(changed, Status(status))
    try:
        write_cells(changed.summarizer, changed.opinions)
    except Uncreditable as error:
        raise Refused(str(error), paper) from error
    return changed


def _shown(paper: Paper, place: str) -> str:
    """Return what a paper says in a place, as people read it."""
    match place:
        case "Summarizer" | "My opinion":
            credit, cell = write_cells(paper.summarizer, paper.opinions)
            return credit if place == "Summarizer" else cell
        case "Title":
            return f"{paper.title} {paper.url}".strip()
        case "Highlight?":
            return "Highlight" if paper.highlight else ""
        case "Due":
            return f"{paper.due:%Y-%m-%d %H:%M} UTC" if paper.due else ""
        case _:
            return str(getattr(paper, _FIELDS[place][0]))


def _settled(session: Session, row: ConflictRow) -> str:
    if row.settled_at is None:
        return ""
    person = people.by_id(session, row.settled_by) if row.settled_by else None
    name = person.name if person else "Somebody"
    if row.taken:
        return f"{name} has brought the other version back."
    return f"{name} has left it as the sheet says."
