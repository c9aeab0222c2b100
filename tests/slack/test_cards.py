"""A paper's card, the notes in its thread, and its reminder."""

from datetime import timedelta

import pytest
from hypothesis import example, given

from bot.newsroom.papers import Opinion, Paper, Status
from bot.slack.cards import card, note, plain_title, reminder, standing, title_link
from tests.slack.views import AMPERSANDS, NOW, any_paper, assert_can_be_sent, buttons, mrkdwn

PAPER = Paper(
    id="P7",
    title="AutoML-Zero",
    url="https://arxiv.org/abs/2003.03384",
    authors="Esteban Real, Chen Liang",
    venue="arXiv",
    year="2020",
    summarizer="Zach",
    due=NOW + timedelta(days=7),
)

STANDINGS = [
    (Status.PROPOSED, ":large_blue_circle: Free to claim", ["claim"]),
    (
        Status.CLAIMED,
        ":large_yellow_circle: Claimed by *Zach*, due "
        "<!date^1779883200^{date_short_pretty} at {time}|Wed 27 May 12:00 UTC>",
        ["submit", "release", "opinion"],
    ),
    (
        Status.SUBMITTED,
        ":large_purple_circle: Submitted by *Zach*, waiting for review",
        ["submit", "opinion"],
    ),
    (
        Status.CHANGES_REQUESTED,
        ":large_orange_circle: Back with *Zach*: changes requested",
        ["submit", "release", "opinion"],
    ),
    (
        Status.APPROVED,
        ":large_green_circle: Approved, summarized by *Zach*",
        ["submit", "opinion"],
    ),
    (Status.PUBLISHED, ":white_check_mark: Published, summarized by *Zach*", []),
    (Status.DROPPED, ":no_entry_sign: Dropped", ["restore"]),
]


@pytest.mark.parametrize(("status", "line", "offered"), STANDINGS)
def test_a_card_says_where_its_paper_stands_and_offers_what_can_be_done(
    status: Status, line: str, offered: list[str]
) -> None:
    shown = card(PAPER.but(status=status))
    assert mrkdwn(shown.blocks) == (
        "*<https://arxiv.org/abs/2003.03384|AutoML-Zero>*\n"
        f"Esteban Real, Chen Liang · arXiv 2020\n{line}\nP7"
    )
    assert buttons(shown.blocks) == offered


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (Status.PROPOSED, "AutoML-Zero: free to claim"),
        (Status.CLAIMED, "AutoML-Zero: claimed by Zach"),
        (Status.CHANGES_REQUESTED, "AutoML-Zero: changes requested, back with Zach"),
        (Status.SUBMITTED, "AutoML-Zero: submitted"),
        (Status.DROPPED, "AutoML-Zero: dropped"),
    ],
)
def test_a_notification_says_the_same_without_formats(status: Status, text: str) -> None:
    assert card(PAPER.but(status=status)).text == text


@pytest.mark.parametrize(
    ("count", "ending"), [(0, "review"), (1, "review · 1 opinion"), (3, "review · 3 opinions")]
)
def test_a_card_counts_the_opinions(count: int, ending: str) -> None:
    opinions = tuple(Opinion(f"Person {n}", "I agree.") for n in range(count))
    line = standing(PAPER.but(status=Status.SUBMITTED, opinions=opinions))
    assert line.endswith(ending)


@pytest.mark.parametrize(
    ("paper", "shown"),
    [
        (PAPER, "<https://arxiv.org/abs/2003.03384|AutoML-Zero>"),
        (PAPER.but(url=""), "AutoML-Zero"),
        (PAPER.but(title=""), f"<{PAPER.url}|{PAPER.url}>"),
        (PAPER.but(title="A & B"), "<https://arxiv.org/abs/2003.03384|A &amp; B>"),
        (Paper(id="P7"), "P7"),
    ],
)
def test_a_title_stands_for_its_link(paper: Paper, shown: str) -> None:
    assert title_link(paper) == shown


def test_a_title_can_neither_call_everybody_nor_format_the_card() -> None:
    shown = mrkdwn(card(PAPER.but(title="<!channel> *now* | <@U1>", url="")).blocks)
    assert shown.startswith("*&lt;!channel&gt; ∗now∗ | &lt;@\u2060U1&gt;*")


@pytest.mark.parametrize(
    ("action", "changes", "said"),
    [
        (
            "claim",
            {"status": ["Proposed", "Claimed"]},
            "*Zach* claimed this paper. Due "
            "<!date^1779883200^{date_short_pretty} at {time}|Wed 27 May 12:00 UTC>.",
        ),
        (
            "release",
            {"status": ["Claimed", "Proposed"]},
            "*Zach* released this paper. It is free to claim again.",
        ),
        (
            "submit",
            {"status": ["Claimed", "Submitted"], "summary": ["", "x"]},
            "*Zach* submitted the summary. Next: the editor’s review.",
        ),
        ("submit", {"summary": ["x", "y"]}, "*Zach* edited what was submitted."),
        ("opinion", {"opinions": [[], [1]]}, "*Zach* added an opinion."),
        ("opinion", {"opinions": [[1], [2]]}, "*Zach* edited an opinion."),
        ("opinion", {"opinions": [[1], []]}, "*Zach* withdrew an opinion."),
        (
            "status",
            {"status": ["Submitted", "Approved"]},
            "An editor set this paper to *Approved* in the sheet.",
        ),
        ("drop", {}, "An editor took this paper’s row out of the sheet, so it is dropped."),
        ("restore", {}, "*Zach* brought this paper back."),
    ],
)
def test_a_thread_tells_what_people_care_about(
    action: str, changes: dict[str, object], said: str
) -> None:
    shown = note(action, "Zach", changes, PAPER)
    assert shown is not None
    assert shown.text == said
    assert mrkdwn(shown.blocks) == said


@pytest.mark.parametrize("action", ["propose", "edit", "type", "adopt"])
def test_a_thread_leaves_out_what_nobody_asks_for(action: str) -> None:
    assert note(action, "Zach", {"venue": ["", "arXiv"]}, PAPER) is None


def test_a_note_says_who_did_it_as_they_spell_their_name() -> None:
    shown = note("release", "*<@U1>* & Co", {}, PAPER)
    assert shown is not None
    assert shown.text.startswith("*∗&lt;@\u2060U1&gt;∗ &amp; Co* released")


def test_a_reminder_says_the_hour_of_its_reader_and_offers_both_ways_out() -> None:
    paper = PAPER.but(status=Status.CLAIMED, due=NOW + timedelta(hours=20))
    shown = reminder(paper, "America/New_York", NOW)
    assert shown.text == "AutoML-Zero is due tomorrow at 04:00."
    assert "|AutoML-Zero> is due tomorrow at 04:00." in mrkdwn(shown.blocks)
    assert buttons(shown.blocks) == ["submit", "release"]


@given(any_paper)
@example(AMPERSANDS)
@example(AMPERSANDS.but(status=Status.CLAIMED))
def test_slack_takes_the_card_and_the_reminder_of_any_paper(paper: Paper) -> None:
    assert_can_be_sent(card(paper))
    assert_can_be_sent(reminder(paper, "Europe/London", NOW))
    assert plain_title(paper)
