"""Setting an empty sheet up, and adding the bot's columns to one that people have."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.newsroom.papers import Status
from bot.sheet.cells import DATE_FORMAT
from bot.sheet.columns import (
    ADDED,
    CATEGORY,
    DUE,
    HIGHLIGHT,
    ID,
    MARKDOWN,
    NOTES,
    STATUS,
    Header,
)
from bot.sheet.reading import MARK, Sheet
from bot.sheet.tabs import TAB
from bot.sheet.unusual import UnusualSheet, check_header

_WIDE = 320
_FEWEST_ROWS = 2
"""Google freezes the header only if another row is left."""

_BROAD = MARKDOWN - {"Venue", "H/T", "Email"}

Json = dict[str, Any]


def full_header(header: Header) -> Header:
    """Return where the columns will stand once those that are missing have been added."""
    at = dict(header.at)
    for offset, column in enumerate(header.missing):
        at[column] = header.width + offset
    return Header(
        at=at, missing=(), doubled=header.doubled, width=header.width + len(header.missing)
    )


def setup_requests(sheet: Sheet, categories: Sequence[str]) -> list[Json]:
    """Return the requests that give a sheet the columns it lacks, and the tab its name.

    What stands there already is left as it is, looks included; an empty sheet gets them all.
    """
    header = full_header(sheet.header)
    new = sheet.header.missing
    requests: list[Json] = []
    if sheet.tab.title != TAB:
        properties = {"sheetId": sheet.tab.id, "title": TAB}
        requests.append({"updateSheetProperties": {"properties": properties, "fields": "title"}})
    sizes = {"COLUMNS": header.width - sheet.tab.columns, "ROWS": _FEWEST_ROWS - sheet.tab.rows}
    for dimension, length in sizes.items():
        if length > 0:
            more = {"sheetId": sheet.tab.id, "dimension": dimension, "length": length}
            requests.append({"appendDimension": more})
    if not new:
        return requests
    requests.append(_titles(sheet, new))
    if sheet.header.is_empty:
        requests.append(_frozen(sheet.tab.id))
    requests += _looks(sheet.tab.id, header.at, new, categories)
    return requests


def header_requests(sheet: Sheet) -> list[Json]:
    """Return the requests that write the header of columns of ours that somebody has emptied."""
    requests = []
    for column, at in sheet.header.at.items():
        if not (at < len(sheet.titles) and sheet.titles[at].strip()):
            start = {"sheetId": sheet.tab.id, "rowIndex": 0, "columnIndex": at}
            rows = [{"values": [{"userEnteredValue": {"stringValue": column}}]}]
            update = {"start": start, "rows": rows, "fields": "userEnteredValue"}
            requests.append({"updateCells": update})
    return requests


def mark_requests(sheet: Sheet, header: Header) -> list[Json]:
    """Return the requests that mark our columns, so that they are found under another header.

    The mark is developer metadata, which moves with its column and which people do not see.
    """
    requests: list[Json] = []
    for column, at in header.at.items():
        if sheet.marks.get(at) == column:
            continue
        if column in sheet.marks.values():
            lookup = {"metadataKey": MARK, "metadataValue": column}
            found = {"dataFilter": {"developerMetadataLookup": lookup}}
            requests.append({"deleteDeveloperMetadata": found})
        place = {"sheetId": sheet.tab.id, "dimension": "COLUMNS"}
        metadata = {
            "metadataKey": MARK,
            "metadataValue": column,
            "location": {"dimensionRange": {**place, "startIndex": at, "endIndex": at + 1}},
            "visibility": "DOCUMENT",
        }
        requests.append({"createDeveloperMetadata": {"developerMetadata": metadata}})
    return requests


def _titles(sheet: Sheet, new: Sequence[str]) -> Json:
    bold = {"textFormat": {"bold": True}} if sheet.header.is_empty else {}
    titles = [
        {"userEnteredValue": {"stringValue": column}, "userEnteredFormat": bold} for column in new
    ]
    start = {"sheetId": sheet.tab.id, "rowIndex": 0, "columnIndex": sheet.header.width}
    fields = "userEnteredValue,userEnteredFormat.textFormat.bold"
    return {"updateCells": {"start": start, "rows": [{"values": titles}], "fields": fields}}


def _frozen(tab: int) -> Json:
    properties = {"sheetId": tab, "gridProperties": {"frozenRowCount": 1}}
    fields = "gridProperties.frozenRowCount"
    return {"updateSheetProperties": {"properties": properties, "fields": fields}}


def _looks(
    tab: int, at: Mapping[str, int], new: Sequence[str], categories: Sequence[str]
) -> list[Json]:
    requests: list[Json] = []
    choices = {
        CATEGORY: (categories, False),
        HIGHLIGHT: (["Highlight"], True),
        STATUS: ([status.value for status in Status], True),
    }
    for column in new:
        below = {**_column(tab, at[column]), "startRowIndex": 1}
        requests.append(_format(below, {"wrapStrategy": "WRAP", "verticalAlignment": "TOP"}))
        if column in choices:
            requests.append(_dropdown(below, *choices[column]))
        if column == DUE:
            requests.append(_format(below, {"numberFormat": DATE_FORMAT}))
        if column in _BROAD or column == NOTES:
            requests.append(_dimension(tab, at[column], {"pixelSize": _WIDE}))
    if ID in new:
        requests.append(_dimension(tab, at[ID], {"hiddenByUser": True}))
    return requests


def _column(tab: int, at: int) -> Json:
    return {"sheetId": tab, "startColumnIndex": at, "endColumnIndex": at + 1}


def _format(place: Json, look: Json) -> Json:
    fields = ",".join(f"userEnteredFormat.{name}" for name in look)
    return {"repeatCell": {"range": place, "cell": {"userEnteredFormat": look}, "fields": fields}}


def _dropdown(place: Json, choices: Sequence[str], strict: bool) -> Json:
    values = [{"userEnteredValue": choice} for choice in choices]
    rule = {
        "condition": {"type": "ONE_OF_LIST", "values": values},
        "strict": strict,
        "showCustomUi": True,
    }
    return {"setDataValidation": {"range": place, "rule": rule}}


def _dimension(tab: int, at: int, properties: Json) -> Json:
    place = {"sheetId": tab, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    fields = ",".join(properties)
    body = {"range": place, "properties": properties, "fields": fields}
    return {"updateDimensionProperties": body}


def check(sheet: Sheet) -> None:
    """Raise UnusualSheet unless a sheet is empty or has all that a newsletter's sheet has."""
    if sheet.header.is_empty and sheet.height:
        raise UnusualSheet(
            "The first row of the sheet is empty and there is something below it. Put the header"
            " into the first row, or give me an empty sheet; then I go on by myself."
        )
    if not sheet.header.is_empty:
        missing = tuple(column for column in sheet.header.missing if column not in ADDED)
        check_header(replace(sheet.header, missing=missing), sheet.header_row)
