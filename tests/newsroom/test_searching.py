"""What a person types after /find, as words and what narrows them down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.newsroom.searching import Search, as_asked, search_in


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", Search()),
        ("  !?  ", Search()),
        ("mesa optimizer", Search(terms=(("mesa",), ("optimizer",)))),
        ('"inner alignment" risk', Search(terms=(("inner", "alignment"), ("risk",)))),
        ("“inner alignment”", Search(terms=(("inner", "alignment"),))),
        ('"left open', Search(terms=(("left", "open"),))),
        ("AutoML-Zero", Search(terms=(("AutoML", "Zero"),))),
        ("by:Zach", Search(by=("Zach",))),
        ('BY: "Rohin Shah" x', Search(terms=(("x",),), by=("Rohin Shah",))),
        ("by:Zach by:Rohin", Search(by=("Zach", "Rohin"))),
        ('in:"Agent foundations"', Search(category="Agent foundations")),
        ("AN #95", Search(issue="AN #95")),
        ("an#95 goals", Search(terms=(("goals",),), issue="an #95")),
        ("#95", Search(issue="#95")),
        ("goals in AN #95", Search(terms=(("goals",), ("in",)), issue="AN #95")),
        ("standby:x", Search(terms=(("standby", "x"),))),
    ],
)
def test_words_are_told_from_what_narrows_them_down(text: str, wanted: Search) -> None:
    assert search_in(text) == wanted


@given(st.text())
def test_any_text_can_be_read_and_means_the_same_once_it_is_tidy(text: str) -> None:
    assert len(as_asked(text)) <= 300
    assert search_in(as_asked(text)) == search_in(text)
