"""Google is asked sixty times a minute at most, and not at all while it wants to rest."""

import contextlib
from pathlib import Path

import pytest

from bot.sheet.google import SheetUnreachable
from bot.sheet.pace import PER_WINDOW, Pace, TooSoon
from schedules.syncing import Syncing
from schedules.worker import Rest
from tests.sheet.newsrooms import Newsroom, Sandboxed


def use_up(pace: Pace) -> None:
    """Let all the requests go that may."""
    with contextlib.suppress(TooSoon):
        while True:
            pace.take()


def test_no_sixty_seconds_see_more_than_sixty_requests(sandboxed: Sandboxed) -> None:
    """Two bots sync as fast as they can, while everything in the sheet and in Slack changes."""
    room = sandboxed
    bots = [room.engine, room.another_engine()]
    sent: list[float] = []
    paper = room.add(title="One")
    for number in range(160):
        before = len(room.calls())
        room.change(paper.id, summary=f"Number {number}.")
        outcome = bots[number % 2].sync()
        sent += [room.clock.now.timestamp()] * (len(room.calls()) - before)
        room.clock.pass_by(seconds=outcome.rest or 0.25)
    assert len(sent) > 2 * PER_WINDOW
    for moment in sent:
        assert sum(moment - 60 < one <= moment for one in sent) <= PER_WINDOW


def test_a_run_that_would_be_too_soon_says_when_it_may_go_on(sandboxed: Sandboxed) -> None:
    room = sandboxed
    room.engine.sync()
    pace = Pace(room.store, room.clock)
    use_up(pace)
    room.add(title="One")
    before = len(room.calls())
    step = Syncing(room.engine).step()
    assert isinstance(step, Rest)
    assert 59 < step <= 60.01
    assert len(room.calls()) == before
    room.clock.pass_by(seconds=61)
    assert room.engine.sync().appended == 1


def test_a_write_that_would_be_too_soon_is_made_by_the_next_run(sandboxed: Sandboxed) -> None:
    room = sandboxed
    room.engine.sync()
    pace = Pace(room.store, room.clock)
    for _ in range(PER_WINDOW - 3):
        pace.take()
    room.add(title="One")
    assert room.engine.sync().rest
    room.clock.pass_by(seconds=61)
    assert room.engine.sync().appended == 1
    assert room.engine.sync().is_quiet


def test_every_bot_keeps_the_pause_that_google_has_asked_one_for(sandboxed: Sandboxed) -> None:
    room = sandboxed
    room.engine.sync()
    room.fault("/v4/", "429", retry_after=90)
    with pytest.raises(SheetUnreachable):
        room.engine.sync()
    before = len(room.calls())
    outcome = room.another_engine().sync()
    assert 89 < outcome.rest <= 90
    room.clock.pass_by(seconds=89)
    assert room.engine.sync().rest
    assert len(room.calls()) == before
    room.clock.pass_by(seconds=2)
    assert room.engine.sync().is_quiet


def test_a_clock_that_is_put_back_does_not_stop_the_sync(newsroom: Newsroom) -> None:
    newsroom.engine.sync()
    newsroom.clock.pass_by(hours=-5)
    assert newsroom.engine.sync().is_quiet


def test_a_sheet_out_of_reach_for_ten_minutes_is_told_once_and_so_is_its_return(
    sandboxed: Sandboxed, tmp_path: Path
) -> None:
    room = sandboxed
    room.engine.sync()
    room.fault("/v4/", "503", times=1000)
    for minute in range(0, 30, 3):
        engine = room.another_engine()  # the bot is restarted all the while
        with pytest.raises(SheetUnreachable):
            engine.sync()
        assert len(room.told()) == (1 if minute > 9 else 0)
        room.clock.pass_by(minutes=3)
    (told,) = room.told()
    assert told.startswith("The sheet is out of reach for ten minutes.")
    assert "Google is out of order (503)" in told
    room.forget_faults()
    room.engine.sync()
    room.engine.sync()
    assert [text.split(".")[0] for text in room.told()[1:]] == ["The sheet is in reach again"]


def test_a_short_outage_is_nobodys_business(sandboxed: Sandboxed) -> None:
    room = sandboxed
    room.engine.sync()
    for _ in range(3):
        room.fault("/v4/", "503", times=4)
        with pytest.raises(SheetUnreachable):
            room.engine.sync()
        room.clock.pass_by(minutes=9)
        assert room.engine.sync().is_quiet
        room.clock.pass_by(minutes=9)
    assert room.told() == []
