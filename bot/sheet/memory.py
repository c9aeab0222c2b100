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
from bot.sheet.columns import COLUMNS
from bot.sheet.placing import Cells, Table
from bot.sheet.sending import Sent, sent_from
from bot.store import sheet_rows, state
from bot.store.sheet_rows import PUBLIC
from bot.store.tables import SheetRow

_KNOWN = "known"
_SENT = "sent"
_MENDS = "mends"
_STRAYS = "strays"
_ALARM = "alarm"
_OUTAGE = "outage"
_TAKE_OVER = "take-over"
_OWNER = "sheets-owner"
_AT_A_TIME = 500


@dataclass(frozen=True)
class Known:
    """The spreadsheet that this newsroom has, the tab in it, and the hidden tab if it is there.

    ``fence`` is the last one that was proved to stand there, ``columns`` how many the sheet was set
    up for. ``kept`` is the tab with rows that have changed over and held something of people's own,
    and ``kept_width`` how many columns it has.
    """

    spreadsheet: str
    tab: int
    title: str
    helper: int | None = None
    fence: str = ""
    columns: int = len(COLUMNS)
    kept: int | None = None
    kept_width: int = 0


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
    the one that stands, or an empty text. ``owner`` is this database's name in fences, and
    ``may_take_over`` whether an operator has said that it may have the sheet back.
    """

    known: Known | None
    sent: tuple[Sent, ...]
    mends: tuple[Mend, ...]
    strays: tuple[Stray, ...]
    alarm: str
    outage: Outage | None
    owner: str = ""
    may_take_over: bool = False

    @property
    def fences(self) -> frozenset[str]:
        """The fences that this database has set, or may have."""
        known = {self.known.fence} if self.known else set()
        return frozenset(known | {one.fence for one in self.sent})


def recall(session: Session, sheet: str = PUBLIC) -> Memory:
    """Return what is remembered of a sheet."""
    prefix = _name(sheet, "")
    stored = state.read_all(session, prefix)
    found = {name.removeprefix(prefix): value for name, value in stored.items()}
    known, outage = _load(found.get(_KNOWN)), _load(found.get(_OUTAGE))
    return Memory(
        known=Known(**known) if known else None,
        sent=tuple(sent_from(one) for one in _load(found.get(_SENT)) or ()),
        mends=tuple(mend_from(one) for one in _load(found.get(_MENDS)) or ()),
        strays=tuple(stray_from(one) for one in _load(found.get(_STRAYS)) or ()),
        alarm=found.get(_ALARM) or "",
        outage=Outage(datetime.fromisoformat(outage["since"]), outage["told"]) if outage else None,
        owner=state.read(session, _OWNER) or "",
        may_take_over=bool(found.get(_TAKE_OVER)),
    )


def keep_owner(session: Session, name: str) -> None:
    """Remember by which name this database marks its sheets."""
    state.write(session, _OWNER, name)


def keep_take_over(session: Session, sheet: str, *, is_allowed: bool) -> None:
    """Remember whether the sheet may be taken back from another database."""
    state.write(session, _name(sheet, _TAKE_OVER), "yes" if is_allowed else "")


def keep_known(session: Session, known: Known, sheet: str = PUBLIC) -> None:
    """Remember the sheet."""
    _keep(session, _name(sheet, _KNOWN), asdict(known))


def keep_sent(session: Session, batches: Sequence[Sent], sheet: str = PUBLIC) -> None:
    """Remember the batches of which it is not known whether they were carried out."""
    _keep(session, _name(sheet, _SENT), [one.as_json() for one in batches])


def keep_mends(
    session: Session,
    mends: Collection[Mend] = (),
    strays: Collection[Stray] = (),
    sheet: str = PUBLIC,
) -> None:
    """Remember what has been written over and has to be put back."""
    _keep(session, _name(sheet, _MENDS), [one.as_json() for one in mends])
    _keep(session, _name(sheet, _STRAYS), [one.as_json() for one in strays])


def keep_alarm(session: Session, text: str, sheet: str = PUBLIC) -> None:
    """Remember the alarm that the editors are told of, or that it is over."""
    state.write(session, _name(sheet, _ALARM), text)


def keep_outage(session: Session, outage: Outage | None, sheet: str = PUBLIC) -> None:
    """Remember since when the sheet has been out of reach, or that it is back."""
    stored = {"since": outage.since.isoformat(), "told": outage.is_told} if outage else None
    _keep(session, _name(sheet, _OUTAGE), stored)


def base(
    session: Session, standing: Collection[str] = (), sheet: str = PUBLIC
) -> dict[str, dict[str, str]]:
    """Return the cells on which both sides last agreed.

    ``standing`` are the papers whose row is in the sheet: one that was deleted may be back.
    """
    return sheet_rows.base(session, standing, sheet)


def advance(session: Session, cells: Table, sheet: str = PUBLIC) -> None:
    """Write down that both sides agree on these cells now; the papers' other cells stay."""
    standing = {row.paper_id: row for row in _rows(session, cells, sheet)}
    for paper_id, agreed in cells.items():
        row = standing.get(paper_id)
        if row is None:
            session.add(SheetRow(sheet=sheet, paper_id=paper_id, cells=_filled(agreed)))
        else:
            row.cells = _filled({**row.cells, **agreed})
            row.is_gone = False
    session.flush()


def set_aside(session: Session, paper_id: str, sheet: str = PUBLIC) -> None:
    """Remember that the row of a paper was deleted."""
    sheet_rows.set_aside(session, [paper_id], sheet)


def forget(session: Session, paper_ids: Collection[str], sheet: str = PUBLIC) -> None:
    """Forget the cells of papers that have changed over to another sheet."""
    sheet_rows.forget(session, paper_ids, sheet)


def gone(session: Session, sheet: str = PUBLIC) -> set[str]:
    """Return the papers whose row was deleted."""
    return sheet_rows.gone(session, sheet)


def take_back(session: Session, paper_id: str, sheet: str = PUBLIC) -> None:
    """Remember that the row of a paper is back."""
    sheet_rows.take_back(session, paper_id, sheet)


def _rows(session: Session, paper_ids: Iterable[str], sheet: str) -> Iterator[SheetRow]:
    wanted = list(paper_ids)
    for start in range(0, len(wanted), _AT_A_TIME):
        some = wanted[start : start + _AT_A_TIME]
        query = select(SheetRow).where(SheetRow.sheet == sheet, SheetRow.paper_id.in_(some))
        yield from session.scalars(query)


def _filled(cells: Cells) -> dict[str, str]:
    """Return cells as rows are read: a column that is missing is empty."""
    return {column: text for column, text in cells.items() if text}


def _name(sheet: str, what: str) -> str:
    return f"sheet:{what}" if sheet == PUBLIC else f"{sheet}-sheet:{what}"


def _load(text: str | None) -> Any:
    return json.loads(text) if text else None


def _keep(session: Session, name: str, value: Any) -> None:
    state.write(session, name, json.dumps(value) if value else "")
