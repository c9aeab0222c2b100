"""Markdown's tree: what Slack draws, and nothing that could be more than text."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.page.markdown import DEEPEST, tree, with_trees

Json = dict[str, Any]

TYPES = {
    "paragraph", "heading", "blockquote", "bullet_list", "ordered_list", "list_item", "fence",
    "code_block", "hr", "table", "thead", "tbody", "tr", "th", "td", "text", "softbreak",
    "hardbreak", "strong", "em", "s", "code_inline", "link", "image",
}  # fmt: skip
KEYS = {"type", "attrs", "text", "children"}


def text(content: str) -> Json:
    return {"type": "text", "text": content}


def node(kind: str, *children: Json, **attrs: Any) -> Json:
    return {"type": kind, **({"attrs": attrs} if attrs else {}), "children": list(children)}


def every(nodes: list[Json]) -> Iterator[Json]:
    """All nodes of a tree."""
    for each in nodes:
        yield each
        yield from every(each.get("children", []))


@pytest.mark.parametrize(
    ("markdown", "nodes"),
    [
        ("**a** _b_ ~~c~~", [
            node(
                "paragraph", node("strong", text("a")), text(" "), node("em", text("b")), text(" "),
                node("s", text("c")),
            ),
        ]),
        ("## Two", [node("heading", text("Two"), level=2)]),
        ("1. a\n2. b", [
            node("ordered_list", node("list_item", text("a")), node("list_item", text("b"))),
        ]),
        ("3. a", [node("ordered_list", node("list_item", text("a")), start=3)]),
        ("- a\n  - b", [
            node(
                "bullet_list",
                node("list_item", text("a"), node("bullet_list", node("list_item", text("b")))),
            ),
        ]),
        ("> q", [node("blockquote", node("paragraph", text("q")))]),
        ("```python\nx < y\n```", [
            {"type": "fence", "attrs": {"info": "python"}, "text": "x < y\n"},
        ]),
        ("`<b>`", [node("paragraph", {"type": "code_inline", "text": "<b>"})]),
        ("a\nb  \nc\n\n---", [
            node(
                "paragraph", text("a"), {"type": "softbreak"}, text("b"), {"type": "hardbreak"},
                text("c"),
            ),
            {"type": "hr"},
        ]),
        ('[a](https://x.org/?a=1&b=2 "t")', [
            node("paragraph", node("link", text("a"), href="https://x.org/?a=1&b=2", title="t")),
        ]),
        ("![alt](https://x.org/i.png)", [
            node("paragraph", {
                "type": "image", "attrs": {"src": "https://x.org/i.png", "alt": "alt"},
            }),
        ]),
        ("|a|b|\n|-|:-:|\n|1|2|", [
            node(
                "table",
                node("thead", node(
                    "tr", node("th", text("a")), node("th", text("b"), align="center"),
                )),
                node("tbody", node(
                    "tr", node("td", text("1")), node("td", text("2"), align="center"),
                )),
            ),
        ]),
        ("&amp; &lt;", [node("paragraph", text("& <"))]),
        ("", []),
    ],
)  # fmt: skip
def test_marks_become_nodes(markdown: str, nodes: list[Json]) -> None:
    assert tree(markdown) == nodes


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "a <b onclick=x>b</b>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](vbscript:x)",
        "[a](data:text/html,x)",
        "[a](file:///etc/passwd)",
        "<javascript:alert(1)>",
    ],
)
def test_what_is_hostile_stays_text(markdown: str) -> None:
    nodes = list(every(tree(markdown)))
    assert {each["type"] for each in nodes} == {"paragraph", "text"}
    assert "".join(each.get("text", "") for each in nodes) == markdown


MARKDOWN = st.text(alphabet="<>&;[]()!\"'*_~`#-+|:\\/ajs1. \n\t\x00", max_size=80)


@given(MARKDOWN)
def test_whatever_is_written_only_known_nodes_come_of_it(markdown: str) -> None:
    for each in every(tree(markdown)):
        assert each["type"] in TYPES
        assert set(each) <= KEYS
        for name in ("href", "src"):
            address = str(each.get("attrs", {}).get(name, "")).lower()
            assert not address.startswith(("javascript:", "vbscript:", "file:", "data:text"))


def deepest(nodes: list[Json]) -> int:
    """How deep nodes are nested."""
    return max((1 + deepest(each.get("children", [])) for each in nodes), default=0)


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "*", "~~", "[", "![", "_a_"])
def test_nesting_ends_somewhere(mark: str) -> None:
    markdown = mark * (6_000 // len(mark))
    nodes = tree(f"{markdown}a{markdown}")
    assert 0 < deepest(nodes) <= DEEPEST + 1


def test_what_is_emphasized_too_deeply_is_still_there() -> None:
    nodes = tree("*a **b " * 50 + "c" + "***" * 50)
    letters = "".join(each.get("text", "") for each in every(nodes))
    assert deepest(nodes) == DEEPEST + 1
    assert [letters.count(letter) for letter in "abc"] == [50, 50, 1]


def test_other_blocks_are_left_as_they_are() -> None:
    blocks = [{"type": "divider"}, {"type": "markdown", "text": "a", "block_id": "x"}]
    assert with_trees(blocks[:1]) is not None
    plain, markdown = with_trees(blocks)
    assert plain == {"type": "divider"}
    assert markdown == {**blocks[1], "tree": tree("a")}
    assert "tree" not in blocks[1]
