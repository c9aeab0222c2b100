"""The methods of the Sheets API: what each takes and gives.

Each is a function from a Call to the JSON of its answer. They run one at a time and never wait,
so nothing comes between the reading and the writing of one call.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import batch, values_api
from .batch import metadata, tabs
from .errors import GoogleError, forbidden, invalid, not_here
from .fieldmask import EVERYTHING, Mask
from .model import Book, Json
from .reads import spreadsheet
from .schema import check
from .store import Store
from .token import Caller
from .values_api import FORMATTED, FORMATTED_STRING, FORMULA, SERIAL, UNFORMATTED, Reader
from .wire import Query

_RENDER = (FORMATTED, UNFORMATTED, FORMULA)
_DATES = (SERIAL, FORMATTED_STRING)


@dataclass(slots=True)
class Call:
    """One request to one method. `book` may be read; what is changed is a copy of it."""

    store: Store
    caller: Caller
    book: Book
    argument: str
    """The range, or the id of the tab or metadata, of the path."""
    query: Query
    body: Json
    mask: Mask

    def text(self, name: str, *choices: str) -> str | None:
        """A query parameter with fixed choices."""
        return self.query.choice(name, *choices)


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
    book, replies = batch.apply(call.book, call.body.get("requests", []))
    out: Json = {"spreadsheetId": book.book_id, "replies": replies}
    if call.body.get("includeSpreadsheetInResponse"):
        places = [book.resolve(text) for text in call.body.get("responseRanges", [])]
        masked = call.query.text("fields") is not None
        with_data = masked or call.body.get("responseIncludeGridData", False)
        if "updatedSpreadsheet" in call.mask:
            below = call.mask.sub("updatedSpreadsheet")
            out["updatedSpreadsheet"] = spreadsheet(book, places, with_data, below)
    call.store.changed(book)
    return out


def create(store: Store, caller: Caller, body: Json) -> Book:
    """spreadsheets.create. A service account has no Drive to put a spreadsheet in."""
    if not caller.human:
        raise forbidden()
    given = body.get("properties", {})
    book = store.create(given.get("title") or "Untitled spreadsheet")
    allowed = {k: v for k, v in given.items() if k in ("locale", "timeZone", "autoRecalc")}
    book.properties = {**book.properties, **allowed}
    sheets: list[Json] = body.get("sheets", [])
    if any(set(sheet) - {"properties"} for sheet in sheets):
        store.delete(book)
        raise not_here("creating sheets with contents")
    if sheets:
        book.tabs = []
        for sheet in sheets:
            tabs.add_sheet(book, {"properties": sheet.get("properties", {})})
    return book


def values_get(call: Call) -> Json:
    """values.get."""
    return _reader(call, call.book).range(call.book.resolve(call.argument))


def values_batch_get(call: Call) -> Json:
    """values.batchGet."""
    places = [call.book.resolve(text) for text in call.query.values.get("ranges", [])]
    reader = _reader(call, call.book)
    ranges = [reader.range(place) for place in places]
    return {"spreadsheetId": call.book.book_id, "valueRanges": ranges}


def _reader(call: Call, book: Book) -> Reader:
    return Reader(
        book,
        call.text("valueRenderOption", *_RENDER),
        call.text("dateTimeRenderOption", *_DATES),
        call.text("majorDimension", "ROWS", "COLUMNS"),
    )


def values_update(call: Call) -> Json:
    """values.update."""
    if call.body.get("range", call.argument) != call.argument:
        raise invalid(
            f"Requested writing within range [{call.argument}], but the body names "
            f"[{call.body['range']}]"
        )
    book = call.book.copy()
    option = call.text("valueInputOption", "RAW", "USER_ENTERED")
    tab, box, count = values_api.update(book.resolve(call.argument), call.body, option)
    out = values_api.update_response(book, tab, box, count)
    if call.query.flag("includeValuesInResponse"):
        out["updatedData"] = _reader_after(call, book).box(tab, box)
    call.store.changed(book)
    return out


def _reader_after(call: Call, book: Book) -> Reader:
    return Reader(
        book,
        call.text("responseValueRenderOption", *_RENDER),
        call.text("responseDateTimeRenderOption", *_DATES),
    )


def values_batch_update(call: Call) -> Json:
    """values.batchUpdate."""
    book = call.book.copy()
    option = call.body.get("valueInputOption")
    written = []
    for index, data in enumerate(call.body.get("data", [])):
        try:
            written.append(values_api.update(book.resolve(data.get("range", "")), data, option))
        except GoogleError as error:
            raise error.within(f"data[{index}]") from None
    responses = [values_api.update_response(book, *one) for one in written]
    if call.body.get("includeValuesInResponse"):
        reader = Reader(
            book,
            call.body.get("responseValueRenderOption"),
            call.body.get("responseDateTimeRenderOption"),
        )
        for response, (tab, box, _) in zip(responses, written, strict=True):
            response["updatedData"] = reader.box(tab, box)
    totals = {
        "totalUpdatedRows": sum(r.get("updatedRows", 0) for r in responses),
        "totalUpdatedColumns": sum(r.get("updatedColumns", 0) for r in responses),
        "totalUpdatedCells": sum(r.get("updatedCells", 0) for r in responses),
        "totalUpdatedSheets": len({tab.sheet_id for tab, _, _ in written}),
    }
    call.store.changed(book)
    return {"spreadsheetId": book.book_id, **totals, "responses": responses}


def values_append(call: Call) -> Json:
    """values.append."""
    book = call.book.copy()
    option = call.text("valueInputOption", "RAW", "USER_ENTERED")
    insert = call.text("insertDataOption", "OVERWRITE", "INSERT_ROWS") == "INSERT_ROWS"
    done = values_api.append(book, book.resolve(call.argument), call.body, option, insert)
    book.check_size()
    updates = values_api.update_response(book, done["tab"], done["box"], done["count"])
    if call.query.flag("includeValuesInResponse"):
        updates["updatedData"] = _reader_after(call, book).box(done["tab"], done["box"])
    call.store.changed(book)
    table = {"tableRange": done["tableRange"]} if "tableRange" in done else {}
    return {"spreadsheetId": book.book_id, **table, "updates": updates}


def values_clear(call: Call) -> Json:
    """values.clear."""
    book = call.book.copy()
    cleared = values_api.clear(book.resolve(call.argument))
    call.store.changed(book)
    return {"spreadsheetId": book.book_id, "clearedRange": cleared}


def values_batch_clear(call: Call) -> Json:
    """values.batchClear."""
    book = call.book.copy()
    cleared = []
    for index, text in enumerate(call.body.get("ranges", [])):
        try:
            cleared.append(values_api.clear(book.resolve(text)))
        except GoogleError as error:
            raise error.within(f"ranges[{index}]") from None
    call.store.changed(book)
    return {"spreadsheetId": book.book_id, "clearedRanges": cleared}


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
    call.store.changed(book)
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
        values_get, "read", False, None, "ValueRange", _READ_OPTIONS
    ),
    ("PUT", "values/*", ""): Operation(
        values_update, "write", True, "ValueRange", "UpdateValuesResponse", _WRITE_OPTIONS
    ),
    ("POST", "values/*", "append"): Operation(
        values_append,
        "write",
        True,
        "ValueRange",
        "AppendValuesResponse",
        _WRITE_OPTIONS | {"insertDataOption"},
    ),
    ("POST", "values/*", "clear"): Operation(
        values_clear, "write", True, "ClearValuesRequest", "ClearValuesResponse"
    ),
    ("GET", "values", "batchGet"): Operation(
        values_batch_get,
        "read",
        False,
        None,
        "BatchGetValuesResponse",
        _READ_OPTIONS | {"ranges"},
    ),
    ("POST", "values", "batchUpdate"): Operation(
        values_batch_update, "write", True, "BatchUpdateValuesRequest", "BatchUpdateValuesResponse"
    ),
    ("POST", "values", "batchClear"): Operation(
        values_batch_clear, "write", True, "BatchClearValuesRequest", "BatchClearValuesResponse"
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
