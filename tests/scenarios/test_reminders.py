"""A summarizer is reminded of what is due: once, whatever happens, on the demo's clock."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.scenarios.newsroom import DEMO, Json, Newsroom, newsroom, text_of, wait_for

_LINK = "https://arxiv.org/abs/2003.03384 AutoML-Zero"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    """A demo of this test's own, whose clock can be moved."""
    with newsroom(tmp_path, DEMO) as running:
        yield running


def test_who_claimed_is_reminded_a_day_before_and_can_submit_from_there(room: Newsroom) -> None:
    flo = room.person("Flo", "America/New_York")
    _claim(room, flo)
    due = _due(room, "P1")
    room.do("clock", to=(due - timedelta(hours=25)).isoformat())
    assert _reminders(room, flo) == []
    room.do("clock", advance="2h")
    (reminder,) = _reminders(room, flo)
    sent = datetime.fromtimestamp(float(reminder["ts"]), UTC)
    there, today = (moment.astimezone(ZoneInfo("America/New_York")) for moment in (due, sent))
    days = (there.date() - today.date()).days
    day = ("today", "tomorrow", f"{there:%a} {there.day} {there:%b}")[days]
    assert f"due {day} at {there:%H:%M}" in text_of(reminder)
    assert "AutoML-Zero" in text_of(reminder)

    opened = room.press(flo, reminder, "submit", "bot")["modal"]
    assert opened["callback_id"] == "submission"
    room.submit(flo, title="AutoML-Zero", category="Deep learning", summary="It evolves.")
    wait_for(lambda: "Submitted by *Flo*" in text_of(room.card("P1")))


def test_the_reminder_s_release_button_frees_the_paper(room: Newsroom) -> None:
    flo = room.person("Flo")
    _claim(room, flo)
    room.do("clock", advance="6d 1h")
    (reminder,) = _reminders(room, flo)
    room.press(flo, reminder, "release", "bot")
    wait_for(lambda: "Free to claim" in text_of(room.card("P1")))


def test_a_reminder_comes_once_also_when_the_bot_is_killed_and_started_again(
    room: Newsroom,
) -> None:
    flo = room.person("Flo")
    _claim(room, flo)
    room.do("clock", advance="6d 1h")
    for _ in range(2):
        room.sandbox.kill()
        room.serve()
        room.do("clock", advance="1h")
    assert len(_reminders(room, flo)) == 1


def test_what_became_due_while_no_bot_ran_is_sent_once_after_the_start(tmp_path: Path) -> None:
    with newsroom(tmp_path) as room:
        flo = room.person("Flo")
        bot = room.start_bot(CLAIM_DAYS="1")
        _claim(room, flo)
        for _ in range(2):
            bot.kill()
            bot = room.start_bot(CLAIM_DAYS="1")
            wait_for(lambda: _reminders(room, flo))
        room.slash(flo, "/propose", "https://arxiv.org/abs/2002.09815")
        wait_for(lambda: "P2" in room.cards())
        assert len(_reminders(room, flo)) == 1


def test_a_reminder_that_slack_could_not_take_at_first_comes_all_the_same(room: Newsroom) -> None:
    flo = room.person("Flo")
    _claim(room, flo)
    room.do("faults", side="slack", match="conversations.open", kind="500", times=1)
    room.do("clock", advance="6d 1h")
    assert len(_reminders(room, flo)) == 1


def test_who_has_submitted_or_released_is_not_reminded(room: Newsroom) -> None:
    flo, zach = room.person("Flo"), room.person("Zach")
    _claim(room, flo)
    room.slash(flo, "/submit", "P1")
    room.submit(flo, title="AutoML-Zero", category="Deep learning", summary="It evolves.")
    room.slash(zach, "/claim", "https://arxiv.org/abs/2002.09815")
    room.slash(zach, "/release", "P2")
    room.do("clock", advance="8d")
    assert _reminders(room, flo) == []
    assert _reminders(room, zach) == []


def _claim(room: Newsroom, user: str) -> None:
    room.slash(user, "/claim", _LINK)
    wait_for(lambda: "P1" in room.cards())


def _due(room: Newsroom, paper: str) -> datetime:
    """Return when a paper is due, as its card says it to every reader's Slack."""

    def said() -> re.Match[str] | None:
        return re.search(r", due <!date\^(\d+)\^", text_of(room.card(paper)))

    return datetime.fromtimestamp(int(wait_for(said)[1]), UTC)


def _reminders(room: Newsroom, user: str) -> list[Json]:
    return [one for one in room.messages(user, "bot") if "alarm_clock" in text_of(one)]
