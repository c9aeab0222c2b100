"""Links: when two of them are the same page, and how they are found in what people type."""

import re
from collections import Counter
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, urlsplit

from markdown_it import MarkdownIt
from w3lib.url import canonicalize_url

_ARXIV_ID = (
    r"(?P<id>[0-9]{4}\.[0-9]{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/[0-9]{7})(?:v[0-9]+)?(?![0-9])"
)
_ARXIV_PAGE = (
    r"(?:[a-z0-9-]+\.)*arxiv\.org/(?:abs|pdf|html|format|ps|src|e-print)/(?:arxiv:)?"
    r"|(?:dx\.)?doi\.org/10\.48550/arxiv\."
    r"|(?:www\.)?(?:ar5iv\.org/(?:abs|html|pdf)|alphaxiv\.org/(?:abs|pdf|overview)"
    r"|huggingface\.co/papers)/"
)
"""Where one paper of arXiv can be read: arXiv, its mirrors, its DOI, and readers built on it."""

_NOT_IN_AN_ADDRESS = re.compile(r'[ <>"]')
"""Beside what cannot be printed, which all other white space belongs to."""

_ARXIV = re.compile(
    rf"(?:(?:https?://)?(?:{_ARXIV_PAGE})|arxiv:\s*|(?:doi:\s*)?10\.48550/arxiv\.)"
    rf"{_ARXIV_ID}(?:\.pdf)?/?(?:[?#].*)?",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)

_TRACKING = re.compile(
    r"utm_.*|(?:fb|g|d|y|tw)clid|msclkid|[gw]braid|mc_[ce]id|ref_(?:src|url)|_ga|_gl|_hs(?:enc|mi)"
    r"|hsctatracking|mkt_tok|igsh(?:id)?|gh_src|usp|oly_(?:anon|enc)_id|vero_(?:id|conv)|s_cid",
    re.IGNORECASE | re.ASCII,
)
"""Names of parameters that tell where a reader came from and not what they read."""

_FORUM_POST = re.compile(r"(/posts/[A-Za-z0-9]{17})(?:/[^/]*)?")
_ONE_FORUM = {"lesserwrong.com", "alignmentforum.org", "lesswrong.com"}
"""Three addresses of one database: a post has the same ID under each, and any words behind it."""

_IN_A_LINK = r"(?:(?!&[lg]t;)[^\s<>\"“”\u200b-\u200f\u202a-\u202f\u2060-\u206f\ufeff])"
_SLACK_LINK = r"<(?P<slack>https?://[^<>|\s]+)(?:\|[^<>]*)?>"
_BARE_LINK = rf"(?P<bare>https?://{_IN_A_LINK}+)"
_ARXIV_LINK = rf"(?<![\w./-])(?P<page>(?:{_ARXIV_PAGE}){_IN_A_LINK}+)"
_ARXIV_NAME = rf"(?<![\w./-])arxiv:\s*{_ARXIV_ID}"
_NO_SCHEME = (
    r"(?<![\w./@-])(?P<other>"
    rf"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{{2,}}/{_IN_A_LINK}+"
    r"|www\.[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/?)"
)
_LINK = re.compile(f"(?i:{_SLACK_LINK}|{_BARE_LINK}|{_ARXIV_LINK}|{_ARXIV_NAME})|{_NO_SCHEME}")

_AFTER_A_LINK = frozenset(".,;:!?'’*…")
_OPENERS = {")": "(", "]": "[", "}": "{"}


class FoundLink(NamedTuple):
    """A link in a text: the ``url``, and what stood ``before`` and ``after`` it."""

    url: str
    before: str
    after: str


def canonical(url: str) -> str:
    """Return the key under which two addresses are the same page: ``arxiv:2003.03384``, or a URL.

    Any string has a key, and a key is its own key. It is for comparing, not for opening: the
    scheme, ``www.``, tracking parameters and most fragments are gone from it.
    """
    text = url.strip()
    arxiv = _ARXIV.fullmatch(text)
    if arxiv:
        # math.GT/0309136 is math/0309136 as well: the part after the dot is only a subject.
        return "arxiv:" + re.sub(r"\.[a-z]{2}/", "/", arxiv["id"].lower())
    try:
        parts = urlsplit(canonicalize_url(text, keep_fragments=True))
        if parts.scheme not in ("http", "https") or not (parts.hostname or "").strip():
            return text
        return _page_key(parts)
    except ValueError:
        return text


def is_web_link(url: str) -> bool:
    """Tell whether this is an address of the web that can be put behind a word as it is."""
    if not url.isprintable() or _NOT_IN_AN_ADDRESS.search(url):
        return False
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool((parts.hostname or "").strip("."))


def find_link(text: str) -> FoundLink | None:
    """Return the first link in a text as people type it in Slack, or None.

    Found are addresses as they are, in Slack's ``<https://…|label>`` and in Markdown, without a
    scheme where they have a path, and ``arXiv:2003.03384``. Punctuation that ends the sentence is
    not part of a link, brackets are as far as they are balanced.
    """
    for match in _LINK.finditer(text):
        url, end = _found(match)
        if not is_web_link(url):
            continue
        before, after = text[: match.start()], text[end:]
        opening = before.rfind("[")
        if before.endswith("](") and after.startswith(")") and opening >= 0:
            before, after = before[:opening] + before[opening + 1 : -2], after[1:]
        return FoundLink(url, before, after)
    return None


def titled_links(markdown: str) -> list[tuple[str, str]]:
    """Return ``(label, url)`` for each link in a cell's Markdown, in order.

    The label is its plain text. The URL stands as it was written, whether it works or not, save
    for escapes and entities, which are resolved.
    """
    links: list[tuple[str, str]] = []
    (inline,) = _MARKDOWN.parseInline(markdown)
    url: str | None = None
    label = ""
    for token in inline.children or ():
        if token.type == "link_open":
            url, label = str(token.attrGet("href") or ""), ""
        elif token.type == "link_close" and url is not None:
            links.append((label, url))
            url = None
        elif token.type in ("softbreak", "hardbreak"):
            label += " "
        else:
            label += token.content
    return links


class _LinksAsWritten(MarkdownIt):
    """Reads links without encoding their addresses anew and without passing over bad ones."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  its parent's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002  its parent's name
        return True


_MARKDOWN = _LinksAsWritten("zero").enable(
    ["link", "autolink", "escape", "entity", "backticks", "emphasis", "newline"]
)


def _page_key(parts: SplitResult) -> str:
    host = re.sub(r"^(?:www\.)+(?=[^.]+\.)", "", (parts.hostname or "").rstrip("."))
    path = parts.path.rstrip("/")
    query = "&".join(
        pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0])
    )
    if host in _ONE_FORUM:
        host = "lesswrong.com"
        path = _FORUM_POST.sub(r"\1", path) if _FORUM_POST.fullmatch(path) else path
    elif host == "openreview.net" and path in ("/forum", "/pdf"):
        path, query = "/forum", _only(query, "id")
    elif host == "youtu.be" and path:
        host, path, query = "youtube.com", "/watch", "v=" + path.removeprefix("/")
    elif host in ("youtube.com", "m.youtube.com") and path == "/watch":
        host, query = "youtube.com", _only(query, "v")
    if ":" in host:
        host = f"[{host}]"
    if parts.port not in (None, 80, 443):
        host += f":{parts.port}"
    user = parts.netloc.rpartition("@")[0]
    # After #! and #/ stands a page of a site that loads its pages itself; else only a place in one.
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return (
        "https://"
        + (f"{user}@" if user else "")
        + host
        + path
        + (f"?{query}" if query else "")
        + (f"#{fragment}" if fragment else "")
    )


def _only(query: str, name: str) -> str:
    """Return the query with this one parameter, or as it is where the parameter is missing."""
    return f"{name}={parse_qs(query)[name][0]}" if name in parse_qs(query) else query


def _found(match: re.Match[str]) -> tuple[str, int]:
    """Return the URL that a match stands for, and where in the text it ends."""
    if match["id"]:
        return f"https://arxiv.org/abs/{match['id']}", match.end()
    if match["slack"]:
        return _unescaped(match["slack"]), match.end()
    typed = match["bare"] or match["page"] or match["other"]
    url = _without_punctuation(typed)
    end = match.end() - len(typed) + len(url)
    return _unescaped(url if match["bare"] else f"https://{url}"), end


def _without_punctuation(url: str) -> str:
    counts = Counter(char for char in url if char in "()[]{}")
    end = len(url)
    while end:
        last = url[end - 1]
        opener = _OPENERS.get(last)
        if opener and counts[last] > counts[opener]:
            counts[last] -= 1
        elif last not in _AFTER_A_LINK:
            break
        end -= 1
    return url[:end]


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
