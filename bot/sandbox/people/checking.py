"""What Slack itself says at a field, before the app hears of a submission."""

import re
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from bot.sandbox.slack.model import Json
from bot.sandbox.slack.state import is_empty, state_of, value_key

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_TEXT = 3000


def field_errors(blocks: list[Json], chosen: dict[str, dict[str, Json]]) -> dict[str, str]:
    """A sentence for each input block that cannot be submitted as it is."""
    values = state_of(blocks, chosen)
    errors: dict[str, str] = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        state = values[block["block_id"]][element["action_id"]]
        error = _error(element, state, optional=bool(block.get("optional")))
        if error is not None:
            errors[block["block_id"]] = error
    return errors


def _error(element: Json, state: Json, *, optional: bool) -> str | None:
    if is_empty(element, state):
        return None if optional else "Please complete this required field."
    value = state[value_key(element)]
    match element["type"]:
        case "plain_text_input":
            return _length(value, element.get("min_length", 0), element.get("max_length", _TEXT))
        case "url_text_input":
            return None if _is_address(value) else "Please enter a valid URL."
        case "email_text_input":
            return None if _EMAIL.fullmatch(value) else "Please enter a valid email address."
        case "number_input":
            return _number(element, value)
        case _:
            most = element.get("max_selected_items")
            if most is not None and len(value) > most:
                return f"Please select no more than {most} items."
            return None


def _length(text: str, least: int, most: int) -> str | None:
    if len(text) < least:
        return f"Please use at least {least} characters."
    if len(text) > most:
        return f"Please use no more than {most} characters."
    return None


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text


def _number(element: Json, text: str) -> str | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return "Please enter a valid number."
    if not number.is_finite():
        return "Please enter a valid number."
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Please enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < Decimal(least):
        return f"Please enter a number of at least {least}."
    if most is not None and number > Decimal(most):
        return f"Please enter a number of at most {most}."
    return None
