"""Moments as people say them, in the zone of whoever reads."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.dates import slack_date, when

NOW = datetime(2020, 5, 25, 20, 0, tzinfo=UTC)
"""A Monday evening; in Tokyo it is Tuesday already."""


def at(day: int, hour: int, minute: int = 0, month: int = 5, year: int = 2020) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "tz", "spoken"),
    [
        (at(25, 21), "Europe/London", "today at 22:00"),
        (at(25, 23), "Europe/London", "tomorrow at 00:00"),
        (at(26, 8, 5), "Europe/London", "tomorrow at 09:05"),
        (at(24, 12), "Europe/London", "yesterday at 13:00"),
        (at(23, 12), "Europe/London", "Sat 23 May at 13:00"),
        (at(27, 16), "Europe/London", "Wed 27 May at 17:00"),
        (at(1, 17, month=11), "Europe/London", "Sun 1 Nov at 17:00"),
        (at(26, 1), "Asia/Tokyo", "today at 10:00"),
        (at(25, 13), "Asia/Tokyo", "yesterday at 22:00"),
        (at(26, 1), "America/Los_Angeles", "today at 18:00"),
        (at(6, 17, month=1, year=2021), "Europe/London", "Wed 6 Jan 2021 at 17:00"),
        (at(31, 20, month=12), "Asia/Tokyo", "Fri 1 Jan 2021 at 05:00"),
        (at(25, 21), "UTC", "today at 21:00"),
    ],
)
def test_a_moment_is_said_in_the_readers_own_zone(moment: datetime, tz: str, spoken: str) -> None:
    assert when(moment, tz, NOW) == spoken


@pytest.mark.parametrize("tz", ["", "Mars/Olympus", "America", "../../etc/passwd", "\0", "é" * 999])
def test_without_a_known_zone_the_time_is_utc_and_says_so(tz: str) -> None:
    assert when(at(25, 21), tz, NOW) == "today at 21:00 UTC"
    assert when(at(27, 17), tz, NOW) == "Wed 27 May at 17:00 UTC"


def test_the_hour_follows_summer_time() -> None:
    before, after = at(24, 17, month=10), at(25, 17, month=10)
    assert when(before, "Europe/Berlin", NOW) == "Sat 24 Oct at 19:00"
    assert when(after, "Europe/Berlin", NOW) == "Sun 25 Oct at 18:00"


@given(st.text(max_size=30))
def test_no_name_of_a_zone_breaks_a_date(tz: str) -> None:
    assert " at " in when(NOW + timedelta(days=3), tz, NOW)


def test_slack_shows_a_date_to_each_reader_in_their_own_zone() -> None:
    assert (
        slack_date(at(26, 17), "Tue 26 May 17:00 UTC")
        == "<!date^1590512400^{date_short_pretty} at {time}|Tue 26 May 17:00 UTC>"
    )


@pytest.mark.parametrize(
    ("fallback", "written"), [("a > b\n& c", "a &gt; b &amp; c"), ("", "1590512400")]
)
def test_a_dates_fallback_cannot_end_it_early(fallback: str, written: str) -> None:
    assert slack_date(at(26, 17), fallback).partition("|")[2] == f"{written}>"


def test_a_date_for_slack_is_in_whole_seconds() -> None:
    moment = at(26, 17) + timedelta(microseconds=999_999)
    assert slack_date(moment, "x").startswith("<!date^1590512400^")
