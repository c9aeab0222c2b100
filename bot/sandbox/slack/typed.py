"""What people type, as Slack passes it on."""

import re
from collections.abc import Callable

from .model import Json

_URL = re.compile(r"https?://[^\s<>|]*[^\s<>|.,;:!?'\")\]}]")
_REFERENCE = re.compile(r"<(?:[@#!][^<>\s]+|https?://[^<>]+|mailto:[^<>]+)>")
_SPECIAL = re.compile(f"{_REFERENCE.pattern}|{_URL.pattern}")
_MENTION = re.compile(r"(?<![\w<])@([\w.-]+)")
_CHANNEL = re.compile(r"(?<![\w<&])#([\w-]+)")


def escaped(text: str) -> str:
    """Text with the three characters that Slack escapes escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_message(text: str) -> str:
    """What somebody has typed, as the text of their message: escaped, bare links in brackets.

    References that are written as Slack writes them (`<@U…>`, `<https://…|x>`) stay.
    """
    pieces: list[str] = []
    at = 0
    for reference in _REFERENCE.finditer(text):
        pieces += [_linked(text[at : reference.start()]), reference.group()]
        at = reference.end()
    return "".join([*pieces, _linked(text[at:])])


def _linked(text: str) -> str:
    pieces: list[str] = []
    at = 0
    for link in _URL.finditer(text):
        pieces += [escaped(text[at : link.start()]), f"<{link.group().replace('&', '&amp;')}>"]
        at = link.end()
    return "".join([*pieces, escaped(text[at:])])


def as_blocks(text: str) -> list[Json]:
    """The rich text block that Slack makes of what somebody has typed."""
    elements: list[Json] = []
    at = 0
    for special in _SPECIAL.finditer(text):
        if special.start() > at:
            elements.append({"type": "text", "text": text[at : special.start()]})
        elements.append(_element(special.group()))
        at = special.end()
    if at < len(text):
        elements.append({"type": "text", "text": text[at:]})
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "elements": [section]}]


def _element(special: str) -> Json:
    """A link or a reference as an element of rich text."""
    if not special.startswith("<"):
        return {"type": "link", "url": special}
    target, _, label = special[1:-1].partition("|")
    match target[0]:
        case "@":
            return {"type": "user", "user_id": target[1:]}
        case "#":
            return {"type": "channel", "channel_id": target[1:]}
        case "!":
            return {"type": "broadcast", "range": target[1:]}
        case _:
            return {"type": "link", "url": target, **({"text": label} if label else {})}


def typed_rich_text(text: str) -> Json:
    """What a rich text box holds after text was typed into it, just as it was typed."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def with_references(
    text: str, user: Callable[[str], str | None], channel: Callable[[str], str | None]
) -> str:
    """A command's text when the manifest says should_escape: people and channels as references.

    `user` and `channel` find an id by name.
    """

    def person(match: re.Match[str]) -> str:
        found = user(match[1])
        return f"<@{found}|{match[1]}>" if found else match[0]

    def place(match: re.Match[str]) -> str:
        found = channel(match[1])
        return f"<#{found}|{match[1]}>" if found else match[0]

    return _CHANNEL.sub(place, _MENTION.sub(person, text))
