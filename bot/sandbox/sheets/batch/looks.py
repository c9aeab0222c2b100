"""Requests about how a tab is seen: dropdowns, merges, conditional formats.

Conditional formats are kept and given back; they colour nothing here.
"""

from dataclasses import replace

from bot.sandbox.sheets.a1 import Box
from bot.sandbox.sheets.errors import invalid
from bot.sandbox.sheets.model import BLANK, Book, Cell, Json, Tab


def set_data_validation(book: Book, request: Json) -> Json:
    """Put a dropdown or another rule on cells, or take it off. The API itself may break rules."""
    tab, box = book.box(request.get("range"))
    rule = request.get("rule")
    if rule is not None:
        _check_rule(rule)
    before: Cell | None = None
    after = BLANK
    for row in range(box.top, box.bottom):
        for column in range(box.left, box.right):
            cell = tab.get(row, column)
            if cell is not before:
                before, after = cell, replace(cell, validation=rule)
            tab.put(row, column, after)
    return {}


def _check_rule(rule: Json) -> None:
    condition = rule.get("condition", {})
    if "type" not in condition:
        raise invalid("rule.condition.type must be set.")
    values = condition.get("values", [])
    if condition["type"] == "ONE_OF_LIST" and not values:
        raise invalid("ONE_OF_LIST needs at least one value.")
    if condition["type"] == "ONE_OF_LIST" and len(values) > 500:
        raise invalid("ONE_OF_LIST takes at most 500 values.")


def merge_cells(book: Book, request: Json) -> Json:
    """Merge cells; all but the first of a merge lose what is in them."""
    tab, box = book.box(request.get("range"))
    kind = request.get("mergeType", "MERGE_ALL")
    if kind == "MERGE_ROWS":
        boxes = [Box(row, row + 1, box.left, box.right) for row in range(box.top, box.bottom)]
    elif kind == "MERGE_COLUMNS":
        boxes = [Box(box.top, box.bottom, c, c + 1) for c in range(box.left, box.right)]
    else:
        boxes = [box]
    for new in boxes:
        _unmerge(tab, new)
        for row, column, cell in list(tab.cells(new)):
            if (row, column) != (new.top, new.left):
                tab.put(row, column, replace(cell, entered=None, runs=()))
        tab.merges.append(new)
    return {}


def unmerge_cells(book: Book, request: Json) -> Json:
    """Take merges apart that lie wholly inside of the range."""
    tab, box = book.box(request.get("range"))
    _unmerge(tab, box)
    return {}


def _unmerge(tab: Tab, box: Box) -> None:
    for merge in [m for m in tab.merges if m.meets(box)]:
        if not (
            box.top <= merge.top
            and merge.bottom <= box.bottom
            and box.left <= merge.left
            and merge.right <= box.right
        ):
            raise invalid("You must select all cells in a merged range to merge or unmerge them.")
        tab.merges.remove(merge)


def add_conditional_format_rule(book: Book, request: Json) -> Json:
    """Add a rule at an index of its tab's rules."""
    rule: Json = request.get("rule", {})
    tab = _tab_of(book, rule)
    index = request.get("index", 0)
    if not 0 <= index <= len(tab.conditional):
        raise invalid(f"The index[{index}] of the rule is outside of the sheet's rules.")
    tab.conditional.insert(index, rule)
    return {}


def _tab_of(book: Book, rule: Json) -> Tab:
    tabs = [book.range(value)[0] for value in rule.get("ranges", [])]
    if not tabs or any(tab is not tabs[0] for tab in tabs):
        raise invalid("The ranges of a rule must all be on one sheet, and there must be one.")
    return tabs[0]


def _rule(tab: Tab, index: int) -> Json:
    if not 0 <= index < len(tab.conditional):
        raise invalid(f"No conditional format on sheet: {tab.sheet_id} at index: {index}")
    return tab.conditional[index]


def update_conditional_format_rule(book: Book, request: Json) -> Json:
    """Replace a rule, or move it to another index."""
    index = request.get("index", 0)
    if "rule" in request:
        tab = _tab_of(book, request["rule"])
        old = _rule(tab, index)
        tab.conditional[index] = request["rule"]
        return {"oldRule": old, "newRule": request["rule"], "newIndex": index}
    tab = book.tab(request.get("sheetId", 0))
    old, new_index = _rule(tab, index), request.get("newIndex", 0)
    tab.conditional.insert(new_index, tab.conditional.pop(index))
    return {"newRule": old, "oldIndex": index, "newIndex": new_index}


def delete_conditional_format_rule(book: Book, request: Json) -> Json:
    """Delete the rule at an index."""
    tab = book.tab(request.get("sheetId", 0))
    index = request.get("index", 0)
    rule = _rule(tab, index)
    tab.conditional.pop(index)
    return {"rule": rule}


HANDLERS = {
    "setDataValidation": set_data_validation,
    "mergeCells": merge_cells,
    "unmergeCells": unmerge_cells,
    "addConditionalFormatRule": add_conditional_format_rule,
    "updateConditionalFormatRule": update_conditional_format_rule,
    "deleteConditionalFormatRule": delete_conditional_format_rule,
}
