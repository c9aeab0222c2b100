"""Who follows the changes of a spreadsheet sees the same as who reads it anew, whatever is done."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.sheets import batch
from bot.sandbox.sheets.changes import Changed, events, reordered
from bot.sandbox.sheets.errors import GoogleError
from bot.sandbox.sheets.formulas import Workings
from bot.sandbox.sheets.messages import MESSAGES
from bot.sandbox.sheets.model import Book, Json, Tab
from bot.sandbox.sheets.render import Renderer
from bot.sandbox.sheets.schema import check
from tests.sandbox.test_sheets_any_request import BOOK, built

Grid = dict[tuple[int, int], Json]
KINDS = sorted({*batch.HANDLERS} - {"addSheet", "deleteSheet", "duplicateSheet"})
WRITING = ["updateCells", "repeatCell", "appendCells", "pasteData", "findReplace", "copyPaste"]


def read(tab: Tab, book: Book) -> Grid:
    """The cells of a tab as they are shown."""
    renderer = Renderer(Workings(book))
    return {
        (row, column): renderer.cell(tab, row, column, cell)
        for row, column, cell in tab.cells(tab.grid)
    }


def followed(seen: dict[int, Grid], changed: Changed) -> dict[int, Grid]:
    """What somebody sees after a change who saw `seen` before it and is told of it."""
    assert changed.after is not None
    anew = {tab.sheet_id: read(tab, changed.after) for tab in changed.after.tabs}
    for event in events(changed):
        if event.get("reload"):
            tabs = [event["tab"]] if "tab" in event else list(anew)
            seen = {tab: anew[tab] if tab in tabs else seen[tab] for tab in anew}
            continue
        grid = dict(seen[event["tab"]])
        for row, column, cell in event["cells"]:
            if cell is None:
                del grid[row, column]
            else:
                grid[row, column] = cell
        seen = {**seen, event["tab"]: grid}
    return seen


def done(book: Book, requests: list[dict[str, Any]]) -> Changed | None:
    """A batch carried out, None if it is refused."""
    try:
        checked = check({"requests": requests}, "BatchUpdateSpreadsheetRequest")
        after, _ = batch.apply(book, checked["requests"])
    except GoogleError:
        return None
    return Changed(book, after, "human", 1, reordered(checked["requests"]))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_following_is_as_good_as_reading(data: st.DataObject) -> None:
    book = BOOK
    seen = {tab.sheet_id: read(tab, book) for tab in book.tabs}
    waiting: Changed | None = None
    kinds = st.one_of(st.sampled_from(WRITING), st.sampled_from(KINDS))
    for kind in data.draw(st.lists(kinds, min_size=1, max_size=6)):
        changed = done(book, [{kind: data.draw(built(MESSAGES["Request"][kind]))}])
        if changed is None:
            continue
        assert changed.after is not None
        book = changed.after
        # Changes by the same hand may be told as one.
        waiting = waiting.followed_by(changed) if waiting else changed
        if data.draw(st.booleans()):
            seen, waiting = followed(seen, waiting), None
    if waiting is not None:
        seen = followed(seen, waiting)
    assert seen == {tab.sheet_id: read(tab, book) for tab in book.tabs}


def test_a_formula_follows_what_it_refers_to_in_another_tab() -> None:
    def written(tab: int, kind: str, value: str) -> dict[str, Any]:
        rows = [{"values": [{"userEnteredValue": {kind: value}}]}]
        place = {"sheetId": tab, "rowIndex": 1, "columnIndex": 1}
        return {"updateCells": {"start": place, "rows": rows, "fields": "*"}}

    first = done(BOOK, [written(4, "formulaValue", "=Sheet1!B2")])
    assert first is not None
    assert first.after is not None
    second = done(first.after, [written(0, "stringValue", "new")])
    assert second is not None
    told = {event["tab"]: event["cells"] for event in events(second)}
    assert [cell[:2] for cell in told[4]] == [[1, 1]]
    assert told[4][0][2]["formattedValue"] == "new"
