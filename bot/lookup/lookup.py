"""Looking up a paper: its title, authors, venue and year, from the link alone."""

from w3lib.encoding import html_to_unicode

from bot.lookup import arxiv
from bot.lookup.errors import NotFetched
from bot.lookup.fetching import SECONDS, Deadline, Fetcher
from bot.lookup.found import Found
from bot.lookup.pages import read_page


def look_up(
    url: str,
    fetcher: Fetcher,
    *,
    arxiv_api_url: str = arxiv.API_URL,
    seconds: float = SECONDS,
) -> Found:
    """Return what can be found out about the paper under a link, in so many seconds at most.

    A paper of arXiv is asked for at its API, whichever of its pages the link leads to, and looked
    up on its own page where the API fails. Raises NotFetched with a sentence for people.
    """
    deadline = Deadline(seconds)
    paper = arxiv.arxiv_id(url)
    if paper is None:
        return _of_page(url, fetcher, deadline)
    try:
        answer = fetcher.fetch(arxiv.question(paper, arxiv_api_url), deadline)
        said = arxiv.read_answer(answer.body)
    except NotFetched:
        said = Found()
    return said if said.title else _of_page(arxiv.page(paper), fetcher, deadline)


def _of_page(url: str, fetcher: Fetcher, deadline: Deadline) -> Found:
    page = fetcher.fetch(url, deadline)
    _, text = html_to_unicode(page.content_type, page.body)
    return read_page(text)
