"""What people wrote as Slack's mrkdwn: shown as typed, never more than its budget."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.text import clip, escape, link, literal

HOSTILE = st.text(st.sampled_from("ab1 *_~`:@#<>&|!^\n\t.,()[]-\\\u202e\x00é"), max_size=60)
ANYTHING = st.text(max_size=60) | HOSTILE


def test_only_the_three_characters_that_slack_gives_a_meaning_to_are_escaped() -> None:
    assert escape("<b> & *c*") == "&lt;b&gt; &amp; *c*"


@given(ANYTHING)
def test_escaped_text_is_at_most_five_times_as_long_and_says_the_same(text: str) -> None:
    escaped = escape(text)
    assert len(escaped) <= 5 * len(text)
    assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", escaped)
    back = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert back == text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Adversarial Examples", "Adversarial Examples"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("  one\ttwo\n\nthree  ", "one two three"),
        ("snake_case and 2*3", "snake_case and 2*3"),
        ("2 * 3 ~ 6", "2 * 3 ~ 6"),
        ("*bold*", "∗bold∗"),
        ("_slanted_ ~gone~", "ˍslantedˍ ∼gone∼"),
        ("a`code`b", "aˋcodeˋb"),
        ("0~~0 a__b", "0∼∼0 aˍˍb"),
        ("Ilyas*, Santurkar*", "Ilyas∗, Santurkar∗"),
        (":smile: at 10:30", ":\u2060smile: at 10:30"),
        ("@here, see #general", "@\u2060here, see #\u2060general"),
        ("me@example.org in AN #95", "me@example.org in AN #95"),
        ("> not a quote", "\u2060&gt; not a quote"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("evil\u202etxt\x00", "eviltxt"),
        ("", ""),
    ],
)
def test_literal_text_shows_as_it_was_typed(typed: str, shown: str) -> None:
    assert literal(typed) == shown


@given(ANYTHING)
def test_literal_text_is_one_line_without_anything_that_slack_would_act_on(text: str) -> None:
    shown = literal(text)
    assert len(shown) <= 5 * max(1, len(text))
    assert not re.search(r"[\n\r\t<>`]", shown)
    assert not re.search(r"(?<!\w)[*_~](?=[^\s*_~])", shown)
    assert not re.search(r"(?<!\w)@(?:here|channel|everyone)|:[a-z0-9_+'-]+:", shown)


@pytest.mark.parametrize(
    ("text", "limit", "clipped"),
    [
        ("as it is", 8, "as it is"),
        ("as it is", 7, "as it…"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("https://example.org/very/long", 12, "https://exa…"),
        ("a verylongwordfollows", 10, "a verylon…"),
        ("word", 1, "…"),
        ("word", 0, ""),
        ("", 0, ""),
    ],
)
def test_a_text_is_cut_before_a_word_if_that_leaves_enough(
    text: str, limit: int, clipped: str
) -> None:
    assert clip(text, limit) == clipped


@given(ANYTHING, st.integers(0, 80))
def test_a_clipped_text_never_exceeds_its_limit_and_says_that_it_was_cut(
    text: str, limit: int
) -> None:
    clipped = clip(text, limit)
    assert len(clipped) <= limit
    if clipped != text:
        assert limit == 0 or clipped.endswith("…")
        assert text.startswith(clipped.removesuffix("…"))


@pytest.mark.parametrize(
    ("url", "label", "expected"),
    [
        ("https://arxiv.org/abs/1", "A title", "<https://arxiv.org/abs/1|A title>"),
        ("HTTP://x.org", "x", "<HTTP://x.org|x>"),
        ("https://x.org/?a=1&b=2", "x & y", "<https://x.org/?a=1&amp;b=2|x &amp; y>"),
        ("https://x.org/a|b>c d\ne", "x", "<https://x.org/a%7Cb%3Ec%20d%0Ae|x>"),
        ("https://x.org/a%20b", "x", "<https://x.org/a%20b|x>"),
        ("https://x.org/Tay_(bot)", "Tay", "<https://x.org/Tay_(bot)|Tay>"),
        ("https://x.org", "*all*\n:smile:", "<https://x.org|∗all∗ :\u2060smile:>"),
        ("https://x.org", "a>|<b", "<https://x.org|a&gt;|&lt;b>"),
        ("https://x.org", "  ", "<https://x.org|https://x.org>"),
        ("javascript:alert(1)", "x", "x"),
        ("ftp://x.org", "*x*", "∗x∗"),
        ("https://", "x", "x"),
        ("no link", "", "no link"),
        ("https://x.org/" + "a" * 1_000, "x", "x"),
    ],
)
def test_a_link_leads_where_it_says_or_is_only_its_label(
    url: str, label: str, expected: str
) -> None:
    assert link(url, label) == expected


@given(st.sampled_from(["https://x.org/", "http://", "", "mailto:"]), ANYTHING, ANYTHING)
def test_a_link_cannot_be_ended_early(scheme: str, rest: str, label: str) -> None:
    written = link(scheme + rest, label)
    if re.fullmatch(r"<.*>", written):
        target, _, shown = written[1:-1].partition("|")
        assert re.fullmatch(r"https?://[^\s<>|]+", target)
        assert shown == literal(label) or (not literal(label) and shown == target)
    else:
        assert written == literal(label or scheme + rest)
    assert "\n" not in written
