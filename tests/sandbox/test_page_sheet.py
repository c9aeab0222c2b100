"""What the stream says of spreadsheets: the changed cells and who changed them, or to read anew."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from google.auth.transport.requests import Request
from google.oauth2.service_account import Credentials

from tests.sandbox.page_stream import Watching, watching
from tests.sandbox.sheets_server import SCOPES
from tests.sandbox.slack_world import Json, World

CELL_FIELDS = {"userEnteredValue", "effectiveValue", "formattedValue", "effectiveFormat"}


class Sheet:
    """The sandbox's spreadsheet, as a person and as the service account."""

    def __init__(self, world: World) -> None:
        self.id = world.ready["sheet_id"]
        self._world = world
        self._address = f"{world.origin}/v4/spreadsheets/{self.id}"

    def call(self, method: str, path: str, body: Json, token: str = "human") -> Json:
        """A successful call of the API."""
        headers = {"Authorization": f"Bearer {token}"}
        query = {"valueInputOption": "USER_ENTERED"} if method == "PUT" else {}
        answer = requests.request(
            method, self._address + path, json=body, headers=headers, params=query, timeout=10
        )
        assert answer.status_code == 200, answer.text
        done: Json = answer.json()
        return done

    def type(self, where: str, *rows: list[Any]) -> None:
        """Type into cells as a person."""
        self.call("PUT", f"/values/{where}", {"values": list(rows)})

    def batch(self, *requests_: Json, token: str = "human") -> Json:
        """A batchUpdate."""
        return self.call("POST", ":batchUpdate", {"requests": list(requests_)}, token)

    def cell(self, row: int, column: int) -> Json:
        """A cell as the API gives it."""
        address = f"{self._address}?includeGridData=true"
        answer = requests.get(address, headers={"Authorization": "Bearer human"}, timeout=10)
        rows = answer.json()["sheets"][0]["data"][0]["rowData"]
        found: Json = rows[row]["values"][column]
        return found


@pytest.fixture
def sheet(slack: World) -> Sheet:
    """The sandbox's spreadsheet."""
    return Sheet(slack)


@pytest.fixture
def seen(slack: World) -> Iterator[Watching]:
    """The editor, who looks."""
    with watching(slack, slack.editor) as (editor,):
        yield editor


def bot_token(world: World) -> str:
    """A token of the service account."""
    file = world.ready["google_service_account"]
    credentials = Credentials.from_service_account_file(file, scopes=SCOPES)  # type: ignore[no-untyped-call]
    credentials.refresh(Request())
    return str(credentials.token)


def only(events: list[Json]) -> Json:
    (event,) = events
    return event


def places(event: Json) -> list[tuple[int, int]]:
    """The cells that an event is about."""
    return [(row, column) for row, column, _ in event["cells"]]


def test_exactly_the_changed_cells_are_told_as_the_api_gives_them(
    sheet: Sheet, seen: Watching
) -> None:
    sheet.type("A1", ["a", "b", "c"])
    seen.sheet_events()
    sheet.type("B1:C2", ["https://x.org", "c"], [7])
    event = only(seen.sheet_events())
    assert {k: v for k, v in event.items() if k not in ("cells", "version")} == {
        "id": sheet.id,
        "by": "human",
        "tab": 0,
    }
    assert event["cells"] == [[0, 1, sheet.cell(0, 1)], [1, 1, sheet.cell(1, 1)]]
    assert event["cells"][0][2]["hyperlink"] == "https://x.org"
    assert set(event["cells"][1][2]) >= CELL_FIELDS


def test_versions_grow(sheet: Sheet, seen: Watching) -> None:
    versions = []
    for text in "abc":
        sheet.type("A1", [text])
        versions.append(only(seen.sheet_events())["version"])
    assert versions == sorted(set(versions))


def test_it_is_told_whether_a_person_or_the_bot_wrote(
    slack: World, sheet: Sheet, seen: Watching
) -> None:
    token = bot_token(slack)
    value = {"userEnteredValue": {"stringValue": "by the bot"}}
    rows = [{"values": [value]}]
    cells = {"start": {"sheetId": 0}, "rows": rows, "fields": "userEnteredValue"}
    sheet.type("A1", ["by a person"])
    sheet.batch({"updateCells": cells}, token=token)
    sheet.type("A1", ["by a person"])
    told = [(event["by"], event["cells"][0][2]["formattedValue"]) for event in seen.sheet_events()]
    assert told == [
        ("human", "by a person"), ("bot", "by the bot"), ("human", "by a person"),
    ]  # fmt: skip


def test_a_cell_in_which_there_is_nothing_any_more_is_none(sheet: Sheet, seen: Watching) -> None:
    sheet.type("A1", ["a", "b"])
    seen.sheet_events()
    sheet.type("A1", [""])
    assert only(seen.sheet_events())["cells"] == [[0, 0, None]]


def test_what_is_written_again_as_it_was_is_no_change(sheet: Sheet, seen: Watching) -> None:
    sheet.type("A1", ["a"])
    seen.sheet_events()
    sheet.type("A1", ["a"])
    assert seen.sheet_events() == []


def test_formulas_that_come_to_something_else_are_told(sheet: Sheet, seen: Watching) -> None:
    formulas = ["1", "=A1*2", "=B1+1", '=HYPERLINK("https://x.org/A1","x")', "=1+1"]
    sheet.type("A1", formulas)
    seen.sheet_events()
    sheet.type("A1", ["5"])
    event = only(seen.sheet_events())
    assert places(event) == [(0, 0), (0, 1), (0, 2)]
    assert [cell["formattedValue"] for _, _, cell in event["cells"]] == ["5", "10", "11"]


def test_a_look_a_note_and_a_dropdown_are_changes_of_a_cell(sheet: Sheet, seen: Watching) -> None:
    where = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0}
    where["endColumnIndex"] = 1
    look = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    rule = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "x"}]}}
    for request, part in (
        ({"repeatCell": {"range": where, "cell": look, "fields": "*"}}, "userEnteredFormat"),
        ({"repeatCell": {"range": where, "cell": {"note": "n"}, "fields": "note"}}, "note"),
        ({"setDataValidation": {"range": where, "rule": rule}}, "dataValidation"),
    ):
        sheet.batch(request)
        ((row, column, cell),) = only(seen.sheet_events())["cells"]
        assert (row, column) == (0, 0)
        assert part in cell


ROWS = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
RANGE = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 3, "endColumnIndex": 2}


@pytest.mark.parametrize(
    "request_",
    [
        {"insertDimension": {"range": ROWS}},
        {"deleteDimension": {"range": ROWS}},
        {"moveDimension": {"source": ROWS, "destinationIndex": 3}},
        {"appendDimension": {"sheetId": 0, "dimension": "COLUMNS", "length": 1}},
        {
            "updateDimensionProperties": {
                "range": ROWS, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser",
            }
        },
        {
            "updateDimensionProperties": {
                "range": ROWS, "properties": {"pixelSize": 50}, "fields": "pixelSize",
            }
        },
        {"sortRange": {"range": RANGE, "sortSpecs": [{"sortOrder": "DESCENDING"}]}},
        {"setBasicFilter": {"filter": {"range": RANGE}}},
        {"mergeCells": {"range": RANGE, "mergeType": "MERGE_ALL"}},
        {
            "updateSheetProperties": {
                "properties": {"sheetId": 0, "gridProperties": {"frozenRowCount": 1}},
                "fields": "gridProperties.frozenRowCount",
            }
        },
        {
            "updateSheetProperties": {
                "properties": {"sheetId": 0, "title": "Renamed"}, "fields": "title",
            }
        },
    ],
    ids=lambda request: next(iter(request)),
)  # fmt: skip
def test_a_tab_whose_structure_has_changed_is_to_be_read_again(
    sheet: Sheet, seen: Watching, request_: Json
) -> None:
    sheet.batch({"addSheet": {"properties": {"title": "Other"}}})
    sheet.type("A1", ["a", "1"], ["b", "2"], ["c", "3"])
    seen.sheet_events()
    sheet.batch(request_)
    event = only(seen.sheet_events())
    assert event["reload"] is True
    assert event["tab"] == 0
    assert "cells" not in event


@pytest.mark.parametrize(
    ("request_", "moves"),
    [
        (
            {
                "insertDimension": {
                    "range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
                }
            },
            True,
        ),
        ({"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 1}}, False),
    ],
)
def test_it_is_told_whether_rows_may_stand_elsewhere(
    sheet: Sheet, seen: Watching, request_: Json, moves: bool
) -> None:
    sheet.batch(request_)
    assert only(seen.sheet_events()).get("moved", False) is moves


def test_the_whole_spreadsheet_is_to_be_read_again_when_its_tabs_are_others(
    sheet: Sheet, seen: Watching
) -> None:
    added = sheet.batch({"addSheet": {"properties": {"title": "Other"}}})
    tab = added["replies"][0]["addSheet"]["properties"]["sheetId"]
    events = seen.sheets_so_far()
    (event,) = [each.data for each in events if each.name == "sheet"]
    assert event["reload"] is True
    assert "tab" not in event
    change, *_ = [each.data for each in events if "spreadsheets" in each.data]
    assert [each["title"] for each in change["spreadsheets"][0]["tabs"]] == ["Sheet1", "Other"]
    sheet.batch({"deleteSheet": {"sheetId": tab}})
    assert only(seen.sheet_events())["reload"] is True


def test_what_nobody_sees_is_not_told(sheet: Sheet, seen: Watching) -> None:
    named = {"name": "range", "range": {**RANGE, "startColumnIndex": 0}}
    sheet.batch({"addNamedRange": {"namedRange": named}})
    assert seen.sheet_events() == []


def test_a_refused_batch_is_no_change(slack: World, sheet: Sheet, seen: Watching) -> None:
    body = {"requests": [{"deleteSheet": {"sheetId": 99}}]}
    headers = {"Authorization": "Bearer human"}
    address = f"{slack.origin}/v4/spreadsheets/{sheet.id}:batchUpdate"
    assert requests.post(address, json=body, headers=headers, timeout=5).status_code == 400
    assert seen.sheet_events() == []


def test_very_many_cells_are_rather_read_again(sheet: Sheet, seen: Watching) -> None:
    everywhere = {**RANGE, "endRowIndex": 1000, "endColumnIndex": 26}
    cell = {"userEnteredValue": {"stringValue": "x"}}
    sheet.batch({"repeatCell": {"range": everywhere, "cell": cell, "fields": "*"}})
    assert only(seen.sheet_events())["reload"] is True


def test_everybody_who_looks_is_told(slack: World, sheet: Sheet) -> None:
    with watching(slack, slack.person("Zach"), slack.person("Dana")) as both:
        sheet.type("A1", ["a"])
        assert [places(only(each.sheet_events())) for each in both] == [[(0, 0)], [(0, 0)]]
