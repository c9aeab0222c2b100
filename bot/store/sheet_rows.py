"""The sync's base: what the database and a sheet last agreed on, row by row."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.store.tables import PaperRow, SheetRow

PUBLIC = "public"
"""The sheet that every newsroom has."""


def base(
    session: Session, standing: Collection[str] = (), sheet: str = PUBLIC
) -> dict[str, dict[str, str]]:
    """Return ``{paper id: {column: cell}}`` as last agreed on.

    Papers whose row was deleted are not among them, unless they are ``standing`` there again.
    """
    return {
        row.paper_id: dict(row.cells)
        for row in session.scalars(select(SheetRow).where(SheetRow.sheet == sheet))
        if not row.is_gone or row.paper_id in standing
    }


def known(session: Session, sheet: str) -> frozenset[str]:
    """Return the papers of which it is known that they stand in a sheet."""
    query = select(SheetRow.paper_id).where(SheetRow.sheet == sheet, ~SheetRow.is_gone)
    return frozenset(session.scalars(query))


def is_any_astray(session: Session, sheet: str, statuses: Collection[str]) -> bool:
    """Tell whether a paper stands in a sheet and is in none of the statuses that belong there."""
    query = (
        select(SheetRow.paper_id)
        .join(PaperRow, PaperRow.id == SheetRow.paper_id)
        .where(SheetRow.sheet == sheet, ~SheetRow.is_gone, PaperRow.status.not_in(statuses))
        .limit(1)
    )
    return session.scalar(query) is not None


def agree(session: Session, rows: Mapping[str, Mapping[str, str]], sheet: str = PUBLIC) -> None:
    """Write down what both sides agree on for some papers, in place of what stood there."""
    for paper_id, cells in rows.items():
        session.merge(SheetRow(sheet=sheet, paper_id=paper_id, cells=dict(cells)))
    session.flush()


def gone(session: Session, sheet: str = PUBLIC) -> set[str]:
    """Return the papers whose row was deleted."""
    query = select(SheetRow.paper_id).where(SheetRow.sheet == sheet, SheetRow.is_gone)
    return set(session.scalars(query))


def take_back(session: Session, paper_id: str, sheet: str = PUBLIC) -> None:
    """Remember that the row of a paper is back."""
    row = session.get(SheetRow, (sheet, paper_id))
    if row is not None:
        row.is_gone = False
        session.flush()


def set_aside(session: Session, paper_ids: Collection[str], sheet: str = PUBLIC) -> None:
    """Remember that the rows of papers are gone; what was agreed on is kept for their return."""
    these = SheetRow.sheet == sheet, SheetRow.paper_id.in_(paper_ids)
    session.execute(update(SheetRow).where(*these).values(is_gone=True))


def forget(session: Session, paper_ids: Collection[str], sheet: str = PUBLIC) -> None:
    """Forget papers that have changed over to another sheet: they do not come back by a row."""
    these = SheetRow.sheet == sheet, SheetRow.paper_id.in_(paper_ids)
    session.execute(delete(SheetRow).where(*these))
