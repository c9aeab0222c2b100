"""Numbers as people see them and as they type them, in Google's en_US."""

import math
import re
from datetime import date, datetime, time, timedelta
from typing import Any

EPOCH = date(1899, 12, 30)
"""Day 0 of Google's serial dates."""

PATTERNS = {
    "DATE": "m/d/yyyy",
    "TIME": "h:mm:ss am/pm",
    "DATE_TIME": "m/d/yyyy h:mm:ss",
    "PERCENT": "0.00%",
    "CURRENCY": "$#,##0.00",
    "NUMBER": "#,##0.00",
    "SCIENTIFIC": "0.00E+00",
}
_DATE_TOKEN = re.compile(
    r"yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|am/pm|a/p|\"[^\"]*\"|\\.|.", re.IGNORECASE
)
_NUMBER = re.compile(r"([^0#?.,%]*)([0#?,]*)(?:\.([0#?]*))?(E\+0+)?(%?)(.*)", re.DOTALL)


def shown(number: float, number_format: dict[str, Any] | None) -> str:
    """The number in its format, or plainly where it has none."""
    kind = (number_format or {}).get("type")
    if kind is None or kind == "TEXT":
        return plain(number)
    pattern = (number_format or {}).get("pattern") or PATTERNS[kind]
    if kind in ("DATE", "TIME", "DATE_TIME"):
        return _moment(number, pattern)
    return _numeric(number, pattern)


def plain(number: float) -> str:
    """As in a cell without a number format: up to fifteen digits, no idle zeros."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.15g}".replace("e+", "E+").replace("e-", "E-")


def serial(value: date | datetime | time) -> float:
    """The number that Google keeps for a date, a moment, or a time of day."""
    if isinstance(value, time):
        return _seconds(value) / 86400
    days = (value.date() if isinstance(value, datetime) else value) - EPOCH
    return days.days + (_seconds(value.time()) / 86400 if isinstance(value, datetime) else 0)


def _seconds(value: time) -> float:
    return value.hour * 3600 + value.minute * 60 + value.second


def _moment(number: float, pattern: str) -> str:
    moment = datetime.combine(EPOCH, time()) + timedelta(seconds=round(number * 86400))
    tokens = _DATE_TOKEN.findall(pattern)
    twelve = any(token.lower() in ("am/pm", "a/p") for token in tokens)
    hour = (moment.hour % 12 or 12) if twelve else moment.hour
    texts = {
        "yyyy": f"{moment:%Y}",
        "yy": f"{moment:%y}",
        "mmmm": f"{moment:%B}",
        "mmm": f"{moment:%b}",
        "dddd": f"{moment:%A}",
        "ddd": f"{moment:%a}",
        "dd": f"{moment:%d}",
        "d": str(moment.day),
        "hh": f"{hour:02}",
        "h": str(hour),
        "ss": f"{moment:%S}",
        "s": str(moment.second),
        "am/pm": f"{moment:%p}",
        "a/p": f"{moment:%p}"[0],
    }
    out: list[str] = []
    after_hour = False
    for i, token in enumerate(tokens):
        low = token.lower()
        if low in ("m", "mm"):
            # An m beside hours or seconds is minutes.
            following = next((t.lower() for t in tokens[i + 1 :] if t.isalpha()), "")
            minutes = after_hour or following in ("s", "ss")
            value = moment.minute if minutes else moment.month
            out.append(f"{value:02}" if low == "mm" else str(value))
        else:
            out.append(texts.get(low, token.strip('"') if token[0] == '"' else token[-1:]))
        if token.isalpha():
            after_hour = low in ("h", "hh")
    return "".join(out)


def _numeric(number: float, pattern: str) -> str:
    pattern = pattern.split(";")[0]
    found = _NUMBER.fullmatch(pattern)
    if found is None:
        return plain(number)
    before, whole, decimals, science, percent, after = found.groups()
    if percent:
        number *= 100
    places = len(decimals or "")
    if science:
        mantissa, exponent = f"{number:.{places}E}".split("E")
        return f"{before}{mantissa}E{int(exponent):+03}{after}".replace('"', "")
    text = f"{abs(number):{',' if ',' in whole else ''}.{places}f}"
    if decimals and "#" in decimals:
        text = text.rstrip("0").rstrip(".") if "0" not in decimals else text
    sign = "-" if number < 0 else ""
    return f"{sign}{before}{text}{percent}{after}".replace('"', "")


_TYPED_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<money>\$?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))"
    r"(?P<fraction>\.\d*)?(?P<exponent>[eE][+-]?\d+)?(?P<percent>%?)"
)
_DATES = (
    ("%Y-%m-%d", "yyyy-mm-dd"),
    ("%Y/%m/%d", "yyyy/mm/dd"),
    ("%m/%d/%Y", "m/d/yyyy"),
    ("%B %d, %Y", "mmmm d, yyyy"),
    ("%b %d, %Y", "mmm d, yyyy"),
    ("%d %B %Y", "d mmmm yyyy"),
    ("%d %b %Y", "d mmm yyyy"),
)
_TIMES = (
    ("%H:%M:%S", "h:mm:ss"),
    ("%H:%M", "h:mm"),
    ("%I:%M %p", "h:mm am/pm"),
    ("%I:%M:%S %p", "h:mm:ss am/pm"),
)


def typed(text: str) -> tuple[float, dict[str, Any] | None] | None:
    """The number a person means by `text`, and the format Google gives it; None for words."""
    text = text.strip()
    found = _TYPED_NUMBER.fullmatch(text)
    if found:
        return _typed_number(found)
    return _typed_moment(text)


def _typed_number(found: re.Match[str]) -> tuple[float, dict[str, Any] | None] | None:
    digits = found["digits"].replace(",", "") or "0"
    fraction = found["fraction"] or ""
    number = float(found["sign"] + digits + fraction + (found["exponent"] or ""))
    if math.isinf(number):
        return None
    if found["percent"]:
        pattern = "0.00%" if len(fraction) > 1 else "0%"
        return number / 100, {"type": "PERCENT", "pattern": pattern}
    if found["money"]:
        return number, {"type": "CURRENCY", "pattern": '"$"#,##0.00' if fraction else '"$"#,##0'}
    if found["exponent"]:
        return number, {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    if "," in found["digits"]:
        return number, {"type": "NUMBER", "pattern": "#,##0.00" if fraction else "#,##0"}
    return number, None


def _typed_moment(text: str) -> tuple[float, dict[str, Any] | None] | None:
    if not any(c.isdigit() for c in text) or len(text) > 40:
        return None
    for code, pattern in _DATES:
        day = _read(text, code)
        if day is not None and day.year >= 1900:
            return serial(day.date()), {"type": "DATE", "pattern": pattern}
        for clock, clock_pattern in _TIMES:
            moment = _read(text, f"{code} {clock}")
            if moment is not None and moment.year >= 1900:
                full = f"{pattern} {clock_pattern}"
                return serial(moment), {"type": "DATE_TIME", "pattern": full}
    for clock, pattern in _TIMES:
        moment = _read(text, clock)
        if moment is not None:
            return serial(moment.time()), {"type": "TIME", "pattern": pattern}
    return None


def _read(text: str, code: str) -> datetime | None:
    try:
        return datetime.strptime(text, code)  # noqa: DTZ007 - a sheet's dates have no zone
    except ValueError:
        return None
