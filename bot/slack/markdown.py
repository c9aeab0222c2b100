"""From Slack's rich text to Markdown.

How the parts of a rich text join, where Slack shows one below the other:

- Within a section a newline is a newline, as typed.
- Every part begins on a new line. A newline at the end of a section ends its last line and makes no
  blank one.
- After a list or a quote, text needs a blank line in Markdown, or it would belong to them; before a
  numbered list that does not begin with 1 as well, and between two quotes.
- A list inside a list is indented by four columns; numbers go on where Slack's offset says.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from bot.slack.markdown_spans import Run, write_line

_LEVEL = 4
"""Columns by which a list inside a list is indented, unless a long number needs more."""


def markdown_from(rich_text: Mapping[str, Any]) -> str:
    """Return a rich text, as a ``rich_text_input`` holds it, as Markdown.

    Text that was typed without a format is taken as typed, Markdown in it included. What Markdown
    has no word for (a mention, a date, an element that Slack may add one day) becomes the plainest
    text that says the same. Never raises, whatever the rich text holds.
    """
    writer = _Writer()
    for part in _parts(rich_text):
        writer.add(part)
    return writer.text


_TEXT, _LIST, _QUOTE, _CODE, _BORDERED = "text", "list", "quote", "code", "bordered"
"""What the parts are in Markdown; a list or code with a border is drawn like a quote."""


class _Writer:
    """Puts the parts of one rich text below each other."""

    def __init__(self) -> None:
        self.text = ""
        self._last = _TEXT
        self._levels: list[_Level] = []

    def add(self, part: Mapping[str, Any]) -> None:
        slack_type = part.get("type")
        if slack_type != "rich_text_list":
            self._levels = []
        match slack_type:
            case "rich_text_list":
                self._append_bordered(part, _LIST, self._list(part))
            case "rich_text_preformatted":
                self._append_bordered(part, _CODE, _preformatted(part))
            case "rich_text_quote":
                self._append(_QUOTE, _quoted(_inline(part).strip("\n")))
            case _:
                self._append(_TEXT, _inline(part) if _parts(part) else _plain(part))

    def _append_bordered(self, part: Mapping[str, Any], kind: str, text: str) -> None:
        if part.get("border") == 1:
            self._append(_BORDERED, _quoted(text))
        else:
            self._append(kind, text)

    def _append(self, kind: str, text: str) -> None:
        if not text:
            return
        if self.text.strip("\n"):
            ended = len(self.text) - len(self.text.rstrip("\n"))
            self.text += "\n" * ((2 if _needs_blank_line(self._last, kind, text) else 1) - ended)
        self.text += text
        self._last = kind

    def _list(self, part: Mapping[str, Any]) -> str:
        indent = _number(part, "indent")
        number = _number(part, "offset")
        while self._levels and self._levels[-1].indent > indent:
            self._levels.pop()
        if self._levels and self._levels[-1].indent == indent:
            column = self._levels.pop().column
        else:
            column = self._levels[-1].inside if self._levels else 0
        lines: list[str] = []
        marker = ""
        for item in _parts(part):
            text = _inline(item).strip("\n")
            if not text.strip():
                continue
            number += 1
            marker = f"{number}. " if part.get("style") == "ordered" else "- "
            first, *others = text.split("\n")
            lines.append(" " * column + marker + first)
            lines += [" " * (column + len(marker)) + line if line else "" for line in others]
        self._levels.append(_Level(indent, column, len(marker)))
        return "\n".join(lines)


def _needs_blank_line(last: str, kind: str, text: str) -> bool:
    if kind == _TEXT:
        return last not in (_TEXT, _CODE) and not text.startswith("\n")
    if last == _TEXT:
        return kind == _LIST and re.match(r"(?!1\.)\d+\.", text) is not None
    return last == kind == _QUOTE


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n")) if text else ""


class _Level:
    """Where the items of a list stand, and where a list inside the last of them does."""

    def __init__(self, indent: int, column: int, marker: int) -> None:
        self.indent = indent
        self.column = column
        self.inside = column + max(_LEVEL, marker)


def _inline(part: Mapping[str, Any]) -> str:
    """Return the elements of a section, an item or a quote as lines of Markdown."""
    lines: list[list[Run]] = [[]]
    for element in _parts(part):
        first, *others = _runs(element)
        lines[-1].append(first)
        lines += [[run] for run in others]
    return "\n".join(write_line(line) for line in lines)


def _runs(element: Mapping[str, Any]) -> list[Run]:
    """Return one element as runs, one a line; a link is on one line."""
    styles = frozenset(name for name, on in _mapping(element, "style").items() if on is True)
    if element.get("type") == "link":
        url = re.sub(r"\s", lambda space: quote(space[0]), _string(element, "url").strip())
        text = " ".join(_string(element, "text").split("\n"))
        if not text.strip():
            return [Run(url, styles)]
        return [Run(text, styles, "" if _address(text) == _address(url) else url)]
    return [Run(line, styles) for line in _plain(element).split("\n")]


def _address(text: str) -> str:
    """Return what is left of a link that Slack may have completed by itself from what was typed."""
    return text.removeprefix("http://").removeprefix("https://").rstrip("/")


def _preformatted(part: Mapping[str, Any]) -> str:
    text = "".join(_plain(element) for element in _parts(part))
    if not text.strip():
        return ""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    language = re.sub(r"[\s`]", "", _string(part, "language"))
    return "\n".join([fence + language, text.removesuffix("\n"), fence])


def _plain(element: Mapping[str, Any]) -> str:
    """Return what an element says, without a format."""
    match element.get("type"):
        case "text":
            return _string(element, "text")
        case "link":
            return _string(element, "text") or _string(element, "url")
        case "emoji":
            return _emoji(element)
        case "user":
            return f"@{_string(element, 'user_id')}"
        case "usergroup":
            return f"@{_string(element, 'usergroup_id')}"
        case "channel":
            return f"#{_string(element, 'channel_id')}"
        case "broadcast":
            return f"@{_string(element, 'range')}"
        case "color":
            return _string(element, "value")
        case "date":
            return _string(element, "fallback") or _date(_number(element, "timestamp"))
    for name in ("text", "fallback", "name", "title", "label", "url", "value"):
        if _string(element, name):
            return _string(element, name)
    return "".join(_plain(part) for part in _parts(element))


def _emoji(element: Mapping[str, Any]) -> str:
    try:
        character = "".join(chr(int(code, 16)) for code in _string(element, "unicode").split("-"))
        character.encode()
    except (ValueError, OverflowError):
        tone = _number(element, "skin_tone")
        return f":{_string(element, 'name')}:" + (f":skin-tone-{tone}:" if tone else "")
    return character


def _date(timestamp: int) -> str:
    try:
        return f"{datetime.fromtimestamp(timestamp, UTC):%Y-%m-%d %H:%M} UTC"
    except (ValueError, OverflowError, OSError):
        return str(timestamp)


def _parts(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    parts = value.get("elements")
    return [one for one in parts if isinstance(one, Mapping)] if isinstance(parts, list) else []


def _mapping(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = value.get(name)
    return found if isinstance(found, Mapping) else {}


def _string(value: Mapping[str, Any], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""


def _number(value: Mapping[str, Any], name: str) -> int:
    found = value.get(name)
    return found if isinstance(found, int) and 0 <= found < 10**12 else 0
