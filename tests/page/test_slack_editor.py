"""The rich text box: typed, formatted, pasted, by keyboard and by mouse."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.page.form_app import Seated
from tests.sandbox.slack_world import Json, field, served


def text(said: str, *style: str) -> Json:
    element: Json = {"type": "text", "text": said}
    return element | {"style": dict.fromkeys(style, True)} if style else element


def link(url: str, said: str = "", *style: str) -> Json:
    element: Json = {"type": "link", "url": url} | ({"text": said} if said else {})
    return element | {"style": dict.fromkeys(style, True)} if style else element


def section(*elements: Json | str) -> Json:
    inner = [text(one) if isinstance(one, str) else one for one in elements]
    return {"type": "rich_text_section", "elements": inner}


def items(style: str, *said: Json | str, indent: int = 0, **more: Any) -> Json:
    sections = [section(one) for one in said]
    return {
        "type": "rich_text_list", "elements": sections, "style": style, "indent": indent, **more
    }  # fmt: skip


def quote(*elements: Json | str) -> Json:
    return section(*elements) | {"type": "rich_text_quote"}


def code(*elements: Json | str) -> Json:
    return section(*elements) | {"type": "rich_text_preformatted"}


class Writing:
    """A form with one rich text box."""

    def __init__(self, seated: Seated, *initial: Json) -> None:
        self._seated = seated
        box: Json = {"type": "rich_text_input"}
        if initial:
            box["initial_value"] = {"type": "rich_text", "elements": list(initial)}
        self.page: Page = seated.page
        self.dialog: Locator = seated.open(field("box", box, optional=True))
        self.box: Locator = self.dialog.get_by_role("textbox", name="Box")
        self.box.click()

    def type(self, *keys: str) -> None:
        """Type text, and press what has a name, such as Enter or Control+B."""
        for one in keys:
            if one in _KEYS or "+" in one[:-1]:
                self.page.keyboard.press(one)
            else:
                self.page.keyboard.type(one)

    def tool(self, name: str) -> Locator:
        """A button of the box."""
        return self.dialog.get_by_role("button", name=name, exact=True)

    def paste(self, html: str, plain: str) -> None:
        """Paste what has been copied elsewhere."""
        script = """([node, html, plain]) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          data.setData("text/plain", plain);
          const how = { clipboardData: data, bubbles: true, cancelable: true };
          node.dispatchEvent(new ClipboardEvent("paste", how));
        }"""
        self.page.evaluate(script, [self.box.element_handle(), html, plain])

    def written(self) -> Any:
        """Submit it, and return the parts of the rich text that the app gets."""
        self.page.keyboard.press("Control+Enter")
        expect(self.dialog).to_be_hidden()
        value = self._seated.handed_in()["box"]
        return value["elements"] if value else None


_KEYS = {
    "Enter", "Tab", "Backspace", "Delete", "Escape", "ArrowLeft", "ArrowRight", "ArrowUp",
    "ArrowDown", "Home", "End",
}  # fmt: skip

Write = Callable[..., Writing]


@pytest.fixture
def write(seated: Seated) -> Write:
    """Open a form with one rich text box; call it with what is in it at first."""

    def opened(*initial: Json) -> Writing:
        return Writing(seated, *initial)

    return opened


# -- typing


@pytest.mark.parametrize(
    ("keys", "parts"),
    [
        (["plain"], [section("plain")]),
        (["one", "Enter", "two"], [section("one\ntwo")]),
        (["Control+B", "bold", "Control+B", " not"], [section(text("bold", "bold"), " not")]),
        (["Control+I", "it"], [section(text("it", "italic"))]),
        (["Control+Shift+X", "no"], [section(text("no", "strike"))]),
        (["Control+Shift+C", "x=1"], [section(text("x=1", "code"))]),
        (["*bold* _it_ ~no~ `x` end"], [section(text("bold", "bold"), " ", text("it", "italic"),
                                               " ", text("no", "strike"), " ", text("x", "code"),
                                               " end")]),
        (["**kept** 2*3*4 snake_case_name"], [section("**kept** 2*3*4 snake_case_name")]),
        (["- one", "Enter", "two", "Enter", "Enter", "after"],
         [items("bullet", "one", "two"), section("after")]),
        (["1. one", "Enter", "two"], [items("ordered", "one", "two")]),
        (["so:", "Enter", "- one", "Enter", "Tab", "deeper", "Enter", "Shift+Tab", "two"],
         [section("so:\n"), items("bullet", "one"), items("bullet", "deeper", indent=1),
          items("bullet", "two")]),
        (["- one", "Shift+Enter", "still one"], [items("bullet", "one\nstill one")]),
        (["> said", "Enter", "on", "Enter", "Enter", "after"],
         [quote("said\non"), section("after")]),
        (["```", "x = *1*", "Enter", "y", "ArrowDown", "after"], [code("x = *1*\ny"),
                                                                   section("after")]),
        (["wrong", "Backspace", "Backspace", "te"], [section("wrote"[:3] + "te")]),
        (["- ", "Backspace", "no item"], [section("no item")]),
        (["ab", "ArrowLeft", "x", "Delete", "y"], [section("axy")]),
    ],
)  # fmt: skip
def test_what_is_typed_is_rich_text(write: Write, keys: list[str], parts: list[Json]) -> None:
    writing = write()
    writing.type(*keys)
    assert writing.written() == parts


def test_what_is_emptied_is_nothing(write: Write) -> None:
    writing = write(section("all of it"))
    writing.type("Control+A", "Backspace")
    assert writing.written() is None


def test_what_is_left_alone_comes_back_as_it_was(write: Write) -> None:
    parts = [
        section("a ", text("b", "bold", "italic"), link("https://x.org", "x"), "\n"),
        items("ordered", "one", "two"), items("bullet", "deeper", indent=1),
        items("ordered", "three", offset=2), quote("said\non"), code("x = 1\ny = 2"),
        section("\nend"),
    ]  # fmt: skip
    assert write(*parts).written() == parts


def test_what_is_changed_leaves_the_rest_as_it_was(write: Write) -> None:
    emoji: Json = {"type": "emoji", "name": "tada"}
    parts = [
        section("Some ", text("bold", "bold"), " ", emoji, "\n"),
        items("bullet", "one", link("https://x.org", "two")),
        code("three"),
    ]
    writing = write(*parts)
    writing.type("Control+End", "ArrowDown", "more")
    assert writing.written() == [*parts, section("more")]


def test_a_selection_is_formatted_and_set_free_again(write: Write) -> None:
    writing = write(section("one two"))
    writing.type("Home", "Shift+Control+ArrowRight")
    writing.tool("Bold").click()
    expect(writing.tool("Bold")).to_have_attribute("aria-pressed", "true")
    expect(writing.box.locator("b")).to_have_text("one")
    writing.tool("Bold").click()
    expect(writing.box.locator("b")).to_have_count(0)
    writing.type("Control+A", "Control+I")
    assert writing.written() == [section(text("one two", "italic"))]


@pytest.mark.parametrize(
    ("tool", "part"),
    [
        ("Bulleted list", items("bullet", "one", "two")),
        ("Ordered list", items("ordered", "one", "two")),
        ("Blockquote", quote("one\ntwo")),
        ("Code block", code("one\ntwo")),
    ],
)
def test_lines_become_what_a_button_says_and_plain_again(
    write: Write, tool: str, part: Json
) -> None:
    writing = write(section("one\ntwo"))
    writing.type("Control+A")
    writing.tool(tool).click()
    writing.tool(tool).click()
    writing.tool(tool).click()
    assert writing.written() == [part]


def test_typing_over_a_selection_of_several_lines_replaces_it(write: Write) -> None:
    writing = write(section("one\ntwo\nthree"))
    writing.type("Control+Home", "ArrowRight", "Shift+ArrowDown", "Shift+ArrowDown", "X")
    assert writing.written() == [section("oXhree")]


def test_lines_are_joined_by_backspace(write: Write) -> None:
    writing = write(section(text("one", "bold"), "\ntwo"))
    writing.type("Control+End", "Home", "Backspace")
    assert writing.written() == [section(text("one", "bold"), "two")]


def test_whole_words_are_deleted(write: Write) -> None:
    writing = write(section("one two three"))
    writing.type("End", "Control+Backspace", "Control+Backspace")
    assert writing.written() == [section("one ")]


# -- links


def test_a_link_is_added_by_its_form(write: Write) -> None:
    writing = write()
    writing.type("see ", "Control+K")
    form = writing.page.get_by_role("dialog", name="Add link")
    expect(form.get_by_label("Text")).to_be_focused()
    form.get_by_label("Text").fill("the paper")
    form.get_by_label("Link").fill("x.org/a")
    form.get_by_label("Link").press("Enter")
    expect(writing.box).to_be_focused()
    writing.type(" now")
    assert writing.written() == [section("see ", link("https://x.org/a", "the paper"), " now")]


def test_what_is_selected_is_linked_and_set_free(write: Write) -> None:
    writing = write(section("see this now"))
    writing.type("Home", "Control+ArrowRight", "ArrowRight", "Shift+Control+ArrowRight")
    writing.tool("Link").click()
    form = writing.page.get_by_role("dialog", name="Add link")
    form.get_by_label("Link").fill("javascript:alert(1)")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_have_text("Please enter a web address.")
    form.get_by_label("Link").fill("https://x.org")
    form.get_by_role("button", name="Save").click()
    expect(writing.box.locator("a")).to_have_text("this")
    expect(writing.box).to_be_focused()
    writing.type("Home", "Control+ArrowRight", "ArrowRight")
    writing.tool("Link").click()
    edit = writing.page.get_by_role("dialog", name="Edit link")
    expect(edit.get_by_label("Link")).to_have_value("https://x.org")
    edit.get_by_label("Link").fill("https://y.org")
    edit.get_by_role("button", name="Save").click()
    assert writing.written() == [section("see ", link("https://y.org", "this"), " now")]


def test_escape_leaves_the_links_form_and_not_the_modal(write: Write) -> None:
    writing = write(section("text"))
    writing.type("Control+K", "Escape")
    expect(writing.page.get_by_role("dialog", name="Add link")).to_be_hidden()
    expect(writing.box).to_be_focused()
    assert writing.written() == [section("text")]


# -- pasting


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ("<b>bold</b> and <em>slanted</em>", [section(text("bold", "bold"), " and ",
                                                     text("slanted", "italic"))]),
        ('<p>See <a href="https://x.org/">this</a>.</p><p>Then</p>',
         [section("See ", link("https://x.org/", "this"), ".\nThen")]),
        ("<ul><li>one<ul><li>deeper</li></ul></li><li>two</li></ul>",
         [items("bullet", "one"), items("bullet", "deeper", indent=1), items("bullet", "two")]),
        ("<ol><li>one</li></ol><blockquote>said</blockquote><pre>x\n  y</pre>",
         [items("ordered", "one"), quote("said"), code("x\n  y")]),
        ("<h1>Title</h1>text", [section(text("Title", "bold"), "\ntext")]),
        ('<b style="font-weight:normal">plain <i>it</i></b>', [section("plain ",
                                                                      text("it", "italic"))]),
        ('<a href="javascript:alert(1)">x</a><script>alert(2)</script><b onclick="x">y</b>',
         [section("x", text("y", "bold"))]),
        ('<img src="https://x.org/i.png" onerror="alert(1)"><b>z</b>',
         [section(text("z", "bold"))]),
        ("<p>a &lt;b&gt; &amp;amp; &#8217;&#x1f389;&nbsp;</p><b>x</b>",
         [section("a <b> &amp; ’🎉 \n", text("x", "bold"))]),
        ('<b title="a>b">x</b><!-- <i>no</i> --><i>y', [section(text("x", "bold"),
                                                                text("y", "italic"))]),
    ],
)  # fmt: skip
def test_what_is_pasted_keeps_the_formats_that_slack_knows(
    write: Write, html: str, parts: list[Json]
) -> None:
    writing = write()
    writing.paste(html, "plain")
    assert writing.written() == parts


def test_plain_text_is_pasted_as_it_is(write: Write) -> None:
    writing = write(section("ab"))
    writing.type("End", "ArrowLeft")
    writing.paste("<span>1\n2</span>", "1\n*2* <b>")
    assert writing.written() == [section("a1\n*2* <b>b")]


def test_an_address_that_is_pasted_over_words_links_them(write: Write) -> None:
    writing = write(section("these words"))
    writing.type("Control+A")
    writing.paste("", "https://x.org/a")
    assert writing.written() == [section(link("https://x.org/a", "these words"))]


# -- undoing


def test_what_was_done_is_undone_and_done_again(write: Write) -> None:
    writing = write(section("text"))
    writing.type("Control+A", "Control+B", "End", "Enter", "more")
    for _ in range(3):
        writing.type("Control+Z")
    expect(writing.box.locator("b")).to_have_count(0)
    expect(writing.box.locator(".line")).to_have_text(["text"])
    writing.type("Control+Shift+Z")
    assert writing.written() == [section(text("text", "bold"))]


def test_a_mark_that_was_made_a_format_is_typed_again_by_undoing(write: Write) -> None:
    writing = write()
    writing.type("*bold*")
    expect(writing.box.locator("b")).to_have_text("bold")
    writing.type("Control+Z")
    assert writing.written() == [section("*bold*")]


# -- the keyboard alone


def test_the_buttons_are_walked_by_arrow_keys_and_tab_leaves_the_box(write: Write) -> None:
    writing = write()
    writing.type("Shift+Tab")
    expect(writing.tool("Bold")).to_be_focused()
    writing.type("ArrowRight", "ArrowRight", "ArrowLeft")
    expect(writing.tool("Italic")).to_be_focused()
    writing.type("Enter", "it", "Tab")
    expect(writing.dialog.get_by_role("button", name="Close").last).to_be_focused()
    assert writing.written() == [section(text("it", "italic"))]


def test_tab_in_a_list_that_cannot_go_deeper_leaves_the_box(write: Write) -> None:
    writing = write()
    writing.type("- one", "Tab")
    expect(writing.box).not_to_be_focused()


def test_an_input_method_writes_into_the_text(write: Write) -> None:
    writing = write(section("ab"))
    writing.type("End", "ArrowLeft")
    session = writing.page.context.new_cdp_session(writing.page)
    for text_so_far in ("に", "にほ", "日本"):
        how = {"text": text_so_far, "selectionStart": len(text_so_far), "selectionEnd": 0}
        session.send("Input.imeSetComposition", how | {"selectionEnd": len(text_so_far)})
    session.send("Input.insertText", {"text": "日本"})
    writing.type("c")
    assert writing.written() == [section("a日本cb")]


# -- there and back


@pytest.fixture(scope="module")
def back_and_forth(browser: Browser) -> Iterator[Callable[[list[Json]], list[Json]]]:
    """Read rich text as the editor does, and write it again."""
    with served() as world:
        page = browser.new_page()
        page.goto(world.origin)
        script = """async (elements) => {
          const { linesFrom, richTextFrom } = await import("/page/slack/editor/rich_text.js");
          return richTextFrom(linesFrom({ type: "rich_text", elements })).elements;
        }"""
        yield lambda parts: page.evaluate(script, parts)
        page.close()


@pytest.mark.parametrize(
    "parts",
    [
        [section("a\n\n"), code("b")],
        [code("a"), section("\n\nb")],
        [quote("a"), quote("b")],
        [items("ordered", "a", offset=4), items("bullet", "b"), items("ordered", "c")],
        [items("ordered", "a"), items("ordered", "b", indent=1), items("ordered", "c", offset=1)],
        [items("bullet", "a\nb", border=1)],
        [section(link("https://x.org"), link("https://y.org", "y", "bold"))],
        [section({"type": "user", "user_id": "U1"}, " ", {"type": "broadcast", "range": "here"})],
        [section("trailing\n")],
    ],
)
def test_any_rich_text_is_the_same_there_and_back(
    back_and_forth: Callable[[list[Json]], list[Json]], parts: list[Json]
) -> None:
    assert back_and_forth(parts) == parts
