"""The modals: what they show, and what is read back from them."""

import json
from typing import Any

import pytest
from hypothesis import assume, example, given

from bot.newsroom.categories import ALIGNMENT_NEWSLETTER
from bot.newsroom.papers import Paper, Status
from bot.sandbox.slack.state import state_of
from bot.sandbox.slack.typed import typed_rich_text
from bot.slack import answers, modals
from tests.slack.views import AMPERSANDS, any_paper, assert_can_be_shown, mrkdwn, texts

FIELDS = [
    "title",
    "url",
    "authors",
    "venue",
    "year",
    "category",
    "highlight",
    "hat_tip",
    "summary",
    "opinion",
    "prerequisites",
    "read_more",
]
PAPER = Paper(
    id="P7",
    title="AutoML-Zero",
    url="https://arxiv.org/abs/2003.03384",
    category="Deep learning",
    summary="They **evolve** programs.",
    summarizer="Zach",
)


def submission(paper: Paper, opinion: str = "") -> dict[str, Any]:
    """Return the modal for a paper."""
    return modals.submission(paper, opinion, ALIGNMENT_NEWSLETTER)


def sent_back(view: dict[str, Any], **typed: str) -> dict[str, Any]:
    """Return a modal as Slack sends it back, after some text was typed into rich text boxes."""
    chosen = {
        name: {modals.FIELD: {"type": "rich_text_input", "rich_text_value": typed_rich_text(text)}}
        for name, text in typed.items()
    }
    return view | {"state": {"values": state_of(view["blocks"], chosen)}}


def element(view: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the input of one field."""
    (block,) = [one for one in view["blocks"] if one["block_id"] == name]
    found: dict[str, Any] = block["element"]
    return found


@pytest.mark.parametrize("status", list(Status))
def test_a_submission_has_always_the_same_twelve_fields(status: Status) -> None:
    for paper in (PAPER, Paper(id="P1"), AMPERSANDS):
        view = submission(paper.but(status=status))
        assert [block["block_id"] for block in view["blocks"]] == FIELDS
        assert {block["type"] for block in view["blocks"]} == {"input"}


LONG = "北" * 50_000
"""As long as a cell may be, and three times as long in UTF-8, six times as long in JSON."""


def left_out(view: dict[str, Any]) -> list[str]:
    """Return the fields in whose place a modal says that they are too long for it."""
    assert [one["block_id"] for one in view["blocks"]] == FIELDS
    instead = [one for one in view["blocks"] if one["type"] == "section"]
    assert all("change it in the sheet" in one["text"]["text"] for one in instead)
    return [one["block_id"] for one in instead]


@pytest.mark.parametrize(
    ("texts", "opinion", "gone"),
    [
        pytest.param({"summary": "北" * 21_751}, "北" * 8_000, [], id="as long as real ones"),
        pytest.param({"summary": "a < b & c **d**. " * 3_000}, "x" * 50_000, [], id="in Latin"),
        pytest.param(
            {"summary": "北" * 48_600}, "北" * 39_000, ["summary", "opinion"], id="both are long"
        ),
        pytest.param({"summary": LONG}, "Short.", ["summary"], id="one is long"),
        pytest.param(
            {"summary": "北" * 20_000, "read_more": LONG}, "", ["read_more"], id="another is longer"
        ),
        pytest.param(
            {"title": "🦜" * 50_000, "authors": LONG, "summary": "x"},
            "",
            ["title", "authors"],
            id="those of a line are long",
        ),
    ],
)
def test_a_form_opens_whatever_a_cell_may_hold_and_leaves_the_longest_texts_alone(
    texts: dict[str, str], opinion: str, gone: list[str]
) -> None:
    view = submission(PAPER.but(**texts), opinion)
    assert_can_be_shown(view)
    assert left_out(view) == gone
    assert modals.written_in(sent_back(view)) == {}
    assert set(modals.fields_of(view)) == set(FIELDS) - set(gone)


def test_an_opinion_that_is_too_long_for_a_form_is_not_handed_in_from_one() -> None:
    view = modals.opinion(PAPER, LONG)
    assert_can_be_shown(view)
    assert "change it in the sheet" in view["blocks"][-1]["text"]["text"]
    assert "submit" not in view


@given(any_paper, texts)
@example(AMPERSANDS, "&" * 8_002)
def test_what_is_left_alone_counts_as_unchanged(paper: Paper, opinion: str) -> None:
    view = submission(paper, opinion)
    assert_can_be_shown(view)
    assert modals.written_in(sent_back(view)) == {}
    assert modals.paper_of(view) == paper.id
    asked = modals.opinion(paper, opinion)
    assert_can_be_shown(asked)
    assert modals.written_in(sent_back(asked)) == {}


@given(any_paper, texts)
def test_only_the_field_that_was_changed_is_read_back(paper: Paper, text: str) -> None:
    assume(text.strip() not in ("", paper.summary.strip()))
    written = modals.written_in(sent_back(submission(paper), summary=text))
    assert set(written) <= {"summary"}
    for line, typed in zip(
        str(written.get("summary", text)).splitlines(), text.splitlines(), strict=True
    ):
        assert line.strip() == typed.strip()


def test_markdown_is_read_back_as_it_was_typed() -> None:
    text = "They *say*:\n\n1. **this**\n2. [that](https://example.com/a_b)\n\nand `x < y & z`."
    assert modals.written_in(sent_back(submission(PAPER), summary=text)) == {"summary": text}


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        ("Deep learning", "Deep learning"),
        ("deep  learning", "Deep learning"),
        ("AI strategy and policy", "AI governance"),
        ("Security", "Security"),
        ("AISFP blog posts", "AISFP blog posts"),
    ],
)
def test_a_category_is_filled_in_also_when_it_is_no_longer_given(given: str, chosen: str) -> None:
    view = submission(PAPER.but(category=given))
    assert_can_be_shown(view)
    assert element(view, "category")["initial_option"]["value"] == chosen


def test_an_old_category_is_offered_to_no_other_paper() -> None:
    groups = element(submission(PAPER), "category")["option_groups"]
    offered = {option["value"] for group in groups for option in group["options"]}
    assert offered == set(ALIGNMENT_NEWSLETTER.names)


def test_a_category_that_nobody_knows_has_to_be_chosen() -> None:
    assert "initial_option" not in element(submission(PAPER.but(category="Knitting")), "category")


def test_a_link_that_stands_for_a_title_is_not_filled_in_as_one() -> None:
    view = submission(PAPER.but(title=PAPER.url))
    assert "initial_value" not in element(view, "title")
    assert element(view, "url")["initial_value"] == PAPER.url


@pytest.mark.parametrize("name", ["title", "authors", "prerequisites", "read_more"])
def test_a_field_that_is_too_long_for_a_line_gets_a_box(name: str) -> None:
    short, long = submission(PAPER), submission(PAPER.but(**{name: "x" * 3_001}))
    assert element(short, name)["type"] == "plain_text_input"
    assert element(long, name)["type"] == "rich_text_input"


@pytest.mark.parametrize(
    ("status", "title", "button"),
    [
        (Status.CLAIMED, "Submit a summary", "Submit"),
        (Status.CHANGES_REQUESTED, "Submit a summary", "Submit"),
        (Status.SUBMITTED, "Edit a summary", "Save"),
        (Status.APPROVED, "Edit a summary", "Save"),
    ],
)
def test_a_modal_says_whether_it_hands_in_or_edits(status: Status, title: str, button: str) -> None:
    view = submission(PAPER.but(status=status))
    assert (view["title"]["text"], view["submit"]["text"]) == (title, button)


def test_an_opinion_is_asked_for_under_the_papers_title() -> None:
    view = modals.opinion(PAPER, "")
    assert mrkdwn(view["blocks"]) == (
        "On *<https://arxiv.org/abs/2003.03384|AutoML-Zero>*, summarized by Zach."
    )
    assert view["blocks"][-1]["block_id"] == "opinion"


def test_a_modal_remembers_little_however_long_the_texts_are() -> None:
    assert len(json.dumps(submission(AMPERSANDS)["private_metadata"])) < 1_000


def test_a_notice_can_only_be_closed() -> None:
    view = modals.notice(answers.trouble("12ab"))
    assert_can_be_shown(view)
    assert "submit" not in view
