"""Rows, columns and tabs: inserted, deleted, moved, hidden, and what follows them."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.sheets_server import Google, google

GRID = [["a1", "b1", "c1"], ["a2", "b2", "c2"], ["a3", "b3", "c3"], ["a4", "b4", "c4"]]


@pytest.fixture(scope="module")
def server() -> Iterator[Google]:
    with google() as running:
        yield running


@pytest.fixture
def book(server: Google) -> str:
    book = server.sheets.create("Test")
    server.write(book, "A1", GRID)
    return book


def span(dimension: str, start: int, end: int) -> dict[str, Any]:
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


def column(server: Google, book: str, name: str = "A") -> list[str]:
    return [row[0] if row else "" for row in server.values(book, f"{name}1:{name}9")]


def mark(dimension: str, index: int, key: str) -> dict[str, Any]:
    location = {"dimensionRange": span(dimension, index, index + 1)}
    item = {"metadataKey": key, "visibility": "DOCUMENT", "location": location}
    return {"createDeveloperMetadata": {"developerMetadata": item}}


def marked(server: Google, book: str, key: str) -> int | None:
    found = server.call(
        "POST",
        f"/v4/spreadsheets/{book}/developerMetadata:search",
        json={"dataFilters": [{"developerMetadataLookup": {"metadataKey": key}}]},
    ).json()
    for match in found.get("matchedDeveloperMetadata", []):
        place = match["developerMetadata"]["location"]["dimensionRange"]
        return int(place["startIndex"])
    return None


def mask_of(server: Google, book: str, fields: str, **params: Any) -> Any:
    return server.get(f"/v4/spreadsheets/{book}", fields=fields, **params)


def test_inserted_rows_push_the_others_down(server: Google, book: str) -> None:
    server.batch(
        book, mark("ROWS", 1, "second"), {"insertDimension": {"range": span("ROWS", 1, 3)}}
    )
    assert column(server, book) == ["a1", "", "", "a2", "a3", "a4"]
    assert marked(server, book, "second") == 3


def test_inserted_columns_push_the_others_right(server: Google, book: str) -> None:
    request = {"insertDimension": {"range": span("COLUMNS", 1, 2), "inheritFromBefore": True}}
    server.batch(book, mark("COLUMNS", 2, "third"), request)
    assert server.values(book, "A1:D1") == [["a1", "", "b1", "c1"]]
    assert marked(server, book, "third") == 3


def test_a_new_row_looks_like_its_neighbour_without_its_link(server: Google, book: str) -> None:
    look = {"wrapStrategy": "WRAP", "textFormat": {"bold": True, "link": {"uri": "https://x.org"}}}
    where = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 1}
    cell = {"userEnteredFormat": look}
    server.batch(
        book,
        {"repeatCell": {"range": where, "cell": cell, "fields": "userEnteredFormat"}},
        {"insertDimension": {"range": span("ROWS", 1, 2), "inheritFromBefore": True}},
    )
    assert server.cell(book, "A2", "userEnteredFormat,userEnteredValue") == {
        "userEnteredFormat": {"wrapStrategy": "WRAP", "textFormat": {"bold": True}}
    }


def test_deleted_rows_take_their_metadata_along(server: Google, book: str) -> None:
    server.batch(
        book,
        mark("ROWS", 1, "second"),
        mark("ROWS", 3, "fourth"),
        {"deleteDimension": {"range": span("ROWS", 1, 3)}},
    )
    assert column(server, book) == ["a1", "a4"]
    assert (marked(server, book, "second"), marked(server, book, "fourth")) == (None, 1)


@pytest.mark.parametrize(
    ("source", "to", "after", "second"),
    [
        ((1, 2), 4, ["a1", "a3", "a4", "a2"], 3),
        ((1, 3), 0, ["a2", "a3", "a1", "a4"], 0),
        ((0, 1), 2, ["a2", "a1", "a3", "a4"], 0),
        ((1, 2), 1, ["a1", "a2", "a3", "a4"], 1),
    ],
)
def test_moved_rows_go_where_the_index_before_the_move_says(
    server: Google, book: str, source: tuple[int, int], to: int, after: list[str], second: int
) -> None:
    move = {"moveDimension": {"source": span("ROWS", *source), "destinationIndex": to}}
    server.batch(book, mark("ROWS", 1, "second"), move)
    assert column(server, book) == after
    assert marked(server, book, "second") == second


def test_a_moved_column_takes_its_metadata_along(server: Google, book: str) -> None:
    move = {"moveDimension": {"source": span("COLUMNS", 0, 1), "destinationIndex": 3}}
    server.batch(book, mark("COLUMNS", 0, "first"), move)
    assert server.values(book, "A1:C1") == [["b1", "c1", "a1"]]
    assert marked(server, book, "first") == 2


def test_ranges_and_formulas_follow_their_cells(server: Google, book: str) -> None:
    place = {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 1}
    server.write(book, "E1", [["=A3"], ["=SUM(A1:A4)"], ['="A3"&A3']], "USER_ENTERED")
    server.batch(
        book,
        {"addNamedRange": {"namedRange": {"name": "middle", "range": {"sheetId": 0, **place}}}},
        {"addSheet": {"properties": {"title": "Other"}}},
    )
    server.write(book, "Other!A1", [["=Sheet1!A3"], ["=A3"]], "USER_ENTERED")
    server.batch(book, {"insertDimension": {"range": span("ROWS", 1, 2)}})
    formulas = server.values(book, "E1:E4", valueRenderOption="FORMULA")
    assert formulas == [["=A4"], [], ["=SUM(A1:A5)"], ['="A3"&A4']]
    other = server.values(book, "Other!A1:A2", valueRenderOption="FORMULA")
    assert other == [["=Sheet1!A4"], ["=A3"]]
    (item,) = mask_of(server, book, "namedRanges.range")["namedRanges"]
    assert item["range"] == place | {"startRowIndex": 2, "endRowIndex": 4}
    server.batch(book, {"deleteDimension": {"range": span("ROWS", 2, 4)}})
    assert mask_of(server, book, "namedRanges") == {}
    assert server.values(book, "E1", valueRenderOption="FORMULA") == [["=#REF!"]]
    assert server.values(book, "E1") == [["#REF!"]]


def test_a_hidden_column_stays_hidden_and_moves_along(server: Google, book: str) -> None:
    hide = {
        "range": span("COLUMNS", 1, 2),
        "properties": {"hiddenByUser": True, "pixelSize": 300},
        "fields": "hiddenByUser,pixelSize",
    }
    server.batch(
        book,
        {"updateDimensionProperties": hide},
        {"insertDimension": {"range": span("COLUMNS", 0, 1)}},
    )
    fields = "sheets.data.columnMetadata"
    (data,) = mask_of(server, book, fields, ranges="A1:D1")["sheets"][0]["data"]
    assert data["columnMetadata"] == [
        {"pixelSize": 100},
        {"pixelSize": 100},
        {"pixelSize": 300, "hiddenByUser": True},
        {"pixelSize": 100},
    ]
    assert server.values(book, "C1") == [["b1"]]


def test_metadata_is_seen_on_its_row(server: Google, book: str) -> None:
    server.batch(book, mark("ROWS", 1, "second"))
    fields = "sheets.data.rowMetadata.developerMetadata.metadataKey"
    (data,) = mask_of(server, book, fields, ranges="A1:A3")["sheets"][0]["data"]
    row = data["rowMetadata"][1]
    assert row == {"developerMetadata": [{"metadataKey": "second"}]}


def test_metadata_is_created_found_changed_and_deleted(server: Google, book: str) -> None:
    def item(key: str, **more: Any) -> dict[str, Any]:
        kept = {"metadataKey": key, "visibility": "DOCUMENT", **more}
        return {"createDeveloperMetadata": {"developerMetadata": kept}}

    server.batch(
        book,
        item("whole", location={"spreadsheet": True}, metadataId=11),
        item("tab", location={"sheetId": 0}),
        mark("ROWS", 2, "row"),
    )
    taken = server.try_batch(book, item("x", location={"spreadsheet": True}, metadataId=11))
    assert taken.status_code == 400
    one = server.get(f"/v4/spreadsheets/{book}/developerMetadata/11")
    assert one["location"] == {"locationType": "SPREADSHEET", "spreadsheet": True}

    def search(**data_filter: Any) -> list[str]:
        path = f"/v4/spreadsheets/{book}/developerMetadata:search"
        found = server.call("POST", path, json={"dataFilters": [data_filter]}).json()
        return [
            match["developerMetadata"]["metadataKey"]
            for match in found.get("matchedDeveloperMetadata", [])
        ]

    assert search(developerMetadataLookup={"metadataId": 11}) == ["whole"]
    assert search(developerMetadataLookup={"locationType": "ROW"}) == ["row"]
    assert search(a1Range="A3:B3") == ["tab", "row"]
    assert search(a1Range="A9") == ["tab"]
    by_key = {"developerMetadataLookup": {"metadataKey": "whole"}}
    change = {"dataFilters": [by_key], "developerMetadata": {"metadataValue": "v2"}}
    server.batch(book, {"updateDeveloperMetadata": change | {"fields": "metadataValue"}})
    assert search(developerMetadataLookup={"metadataValue": "v2"}) == ["whole"]
    gone = server.batch(book, {"deleteDeveloperMetadata": {"dataFilter": by_key}})
    assert gone["replies"][0]["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]
    assert server.call("GET", f"/v4/spreadsheets/{book}/developerMetadata/11").status_code == 404


def test_a_tab_is_added_under_the_id_asked_for_once(server: Google, book: str) -> None:
    grid = {"frozenRowCount": 1, "rowCount": 10, "columnCount": 3}
    wanted = {"sheetId": 42, "title": "New", "hidden": True, "index": 0, "gridProperties": grid}
    answer = server.batch(book, {"addSheet": {"properties": wanted}})
    assert answer["replies"][0]["addSheet"]["properties"] == wanted | {"sheetType": "GRID"}
    again = server.try_batch(book, {"addSheet": {"properties": {"sheetId": 42}}})
    assert again.status_code == 400
    assert "42 already exists" in again.json()["error"]["message"]
    title = server.try_batch(book, {"addSheet": {"properties": {"title": "new"}}})
    assert 'A sheet with the name "new" already exists' in title.json()["error"]["message"]


def test_the_first_answer_of_a_spreadsheet_has_googles_shape(server: Google, book: str) -> None:
    whole = server.get(f"/v4/spreadsheets/{book}", includeGridData="false")
    assert set(whole) == {"spreadsheetId", "properties", "sheets", "spreadsheetUrl"}
    assert whole["properties"]["title"] == "Test"
    assert whole["properties"]["locale"] == "en_US"
    assert whole["sheets"] == [
        {
            "properties": {
                "sheetId": 0,
                "title": "Sheet1",
                "index": 0,
                "sheetType": "GRID",
                "gridProperties": {"rowCount": 1000, "columnCount": 26},
            }
        }
    ]


def test_grid_data_starts_where_the_range_does(server: Google, book: str) -> None:
    whole = server.get(f"/v4/spreadsheets/{book}", ranges="B2:C9", includeGridData="true")
    (data,) = whole["sheets"][0]["data"]
    assert (data["startRow"], data["startColumn"]) == (1, 1)
    texts = [[c["formattedValue"] for c in row["values"]] for row in data["rowData"]]
    assert texts == [["b2", "c2"], ["b3", "c3"], ["b4", "c4"]]
    assert len(data["rowMetadata"]) == 8
    from_the_start = server.get(f"/v4/spreadsheets/{book}", ranges="A1", includeGridData="true")
    assert "startRow" not in from_the_start["sheets"][0]["data"][0]


def test_a_mask_limits_the_answer_and_brings_cells_by_itself(server: Google, book: str) -> None:
    fields = "sheets(properties(sheetId,title),data(rowData(values(userEnteredValue,note))))"
    answer = mask_of(server, book, fields, ranges="A1:B1")
    cells = [{"userEnteredValue": {"stringValue": text}} for text in ("a1", "b1")]
    assert answer == {
        "sheets": [
            {
                "properties": {"sheetId": 0, "title": "Sheet1"},
                "data": [{"rowData": [{"values": cells}]}],
            }
        ]
    }
    bad = server.call("GET", f"/v4/spreadsheets/{book}", params={"fields": "sheets.nothing"})
    assert bad.status_code == 400
    (violation,) = bad.json()["error"]["details"][0]["fieldViolations"]
    assert violation["field"] == "sheets.nothing"


def test_get_by_data_filter_reads_the_ranges_it_finds(server: Google, book: str) -> None:
    server.batch(book, mark("ROWS", 1, "second"))
    lookup = {"developerMetadataLookup": {"metadataKey": "second"}}
    answer = server.call(
        "POST",
        f"/v4/spreadsheets/{book}:getByDataFilter",
        params={"fields": "sheets.data(startRow,rowData.values.formattedValue)"},
        json={"dataFilters": [lookup]},
    ).json()
    (data,) = answer["sheets"][0]["data"]
    assert data["startRow"] == 1
    assert [c["formattedValue"] for c in data["rowData"][0]["values"]] == ["a2", "b2", "c2"]


def test_a_tab_is_renamed_hidden_frozen_resized_and_moved(server: Google, book: str) -> None:
    def update(fields: str, **properties: Any) -> Any:
        body = {"properties": {"sheetId": 0, **properties}, "fields": fields}
        return server.try_batch(book, {"updateSheetProperties": body})

    server.batch(book, {"addSheet": {"properties": {"sheetId": 1, "title": "Second"}}})
    grid = {"frozenRowCount": 1, "rowCount": 3, "columnCount": 2}
    answer = update(
        "title,gridProperties(frozenRowCount,rowCount,columnCount),index",
        title="Database",
        index=2,
        gridProperties=grid,
    )
    assert answer.status_code == 200, answer.text
    second, first = mask_of(server, book, "sheets.properties")["sheets"]
    assert second["properties"]["title"] == "Second"
    assert first["properties"]["title"] == "Database"
    assert first["properties"]["gridProperties"] == grid
    assert server.values(book, "Database") == [["a1", "b1"], ["a2", "b2"], ["a3", "b3"]]
    assert update("hidden", hidden=True).status_code == 200
    hide_last = {"properties": {"sheetId": 1, "hidden": True}, "fields": "hidden"}
    assert server.try_batch(book, {"updateSheetProperties": hide_last}).status_code == 400
    assert server.try_batch(book, {"deleteSheet": {"sheetId": 1}}).status_code == 400
    assert update("title", title="second").status_code == 400
    all_frozen = update("gridProperties.frozenRowCount", gridProperties={"frozenRowCount": 3})
    assert all_frozen.status_code == 400


def test_a_frozen_row_cannot_be_all_that_is_left(server: Google, book: str) -> None:
    freeze = {"properties": {"gridProperties": {"frozenRowCount": 1}}}
    server.batch(
        book, {"updateSheetProperties": freeze | {"fields": "gridProperties.frozenRowCount"}}
    )
    answer = server.try_batch(book, {"deleteDimension": {"range": span("ROWS", 1, 1000)}})
    assert "non-frozen rows" in answer.json()["error"]["message"]
    server.batch(book, {"deleteDimension": {"range": span("ROWS", 0, 1)}})
    grid = mask_of(server, book, "sheets.properties.gridProperties")["sheets"][0]["properties"]
    assert grid["gridProperties"] == {"rowCount": 999, "columnCount": 26}


def test_a_duplicated_tab_is_its_own(server: Google, book: str) -> None:
    where = {"startRowIndex": 0, "endRowIndex": 1}
    server.batch(
        book,
        {"setBasicFilter": {"filter": {"range": {"sheetId": 0, **where}}}},
        {"duplicateSheet": {"sourceSheetId": 0, "newSheetId": 77, "insertSheetIndex": 1}},
    )
    server.write(book, "'Copy of Sheet1'!A1", [["changed"]])
    assert server.values(book, "Sheet1!A1") == [["a1"]]
    fields = "sheets(properties(sheetId,title),basicFilter)"
    copy = mask_of(server, book, fields)["sheets"][1]
    assert copy["properties"] == {"sheetId": 77, "title": "Copy of Sheet1"}
    assert copy["basicFilter"]["range"] == {"sheetId": 77, **where}


def test_a_tab_is_copied_to_another_spreadsheet(server: Google, book: str) -> None:
    other = server.sheets.create("Other")
    body = {"destinationSpreadsheetId": other}
    path = f"/v4/spreadsheets/{book}/sheets/0:copyTo"
    answer = server.call("POST", path, json=body).json()
    assert answer["title"] == "Copy of Sheet1"
    assert server.values(other, "'Copy of Sheet1'!A1:C1") == [["a1", "b1", "c1"]]


def test_dropdowns_are_kept_and_do_not_bind_programs(server: Google, book: str) -> None:
    values = [{"userEnteredValue": text} for text in ("Yes", "No")]
    condition = {"type": "ONE_OF_LIST", "values": values}
    rule = {"condition": condition, "strict": True, "showCustomUi": True}
    where = {"sheetId": 0, "startColumnIndex": 1, "endColumnIndex": 2, "startRowIndex": 1}
    server.batch(book, {"setDataValidation": {"range": where, "rule": rule}})
    server.write(book, "B2", [["Maybe"]])
    assert server.cell(book, "B2", "formattedValue,dataValidation") == {
        "formattedValue": "Maybe",
        "dataValidation": rule,
    }
    assert server.cell(book, "B1", "dataValidation") == {}
    server.batch(book, {"setDataValidation": {"range": where}})
    assert server.cell(book, "B2", "dataValidation") == {}


def test_a_write_into_a_merge_is_lost_without_a_word(server: Google, book: str) -> None:
    place = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 2}
    server.batch(book, {"mergeCells": {"range": {"sheetId": 0, **place}}})
    done = server.write(book, "B1", [["lost"]])
    assert done["updatedCells"] == 1
    assert server.values(book, "A1:C1") == [["a1", "", "c1"]]
    assert mask_of(server, book, "sheets.merges")["sheets"] == [{"merges": [place]}]
    server.batch(book, {"unmergeCells": {"range": {"sheetId": 0, **place}}})
    server.write(book, "B1", [["kept"]])
    assert server.values(book, "B1") == [["kept"]]


def test_filters_protections_and_rules_are_kept(server: Google, book: str) -> None:
    where = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 3}
    red = {"format": {"textFormat": {"bold": True}}, "condition": {"type": "NOT_BLANK"}}
    view = {"title": "Mine", "range": where}
    answer = server.batch(
        book,
        {"addFilterView": {"filter": view}},
        {"addProtectedRange": {"protectedRange": {"range": where, "warningOnly": True}}},
        {"addConditionalFormatRule": {"rule": {"ranges": [where], "booleanRule": red}}},
        {"setBasicFilter": {"filter": {"range": where}}},
        {"autoResizeDimensions": {"dimensions": span("COLUMNS", 0, 2)}},
    )
    assert server.try_batch(book, {"addFilterView": {"filter": view}}).status_code == 400
    number = answer["replies"][1]["addProtectedRange"]["protectedRange"]["protectedRangeId"]
    fields = "sheets(filterViews,protectedRanges,conditionalFormats,basicFilter)"
    (sheet,) = mask_of(server, book, fields)["sheets"]
    assert sheet["filterViews"][0]["title"] == "Mine"
    assert sheet["protectedRanges"][0]["protectedRangeId"] == number
    assert sheet["conditionalFormats"][0]["booleanRule"] == red
    server.batch(
        book,
        {"deleteFilterView": {"filterId": sheet["filterViews"][0]["filterViewId"]}},
        {"deleteProtectedRange": {"protectedRangeId": number}},
        {"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}},
        {"clearBasicFilter": {"sheetId": 0}},
    )
    assert mask_of(server, book, fields)["sheets"] == [{}]


def test_the_spreadsheet_is_renamed(server: Google, book: str) -> None:
    update = {"properties": {"title": "Renamed"}, "fields": "title"}
    server.batch(book, {"updateSpreadsheetProperties": update})
    assert server.gspread("human").open_by_key(book).title == "Renamed"
    assert server.get(f"/drive/v3/files/{book}")["name"] == "Renamed"


def test_filters_protections_and_rules_are_changed(server: Google, book: str) -> None:
    where = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 3}
    rule = {"ranges": [where], "booleanRule": {"condition": {"type": "BLANK"}}}
    other = {"ranges": [where], "booleanRule": {"condition": {"type": "NOT_BLANK"}}}
    protected = {"protectedRangeId": 5, "range": where}
    answer = server.batch(
        book,
        {"addFilterView": {"filter": {"title": "One", "filterViewId": 3, "range": where}}},
        {"duplicateFilterView": {"filterId": 3}},
        {"updateFilterView": {"filter": {"filterViewId": 3, "title": "Two"}, "fields": "title"}},
        {"addProtectedRange": {"protectedRange": protected}},
        {
            "updateProtectedRange": {
                "protectedRange": {"protectedRangeId": 5, "description": "mine"},
                "fields": "description",
            }
        },
        {"addConditionalFormatRule": {"rule": rule}},
        {"updateConditionalFormatRule": {"index": 0, "rule": other}},
        {"addConditionalFormatRule": {"rule": rule}},
        {"updateConditionalFormatRule": {"index": 0, "newIndex": 1, "sheetId": 0}},
    )
    assert answer["replies"][1]["duplicateFilterView"]["filter"]["title"] == "Copy of One"
    fields = "sheets(filterViews.title,protectedRanges,conditionalFormats)"
    (sheet,) = mask_of(server, book, fields)["sheets"]
    assert [view["title"] for view in sheet["filterViews"]] == ["Two", "Copy of One"]
    assert sheet["protectedRanges"][0]["description"] == "mine"
    assert sheet["conditionalFormats"] == [other, rule]


@pytest.mark.parametrize(
    "request_",
    [
        {"deleteProtectedRange": {"protectedRangeId": 9}},
        {"deleteFilterView": {"filterId": 9}},
        {"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}},
        {"addConditionalFormatRule": {"rule": {"ranges": []}}},
        {"setDataValidation": {"range": {"sheetId": 0}, "rule": {"strict": True}}},
        {"addNamedRange": {"namedRange": {"name": "x y", "range": {"sheetId": 0}}}},
        {"updateNamedRange": {"namedRange": {"namedRangeId": "no"}, "fields": "name"}},
        {"insertDimension": {"range": {"sheetId": 0, "dimension": "ROWS"}}},
        {"insertDimension": {"range": span("ROWS", 0, 1), "inheritFromBefore": True}},
        {"insertDimension": {"range": span("ROWS", 1001, 1002)}},
        {"deleteDimension": {"range": span("ROWS", 999, 1001)}},
        {"deleteDimension": {"range": span("COLUMNS", 0, 26)}},
        {"moveDimension": {"source": span("ROWS", 0, 3), "destinationIndex": 2}},
        {"moveDimension": {"source": span("ROWS", 0, 3), "destinationIndex": 2000}},
        {"appendDimension": {"sheetId": 0, "dimension": "ROWS"}},
        {"addSheet": {"properties": {"gridProperties": {"rowCount": 0}}}},
        {"addSheet": {"properties": {"sheetId": -1}}},
        {"updateSheetProperties": {"properties": {"sheetId": 0, "title": ""}, "fields": "title"}},
        {"updateSpreadsheetProperties": {"properties": {}, "fields": "title"}},
        {"createDeveloperMetadata": {"developerMetadata": {"metadataKey": "k"}}},
        {"deleteDeveloperMetadata": {"dataFilter": {}}},
        {"sortRange": {"range": {"sheetId": 0}}},
        {"deleteRange": {"range": {"sheetId": 0}}},
        {"pasteData": {"coordinate": {"sheetId": 0}, "data": "x"}},
        {"updateCells": {"fields": "note"}},
    ],
)
def test_what_cannot_be_done_is_refused_by_its_name(
    server: Google, book: str, request_: dict[str, Any]
) -> None:
    before = server.sheets.grid(book)
    answer = server.try_batch(book, request_)
    assert answer.status_code == 400, answer.text
    (kind,) = request_
    assert answer.json()["error"]["message"].startswith(f"Invalid requests[0].{kind}: ")
    assert server.sheets.grid(book) == before


def test_metadata_is_found_by_where_it_is(server: Google, book: str) -> None:
    server.batch(book, mark("ROWS", 1, "row"), mark("COLUMNS", 1, "column"))

    def search(strategy: str, place: dict[str, Any]) -> list[str]:
        lookup = {"metadataLocation": place, "locationMatchingStrategy": strategy}
        found = server.call(
            "POST",
            f"/v4/spreadsheets/{book}/developerMetadata:search",
            json={"dataFilters": [{"developerMetadataLookup": lookup}]},
        ).json()
        matches = found.get("matchedDeveloperMetadata", [])
        return [match["developerMetadata"]["metadataKey"] for match in matches]

    row = {"dimensionRange": span("ROWS", 1, 2)}
    assert search("EXACT_LOCATION", row) == ["row"]
    assert search("INTERSECTING_LOCATION", row) == ["row", "column"]
    assert search("INTERSECTING_LOCATION", {"dimensionRange": span("ROWS", 2, 3)}) == ["column"]
    assert search("EXACT_LOCATION", {"spreadsheet": True}) == []


def test_a_person_makes_a_spreadsheet_with_tabs(server: Google) -> None:
    body = {
        "properties": {"title": "Made", "locale": "de_DE"},
        "sheets": [{"properties": {"title": "One"}}, {"properties": {"title": "Two"}}],
    }
    made = server.call("POST", "/v4/spreadsheets", json=body).json()
    assert made["properties"]["locale"] == "de_DE"
    assert [sheet["properties"]["title"] for sheet in made["sheets"]] == ["One", "Two"]
    count = len(server.sheets.summary())
    twice = {"sheets": [{"properties": {"title": "One"}}] * 2}
    assert server.call("POST", "/v4/spreadsheets", json=twice).status_code == 400
    assert len(server.sheets.summary()) == count


def test_metadata_and_ranges_go_with_their_tab(server: Google, book: str) -> None:
    named = {"name": "there", "range": {"sheetId": 6, "startRowIndex": 0, "endRowIndex": 1}}
    on_tab = {"metadataKey": "k", "visibility": "DOCUMENT", "location": {"sheetId": 6}}
    server.batch(
        book,
        {"addSheet": {"properties": {"sheetId": 6}}},
        {"addNamedRange": {"namedRange": named}},
        {"createDeveloperMetadata": {"developerMetadata": on_tab}},
        {"deleteSheet": {"sheetId": 6}},
    )
    assert mask_of(server, book, "namedRanges,sheets.developerMetadata") == {"sheets": [{}]}
