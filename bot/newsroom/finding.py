"""Which paper a person means: what they typed taken apart, and titles compared."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.newsroom.links import canonical, find_link, titled_links

_ID = re.compile(r"[\s\"'“”`*_#(\[]*p0*([0-9]{1,9})[\s\"'“”`*_.,;:)\]]*", re.IGNORECASE | re.ASCII)
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*\)")
_ADDRESS = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_NOT_IN_A_WORD = re.compile(r"[^\w\s]|_")
_AROUND_A_LINK = " \t\n\r\f\v\xa0,;:|-–—·"

_NEAR_WORD = 80
_NEAR_TITLE = 85
_SHORT = 3
"""Words up to this length have no typos: too many others are near."""


@dataclass(frozen=True)
class Wanted:
    """A paper as a person named it: by ``paper_id`` or ``url`` or neither, and by title words.

    ``other_url`` is a second link, which cannot mean the same paper.
    """

    paper_id: str | None
    url: str | None
    words: str
    other_url: str | None = None


def parse(text: str) -> Wanted:
    """Take apart what a person typed for a paper in a Slack command.

    That is an ID alone (``P12``, ``p12``, ``#P12``), or a link with title words on either side of
    it or none, or title words alone. Words come back without Slack's escapes, with single spaces,
    and without quotation marks around them. The same link once more says nothing.
    """
    paper_id = _ID.fullmatch(text)
    if paper_id:
        return Wanted(f"P{paper_id[1]}", None, "")
    link = find_link(text)
    if link is None:
        return Wanted(None, None, _words(text))
    before, after = link.before.rstrip(), link.after.lstrip()
    for opening, closing in ("()", "[]", ("&lt;", "&gt;"), "**", "__", "``", '""', "“”"):
        if before.endswith(opening) and after.startswith(closing):
            before = before[: -len(opening)]
            after = after[len(closing) :]
    before, after = before.strip(_AROUND_A_LINK), after.strip(_AROUND_A_LINK)
    if not after.strip(".!?…"):
        after = ""
    words = _words(f"{before} {after}")
    # A title may have links of its own in it, as the sheet writes them.
    is_bare = _ADDRESS.search(words) and not _MARKDOWN_LINK.search(words)
    rest = parse(words) if is_bare else None
    if rest is None or rest.url is None:
        return Wanted(None, link.url, words)
    is_same = canonical(rest.url) == canonical(link.url)
    return Wanted(None, link.url, rest.words, rest.other_url if is_same else rest.url)


@lru_cache(maxsize=20_000)
def normalized_title(title: str) -> str:
    """Return the form of a title under which two spellings of it are the same.

    Case, punctuation, apostrophes, white space and links make no difference. A title that consists
    of nothing else is its own form; only one without any visible character has an empty one.
    """
    text = _MARKDOWN_LINK.sub(r"\1", title) if "](" in title else title
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    words = _NOT_IN_A_WORD.sub(_mark_or_space, _APOSTROPHES.sub("", text)).split()
    return " ".join(words or text.split())


def same_title(words: str, title: str) -> bool:
    """Tell whether words that were given with a link name the paper of that title behind it.

    They do if they are the title, but for typos; the first words of it, if what follows is neither
    in brackets nor numbered; or a few of its words in a row, up to half of them. They do not if
    they make another title: several papers may stand behind one link, such as “State of AI” and
    “State of AI Report 2020”, or “Part 2” and “Part 3” of a series.
    """
    said, known = normalized_title(words), normalized_title(title)
    if not said or not known:
        return False
    if said == known or said in [normalized_title(label) for label, _ in titled_links(title)]:
        return True
    if f" {said} " in f" {known} ":
        few = 2 * len(said.split()) <= len(known.split())
        return few or _is_beginning(said, known, title)
    return _is_misspelled(said.split(), known.split())


def match_titles(words: str, titles: Mapping[str, str]) -> list[str]:
    """Return the ids of the titles that fit the words best; none if nothing fits.

    ``titles`` maps ids to titles. Only the best kind of match counts: the title itself; the words
    in a row within it; all of them (or beginnings of words) in any order; and last, with typos.
    Those with typos come nearest first, all others in the order of ``titles``.
    """
    said = normalized_title(words)
    known = {one: key for one, title in titles.items() if (key := normalized_title(title))}
    if not said or not known:
        return []
    exact = [one for one, key in known.items() if key == said]
    if exact:
        return exact
    phrase = f" {said} "
    in_a_row = [one for one, key in known.items() if phrase in f" {key} "]
    if in_a_row:
        return in_a_row
    beginnings = [f" {word}" for word in said.split()]
    scattered = [
        one for one, key in known.items() if all(beginning in f" {key}" for beginning in beginnings)
    ]
    return scattered or _with_typos(said, known)


def _words(text: str) -> str:
    unescaped = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    plain = " ".join(unescaped.split())
    quoted = _QUOTED.fullmatch(plain)
    return quoted[1].strip() if quoted else plain


def _mark_or_space(match: re.Match[str]) -> str:
    # Vowel signs of many scripts are marks, which belong to a word though \w leaves them out.
    return match[0] if unicodedata.category(match[0]).startswith("M") else " "


def _is_beginning(said: str, known: str, title: str) -> bool:
    if not known.startswith(said + " "):
        return False
    rest = known.removeprefix(said).split()
    if _numbers(rest):
        return False
    brackets = re.finditer(r"[(\[]", title)
    return not any(normalized_title(title[: one.start()]) == said for one in brackets)


def _is_misspelled(said: list[str], known: list[str]) -> bool:
    if "".join(said) == "".join(known):
        return True
    return len(said) == len(known) and all(map(_is_near, said, known))


def _is_near(said: str, known: str) -> bool:
    if said == known:
        return True
    return (
        _may_have_typos(said) and _may_have_typos(known) and fuzz.ratio(said, known) >= _NEAR_WORD
    )


def _may_have_typos(word: str) -> bool:
    return len(word) > _SHORT and not any(char.isdigit() for char in word)


def _numbers(words: Iterable[str]) -> list[str]:
    return [word for word in words if any(char.isdigit() for char in word)]


def _with_typos(said: str, known: Mapping[str, str]) -> list[str]:
    """Return ids of titles that are near as a whole, or else have a near word for every word."""
    numbers = _numbers(said.split())
    whole = process.extract(
        said, known, scorer=fuzz.ratio, score_cutoff=_NEAR_TITLE, limit=len(known)
    )
    nearest = [one for key, _, one in whole if _numbers(key.split()) == numbers]
    if nearest:
        return nearest
    split = {one: set(key.split()) for one, key in known.items()}
    vocabulary = list(set().union(*split.values()))
    for word in said.split():
        near = _words_near(word, vocabulary)
        split = {one: words for one, words in split.items() if not words.isdisjoint(near)}
    scores = {one: fuzz.partial_ratio(said, known[one]) for one in split}
    return sorted(split, key=lambda one: -scores[one])


def _words_near(word: str, vocabulary: Sequence[str]) -> set[str]:
    if not _may_have_typos(word):
        return {word}
    near = process.extract(
        word, vocabulary, scorer=fuzz.ratio, score_cutoff=_NEAR_WORD, limit=len(vocabulary)
    )
    return {other for other, _, _ in near if _may_have_typos(other)}
