"""Mrkdwn on the page: drawn as Slack draws it, and never more than text where it is hostile."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.mrkdwn import html_of


@pytest.mark.parametrize(
    ("mrkdwn", "html"),
    [
        ("a *bold* word", "a <b>bold</b> word"),
        ("_slanted_ ~gone~ `code`", "<i>slanted</i> <s>gone</s> <code>code</code>"),
        ("2*3*4 snake_case_name", "2*3*4 snake_case_name"),
        ("one\ntwo", "one<br>two"),
        ("&lt;b&gt; &amp;", "&lt;b&gt; &amp;"),
        (":memo: :unheard_of:", "📝 :unheard_of:"),
        ("<!date^1796147059^{date_short_pretty} at {time}|then>", "Tue 1 Dec at 17:44"),
        ("<!date^1796147059^{date_num}|then>", "then"),
        ("<!channel>", "<span>!channel</span>"),
        (
            "*<https://a.org/?x=1&amp;y=2|A &lt;title&gt;>*",
            '<b><a href="https://a.org/?x=1&amp;y=2" rel="noreferrer noopener" target="_blank">'
            "A &lt;title&gt;</a></b>",
        ),
        ("<javascript:alert(1)|press>", "<span>press</span>"),
    ],
)
def test_marks_become_html(mrkdwn: str, html: str) -> None:
    assert html_of(mrkdwn) == html


@given(st.text(alphabet="<>&;|\"'*_~`:/ab!^\x00{}\n", max_size=60))
def test_whatever_is_said_only_our_own_tags_come_out(text: str) -> None:
    tags = re.findall(r"<[^>]*>", html_of(text))
    own = r'</?(b|i|s|code|br|span|a)>|<a href="https?://[^"<>]*" rel="[a-z ]+" target="_blank">'
    assert [tag for tag in tags if not re.fullmatch(own, tag)] == []
