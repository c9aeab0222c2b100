"""The sync's base: what the database and the sheet last agreed on, row by row."""

from collections.abc import Collection, Mapping

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.store.tables import SheetRow


def base(session: Session, standing: Collection[str] = ()) -> dict[str, dict[str, str]]:
    """Return ``{paper id: {column: cell}}`` as last agreed on.

    Papers whose row was deleted are not among them, unless they are ``standing`` there again.
    """
    return {
        row.paper_id: dict(row.cells)
        for row in session.scalars(select(SheetRow))
        if not row.is_gone or row.paper_id in standing
    }


def agree(session: Session, rows: Mapping[str, Mapping[str, str]]) -> None:
    """Write down what both sides agree on for some papers, in place of what stood there."""
    for paper_id, cells in rows.items():
        session.merge(SheetRow(paper_id=paper_id, cells=dict(cells)))
    session.flush()


def gone(session: Session) -> set[str]:
    """Return the papers whose row was deleted."""
    return set(session.scalars(select(SheetRow.paper_id).where(SheetRow.is_gone)))


def take_back(session: Session, paper_id: str) -> None:
    """Remember that the row of a paper is back."""
    row = session.get(SheetRow, paper_id)
    if row is not None:
        row.is_gone = False
        session.flush()


def set_aside(session: Session, paper_ids: Collection[str]) -> None:
    """Remember that the rows of papers are gone; what was agreed on is kept for their return."""
    gone = update(SheetRow).where(SheetRow.paper_id.in_(paper_ids)).values(is_gone=True)
    session.execute(gone)
