"""The few Block Kit pieces that all our views are built from. All text is escaped by the caller."""

from collections.abc import Iterable
from typing import Any

Block = dict[str, Any]
"""A Block Kit block or element, as JSON."""


def section(text: str, accessory: Block | None = None) -> Block:
    """Return a paragraph of mrkdwn, with a button or the like beside it."""
    block: Block = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    if accessory is not None:
        block["accessory"] = accessory
    return block


def context(*texts: str) -> Block:
    """Return a line of small print."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text} for text in texts]}


def header(text: str) -> Block:
    """Return a heading; plain text of at most 150 characters."""
    return {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": True}}


def divider() -> Block:
    """Return a thin line."""
    return {"type": "divider"}


def actions(elements: Iterable[Block]) -> Block:
    """Return a row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def button(text: str, action_id: str, value: str, *, primary: bool = False) -> Block:
    """Return a button; ``text`` has at most 75 characters."""
    element: Block = {
        "type": "button",
        "text": {"type": "plain_text", "text": text, "emoji": True},
        "action_id": action_id,
        "value": value,
    }
    if primary:
        element["style"] = "primary"
    return element
