"""JSON-LD: what a page's scripts for search engines say of the article on it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.lookup.dates import year_in
from bot.lookup.found import Found, found

_KINDS = ("article", "posting", "report", "thesis", "book", "chapter", "publication")
"""Ends of the names of types that are something to read: ``ScholarlyArticle``, ``BlogPosting``."""


def read_json_ld(scripts: Iterable[str]) -> Found:
    """Return what the first article in the scripts says of itself; what is no JSON says nothing."""
    for script in scripts:
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            if _is_article(thing):
                return _read(thing)
    return Found()


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Return the things at the top, and those in a ``@graph`` or as what a page is about."""
    for one in _listed(data):
        if isinstance(one, dict):
            yield one
            for name in ("@graph", "mainEntity"):
                yield from (inner for inner in _listed(one.get(name)) if isinstance(inner, dict))


def _is_article(thing: dict[str, Any]) -> bool:
    return any(str(kind).lower().endswith(_KINDS) for kind in _listed(thing.get("@type")))


def _read(thing: dict[str, Any]) -> Found:
    dates = (thing.get(name) for name in ("datePublished", "dateCreated"))
    venues = (_names(thing.get(name)) for name in ("isPartOf", "publisher"))
    return found(
        title=next((t for n in ("headline", "name") for t in _names(thing.get(n))), ""),
        authors=[n for n in _names(thing.get("author")) if "://" not in n],
        venue=next((name for names in venues for name in names), ""),
        year=next((y for date in dates if isinstance(date, str) and (y := year_in(date))), ""),
    )


def _names(value: Any) -> list[str]:
    """Return the names in a text, a thing with a name, or a list of them."""
    named = (one.get("name") if isinstance(one, dict) else one for one in _listed(value))
    return [name for name in named if isinstance(name, str) and name.strip()]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
