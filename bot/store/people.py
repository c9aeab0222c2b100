"""People and the names that credit them."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.newsroom.people import Actor, Person, name_key, sheet_name
from bot.store.tables import NameRow, PersonRow


def person_for(session: Session, actor: Actor) -> Person:
    """Return the person behind somebody in Slack; meet them if it is the first time.

    Somebody new is taken for the person whom the sheet credits under their display name, if that
    person has no Slack account yet. Where another has the name already, a number is added to it.
    """
    row = session.scalar(
        select(PersonRow).where(PersonRow.slack_id == actor.slack_id).with_for_update()
    )
    if row is None:
        row = _meet(session, actor)
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
    row = session.scalar(select(PersonRow).where(PersonRow.slack_id == slack_id))
    return _person(row) if row else None


def credited(session: Session, name: str, aliases: Iterable[str] = ()) -> int | None:
    """Return the id of the person whom a credit in the sheet means, meeting them if need be.

    ``aliases`` become further names of theirs where nobody has them. Returns None for an empty
    credit.
    """
    if not name_key(name):
        return None
    row = _row_by_name(session, name)
    if row is None:
        row = _new(session, name)
    for alias in aliases:
        _add_name(session, row, alias)
    session.flush()
    return row.id


def _meet(session: Session, actor: Actor) -> PersonRow:
    wanted = sheet_name(actor.display_name)
    standing = _row_by_name(session, wanted)
    if standing is not None and standing.slack_id is None:
        standing.slack_id = actor.slack_id
        return standing
    name, number = wanted, 2
    while _row_by_name(session, name) is not None:
        name, number = f"{wanted} {number}", number + 1
    row = _new(session, name)
    row.slack_id = actor.slack_id
    return row


def _new(session: Session, name: str) -> PersonRow:
    row = PersonRow(name=name, tz="")
    session.add(row)
    session.flush()
    _add_name(session, row, name)
    session.flush()
    return row


def _add_name(session: Session, row: PersonRow, name: str) -> None:
    key = name_key(name)
    if key and session.get(NameRow, key) is None:
        row.names.append(NameRow(key=key, name=name))


def _row_by_name(session: Session, name: str) -> PersonRow | None:
    known = session.get(NameRow, name_key(name))
    return session.get(PersonRow, known.person_id) if known else None


def _person(row: PersonRow) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        slack_id=row.slack_id,
        tz=row.tz,
        aliases=frozenset(known.name for known in row.names) - {row.name},
    )
