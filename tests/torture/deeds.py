"""All that people do in the sheet, by name."""

from collections.abc import Callable

from tests.torture import deeds_in_cells as cells
from tests.torture import deeds_on_columns as columns
from tests.torture import deeds_on_rows as rows
from tests.torture.hand import Deed, Hand

KINDS: dict[str, Callable[[Hand, Deed], None]] = {
    one.__name__: one
    for one in (
        cells.write,
        cells.choose,
        cells.spoil_id,
        cells.paste_cell,
        cells.two_at_once,
        rows.sort,
        rows.sort_by_filter,
        rows.sort_part,
        rows.move_row,
        rows.swap_rows,
        rows.copy_row,
        rows.insert_row,
        rows.hide_row,
        rows.type_row,
        rows.half_type,
        rows.go_on_typing,
        rows.delete_row,
        rows.delete_most,
        rows.undo,
        columns.move_column,
        columns.hide_column,
        columns.rename_column,
        columns.respell_column,
        columns.double_column,
        columns.delete_column,
        columns.empty_header,
        columns.push_header_down,
        columns.merge_cells,
        columns.add_column,
        columns.write_own,
        columns.rename_tab,
        columns.add_tab,
        columns.spoil_bots_own,
    )
}


HARMLESS = frozenset(
    ("undo", "hide_row", "hide_column", "move_column", "sort_by_filter", "write_own", "add_tab")
)
"""Deeds that leave texts, and rows, where they are."""


def do(hand: Hand, deed: Deed) -> None:
    """Do a deed. Where there is no header, or not in its place, one looks first to that."""
    if any(hand.tab.names) or deed.kind == "undo":
        KINDS[deed.kind](hand, deed)
