"""Two versions of a text made one, sentence by sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.newsroom.merging import merged_credits, merged_list, merged_text

WORDS = st.sampled_from(
    ["One", "Two", "Three", "Is it?", "A [link](https://a.b/c. d)", "e.g. this"]
)
SENTENCES = st.lists(st.builds("{}.".format, WORDS), max_size=5)
TEXTS = st.builds(
    lambda some, gap: gap.join(some), SENTENCES, st.sampled_from([" ", "\n\n", "\xa0", "\r\n"])
)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "both"),
    [
        ("A. B. C.", "A1. B. C.", "A. B. C1.", "A1. B. C1."),
        ("A. B.", "A1. B.", "A. B1.", "A1. B1."),
        ("A. B.", "A. B. C.", "A1. B.", "A1. B. C."),
        ("A. B. C.", "A. C.", "A. B. C. D.", "A. C. D."),
        ("A.\n\nB.", "A.\n\nB. B2.", "A0.\n\nB.", "A0.\n\nB. B2."),
        ("A. B.", "A2. B.", "A2. B.", "A2. B."),
        ("A. B.", "A. B.", "A. B1.", "A. B1."),
        ("A. B.", "A1. B.", "A.\xa0B.", "A1. B."),
        ("A. B.", "A1. B.", "A2. B.", None),
        ("A.", "A. B.", "A. C.", None),
        ("A. B.", "A.", "A. B1.", None),
        ("", "A.", "B.", None),
    ],
)
def test_what_one_side_changed_is_taken_and_what_both_did_is_not_guessed(
    base: str, ours: str, theirs: str, both: str | None
) -> None:
    assert merged_text(base, ours, theirs) == both


def test_lists_are_merged_name_by_name() -> None:
    assert merged_list("Ann, Bob", "Ann, Bob, Cy", "*Ann, Bob") == "*Ann, Bob, Cy"
    assert merged_list("Ann, Bob", "Ann, Cy", "Ann, Di") is None


def test_what_no_cell_holds_is_not_merged() -> None:
    half = "A long one. " * 2_500
    assert merged_text("B.", f"{half}B.", f"B. {half}") is None


@given(TEXTS, TEXTS)
def test_a_side_that_changed_nothing_takes_the_others_text(base: str, other: str) -> None:
    assert merged_text(base, base, other) is not None
    assert _said(merged_text(base, base, other)) == _said(other)
    assert _said(merged_text(base, other, base)) == _said(other)
    assert _said(merged_text(base, other, other)) == _said(other)


@given(TEXTS, TEXTS, TEXTS)
def test_no_sentence_that_somebody_wrote_is_lost(base: str, ours: str, theirs: str) -> None:
    both = merged_text(base, ours, theirs)
    if both is None:
        return
    for sentence in _sentences(ours) | _sentences(theirs):
        if sentence not in _sentences(base):
            assert sentence in both


def _sentences(text: str) -> set[str]:
    return {one.strip() for one in text.replace(".", ".|").split("|") if one.strip()}


def _said(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "both"),
    [
        (
            ("Ann", "Fine."),
            ("Ann", "Fine.\n\n**Bob's opinion:** Bad."),
            ("Ann", "Fine. Indeed."),
            ("Ann", "Fine. Indeed.\n\n**Bob's opinion:** Bad."),
        ),
        (("Ann", ""), ("Ann/Cy", "Yes."), ("Bob", ""), ("Bob/Cy", "Yes.")),
        (("", ""), ("Ann", ""), ("", "Fine."), ("Ann", "Fine.")),
        (("Ann/Bob", "Bad."), ("Ann", ""), ("Ann/Bob", "Bad."), ("Ann", "")),
        (("Ann", "Fine."), ("Bob", "Fine."), ("Cy", "Fine."), None),
        (("Ann", "Fine."), ("Ann", ""), ("Ann", "Fine!"), None),
        (("Ann", "Fine."), ("Ann", "Good."), ("Ann", "Bad."), None),
    ],
)
def test_credits_are_merged_person_by_person(
    base: tuple[str, str],
    ours: tuple[str, str],
    theirs: tuple[str, str],
    both: tuple[str, str] | None,
) -> None:
    assert merged_credits(base, ours, theirs) == both
