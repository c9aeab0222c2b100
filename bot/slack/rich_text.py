"""From Markdown to Slack's rich text, such that Markdown comes back from it unchanged.

A rich text box is filled with a cell of the sheet. What the writer of Markdown (``markdown_from``)
would write in the same way is shown formatted; all else is shown as it was typed, marks included.
So nothing that the person leaves alone changes.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from bot.slack.blocks import Block
from bot.slack.markdown import markdown_from
from bot.slack.rich_text_lines import elements_of, text_element

__all__ = ["markdown_from", "rich_text_from"]

_ITEM = re.compile(r"((?: {4}){0,8})(?:-|([1-9]\d{0,8})\.) (\S.*)")
_FENCE = "```"

_MAX_SIZE = 80_000
"""A view has 250 KB for all its boxes; a text with more formats than fit is shown as typed."""


def rich_text_from(markdown: str) -> Block | None:
    """Return Markdown as the ``initial_value`` of a ``rich_text_input``; None for the empty text.

    For every text ``markdown_from(rich_text_from(text)) == text``. Bold, italic, struck out text,
    code, links, lists, quotes and code blocks are formatted. There are no mentions among the
    elements: with them Slack lets nobody submit the modal.
    """
    if not markdown:
        return None
    lines = markdown.split("\n")
    for parts in (_parts(lines), [_section(lines)]):
        if len(json.dumps(parts)) <= _MAX_SIZE and _comes_back(parts, markdown):
            return _rich_text(parts)
    return _rich_text([_part("section", [text_element(markdown)])])


def _parts(lines: Sequence[str]) -> list[Block]:
    """Return lines as sections, lists, quotes and code blocks."""
    parts: list[Block] = []
    text: list[str] = []
    at = 0
    while at < len(lines):
        end, block = _block(lines, at)
        if block and _can_stand(block[0], text, lines[end:]):
            if text:
                parts.append(_section([*text, ""]))
            parts += block
            text = []
        else:
            text += lines[at:end]
        at = end
    if text:
        parts.append(_section(text))
    return parts


def _block(lines: Sequence[str], start: int) -> tuple[int, list[Block]]:
    """Return where the lines end that belong together, and them as anything but plain text.

    There is nothing where they would not come back unchanged.
    """
    end = start + 1
    blocks: list[Block] = []
    if lines[start] == _FENCE and _FENCE in lines[end:]:
        end = lines.index(_FENCE, end) + 1
        code = "\n".join(lines[start + 1 : end - 1])
        blocks = [_part("preformatted", [text_element(code)])] if code else []
    elif lines[start].startswith(">"):
        while end < len(lines) and lines[end].startswith(">"):
            end += 1
        blocks = [_quote(lines[start:end])]
    elif _ITEM.fullmatch(lines[start]):
        while end < len(lines) and _ITEM.fullmatch(lines[end]):
            end += 1
        blocks = _lists(lines[start:end])
    return end, blocks if _comes_back(blocks, "\n".join(lines[start:end])) else []


def _can_stand(block: Block, before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether a block between lines of text would come back with the same lines around it.

    The other side of the rules by which ``markdown_from`` joins the parts of a rich text.
    """
    if before and before[-1] and block.get("offset", 0):
        return False
    if block["type"] == "rich_text_preformatted":
        return list(after) != [""]
    return not after or (after[0] == "" and len(after) > 1)


def _quote(lines: Iterable[str]) -> Block:
    return _part("quote", _inline([line[1:].removeprefix(" ") for line in lines]))


def _lists(lines: Iterable[str]) -> list[Block]:
    """Return list items as lists: each has one indent, one style and goes on counting."""
    lists: list[Block] = []
    expected = 0
    for line in lines:
        found = _ITEM.fullmatch(line)
        assert found is not None
        indent, number = len(found[1]) // 4, int(found[2] or 0)
        look: dict[str, Any] = {"style": "ordered" if number else "bullet"}
        if indent:
            look["indent"] = indent
        is_next = lists and number == expected and look.items() <= lists[-1].items()
        if not is_next or lists[-1].get("indent", 0) != indent:
            offset = {"offset": number - 1} if number > 1 else {}
            lists.append(_part("list", []) | look | offset)
        lists[-1]["elements"].append(_part("section", elements_of(found[3])))
        expected = number + 1 if number else 0
    return lists


def _section(lines: Iterable[str]) -> Block:
    return _part("section", _inline(lines))


def _inline(lines: Iterable[str]) -> list[Block]:
    """Return lines as elements, with as few text elements as there can be."""
    elements: list[Block] = []
    for index, line in enumerate(lines):
        new = [text_element("\n")] if index else []
        for element in [*new, *(elements_of(line) if line else [])]:
            if elements and elements[-1].keys() == element.keys() == {"type", "text"}:
                elements[-1] = text_element(elements[-1]["text"] + element["text"])
            else:
                elements.append(element)
    return elements


def _part(kind: str, elements: list[Block]) -> Block:
    return {"type": f"rich_text_{kind}", "elements": elements}


def _rich_text(parts: Sequence[Block]) -> Block:
    return {"type": "rich_text", "elements": list(parts)}


def _comes_back(parts: Sequence[Block], markdown: str) -> bool:
    return markdown_from(_rich_text(parts)) == markdown
