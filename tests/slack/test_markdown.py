"""What people write in a rich text box, as Markdown."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.slack.markdown import markdown_from

Json = dict[str, Any]


def text(value: str, *styles: str) -> Json:
    element: Json = {"type": "text", "text": value}
    return element | {"style": dict.fromkeys(styles, True)} if styles else element


def link(url: str, label: str | None = None, *styles: str) -> Json:
    element: Json = {"type": "link", "url": url}
    element |= {"text": label} if label is not None else {}
    return element | {"style": dict.fromkeys(styles, True)} if styles else element


def section(*elements: Json | str) -> Json:
    inner = [text(one) if isinstance(one, str) else one for one in elements]
    return {"type": "rich_text_section", "elements": inner}


def bullets(*items: Json | str, **more: Any) -> Json:
    sections = [section(item) for item in items]
    return {"type": "rich_text_list", "style": "bullet", "elements": sections} | more


def numbered(*items: Json | str, **more: Any) -> Json:
    return bullets(*items, style="ordered", **more)


def quote(*elements: Json | str) -> Json:
    return section(*elements) | {"type": "rich_text_quote"}


def code(*elements: Json | str, **more: Any) -> Json:
    return section(*elements) | {"type": "rich_text_preformatted"} | more


def written(*parts: Json) -> str:
    return markdown_from({"type": "rich_text", "elements": list(parts)})


def line(*elements: Json | str) -> str:
    return written(section(*elements))


@pytest.mark.parametrize(
    "typed",
    [
        "plain",
        "**bold** _slanted_ [link](https://x.org) `code`",
        "one\n\ntwo\n\n\n",
        "  - a\n1) b\n> c\n# d",
        r"\*escaped\* <b> & &amp; <@anchor@>(@Title@)",
        " ",
    ],
)
def test_text_typed_without_a_format_is_taken_as_typed(typed: str) -> None:
    assert line(typed) == typed


@given(st.text(min_size=1))
def test_any_text_typed_without_a_format_is_taken_as_typed(typed: str) -> None:
    assert line(typed) == typed


@pytest.mark.parametrize(
    ("elements", "markdown"),
    [
        ([text("b", "bold"), " ", text("i", "italic")], "**b** _i_"),
        ([text("s", "strike"), " ", text("c", "code")], "~~s~~ `c`"),
        ([text("x", "bold", "italic", "strike", "code")], "**_~~`x`~~_**"),
        ([text("all ", "bold"), text("of", "bold", "italic"), text(" it", "bold")],
         "**all _of_ it**"),
        ([text("a", "bold"), text("b", "bold", "italic"), text("c", "italic")], "**a*b***_c_"),
        ([text("a", "bold"), text("b", "bold")], "**ab**"),
        (["a", text(" b ", "bold"), "c"], "a **b** c"),
        ([text(" ", "bold"), text("\n", "italic"), text("", "strike")], " \n"),
        ([text("one\n\ntwo", "bold")], "**one**\n\n**two**"),
        (["un", text("believ", "italic"), "able"], "un*believ*able"),
        (["(", text("i", "italic"), ")."], "(_i_)."),
        ([text("Note:", "bold"), "see"], "**Note**:see"),
        ([text("Note:", "bold"), " see"], "**Note:** see"),
        (["f", text("(x)", "bold"), "y"], "f(**x**)y"),
        ([text("a`b", "code"), text(" c ", "code")], "``a`b c`` "),
        ([text("`", "code")], "`` ` ``"),
        ([text("u", "underline"), text("v", "unlink")], "uv"),
        ([{"type": "text", "text": "x", "style": {"bold": False}}], "x"),
    ],
)  # fmt: skip
def test_formats_become_marks_where_marks_work(elements: list[Json | str], markdown: str) -> None:
    assert line(*elements) == markdown


@pytest.mark.parametrize(
    ("element", "markdown"),
    [
        (link("https://x.org", "t"), "[t](https://x.org)"),
        (link("https://x.org", "t", "bold"), "**[t](https://x.org)**"),
        (link("https://x.org", "t", "code"), "[`t`](https://x.org)"),
        (link("https://x.org"), "https://x.org"),
        (link("https://x.org", ""), "https://x.org"),
        (link("https://x.org", "https://x.org"), "https://x.org"),
        (link("http://x.org", "x.org"), "x.org"),
        (link("https://x.org/", "https://x.org"), "https://x.org"),
        (link("https://x.org/T_(b)", "T"), "[T](https://x.org/T_(b))"),
        (link("https://x.org/T_(b", "T"), "[T](https://x.org/T_%28b)"),
        (link("https://x.org/a b<c>", "T"), "[T](https://x.org/a%20b%3Cc%3E)"),
        (link("https://x.org", "[1]"), "[[1]](https://x.org)"),
        (link("https://x.org", "1]"), r"[1\]](https://x.org)"),
        (link("https://x.org", "a\\"), "[a\\\\](https://x.org)"),
        (link("https://x.org", "a\nb"), "[a b](https://x.org)"),
        ({"type": "link", "text": "no url"}, "no url"),
    ],
)
def test_links_become_markdown_links_and_bare_ones_stay_bare(element: Json, markdown: str) -> None:
    assert line(element) == markdown


def test_a_link_that_slack_makes_inside_typed_markdown_does_not_show() -> None:
    assert line("[t](", link("https://x.org/a"), ")") == "[t](https://x.org/a)"


@pytest.mark.parametrize(
    ("element", "plain"),
    [
        ({"type": "emoji", "name": "+1", "unicode": "1f44d-1f3fd"}, "👍🏽"),
        ({"type": "emoji", "name": "party_parrot"}, ":party_parrot:"),
        ({"type": "emoji", "name": "x", "unicode": "zz", "skin_tone": 2}, ":x::skin-tone-2:"),
        ({"type": "emoji", "name": "x", "unicode": "d800"}, ":x:"),
        ({"type": "user", "user_id": "U1"}, "@U1"),
        ({"type": "usergroup", "usergroup_id": "S1"}, "@S1"),
        ({"type": "channel", "channel_id": "C1"}, "#C1"),
        ({"type": "broadcast", "range": "here"}, "@here"),
        ({"type": "color", "value": "#ff0000"}, "#ff0000"),
        ({"type": "date", "timestamp": 1590512400, "format": "{date}"}, "2020-05-26 17:00 UTC"),
        ({"type": "date", "timestamp": 1, "format": "{date}", "fallback": "May"}, "May"),
        ({"type": "date", "timestamp": 10**11 * 9, "format": "{date}"}, "900000000000"),
        ({"type": "citation", "text": "kept"}, "kept"),
        ({"type": "novel", "elements": [text("kept"), text(" too")]}, "kept too"),
        ({"type": "novel"}, ""),
    ],
)
def test_what_markdown_has_no_word_for_becomes_plain_text(element: Json, plain: str) -> None:
    assert line("[", element, "]") == f"[{plain}]"


@pytest.mark.parametrize(
    ("parts", "markdown"),
    [
        ([section("a\n"), bullets("x", "y"), section("b")], "a\n- x\n- y\n\nb"),
        ([section("a"), bullets("x"), section("\nb")], "a\n- x\n\nb"),
        ([section("a\n\n"), bullets("x")], "a\n\n- x"),
        ([numbered("x", "y")], "1. x\n2. y"),
        ([section("a"), numbered("x", offset=4)], "a\n\n5. x"),
        ([section("a"), numbered("x")], "a\n1. x"),
        ([numbered("a"), bullets("x", indent=1), bullets("z", indent=2), numbered("b", offset=1)],
         "1. a\n    - x\n        - z\n2. b"),
        ([bullets("a"), bullets("x", indent=3), bullets("b")], "- a\n    - x\n- b"),
        ([bullets("x", indent=2), bullets("y")], "- x\n- y"),
        ([numbered("a", offset=999), bullets("x", indent=1)], "1000. a\n      - x"),
        ([bullets("a\nb\n\nc")], "- a\n  b\n\n  c"),
        ([bullets("a", " ", "b")], "- a\n- b"),
        ([numbered("a", "", "b")], "1. a\n2. b"),
        ([section("a"), quote("x\n\ny"), section("b")], "a\n> x\n>\n> y\n\nb"),
        ([quote("x\n"), quote("y")], "> x\n\n> y"),
        ([quote("x"), bullets("y", border=1), section("b")], "> x\n> - y\n\nb"),
        ([section("a"), code("x\ny\n"), section("b")], "a\n```\nx\ny\n```\nb"),
        ([code("a ``` b")], "````\na ``` b\n````"),
        ([code("x", link("https://x.org"), language="python")],
         "```python\nxhttps://x.org\n```"),
        ([section("a"), section("b")], "a\nb"),
        ([section("a\n"), section("b")], "a\nb"),
        ([section(), bullets(), quote(""), code(" "), section("a")], "a"),
        ([{"type": "novel", "elements": [text("kept")]}, {"type": "odd", "text": "too"}],
         "kept\ntoo"),
    ],
)  # fmt: skip
def test_the_parts_of_a_text_join_as_markdown_needs_it(parts: list[Json], markdown: str) -> None:
    assert written(*parts) == markdown


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "url", "style", "x", "unicode"]), inner, max_size=3
        )
    ),
    max_leaves=5,
)
KIND = st.sampled_from(
    ["rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted", "text",
     "link", "emoji", "user", "date", "novel"]
)  # fmt: skip


FIELDS = (
    "text", "url", "style", "indent", "offset", "border", "timestamp", "unicode", "language",
)  # fmt: skip


def with_kind(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(
        {"type": KIND | JSON, "elements": st.lists(inner, max_size=3) | JSON},
        optional=dict.fromkeys(FIELDS, JSON),
    )


@given(st.recursive(JSON, with_kind, max_leaves=12).filter(lambda value: isinstance(value, dict)))
def test_nothing_that_slack_may_send_raises(rich_text: Json) -> None:
    assert isinstance(markdown_from(rich_text), str)


STYLES = st.sampled_from(["bold", "italic", "strike"])
WORDS = st.lists(st.tuples(st.sampled_from(["a", "ba", "(b)"]), st.sets(STYLES)), max_size=6)
PIECES = st.lists(
    st.tuples(
        st.text(st.sampled_from("ab .(:\n"), min_size=1, max_size=4), st.sets(STYLES, max_size=1)
    ),
    max_size=6,
)


def styled_letters(markdown: str) -> list[tuple[str, frozenset[str]]]:
    """Return the letters that a reader of the Markdown sees, each with its formats."""
    names = {"strong": "bold", "em": "italic", "s": "strike"}
    letters: list[tuple[str, frozenset[str]]] = []
    for block in MarkdownIt().enable("strikethrough").parse(markdown):
        now: list[str] = []
        for token in block.children or []:
            name = names.get(token.type.removesuffix("_open").removesuffix("_close"), "")
            if token.nesting == 1:
                now.append(name)
            elif token.nesting == -1:
                now.remove(name)
            letters += [(one, frozenset(now)) for one in token.content if one not in " .(:)\n"]
    return letters


def letters(runs: list[tuple[str, set[str]]]) -> list[tuple[str, frozenset[str]]]:
    return [(one, frozenset(styles)) for value, styles in runs for one in value if one in "ab"]


def styled(runs: list[tuple[str, set[str]]]) -> str:
    """Return runs as Markdown, after a word that keeps spaces from making a code block."""
    return line("x ", *(text(value, *sorted(styles)) for value, styles in runs))


@given(PIECES)
def test_a_format_in_slack_is_a_format_in_markdown_wherever_it_begins_and_ends(
    runs: list[tuple[str, set[str]]],
) -> None:
    assert styled_letters(styled(runs)) == [("x", frozenset()), *letters(runs)]


@given(WORDS)
def test_words_keep_any_mix_of_formats(words: list[tuple[str, set[str]]]) -> None:
    runs = [(f"{word} ", styles) for word, styles in words]
    assert styled_letters(styled(runs)) == [("x", frozenset()), *letters(runs)]
