"""What was found, for the person who looked for it, and one paper of it for a whole channel."""

import json
import re
from collections.abc import Mapping
from typing import Any

from bot.desk.searching import Finding, Findings
from bot.newsroom.links import titled_links
from bot.newsroom.papers import Paper
from bot.slack.blocks import Block, actions, button, context, section
from bot.slack.cards import Message, plain_title, standing, title_link
from bot.slack.fitting import fitted
from bot.slack.text import link, literal

MORE = "find-more"
POST = "find-post"

_TITLE = 200
_EXCERPT = 600
_ASKED = 150
_ISSUE = 100

_PIECES = re.compile("(\ue000[^\ue000\ue001]*\ue001)")
_MARKS = re.compile("[\ue000\ue001]")


def findings(found: Findings) -> Message:
    """Return a page of what was found, with its buttons."""
    asked = literal(fitted(found.asked, _ASKED))
    first = f"Page {found.page + 1} of what" if found.page else "What"
    blocks = [section(f":mag: {first} I found for “{asked}”")]
    blocks += [_entry(one) for one in found.found]
    if found.has_more:
        value = json.dumps([found.page + 1, found.asked], ensure_ascii=False)
        blocks.append(actions([button("Next page", MORE, value)]))
    else:
        blocks.append(
            context("That is all. `by:Zach`, `in:Interpretability` or `AN #95` narrow it down.")
        )
    return Message(text=f"What I found for “{asked}”", blocks=blocks)


def asked_for(value: str) -> tuple[int, str]:
    """Return page and words from the value of the button to the next page."""
    page, asked = json.loads(value)
    return int(page), str(asked)


def posted(paper: Paper, slack_id: str) -> Message:
    """Return one paper for everybody in a channel, and who shows it to them."""
    lines = f"*{title_link(_seen(paper))}*\n{_where(paper)}"
    return Message(
        text=plain_title(paper),
        blocks=[section(lines), context(f"Found by <@{slack_id}> with `/find`")],
    )


def as_said_to_all(message: Message) -> Mapping[str, Any]:
    """Return a message as the arguments of ``respond`` that shows it to a whole channel."""
    return {
        "text": message.text,
        "blocks": list(message.blocks),
        "response_type": "in_channel",
        "replace_original": False,
    }


def _entry(found: Finding) -> Block:
    paper = found.paper
    lines = [f"*{title_link(_seen(paper))}*", _where(paper)]
    excerpt = _excerpt(found.excerpt)
    if excerpt:
        lines.append(excerpt)
    return section("\n".join(lines), button("Post here", POST, paper.id))


def _seen(paper: Paper) -> Paper:
    # Several of them share what one message holds: a long link goes, a long title is cut.
    url = paper.url if len(paper.url) <= _TITLE else ""
    return paper.but(url=url, title=fitted(paper.title, _TITLE))


def _where(paper: Paper) -> str:
    parts = [standing(_seen(paper))]
    links = titled_links(paper.issue)
    if links and len(links[0][1]) <= _TITLE:
        parts.append(link(links[0][1], fitted(links[0][0], _ISSUE)))
    elif paper.issue.strip():
        parts.append(literal(fitted(paper.issue, _ISSUE)))
    return " · ".join([*parts, paper.id])


def _excerpt(marked: str) -> str:
    """Return an excerpt as mrkdwn, its matches in bold, shortened if it is long once escaped."""
    shown = ""
    for piece in _PIECES.split(" ".join(marked.split())):
        is_match = piece.startswith("\ue000")
        words = literal(_MARKS.sub("", piece))
        if not words:
            shown += " " if piece.isspace() else ""
            continue
        if is_match:
            words = f"*{words}*"
        else:
            words = " " * piece[0].isspace() + words + " " * piece[-1].isspace()
        if len(shown) + len(words) > _EXCERPT:
            return (
                shown.rstrip() + "…" if shown else literal(fitted(_MARKS.sub("", marked), _TITLE))
            )
        shown += words
    return shown.strip()
