"""A paper's card in the newsroom's channel, the notes in its thread, and its reminder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.newsroom.papers import Paper, Status
from bot.slack.blocks import Block, actions, button, context, section
from bot.slack.dates import slack_date, when
from bot.slack.fitting import fitted
from bot.slack.text import clip, escape, link, literal

_TITLE = 300
"""How much of a title is shown. With the longest link a section still has room for the byline."""

_CREDITS = 200
_NAME = 100
_NOTES = 8_000

_MARKS = {
    Status.PROPOSED: ":large_blue_circle:",
    Status.CLAIMED: ":large_yellow_circle:",
    Status.SUBMITTED: ":large_purple_circle:",
    Status.CHANGES_REQUESTED: ":large_orange_circle:",
    Status.APPROVED: ":large_green_circle:",
    Status.PUBLISHED: ":white_check_mark:",
    Status.DROPPED: ":no_entry_sign:",
}


@dataclass(frozen=True)
class Message:
    """A message for Slack: its blocks, and the text that notifications and screen readers use."""

    text: str
    blocks: Sequence[Block]


def title_link(paper: Paper) -> str:
    """Return a paper's title as mrkdwn, linked where the paper has one link.

    It has at most 1,303 characters: those of the longest link, and 300 for the title.
    """
    label = fitted(paper.title or paper.url or paper.id, _TITLE)
    return link(paper.url, label) if paper.url else literal(label)


def card(paper: Paper) -> Message:
    """Return the card that shows where a paper stands and what can be done with it."""
    blocks = [section(f"*{title_link(paper)}*{_byline(paper)}"), context(standing(paper), paper.id)]
    buttons = card_buttons(paper)
    if buttons:
        blocks.append(actions(buttons))
    return Message(text=f"{plain_title(paper)}: {_plainly(paper)}", blocks=blocks)


def plain_title(paper: Paper) -> str:
    """Return a paper's title for a notification, which shows no links."""
    return escape(fitted(paper.title or paper.url or paper.id, _TITLE, escape))


def standing(paper: Paper) -> str:
    """Return one line of mrkdwn that says where a paper stands, each date in its reader's zone."""
    name = literal(fitted(paper.summarizer, _NAME))
    who = f"*{name}*" if name else "somebody"
    mark = _MARKS[paper.status]
    due = f", due {slack_date(paper.due, _day(paper.due))}" if paper.due else ""
    match paper.status:
        case Status.PROPOSED:
            return f"{mark} Free to claim"
        case Status.CLAIMED:
            return f"{mark} Claimed by {who}{due}"
        case Status.SUBMITTED:
            line = f"{mark} Submitted by {who}, waiting for review"
        case Status.CHANGES_REQUESTED:
            line = f"{mark} Back with {who}: changes requested"
        case Status.APPROVED:
            line = f"{mark} Approved, summarized by {who}"
        case Status.PUBLISHED:
            line = f"{mark} Published{f', summarized by {who}' if name else ''}"
        case Status.DROPPED:
            line = f"{mark} Dropped"
    return line + _opinions(paper)


def card_buttons(paper: Paper) -> list[Block]:
    """Return the buttons for what can be done with a paper now."""
    opinion = button("Add opinion", "opinion", paper.id)
    match paper.status:
        case Status.PROPOSED:
            return [button("Claim", "claim", paper.id, primary=True)]
        case Status.CLAIMED | Status.CHANGES_REQUESTED:
            return [
                button("Submit", "submit", paper.id, primary=True),
                button("Release", "release", paper.id),
                opinion,
            ]
        case Status.SUBMITTED | Status.APPROVED:
            return [button("Edit", "submit", paper.id), opinion]
        case Status.DROPPED:
            return [button("Restore", "restore", paper.id)]
        case _:
            return []


def note(action: str, who: str, changes: dict[str, Any], paper: Paper) -> Message | None:
    """Return what a card's thread says about one line of the history, or None if nothing.

    ``changes`` is the line's ``{field: [old, new]}``.
    """
    name = f"*{literal(who)}*"
    status = str(changes["status"][1]) if "status" in changes else ""
    match action:
        case "claim":
            due = f" Due {slack_date(paper.due, _day(paper.due))}." if paper.due else ""
            text = f"{name} claimed this paper.{due}"
        case "release":
            text = f"{name} released this paper. It is free to claim again."
        case "submit" if "status" in changes:
            text = f"{name} submitted the summary. Next: the editor’s review."
        case "submit":
            text = f"{name} edited what was submitted."
        case "opinion":
            text = f"{name} {_opinion_verb(changes)} an opinion."
        case "drop":
            text = "An editor took this paper’s row out of the sheet, so it is dropped."
            if paper.status is Status.DROPPED:
                return Message(text, [section(text), actions(card_buttons(paper))])
        case "restore":
            text = f"{name} brought this paper back."
        case "status" if status:
            text = f"An editor set this paper to *{literal(status)}* in the sheet."
        case _:
            return None
    return Message(text=text, blocks=[section(text)])


def reminder(paper: Paper, tz: str, now: datetime) -> Message:
    """Return the reminder that a summarizer gets, its date in their own zone."""
    due = escape(when(paper.due, tz, now)) if paper.due else "soon"
    text = f":alarm_clock: Your summary of {title_link(paper)} is due {due}."
    return Message(
        text=f"{plain_title(paper)} is due {due}.",
        blocks=[
            section(text),
            actions(
                [
                    button("Submit", "submit", paper.id, primary=True),
                    button("Release", "release", paper.id),
                ]
            ),
            context(f"{paper.id} · No time this week? Releasing it gives somebody else a chance."),
        ],
    )


def notes(paper: Paper) -> Message:
    """Return what an editor has written into a paper's Notes, for its summarizer."""
    text = f":memo: A note from the editors on {title_link(paper)} ({paper.id}):"
    shown = {"type": "text", "text": clip(paper.notes, _NOTES)}
    quote = {"type": "rich_text_quote", "elements": [shown]}
    return Message(
        text=f"A note from the editors on {plain_title(paper)}.",
        blocks=[section(text), {"type": "rich_text", "elements": [quote]}],
    )


def _byline(paper: Paper) -> str:
    venue = " ".join(part for part in (paper.venue, paper.year) if part)
    parts = [literal(fitted(part, _CREDITS)) for part in (paper.authors, venue) if part.strip()]
    return "\n" + " · ".join(parts) if parts else ""


def _opinions(paper: Paper) -> str:
    match len(paper.opinions):
        case 0:
            return ""
        case 1:
            return " · 1 opinion"
        case count:
            return f" · {count} opinions"


def _opinion_verb(changes: dict[str, Any]) -> str:
    before, after = changes.get("opinions", [[], []])
    if len(after) > len(before):
        return "added"
    return "withdrew" if len(after) < len(before) else "edited"


def _plainly(paper: Paper) -> str:
    status, who = paper.status.lower(), escape(fitted(paper.summarizer, _NAME, escape))
    match paper.status:
        case Status.CLAIMED if who:
            return f"{status} by {who}"
        case Status.CHANGES_REQUESTED if who:
            return f"{status}, back with {who}"
        case Status.PROPOSED:
            return "free to claim"
        case _:
            return status


def _day(moment: datetime) -> str:
    """Return the date for those few readers whose Slack cannot show it in their own zone."""
    return f"{moment:%a} {moment.day} {moment:%b %H:%M} UTC"
