"""The elements that people press, choose from and type in."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .rich_text import rich_text
from .schema import Check, Problems, Shape, anything, array, boolean, integer, one_of, string
from .texts import (
    confirm,
    has_options,
    initial_is_offered,
    offered,
    option,
    option_group,
    plain,
    values_differ,
)

_ACTION: Mapping[str, Check] = {"action_id": string(255, 1)}
_FOCUS: Mapping[str, Check] = {**_ACTION, "focus_on_load": boolean}
_CONFIRM: Mapping[str, Check] = {**_FOCUS, "confirm": confirm}
_ASKING: Mapping[str, Check] = {**_CONFIRM, "placeholder": plain(150)}
_TYPING: Mapping[str, Check] = {
    **_FOCUS,
    "placeholder": plain(150),
    "dispatch_action_config": Shape(
        {}, {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"))}
    ),
}
_ID = string(least=1)
_DATE = string(pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_TIME = string(pattern=r"([01]\d|2[0-3]):[0-5]\d")


def _select(optional: Mapping[str, Check], rules: Sequence[Check] = ()) -> Check:
    return Shape({}, {**_ASKING, **optional}, rules)


def _multi(optional: Mapping[str, Check], rules: Sequence[Check] = ()) -> Check:
    return Shape({}, {**_ASKING, "max_selected_items": integer(1), **optional}, rules)


def _lengths(element: dict[str, Any], pointer: str, problems: Problems) -> None:
    least, most = element.get("min_length"), element.get("max_length")
    initial = element.get("initial_value")
    if least is not None and most is not None and least > most:
        problems.add("min_length must be less than max_length", f"{pointer}/min_length")
    if initial is not None:
        string(most or 3000)(initial, f"{pointer}/initial_value", problems)


def _number(element: dict[str, Any], pointer: str, problems: Problems) -> None:
    whole = not element["is_decimal_allowed"]
    for name in ("initial_value", "min_value", "max_value"):
        value = element.get(name)
        if value is not None and not re.fullmatch(r"-?\d+" if whole else r"-?\d+(\.\d+)?", value):
            problems.add("must be a number in a string", f"{pointer}/{name}")


def _not_too_many(element: dict[str, Any], pointer: str, problems: Problems) -> None:
    most = element.get("max_selected_items")
    for name in ("initial_options", "initial_users", "initial_conversations", "initial_channels"):
        if most is not None and len(element.get(name) or []) > most:
            problems.add(f"no more than {most} items allowed", f"{pointer}/{name}")


_OPTIONS: Mapping[str, Check] = {
    "options": array(option(), 100, 1),
    "option_groups": array(option_group, 100, 1),
}
_FILTER: Check = Shape(
    {},
    {
        "include": array(one_of("im", "mpim", "private", "public"), least=1),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
_CONVERSATIONS: Mapping[str, Check] = {
    "default_to_current_conversation": boolean,
    "filter": _FILTER,
}
_ANSWERING: Mapping[str, Check] = {"response_url_enabled": boolean}

_static = [has_options, values_differ, initial_is_offered]

BUTTONS: dict[str, Check] = {
    "button": Shape(
        {"text": plain(75)},
        {
            **_ACTION,
            "url": string(3000),
            "value": string(2000),
            "style": one_of("primary", "danger"),
            "confirm": confirm,
            "accessibility_label": string(75),
        },
    ),
    "overflow": Shape(
        {"options": array(option(url=True), 5, 1)}, {**_ACTION, "confirm": confirm}, [values_differ]
    ),
}

SELECTS: dict[str, Check] = {
    "static_select": _select({**_OPTIONS, "initial_option": option()}, _static),
    "external_select": _select({"initial_option": option(), "min_query_length": integer(0)}),
    "users_select": _select({"initial_user": _ID}),
    "conversations_select": _select({**_CONVERSATIONS, **_ANSWERING, "initial_conversation": _ID}),
    "channels_select": _select({**_ANSWERING, "initial_channel": _ID}),
}

MULTI_SELECTS: dict[str, Check] = {
    "multi_static_select": _multi(
        {**_OPTIONS, "initial_options": array(option(), least=1)}, [*_static, _not_too_many]
    ),
    "multi_external_select": _multi(
        {"initial_options": array(option()), "min_query_length": integer(0)}, [_not_too_many]
    ),
    "multi_users_select": _multi({"initial_users": array(_ID)}, [_not_too_many]),
    "multi_conversations_select": _multi(
        {**_CONVERSATIONS, "initial_conversations": array(_ID)}, [_not_too_many]
    ),
    "multi_channels_select": _multi({"initial_channels": array(_ID)}, [_not_too_many]),
}

_checked = array(option(mrkdwn=True), 10, 1)

CHOICES: dict[str, Check] = {
    "checkboxes": Shape(
        {"options": _checked},
        {**_CONFIRM, "initial_options": _checked},
        [values_differ, initial_is_offered],
    ),
    "radio_buttons": Shape(
        {"options": _checked},
        {**_CONFIRM, "initial_option": option(mrkdwn=True)},
        [values_differ, initial_is_offered],
    ),
}

PICKERS: dict[str, Check] = {
    "datepicker": _select({"initial_date": _DATE}),
    "timepicker": _select({"initial_time": _TIME, "timezone": string(least=1)}),
}

DATETIME: dict[str, Check] = {
    "datetimepicker": Shape({}, {**_CONFIRM, "initial_date_time": integer(10**9, 10**10 - 1)})
}

INPUTS: dict[str, Check] = {
    "plain_text_input": Shape(
        {},
        {
            **_TYPING,
            "initial_value": string(),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        [_lengths],
    ),
    "rich_text_input": Shape({}, {**_TYPING, "initial_value": rich_text}),
    "url_text_input": Shape({}, {**_TYPING, "initial_value": string(3000)}),
    "email_text_input": Shape({}, {**_TYPING, "initial_value": string(3000)}),
    "number_input": Shape(
        {"is_decimal_allowed": boolean},
        {**_TYPING, "initial_value": string(), "min_value": string(), "max_value": string()},
        [_number],
    ),
}

FILES: dict[str, Check] = {
    "file_input": Shape(
        {}, {**_ACTION, "filetypes": array(string(least=1), least=1), "max_files": integer(1, 10)}
    )
}


def _one_picture(element: dict[str, Any], pointer: str, problems: Problems) -> None:
    if (element.get("image_url") is None) == (element.get("slack_file") is None):
        problems.add("must define either `slack_file` or `image_url`", pointer)


IMAGE: dict[str, Check] = {
    "image": Shape(
        {"alt_text": string(2000, 1)},
        {"image_url": string(3000, 1), "slack_file": anything},
        [_one_picture],
    )
}

__all__ = [
    "BUTTONS", "CHOICES", "DATETIME", "FILES", "IMAGE", "INPUTS", "MULTI_SELECTS", "PICKERS",
    "SELECTS", "offered",
]  # fmt: skip
