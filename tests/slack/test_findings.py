"""What was found, as it is shown."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.desk.searching import PAGE, Finding, Findings
from bot.newsroom.papers import Paper, Status
from bot.slack import findings
from tests.slack.views import AMPERSANDS, any_paper, assert_can_be_sent, buttons, mrkdwn, texts

PAPER = Paper(
    id="P7",
    title="AutoML-Zero",
    url="https://arxiv.org/abs/2003.03384",
    issue="[AN #95](https://example.org/95)",
    summarizer="Zach",
    summary="x",
    status=Status.PUBLISHED,
)


def page(excerpt: str, *, has_more: bool = False) -> Findings:
    """Return a page with one paper on it."""
    return Findings("zero", 0, [Finding(PAPER, excerpt)], has_more)


def test_a_paper_is_shown_with_its_issue_and_the_match_in_bold() -> None:
    told = findings.findings(page("from \ue000zero\ue001 on"))
    assert mrkdwn(told.blocks).splitlines()[1:4] == [
        "*<https://arxiv.org/abs/2003.03384|AutoML-Zero>*",
        ":white_check_mark: Published, summarized by *Zach* · <https://example.org/95|AN #95> · P7",
        "from *zero* on",
    ]
    assert buttons(told.blocks) == ["find-post"]


def test_the_next_page_is_offered_with_what_was_asked_for() -> None:
    told = findings.findings(page("", has_more=True))
    assert buttons(told.blocks) == ["find-post", "find-more"]
    value = told.blocks[-1]["elements"][0]["value"]
    assert findings.asked_for(value) == (1, "zero")


@pytest.mark.parametrize(
    ("excerpt", "shown"),
    [
        ("<!channel> \ue000a\ue001", "&lt;!channel&gt; *a*"),
        ("\ue000*b*\ue001", "*∗b∗*"),
        ("\ue001\ue000 stray", "stray"),
        ("> no quote", "\u2060&gt; no quote"),
        ("*" + "b" * 700 + "*", "∗" + "b" * 198 + "…"),
    ],
)
def test_an_excerpt_is_no_markup(excerpt: str, shown: str) -> None:
    assert mrkdwn(findings.findings(page(excerpt)).blocks).splitlines()[3] == shown


@given(any_paper, texts, texts, st.lists(st.sampled_from("a &*<\ue000\ue001")).map("".join))
@example(AMPERSANDS, "&" * 300, "&" * 3_000, "\ue000&\ue001" * 500)
@example(AMPERSANDS, "\\" * 300, "", "\ue000" + "&" * 3_000 + "\ue001")
def test_slack_takes_whatever_is_found(paper: Paper, asked: str, issue: str, marked: str) -> None:
    found = Finding(replace(paper, issue=issue), marked)
    assert_can_be_sent(findings.findings(Findings(asked[:300], 3, [found] * PAGE, has_more=True)))
    assert_can_be_sent(findings.posted(found.paper, "U012AB3CD"))
