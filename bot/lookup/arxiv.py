"""arXiv: which paper a link means, and what its API says of it."""

from urllib.parse import urlencode
from xml.etree import ElementTree

from bot.lookup.dates import year_in
from bot.lookup.errors import NotReadable
from bot.lookup.found import Found, found
from bot.newsroom.links import canonical

API_URL = "https://export.arxiv.org/api/query"

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"


def arxiv_id(url: str) -> str | None:
    """Return the ID of the paper that any of arXiv's links means, without its version, or None."""
    key = canonical(url)
    return key.removeprefix("arxiv:") if key.startswith("arxiv:") else None


def question(paper: str, api_url: str = API_URL) -> str:
    """Return the address under which the API tells of a paper."""
    return f"{api_url}?{urlencode({'id_list': paper, 'max_results': 1})}"


def page(paper: str) -> str:
    """Return the address of a paper's own page."""
    return f"https://arxiv.org/abs/{paper}"


def read_answer(body: bytes) -> Found:
    """Return what the API's answer says of the one paper in it; raises NotReadable."""
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise NotReadable("arXiv’s answer cannot be read.")
    try:
        feed = ElementTree.fromstring(body)  # noqa: S314  it declares no entities, see above
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise NotReadable("arXiv’s answer cannot be read.") from error
    entry = feed.find(f"{_ATOM}entry")
    if entry is None or "/api/errors" in entry.findtext(f"{_ATOM}id", ""):
        return Found()
    return found(
        title=entry.findtext(f"{_ATOM}title", ""),
        authors=[name.text or "" for name in entry.findall(f"{_ATOM}author/{_ATOM}name")],
        venue=entry.findtext(f"{_ARXIV}journal_ref", "") or "arXiv",
        year=year_in(entry.findtext(f"{_ATOM}published", "")),
    )
