"""Years, out of dates as pages write them."""

import re

_YEAR = re.compile(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])", re.ASCII)
_RUN_TOGETHER = re.compile(r"((?:19|20)[0-9]{2})[01][0-9][0-3][0-9](?![0-9])", re.ASCII)


def year_in(date: str) -> str:
    """Return the year of a date in any of the usual spellings, or an empty text."""
    together = _RUN_TOGETHER.match(date.strip())
    if together:
        return together[1]
    year = _YEAR.search(date)
    return year[0] if year else ""
