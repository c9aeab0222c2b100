"""One paper ↔ the cells of its row, each as text (see ``cells``).

Reading never fails: what a cell cannot mean is told in a sentence beside the rest.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.desk.sheet_changes import Edit
from bot.newsroom.credits import Uncreditable, read_cells, usual_heading, write_cells
from bot.newsroom.links import is_web_link
from bot.newsroom.papers import Opinion, Paper, Status
from bot.sheet import columns
from bot.sheet.cells import date_text, parse_date
from bot.sheet.markup import link, whole_link

log = logging.getLogger(__name__)

_TEXTS = {
    columns.CATEGORY: "category",
    columns.AUTHORS: "authors",
    columns.VENUE: "venue",
    columns.YEAR: "year",
    columns.HAT_TIP: "hat_tip",
    columns.EMAIL: "issue",
    columns.SUMMARY: "summary",
    columns.PREREQUISITES: "prerequisites",
    columns.READ_MORE: "read_more",
    columns.NOTES: "notes",
}
"""Columns whose cells are a field of the paper as it is."""

CREDITS = frozenset({columns.SUMMARIZER, columns.OPINION})
"""Columns whose cells are read together: who wrote what."""

_HIGHLIGHT = "Highlight"
_NOT_HIGHLIGHT = frozenset({"", "no", "n", "false", "0", "-"})
_STATUSES = {status.value.casefold(): status for status in Status}


def cells_of(
    paper: Paper, zone: ZoneInfo, standing: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the cells of a paper's row that say anything, ``Due`` in the newsroom's zone.

    ``standing`` are the cells as both sides last agreed on them. Where one of them says what the
    paper says, only in another spelling, it is kept: what people wrote is not respelled.
    """
    was = standing or {}
    cells = {column: getattr(paper, field) for column, field in _TEXTS.items()}
    cells[columns.TITLE] = _title_cell(paper)
    cells[columns.HIGHLIGHT] = _HIGHLIGHT if paper.highlight else ""
    cells[columns.STATUS] = paper.status.value
    cells[columns.DUE] = date_text(paper.due.astimezone(zone)) if paper.due else ""
    cells[columns.ID] = paper.id
    for column in (columns.TITLE, columns.HIGHLIGHT, columns.DUE):
        before = was.get(column)
        if before is not None and before != cells[column] and _says(column, before, paper, zone):
            cells[column] = before
    cells[columns.SUMMARIZER], cells[columns.OPINION] = _credit_cells(paper, was)
    return {column: text for column, text in cells.items() if text}


def read_edit(changed: Mapping[str, str], row: Mapping[str, str], zone: ZoneInfo) -> Edit:
    """Return what an editor's changed cells mean.

    ``row`` holds all cells as they would stand with the changes, since the two that credit people
    are read together.
    """
    fields: dict[str, Any] = {
        field: changed[column] for column, field in _TEXTS.items() if column in changed
    }
    problems: dict[str, str] = {}
    edit: dict[str, Any] = {}
    if columns.TITLE in changed:
        fields["title"], fields["url"] = _read_title(changed[columns.TITLE])
    if columns.HIGHLIGHT in changed:
        fields["highlight"] = _is_highlight(changed[columns.HIGHLIGHT])
    if any(column in changed for column in CREDITS):
        edit["credits"] = read_cells(row.get(columns.SUMMARIZER, ""), row.get(columns.OPINION, ""))
    status = changed.get(columns.STATUS, "").strip()
    if status:
        edit["status"] = _STATUSES.get(status.casefold())
        if edit["status"] is None:
            known = ", ".join(one.value for one in Status)
            problems[columns.STATUS] = f"“{status}” is no status. There are {known}."
    elif columns.STATUS in changed:
        problems[columns.STATUS] = "a paper always has a status."
    due = changed.get(columns.DUE)
    if due is not None:
        moment = _read_due(due, zone)
        if moment is None and due.strip():
            problems[columns.DUE] = f"“{due}” is no date that I can read. Write 2026-05-05 18:00."
        else:
            fields["due"] = moment
    return Edit(fields=fields, problems=problems, **edit)


def _title_cell(paper: Paper) -> str:
    if not paper.url:
        return paper.title
    return link(paper.title or paper.url, paper.url)


def _read_title(text: str) -> tuple[str, str]:
    whole = whole_link(text)
    return (whole.text, whole.url) if whole else (text, "")


def _is_highlight(text: str) -> bool:
    return text.strip().casefold() not in _NOT_HIGHLIGHT


def _read_due(text: str, zone: ZoneInfo) -> datetime | None:
    moment = parse_date(text)
    return moment.replace(tzinfo=zone).astimezone(UTC) if moment else None


def _says(column: str, text: str, paper: Paper, zone: ZoneInfo) -> bool:
    match column:
        case columns.TITLE:
            title, url = _read_title(text)
            return title == paper.title and (url == paper.url or not is_web_link(paper.url))
        case columns.HIGHLIGHT:
            return _is_highlight(text) == paper.highlight
        case columns.STATUS:
            return _STATUSES.get(text.strip().casefold()) is paper.status
        case _:
            if paper.due is None:
                return not text.strip()
            # Seconds do not show in a cell.
            return _read_due(text, zone) == paper.due.replace(second=0, microsecond=0)


def _opinions(paper: Paper) -> tuple[Opinion, ...]:
    """Return the opinions as they are to be written.

    A paper that is free shall look free: the first opinion on it says itself whose it is.
    """
    if paper.summarizer.strip() or not paper.opinions or paper.opinions[0].heading:
        return paper.opinions
    first, *others = paper.opinions
    return (replace(first, heading=usual_heading(first.author)), *others)


def _credit_cells(paper: Paper, was: Mapping[str, str]) -> tuple[str, str]:
    before = was.get(columns.SUMMARIZER, ""), was.get(columns.OPINION, "")
    try:
        cells = write_cells(paper.summarizer, _opinions(paper))
    except Uncreditable:
        # The desk lets nothing of the kind in; if it is there all the same, no cell is spoiled.
        log.exception("cannot credit paper=%s", paper.id)
        return before
    if cells != before and was and tuple(read_cells(*before)) == (paper.summarizer, paper.opinions):
        return before
    return cells
