"""The page's Slack without its looks: texts, dates, names and what is meant by a few letters."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.sandbox.slack_world import Json, served

Call = Callable[..., Any]

LONDON, KOLKATA, NEW_YORK = "Europe/London", "Asia/Kolkata", "America/New_York"
NOW = 1_778_500_000  # Monday 11 May 2026, 11:46:40 UTC
DAY = 86_400


@pytest.fixture(scope="module")
def call(browser: Browser) -> Iterator[Call]:
    """Call a function of one of the Slack's modules in the browser."""
    with served() as world:
        page = browser.new_page()
        page.goto(world.origin)

        def call(module: str, name: str, *arguments: Any) -> Any:
            path = f"/page/slack/{module}.js"
            script = "async ([path, name, args]) => (await import(path))[name](...args)"
            return page.evaluate(script, [path, name, arguments])

        yield call
        page.close()


def plainly(nodes: Any) -> Any:
    """Write nodes shortly: text as it is, all else as (type, what is in it)."""
    if isinstance(nodes, list):
        return [plainly(one) for one in nodes]
    match nodes["type"]:
        case "text":
            return nodes["text"]
        case "user" | "channel" | "usergroup":
            return (nodes["type"], nodes["id"])
        case "broadcast":
            return ("broadcast", nodes["range"])
        case "emoji":
            return ("emoji", nodes["name"])
        case "link":
            return ("link", nodes["url"], *plainly(nodes["children"]))
        case "list":
            mark = "ol" if nodes["ordered"] else "ul"
            return (mark, nodes["indent"], nodes["offset"], *plainly(nodes["items"]))
        case "heading":
            return (f"h{nodes['level']}", *plainly(nodes["children"]))
        case kind:
            return (kind, *plainly(nodes.get("children", [])))


# -- mrkdwn


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("*bold* _it_ ~s~", [("bold", "bold"), " ", ("italic", "it"), " ", ("strike", "s")]),
        ("_*both*_", [("italic", ("bold", "both"))]),
        ("a_b_c 2 * 3 * 4 **x**", ["a_b_c 2 * 3 * 4 **x**"]),
        ("(*in brackets*), *end*.", ["(", ("bold", "in brackets"), "), ", ("bold", "end"), "."]),
        ("*over\nlines*", ["*over\nlines*"]),
        ("`a*b*` and `", [("code", "a*b*"), " and `"]),
        ("*<https://x.org|T>*", [("bold", ("link", "https://x.org", "T"))]),
        ("<https://x.org/a_b_c>", [("link", "https://x.org/a_b_c", "https://x.org/a_b_c")]),
        ("<https://x.org?a=1&amp;b=2|R&amp;D>", [("link", "https://x.org?a=1&b=2", "R&D")]),
        ("<https://x.org|&lt;js:x|c&gt;>", [("link", "https://x.org", "<js:x|c>")]),
        ("<mailto:a@b.org>", [("link", "mailto:a@b.org", "a@b.org")]),
        ("see https://x.org/a.", ["see ", ("link", "https://x.org/a", "https://x.org/a"), "."]),
        ("<@U1> <@U2|zach>", [("user", "U1"), " ", ("user", "U2")]),
        ("<#C1|news>", [("channel", "C1")]),
        ("<!here> <!channel>", [("broadcast", "here"), " ", ("broadcast", "channel")]),
        ("<!subteam^S1|@editors>", [("usergroup", "S1")]),
        ("&lt;b&gt; &amp;amp;", ["<b> &amp;"]),
        (":tada: :no_such: 10:30:45", [("emoji", "tada"), " :no_such: 10:30:45"]),
        (":wave::skin-tone-4:", [("emoji", "wave::skin-tone-4")]),
        ("<b>", ["<b>"]),
    ],
)  # fmt: skip
def test_a_line_of_mrkdwn_is_read_as_slack_reads_it(
    call: Call, text: str, nodes: list[Any]
) -> None:
    assert plainly(call("text/mrkdwn", "parseMrkdwn", text)) == [("paragraph", *nodes)]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("a\n> b\n&gt; c\nd", [("paragraph", "a"), ("quote", ("paragraph", "b\nc")),
                               ("paragraph", "d")]),
        (">>> all\n*the* rest", [("quote", ("paragraph", "all\n", ("bold", "the"), " rest"))]),
        ("a ```x *y*\nz``` b", [("paragraph", "a "), ("pre", "x *y*\nz"), ("paragraph", " b")]),
        ("```\n> no quote\n```", [("pre", "> no quote")]),
        ("```never closed", [("paragraph", "```never closed")]),
        ("- a\n- b", [("paragraph", "- a\n- b")]),
        ("", []),
    ],
)  # fmt: skip
def test_quotes_and_code_are_blocks(call: Call, text: str, blocks: list[Any]) -> None:
    assert plainly(call("text/mrkdwn", "parseMrkdwn", text)) == blocks


def test_lists_are_lists_in_what_people_type(call: Call) -> None:
    text = "so:\n- a\n- b\n  - c\n3. d\n4. e\n-5 degrees"
    assert plainly(call("text/mrkdwn", "parseMrkdwn", text, {"lists": True})) == [
        ("paragraph", "so:"), ("ul", 0, 0, ["a"], ["b"]), ("ul", 1, 0, ["c"]),
        ("ol", 0, 2, ["d"], ["e"]), ("paragraph", "-5 degrees"),
    ]  # fmt: skip


def test_a_verbatim_text_links_nothing_by_itself(call: Call) -> None:
    blocks = call("text/mrkdwn", "parseMrkdwn", "at https://x.org", {"verbatim": True})
    assert plainly(blocks) == [("paragraph", "at https://x.org")]


def test_plain_text_knows_emoji_and_nothing_else(call: Call) -> None:
    assert plainly(call("text/mrkdwn", "parsePlain", "*a* <b> &amp; :tada:")) == [
        "*a* <b> &amp; ", ("emoji", "tada")
    ]  # fmt: skip


def test_the_words_of_a_text_are_without_marks(call: Call) -> None:
    text = "*<https://x.org|A &amp; B>* is `due`\n<!date^1^{date}|Monday>"
    assert call("text/mrkdwn", "wordsOf", text) == "A & B is due Monday"


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://x.org/a b", "https://x.org/a%20b"),
        ("HTTP://x.org", "http://x.org/"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        (" data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//x.org", None),
        ("x.org", None),
        ("", None),
    ],
)
def test_only_web_and_mail_addresses_are_followed(
    call: Call, address: str, followed: str | None
) -> None:
    assert call("text/links", "followable", address) == followed


# -- rich text and Markdown


def test_rich_text_is_read_with_all_that_it_may_hold(call: Call) -> None:
    def text(said: str, **style: bool) -> Json:
        return {"type": "text", "text": said, **({"style": style} if style else {})}

    block = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    text("a "),
                    text("b", bold=True, italic=True),
                    {"type": "link", "url": "https://x.org", "text": "x"},
                    {"type": "link", "url": "https://y.org"},
                    {"type": "user", "user_id": "U1"},
                    {"type": "channel", "channel_id": "C1"},
                    {"type": "broadcast", "range": "here"},
                    {"type": "emoji", "name": "wave", "skin_tone": 3},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "indent": 1,
                "offset": 4,
                "elements": [{"type": "rich_text_section", "elements": [text("item")]}],
            },
            {"type": "rich_text_quote", "elements": [text("said")]},
            {"type": "rich_text_preformatted", "elements": [text("x\ny")]},
        ],
    }
    assert plainly(call("text/rich_text", "parseRichText", block)) == [
        ("paragraph", "a ", ("italic", ("bold", "b")), ("link", "https://x.org", "x"),
         ("link", "https://y.org", "https://y.org"), ("user", "U1"), ("channel", "C1"),
         ("broadcast", "here"), ("emoji", "wave::skin-tone-3")),
        ("ol", 1, 4, ["item"]), ("quote", ("paragraph", "said")), ("pre", "x\ny"),
    ]  # fmt: skip


def test_what_rich_text_may_hold_one_day_is_told_apart(call: Call) -> None:
    block = {"type": "rich_text", "elements": [{"type": "rich_text_poem"}]}
    assert call("text/rich_text", "parseRichText", block) == [
        {"type": "unknown", "what": {"type": "rich_text_poem"}}
    ]


def test_markdown_is_drawn_from_its_tree(call: Call) -> None:
    from bot.sandbox.page.markdown import tree

    markdown = (
        "# Title\n\nA **b** _c_ ~~d~~ `e` [f](https://x.org) <i>\n\n- one\n    1. deeper\n- two\n\n"
        "> said\n\n```py\ncode\n```\n\n---\n\n| a | b |\n|---|--:|\n| 1 | *2* |"
    )
    blocks = call("text/markdown", "parseTree", tree(markdown))
    table = blocks.pop()
    assert plainly(blocks) == [
        ("h1", "Title"),
        ("paragraph", "A ", ("bold", "b"), " ", ("italic", "c"), " ", ("strike", "d"), " ",
         ("code", "e"), " ", ("link", "https://x.org", "f"), " <i>"),
        ("ul", 0, 0, ["one"]), ("ol", 1, 0, ["deeper"]), ("ul", 0, 0, ["two"]),
        ("quote", ("paragraph", "said")), ("pre", "code"), ("rule",),
    ]  # fmt: skip
    assert [plainly(cell["children"]) for cell in table["head"]] == [["a"], ["b"]]
    assert [plainly(cell["children"]) for cell in table["rows"][0]] == [["1"], [("italic", "2")]]
    assert [cell.get("align") for cell in table["head"]] == [None, "right"]


# -- dates


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("{date_num}", "2026-05-09"),
        ("{date_slash}", "09/05/2026"),
        ("{date}", "May 9th, 2026"),
        ("{date_short}", "May 9, 2026"),
        ("{date_long}", "Saturday, May 9th, 2026"),
        ("{date_long_full}", "May 9, 2026"),
        ("{date_pretty}", "May 9th, 2026"),
        ("{day_divider_pretty}", "Saturday, May 9th"),
        ("{time}", "07:46"),
        ("{time_secs}", "07:46:40"),
        ("{ago}", "2 days ago"),
        ("on {date_short} at {time}", "on May 9, 2026 at 07:46"),
        ("{no_such}", None),
    ],
)
def test_each_token_of_a_date_is_written_in_the_readers_zone(
    call: Call, pattern: str, shown: str | None
) -> None:
    moment = NOW - 2 * DAY
    assert call("text/dates", "formatMoment", moment, pattern, NEW_YORK, NOW) == shown


@pytest.mark.parametrize(
    ("days", "shown"), [(0, "Today"), (1, "Tomorrow"), (-1, "Yesterday"), (2, "May 13, 2026")]
)
def test_days_close_by_have_names(call: Call, days: int, shown: str) -> None:
    moment = NOW + days * DAY
    pattern = "{date_short_pretty} at {time}"
    written = call("text/dates", "formatMoment", moment, pattern, LONDON, NOW)
    assert written == f"{shown} at 12:46"


def test_a_day_is_the_readers_own(call: Call) -> None:
    late = NOW - (12 * 60 - 14) * 60  # 00:00 in London, 19:00 of the day before in New York
    names = [call("text/dates", "dayDivider", late, zone, NOW) for zone in (LONDON, NEW_YORK)]
    assert names == ["Today", "Yesterday"]
    assert call("text/dates", "dayDivider", NOW - 6 * DAY, KOLKATA, NOW) == "Tuesday, May 5th"
    far = call("text/dates", "dayDivider", NOW - 600 * DAY, LONDON, NOW)
    assert far == "Wednesday, September 18th, 2024"


@pytest.mark.parametrize("moment", [10**20, -(10**20)])
def test_a_moment_that_is_none_has_no_date(call: Call, moment: int) -> None:
    assert call("text/dates", "formatMoment", moment, "{date}", LONDON, NOW) is None


@pytest.mark.parametrize(
    ("date", "seconds"),
    [
        ({"year": 2026, "month": 5, "day": 11, "hour": 12, "minute": 46}, NOW - 40),
        ({"year": 2026, "month": 3, "day": 29, "hour": 3}, 1_774_749_600),  # after the clocks went
        ({"year": 2026, "month": 3, "day": 29, "hour": 0}, 1_774_742_400),
    ],
)
def test_a_time_on_the_clock_is_a_moment(call: Call, date: Json, seconds: int) -> None:
    assert call("text/dates", "momentOf", date, LONDON) == seconds


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("17:30", "17:30"), ("9", "09:00"), ("930", "09:30"),
        ("0930", "09:30"), ("5:30 pm", "17:30"),
        ("12 am", "00:00"), ("12pm", "12:00"), ("24:00", None), ("13 pm", None), ("noon", None),
        ("9.15", "09:15"),
    ],
)  # fmt: skip
def test_a_time_is_typed_in_many_ways(call: Call, typed: str, time: str | None) -> None:
    assert call("blocks/pickers", "typedTime", typed) == time


# -- what is meant by a few letters


KNOWN: Json = {
    "commands": [
        {"command": "/propose", "description": "Put a paper on the list", "usage_hint": "<link>"},
        {"command": "/claim", "description": "Take a paper", "usage_hint": "<paper>"},
        {"command": "/opinion", "description": "Add your opinion", "usage_hint": "<paper>"},
    ],
    "people": [
        {"id": "U1", "name": "Zoë Rivers", "handle": "zoe.rivers"},
        {"id": "U2", "name": "Zoë", "handle": "zoe"},
        {"id": "U3", "name": "Mei", "handle": "mei"},
    ],
    "channels": [{"id": "C1", "name": "newsletter"}, {"id": "C2", "name": "random"}],
}


@pytest.mark.parametrize(
    ("typed", "token"),
    [
        ("/", ("command", "")),
        ("/cl|x", ("command", "cl")),
        ("say /cl", None),
        ("/claim ", None),
        ("@", ("person", "")),
        ("hi @mei", ("person", "mei")),
        ("mail a@b", None),
        ("see #new", ("channel", "new")),
        (":t", None),
        ("so :ta", ("emoji", "ta")),
        ("10:30", None),
        ("just text", None),
    ],
)
def test_what_is_being_typed_is_found_at_the_caret(
    call: Call, typed: str, token: tuple[str, str] | None
) -> None:
    text, caret = typed.replace("|", ""), typed.find("|") if "|" in typed else len(typed)
    found = call("composer/completion", "tokenAt", text, caret)
    assert (found and (found["kind"], found["typed"])) == token


@pytest.mark.parametrize(
    ("kind", "typed", "offered"),
    [
        ("command", "", ["/propose", "/claim", "/opinion"]),
        ("command", "cl", ["/claim"]),
        ("command", "op", ["/opinion", "/propose"]),
        ("command", "take", ["/claim"]),
        ("command", "xyz", []),
        ("person", "zoe", ["Zoë", "Zoë Rivers"]),
        ("person", "riv", ["Zoë Rivers"]),
        ("person", "her", ["@here"]),
        ("channel", "ran", ["#random"]),
        ("emoji", "tada", [":tada:"]),
    ],
)
def test_what_may_be_meant_comes_best_first(
    call: Call, kind: str, typed: str, offered: list[str]
) -> None:
    found = call("composer/completion", "offersFor", {"kind": kind, "typed": typed}, KNOWN)
    assert [one["label"] for one in found][: len(offered) or None] == offered


def test_what_is_taken_stands_in_the_place_of_what_was_typed(call: Call) -> None:
    token = call("composer/completion", "tokenAt", "hi @me you", 6)
    offer = {"insert": "@Mei "}
    assert call("composer/completion", "taken", "hi @me you", token, offer) == {
        "text": "hi @Mei you", "caret": 8
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("hi @Zoë Rivers!", "hi <@U1>!"),
        ("@zoe and @MEI", "<@U2> and <@U3>"),
        ("@here, see #random", "<!here>, see <#C2>"),
        ("@meis a@mei.org #nothing @nobody", "@meis a@mei.org #nothing @nobody"),
        ("<@U3> stays", "<@U3> stays"),
    ],
)
def test_names_travel_as_references(call: Call, typed: str, sent: str) -> None:
    assert call("composer/wire", "withReferences", typed, KNOWN) == sent


def test_a_command_names_people_by_their_handle(call: Call) -> None:
    sent = call("composer/wire", "forCommand", "P1 for @Zoë Rivers", KNOWN)
    assert sent == "P1 for @zoe.rivers"


# -- the order of messages


def message(ts: float, user: str = "U1", **more: Any) -> Json:
    return {"ts": f"{ts:.6f}", "user": user, "text": "", "blocks": [], "thread_ts": None, **more}


def rows(call: Call, messages: list[Json], **how: Any) -> list[str]:
    asked = {"zone": LONDON, "now": NOW, **how}
    found = call("messages/timeline", "rowsOf", messages, asked)
    return [
        f"{one['message']['user']}{' …' if one['follows'] else ''}"
        if one["type"] == "message"
        else one.get("label", one["type"])
        for one in found
    ]


def test_messages_of_one_author_belong_together_for_five_minutes(call: Call) -> None:
    messages = [message(NOW), message(NOW + 299), message(NOW + 700), message(NOW + 701, "U2")]
    assert rows(call, messages) == ["Today", "U1", "U1 …", "U1", "U2"]


def test_nothing_goes_on_over_a_day_or_after_what_only_one_sees(call: Call) -> None:
    ephemeral = message(NOW + 1, ephemeral=True)
    messages = [message(NOW - DAY), message(NOW), ephemeral, message(NOW + 2)]
    assert rows(call, messages) == ["Yesterday", "U1", "Today", "U1", "U1", "U1"]


def test_the_line_of_what_is_new_stands_above_it(call: Call) -> None:
    messages = [message(NOW), message(NOW + 1), message(NOW + 2)]
    line = rows(call, messages, newFrom=messages[0]["ts"])
    assert line == ["Today", "U1", "new", "U1", "U1 …"]
    assert "new" not in rows(call, messages, newFrom=messages[2]["ts"])


def test_a_thread_says_how_many_replies_there_are(call: Call) -> None:
    messages = [message(NOW), message(NOW + 1)]
    assert rows(call, messages, days=False, afterFirst="1 reply") == ["U1", "1 reply", "U1"]
