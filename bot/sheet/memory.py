"""What the sync remembers between two runs, in the database.

Which spreadsheet and tab it belongs to, the cells on which both sides last agreed (the base), the
write whose outcome it does not know, and the alarm that the editors have been told of.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sheet.plan import Table
from bot.store import sheet_rows, state
from bot.store.tables import SheetRow

_KNOWN = "sheet:known"
_SENT = "sheet:sent"
_ALARM = "sheet:alarm"
_AT_A_TIME = 500


@dataclass(frozen=True)
class Known:
    """The spreadsheet that this newsroom has, the tab in it, and the hidden tab if it is there."""

    spreadsheet: str
    tab: int
    title: str
    helper: int | None = None


def known(session: Session) -> Known | None:
    """Return what is known of the sheet, or None before it has been set up or taken over."""
    text = state.read(session, _KNOWN)
    return Known(**json.loads(text)) if text else None


def keep_known(session: Session, sheet: Known) -> None:
    """Remember the sheet."""
    state.write(session, _KNOWN, json.dumps(asdict(sheet)))


def sent(session: Session) -> Table:
    """Return what was sent without an answer: paper → cells; empty if every answer has come."""
    text = state.read(session, _SENT)
    return dict(json.loads(text)) if text else {}


def keep_sent(session: Session, cells: Table) -> None:
    """Remember what is about to be sent, or with nothing that the answer has come."""
    state.write(session, _SENT, json.dumps(cells) if cells else "")


def alarm(session: Session) -> str:
    """Return the alarm that stands, or an empty text."""
    return state.read(session, _ALARM) or ""


def keep_alarm(session: Session, text: str) -> None:
    """Remember the alarm that the editors are told of, or that it is over."""
    state.write(session, _ALARM, text)


def base(session: Session) -> dict[str, dict[str, str]]:
    """Return the cells on which both sides last agreed."""
    return sheet_rows.base(session)


def advance(session: Session, cells: Table) -> None:
    """Write down that both sides agree on these cells now; the papers' other cells stay."""
    standing = {row.paper_id: row for row in _rows(session, cells)}
    for paper_id, agreed in cells.items():
        row = standing.get(paper_id)
        if row is None:
            session.add(SheetRow(paper_id=paper_id, cells=dict(agreed)))
        else:
            row.cells = {**row.cells, **agreed}
    session.flush()


def forget(session: Session, paper_id: str) -> None:
    """Forget the cells of a paper that has no row any more."""
    sheet_rows.forget(session, [paper_id])


def _rows(session: Session, paper_ids: Iterable[str]) -> Iterator[SheetRow]:
    wanted = list(paper_ids)
    for start in range(0, len(wanted), _AT_A_TIME):
        some = wanted[start : start + _AT_A_TIME]
        yield from session.scalars(select(SheetRow).where(SheetRow.paper_id.in_(some)))
