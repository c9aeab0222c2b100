import csv
import re
from collections import defaultdict

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.newsroom.links import FoundLink, canonical, find_link, is_web_link, titled_links
from tests.shared_data import shared

SAME_PAGE = {
    "arxiv:2003.03384": [
        "https://arxiv.org/abs/2003.03384",
        "http://arxiv.org/abs/2003.03384/",
        "https://www.arxiv.org/abs/2003.03384v3",
        "https://export.arxiv.org/abs/2003.03384?context=cs#comments",
        "https://arxiv.org/pdf/2003.03384",
        "https://arxiv.org/pdf/2003.03384.pdf",
        "https://arxiv.org/pdf/2003.03384v2.pdf",
        "https://arxiv.org/html/2003.03384v1",
        "HTTPS://ARXIV.ORG/ABS/2003.03384",
        "arxiv.org/abs/2003.03384",
        "arXiv:2003.03384",
        "arxiv: 2003.03384v1",
        "https://doi.org/10.48550/arXiv.2003.03384",
        "doi:10.48550/arXiv.2003.03384",
        "https://ar5iv.labs.arxiv.org/html/2003.03384",
        "https://ar5iv.org/abs/2003.03384",
        "https://www.alphaxiv.org/abs/2003.03384",
        "https://huggingface.co/papers/2003.03384",
        "  https://arxiv.org/abs/2003.03384\n",
    ],
    "arxiv:cs/0112017": [
        "https://arxiv.org/abs/cs/0112017",
        "http://arxiv.org/pdf/cs/0112017v1.pdf",
        "arXiv:cs/0112017",
        "https://arxiv.org/abs/cs.AI/0112017",
    ],
    "arxiv:math/0309136": ["https://arxiv.org/abs/math.GT/0309136", "arXiv:math/0309136"],
    "arxiv:hep-th/9901001": ["https://arxiv.org/abs/hep-th/9901001v3"],
    "https://example.com/a": [
        "https://example.com/a",
        "http://example.com/a/",
        "https://www.example.com/a",
        "https://EXAMPLE.com:443/a",
        "http://example.com:80/a",
        "https://example.com./a#part-2",
        "https://example.com/a?utm_source=x&UTM_Campaign=y&fbclid=1&gclid=2&mc_cid=3&mc_eid=4",
        "https://example.com/b/../a?ref_src=twsrc",
        "https://example.com/%61?",
    ],
    "https://example.com": ["http://example.com", "https://www.example.com/"],
    "https://example.com?a=1&b=2": ["https://example.com/?b=2&utm_medium=x&a=1"],
    "https://example.com#!/a": ["https://www.example.com/#!/a"],
    "https://example.com:8080/a": ["http://example.com:8080/a/"],
    "https://openreview.net/forum?id=B1x": [
        "https://openreview.net/forum?id=B1x",
        "https://openreview.net/pdf?id=B1x",
        "https://openreview.net/forum?id=B1x&noteId=z",
    ],
    "https://lesswrong.com/posts/AKkFh3zKGzcYBiPo7": [
        "https://www.lesswrong.com/posts/AKkFh3zKGzcYBiPo7/logical-counterfactuals",
        "https://www.alignmentforum.org/posts/AKkFh3zKGzcYBiPo7/logical-counterfactuals",
        "https://www.lesserwrong.com/posts/AKkFh3zKGzcYBiPo7",
    ],
    "https://youtube.com/watch?v=abc_": [
        "https://www.youtube.com/watch?v=abc_&t=10s",
        "https://youtu.be/abc_?t=10",
        "https://m.youtube.com/watch?v=abc_",
    ],
}

OTHER_PAGES = [
    ("https://arxiv.org/abs/2003.03384", "https://arxiv.org/abs/2003.03385"),
    ("https://arxiv.org/abs/cs/0112017", "https://arxiv.org/abs/math/0112017"),
    ("https://arxiv.org/list/cs.AI/recent", "https://arxiv.org/list/cs.LG/recent"),
    ("https://notarxiv.org/abs/2003.03384", "https://arxiv.org/abs/2003.03384"),
    ("https://example.com/a", "https://example.com/A"),
    ("https://example.com/a", "https://example.org/a"),
    ("https://example.com/?id=1", "https://example.com/?id=2"),
    ("https://example.com/?gid=1", "https://example.com/?gid=2"),
    ("https://example.com/?fbid=1", "https://example.com/?fbid=2"),
    ("https://example.com/#!/a", "https://example.com/#!/b"),
    ("https://example.com/a", "https://example.com:8080/a"),
    ("https://www.com/", "https://com/"),
    ("https://youtube.com/watch?v=a", "https://youtube.com/watch?v=b"),
    ("https://openreview.net/forum?id=a", "https://openreview.net/forum?id=b"),
    (
        "https://www.lesswrong.com/posts/AKkFh3zKGzcYBiPo7/a?commentId=x",
        "https://www.lesswrong.com/posts/AKkFh3zKGzcYBiPo7/a?commentId=y",
    ),
]

TYPED = [
    ("https://x.org/a", "https://x.org/a", "", ""),
    ("see https://x.org/a, please", "https://x.org/a", "see ", ", please"),
    ("(https://x.org/a).", "https://x.org/a", "(", ")."),
    ("https://x.org/a…", "https://x.org/a", "", "…"),
    ("https://en.wikipedia.org/wiki/A_(b)", "https://en.wikipedia.org/wiki/A_(b)", "", ""),
    ("(https://en.wikipedia.org/wiki/A_(b))", "https://en.wikipedia.org/wiki/A_(b)", "(", ")"),
    ("“https://x.org/a”", "https://x.org/a", "“", "”"),
    ("*https://x.org/a*", "https://x.org/a", "*", "*"),
    ("<https://x.org/a>", "https://x.org/a", "", ""),
    ("<https://x.org/?a=1&amp;b=2|x.org> T", "https://x.org/?a=1&b=2", "", " T"),
    ("https://x.org/?a=1&amp;b=2 T", "https://x.org/?a=1&b=2", "", " T"),
    ("&lt;https://x.org/a&gt; T", "https://x.org/a", "&lt;", "&gt; T"),
    ("[A title](https://x.org/a_(b)) T", "https://x.org/a_(b)", "A title", " T"),
    ("https://x.org/a\xa0T", "https://x.org/a", "", "\xa0T"),
    ("\u200bhttps://x.org/a\u200b", "https://x.org/a", "\u200b", "\u200b"),
    ("HTTPS://x.org/a", "HTTPS://x.org/a", "", ""),
    ("arxiv.org/abs/2003.03384v2 T", "https://arxiv.org/abs/2003.03384v2", "", " T"),
    ("T arXiv:2003.03384.", "https://arxiv.org/abs/2003.03384", "T ", "."),
    ("arXiv:2003.03384v2 T", "https://arxiv.org/abs/2003.03384", "", " T"),
    ("arXiv: math.GT/0309136", "https://arxiv.org/abs/math.GT/0309136", "", ""),
    ("doi.org/10.48550/arXiv.2003.03384", "https://doi.org/10.48550/arXiv.2003.03384", "", ""),
    ("www.x.org", "https://www.x.org", "", ""),
    ("distill.pub/2020/circuits/ T", "https://distill.pub/2020/circuits/", "", " T"),
    ("https:// and then https://x.org/a", "https://x.org/a", "https:// and then ", ""),
]

NO_LINK = [
    "",
    "P12",
    "and/or",
    "e.g./i.e.",
    "A.I./ML",
    "https://",
    "me@example.com",
    "version 2.0/3",
]

WEB_LINKS = ["https://x.org", "http://x.org/a?b#c", "https://x.org:8080/", "https://[::1]/a"]
NO_WEB_LINKS = [
    "",
    "x.org/a",
    "ftp://x.org/a",
    "mailto:a@x.org",
    "javascript:alert(1)",
    "https://",
    "https:///a",
    "https://.",
    "https://:80/",
    "https://x.org:port/",
    "https://[::1/",
    "https://x.org/a b",
    "https://x.org/a\nb",
    "https://x.org/\x00",
    "https://x.org/\u200b",
    'https://x.org/"',
    "https://x.org/<b>",
    " https://x.org",
]

CELLS: list[tuple[str, list[tuple[str, str]]]] = [
    ("No link", []),
    (
        "[A](https://x.org/a) and [B](https://x.org/b)",
        [("A", "https://x.org/a"), ("B", "https://x.org/b")],
    ),
    ("[A](https://en.wikipedia.org/wiki/A_(b))", [("A", "https://en.wikipedia.org/wiki/A_(b)")]),
    (r"[A \[draft\]](https://x.org/a)", [("A [draft]", "https://x.org/a")]),
    ("[A [draft]](https://x.org/a)", [("A [draft]", "https://x.org/a")]),
    ("[An *odd* one](https://x.org/a)", [("An odd one", "https://x.org/a")]),
    ("[A\nB](https://x.org/a)", [("A B", "https://x.org/a")]),
    ("[A](https://x.org/ä?b=ü%20)", [("A", "https://x.org/ä?b=ü%20")]),
    ('[A](<https://x.org/a b> "T")', [("A", "https://x.org/a b")]),
    ("[A]() [B](x.org) [C](javascript:a)", [("A", ""), ("B", "x.org"), ("C", "javascript:a")]),
    ("One.\n\n[A](https://x.org/a)\n\nTwo.", [("A", "https://x.org/a")]),
    ("<https://x.org/a>", [("https://x.org/a", "https://x.org/a")]),
    ("<@A@>(@The title of A@)", []),
    ("`[A](https://x.org/a)`", []),
    (r"\[A](https://x.org/a)", []),
]

addresses = st.builds(
    "".join,
    st.lists(
        st.sampled_from(
            ["https://", "http://", "www.", "arxiv.org/abs/", "2003.03384", "openreview.net/pdf",
             "youtu.be/", "lesswrong.com/posts/", "x.org", "/", "?", "#", "#!", "&", "=", "%", "[",
             "]", ":", "@", ".", "..", "utm_a=1", " ", "ä", "\ud800"]
        )
        | st.text(max_size=3)
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("url", "key"), [(url, key) for key, urls in SAME_PAGE.items() for url in urls]
)
def test_all_addresses_of_a_page_have_one_key(url: str, key: str) -> None:
    assert canonical(url) == key


@pytest.mark.parametrize(("one", "other"), OTHER_PAGES)
def test_other_pages_have_other_keys(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@given(st.text() | addresses)
@example("https://www.www.x.org//")
@example("https://youtu.be//")
def test_any_string_has_a_key_which_is_its_own_key(text: str) -> None:
    key = canonical(text)
    assert canonical(key) == key


@pytest.mark.parametrize("url", WEB_LINKS)
def test_an_address_of_the_web_is_a_web_link(url: str) -> None:
    assert is_web_link(url)


@pytest.mark.parametrize("url", NO_WEB_LINKS)
def test_what_cannot_be_opened_is_no_web_link(url: str) -> None:
    assert not is_web_link(url)


@pytest.mark.parametrize(("text", "url", "before", "after"), TYPED)
def test_a_link_is_found_as_people_type_it(text: str, url: str, before: str, after: str) -> None:
    assert find_link(text) == FoundLink(url, before, after)


@pytest.mark.parametrize("text", NO_LINK)
def test_no_link_is_found_where_there_is_none(text: str) -> None:
    assert find_link(text) is None


@given(st.text() | addresses)
def test_whatever_is_found_is_a_web_link(text: str) -> None:
    found = find_link(text)
    assert found is None or is_web_link(found.url)


@pytest.mark.parametrize(("cell", "links"), CELLS)
def test_the_links_of_a_cell_are_read(cell: str, links: list[tuple[str, str]]) -> None:
    assert titled_links(cell) == links


@given(st.text())
def test_any_cell_can_be_searched_for_links(cell: str) -> None:
    assert all(isinstance(url, str) for _, url in titled_links(cell))


def real_rows() -> list[dict[str, str]]:
    with shared("newsletter/database-2022-04.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_link_within_a_real_cell_is_read() -> None:
    several = 0
    for row in real_rows():
        for column in ("Title", "Prerequisites", "Read more", "Summary", "My opinion"):
            found = titled_links(row[column])
            assert len(found) == len(re.findall(r"\]\(", row[column]))
            several += len(found) > 1
    assert several > 50


def test_every_real_link_is_found_in_a_command() -> None:
    urls = [row["Title URL"] for row in real_rows() if row["Title URL"]]
    assert len(urls) == 1930
    for url in urls:
        assert is_web_link(url)
        found = find_link(f"{url} A title")
        assert found is not None
        assert canonical(found.url) == canonical(url.rstrip("."))


def test_no_real_title_is_taken_for_a_link() -> None:
    titles = [row["Title"] for row in real_rows() if "](" not in row["Title"]]
    assert [title for title in titles if find_link(title)] == []


def test_real_links_are_one_page_only_where_they_are() -> None:
    pages: dict[str, set[str]] = defaultdict(set)
    for row in real_rows():
        if row["Title URL"]:
            pages[canonical(row["Title URL"])].add(row["Title URL"])
    assert {key for key, urls in pages.items() if len(urls) > 1} == {
        "arxiv:1805.08974",
        "arxiv:1806.10071",
        "arxiv:1806.10729",
        "arxiv:1811.02553",
        "arxiv:1811.09722",
        "https://aisafety.camp",
        "https://fhi.ox.ac.uk/scholarships",
    }
