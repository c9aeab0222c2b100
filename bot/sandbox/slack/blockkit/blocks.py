"""The blocks, and what may stand in each."""

from collections.abc import Mapping
from typing import Any

from . import rich_text
from .elements import (
    BUTTONS,
    CHOICES,
    DATETIME,
    FILES,
    IMAGE,
    INPUTS,
    MULTI_SELECTS,
    PICKERS,
    SELECTS,
)
from .schema import Check, Problems, Shape, anything, array, boolean, by_type, string
from .texts import plain, text

_BLOCK: Mapping[str, Check] = {"block_id": string(255)}


def _says_something(block: dict[str, Any], pointer: str, problems: Problems) -> None:
    if block.get("text") is None and block.get("fields") is None:
        problems.add("must define either `fields` or `text`", pointer)


def _one_picture(block: dict[str, Any], pointer: str, problems: Problems) -> None:
    if (block.get("image_url") is None) == (block.get("slack_file") is None):
        problems.add("must define either `slack_file` or `image_url`", pointer)


def _no_dispatch_of_files(block: dict[str, Any], pointer: str, problems: Problems) -> None:
    if block["element"]["type"] == "file_input" and block.get("dispatch_action"):
        problems.add("file_input cannot dispatch actions", f"{pointer}/dispatch_action")


_ACCESSORIES = {**BUTTONS, **SELECTS, **MULTI_SELECTS, **CHOICES, **PICKERS, **IMAGE}
_ACTIONS = {**BUTTONS, **SELECTS, **CHOICES, **PICKERS, **DATETIME}
_INPUTS = {**SELECTS, **MULTI_SELECTS, **CHOICES, **PICKERS, **DATETIME, **INPUTS}
_SMALL_PRINT: dict[str, Check] = {"plain_text": text(), "mrkdwn": text(), **IMAGE}


def _input(elements: Mapping[str, Check]) -> Check:
    return Shape(
        {"label": plain(2000), "element": by_type(elements)},
        {**_BLOCK, "dispatch_action": boolean, "hint": plain(2000), "optional": boolean},
        [_no_dispatch_of_files],
    )


_COMMON: dict[str, Check] = {
    "section": Shape(
        {},
        {
            **_BLOCK,
            "text": text(3000),
            "fields": array(text(2000), 10, 1),
            "accessory": by_type(_ACCESSORIES),
            "expand": boolean,
        },
        [_says_something],
    ),
    "divider": Shape({}, _BLOCK),
    "header": Shape({"text": plain(150)}, _BLOCK),
    "context": Shape({"elements": array(by_type(_SMALL_PRINT), 10, 1)}, _BLOCK),
    "actions": Shape({"elements": array(by_type(_ACTIONS), 25, 1)}, _BLOCK),
    "image": Shape(
        {"alt_text": string(2000, 1)},
        {**_BLOCK, "image_url": string(3000, 1), "title": plain(2000), "slack_file": anything},
        [_one_picture],
    ),
    "rich_text": Shape({"elements": rich_text.elements}, _BLOCK),
    "input": _input(_INPUTS),
}

IN_MESSAGES: Check = by_type(
    {**_COMMON, "markdown": Shape({"text": string(12_000, 1)}, _BLOCK)},
)
IN_MODALS: Check = by_type({**_COMMON, "input": _input({**_INPUTS, **FILES})})
IN_HOMES: Check = by_type(_COMMON)
