"""Any paper, and what Slack says about a view: what the tests of views share."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.newsroom.papers import Opinion, Paper, Status
from bot.sandbox.slack.blockkit.surfaces import (
    BLOCK_TEXT,
    is_too_large,
    message_problems,
    text_length,
    view_problems,
)
from bot.slack.cards import Message

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)

_PIECES = ("&", "<!channel>", "*", "`", "a", "é", "🦜", "</", "|", "> ", " ", ":smile:", "word ")

short_texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")))
long_texts = st.builds(
    lambda piece, length: (piece * length)[:length],
    st.sampled_from(_PIECES),
    st.integers(1, 3_000),
)
texts = st.one_of(short_texts, long_texts)
urls = st.one_of(
    st.just(""),
    st.just("https://arxiv.org/abs/2003.03384"),
    st.builds("https://example.com/?{}".format, texts),
    texts,
)
moments = st.datetimes(
    NOW.replace(tzinfo=None),
    (NOW + timedelta(days=400)).replace(tzinfo=None),
    timezones=st.just(UTC),
)

any_paper = st.builds(
    Paper,
    id=st.sampled_from(["P1", "P1958"]),
    title=texts,
    url=urls,
    authors=texts,
    venue=texts,
    year=texts,
    category=st.one_of(texts, st.sampled_from(["Security", "News", "AI strategy and policy"])),
    highlight=st.booleans(),
    hat_tip=texts,
    summarizer=texts,
    summary=texts,
    opinions=st.lists(st.builds(Opinion, texts, texts), max_size=3).map(tuple),
    prerequisites=texts,
    read_more=texts,
    status=st.sampled_from(Status),
    due=st.none() | moments,
    claimed_at=st.none() | moments,
)

AMPERSANDS = Paper(
    id="P1",
    title="&" * 3_000,
    url="https://example.com/?" + "&" * 190,
    authors="&" * 3_000,
    venue="&" * 3_000,
    year="&" * 300,
    category="Security",
    hat_tip="&" * 3_000,
    summarizer="&" * 3_000,
    summary="&" * 21_751,
    opinions=(Opinion("&" * 90, "&" * 8_002),),
    prerequisites="&" * 3_001,
    read_more="&" * 3_001,
    due=NOW,
    claimed_at=NOW,
)
"""A paper that is as long as can be once it is escaped."""


def assert_can_be_sent(message: Message) -> None:
    """Check that Slack takes a message."""
    problems = message_problems(list(message.blocks))
    assert not problems, problems.lines()
    assert text_length(list(message.blocks)) <= BLOCK_TEXT
    assert 0 < len(message.text) <= 4_000


def assert_can_be_shown(view: dict[str, Any]) -> None:
    """Check that Slack takes a modal or a home."""
    problems = view_problems(view)
    assert not problems, problems.lines()
    assert not is_too_large(view)


def mrkdwn(blocks: Sequence[dict[str, Any]]) -> str:
    """Return all mrkdwn in blocks, a line each."""
    parts = [text for block in blocks for text in [block.get("text"), *block.get("elements", [])]]
    return "\n".join(
        str(part["text"]) for part in parts if part and part.get("type") in ("mrkdwn",)
    )


def buttons(blocks: Sequence[dict[str, Any]]) -> list[str]:
    """Return the action_ids of all buttons in blocks, in order."""
    every = [e for block in blocks for e in [block.get("accessory"), *block.get("elements", [])]]
    return [str(one["action_id"]) for one in every if one and one["type"] == "button"]
