"""People and the names that credit them."""

from collections.abc import Collection, Iterable
from contextlib import suppress

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.newsroom.aliases import NO_ALIASES, Aliases
from bot.newsroom.people import Actor, Person, name_key, sheet_name
from bot.store.tables import NameRow, OpinionRow, PaperRow, PersonRow

_LONGEST_KEY = 200
_AT_A_TIME = 500


def person_for(session: Session, actor: Actor) -> Person:
    """Return the person behind somebody in Slack; meet them if it is the first time.

    Somebody new is taken for the person whom the sheet credits under their display name, if that
    person has no Slack account yet. Where another has the name already, a number is added to it.
    """
    row = _row_by_slack_id(session, actor.slack_id) or _meet(session, actor)
    if actor.tz:
        row.tz = actor.tz
    session.flush()
    return _person(row)


def by_name(session: Session, name: str) -> Person | None:
    """Return the person whom a credit means, if anybody goes by it."""
    row = _row_by_name(session, name)
    return _person(row) if row else None


def by_id(session: Session, person_id: int) -> Person | None:
    """Return one person."""
    row = session.get(PersonRow, person_id)
    return _person(row) if row else None


def by_slack_id(session: Session, slack_id: str) -> Person | None:
    """Return the person with this Slack account, if they have taken part yet."""
    row = _row_by_slack_id(session, slack_id)
    return _person(row) if row else None


def credited(
    session: Session, names: Iterable[str], aliases: Aliases = NO_ALIASES
) -> dict[str, int]:
    """Return the ids of the people whom credits in the sheet mean, meeting them if need be.

    Somebody who is met by one of their ``aliases`` is known by all of them from then on. An empty
    credit is nobody's, and is left out.
    """
    wanted = {name: _key(name) for name in names if name_key(name)}
    known = _ids_by_key(session, set(wanted.values()))
    for name, key in wanted.items():
        if key not in known:
            known[key] = _credited(session, name, aliases)
    return {name: known[key] for name, key in wanted.items()}


def _ids_by_key(session: Session, keys: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_A_TIME):
        some = ordered[start : start + _AT_A_TIME]
        rows = session.execute(select(NameRow.key, NameRow.person_id).where(NameRow.key.in_(some)))
        found.update((row.key, row.person_id) for row in rows)
    return found


def _credited(session: Session, name: str, aliases: Aliases) -> int:
    """Return the person behind a name that nobody had a moment ago."""
    names = aliases.names_of(name)
    row = None
    while row is None:
        standing = (_row_by_name(session, one) for one in (name, *names))
        row = next((one for one in standing if one is not None), None) or _new(session, names[0])
    for one in names:
        _add_name(session, row, one)
    session.flush()
    return row.id


def rename(session: Session, person_id: int, name: str) -> Person:
    """Credit a person under this name from now on; their former names go on meaning them.

    It must not be the name of another person in Slack.
    """
    also_called(session, person_id, name)
    row = session.get_one(PersonRow, person_id)
    row.name = name
    session.flush()
    return _person(row)


def also_called(session: Session, person_id: int, name: str) -> None:
    """Let one more name mean a person.

    Somebody who is known from the sheet alone and goes by it becomes one with them. It must not be
    the name of another person in Slack.
    """
    row = session.get_one(PersonRow, person_id)
    other = _row_by_name(session, name)
    if other is None:
        _add_name(session, row, name)
    elif other.id != person_id:
        _become_one(session, other, row)


def _become_one(session: Session, other: PersonRow, row: PersonRow) -> None:
    """Let everything that credits one person credit another, and forget the first."""
    for table, column in (
        (NameRow, NameRow.person_id),
        (PaperRow, PaperRow.summarizer_id),
        (OpinionRow, OpinionRow.author_id),
    ):
        session.execute(update(table).where(column == other.id).values({column: row.id}))
    session.execute(delete(PersonRow).where(PersonRow.id == other.id))
    session.expire_all()


def _meet(session: Session, actor: Actor) -> PersonRow:
    """Return the row of somebody who was not there; others may meet them at the same moment."""
    wanted = sheet_name(actor.display_name)
    while True:
        standing = _row_by_name(session, wanted)
        if standing is not None:
            session.refresh(standing, with_for_update=True)
            if standing.slack_id is None:
                standing.slack_id = actor.slack_id
        row = _row_by_slack_id(session, actor.slack_id) or _new(
            session, _free_name(session, wanted), actor.slack_id
        )
        if row is not None:
            return row


def _free_name(session: Session, wanted: str) -> str:
    name, number = wanted, 2
    while _row_by_name(session, name) is not None:
        name, number = f"{wanted} {number}", number + 1
    return name


def _new(session: Session, name: str, slack_id: str | None = None) -> PersonRow | None:
    """Store somebody new; return None if another transaction was first with name or account."""
    try:
        with session.begin_nested():
            row = PersonRow(name=name, slack_id=slack_id, tz="")
            row.names.append(NameRow(key=_key(name), name=name))
            session.add(row)
    except IntegrityError:
        return None
    return row


def _add_name(session: Session, row: PersonRow, name: str) -> None:
    if not name_key(name) or _row_by_name(session, name) is not None:
        return
    # Where another transaction gives the name away at this moment, somebody has it.
    with suppress(IntegrityError), session.begin_nested():
        session.add(NameRow(key=_key(name), name=name, person_id=row.id))
    session.refresh(row, ["names"])


def _key(name: str) -> str:
    """Return a name's key as it is stored; nobody's name is longer, but a cell's text may be."""
    return name_key(name)[:_LONGEST_KEY]


def _row_by_name(session: Session, name: str) -> PersonRow | None:
    known = session.get(NameRow, _key(name))
    return session.get(PersonRow, known.person_id) if known else None


def _row_by_slack_id(session: Session, slack_id: str) -> PersonRow | None:
    return session.scalar(select(PersonRow).where(PersonRow.slack_id == slack_id))


def _person(row: PersonRow) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        slack_id=row.slack_id,
        tz=row.tz,
        aliases=frozenset(known.name for known in row.names) - {row.name},
    )
