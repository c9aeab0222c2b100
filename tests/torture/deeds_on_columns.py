"""What people do with columns, the header row, and tabs."""

from functools import partial

from tests.torture.hand import Deed, Hand
from tests.torture.looking import NAMES, OWN, Cell, name_of

_COPY = " "
"""By this a header that somebody has doubled can be told from the one it was copied from."""


def move_column(hand: Hand, deed: Deed) -> None:
    """Drag a column somewhere else."""
    used = _used(hand)
    if used > 1:
        source = hand.lines("COLUMNS", deed.row % used)
        hand.do({"moveDimension": {"source": source, "destinationIndex": deed.other % used}})


def hide_column(hand: Hand, deed: Deed) -> None:
    """Hide a column, or show it."""
    place = {"range": hand.lines("COLUMNS", deed.column % hand.tab.width)}
    properties = {"hiddenByUser": bool(deed.other % 2)}
    request = {**place, "properties": properties, "fields": "hiddenByUser"}
    hand.do({"updateDimensionProperties": request})


def rename_column(hand: Hand, deed: Deed) -> None:
    """Call a column something else; the sync has to know it all the same, or to stop."""
    name = NAMES[deed.column % len(NAMES)]
    at = hand.tab.at(name)
    if at is not None:
        hand.type(0, at, f"Column {deed.row} (was {name})")
        hand.mending.append(partial(_name_back, name))


def respell_column(hand: Hand, deed: Deed) -> None:
    """Change nothing about a header but its spaces and its case."""
    name = NAMES[deed.column % len(NAMES)]
    hand.type(0, hand.tab.at(name), f" {name.upper()}\xa0" if deed.row % 2 else name)


def double_column(hand: Hand, deed: Deed) -> None:
    """Copy one of our columns, header and all: a disaster."""
    at = hand.tab.at(NAMES[deed.column % len(NAMES)])
    if at is None or _doubled(hand):
        return
    to = _used(hand)
    hand.do({"insertDimension": {"range": hand.lines("COLUMNS", to)}})
    source = hand.box(0, hand.tab.height, at, at + 1)
    target = hand.box(0, hand.tab.height, to, to + 1)
    copy = {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"}
    hand.do({"copyPaste": copy})
    hand.put(
        0,
        to,
        {"userEnteredValue": {"stringValue": hand.tab.header[at] + _COPY}},
        "userEnteredValue",
    )
    hand.has_shifted = True
    hand.mending.append(_delete_doubled)


def delete_column(hand: Hand, deed: Deed) -> None:
    """Delete one of our columns: a disaster."""
    name = NAMES[deed.column % len(NAMES)]
    at = hand.tab.at(name)
    if at is None or name == "ID":
        return
    header = hand.tab.header[at]
    cells = {row.id: row.cells[at] for row in hand.tab.papers}
    hand.mending.append(partial(_column_back, name, header, cells))
    hand.do({"deleteDimension": {"range": hand.lines("COLUMNS", at)}})


def empty_header(hand: Hand, deed: Deed) -> None:
    """Empty the header of one of our columns."""
    name = NAMES[deed.column % len(NAMES)]
    at = hand.tab.at(name)
    is_told_apart = all(hand.tab.header[: _used(hand)])
    if at is not None and is_told_apart and any(not row[name].is_empty for row in hand.tab.rows):
        hand.has_shifted = True
        hand.type(0, at, "")
        hand.tidying.append(partial(_name_nameless, name))


def push_header_down(hand: Hand, deed: Deed) -> None:
    """Insert a row above the header: a disaster."""
    if hand.tab.names.count(""):
        hand.has_shifted = True
        hand.do({"insertDimension": {"range": hand.lines("ROWS", 0)}})
        hand.mending.append(_pull_header_up)


def merge_cells(hand: Hand, deed: Deed) -> None:
    """Merge two cells of ours: a disaster."""
    at = hand.tab.at(NAMES[deed.column % len(NAMES)])
    row = hand.row(deed.row)
    if at is not None and row is not None:
        where = hand.box(row.number, row.number + 2, at, at + 1)
        hand.do({"mergeCells": {"range": where, "mergeType": "MERGE_ALL"}})
        hand.mending.append(_unmerge)


def add_column(hand: Hand, deed: Deed) -> None:
    """Add a column of one's own, with something in it."""
    if len(hand.own_columns()) > 4:
        return
    at = deed.column % (_used(hand) + 1)
    hand.do({"insertDimension": {"range": hand.lines("COLUMNS", at)}})
    hand.type(0, at, f"{OWN}{hand.ledger.word()}")
    write_own(hand, Deed("write_own", deed.row, deed.other, 0, deed.form), at)


def write_own(hand: Hand, deed: Deed, at: int | None = None) -> None:
    """Write into a column of one's own."""
    row, columns = hand.row(deed.row), hand.own_columns()
    if at is None and columns:
        at = columns[deed.column % len(columns)]
    if row is None or at is None:
        return
    texts = ("", "=1+1", f"=UPPER(A{row.number + 1})", "TRUE", "0042", f"{hand.ledger.word()}\xa0 ")
    hand.type(row.number, at, texts[deed.other % len(texts)])


def rename_tab(hand: Hand, deed: Deed) -> None:
    """Give the tab with the papers another name."""
    title = ("Database", "It's all here", "Papers")[deed.other % 3]
    properties = {"sheetId": hand.tab.id, "title": title}
    hand.do({"updateSheetProperties": {"properties": properties, "fields": "title"}})


def add_tab(hand: Hand, deed: Deed) -> None:
    """Add a tab of one's own and write something there."""
    if len(hand.look.others) > 1:
        return
    number = 1000 + len(hand.look.tabs)
    grid = {"rowCount": 3, "columnCount": 3}
    properties = {"sheetId": number, "title": f"Tab {number}", "gridProperties": grid}
    # Where there are several, only its name tells which is the newsletter's.
    hand.mending.append(partial(rename_tab, deed=Deed("rename_tab")))
    if hand.do({"addSheet": {"properties": properties}}):
        hand.google.type(hand.book, f"Tab {number}", 1, 1, f"{hand.ledger.word()} of mine")


def spoil_bots_own(hand: Hand, deed: Deed) -> None:
    """Show the bot’s hidden tab, delete it, or delete the range that it has named."""
    hidden = [tab for tab in hand.look.tabs[1:] if tab not in hand.look.others]
    if deed.other % 3 == 0 and hand.look.named_ranges:
        wanted = hand.look.named_ranges[0]["namedRangeId"]
        hand.do({"deleteNamedRange": {"namedRangeId": wanted}})
    elif hidden and deed.other % 3 == 1:
        hand.do({"deleteSheet": {"sheetId": hidden[0].id}})
    elif hidden:
        properties = {"sheetId": hidden[0].id, "hidden": False}
        hand.do({"updateSheetProperties": {"properties": properties, "fields": "hidden"}})


# -- putting right


def _name_back(name: str, hand: Hand) -> None:
    at = hand.tab.at(name)
    if at is not None:
        hand.type(0, at, name)


def _name_nameless(name: str, hand: Hand) -> None:
    nameless = [
        at
        for at, text in enumerate(hand.tab.header)
        if not text and any(not row.cells[at].is_empty for row in hand.tab.rows)
    ]
    if hand.tab.at(name) is None and nameless:
        hand.has_shifted = True
        hand.type(0, nameless[0], name)


def _delete_doubled(hand: Hand) -> None:
    for at in reversed(_doubled(hand)):
        hand.has_shifted = True
        hand.do({"deleteDimension": {"range": hand.lines("COLUMNS", at)}})


def _column_back(name: str, header: str, cells: dict[str, Cell], hand: Hand) -> None:
    if hand.tab.at(name) is not None:
        return
    at = _used(hand)
    hand.do({"insertDimension": {"range": hand.lines("COLUMNS", at)}})
    hand.type(0, at, header)
    hand.again()
    for row in hand.tab.papers:
        if row.id in cells:
            hand.write_row(row.number, {header: cells[row.id]})


def _pull_header_up(hand: Hand) -> None:
    grid = hand.tab.grid
    heads = [
        number
        for number, line in enumerate(grid)
        if sum(bool(name_of(cell.text)) for cell in line) > len(NAMES) // 2
    ]
    if heads and heads[0] > 0:
        hand.has_shifted = True
        hand.do({"deleteDimension": {"range": hand.lines("ROWS", 0, heads[0])}})


def _unmerge(hand: Hand) -> None:
    hand.do({"unmergeCells": {"range": hand.box(0, hand.tab.height)}})


def _used(hand: Hand) -> int:
    """How many columns are in use."""
    return max((at + 1 for at, text in enumerate(hand.tab.header) if text), default=0)


def _doubled(hand: Hand) -> list[int]:
    return [
        at
        for at, text in enumerate(hand.tab.header)
        if text.endswith(_COPY) and hand.tab.names.count(hand.tab.names[at]) > 1
    ]
