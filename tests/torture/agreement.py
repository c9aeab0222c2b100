"""Whether the sheet and the database say the same, as somebody sees it who compares the two."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.torture.archive import Archive, moment
from tests.torture.ledger import Ledger, plain
from tests.torture.looking import NAMES, Cell, Look, Row

Json = dict[str, Any]

_FIELDS = {
    "Category": "category",
    "Authors": "authors",
    "Venue": "venue",
    "Year": "year",
    "H/T": "hat_tip",
    "Email": "issue",
    "Summary": "summary",
    "Prerequisites": "prerequisites",
    "Read more": "read_more",
    "Notes": "notes",
}
_LINK = re.compile(r"\[((?:\\.|[^\\\[\]]|\[[^\[\]]*\])+)\]\((https?://[^\s()]+)\)")
_WEB = re.compile(r"https?://[^\s()\[\]]+")
_ESCAPED = re.compile(r"\\([\\\[\]])")
_HEADING = re.compile(r"\*\*([^*\n]+)'s opinion:\*\* ?")
_WHOLE = re.compile(r"(-?[0-9]+)\.0+")
_NO = ("", "no", "n", "false", "0", "-")


def disagreements(look: Look, archive: Archive, zone: ZoneInfo) -> list[str]:
    """Say in what the two differ."""
    tab = look.papers
    problems = [
        f"the column {name} stands {tab.names.count(name)} times"
        for name in NAMES
        if tab.names.count(name) != 1
    ]
    counts = Counter(row.id for row in tab.papers)
    problems += [f"{one} stands in {count} rows" for one, count in counts.items() if count > 1]
    problems += [f"{one} is no paper" for one in counts if one not in archive.papers]
    problems += [
        f"row {row.number} has a title and no ID" for row in tab.rows if row.title and not row.id
    ]
    problems += [
        f"{one} has no row"
        for one, paper in archive.papers.items()
        if one not in counts and paper["status"] != "Dropped"
    ]
    for row in tab.papers:
        if row.id in archive.papers:
            problems += [f"{row.id}: {one}" for one in _cells(row, archive.papers[row.id], zone)]
    return problems


def strangers(look: Look, archive: Archive, ledger: Ledger) -> list[str]:
    """Say in which rows something stands that is not of their paper."""
    problems = []
    for row in look.papers.papers:
        found = set(row.tokens)
        if row.id in archive.papers:
            found.update(archive.tokens_of(row.id))
        if not ledger.belong_together(found):
            groups = {token: sorted(ledger.groups.get(token, ())) for token in sorted(found)}
            problems.append(f"row {row.number}, {row.id}, holds texts of several papers: {groups}")
    return problems


def _cells(row: Row, paper: Json, zone: ZoneInfo) -> Iterator[str]:
    if not _is_said(row["Title"], paper["title"] or paper["url"]):
        yield f"the title is {row['Title'].text!r} and {paper['title']!r}"
    here = row["Title"].addresses
    there = ({paper["url"]} if paper["url"] else set()) | _addresses(paper["title"])
    if here != there:
        yield f"the title leads to {here} in the sheet and to {there} in the database"
    for name, field in _FIELDS.items():
        if not _is_said(row[name], paper[field]):
            yield f"{name} is {row[name].text!r} in the sheet and {paper[field]!r} in the database"
        here, there = row[name].addresses, _addresses(paper[field])
        if here != there and name not in ("Category", "Year"):
            yield f"{name} leads to {here} in the sheet and to {there} in the database"
    if row["Status"].text.strip().casefold() != paper["status"].casefold():
        yield f"the status is {row['Status'].text!r} and {paper['status']!r}"
    if (row["Highlight?"].text.strip().casefold() not in _NO) != bool(paper["highlight"]):
        yield f"the highlight is {row['Highlight?'].text!r} and {paper['highlight']!r}"
    if _due(row) != _minute(paper["due"], zone):
        yield f"due is {row['Due'].text!r} and {paper['due']!r}"
    yield from _credits(row, paper)


def _credits(row: Row, paper: Json) -> Iterator[str]:
    summarizer, slash, second = row["Summarizer"].text.partition("/")
    if _squeezed(summarizer) != _squeezed(paper["summarizer"]):
        yield f"the summarizer is {summarizer!r} and {paper['summarizer']!r}"
    text = row["My opinion"].text
    parts = _HEADING.split(text)
    first = second if slash else summarizer
    seen = [(first, parts[0])] if parts[0].strip() or slash else []
    seen += list(zip(parts[1::2], parts[2::2], strict=True))
    kept = [
        (one["author"], _HEADING.sub("", one["heading"]) + one["text"]) for one in paper["opinions"]
    ]
    here = [(_squeezed(who), _shown(what)) for who, what in seen]
    there = [(_squeezed(who), _shown(what)) for who, what in kept]
    if here != there:
        yield f"the opinions are {here!r} in the sheet and {there!r} in the database"


def _is_said(cell: Cell, text: str) -> bool:
    """Whether a person reads in a cell what a text says, its links apart."""
    return _shown(cell.text) == _shown(text) or plain(cell.text) in (plain(text), _shown(text))


def _shown(text: str) -> str:
    """What a person reads where links are links."""
    shown = _LINK.sub(lambda found: _ESCAPED.sub(r"\1", found[1]), text)
    shown = plain(shown)
    whole = _WHOLE.fullmatch(shown)
    return whole[1] if whole else shown


def _addresses(text: str) -> set[str]:
    return set(_WEB.findall(text))


def _due(row: Row) -> datetime | None:
    cell = row["Due"]
    if cell.moment is not None:
        found = cell.moment
        is_day = cell.number == int(cell.number or 0)
        return found.replace(hour=23, minute=59) if is_day else found
    text = plain(cell.text)
    if not text:
        return None
    found = datetime.fromisoformat(text)
    return found if len(text) > 10 else found.replace(hour=23, minute=59)


def _minute(value: Any, zone: ZoneInfo) -> datetime | None:
    found = moment(value)
    if found is None:
        return None
    return found.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
