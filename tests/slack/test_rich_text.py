"""Filling a rich text box with a cell of the sheet: formatted where it can be, changed nowhere."""

import csv
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.slack.blockkit.surfaces import view_problems
from bot.slack.rich_text import markdown_from, rich_text_from
from tests.shared_data import shared

Json = dict[str, Any]

WRITTEN_COLUMNS = (
    "Title", "Authors", "Venue", "H/T", "Summary", "My opinion", "Prerequisites", "Read more",
)  # fmt: skip

MARKS = st.sampled_from(
    ["**", "*", "_", "__", "~~", "`", "``", "[", "](", "https://x.org", ")", "\\", "- ", "1. ",
     "12. ", "> ", ">", "```", "\n", "\n\n", "    ", "<@", "@>", "(@", "@)", "a", "b c", " ", ".",
     "\r", "\x00", "é", "😀", ":x:", "<@U1>", "<!here>", "&amp;", "#"]
)  # fmt: skip
MARKDOWN = st.lists(MARKS, max_size=30).map("".join)


def cells() -> set[str]:
    with shared("newsletter/database-2022-04.csv").open(encoding="utf-8", newline="") as file:
        return {row[name] for row in csv.DictReader(file) for name in WRITTEN_COLUMNS} - {""}


def filled(markdown: str) -> Json:
    rich_text = rich_text_from(markdown)
    assert rich_text is not None
    return rich_text


def comes_back(markdown: str) -> bool:
    return markdown_from(filled(markdown)) == markdown


def problems(rich_texts: list[Json]) -> list[str]:
    """What Slack would say against a modal with these boxes."""
    blocks = [
        {
            "type": "input",
            "block_id": f"box{number}",
            "label": {"type": "plain_text", "text": "Summary"},
            "element": {"type": "rich_text_input", "action_id": "value", "initial_value": rich},
        }
        for number, rich in enumerate(rich_texts)
    ]
    title = {"type": "plain_text", "text": "Submit"}
    view = {"type": "modal", "title": title, "submit": title, "blocks": blocks}
    return list(view_problems(view).lines())


def kinds(rich_text: Json) -> set[str]:
    found = {rich_text["type"]} if "type" in rich_text else set()
    return found.union(*(kinds(part) for part in rich_text.get("elements", [])))


def section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def bullets(*items: Json, **more: Any) -> Json:
    return {"type": "rich_text_list", "style": "bullet", "elements": list(items)} | more


def numbered(*items: Json, **more: Any) -> Json:
    return {"type": "rich_text_list", "style": "ordered", "elements": list(items)} | more


def text(value: str, *styles: str) -> Json:
    element: Json = {"type": "text", "text": value}
    return element | {"style": dict.fromkeys(styles, True)} if styles else element


def link(url: str, label: str, *styles: str) -> Json:
    element: Json = {"type": "link", "url": url, "text": label}
    return element | {"style": dict.fromkeys(styles, True)} if styles else element


@pytest.fixture(scope="module")
def boxes() -> dict[str, Json]:
    """What each real cell becomes; there are thousands, so once for all tests."""
    return {cell: filled(cell) for cell in cells()}


@pytest.mark.xdist_group("real cells")
def test_every_real_cell_comes_back_unchanged(boxes: dict[str, Json]) -> None:
    assert [cell for cell, box in boxes.items() if markdown_from(box) != cell] == []


@pytest.mark.xdist_group("real cells")
def test_no_real_cell_makes_a_box_that_slack_refuses(boxes: dict[str, Json]) -> None:
    found = [problem for box in boxes.values() for problem in problems([box])]
    assert found == []


@pytest.mark.xdist_group("real cells")
def test_most_formats_of_the_real_cells_are_shown_as_formats(boxes: dict[str, Json]) -> None:
    plain = formatted = 0
    for box in boxes.values():
        for part in box["elements"]:
            for element in part["elements"]:
                if element["type"] == "text" and "style" not in element:
                    plain += element["text"].count("**") + element["text"].count("](http")
                elif element["type"] != "rich_text_section":
                    formatted += 1
    assert formatted > 2_000
    assert plain < formatted / 50


def test_the_longest_real_cell_comes_back() -> None:
    longest = max(cells(), key=len)
    assert len(longest) == 21_751
    assert comes_back(longest)


@given(st.text() | MARKDOWN)
def test_any_text_at_all_comes_back_unchanged(markdown: str) -> None:
    assert rich_text_from(markdown) is None if not markdown else comes_back(markdown)


@given(MARKDOWN.filter(bool))
def test_any_text_makes_a_box_that_slack_takes_and_that_mentions_nobody(markdown: str) -> None:
    rich_text = filled(markdown)
    assert problems([rich_text]) == []
    assert kinds(rich_text) <= {
        "rich_text", "rich_text_section", "rich_text_list", "rich_text_quote",
        "rich_text_preformatted", "text", "link",
    }  # fmt: skip


@pytest.mark.parametrize(
    "piece",
    ["_a_ ", "**", "`", "[", "[a](http://", "[x](http://a) ", "<@", "> \n", "- a\n", "1. a\n\n",
     "```\n", "*a*b", "_a**b ", "a**(b)** ", "~~**_a_**~~_x_", "\\", "    - a\n"],
)  # fmt: skip
def test_a_long_text_of_nothing_but_marks_comes_back(piece: str) -> None:
    assert comes_back(piece * (4_000 // len(piece)))


def test_a_text_with_more_formats_than_a_view_holds_is_shown_as_typed() -> None:
    markdown = "_a_ " * 5_000
    assert filled(markdown)["elements"] == [section(text(markdown))]


@pytest.mark.parametrize(
    ("markdown", "elements"),
    [
        ("plain", [text("plain")]),
        ("one\n\ntwo \n", [text("one\n\ntwo \n")]),
        ("**b** and _i_", [text("b", "bold"), text(" and "), text("i", "italic")]),
        ("un*believ*able", [text("un"), text("believ", "italic"), text("able")]),
        ("~~s~~ `c*d`", [text("s", "strike"), text(" "), text("c*d", "code")]),
        (
            "**all _of_ it**",
            [text("all ", "bold"), text("of", "bold", "italic"), text(" it", "bold")],
        ),
        ("[t](https://x.org/T_(b))", [link("https://x.org/T_(b)", "t")]),
        (
            "**see [t](https://x.org)**",
            [text("see ", "bold"), link("https://x.org", "t", "bold")],
        ),
        ("a _b_\nc", [text("a "), text("b", "italic"), text("\nc")]),
    ],
)
def test_formats_are_shown_as_formats(markdown: str, elements: list[Json]) -> None:
    assert filled(markdown)["elements"] == [section(*elements)]


@pytest.mark.parametrize(
    "markdown",
    [
        "*Rohin's opinion*",
        "__b__",
        "***both***",
        "2 * 3 * 4",
        "snake_case_name",
        r"\*not\* \_this\_",
        "<@an _anchor_@>(@**A** Title_with_marks@)",
        "<@U012ABC> <!here> :smile:",
        "https://x.org/_a_/**b**",
        "[t](/relative) [t](javascript:alert(1)) ![i](x.png)",
        "[t](https://x.org 'a title')",
        "** b **",
        "`` a ` b ``",
        "* star\n* star",
        "1) one\n2) two",
        "- a\ntext that would belong to a",
        "text\n3. three",
        ">no space",
        "```python\nx\n```",
        "```\nopen",
        "- a\n",
    ],
)
def test_what_would_not_come_back_the_same_is_shown_as_typed(markdown: str) -> None:
    assert filled(markdown)["elements"] == [section(text(markdown))]
    assert comes_back(markdown)


@pytest.mark.parametrize(
    ("markdown", "parts"),
    [
        (
            "Two:\n- a\n- _b_\n\nDone",
            [
                section(text("Two:\n")),
                bullets(section(text("a")), section(text("b", "italic"))),
                section(text("\nDone")),
            ],
        ),
        (
            "1. a\n    - x\n2. b",
            [
                numbered(section(text("a"))),
                bullets(section(text("x")), indent=1),
                numbered(section(text("b")), offset=1),
            ],
        ),
        (
            "1. a\n\n2. b",
            [
                numbered(section(text("a"))),
                section(text("\n")),
                numbered(section(text("b")), offset=1),
            ],
        ),
        (
            "> a\n>\n> b",
            [{"type": "rich_text_quote", "elements": [text("a\n\nb")]}],
        ),
        (
            "so:\n```\nx = '**'\n\ny\n```\nend",
            [
                section(text("so:\n")),
                {"type": "rich_text_preformatted", "elements": [text("x = '**'\n\ny")]},
                section(text("end")),
            ],
        ),
    ],
)
def test_lists_quotes_and_code_are_shown_as_such(markdown: str, parts: list[Json]) -> None:
    assert filled(markdown)["elements"] == parts
    assert comes_back(markdown)
    assert problems([filled(markdown)]) == []


def pieces(element: Json, at: int) -> list[Json]:
    """One text element cut in two, as Slack may send it back."""
    if element["type"] != "text" or len(element["text"]) < 2:
        return [element]
    cut = 1 + at % (len(element["text"]) - 1)
    return [element | {"text": element["text"][:cut]}, element | {"text": element["text"][cut:]}]


def split(value: Json, at: int) -> Json:
    elements = [split(part, at) for part in value.get("elements", [])]
    return value | {"elements": [one for part in elements for one in pieces(part, at)]}


@given(MARKDOWN.filter(bool), st.integers(0, 50))
def test_a_text_comes_back_unchanged_however_slack_splits_it(markdown: str, at: int) -> None:
    rich_text = filled(markdown)
    halves = {"elements": [split(part, at) for part in rich_text["elements"]]}
    assert markdown_from(halves) == markdown
