import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lookup.arxiv import arxiv_id, question, read_answer
from bot.lookup.errors import NotReadable
from bot.lookup.found import Found
from tests.lookup.web import ATOM


@pytest.mark.parametrize(
    ("url", "paper"),
    [
        ("https://arxiv.org/abs/2003.03384v2", "2003.03384"),
        ("http://arxiv.org/pdf/2003.03384.pdf", "2003.03384"),
        ("https://doi.org/10.48550/arXiv.2003.03384", "2003.03384"),
        ("https://ar5iv.labs.arxiv.org/html/2003.03384", "2003.03384"),
        ("https://arxiv.org/abs/math.GT/0309136", "math/0309136"),
        ("https://arxiv.org/list/cs.AI/recent", None),
        ("https://example.org/abs/2003.03384", None),
    ],
)
def test_each_link_to_arxiv_means_one_paper(url: str, paper: str | None) -> None:
    assert arxiv_id(url) == paper


def test_the_question_names_the_paper() -> None:
    asked = question("math/0309136", "http://127.0.0.1:9/api/query")

    assert asked == "http://127.0.0.1:9/api/query?id_list=math%2F0309136&max_results=1"


def test_the_answer_says_title_authors_and_year() -> None:
    assert read_answer(ATOM) == Found(
        "Automating Data Science: Prospects and Challenges",
        "Tijl De Bie, Luc De Raedt",
        "arXiv",
        "2020",
    )


def test_a_journal_is_the_venue_where_there_is_one() -> None:
    ref = (
        b'<arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">JAIR 1</arxiv:journal_ref>'
    )

    assert read_answer(ATOM.replace(b"</entry>", ref + b"</entry>")).venue == "JAIR 1"


def test_an_unknown_paper_is_not_found() -> None:
    error = ATOM.replace(
        b"http://arxiv.org/abs/2003.03384v1", b"http://arxiv.org/api/errors#bad_id"
    )

    assert read_answer(error) == Found()
    assert read_answer(b'<feed xmlns="http://www.w3.org/2005/Atom"/>') == Found()


@given(st.binary(max_size=60))
def test_what_is_no_answer_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(NotReadable):
        read_answer(b"<feed>" + body)


def test_an_answer_with_entities_is_not_read() -> None:
    with pytest.raises(NotReadable):
        read_answer(b'<!DOCTYPE feed [<!ENTITY a "aaaa">]><feed>&a;</feed>')
