"""What would make a row of the sheet wrong, field by field, each with a sentence for its writer."""

from bot.newsroom.categories import Categories
from bot.newsroom.credits import Uncreditable, write_cells
from bot.newsroom.links import is_web_link, titled_links
from bot.newsroom.papers import Paper

CELL_LIMIT = 50_000
"""How many characters a cell of a Google Sheet holds."""

_TEXTS = ("title", "authors", "venue", "hat_tip", "summary", "prerequisites", "read_more")


def fits(text: str) -> bool:
    """Tell whether a cell holds a text. Google counts UTF-16 units."""
    return (
        len(text) <= CELL_LIMIT // 2
        or len(text.encode("utf-16-le", "surrogatepass")) <= 2 * CELL_LIMIT
    )


def check_submission(paper: Paper, categories: Categories) -> dict[str, str]:
    """Return ``{field: sentence}`` for all that keeps a paper from being submitted as it is."""
    problems: dict[str, str] = {}
    if paper.is_untitled:
        problems["title"] = "What is it called? A paper needs its title."
    if paper.url and not is_web_link(paper.url):
        problems["url"] = "This link does not work: it has to begin with https:// or http://."
    if not paper.category:
        problems["category"] = "Choose the category under which it is printed."
    elif categories.find_category(paper.category) is None:
        problems["category"] = f"There is no category “{paper.category}”. Choose one from the list."
    if paper.year and not (len(paper.year) == 4 and paper.year.isascii() and paper.year.isdigit()):
        problems["year"] = "A year has four digits, like 2020."
    if not paper.summary.strip():
        problems["summary"] = "The summary is still empty."
    for name in ("prerequisites", "read_more"):
        broken = [url for _, url in titled_links(getattr(paper, name)) if not is_web_link(url)]
        if broken:
            problems[name] = f"This link does not work: {broken[0]}"
    for name in _TEXTS:
        problems.update(_too_long(name, getattr(paper, name)))
    return problems | _opinions(paper)


def check_opinion(paper: Paper, text: str) -> dict[str, str]:
    """Return ``{"opinion": sentence}`` if the paper's opinions cannot stand in their cell."""
    return _too_long("opinion", text) or _opinions(paper)


def _opinions(paper: Paper) -> dict[str, str]:
    try:
        _, cell = write_cells(paper.summarizer, paper.opinions)
    except Uncreditable as error:
        return {"opinion": str(error)}
    if not fits(cell):
        return {
            "opinion": f"All opinions share one cell of the sheet, which holds {CELL_LIMIT:,}"
            f" characters; with this one they have {len(cell):,}. Please shorten yours."
        }
    return {}


def _too_long(name: str, text: str) -> dict[str, str]:
    if fits(text):
        return {}
    return {
        name: f"A cell of the sheet holds {CELL_LIMIT:,} characters; this has {len(text):,}."
        " Please shorten it."
    }
