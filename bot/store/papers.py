"""Papers: reading them as the domain knows them, and writing a new state with its history."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session, lazyload

from bot.newsroom.aliases import NO_ALIASES, Aliases
from bot.newsroom.links import canonical, titled_links
from bot.newsroom.papers import FIELDS, Opinion, Paper, Status, differences
from bot.store import people, state
from bot.store.tables import HistoryRow, LinkRow, OpinionRow, PaperRow

_COLUMNS = tuple(name for name in FIELDS if name not in ("opinions", "status"))
_LONGEST_LINK_KEY = 500


def get(session: Session, paper_id: str, *, lock: bool = False) -> Paper | None:
    """Return one paper, or None.

    With ``lock`` it is as it stands now, whatever this transaction has read before, and nobody
    else changes it until the transaction ends.
    """
    query = select(PaperRow).where(PaperRow.id == paper_id)
    if lock:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    row = session.scalar(query)
    return _paper(row) if row else None


def all_papers(session: Session) -> list[Paper]:
    """Return every paper there is, in the order in which they came."""
    rows = session.scalars(select(PaperRow).options(lazyload(PaperRow.links))).all()
    return sorted((_paper(row) for row in rows), key=lambda paper: number_of(paper.id))


def by_link(session: Session, key: str) -> list[Paper]:
    """Return the papers that stand under a canonical link, oldest first."""
    query = select(PaperRow).join(LinkRow).where(LinkRow.key == _link_key(key))
    papers = [_paper(row) for row in session.scalars(query)]
    return sorted(papers, key=lambda paper: number_of(paper.id))


def titles(session: Session) -> dict[str, str]:
    """Return ``{id: title}`` of all papers."""
    rows = session.execute(select(PaperRow.id, PaperRow.title))
    return {row.id: row.title for row in rows}


def with_ids(session: Session, ids: Collection[str]) -> list[Paper]:
    """Return the papers with these ids, in the order of the ids."""
    rows = session.scalars(select(PaperRow).where(PaperRow.id.in_(ids)))
    found = {row.id: _paper(row) for row in rows}
    return [found[one] for one in ids if one in found]


def with_status(session: Session, statuses: Iterable[Status]) -> list[Paper]:
    """Return the papers in one of the statuses, earliest due first, those without a date last."""
    query = select(PaperRow).where(PaperRow.status.in_([status.value for status in statuses]))
    return sorted((_paper(row) for row in session.scalars(query)), key=_by_due)


def due_between(session: Session, after: datetime, until: datetime) -> list[Paper]:
    """Return the claimed papers whose due date lies in ``(after, until]``, earliest first."""
    query = (
        select(PaperRow)
        .where(PaperRow.status == Status.CLAIMED.value)
        .where(PaperRow.due > after, PaperRow.due <= until)
    )
    return sorted((_paper(row) for row in session.scalars(query)), key=_by_due)


def next_id(session: Session) -> str:
    """Return the id for a new paper. Whoever else wants one waits until this transaction ends."""
    return next_ids(session, 1)[0]


def next_ids(session: Session, count: int) -> list[str]:
    """Return ids for so many new papers. Whoever else wants one waits likewise."""
    last = state.count_up(session, "paper", count)
    return [f"P{number}" for number in range(last - count + 1, last + 1)]


def reserve(session: Session, *paper_ids: str) -> None:
    """Make sure that ``next_id`` never gives out ids that came from the sheet, or lower ones."""
    state.count_up_to(session, "paper", max(map(number_of, paper_ids), default=0))


def last_number(session: Session) -> int:
    """Return the highest number that has been given out or reserved so far."""
    return int(state.read(session, "paper") or 0)


def number_of(paper_id: str) -> int:
    """Return the number in an id; 0 where there is none."""
    digits = paper_id[1:]
    return int(digits) if digits.isdecimal() else 0


def add(session: Session, *new: Paper, aliases: Aliases = NO_ALIASES) -> None:
    """Store new papers, in as few statements for many of them as for one."""
    ids = people.credited(session, _credits(new), aliases)
    for paper in new:
        row = PaperRow(id=paper.id)
        _fill(row, paper, ids)
        session.add(row)
    session.flush()


def save(session: Session, paper: Paper, aliases: Aliases = NO_ALIASES) -> None:
    """Store the new state of a paper that is there already."""
    row = session.get_one(PaperRow, paper.id)
    _fill(row, paper, people.credited(session, _credits([paper]), aliases))
    session.flush()


def record(
    session: Session,
    changes: Sequence[tuple[Paper, Paper]],
    *,
    action: str,
    source: str,
    actor_id: int | None,
    at: datetime,
) -> None:
    """Write a line of the history for each ``(old, new)`` state of a paper."""
    lines = [
        {
            "paper_id": new.id,
            "at": at,
            "actor_id": actor_id,
            "source": source,
            "action": action,
            "changes": {
                name: [plain(before), plain(after)]
                for name, (before, after) in differences(old, new).items()
            },
        }
        for old, new in changes
    ]
    if lines:
        session.execute(insert(HistoryRow), lines)


def keep(
    session: Session,
    paper_id: str,
    changes: Mapping[str, Any],
    *,
    action: str,
    source: str,
    actor_id: int | None,
    at: datetime,
) -> None:
    """Write a line of the history that changes nothing about the paper."""
    line = HistoryRow(
        paper_id=paper_id,
        at=at,
        actor_id=actor_id,
        source=source,
        action=action,
        changes=changes,
    )
    session.add(line)
    session.flush()


def plain(value: Any) -> Any:
    """Return the value of a field as the history has it."""
    match value:
        case datetime():
            return value.isoformat()
        case tuple():
            return [_plain_opinion(one) for one in value]
        case _:
            return value


def from_plain(field: str, value: Any) -> Any:
    """Return the value of a field that ``plain`` has written."""
    match field, value:
        case ("opinions", _):
            return tuple(Opinion(**one) for one in value)
        case ("status", _):
            return Status(value)
        case ("due" | "claimed_at", str()):
            return datetime.fromisoformat(value)
        case _:
            return value


def history(session: Session, paper_id: str) -> Sequence[HistoryRow]:
    """Return what happened to a paper, oldest first."""
    query = select(HistoryRow).where(HistoryRow.paper_id == paper_id).order_by(HistoryRow.id)
    return session.scalars(query).all()


def last_line(session: Session, paper_id: str) -> int:
    """Return the id of the newest line of a paper's history; 0 where there is none."""
    query = select(func.max(HistoryRow.id)).where(HistoryRow.paper_id == paper_id)
    return session.scalar(query) or 0


def history_line(session: Session, line_id: int) -> HistoryRow | None:
    """Return one line of the history."""
    return session.get(HistoryRow, line_id)


def card_of(session: Session, paper_id: str) -> tuple[str, str] | None:
    """Return the channel and timestamp of a paper's card, or None while it has none."""
    row = session.get(PaperRow, paper_id)
    if row is None or row.card_channel is None or row.card_ts is None:
        return None
    return row.card_channel, row.card_ts


def set_card(session: Session, paper_id: str, channel: str, ts: str) -> None:
    """Remember where a paper's card stands."""
    row = session.get_one(PaperRow, paper_id)
    row.card_channel, row.card_ts = channel, ts


def _paper(row: PaperRow) -> Paper:
    return Paper(
        id=row.id,
        status=Status(row.status),
        opinions=tuple(Opinion(o.author, o.text, o.heading) for o in row.opinions),
        **{name: getattr(row, name) for name in _COLUMNS},
    )


def _by_due(paper: Paper) -> tuple[bool, datetime, int]:
    return paper.due is None, paper.due or datetime.max.replace(tzinfo=UTC), number_of(paper.id)


def _credits(some: Iterable[Paper]) -> set[str]:
    """Return all names that papers credit."""
    return {name for one in some for name in (one.summarizer, *(o.author for o in one.opinions))}


def _fill(row: PaperRow, paper: Paper, people_ids: Mapping[str, int]) -> None:
    for name in _COLUMNS:
        setattr(row, name, getattr(paper, name))
    row.status = paper.status.value
    row.summarizer_id = people_ids.get(paper.summarizer)
    _fill_opinions(row, paper.opinions, people_ids)
    _fill_links(row, paper)


def _fill_opinions(
    row: PaperRow, opinions: tuple[Opinion, ...], people_ids: Mapping[str, int]
) -> None:
    standing = row.opinions
    del standing[len(opinions) :]
    for position, opinion in enumerate(opinions):
        if position == len(standing):
            standing.append(OpinionRow(position=position))
        at = standing[position]
        at.author, at.text, at.heading = opinion.author, opinion.text, opinion.heading
        at.author_id = people_ids.get(opinion.author)


def _fill_links(row: PaperRow, paper: Paper) -> None:
    urls = [paper.url, *(url for _, url in titled_links(paper.title))]
    keys = {_link_key(canonical(url)) for url in urls if url}
    for link in [link for link in row.links if link.key not in keys]:
        row.links.remove(link)
    standing = {link.key for link in row.links}
    row.links.extend(LinkRow(key=key) for key in sorted(keys - standing))


def _link_key(key: str) -> str:
    """Return a canonical link as it is stored: PostgreSQL's index takes no long ones."""
    if len(key) <= _LONGEST_LINK_KEY:
        return key
    return "sha256:" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _plain_opinion(opinion: Opinion) -> dict[str, str]:
    heading = {"heading": opinion.heading} if opinion.heading else {}
    return {"author": opinion.author, "text": opinion.text} | heading
