"""Requests about filters: the one on a tab, which hides rows, and filter views.

Filter views are kept and given back; they hide nothing here.
"""

from bot.sandbox.sheets.errors import invalid
from bot.sandbox.sheets.fieldmask import parse
from bot.sandbox.sheets.filtering import apply, both_ways
from bot.sandbox.sheets.model import Book, Json, Tab
from bot.sandbox.sheets.writing import merged

from .sorting import sort_range


def set_basic_filter(book: Book, request: Json) -> Json:
    """Put the one filter on a tab: sort its range as it says, and hide what it leaves out."""
    given = both_ways(request.get("filter", {}))
    tab, box = book.box(given.get("range"))
    tab.basic_filter = {**given, "range": given.get("range", {})}
    below = {**given.get("range", {}), "startRowIndex": box.top + 1}
    if given.get("sortSpecs") and box.height > 1:
        return sort_range(book, {"range": below, "sortSpecs": given["sortSpecs"]})
    apply(book, tab)
    return {}


def clear_basic_filter(book: Book, request: Json) -> Json:
    """Take the filter off a tab; what it hid is seen again."""
    tab = book.tab(request.get("sheetId", 0))
    tab.basic_filter = None
    apply(book, tab)
    return {}


def add_filter_view(book: Book, request: Json) -> Json:
    """Add a filter under a title that the tab does not have yet."""
    given: Json = request.get("filter", {})
    tab, _ = book.range(given.get("range"))
    if any(view.get("title") == given.get("title") for view in tab.filter_views):
        raise invalid("This filter view name already exists.")
    number = given.get("filterViewId") or book.number()
    if any(v["filterViewId"] == number for t in book.tabs for v in t.filter_views):
        raise invalid(f"A filter view with id {number} already exists.")
    view = {**given, "filterViewId": number, "range": given.get("range", {})}
    tab.filter_views.append(view)
    return {"filter": view}


def _view(book: Book, number: int | None) -> tuple[Tab, int]:
    for tab in book.tabs:
        for index, view in enumerate(tab.filter_views):
            if view["filterViewId"] == number:
                return tab, index
    raise invalid(f"No filter view with id: {number}")


def update_filter_view(book: Book, request: Json) -> Json:
    """Change a filter view."""
    given: Json = request.get("filter", {})
    tab, index = _view(book, given.get("filterViewId"))
    old = tab.filter_views[index]
    new = merged(old, given, parse(request.get("fields", ""), "FilterView"))
    tab.filter_views[index] = {**new, "filterViewId": old["filterViewId"]}
    return {}


def delete_filter_view(book: Book, request: Json) -> Json:
    """Delete a filter view."""
    tab, index = _view(book, request.get("filterId"))
    tab.filter_views.pop(index)
    return {}


def duplicate_filter_view(book: Book, request: Json) -> Json:
    """Copy a filter view under another title."""
    tab, index = _view(book, request.get("filterId"))
    old = tab.filter_views[index]
    number = book.number()
    view = {**old, "filterViewId": number, "title": f"Copy of {old.get('title', number)}"}
    tab.filter_views.append(view)
    return {"filter": view}


HANDLERS = {
    "setBasicFilter": set_basic_filter,
    "clearBasicFilter": clear_basic_filter,
    "addFilterView": add_filter_view,
    "updateFilterView": update_filter_view,
    "deleteFilterView": delete_filter_view,
    "duplicateFilterView": duplicate_filter_view,
}
