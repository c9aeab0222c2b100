from collections.abc import Iterator

import pytest

from bot.lookup.errors import NotFetched, NotReached
from bot.lookup.found import Found
from bot.lookup.lookup import look_up
from tests.lookup.web import ATOM, Web, page, web

API = "http://api.example/api/query"
AUTOMATING = Found(
    "Automating Data Science: Prospects and Challenges",
    "Tijl De Bie, Luc De Raedt",
    "arXiv",
    "2020",
)


@pytest.fixture
def internet() -> Iterator[Web]:
    with web() as served:
        yield served


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2003.03384",
        "https://arxiv.org/pdf/2003.03384v2.pdf",
        "https://doi.org/10.48550/arXiv.2003.03384",
        "https://huggingface.co/papers/2003.03384",
    ],
)
def test_arxivs_papers_are_asked_for_at_its_api(internet: Web, url: str) -> None:
    internet.pages["api.example/api/query"] = page(ATOM, "application/atom+xml")

    assert look_up(url, internet.fetcher(), arxiv_api_url=API, seconds=20) == AUTOMATING
    assert internet.asked == ["api.example/api/query?id_list=2003.03384&max_results=1"]


def test_any_other_page_says_itself_what_it_is(internet: Web) -> None:
    said = "<meta charset=iso-8859-1><meta name=citation_title content='Gödel'>".encode("latin-1")
    internet.pages["papers.example/a"] = page(said)

    assert look_up("http://papers.example/a", internet.fetcher(), seconds=20) == Found("Gödel")


def test_a_page_that_says_nothing_leaves_all_to_be_asked_for(internet: Web) -> None:
    internet.pages["papers.example/a"] = page(b"<p>Hello")

    assert look_up("http://papers.example/a", internet.fetcher(), seconds=20) == Found()


@pytest.mark.parametrize("answer", [page(b"", status=503), page(b"<feed>", "application/xml")])
def test_arxivs_own_page_is_looked_at_where_its_api_fails(internet: Web, answer: object) -> None:
    internet.pages["api.example/api/query"] = answer  # type: ignore[assignment]
    with pytest.raises(NotReached):
        look_up("arXiv:2003.03384", internet.fetcher(), arxiv_api_url=API, seconds=20)

    assert internet.connected == ["93.184.216.34"] * 2


def test_what_cannot_be_fetched_is_told_in_a_sentence(internet: Web) -> None:
    for url in ("http://papers.example/gone", "ftp://papers.example/", "nothing"):
        with pytest.raises(NotFetched, match=r"\.$"):
            look_up(url, internet.fetcher(), seconds=20)
