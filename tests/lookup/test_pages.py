import html
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lookup.dates import year_in
from bot.lookup.found import Found
from bot.lookup.pages import in_reading_order, read_page

CITATION = """
<html><head><title>[1] Concrete</title>
<meta name="citation_title" content="Concrete Problems
  in AI Safety &amp; more"/>
<meta name="citation_author" content="Amodei, Dario"/>
<meta name="citation_author" content="Chris Olah">
<META NAME="Citation_Conference_Title" CONTENT="ICML">
<meta name="citation_publication_date" content="2016/06/21"/>
<meta property="og:title" content="Concrete">
"""
DUBLIN_CORE = """
<meta name="DC.title" content="On Computable Numbers"><meta name="DC.creator" content="Turing, A.">
<meta name="DC.creator" content="King, Jr."><meta name="DC.date" content="12 November 1936">
<meta name="prism.publicationName" content="Proceedings">
"""
OPEN_GRAPH = """
<title>AGI safety - LessWrong</title><meta property="og:title" content="AGI safety">
<meta property="og:site_name" content="LessWrong"><meta name="author" content="Richard Ngo">
<meta property="article:author" content="https://example.org/richard">
<meta property="article:published_time" content="2020-09-28T10:00:00Z">
"""


def script(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


ARTICLE = {
    "@type": ["BlogPosting"],
    "headline": "Learning & dexterity",
    "author": [{"@type": "Person", "name": "Ada"}, "Grace"],
    "publisher": {"@type": "Organization", "name": "OpenAI"},
    "datePublished": "2018-07-30",
}
SAID = Found("Learning & dexterity", "Ada, Grace", "OpenAI", "2018")


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (
            CITATION,
            Found(
                "Concrete Problems in AI Safety & more", "Dario Amodei, Chris Olah", "ICML", "2016"
            ),
        ),
        (
            DUBLIN_CORE,
            Found("On Computable Numbers", "A. Turing, King, Jr.", "Proceedings", "1936"),
        ),
        (OPEN_GRAPH, Found("AGI safety", "Richard Ngo", "LessWrong", "2020")),
        (script(ARTICLE), SAID),
        (script([{"@type": "WebSite", "name": "no"}, ARTICLE]), SAID),
        (script({"@graph": [{"@type": "Person", "name": "no"}, ARTICLE]}), SAID),
        (script("{") + script(ARTICLE), SAID),
        ("<script type='application/ld+json'>{no</script>" + script(ARTICLE), SAID),
        ("<title> Only\n a title </title><svg><title>no</title></svg>", Found("Only a title")),
        ("<meta name='citation_authors' content='A B; C D'>", Found(authors="A B, C D")),
        ("<meta name='citation_title' content='  '><title>T</title>", Found("T")),
        ("<meta name='citation_title' content='a\u202eb\u200bc\x07'>", Found("abc")),
        (f"<title>{'long ' * 300}</title>", Found()),
        ("<script>var a = '<title>no</title>'</script>", Found()),
        ("", Found()),
    ],
)
def test_a_page_says_what_its_most_careful_source_says(page: str, found: Found) -> None:
    assert read_page(page) == found


def test_what_one_source_does_not_say_comes_from_the_next() -> None:
    page = '<meta name="citation_title" content="Exact">' + OPEN_GRAPH + script(ARTICLE)

    assert read_page(page) == Found("Exact", "Ada, Grace", "OpenAI", "2018")


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("2020-03-07", "2020"),
        ("7 March 2020", "2020"),
        ("03/07/1999", "1999"),
        ("20200307", "2020"),
        ("20200307T101500", "2020"),
        ("forthcoming", ""),
        ("12345", ""),
        ("", ""),
    ],
)
def test_the_year_is_found_in_a_date(date: str, year: str) -> None:
    assert year_in(date) == year


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Lovelace, Ada", "Ada Lovelace"),
        ("Ada Lovelace", "Ada Lovelace"),
        ("King, Jr.", "King, Jr."),
        ("A, B, C", "A, B, C"),
    ],
)
def test_a_name_is_put_in_reading_order(name: str, read: str) -> None:
    assert in_reading_order(name) == read


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80)


@given(TEXTS)
def test_a_title_comes_through_as_it_is_save_for_what_cannot_be_seen(title: str) -> None:
    page = f'<meta name="citation_title" content="{html.escape(title)}">'

    said = read_page(page).title

    assert "\n" not in said
    assert said == said.strip()
    if title.isprintable() and title == " ".join(title.split()):
        assert said == title


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["Article", "name"]) | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@graph", "headline", "name", "author", "publisher", "datePublished"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON, st.text(st.sampled_from("<>&;\"'=/!-[]metaitlscrpn "), max_size=120))
def test_any_page_says_something_in_lines(data: object, tags: str) -> None:
    for page in (script(data) + tags, tags + OPEN_GRAPH, tags):
        said = read_page(page)
        assert all(text.isprintable() for text in (said.title, said.authors, said.venue, said.year))


def test_scripts_that_nest_without_an_end_say_nothing() -> None:
    deep = "[" * 200_000

    assert read_page(f'<script type="application/ld+json">{deep}</script>') == Found()


@pytest.mark.parametrize("piece", ["<a ", "<a a='", "<!--", "<![", "</", "<", "&#", "<a/", "<!D[ "])
@pytest.mark.parametrize("end", ["", ">"])
def test_a_page_made_to_be_looked_through_for_ever_is_done_with(piece: str, end: str) -> None:
    assert read_page("<title>T</title>" + piece * (200_000 // len(piece)) + end) == Found("T")


def test_a_page_is_looked_through_to_its_scripts_but_not_without_an_end() -> None:
    assert read_page("x" * 900_000 + script(ARTICLE)) == SAID
    assert read_page("x" * 1_000_000 + script(ARTICLE)) == Found()
