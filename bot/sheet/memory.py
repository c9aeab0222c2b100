"""What the sync remembers between two runs, in the database.

Which spreadsheet and tab it belongs to, the cells on which both sides last agreed (the base), the
batches whose outcome it does not know, what has to be mended in the sheet, and what the editors
have been told of.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sheet.aftermath import Mend, Stray, mend_from, stray_from
from bot.sheet.placing import Cells, Table
from bot.sheet.sending import Sent, sent_from
from bot.store import sheet_rows, state
from bot.store.tables import SheetRow

_PREFIX = "sheet:"
_KNOWN = "sheet:known"
_SENT = "sheet:sent"
_MENDS = "sheet:mends"
_STRAYS = "sheet:strays"
_ALARM = "sheet:alarm"
_OUTAGE = "sheet:outage"
_AT_A_TIME = 500


@dataclass(frozen=True)
class Known:
    """The spreadsheet that this newsroom has, the tab in it, and the hidden tab if it is there."""

    spreadsheet: str
    tab: int
    title: str
    helper: int | None = None


@dataclass(frozen=True)
class Outage:
    """Since when the sheet has been out of reach, and whether the editors know."""

    since: datetime
    is_told: bool = False


@dataclass(frozen=True)
class Memory:
    """All of it but the base.

    ``known`` is None before a sheet has been set up or taken over. ``sent`` are batches without an
    answer, oldest first. ``mends`` and ``strays`` have to be put right in the sheet. ``alarm`` is
    the one that stands, or an empty text.
    """

    known: Known | None
    sent: tuple[Sent, ...]
    mends: tuple[Mend, ...]
    strays: tuple[Stray, ...]
    alarm: str
    outage: Outage | None


def recall(session: Session) -> Memory:
    """Return what is remembered."""
    found = state.read_all(session, _PREFIX)
    known, outage = _load(found.get(_KNOWN)), _load(found.get(_OUTAGE))
    return Memory(
        known=Known(**known) if known else None,
        sent=tuple(sent_from(one) for one in _load(found.get(_SENT)) or ()),
        mends=tuple(mend_from(one) for one in _load(found.get(_MENDS)) or ()),
        strays=tuple(stray_from(one) for one in _load(found.get(_STRAYS)) or ()),
        alarm=found.get(_ALARM) or "",
        outage=Outage(datetime.fromisoformat(outage["since"]), outage["told"]) if outage else None,
    )


def keep_known(session: Session, sheet: Known) -> None:
    """Remember the sheet."""
    _keep(session, _KNOWN, asdict(sheet))


def keep_sent(session: Session, batches: Sequence[Sent]) -> None:
    """Remember the batches of which it is not known whether they were carried out."""
    _keep(session, _SENT, [one.as_json() for one in batches])


def keep_mends(
    session: Session, mends: Collection[Mend] = (), strays: Collection[Stray] = ()
) -> None:
    """Remember what has been written over and has to be put back."""
    _keep(session, _MENDS, [one.as_json() for one in mends])
    _keep(session, _STRAYS, [one.as_json() for one in strays])


def keep_alarm(session: Session, text: str) -> None:
    """Remember the alarm that the editors are told of, or that it is over."""
    state.write(session, _ALARM, text)


def keep_outage(session: Session, outage: Outage | None) -> None:
    """Remember since when the sheet has been out of reach, or that it is back."""
    stored = {"since": outage.since.isoformat(), "told": outage.is_told} if outage else None
    _keep(session, _OUTAGE, stored)


def base(session: Session, standing: Collection[str] = ()) -> dict[str, dict[str, str]]:
    """Return the cells on which both sides last agreed.

    ``standing`` are the papers whose row is in the sheet: one that was deleted may be back.
    """
    return sheet_rows.base(session, standing)


def advance(session: Session, cells: Table) -> None:
    """Write down that both sides agree on these cells now; the papers' other cells stay."""
    standing = {row.paper_id: row for row in _rows(session, cells)}
    for paper_id, agreed in cells.items():
        row = standing.get(paper_id)
        if row is None:
            session.add(SheetRow(paper_id=paper_id, cells=_filled(agreed)))
        else:
            row.cells = _filled({**row.cells, **agreed})
            row.is_gone = False
    session.flush()


def set_aside(session: Session, paper_id: str) -> None:
    """Remember that the row of a paper was deleted."""
    sheet_rows.set_aside(session, [paper_id])


def gone(session: Session) -> set[str]:
    """Return the papers whose row was deleted."""
    return sheet_rows.gone(session)


def take_back(session: Session, paper_id: str) -> None:
    """Remember that the row of a paper is back."""
    sheet_rows.take_back(session, paper_id)


def _rows(session: Session, paper_ids: Iterable[str]) -> Iterator[SheetRow]:
    wanted = list(paper_ids)
    for start in range(0, len(wanted), _AT_A_TIME):
        some = wanted[start : start + _AT_A_TIME]
        yield from session.scalars(select(SheetRow).where(SheetRow.paper_id.in_(some)))


def _filled(cells: Cells) -> dict[str, str]:
    """Return cells as rows are read: a column that is missing is empty."""
    return {column: text for column, text in cells.items() if text}


def _load(text: str | None) -> Any:
    return json.loads(text) if text else None


def _keep(session: Session, name: str, value: Any) -> None:
    state.write(session, name, json.dumps(value) if value else "")
