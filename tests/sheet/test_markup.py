"""Links in a text: what is put together comes apart as the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sheet.markup import Piece, link, markdown, pieces, whole_link

X, Y = "https://example.com/x", "https://example.com/y_(z)"
LABELS = st.text(st.sampled_from("ab []()\\!\n*é"), min_size=1)
URLS = st.sampled_from([X, Y, "http://a.b/?q=[1]"])


@given(LABELS, URLS)
def test_any_label_comes_back_from_its_link(label: str, url: str) -> None:
    assert whole_link(link(label, url)) == Piece(label, url)


@given(st.lists(st.tuples(st.text("ab \n", min_size=1), LABELS, URLS)))
def test_a_text_comes_apart_into_the_links_that_it_was_made_of(
    parts: list[tuple[str, str, str]],
) -> None:
    text = [piece for before, label, url in parts for piece in (Piece(before), Piece(label, url))]
    assert pieces(markdown(text)) == text


@given(st.text(st.sampled_from("[]()\\ab h"), max_size=40))
def test_text_without_a_link_to_the_web_stays_as_it_is(text: str) -> None:
    assert "".join(part.text for part in pieces(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](https://example.com/x)", Piece("a", X)),
        ("https://example.com/x", Piece(X, X)),
        ("[a](https://example.com/y_(z))", Piece("a", Y)),
        (r"[a \[b\]](https://example.com/x)", Piece("a [b]", X)),
        ("[a](https://example.com/x) and more", None),
        ("[a](https://example.com/x) [b](https://example.com/x)", None),
        ("[a](javascript:alert)", None),
        ("[](https://example.com/x)", None),
        ("[a]", None),
        ("", None),
    ],
)
def test_only_a_text_that_is_one_link_is_a_whole_link(text: str, expected: Piece | None) -> None:
    assert whole_link(text) == expected


def test_a_link_inside_of_brackets_is_the_link() -> None:
    text = "[see [a](https://example.com/x) there](https://example.com/x)"
    assert pieces(text) == [
        Piece("[see "),
        Piece("a", X),
        Piece(" there](https://example.com/x)"),
    ]


@pytest.mark.parametrize("text", ["[" * 50_000, "](" * 25_000, "[a](" * 12_000, "[(" * 25_000])
def test_hostile_brackets_take_no_time(text: str) -> None:
    assert pieces(text) == [Piece(text)]
