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


def do(hand: Hand, deed: Deed) -> None:
    """Do a deed. Where the header is not in its place, one looks first to that."""
    has_header = not hand.tab.grid or any(hand.tab.names)
    if has_header or deed.kind == "undo":
        KINDS[deed.kind](hand, deed)
