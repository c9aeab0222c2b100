"""Developer metadata, and the data filters that find it."""

from bot.sandbox.sheets.a1 import Bounds
from bot.sandbox.sheets.errors import invalid, not_found
from bot.sandbox.sheets.fieldmask import parse
from bot.sandbox.sheets.model import Book, Json, Tab
from bot.sandbox.sheets.writing import merged


def create_developer_metadata(book: Book, request: Json) -> Json:
    """Attach metadata to the spreadsheet, a tab, a row or a column."""
    given: Json = request.get("developerMetadata", {})
    wanted = given.get("metadataId")
    if wanted is not None and (wanted <= 0 or wanted in book.metadata):
        raise invalid(f"A developer metadata with id {wanted} exists already or cannot exist.")
    if not given.get("metadataKey"):
        raise invalid("developerMetadata.metadataKey must be set.")
    if "visibility" not in given:
        raise invalid("developerMetadata.visibility must be set.")
    number = wanted or book.number()
    place = _location(book, given.get("location", {}))
    book.metadata[number] = {**given, "metadataId": number, "location": place}
    return {"developerMetadata": book.metadata[number]}


def _location(book: Book, given: Json) -> Json:
    if given.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    if "dimensionRange" not in given:
        if "sheetId" not in given:
            raise invalid("developerMetadata.location must be set.")
        return {"locationType": "SHEET", "sheetId": book.tab(given["sheetId"]).sheet_id}
    where: Json = given["dimensionRange"]
    tab = book.tab(where.get("sheetId", 0))
    start, dimension = where.get("startIndex", 0), where.get("dimension")
    if dimension is None or where.get("endIndex") != start + 1:
        raise invalid("location.dimensionRange must be exactly one row or one column.")
    if start >= len(tab.dims[dimension]):
        raise invalid(f"location.dimensionRange[{start}] is outside of the sheet.")
    kind = "ROW" if dimension == "ROWS" else "COLUMN"
    full = {
        "sheetId": tab.sheet_id,
        "dimension": dimension,
        "startIndex": start,
        "endIndex": start + 1,
    }
    return {"locationType": kind, "dimensionRange": full}


def update_developer_metadata(book: Book, request: Json) -> Json:
    """Change all metadata that the filters find."""
    if not request.get("fields"):
        raise invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all)")
    mask = parse(request["fields"], "DeveloperMetadata")
    given: Json = request.get("developerMetadata", {})
    changed = []
    for item in found(book, request.get("dataFilters", [])):
        new = {**merged(item, given, mask), "metadataId": item["metadataId"]}
        new["location"] = _location(book, new.get("location") or item["location"])
        book.metadata[item["metadataId"]] = new
        changed.append(new)
    return {"developerMetadata": changed}


def delete_developer_metadata(book: Book, request: Json) -> Json:
    """Delete all metadata that the filter finds."""
    gone = found(book, [request.get("dataFilter", {})])
    for item in gone:
        del book.metadata[item["metadataId"]]
    return {"deletedDeveloperMetadata": gone}


def one(book: Book, number: int) -> Json:
    """The metadata with this id. Raises GoogleError 404."""
    if number not in book.metadata:
        raise not_found(f"No developer metadata with id: {number}")
    return book.metadata[number]


def found(book: Book, filters: list[Json]) -> list[Json]:
    """All metadata that any of the DataFilters selects, each once."""
    if not filters:
        raise invalid("At least one data filter must be given.")
    for data_filter in filters:
        if "developerMetadataLookup" not in data_filter:
            place(book, data_filter)
    return [item for item in book.metadata.values() if any(matches(book, item, f) for f in filters)]


def matches(book: Book, item: Json, data_filter: Json) -> bool:
    """Whether a DataFilter selects this metadata."""
    lookup = data_filter.get("developerMetadataLookup")
    if lookup is None:
        where = _place_of(book, item["location"])
        return where is not None and _meets(where, place(book, data_filter))
    for name in ("metadataId", "metadataKey", "metadataValue", "visibility"):
        if name in lookup and lookup[name] != item.get(name):
            return False
    location: Json = item["location"]
    if lookup.get("locationType") not in (None, location["locationType"]):
        return False
    if "metadataLocation" not in lookup:
        return True
    wanted = _location(book, lookup["metadataLocation"])
    if lookup.get("locationMatchingStrategy") == "EXACT_LOCATION":
        return bool(wanted == location)
    if wanted["locationType"] == "SPREADSHEET":
        return bool(location["locationType"] == "SPREADSHEET")
    here, there = _place_of(book, location), _place_of(book, wanted)
    return here is not None and there is not None and _meets(here, there)


def place(book: Book, data_filter: Json) -> tuple[Tab, Bounds]:
    """The range of a DataFilter by A1 or grid range, or of the metadata it looks up."""
    if "a1Range" in data_filter:
        return book.resolve(data_filter["a1Range"])
    if "gridRange" in data_filter:
        return book.range(data_filter["gridRange"])
    raise invalid("A data filter needs an a1Range, a gridRange or a developerMetadataLookup.")


def places(book: Book, data_filter: Json) -> list[tuple[Tab, Bounds]]:
    """All ranges that a DataFilter selects."""
    if "developerMetadataLookup" not in data_filter:
        return [place(book, data_filter)]
    items = found(book, [data_filter])
    return [p for item in items if (p := _place_of(book, item["location"])) is not None]


def _place_of(book: Book, location: Json) -> tuple[Tab, Bounds] | None:
    if location["locationType"] == "SPREADSHEET":
        return None
    if location["locationType"] == "SHEET":
        return book.tab(location["sheetId"]), Bounds()
    where = location["dimensionRange"]
    start, end = where["startIndex"], where["endIndex"]
    rows = where["dimension"] == "ROWS"
    bounds = Bounds(top=start, bottom=end) if rows else Bounds(left=start, right=end)
    return book.tab(where["sheetId"]), bounds


def _meets(one_place: tuple[Tab, Bounds], other: tuple[Tab, Bounds]) -> bool:
    tab = one_place[0]
    if tab is not other[0]:
        return False
    return one_place[1].box(tab.height, tab.width).meets(other[1].box(tab.height, tab.width))


HANDLERS = {
    "createDeveloperMetadata": create_developer_metadata,
    "updateDeveloperMetadata": update_developer_metadata,
    "deleteDeveloperMetadata": delete_developer_metadata,
}
