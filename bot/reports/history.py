"""A paper's history as ``newsletter-bot history`` prints it: who, when, from where, old and new."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.desk.remembering import Event
from bot.newsroom.papers import Paper
from bot.reports.terminal_text import printable

_DONE = {
    "propose": "proposed it",
    "claim": "claimed it",
    "release": "released it",
    "submit": "submitted the summary",
    "opinion": "gave an opinion",
    "edit": "edited it",
    "status": "moved it on",
    "drop": "dropped it",
    "restore": "brought it back",
    "bring back": "brought back the version that had lost",
    "type": "typed its row",
    "adopt": "had its row already when the sheet was taken over",
    "put back": "wrote what the rules do not allow, and it was put back",
    "overwrite": "wrote to the sheet in the moment in which somebody did",
    "conflict": "wrote at the same time as somebody else, and the other version stands",
    "leave": "saw both versions and left it as it stands",
}
"""What is said of an action; any other one stands there by its name."""

_SOURCES = {
    "sheet": "An editor, in the sheet",
    "slack": "Somebody in Slack",
    "sync": "The bot",
}
_KEPT = {
    "put back": ("wrote", "stays"),
    "overwrite": ("met", "wrote"),
    "conflict": ("lost", "stands"),
    "leave": ("lost", "stands"),
}
"""Actions that only keep a text: how it is called, and the one that stands in its place."""
_NAMES = {"hat_tip": "H/T", "issue": "Email", "url": "Link", "claimed_at": "Claimed"}
_NOTHING = "–"
_SHORT = 60
"""Texts up to this length stand beside each other, longer ones below."""


def history_report(paper: Paper, events: Sequence[Event], zone: ZoneInfo) -> RenderableType:
    """Return all that has happened to a paper, oldest first, with every text in full."""
    head = Text(f"{paper.id}  {printable(paper.title or paper.url)}", style="bold")
    stand = Text(f"{paper.status.value} · {_count(len(events))}, times in {zone.key}")
    parts: list[RenderableType] = [head, stand]
    for event in events:
        parts += ["", _line(event, zone)]
        parts += [Padding(change, (0, 0, 0, 4)) for change in _changes(event, zone)]
    return Group(*parts)


def _count(number: int) -> str:
    return "1 change" if number == 1 else f"{number} changes"


def _line(event: Event, zone: ZoneInfo) -> Text:
    who = event.who or _SOURCES.get(event.source, event.source)
    where = f", in the {event.source}" if event.who and event.source == "sheet" else ""
    done = _DONE.get(event.action, event.action)
    when = f"{event.at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
    return Text.assemble((when, "dim"), "  ", (printable(who) + where, "bold"), f" {done}")


def _changes(event: Event, zone: ZoneInfo) -> Iterator[RenderableType]:
    beside = Table.grid(padding=(0, 2))
    below: list[RenderableType] = []
    for field, change in event.changes.items():
        name = _NAMES.get(field, field[:1].upper() + field[1:].replace("_", " "))
        old, new = (_shown(value, zone) for value in change)
        is_short = max(len(old), len(new)) <= _SHORT and "\n" not in old + new
        if is_short and event.action not in _KEPT:
            beside.add_row(Text(name, style="cyan"), Text(f"{old} → {new}"))
            continue
        below.append(Text(name, style="cyan"))
        texts = Table.grid(padding=(0, 2))
        names = _KEPT.get(event.action, ("was", "is"))
        for label, text in zip(names, (old, new), strict=True):
            texts.add_row(Text(f"  {label}", style="dim"), Text(text))
        below.append(texts)
    if beside.row_count:
        yield beside
    yield from below


def _shown(value: Any, zone: ZoneInfo) -> str:
    match value:
        case None | "" | []:
            return _NOTHING
        case bool():
            return "yes" if value else "no"
        case list():
            return printable("\n\n".join(f"{one['author']}: {one['text']}" for one in value))
        case str():
            return printable(_moment(value, zone))
        case _:
            return str(value)


def _moment(text: str, zone: ZoneInfo) -> str:
    """Show a moment in the newsroom's zone; any other text stays as it is."""
    if len(text) < len("2026-01-01T00:00:00+00:00") or text[10:11] != "T":
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment.tzinfo else text
