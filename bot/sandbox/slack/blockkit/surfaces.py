"""Whole messages, modals and homes: what Slack says about them, and what it adds to them."""

import copy
import json
import secrets
from collections.abc import Iterator
from typing import Any

from .blocks import IN_HOMES, IN_MESSAGES, IN_MODALS
from .schema import Check, Json, Problems, Shape, array, boolean, by_type, string
from .texts import plain

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
BLOCK_TEXT = 13_000
MARKDOWN_TEXT = 12_000

INTERACTIVE = frozenset(
    (
        "button", "overflow", "static_select", "external_select", "users_select",
        "conversations_select", "channels_select", "multi_static_select", "multi_external_select",
        "multi_users_select", "multi_conversations_select", "multi_channels_select", "checkboxes",
        "radio_buttons", "datepicker", "timepicker", "datetimepicker", "plain_text_input",
        "rich_text_input", "url_text_input", "email_text_input", "number_input", "file_input",
    )
)  # fmt: skip


def elements_of(block: Json) -> Iterator[tuple[str, Json]]:
    """The interactive elements of a block, each with its pointer inside the block."""
    for name in ("accessory", "element"):
        element = block.get(name)
        if isinstance(element, dict) and element.get("type") in INTERACTIVE:
            yield f"/{name}", element
    if block.get("type") == "actions":
        for index, element in enumerate(block["elements"]):
            yield f"/elements/{index}", element


def _ids_differ(blocks: list[Json], pointer: str, problems: Problems) -> None:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id and block_id in seen:
            problems.add("`block_id` already exists", f"{pointer}/{index}/block_id")
        seen.add(block_id or "")
        actions: set[str] = set()
        for place, element in elements_of(block):
            action_id = element.get("action_id")
            if action_id and action_id in actions:
                problems.add("`action_id` already exists", f"{pointer}/{index}{place}/action_id")
            actions.add(action_id or "")


def _one_focus(blocks: list[Json], pointer: str, problems: Problems) -> None:
    focused = [e for block in blocks for _, e in elements_of(block) if e.get("focus_on_load")]
    if len(focused) > 1:
        problems.add("only one element may have `focus_on_load`", pointer)


def _blocks(kind: Check, most: int, least: int = 0) -> Check:
    listing = array(kind, most, least)

    def check(value: Any, pointer: str, problems: Problems) -> None:
        before = len(problems)
        listing(value, pointer, problems)
        if len(problems) == before:
            _ids_differ(value, pointer, problems)
            _one_focus(value, pointer, problems)

    return check


def _submit_for_inputs(view: Json, pointer: str, problems: Problems) -> None:
    if view.get("submit") is None and any(b["type"] == "input" for b in view["blocks"]):
        problems.add("`submit` is required when the view has an input block", pointer)


_REMEMBERED = {
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}

_message: Check = _blocks(IN_MESSAGES, MESSAGE_BLOCKS)

_view: Check = by_type(
    {
        "modal": Shape(
            {"title": plain(24), "blocks": _blocks(IN_MODALS, VIEW_BLOCKS)},
            {
                **_REMEMBERED,
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
                "submit_disabled": boolean,
            },
            [_submit_for_inputs],
        ),
        "home": Shape({"blocks": _blocks(IN_HOMES, VIEW_BLOCKS)}, _REMEMBERED),
    }
)


def message_problems(blocks: Any) -> Problems:
    """What is wrong with a message's blocks."""
    problems = Problems()
    _message(blocks, "/blocks", problems)
    if not problems:
        markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
        if markdown > MARKDOWN_TEXT:
            problems.add(f"must be less than {MARKDOWN_TEXT + 1} characters in all", "/blocks")
    return problems


def view_problems(view: Any) -> Problems:
    """What is wrong with a modal or a home."""
    problems = Problems()
    _view(view, "/view", problems)
    return problems


def is_too_large(view: Json) -> bool:
    """Whether Slack answers view_too_large."""
    return len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES


def text_length(blocks: list[Json]) -> int:
    """The characters of all texts in blocks, which Slack limits for a message."""
    return sum(_texts(blocks))


def _texts(value: Any) -> Iterator[int]:
    if isinstance(value, dict):
        for name, each in value.items():
            if name in ("text", "fallback") and isinstance(each, str):
                yield len(each)
            else:
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def with_ids(blocks: list[Json]) -> list[Json]:
    """A copy of valid blocks in which every block and element has its id, as Slack returns them."""
    complete = copy.deepcopy(blocks)
    for block in complete:
        if not block.get("block_id"):
            block["block_id"] = secrets.token_urlsafe(4)
        for _, element in elements_of(block):
            if not element.get("action_id"):
                element["action_id"] = secrets.token_urlsafe(4)
    return complete
