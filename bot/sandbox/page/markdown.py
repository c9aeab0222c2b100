"""Markdown blocks as trees, from which a browser draws without parsing anything itself.

HTML is text in them, and so is a link to anything that can run.
"""

from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

Json = dict[str, Any]

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

    The types are markdown-it's, without its "inline": paragraph, heading (level), blockquote,
    bullet_list, ordered_list (start), list_item, fence and code_block (text, info), hr, table,
    thead, tbody, tr, th, td (align), text, softbreak, hardbreak, strong, em, s, code_inline,
    link (href, title), image (src, alt). Paragraphs of a tight list are left out of it.
    """
    return _nodes(SyntaxTreeNode(_PARSER.parse(markdown)).children)


def _nodes(nodes: list[SyntaxTreeNode]) -> list[Json]:
    shown: list[Json] = []
    for node in nodes:
        if node.type == "inline" or node.hidden:
            shown += _nodes(node.children)
        else:
            shown.append(_node(node))
    return shown


def _node(node: SyntaxTreeNode) -> Json:
    shown: Json = {"type": node.type}
    attributes = _attributes(node)
    if attributes:
        shown["attrs"] = attributes
    if node.type == "image":
        return shown
    if node.content:
        shown["text"] = node.content
    children = _nodes(node.children)
    if children:
        shown["children"] = children
    return shown


def _attributes(node: SyntaxTreeNode) -> Json:
    given = {name: value for name, value in node.attrs.items() if name != "style"}
    style = str(node.attrs.get("style", ""))
    if style.startswith(_ALIGN):
        given["align"] = style.removeprefix(_ALIGN)
    if node.type == "heading":
        given["level"] = int(node.tag[1:])
    if node.type == "fence" and node.info:
        given["info"] = node.info
    if node.type == "image":
        given["alt"] = node.content
    return given
