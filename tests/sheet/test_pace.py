"""Google is asked sixty times a minute at most, and not at all while it wants to rest."""

import contextlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sheet import memory
from bot.sheet.google import SheetForbidden, SheetUnreachable
from bot.sheet.pace import BURST, INTERVAL, Pace, TooSoon
from schedules.syncing import Syncing
from schedules.worker import Rest
from tests.sheet.newsrooms import NOW, Newsroom, Sandboxed


def use_up(pace: Pace) -> None:
    """Let all the requests go that may."""
    with contextlib.suppress(TooSoon):
        while True:
            pace.take()


@pytest.mark.slow
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
    assert len(sent) > 120
    fullest = max(sum(moment - 60 < one <= moment for one in sent) for moment in sent)
    assert 50 < fullest <= 60
    assert room.row(paper.id)["Summary"] in ("Number 158.", "Number 159.")


def test_a_run_that_would_be_too_soon_says_when_it_may_go_on(sandboxed: Sandboxed) -> None:
    room = sandboxed
    room.engine.sync()
    pace = Pace(room.store, room.clock)
    use_up(pace)
    room.add(title="One")
    before = len(room.calls())
    step = Syncing(room.engine).step()
    assert isinstance(step, Rest)
    assert INTERVAL < step < 2 * INTERVAL + 0.01
    assert len(room.calls()) == before
    room.clock.pass_by(seconds=step)
    assert room.engine.sync().appended == 1


def test_a_run_begins_only_when_it_may_write_too(sandboxed: Sandboxed) -> None:
    room = sandboxed
    room.engine.sync()
    use_up(Pace(room.store, room.clock))
    room.add(title="One")
    room.clock.pass_by(seconds=INTERVAL)
    before = len(room.calls())
    rest = room.engine.sync().rest
    assert (rest > 0, len(room.calls())) == (True, before)
    room.clock.pass_by(seconds=rest)
    assert room.engine.sync().appended == 1


def test_after_a_while_of_quiet_many_may_leave_at_once(sandboxed: Sandboxed) -> None:
    pace = Pace(sandboxed.store, sandboxed.clock)
    use_up(pace)
    sandboxed.clock.pass_by(hours=1)
    for _ in range(BURST):
        pace.take()
    with pytest.raises(TooSoon):
        pace.take()


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
    newsroom.clock.pass_by(seconds=newsroom.engine.sync().rest)
    assert newsroom.engine.sync().is_quiet
    assert newsroom.clock.now < NOW - timedelta(hours=4, minutes=59)


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


def test_a_sheet_that_is_not_shared_any_more_is_told_at_once_and_once(
    sandboxed: Sandboxed,
) -> None:
    room = sandboxed
    room.engine.sync()
    body = {"properties": {"title": "Not shared"}}
    made = room.google.call("POST", "/v4/spreadsheets", json=body).json()
    engine = room.another_engine(made["spreadsheetId"])
    with room.store.begin() as session:
        known = memory.recall(session).known
        assert known is not None
        memory.keep_known(session, replace(known, spreadsheet=made["spreadsheetId"]))
    for _ in range(3):
        with pytest.raises(SheetForbidden):
            engine.sync()
        room.clock.pass_by(minutes=1)
    (told,) = room.told()
    assert "is not shared with" in told
    with room.store.begin() as session:
        memory.keep_known(session, known)
    assert room.engine.sync().is_quiet
    assert len(room.told()) == 2


def test_an_alarm_is_logged_once(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    newsroom.add(title="One")
    newsroom.engine.sync()
    newsroom.google.write(newsroom.book, "Database!R1", [["Summary"]])
    with caplog.at_level("INFO"):
        for _ in range(3):
            assert newsroom.engine.sync().alarm
    assert len([one for one in caplog.records if "stands twice" in one.getMessage()]) == 1


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
