"""Two versions of a text, shown side by side with a button for each.

The texts are shown as they were typed, marks included. Of long ones a message shows where they
begin to differ; a modal has room for all of it.
"""

import json
from collections.abc import Iterator

from bot.desk.conflicts import Choice
from bot.slack.answers import BUTTON_TEXTS
from bot.slack.blocks import Block, actions, button, context, section
from bot.slack.cards import Message, plain_title, title_link
from bot.slack.fitting import fitted
from bot.slack.text import clip, escape, literal

_IN_A_MESSAGE = 2_800
_LEAD = 200
_IN_A_BLOCK = 2_900
_IN_A_MODAL = 100_000
"""So many bytes of each text fit into a view, which has 250 KB."""

_NAME = 100


def conflict(choice: Choice) -> Message:
    """Return both versions with the buttons that settle it, or who has."""
    if choice.settled:
        return settled(choice)
    lost, stands = _excerpts(choice.lost, choice.stands)
    is_cut = lost != choice.lost or stands != choice.stands
    blocks = [
        section(
            f":twisted_rightwards_arrows: *{escape(choice.place)}* of {title_link(choice.paper)}"
            f" ({choice.paper.id}) was changed in Slack and in the sheet at the same time. What the"
            " sheet says stands:"
        ),
        _quote(stands),
        section(f"The other version, {_by(choice)}, is kept:"),
        _quote(lost),
        actions(_buttons(choice, is_cut=is_cut)),
    ]
    text = f"{choice.place} of {plain_title(choice.paper)} was changed in Slack and in the sheet."
    return Message(text=text, blocks=blocks)


def settled(choice: Choice) -> Message:
    """Say who has settled a conflict, and how."""
    text = f"{escape(choice.place)} of {title_link(choice.paper)}: {literal(choice.settled)}"
    return Message(text=text, blocks=[section(text)])


def changed(sentence: str, choice: Choice) -> Message:
    """Show a conflict once more, since what stands is another text by now."""
    message = conflict(choice)
    return Message(text=escape(sentence), blocks=[section(escape(sentence)), *message.blocks])


def both_in_full(choice: Choice) -> Block:
    """Return a modal with both versions as far as a modal has room."""
    blocks = [
        section(f"*{escape(choice.place)}* of {title_link(choice.paper)}. The sheet says:"),
        *_quotes(choice.stands),
        section(f"The other version, {_by(choice)}:"),
        *_quotes(choice.lost),
        context("Close this and use the buttons of the message, or those on my Home tab."),
    ]
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Both versions"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": blocks,
    }


def entry(choice: Choice) -> list[Block]:
    """Return a conflict as one of several on somebody's home page."""
    what = f"*{escape(choice.place)}* of {title_link(choice.paper)} ({choice.paper.id})"
    return [section(what), actions(_buttons(choice, is_cut=True))]


def _buttons(choice: Choice, *, is_cut: bool) -> list[Block]:
    number = str(choice.id)
    buttons = [
        button(BUTTON_TEXTS["conflict-take"], "conflict-take", f"{number}:{choice.version}"),
        button(BUTTON_TEXTS["conflict-keep"], "conflict-keep", number),
    ]
    if is_cut:
        buttons.insert(0, button(BUTTON_TEXTS["conflict-read"], "conflict-read", number))
    return buttons


def _by(choice: Choice) -> str:
    name = literal(fitted(choice.author, _NAME))
    return f"by *{name}* in Slack" if name else "from Slack"


def _excerpts(one: str, other: str) -> tuple[str, str]:
    """Return both texts from where they begin to differ on, if they are long."""
    if max(len(one), len(other)) <= _IN_A_MESSAGE:
        return one, other
    pairs = enumerate(zip(one, other, strict=False))
    differ = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    start = max(0, differ - _LEAD)
    lead = "… " if start else ""
    return clip(lead + one[start:], _IN_A_MESSAGE), clip(lead + other[start:], _IN_A_MESSAGE)


def _quote(text: str) -> Block:
    shown = {"type": "text", "text": text} if text.strip() else _EMPTY
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_quote", "elements": [shown]}],
    }


_EMPTY = {"type": "text", "text": "(empty)", "style": {"italic": True}}


def _quotes(text: str) -> Iterator[Block]:
    kept = text
    while len(json.dumps(kept)) > _IN_A_MODAL:
        kept = kept[: len(kept) * 9 // 10]
    for start in range(0, max(len(kept), 1), _IN_A_BLOCK):
        yield _quote(kept[start : start + _IN_A_BLOCK])
    if kept != text:
        yield context("… The rest is in the paper’s history.")
