"""Whatever request is made of the API's own fields: it is carried out whole, or refused whole."""

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.sheets import batch, reads
from bot.sandbox.sheets.errors import GoogleError
from bot.sandbox.sheets.formulas import Workings
from bot.sandbox.sheets.messages import MESSAGES
from bot.sandbox.sheets.model import Book, Tab
from bot.sandbox.sheets.schema import check

TEXTS = st.sampled_from(["", "a", "Sheet1", "A1:B2", "=A1", "=1+", "https://x.org/", "7", "*", "k"])
NUMBERS = st.integers(-1, 7)
MASKS = {
    "UpdateCellsRequest": "CellData",
    "RepeatCellRequest": "CellData",
    "AppendCellsRequest": "CellData",
    "UpdateSheetPropertiesRequest": "SheetProperties",
    "UpdateSpreadsheetPropertiesRequest": "SpreadsheetProperties",
    "UpdateDimensionPropertiesRequest": "DimensionProperties",
    "UpdateNamedRangeRequest": "NamedRange",
    "UpdateProtectedRangeRequest": "ProtectedRange",
    "UpdateFilterViewRequest": "FilterView",
    "UpdateDeveloperMetadataRequest": "DeveloperMetadata",
}


def of(kind: str, message: str, depth: int) -> st.SearchStrategy[Any]:
    """Values of one of the schema's types; nothing that the sandbox does not do."""
    if kind[0] == "[":
        return st.lists(of(kind[1:-1], message, depth), max_size=3)
    if kind[0] == "{":
        return st.dictionaries(TEXTS, of(kind[1:-1], message, depth), max_size=2)
    if kind == "mask":
        return st.sampled_from(["*", *MESSAGES[MASKS[message]], "nothing"])
    if kind in MESSAGES:
        return built(kind, depth + 1)
    plain: dict[str, st.SearchStrategy[Any]] = {
        "int": NUMBERS,
        "num": NUMBERS,
        "bool": st.booleans(),
        "any": TEXTS,
        "str": TEXTS,
    }
    return plain[kind] if kind in plain else st.sampled_from(kind.split("|"))


def _deferred(kind: str, message: str, depth: int) -> st.SearchStrategy[Any]:
    return st.deferred(lambda: of(kind, message, depth))


def built(message: str, depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Messages with any of their fields; the tab is mostly one that is there."""
    fields = {
        name: _deferred(kind, message, depth)
        for name, kind in MESSAGES[message].items()
        if kind.strip("[]{}") != "-"
    }
    if "sheetId" in fields:
        fields["sheetId"] = st.sampled_from([0, 0, 0, 4, 9])
    if depth > 4:
        fields = {k: v for k, v in fields.items() if MESSAGES[message][k] in ("int", "str")}
    return st.fixed_dictionaries({}, optional=fields)


def spreadsheet() -> Book:
    """A small one that has something of everything."""
    tabs = [Tab.new(0, "Sheet1", 6, 4), Tab.new(4, "Other", 3, 3)]
    book = Book("id", {"title": "t", "locale": "en_US"}, tabs)
    rows = [["a", "1", ""], ["b", "2", "=B1"], ["a", "1", "x"]]
    where = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 2}
    marked = {"dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    values = [
        {"values": [{"userEnteredValue": _value(text), "note": "n"} for text in row]}
        for row in rows
    ]
    book, _ = batch.apply(
        book,
        [
            {"updateCells": {"start": {"sheetId": 0}, "rows": values, "fields": "*"}},
            {"addNamedRange": {"namedRange": {"namedRangeId": "a", "name": "k", "range": where}}},
            {"addProtectedRange": {"protectedRange": {"protectedRangeId": 1, "range": where}}},
            {"addFilterView": {"filter": {"filterViewId": 1, "title": "a", "range": where}}},
            {
                "createDeveloperMetadata": {
                    "developerMetadata": {
                        "metadataId": 1,
                        "metadataKey": "k",
                        "visibility": "DOCUMENT",
                        "location": {"dimensionRange": marked},
                    }
                }
            },
        ],
    )
    return book


def _value(text: str) -> dict[str, str]:
    return {"formulaValue" if text.startswith("=") else "stringValue": text}


BOOK = spreadsheet()
KINDS = sorted(batch.HANDLERS)


def test_every_request_of_the_schema_has_a_handler() -> None:
    assert set(KINDS) == {kind for kind, type_ in MESSAGES["Request"].items() if type_ != "-"}


def tried(book: Book, kind: str, body: dict[str, Any]) -> Book:
    """Carry out a request and hold it to what must be true of any; the book afterwards."""
    before = copy.deepcopy(book)
    after = book
    outcome = 200
    try:
        checked = check({"requests": [{kind: body}]}, "BatchUpdateSpreadsheetRequest")
        after, replies = batch.apply(book, checked["requests"])
        json.dumps(replies)
    except GoogleError as error:
        outcome = error.code
    assert outcome in (200, 400, 404, 501)
    assert before == book
    # What came of it can be read.
    json.dumps(reads.spreadsheet(after, [], True))
    for tab in after.tabs:
        reads.grid(tab, Workings(after))
        assert all(0 <= c < tab.width for row in tab.rows for c in row)
        assert tab.height == len(tab.dims["ROWS"])
    return after


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_request_is_carried_out_whole_or_refused_whole(kind: str, data: st.DataObject) -> None:
    tried(BOOK, kind, data.draw(built(MESSAGES["Request"][kind])))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_so_is_one_request_after_another(data: st.DataObject) -> None:
    book = BOOK
    for kind in data.draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=8)):
        book = tried(book, kind, data.draw(built(MESSAGES["Request"][kind])))
