"""What stands in a view's fields: `state.values`, as Slack builds them."""

import copy
from collections.abc import Mapping

from .blockkit.surfaces import elements_of
from .model import Json

_KEYS: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "file_input": ("files", "initial_files"),
}
"""For each type of element the key of its value in the state, and of its initial value."""


def has_state(element: Json) -> bool:
    """Whether something stands in an element (nothing does in a button)."""
    return element["type"] in _KEYS


def value_key(element: Json) -> str:
    """The key under which an element's value stands in the state."""
    return _KEYS[element["type"]][0]


def holding(element: Json, value: object) -> Json:
    """The state of an element in which `value` stands."""
    return {"type": element["type"], value_key(element): value}


def untouched(element: Json) -> Json:
    """The state of an element that nobody has touched."""
    key, initial = _KEYS[element["type"]]
    nothing: list[object] | None = [] if key.endswith("s") else None
    return {"type": element["type"], key: copy.deepcopy(element.get(initial, nothing))}


def is_empty(element: Json, state: Json) -> bool:
    """Whether nothing stands in an element."""
    return not state.get(value_key(element))


def state_of(
    blocks: list[Json], chosen: Mapping[str, Mapping[str, Json]]
) -> dict[str, dict[str, Json]]:
    """`state.values` for blocks: what was chosen or typed, and for the rest what stood there."""
    values: dict[str, dict[str, Json]] = {}
    for block in blocks:
        for _, element in elements_of(block):
            if not has_state(element):
                continue
            block_id, action_id = block["block_id"], element["action_id"]
            mine = chosen.get(block_id, {}).get(action_id)
            values.setdefault(block_id, {})[action_id] = mine or untouched(element)
    return values


def still_fitting(
    blocks: list[Json], chosen: Mapping[str, Mapping[str, Json]]
) -> dict[str, dict[str, Json]]:
    """What of `chosen` stays when a view is updated to `blocks`.

    Slack keeps what somebody has typed where block_id, action_id and type are the same.
    """
    kept: dict[str, dict[str, Json]] = {}
    for block in blocks:
        for _, element in elements_of(block):
            mine = chosen.get(block["block_id"], {}).get(element["action_id"])
            if mine and mine["type"] == element["type"]:
                kept.setdefault(block["block_id"], {})[element["action_id"]] = mine
    return kept
