"""The sync's base: what the database and the sheet last agreed on, row by row."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store.tables import SheetRow


def base(session: Session) -> dict[str, dict[str, str]]:
    """Return ``{paper id: {column: cell}}`` as last agreed on."""
    return {row.paper_id: dict(row.cells) for row in session.scalars(select(SheetRow))}


def agree(session: Session, rows: Mapping[str, Mapping[str, str]]) -> None:
    """Write down what both sides agree on for some papers, in place of what stood there."""
    for paper_id, cells in rows.items():
        session.merge(SheetRow(paper_id=paper_id, cells=dict(cells)))
    session.flush()


def forget(session: Session, paper_ids: Collection[str]) -> None:
    """Forget papers whose row is gone from the sheet."""
    session.execute(delete(SheetRow).where(SheetRow.paper_id.in_(paper_ids)))
