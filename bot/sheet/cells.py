"""One cell: what Google says about it ↔ its text in our Markdown.

Dates are true dates in the newsroom's time zone, shown as ``2026-05-05 18:00``: Google turns a
date that a person types into one anyway, and true dates can be sorted and picked from a calendar.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from bot.newsroom.links import is_web_link
from bot.sheet import columns
from bot.sheet.markup import Piece, link, markdown, pieces, whole_link

READ = (
    "formattedValue,hyperlink,effectiveValue.numberValue,textFormatRuns(startIndex,format.link.uri)"
)
"""What is asked for of each cell. The number is exact where the text depends on a format."""

DATE_FORMAT = {"type": "DATE_TIME", "pattern": "yyyy-mm-dd hh:mm"}
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  a wall clock's time, as in the sheet
_YEAR = re.compile(r"[0-9]{4}")
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d))?", re.ASCII)
_IDLE_ZEROS = re.compile(r"(-?[0-9]+)\.0+")
_SPACES = str.maketrans({"\xa0": " ", "\u202f": " ", "\u2007": " "})
_LOOSE_LABEL = re.compile(r"\s\]\(")
_LINE_END = re.compile(r"[ \t]*(?:\r\n|\r|\n)")

Json = dict[str, Any]


class Cell(NamedTuple):
    """A cell's text, and whether people see a link in it that its text does not spell out."""

    text: str
    is_linked: bool = False


@dataclass(frozen=True)
class Written:
    """What has to be sent to Google for a cell to show a text.

    ``data`` is CellData and ``fields`` its mask. ``runs``, where there are any, must be sent after
    it under a mask of their own: Google loses a cell's link that is sent together with runs.
    """

    data: Json
    fields: str
    runs: tuple[Json, ...] = ()


def read(column: str, data: Mapping[str, Any]) -> Cell:
    """Return what a cell says. Numbers and truth values are the text that they show."""
    text = str(data.get("formattedValue", ""))
    number = data.get("effectiveValue", {}).get("numberValue")
    if number is not None:
        text = _number(column, number, text)
    if column not in columns.MARKDOWN or not text:
        return Cell(text)
    uri = data.get("hyperlink")
    if uri:
        return Cell(link(text, uri), uri != text) if is_web_link(uri) else Cell(text)
    runs = data.get("textFormatRuns")
    if not runs:
        return Cell(text)
    parts = _parts(text, runs)
    return Cell(markdown(parts), any(part.url for part in parts))


def write(column: str, text: str, *, is_linked: bool = False) -> Written:
    """Return what makes a cell show a text. Text is written as text, never as a formula.

    ``is_linked`` says that the cell holds links now, so that those of the new text are made links
    as well and not left as Markdown.
    """
    if column == columns.DUE and _DATE.fullmatch(text):
        return _date(text)
    if column == columns.YEAR and _YEAR.fullmatch(text):
        return Written({"userEnteredValue": {"numberValue": int(text)}}, "userEnteredValue")
    if column not in columns.MARKDOWN:
        return Written(_value(text), "userEnteredValue")
    fields = "userEnteredValue,userEnteredFormat.textFormat.link"
    whole = whole_link(text) if is_linked or column in columns.LINKED else None
    if whole is not None:
        form = {"textFormat": {"link": {"uri": whole.url}}}
        return Written(_value(whole.text) | {"userEnteredFormat": form}, fields)
    parts = pieces(text) if is_linked else [Piece(text)]
    # A link that the cell has as a whole would outlive the new value unless its field is listed.
    return Written(_value("".join(part.text for part in parts)), fields, _runs(parts))


def same(one: str, other: str) -> bool:
    """Tell whether two texts of a cell say the same; spaces nobody sees do not count."""
    if one == other:
        return True
    return not (_is_plain(one) and _is_plain(other)) and normal(one) == normal(other)


def _is_plain(text: str) -> bool:
    """Tell quickly of most texts that ``normal`` leaves them as they are."""
    return not (
        text[:1].isspace()
        or text[-1:].isspace()
        or text.endswith(".0")
        or (text.endswith("00") and "." in text)
        or "\xa0" in text
        or "\u202f" in text
        or "\u2007" in text
        or "\r" in text
        or " \n" in text
        or "\t\n" in text
        or (text[:1] == "[" and (text[1:2].isspace() or _LOOSE_LABEL.search(text)))
    )


def normal(text: str) -> str:
    """Return a text as it is compared: without the spaces and line ends that nobody sees."""
    text = _LINE_END.sub("\n", text.translate(_SPACES)).strip()
    number = _IDLE_ZEROS.fullmatch(text)
    if number:
        return number[1]
    whole = whole_link(text) if text[:1] == "[" else None
    return link(whole.text.strip(), whole.url) if whole else text


def date_text(moment: datetime) -> str:
    """Return a moment of the newsroom's zone as a cell shows it, to the minute."""
    return moment.strftime("%Y-%m-%d %H:%M")


def parse_date(text: str) -> datetime | None:
    """Read a date as a cell shows it, without a zone; a day alone lasts until its last minute.

    Returns None for what is no date.
    """
    found = _DATE.fullmatch(text.translate(_SPACES).strip())
    if found is None:
        return None
    try:
        return datetime.fromisoformat(f"{found[1]} {found[2] or '23:59'}")
    except ValueError:
        return None


def _number(column: str, number: float, shown: str) -> str:
    if column == columns.YEAR and number == int(number):
        return str(int(number))
    if column == columns.DUE:
        try:
            moment = _DAY_ZERO + timedelta(minutes=round(number * 1440))
        except OverflowError:
            return shown
        return f"{moment:%Y-%m-%d}" if number == int(number) else date_text(moment)
    return shown


def _date(text: str) -> Written:
    moment = parse_date(text)
    if moment is None:
        return Written(_value(text), "userEnteredValue")
    days = (moment - _DAY_ZERO) / timedelta(days=1)
    form = {"numberFormat": DATE_FORMAT}
    return Written(
        {"userEnteredValue": {"numberValue": days}, "userEnteredFormat": form},
        "userEnteredValue,userEnteredFormat.numberFormat",
    )


def _value(text: str) -> Json:
    return {"userEnteredValue": {"stringValue": text}} if text else {}


def _parts(text: str, runs: list[Json]) -> list[Piece]:
    """Take a text apart at its runs, whose places count UTF-16 units."""
    units = text.encode("utf-16-le")
    starts = [run.get("startIndex", 0) * 2 for run in runs]
    ends = [*starts[1:], len(units)]
    parts = [Piece(units[: starts[0]].decode("utf-16-le"))]
    for run, start, end in zip(runs, starts, ends, strict=True):
        uri = run.get("format", {}).get("link", {}).get("uri", "")
        stretch = units[start:end].decode("utf-16-le", errors="replace")
        parts.append(Piece(stretch, uri if is_web_link(uri) else ""))
    return parts


def _runs(parts: list[Piece]) -> tuple[Json, ...]:
    if not any(part.url for part in parts):
        return ()
    runs, at = [], 0
    for part in parts:
        form = {"link": {"uri": part.url}} if part.url else {}
        runs.append({"startIndex": at, "format": form})
        at += len(part.text.encode("utf-16-le")) // 2
    return tuple(runs)
