"""The methods of the Sheets API: what each takes and gives.

Each is a function from a Call to the JSON of its answer. They run one at a time and never wait,
so nothing comes between the reading and the writing of one call.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import batch, value_operations
from .batch import metadata, tabs
from .call import Call
from .changes import reordered
from .errors import GoogleError, forbidden, invalid, not_here
from .fieldmask import EVERYTHING, Mask
from .model import Book, Json
from .reads import spreadsheet
from .schema import check
from .store import Store
from .token import Caller


@dataclass(frozen=True, slots=True)
class Operation:
    """A method: how it counts, whom it needs, its messages and its query parameters."""

    run: Callable[[Call], Json]
    counts_as: str
    writes: bool
    request: str | None
    response: str
    parameters: frozenset[str] = frozenset()


def get(call: Call) -> Json:
    """spreadsheets.get."""
    places = [call.book.resolve(text) for text in call.query.values.get("ranges", [])]
    # With a mask, the mask alone says whether there are cells in the answer.
    with_data = call.query.text("fields") is not None or call.query.flag("includeGridData")
    return spreadsheet(call.book, places, with_data, call.mask)


def get_by_data_filter(call: Call) -> Json:
    """spreadsheets.getByDataFilter."""
    filters = call.body.get("dataFilters", [])
    places = [p for f in filters for p in metadata.places(call.book, f)]
    with_data = call.query.text("fields") is not None or call.body.get("includeGridData", False)
    return spreadsheet(call.book, places, with_data, call.mask)


def batch_update(call: Call) -> Json:
    """spreadsheets.batchUpdate."""
    requests: list[Json] = call.body.get("requests", [])
    book, replies = batch.apply(call.book, requests)
    out: Json = {"spreadsheetId": book.book_id, "replies": replies}
    if call.body.get("includeSpreadsheetInResponse"):
        places = [book.resolve(text) for text in call.body.get("responseRanges", [])]
        masked = call.query.text("fields") is not None
        with_data = masked or call.body.get("responseIncludeGridData", False)
        if "updatedSpreadsheet" in call.mask:
            below = call.mask.sub("updatedSpreadsheet")
            out["updatedSpreadsheet"] = spreadsheet(book, places, with_data, below)
    call.store.changed(book, call.caller, reordered(requests))
    return out


def create(store: Store, caller: Caller, body: Json) -> Book:
    """spreadsheets.create. A service account has no Drive to put a spreadsheet in."""
    if not caller.human:
        raise forbidden()
    sheets: list[Json] = body.get("sheets", [])
    if any(set(sheet) - {"properties"} for sheet in sheets):
        raise not_here("creating sheets with contents")
    given = body.get("properties", {})
    book = store.create(given.get("title") or "Untitled spreadsheet")
    allowed = {k: v for k, v in given.items() if k in ("locale", "timeZone", "autoRecalc")}
    book.properties = {**book.properties, **allowed}
    if sheets:
        book.tabs = []
        try:
            for sheet in sheets:
                tabs.add_sheet(book, {"properties": sheet.get("properties", {})})
        except GoogleError:
            store.delete(book)
            raise
    return book


def metadata_get(call: Call) -> Json:
    """developerMetadata.get."""
    return metadata.one(call.book, _integer(call.argument))


def metadata_search(call: Call) -> Json:
    """developerMetadata.search."""
    filters = call.body.get("dataFilters", [])
    items = metadata.found(call.book, filters)
    matched = [
        {
            "developerMetadata": item,
            "dataFilters": [f for f in filters if metadata.matches(call.book, item, f)],
        }
        for item in items
    ]
    return {"matchedDeveloperMetadata": matched} if matched else {}


def copy_to(call: Call) -> Json:
    """sheets.copyTo."""
    source = call.book.tab(_integer(call.argument))
    wanted = call.body.get("destinationSpreadsheetId", "")
    book = call.store.find(wanted, call.caller, write=True).copy()
    tab = call.store.copy_tab(source, book)
    book.check_size()
    call.store.changed(book, call.caller)
    return tabs.properties(book, tab)


def _integer(text: str) -> int:
    if not text.isdigit():
        raise invalid(f'Invalid value "{text}": a number is needed.')
    return int(text)


_READ_OPTIONS = frozenset({"valueRenderOption", "dateTimeRenderOption", "majorDimension"})
_WRITE_OPTIONS = frozenset(
    {"valueInputOption", "includeValuesInResponse"}
    | {"responseValueRenderOption", "responseDateTimeRenderOption"}
)
_GET = frozenset({"ranges", "includeGridData", "commentsViewMode", "excludeTablesInBandedRanges"})

OPERATIONS: dict[tuple[str, str, str], Operation] = {
    ("GET", "", ""): Operation(get, "read", False, None, "Spreadsheet", _GET),
    ("POST", "", "getByDataFilter"): Operation(
        get_by_data_filter, "read", False, "GetSpreadsheetByDataFilterRequest", "Spreadsheet"
    ),
    ("POST", "", "batchUpdate"): Operation(
        batch_update,
        "write",
        True,
        "BatchUpdateSpreadsheetRequest",
        "BatchUpdateSpreadsheetResponse",
    ),
    ("GET", "values/*", ""): Operation(
        value_operations.get, "read", False, None, "ValueRange", _READ_OPTIONS
    ),
    ("PUT", "values/*", ""): Operation(
        value_operations.update, "write", True, "ValueRange", "UpdateValuesResponse", _WRITE_OPTIONS
    ),
    ("POST", "values/*", "append"): Operation(
        value_operations.append,
        "write",
        True,
        "ValueRange",
        "AppendValuesResponse",
        _WRITE_OPTIONS | {"insertDataOption"},
    ),
    ("POST", "values/*", "clear"): Operation(
        value_operations.clear, "write", True, "ClearValuesRequest", "ClearValuesResponse"
    ),
    ("GET", "values", "batchGet"): Operation(
        value_operations.batch_get,
        "read",
        False,
        None,
        "BatchGetValuesResponse",
        _READ_OPTIONS | {"ranges"},
    ),
    ("POST", "values", "batchUpdate"): Operation(
        value_operations.batch_update,
        "write",
        True,
        "BatchUpdateValuesRequest",
        "BatchUpdateValuesResponse",
    ),
    ("POST", "values", "batchClear"): Operation(
        value_operations.batch_clear,
        "write",
        True,
        "BatchClearValuesRequest",
        "BatchClearValuesResponse",
    ),
    ("GET", "developerMetadata/*", ""): Operation(
        metadata_get, "read", False, None, "DeveloperMetadata"
    ),
    ("POST", "developerMetadata", "search"): Operation(
        metadata_search,
        "read",
        False,
        "SearchDeveloperMetadataRequest",
        "SearchDeveloperMetadataResponse",
    ),
    ("POST", "sheets/*", "copyTo"): Operation(
        copy_to, "write", False, "CopySheetToAnotherSpreadsheetRequest", "SheetProperties"
    ),
}
"""HTTP method, what follows the spreadsheet's id in the path, and the verb → the operation."""

VERBS = frozenset(verb for _, _, verb in OPERATIONS if verb) | {
    "batchGetByDataFilter",
    "batchUpdateByDataFilter",
    "batchClearByDataFilter",
}


def carry_out(operation: Operation, call: Call) -> Json:
    """Check the body and run; the answer is under the mask. Raises GoogleError."""
    if operation.request is not None:
        check(call.body, operation.request)
    out = operation.run(call)
    # These build no more than the mask asks for; the others are small.
    if operation.response == "Spreadsheet" or call.mask is EVERYTHING:
        return out
    if operation.run is batch_update and "updatedSpreadsheet" in out:
        spread = {"updatedSpreadsheet": out.pop("updatedSpreadsheet")}
        return {**_projected(call.mask, out), **spread}
    return _projected(call.mask, out)


def _projected(mask: Mask, value: Json) -> Json:
    projected: Json = mask.project(value)
    return projected
