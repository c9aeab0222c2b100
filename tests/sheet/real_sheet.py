"""The real newsletter's public sheet, as Google holds it: texts, numbers and links."""

import csv
from typing import Any

from bot.sheet.columns import PUBLIC, YEAR
from tests.sandbox.sheets_server import Google
from tests.shared_data import shared

_FIELDS = "userEnteredValue,userEnteredFormat.textFormat.link"


def real_rows() -> list[dict[str, str]]:
    """Each row as ``{column: text}``, with the link behind a cell under ``Title URL`` and so on."""
    path = shared("newsletter/database-2022-04.csv")
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def put_rows(google: Google, book: str, rows: list[dict[str, str]], tab: int = 0) -> None:
    """Fill a tab with the thirteen columns, as a person would have them."""
    titles = [{"userEnteredValue": {"stringValue": column}} for column in PUBLIC]
    lines = [{"values": titles}, *({"values": [_cell(row, c) for c in PUBLIC]} for row in rows)]
    size = {"sheetId": tab, "dimension": "ROWS", "length": len(rows)}
    start = {"sheetId": tab, "rowIndex": 0, "columnIndex": 0}
    google.batch(
        book,
        {"appendDimension": size},
        {"updateCells": {"start": start, "rows": lines, "fields": _FIELDS}},
    )


def _cell(row: dict[str, str], column: str) -> dict[str, Any]:
    text = row[column]
    if not text:
        return {}
    if column == YEAR:
        return {"userEnteredValue": {"numberValue": float(text)}}
    cell: dict[str, Any] = {"userEnteredValue": {"stringValue": text}}
    uri = row.get(f"{column} URL")
    if uri:
        cell["userEnteredFormat"] = {"textFormat": {"link": {"uri": uri}}}
    return cell
