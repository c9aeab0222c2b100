"""Markdown blocks as trees, from which a browser draws without parsing anything itself.

HTML is text in them, and so is a link to anything that can run.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

Json = dict[str, Any]

DEEPEST = 40
"""What is nested deeper stands beside what it is nested in."""

_KEPT = 1_000
_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])
_ALIGN = "text-align:"


def with_trees(blocks: list[Json]) -> list[Json]:
    """Blocks of which those of Markdown have a `tree` beside their text."""
    if not any(block["type"] == "markdown" for block in blocks):
        return blocks
    return [
        {**block, "tree": tree(block["text"])} if block["type"] == "markdown" else block
        for block in blocks
    ]


@lru_cache(_KEPT)
def tree(markdown: str) -> list[Json]:
    """A Markdown text as nodes: `{type, attrs?, text?, children?}`. Not to be changed.

    The types are markdown-it's: paragraph, heading (level), blockquote, bullet_list, ordered_list
    (start), list_item, fence and code_block (text, info), hr, table, thead, tbody, tr, th, td
    (align), text, softbreak, hardbreak, strong, em, s, code_inline, link (href, title), image
    (src, alt). A tight list has no paragraphs in it.
    """
    nodes: list[Json] = []
    open_lists = [nodes]
    for token in _flat(_PARSER.parse(markdown)):
        if token.nesting < 0:
            open_lists.pop()
        elif token.nesting > 0 and (token.hidden or len(open_lists) > DEEPEST):
            open_lists.append(open_lists[-1])
        elif token.type != "text" or token.content:
            node = _node(token)
            open_lists[-1].append(node)
            if token.nesting > 0:
                open_lists.append(node.setdefault("children", []))
    return nodes


def _flat(tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens with those of a line in its place."""
    for token in tokens:
        if token.type == "inline":
            yield from token.children or ()
        else:
            yield token


def _node(token: Token) -> Json:
    node: Json = {"type": token.type.removesuffix("_open")}
    attributes = _attributes(token)
    if attributes:
        node["attrs"] = attributes
    if token.content and token.type != "image":
        node["text"] = token.content
    return node


def _attributes(token: Token) -> Json:
    given = {name: value for name, value in token.attrs.items() if name != "style"}
    style = str(token.attrs.get("style", ""))
    if style.startswith(_ALIGN):
        given["align"] = style.removeprefix(_ALIGN)
    if token.type == "heading_open":
        given["level"] = int(token.tag[1:])
    if token.type == "fence" and token.info:
        given["info"] = token.info
    if token.type == "image":
        given["alt"] = token.content
    return given
