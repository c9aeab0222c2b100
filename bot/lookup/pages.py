"""What a web page says of the paper on it: ``citation_*``, Dublin Core, JSON-LD, Open Graph."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

from bot.lookup.dates import year_in
from bot.lookup.found import Found, found
from bot.lookup.json_ld import read_json_ld

_LOOKED_THROUGH = 1_000_000
"""How many characters of a page are looked through, from its beginning."""

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md"})

_CITATION_VENUES = (
    "citation_conference_title",
    "citation_journal_title",
    "citation_inbook_title",
    "citation_technical_report_institution",
    "citation_dissertation_institution",
)
_CITATION_DATES = (
    "citation_publication_date",
    "citation_date",
    "citation_year",
    "citation_online_date",
)


def read_page(text: str) -> Found:
    """Return what a page says, each field from the most careful of the sources that say it."""
    head = _Head()
    # It is not closed: what stands open at the end would be looked through again for each "<" in
    # it, which takes minutes for a page that is made for it.
    head.feed(text[:_LOOKED_THROUGH])
    said = head.said
    return (
        _citation(said)
        .or_else(_dublin_core(said))
        .or_else(read_json_ld(head.scripts))
        .or_else(_open_graph(said))
        .or_else(found(title=head.title, authors=[]))
    )


def in_reading_order(name: str) -> str:
    """Return ``Ada Lovelace`` for ``Lovelace, Ada``, and any other name as it is."""
    family, comma, given = name.partition(",")
    if not comma or "," in given or given.strip().lower() in _SUFFIXES:
        return name
    return f"{given.strip()} {family.strip()}".strip()


_Said = Mapping[str, Sequence[str]]
"""The contents of a page's meta elements by name, lower case."""


def _citation(said: _Said) -> Found:
    names = said.get("citation_author", ())
    if not names:
        names = [name for each in said.get("citation_authors", ()) for name in each.split(";")]
    return found(
        title=_first(said, "citation_title"),
        authors=[in_reading_order(name) for name in names],
        venue="arXiv" if "citation_arxiv_id" in said else _first(said, *_CITATION_VENUES),
        year=year_in(_first(said, *_CITATION_DATES)),
    )


def _dublin_core(said: _Said) -> Found:
    return found(
        title=_first(said, "dc.title", "dcterms.title"),
        authors=[
            in_reading_order(name)
            for name in said.get("dc.creator", ()) or said.get("dcterms.creator", ())
        ],
        venue=_first(said, "prism.publicationname", "dc.source", "dcterms.source"),
        year=year_in(_first(said, "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued")),
    )


def _open_graph(said: _Said) -> Found:
    names = said.get("author", ()) or said.get("article:author", ())
    return found(
        title=_first(said, "og:title", "twitter:title"),
        authors=[name for name in names if "://" not in name],
        venue=_first(said, "og:site_name"),
        year=year_in(_first(said, "article:published_time", "og:article:published_time")),
    )


def _first(said: _Said, *names: str) -> str:
    return next((text for name in names for text in said.get(name, ()) if text.strip()), "")


class _Head(HTMLParser):
    """Gathers a page's title, its meta elements and its scripts of JSON-LD."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.said: defaultdict[str, list[str]] = defaultdict(list)
        self.scripts: list[str] = []
        self._pieces: list[str] | None = None
        self._has_title = False

    def parse_html_declaration(self, i: int) -> int:
        """Pass over ``<![`` as browsers do: some releases of Python give up there."""
        if self.rawdata.startswith("<![", i):
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = values.get("name") or values.get("property") or values.get("itemprop") or ""
            self.said[name.strip().lower()].append(values.get("content", ""))
        elif tag == "script":
            is_json_ld = values.get("type", "").strip().lower() == "application/ld+json"
            self._pieces = [] if is_json_ld else None
        elif tag == "title" and not self._has_title:
            self._pieces = []

    def handle_data(self, data: str) -> None:
        if self._pieces is not None:
            self._pieces.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._pieces is None or tag not in ("title", "script"):
            return
        if tag == "script":
            self.scripts.append("".join(self._pieces))
        else:
            self.title, self._has_title = "".join(self._pieces), True
        self._pieces = None
