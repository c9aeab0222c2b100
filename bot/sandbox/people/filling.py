"""Fills in the fields of a view as a person does: by typing, or by choosing what can be seen."""

import re
from datetime import datetime
from typing import Any

from bot.sandbox.slack.blockkit.rich_text import rich_text
from bot.sandbox.slack.blockkit.schema import Problems
from bot.sandbox.slack.blockkit.surfaces import elements_of
from bot.sandbox.slack.blockkit.texts import offered
from bot.sandbox.slack.model import Json
from bot.sandbox.slack.state import has_state, holding, value_key
from bot.sandbox.slack.typed import typed_rich_text

from .errors import CannotDo
from .finding import Finder
from .suggesting import Suggest

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d\d:\d\d")
_TEXTS = ("plain_text_input", "url_text_input", "email_text_input", "number_input")


async def filled(element: Json, value: Any, finder: Finder, suggest: Suggest) -> Json:
    """The state of an element after a person has put `value` into it. Raises CannotDo.

    None, "" and an empty list clear it.
    """
    kind: str = element["type"]
    if kind in _TEXTS:
        return holding(element, _typed(value) or None)
    if kind == "rich_text_input":
        return holding(element, _rich_text(value))
    if kind == "file_input":
        raise CannotDo("Files cannot be handed in here yet.")
    if value_key(element).endswith("s"):
        wanted = _listed(value, element)
        chosen = [await _chosen(element, each, finder, suggest) for each in wanted]
        return holding(element, chosen)
    if value in (None, "", []):
        return holding(element, None)
    if isinstance(value, list):
        raise CannotDo(f'"{element["action_id"]}" takes one choice, not a list.')
    return holding(element, await _chosen(element, value, finder, suggest))


def _typed(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise CannotDo("A text field takes text.")
    return str(value)


def _rich_text(value: Any) -> Json | None:
    if isinstance(value, dict):
        problems = Problems()
        rich_text(value, "", problems)
        if problems:
            raise CannotDo(f"This is no rich text: {'; '.join(problems.lines())}.")
        return value
    text = _typed(value)
    return typed_rich_text(text) if text else None


def _listed(value: Any, element: Json) -> list[Any]:
    if value in (None, "", False):
        return []
    if value is True:
        if len(offered(element)) != 1:
            raise CannotDo("There are several boxes: name those to check in a list.")
        return [offered(element)[0]["value"]]
    return value if isinstance(value, list) else [value]


async def _chosen(element: Json, value: Any, finder: Finder, suggest: Suggest) -> Any:
    kind: str = element["type"]
    if "users_select" in kind:
        return finder.user(value).id
    if "conversations_select" in kind or "channels_select" in kind:
        channel = finder.channel_id(str(value))
        if channel is None:
            raise CannotDo(f'There is no channel "{value}".')
        return channel
    if kind == "datepicker":
        return _matching(_DATE, value, "a date such as 2026-05-05")
    if kind == "timepicker":
        return _matching(_TIME, value, "a time such as 17:30")
    if kind == "datetimepicker":
        return _seconds(value)
    options = offered(element)
    if "external_select" in kind:
        options = await suggest(element, value)
    return option_named(options, value)


def option_named(options: list[Json], value: Any) -> Json:
    """The option with a value or a visible text. Raises CannotDo."""
    if isinstance(value, dict):
        value = value.get("value")
    wanted = str(value)
    for option in options:
        if wanted == option["value"] or wanted == option["text"]["text"]:
            return option
    texts = ", ".join(option["text"]["text"] for option in options[:20]) or "nothing"
    raise CannotDo(f'"{wanted}" cannot be chosen. There is: {texts}.')


def _matching(pattern: re.Pattern[str], value: Any, what: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise CannotDo(f"{value!r} is not {what}.")
    return value


def _seconds(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    try:
        return int(datetime.fromisoformat(str(value)).timestamp())
    except ValueError:
        raise CannotDo(f"{value!r} is no moment: seconds, or an ISO time.") from None


async def fill_in(
    blocks: list[Json],
    chosen: dict[str, dict[str, Json]],
    values: Any,
    finder: Finder,
    suggest: Suggest,
) -> dict[str, dict[str, Json]]:
    """What stands in a view's fields after `values` ({block_id: value}) were put into them.

    Raises CannotDo; nothing is changed then.
    """
    if not isinstance(values, dict):
        raise CannotDo('"values" maps block ids to what is put into them.')
    fields: dict[str, list[Json]] = {}
    for block in blocks:
        fields[block["block_id"]] = [e for _, e in elements_of(block) if has_state(e)]
    result = {block_id: dict(states) for block_id, states in chosen.items()}
    for block_id, value in values.items():
        there = fields.get(block_id) or []
        if len(there) != 1:
            named = ", ".join(each for each, elements in fields.items() if len(elements) == 1)
            raise CannotDo(f'There is no field "{block_id}" here. There is: {named or "none"}.')
        state = await filled(there[0], value, finder, suggest)
        result.setdefault(block_id, {})[there[0]["action_id"]] = state
    return result
