"""The clock: how it is read and moved, and how it stops at what is due."""

import contextlib
import threading
from datetime import UTC, datetime, timedelta

import pytest
import requests
from gspread.exceptions import APIError
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.clock import END, ClockError, SandboxClock, parse_advance, parse_moment
from bot.sandbox.server import Sandbox
from tests.sandbox.sheets_server import Clock, Google
from tests.sandbox.slack_world import World

MOMENT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2d 3h", timedelta(days=2, hours=3)),
        ("90m", timedelta(minutes=90)),
        ("1h30m", timedelta(minutes=90)),
        ("45s", timedelta(seconds=45)),
        ("1w", timedelta(weeks=1)),
        ("1 day, 2 hours", timedelta(days=1, hours=2)),
        ("1.5h", timedelta(minutes=90)),
    ],
)
def test_a_length_of_time_is_read(text: str, length: timedelta) -> None:
    assert parse_advance(text) == length


@pytest.mark.parametrize("text", ["", "soon", "3", "3x", "-2h", "2d3", "99999999999w"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(ClockError):
        parse_advance(text)


@given(st.text(max_size=20))
def test_whatever_is_written_is_a_length_or_refused(text: str) -> None:
    with contextlib.suppress(ClockError):
        assert parse_advance(text) >= timedelta()


def test_a_moment_without_a_zone_is_utc() -> None:
    assert parse_moment("2026-03-04T05:06:07") == MOMENT
    assert parse_moment("2026-03-04T06:06:07+01:00") == MOMENT
    with pytest.raises(ClockError):
        parse_moment("tomorrow")


def test_the_clock_runs_on_from_where_it_was_set() -> None:
    real = MOMENT
    clock = SandboxClock(lambda: real)
    clock.move_to(MOMENT + timedelta(days=1))
    real += timedelta(seconds=5)
    assert clock.now() == MOMENT + timedelta(days=1, seconds=5)
    with pytest.raises(ClockError, match="only goes forward"):
        clock.move_to(MOMENT)


class Alarms:
    """Something that lives by the clock: it notes when it is given its turn."""

    def __init__(self, *due: datetime) -> None:
        self.due = due
        self.done: list[datetime] = []
        self.threads: set[int] = set()

    def next_due(self, after: datetime, until: datetime) -> datetime | None:
        return min((moment for moment in self.due if after < moment <= until), default=None)

    def do_due(self, now: datetime) -> None:
        self.threads.add(threading.get_ident())
        self.done.append(now)


def near(ours: list[datetime], theirs: list[datetime]) -> bool:
    """Whether times are the same but for what passes while they are looked at."""
    within = timedelta(seconds=5)
    return len(ours) == len(theirs) and all(
        timedelta() <= one - other < within for one, other in zip(ours, theirs, strict=True)
    )


def test_the_clock_stops_at_everything_that_is_due(slack: World) -> None:
    now = slack.sandbox.clock.now()
    due = [now + timedelta(hours=h) for h in (1, 2, 30)]
    alarms = Alarms(*due)
    slack.sandbox.driver = alarms
    moved = datetime.fromisoformat(slack.do("clock", advance="1d")["time"])
    assert near(alarms.done, due[:2])
    assert near([moved], [now + timedelta(days=1)])
    target = now + timedelta(days=2)
    slack.do("clock", to=target.isoformat())
    assert near(alarms.done, due)
    assert near([datetime.fromisoformat(slack.get("world")["time"])], [target])


def test_messages_are_dated_by_the_sandboxs_clock(slack: World) -> None:
    slack.sandbox.driver = Alarms()
    before = float(slack.post())
    slack.do("clock", advance="1w")
    assert float(slack.post()) - before >= 7 * 24 * 3600


def test_the_clock_does_not_go_back(slack: World) -> None:
    slack.sandbox.driver = Alarms()
    assert "only goes forward" in slack.refused("clock", to="2001-01-01T00:00:00Z")
    assert "no length" in slack.refused("clock", advance="soon")
    assert "advance" in slack.refused("clock")
    assert "advance" in slack.refused("clock", advance="1h", to="2100-01-01")


@pytest.mark.parametrize("length", ["99999999d", "9999w 1s", "2000000h"])
def test_the_clock_goes_no_further_than_it_can_show(slack: World, length: str) -> None:
    slack.sandbox.driver = Alarms()
    assert "no further than the year 2200" in slack.refused("clock", advance=length)
    assert "no further than the year 2200" in slack.refused("clock", to="9999-12-31T23:59:59Z")
    slack.do("clock", to="2200-01-01T00:00:00Z")
    assert float(slack.post()) == pytest.approx(END.timestamp(), abs=60)


def test_only_the_demos_clock_can_be_moved(slack: World) -> None:
    assert "Only the demo's clock" in slack.refused("clock", advance="1h")
    time = requests.get(f"{slack.origin}/sandbox/clock", timeout=5).json()["time"]
    assert near([slack.sandbox.clock.now()], [datetime.fromisoformat(time)])


def test_a_sandbox_can_run_by_the_time_of_a_test() -> None:
    ticks = Clock()
    sandbox = Sandbox(None, {}, clock=SandboxClock(lambda: MOMENT), ticks=ticks)
    sandbox.start()
    google = Google(sandbox.origin, sandbox._sheets, ticks)
    book = google.gspread().open_by_key(sandbox.ready()["sheet_id"])
    for _ in range(59):
        book.fetch_sheet_metadata()
    with pytest.raises(APIError, match="429"):
        book.fetch_sheet_metadata()
    ticks.seconds += 60
    book.fetch_sheet_metadata()
    calls = requests.get(f"{sandbox.origin}/sandbox/calls", timeout=5).json()
    assert {call["at"] for call in calls} == {MOMENT.isoformat()}
    sandbox.stop()
