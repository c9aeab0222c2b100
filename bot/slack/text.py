"""Text for Slack's mrkdwn: what people wrote, made safe to stand in a section, context or message.

Slack gives a meaning to three characters, which are escaped, and to marks such as ``*``, for which
it has no escape. Budgets count what is sent, so clip first and escape then: ``escape`` makes a text
at most five times as long (``&`` becomes ``&amp;``), ``literal`` the same.
"""

import re
import unicodedata
from urllib.parse import quote

_MAX_URL = 1_000
"""A section holds 3,000 characters; a link longer than this leaves too little for the rest."""

_WEB_LINK = re.compile(r"https?://[^\s/?#|<>]", re.IGNORECASE)

_UNSAFE_IN_URL = re.compile(r"[\s\x00-\x20\x7f-\xa0\"<>`{|}\\^]")

_LOOK_ALIKES = {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}

_MARK = re.compile(r"[*_~`]+")
_REFERENCE = re.compile(r"(?<!\w)([@#])(?=[a-z])", re.IGNORECASE)
_EMOJI = re.compile(r":(?=[\w+'-]+:)")
_WORD_JOINER = "\u2060"


def escape(text: str) -> str:
    """Return a text with the three characters escaped that Slack gives a meaning to.

    Marks such as ``*bold*`` keep theirs.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literal(text: str) -> str:
    """Return a text as mrkdwn that shows as it was typed, on one line.

    Slack knows no escape for its marks. Those that could begin or end a format become characters
    that look like them; one inside a word or between spaces means nothing and stays. A word joiner,
    which is not seen, keeps ``:smile:``, ``@here`` and ``#general`` from being more than text.
    White space is collapsed; characters that control the direction or the line are taken out.
    """
    shown = " ".join(_printable(text).split())
    shown = _MARK.sub(_disarmed, shown)
    shown = _REFERENCE.sub(rf"\1{_WORD_JOINER}", shown)
    shown = _EMOJI.sub(f":{_WORD_JOINER}", shown)
    if shown.startswith(">"):
        shown = _WORD_JOINER + shown  # at the beginning of a line it would be a quote
    return escape(shown)


def clip(text: str, limit: int) -> str:
    """Return a raw text of at most ``limit`` characters, cut before a word with “…” if need be."""
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    head = text[: limit - 1]
    if not text[limit - 1].isspace():
        words = re.match(r"(.*)\s", head, re.DOTALL)
        # A text without spaces, such as a link, is cut anywhere rather than to almost nothing.
        if words and len(words[1]) * 2 >= len(head):
            head = words[1]
    return head.rstrip() + "…"


def link(url: str, label: str) -> str:
    """Return a link as mrkdwn, its label shown as typed; only the label where ``url`` is none.

    A link begins with http:// or https:// and has at most 1,000 characters once all that could end
    it early is percent-encoded.
    """
    target = _UNSAFE_IN_URL.sub(lambda found: quote(found[0], safe=""), _printable(url).strip())
    target = escape(target)
    if not _WEB_LINK.match(target) or len(target) > _MAX_URL:
        return literal(label or url)
    return f"<{target}|{literal(label) or target}>"


def _printable(text: str) -> str:
    """Return the text without what would turn around or hide what stands near it."""
    return "".join(one for one in text if one.isspace() or not _is_control(one))


def _is_control(character: str) -> bool:
    if unicodedata.category(character) in ("Cc", "Cs"):
        return True
    return "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"


def _disarmed(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    is_inside_a_word = len(found[0]) == 1 and before.isalnum() and after.isalnum()
    stands_alone = before == " " and after == " "
    if (is_inside_a_word or stands_alone) and "`" not in found[0]:
        return found[0]
    return "".join(_LOOK_ALIKES[mark] for mark in found[0])
