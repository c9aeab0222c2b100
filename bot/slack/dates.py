"""Moments as people say them. All moments are aware; the reader's zone is an IANA name."""

import math
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.slack.text import escape


def when(moment: datetime, tz: str, now: datetime) -> str:
    """Return a moment as words that fit after “is due” and “since”, as plain text.

    ``today at 17:00``, ``tomorrow at 09:00``, ``yesterday at 12:30``, ``Tue 26 May at 17:00``,
    with the year only where it is not this one. Day and hour are those of the reader's zone; where
    that is empty or unknown they are UTC's, and say so.
    """
    zone = _zone(tz)
    local = moment.astimezone(zone or UTC)
    today = now.astimezone(zone or UTC).date()
    day = _day(local, today.year, (local.date() - today).days)
    spoken = f"{day} at {local:%H:%M}"
    return spoken if zone else f"{spoken} UTC"


def slack_date(moment: datetime, fallback: str) -> str:
    """Return a moment as mrkdwn that Slack shows to each reader in their own zone.

    ``fallback`` is plain text for those few places that cannot.
    """
    seconds = math.floor(moment.timestamp())
    otherwise = escape(" ".join(fallback.split())) or str(seconds)
    return f"<!date^{seconds}^{{date_short_pretty}} at {{time}}|{otherwise}>"


def _day(local: datetime, this_year: int, distance: int) -> str:
    match distance:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case -1:
            return "yesterday"
        case _:
            day = f"{local:%a} {local.day} {local:%b}"
            return day if local.year == this_year else f"{day} {local.year}"


def _zone(name: str) -> tzinfo | None:
    """Return the zone of that name, or None for one that this machine does not know."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # A name is read as a path: one that names a directory, or leads out of the zones' own,
        # is no zone either.
        return None
