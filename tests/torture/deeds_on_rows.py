"""What people do with whole rows, and with parts of many."""

from functools import partial

from tests.torture.deeds_in_cells import fill_row, put_back
from tests.torture.hand import Deed, Hand, by_header
from tests.torture.looking import PUBLIC, Cell, Row

_TITLES = ("fresh", "address", "number", "link", "markdown", "quoted")


def make_sheet(hand: Hand, rows: int) -> None:
    """Make the sheet of a newsletter that has had no bot so far."""
    for at, name in enumerate(PUBLIC):
        hand.type(0, at, name)
    for number in range(1, rows + 1):
        hand.again()
        fill_row(hand, number, None, _TITLES[number % len(_TITLES)], number * 37)
    hand.again()


def sort(hand: Hand, deed: Deed) -> None:
    """Sort all rows, with all of their columns."""
    last = hand.tab.rows[-1].number + 1 if hand.tab.rows else 1
    if last > 1:
        _sort(hand, deed, 0, hand.tab.width, last)


def sort_by_filter(hand: Hand, deed: Deed) -> None:
    """Set a filter over everything, or take it away."""
    if deed.other % 2:
        hand.do({"clearBasicFilter": {"sheetId": hand.tab.id}})
    else:
        hand.do({"setBasicFilter": {"filter": {"range": hand.box(0, hand.tab.height)}}})


def sort_part(hand: Hand, deed: Deed) -> None:
    """Sort some columns and leave the others, the bot's among them: a disaster."""
    rows = hand.tab.rows
    count = next((i for i, row in enumerate(rows) if not row.id), len(rows))
    ids = [row.id for row in rows[:count]]
    bots, title = hand.tab.at("ID"), hand.tab.at("Title")
    if bots is None or title is None or len(set(ids)) < max(2, count):
        return
    left, right = (0, bots) if title < bots else (bots + 1, hand.tab.width)
    if deed.other % 3 == 0:
        left = min(title, left + deed.other % 4)
        right = max(title + 1, right - deed.column % 6)
    else:
        # Only the newsletter’s own columns, as they stand at first.
        ours = _side_by_side(hand)
        if ours is None or ours[0] <= bots < ours[1]:
            return
        left, right = ours
    old = [row.cells[left:right] for row in rows[:count]]
    header = hand.tab.header[left:right]
    before = {row.id: dict(zip(header, row.cells[left:right], strict=True)) for row in rows[:count]}
    hand.mending.append(partial(put_back, before))
    _sort(hand, deed, left, right, count + 1)
    hand.again()
    new = [row.cells[left:right] for row in hand.tab.rows[:count]]
    moved = [_moved(one, other) for one, other in zip(old, new, strict=False)]
    columns = set().union(*moved)
    hand.has_torn = bool(columns)
    # What somebody might do who mends a mistake is taken at its word.
    hand.has_mixed = len(columns) < 2 and sum(map(bool, moved)) < 3


def _moved(old: tuple[Cell, ...], new: tuple[Cell, ...]) -> set[int]:
    return {at for at, cell in enumerate(old) if cell.tokens != new[at].tokens}


def _side_by_side(hand: Hand) -> tuple[int, int] | None:
    """Where the newsletter's own columns begin and end, if they stand side by side."""
    ours = [at for at in map(hand.tab.at, PUBLIC) if at is not None]
    if len(ours) < len(PUBLIC) or max(ours) - min(ours) >= len(PUBLIC):
        return None
    return min(ours), max(ours) + 1


def _sort(hand: Hand, deed: Deed, left: int, right: int, bottom: int) -> None:
    order = "DESCENDING" if deed.row % 2 else "ASCENDING"
    key = left + deed.column % (right - left)
    title = hand.tab.at("Title")
    if deed.column % 3 and title is not None and left <= title < right:
        key = title
    specs = [{"dimensionIndex": key, "sortOrder": order}]
    hand.do({"sortRange": {"range": hand.box(1, bottom, left, right), "sortSpecs": specs}})


def move_row(hand: Hand, deed: Deed) -> None:
    """Drag a row somewhere else."""
    row, other = hand.row(deed.row), hand.row(deed.other)
    if row is not None and other is not None and row.number != other.number:
        source = hand.lines("ROWS", row.number)
        hand.do({"moveDimension": {"source": source, "destinationIndex": other.number}})


def swap_rows(hand: Hand, deed: Deed) -> None:
    """Swap two rows by cutting and pasting: all of them, or only the newsletter’s columns."""
    row, other = hand.paper(deed.row), hand.paper(deed.other)
    if row is None or other is None or row.number == other.number:
        return
    left, right = 0, hand.tab.width
    if deed.form == "part":
        ours, bots = _side_by_side(hand), hand.tab.at("ID")
        if ours is None or bots is None or ours[0] <= bots < ours[1]:
            return
        left, right = ours
        hand.has_torn = True
    free = hand.tab.height
    more = {"sheetId": hand.tab.id, "dimension": "ROWS", "length": 1}
    steps = [{"appendDimension": more}]
    for source, to in ((row.number, free), (other.number, row.number), (free, other.number)):
        target = {"sheetId": hand.tab.id, "rowIndex": to, "columnIndex": left}
        cut = {"source": hand.box(source, source + 1, left, right), "destination": target}
        steps.append({"cutPaste": {**cut, "pasteType": "PASTE_NORMAL"}})
    if deed.form == "part":
        header = hand.tab.header[left:right]
        before = {
            one.id: dict(zip(header, one.cells[left:right], strict=True)) for one in (row, other)
        }
        hand.mending.append(partial(put_back, before))
    hand.do(*steps, {"deleteDimension": {"range": hand.lines("ROWS", free)}})


def copy_row(hand: Hand, deed: Deed) -> None:
    """Copy a row below the others, or just above itself; with its ID or without."""
    row = hand.row(deed.row)
    if row is None:
        return
    if deed.other % 2:
        to = row.number
        hand.do({"insertDimension": {"range": hand.lines("ROWS", to)}})
        source = row.number + 1
    else:
        to, source = _free_row(hand), row.number
    copy = {"source": hand.box(source, source + 1), "destination": hand.box(to, to + 1)}
    hand.do({"copyPaste": {**copy, "pasteType": "PASTE_NORMAL"}})
    bots = hand.tab.at("ID")
    if deed.form == "without" and bots is not None:
        hand.put(to, bots, {}, "userEnteredValue")


def insert_row(hand: Hand, deed: Deed) -> None:
    """Insert an empty row among the others."""
    row = hand.row(deed.row)
    if row is not None:
        hand.do({"insertDimension": {"range": hand.lines("ROWS", row.number)}})


def hide_row(hand: Hand, deed: Deed) -> None:
    """Hide a row, or show it."""
    row = hand.row(deed.row)
    if row is not None:
        properties = {"hiddenByUser": bool(deed.other % 2)}
        place = {"range": hand.lines("ROWS", row.number), "properties": properties}
        hand.do({"updateDimensionProperties": {**place, "fields": "hiddenByUser"}})


def type_row(hand: Hand, deed: Deed) -> None:
    """Type a row by hand, below the others or into an empty row between them."""
    form = _TITLES[deed.column % len(_TITLES)]
    fill_row(hand, _free_row(hand, deed.row), None, form, deed.other)


def half_type(hand: Hand, deed: Deed) -> None:
    """Begin a row, without a title yet."""
    fill_row(hand, _free_row(hand, deed.row), None, "", deed.other | 2)


def go_on_typing(hand: Hand, deed: Deed) -> None:
    """Give a row that has none a title at last."""
    rows = [row for row in hand.tab.rows if row.is_half_typed]
    if rows:
        row = rows[deed.row % len(rows)]
        fill_row(hand, row.number, row, _TITLES[deed.column % len(_TITLES)], deed.other)


def delete_row(hand: Hand, deed: Deed) -> None:
    """Delete a row."""
    row = hand.row(deed.row)
    if row is not None:
        _delete(hand, [row])


def delete_most(hand: Hand, deed: Deed) -> None:
    """Delete nearly everything: a disaster."""
    rows = [row for row in hand.tab.rows if not row.is_empty]
    _delete(hand, rows[: max(1, len(rows) * 9 // 10)])


def undo(hand: Hand, deed: Deed) -> None:
    """Take the last thing back that can be taken back."""
    if hand.mending:
        hand.mending.pop()(hand)


def _delete(hand: Hand, rows: list[Row]) -> None:
    header = tuple(hand.tab.header)
    hand.mending.append(partial(_bring_back, [(row.id, by_header(row, header)) for row in rows]))
    steps = [{"deleteDimension": {"range": hand.lines("ROWS", row.number)}} for row in rows]
    hand.do(*reversed(steps))


def _bring_back(rows: list[tuple[str, dict[str, Cell]]], hand: Hand) -> None:
    for paper_id, cells in rows:
        standing = {row.id for row in hand.tab.papers}
        if paper_id and paper_id in standing:
            continue
        hand.write_row(_free_row(hand), cells)
        hand.again()


def _free_row(hand: Hand, pick: int = 0) -> int:
    """An empty row: one of those between the others, or the one below them."""
    empty = [row.number for row in hand.tab.rows if row.is_empty]
    if empty and pick % 2:
        return empty[pick % len(empty)]
    last = hand.tab.rows[-1].number if hand.tab.rows else 0
    if last + 1 >= hand.tab.height:
        more = {"sheetId": hand.tab.id, "dimension": "ROWS", "length": 1}
        hand.do({"appendDimension": more})
    return last + 1
