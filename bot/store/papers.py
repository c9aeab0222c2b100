"""Papers: reading them as the domain knows them, and writing a new state with its history."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

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
    rows = session.scalars(select(PaperRow)).all()
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
    return f"P{state.count_up(session, 'paper')}"


def reserve(session: Session, paper_id: str) -> None:
    """Make sure that ``next_id`` never gives out an id that came from the sheet, or a lower one."""
    state.count_up_to(session, "paper", number_of(paper_id))


def number_of(paper_id: str) -> int:
    """Return the number in an id; 0 where there is none."""
    digits = paper_id[1:]
    return int(digits) if digits.isdecimal() else 0


def add(session: Session, paper: Paper) -> None:
    """Store a new paper."""
    row = PaperRow(id=paper.id)
    _fill(session, row, paper)
    session.add(row)
    session.flush()


def save(session: Session, paper: Paper) -> None:
    """Store the new state of a paper that is there already."""
    row = session.get_one(PaperRow, paper.id)
    _fill(session, row, paper)
    session.flush()


def record(
    session: Session,
    old: Paper,
    new: Paper,
    *,
    action: str,
    source: str,
    actor_id: int | None,
    at: datetime,
) -> int:
    """Write the line of the history that says how ``old`` became ``new``; return its id."""
    row = HistoryRow(
        paper_id=new.id,
        at=at,
        actor_id=actor_id,
        source=source,
        action=action,
        changes={
            name: [_plain(before), _plain(after)]
            for name, (before, after) in differences(old, new).items()
        },
    )
    session.add(row)
    session.flush()
    return row.id


def history(session: Session, paper_id: str) -> Sequence[HistoryRow]:
    """Return what happened to a paper, oldest first."""
    query = select(HistoryRow).where(HistoryRow.paper_id == paper_id).order_by(HistoryRow.id)
    return session.scalars(query).all()


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


def _fill(session: Session, row: PaperRow, paper: Paper) -> None:
    for name in _COLUMNS:
        setattr(row, name, getattr(paper, name))
    row.status = paper.status.value
    row.summarizer_id = people.credited(session, paper.summarizer)
    _fill_opinions(session, row, paper.opinions)
    _fill_links(row, paper)


def _fill_opinions(session: Session, row: PaperRow, opinions: tuple[Opinion, ...]) -> None:
    standing = row.opinions
    del standing[len(opinions) :]
    for position, opinion in enumerate(opinions):
        if position == len(standing):
            standing.append(OpinionRow(position=position))
        at = standing[position]
        at.author, at.text, at.heading = opinion.author, opinion.text, opinion.heading
        at.author_id = people.credited(session, opinion.author)


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


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case tuple():
            return [_plain_opinion(one) for one in value]
        case _:
            return value


def _plain_opinion(opinion: Opinion) -> dict[str, str]:
    heading = {"heading": opinion.heading} if opinion.heading else {}
    return {"author": opinion.author, "text": opinion.text} | heading
