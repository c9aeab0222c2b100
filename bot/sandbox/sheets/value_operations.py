"""The methods of `spreadsheets.values`: what each takes and gives."""

from . import values_api
from .call import Call
from .errors import GoogleError, invalid
from .model import Book, Json
from .values_api import FORMATTED, FORMATTED_STRING, FORMULA, SERIAL, UNFORMATTED, Reader

_RENDER = (FORMATTED, UNFORMATTED, FORMULA)
_DATES = (SERIAL, FORMATTED_STRING)


def get(call: Call) -> Json:
    """values.get."""
    return _reader(call, call.book).range(call.book.resolve(call.argument))


def batch_get(call: Call) -> Json:
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


def update(call: Call) -> Json:
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
    call.store.changed(book, call.caller)
    return out


def _reader_after(call: Call, book: Book) -> Reader:
    return Reader(
        book,
        call.text("responseValueRenderOption", *_RENDER),
        call.text("responseDateTimeRenderOption", *_DATES),
    )


def batch_update(call: Call) -> Json:
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
    call.store.changed(book, call.caller)
    return {"spreadsheetId": book.book_id, **totals, "responses": responses}


def append(call: Call) -> Json:
    """values.append."""
    book = call.book.copy()
    option = call.text("valueInputOption", "RAW", "USER_ENTERED")
    insert = call.text("insertDataOption", "OVERWRITE", "INSERT_ROWS") == "INSERT_ROWS"
    done = values_api.append(book, book.resolve(call.argument), call.body, option, insert)
    book.check_size()
    updates = values_api.update_response(book, done["tab"], done["box"], done["count"])
    if call.query.flag("includeValuesInResponse"):
        updates["updatedData"] = _reader_after(call, book).box(done["tab"], done["box"])
    call.store.changed(book, call.caller)
    table = {"tableRange": done["tableRange"]} if "tableRange" in done else {}
    return {"spreadsheetId": book.book_id, **table, "updates": updates}


def clear(call: Call) -> Json:
    """values.clear."""
    book = call.book.copy()
    cleared = values_api.clear(book.resolve(call.argument))
    call.store.changed(book, call.caller)
    return {"spreadsheetId": book.book_id, "clearedRange": cleared}


def batch_clear(call: Call) -> Json:
    """values.batchClear."""
    book = call.book.copy()
    cleared = []
    for index, text in enumerate(call.body.get("ranges", [])):
        try:
            cleared.append(values_api.clear(book.resolve(text)))
        except GoogleError as error:
            raise error.within(f"range[{index}]") from None
    call.store.changed(book, call.caller)
    return {"spreadsheetId": book.book_id, "clearedRanges": cleared}
