"""Slack's mrkdwn as HTML that is safe whatever was said: the marks, links, dates and emoji."""

import re
from datetime import UTC, datetime
from html import escape, unescape

_MARKS = (
    (re.compile(r"(?<![\w`])`([^`\n]+)`(?![\w`])"), r"<code>\1</code>"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"<b>\1</b>"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"), r"<i>\1</i>"),
    (re.compile(r"(?<![\w~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\w~])"), r"<s>\1</s>"),
)
_EMOJI = {
    "alarm_clock": "⏰", "large_blue_circle": "🔵", "large_green_circle": "🟢",
    "large_orange_circle": "🟠", "large_purple_circle": "🟣", "large_yellow_circle": "🟡",
    "memo": "📝", "no_entry_sign": "🚫", "raised_hands": "🙌", "tada": "🎉", "wave": "👋",
    "warning": "⚠️", "white_check_mark": "✅",
}  # fmt: skip
"""Those that are drawn; any other stands there by its name."""

_EMOJI_NAME = re.compile(r":([a-z0-9_+-]+):")
_DATE = re.compile(r"!date\^(\d+)\^([^^|]*)(?:\^[^|]*)?\|(.*)", re.DOTALL)


def html_of(text: str) -> str:
    """Return a mrkdwn text as HTML. Dates are shown in UTC."""
    # What the app escaped is text; the angle brackets that it left are Slack's own.
    drawn: list[str] = []

    def keep(html: str) -> str:
        drawn.append(html)
        return f"\x00{len(drawn) - 1}\x00"

    shown = re.sub(
        r"<([^<>]+)>", lambda found: keep(_reference(found[1])), text.replace("\x00", "")
    )
    shown = escape(unescape(shown), quote=True)
    for mark, html in _MARKS:
        shown = mark.sub(html, shown)
    shown = _EMOJI_NAME.sub(lambda found: _EMOJI.get(found[1], found[0]), shown)
    shown = shown.replace("\n", "<br>")
    return re.sub("\x00(\\d+)\x00", lambda found: drawn[int(found[1])], shown)


def anchor(address: str, label: str) -> str:
    """Return a link to a web page as HTML; only the label where the address is no web page."""
    if not address.startswith(("http://", "https://")):
        return f"<span>{escape(label)}</span>"
    there = f'href="{escape(address, quote=True)}" rel="noreferrer noopener" target="_blank"'
    return f"<a {there}>{escape(label)}</a>"


def _reference(inner: str) -> str:
    date = _DATE.fullmatch(inner)
    if date:
        return escape(_date(int(date[1]), unescape(date[2]), unescape(date[3])))
    target, _, label = inner.partition("|")
    return anchor(unescape(target), unescape(label or target))


def _date(seconds: int, pattern: str, fallback: str) -> str:
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return fallback
    day = f"{moment:%a} {moment.day} {moment:%b}"
    parts = {"{date_short_pretty}": day, "{date_short}": day, "{time}": f"{moment:%H:%M}"}
    shown = pattern
    for name, value in parts.items():
        shown = shown.replace(name, value)
    return fallback if "{" in shown else shown
