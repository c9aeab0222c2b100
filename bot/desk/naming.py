"""Who people are: their bylines, and finding those in Slack whom the sheet credits.

A person's byline is the name that credits them in the sheet. It is their Slack display name until
they or an editor change it; the names that they had before go on meaning them.
"""

from bot.desk.desk import Desk, Work
from bot.newsroom.credits import Uncreditable, write_cells
from bot.newsroom.errors import Invalid, NotYours, Taken
from bot.newsroom.papers import Paper
from bot.newsroom.people import Actor, Person, could_be, name_key, sheet_name
from bot.newsroom.workflow import OPEN_TO_WRITING, WITH_THEIR_SUMMARIZER, credited_as
from bot.store import papers, people


def byline(desk: Desk, actor: Actor) -> Person:
    """Return the person behind a Slack account, with the name that credits them."""
    with desk.work(actor) as work:
        return work.person


def set_byline(desk: Desk, actor: Actor, whose: Actor, name: str) -> Person:
    """Credit somebody under this name from now on, and in all that is not published yet.

    Editors may do it for others. Raises NotYours, Invalid for what cannot be a name in the sheet,
    and Taken if somebody else in Slack has it.
    """
    if whose.slack_id != actor.slack_id and not actor.is_editor:
        raise NotYours("Only an editor may change somebody else’s byline.")
    wanted = " ".join(name.split())
    if not wanted or sheet_name(wanted) != wanted:
        raise Invalid(
            {"byline": "A byline is a name of up to 80 letters, without any of / * _ ` < > [ ]."}
        )
    with desk.work(actor) as work:
        person = people.person_for(work.session, whose)
        holder = people.by_name(work.session, wanted)
        if holder is not None and holder.id != person.id and holder.slack_id is not None:
            raise Taken(f"Somebody else goes by {holder.name} here. Choose another byline.")
        renamed = people.rename(work.session, person.id, wanted)
        _recredit(work, renamed)
        work.lines.append(f"byline person={whose.slack_id} name={wanted!r}")
        return renamed


def follow_rename(work: Work, before: str, after: str) -> None:
    """Take in that an editor has changed a credit in the sheet from one name to another.

    Where both may be one person's name, it is their byline that was changed: the paper stays
    theirs. Otherwise the paper is somebody else's now, and nobody's name changes.
    """
    person = people.by_name(work.session, before)
    if person is None or person.slack_id is None or not could_be(before, after):
        return
    holder = people.by_name(work.session, after)
    if holder is None or holder.id == person.id or holder.slack_id is None:
        people.rename(work.session, person.id, " ".join(after.split()))


def unmet(desk: Desk) -> list[str]:
    """Return the names of summarizers who have work to do and whom nobody in Slack goes by yet."""
    with desk.store.read() as session:
        names = {one.summarizer for one in papers.with_status(session, WITH_THEIR_SUMMARIZER)}
        known = {name: people.by_name(session, name) for name in names if name_key(name)}
    return sorted(name for name, person in known.items() if not (person and person.slack_id))


def meet(desk: Desk, actor: Actor, name: str) -> None:
    """Take somebody in Slack for the person whom the sheet credits under a name."""
    with desk.work(actor) as work:
        if not work.person.goes_by(name):
            people.also_called(work.session, work.person.id, name)
        work.lines.append(f"met person={actor.slack_id} name={name!r}")


def _recredit(work: Work, person: Person) -> None:
    for paper in papers.with_status(work.session, OPEN_TO_WRITING):
        changed = credited_as(paper, person, person.name)
        if changed != paper and _can_be_written(changed):
            work.change(paper, changed, "byline")


def _can_be_written(paper: Paper) -> bool:
    try:
        write_cells(paper.summarizer, paper.opinions)
    except Uncreditable:
        return False
    return True
