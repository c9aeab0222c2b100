"""Block Kit's limits: what is just allowed, what is just not, and how it is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.slack.blockkit.surfaces import (
    is_too_large,
    message_problems,
    text_length,
    view_problems,
    with_ids,
)
from tests.sandbox.slack_world import Json, actions, button, field, modal, option, plain, section


def lines(problems: Any) -> list[str]:
    return list(problems.lines())


def in_message(*blocks: Any) -> list[str]:
    return lines(message_problems(list(blocks)))


def in_modal(*blocks: Any, **more: Any) -> list[str]:
    return lines(view_problems(modal(*blocks, **more)))


def home(*blocks: Any, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}


def options(count: int) -> list[Json]:
    return [option(f"Option {i}", str(i)) for i in range(count)]


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": options(3), **more}


def rich(*elements: Json) -> Json:
    sections = [{"type": "rich_text_section", "elements": list(elements)}]
    return {"type": "rich_text", "elements": sections}


GOOD: dict[str, Json] = {
    "section": section("x", accessory=button("press")),
    "fields": {"type": "section", "fields": [plain("a"), {"type": "mrkdwn", "text": "b"}]},
    "divider": {"type": "divider"},
    "header": {"type": "header", "text": plain("x")},
    "context": {"type": "context", "elements": [plain("x"), {"type": "mrkdwn", "text": "y"}]},
    "image": {"type": "image", "image_url": "https://example.com/x.png", "alt_text": "x"},
    "rich_text": rich({"type": "text", "text": "x", "style": {"bold": True}}),
    "buttons": actions(
        button("a", style="primary", url="https://example.com"),
        button(
            "b",
            confirm={"title": plain("Sure?"), "text": plain("Really?"), "confirm": plain("Yes"),
                     "deny": plain("No")},
        ),
    ),
    "choices": actions(
        select(initial_option=options(3)[0], placeholder=plain("Pick")),
        {"type": "overflow", "action_id": "more", "options": options(2)},
        {"type": "checkboxes", "action_id": "boxes", "options": options(2)},
        {"type": "radio_buttons", "action_id": "radio", "options": options(2)},
        {"type": "users_select", "action_id": "who"},
        {"type": "conversations_select", "action_id": "where"},
        {"type": "external_select", "action_id": "remote", "min_query_length": 2},
        {"type": "datepicker", "action_id": "day", "initial_date": "2026-05-05"},
        {"type": "timepicker", "action_id": "time", "initial_time": "17:30"},
        {"type": "datetimepicker", "action_id": "both", "initial_date_time": 1_700_000_000},
    ),
    "multi": section(
        "x", accessory={"type": "multi_static_select", "action_id": "m", "options": options(2)}
    ),
    "input": field("name", {"type": "plain_text_input"}),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(GOOD))
def test_every_kind_of_block_is_taken_everywhere(name: str) -> None:
    assert in_message(GOOD[name]) == []
    assert in_modal(GOOD[name]) == []
    assert lines(view_problems(home(GOOD[name]))) == []


@pytest.mark.parametrize(
    "element",
    [
        {"type": "plain_text_input", "multiline": True, "min_length": 1, "max_length": 3000},
        {"type": "rich_text_input", "initial_value": rich({"type": "text", "text": "x"})},
        {"type": "url_text_input", "initial_value": "https://example.com"},
        {"type": "email_text_input"},
        {"type": "number_input", "is_decimal_allowed": False, "min_value": "0"},
        {"type": "file_input", "max_files": 3, "filetypes": ["md"]},
        {"type": "multi_users_select", "max_selected_items": 2},
        {"type": "static_select", "option_groups": [{"label": plain("a"), "options": options(1)}]},
    ],
    ids=lambda element: str(element["type"]),
)
def test_every_kind_of_input_is_taken_in_a_modal(element: Json) -> None:
    assert in_modal(field("x", element)) == []


TOO_MUCH: list[tuple[str, Callable[[int], Any], int, str]] = [
    ("section", lambda n: section("x" * n), 3000, "/blocks/0/text/text"),
    ("field", lambda n: {"type": "section", "fields": [plain("x" * n)]}, 2000,
     "/blocks/0/fields/0/text"),
    ("header", lambda n: {"type": "header", "text": plain("x" * n)}, 150, "/blocks/0/text/text"),
    ("button", lambda n: actions({**button("a"), "text": plain("x" * n)}), 75,
     "/blocks/0/elements/0/text/text"),
    ("value", lambda n: actions(button("a", "x" * n)), 2000, "/blocks/0/elements/0/value"),
    ("action_id", lambda n: actions({**button("a"), "action_id": "a" * n}), 255,
     "/blocks/0/elements/0/action_id"),
    ("block_id", lambda n: section("x", block_id="b" * n), 255, "/blocks/0/block_id"),
    ("option", lambda n: actions(select(options=[option("x" * n, "1")])), 75,
     "/blocks/0/elements/0/options/0/text/text"),
    ("placeholder", lambda n: actions(select(placeholder=plain("x" * n))), 150,
     "/blocks/0/elements/0/placeholder/text"),
    ("label", lambda n: {**field("a", {"type": "plain_text_input"}), "label": plain("x" * n)},
     2000, "/blocks/0/label/text"),
    ("hint", lambda n: field("a", {"type": "plain_text_input"}, hint=plain("x" * n)), 2000,
     "/blocks/0/hint/text"),
    ("markdown", lambda n: {"type": "markdown", "text": "x" * n}, 12_000, "/blocks/0/text"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("build", "most", "pointer"), [t[1:] for t in TOO_MUCH], ids=[t[0] for t in TOO_MUCH]
)
def test_a_text_may_have_just_so_many_characters(
    build: Callable[[int], Any], most: int, pointer: str
) -> None:
    assert in_message(build(most)) == []
    expected = f"must be less than {most + 1} characters [json-pointer:{pointer}]"
    assert in_message(build(most + 1)) == [expected]


TOO_MANY: list[tuple[str, Callable[[int], list[str]], int]] = [
    ("blocks of a message", lambda n: in_message(*[section("x")] * n), 50),
    ("blocks of a modal", lambda n: in_modal(*[section("x")] * n), 100),
    ("blocks of a home", lambda n: lines(view_problems(home(*[section("x")] * n))), 100),
    ("elements", lambda n: in_message(actions(*[button(f"b{i}") for i in range(n)])), 25),
    ("options", lambda n: in_message(actions(select(options=options(n)))), 100),
    ("overflow", lambda n: in_message(
        actions({"type": "overflow", "action_id": "o", "options": options(n)})), 5),
    ("checkboxes", lambda n: in_message(
        actions({"type": "checkboxes", "action_id": "o", "options": options(n)})), 10),
    ("fields", lambda n: in_message({"type": "section", "fields": [plain("x")] * n}), 10),
    ("context", lambda n: in_message({"type": "context", "elements": [plain("x")] * n}), 10),
]  # fmt: skip


@pytest.mark.parametrize(("check", "most"), [t[1:] for t in TOO_MANY], ids=[t[0] for t in TOO_MANY])
def test_there_may_be_just_so_many(check: Callable[[int], list[str]], most: int) -> None:
    assert check(most) == []
    (line,) = check(most + 1)
    assert line.startswith(f"no more than {most} items allowed [json-pointer:")


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ({"type": "poem"}, "unsupported type: poem [json-pointer:/blocks/0/type]"),
        ({}, "missing required field: type [json-pointer:/blocks/0]"),
        ("text", "must provide an object [json-pointer:/blocks/0]"),
        ({"type": "section"}, "must define either `fields` or `text` [json-pointer:/blocks/0]"),
        (section("x", colour="red"),
         "invalid additional property: colour [json-pointer:/blocks/0]"),
        (section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
         "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
        (actions(), "must have at least 1 items [json-pointer:/blocks/0/elements]"),
        (actions({"type": "plain_text_input", "action_id": "x"}),
         "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]"),
        (actions(button("a", style="loud")),
         "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]"),
        (actions(button("a"), button("a")),
         "`action_id` already exists [json-pointer:/blocks/0/elements/1/action_id]"),
        (actions(select(initial_option=option("Other", "9"))),
         "must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]"),
        (actions(select(options=[])),
         "must have at least 1 items [json-pointer:/blocks/0/elements/0/options]"),
        (actions(select(options=[option("a", "1"), option("b", "1")])),
         "option values must be unique [json-pointer:/blocks/0/elements/0]"),
        (actions({"type": "static_select", "action_id": "x"}),
         "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]"),
        (actions({"type": "datepicker", "action_id": "d", "initial_date": "5 May"}),
         "must match the pattern of its format [json-pointer:/blocks/0/elements/0/initial_date]"),
        ({"type": "image", "alt_text": "x"},
         "must define either `slack_file` or `image_url` [json-pointer:/blocks/0]"),
        (rich({"type": "text", "text": ""}),
         "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]"),
        (rich({"type": "link"}),
         "missing required field: url [json-pointer:/blocks/0/elements/0/elements/0]"),
        ({"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "stars",
                                             "elements": []}]},
         "must be one of: bullet, ordered [json-pointer:/blocks/0/elements/0/style]"),
    ],
)  # fmt: skip
def test_a_wrong_block_is_refused_with_its_place(block: Any, line: str) -> None:
    assert in_message(block) == [line]


@pytest.mark.parametrize(
    ("element", "line"),
    [
        ({"type": "plain_text_input", "max_length": 3001},
         "must be less than 3001 [json-pointer:/view/blocks/0/element/max_length]"),
        ({"type": "plain_text_input", "max_length": 3, "initial_value": "four"},
         "must be less than 4 characters [json-pointer:/view/blocks/0/element/initial_value]"),
        ({"type": "plain_text_input", "initial_value": "x" * 3001},
         "must be less than 3001 characters [json-pointer:/view/blocks/0/element/initial_value]"),
        ({"type": "plain_text_input", "min_length": 5, "max_length": 2},
         "min_length must be less than max_length "
         "[json-pointer:/view/blocks/0/element/min_length]"),
        ({"type": "number_input"},
         "missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]"),
        ({"type": "number_input", "is_decimal_allowed": False, "initial_value": "1.5"},
         "must be a number in a string [json-pointer:/view/blocks/0/element/initial_value]"),
        ({"type": "rich_text_input", "initial_value": "text"},
         "must provide an object [json-pointer:/view/blocks/0/element/initial_value]"),
        (button("b"), "unsupported type: button [json-pointer:/view/blocks/0/element/type]"),
        ({"type": "checkboxes", "options": options(2), "initial_options": [option("z", "z")]},
         "must be one of the provided options "
         "[json-pointer:/view/blocks/0/element/initial_options/0]"),
    ],
)  # fmt: skip
def test_a_wrong_input_is_refused_with_its_place(element: Json, line: str) -> None:
    assert in_modal(field("x", element)) == [line]


def test_a_view_says_what_it_lacks() -> None:
    assert lines(view_problems({"type": "modal"})) == [
        "missing required field: title [json-pointer:/view]",
        "missing required field: blocks [json-pointer:/view]",
    ]
    assert lines(view_problems({"type": "window"})) == [
        "unsupported type: window [json-pointer:/view/type]"
    ]
    assert lines(view_problems([])) == ["must provide an object [json-pointer:/view]"]


def test_a_modal_with_an_input_must_have_a_button_to_submit_it() -> None:
    view = modal(field("x", {"type": "plain_text_input"}))
    del view["submit"]
    (line,) = lines(view_problems(view))
    assert line == "`submit` is required when the view has an input block [json-pointer:/view]"


@pytest.mark.parametrize(
    ("name", "most"),
    [("title", 24), ("submit", 24), ("close", 24)],
)
def test_the_words_around_a_modal_are_short(name: str, most: int) -> None:
    assert in_modal(section("x"), **{name: plain("x" * most)}) == []
    assert len(in_modal(section("x"), **{name: plain("x" * (most + 1))})) == 1


@pytest.mark.parametrize(
    ("name", "most"), [("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)]
)
def test_what_a_view_remembers_is_limited(name: str, most: int) -> None:
    assert in_modal(section("x"), **{name: "x" * most}) == []
    assert len(in_modal(section("x"), **{name: "x" * (most + 1)})) == 1
    assert len(lines(view_problems(home(section("x"), **{name: "x" * (most + 1)})))) == 1


def test_a_home_has_no_title_and_no_button_to_submit_it() -> None:
    assert lines(view_problems(home(section("x"), title=plain("x")))) == [
        "invalid additional property: title [json-pointer:/view]"
    ]


def test_a_markdown_block_belongs_into_messages_only() -> None:
    block = {"type": "markdown", "text": "**x**"}
    assert in_message(block) == []
    assert in_modal(block) == ["unsupported type: markdown [json-pointer:/view/blocks/0/type]"]
    assert len(in_message(*[{"type": "markdown", "text": "x" * 7000}] * 2)) == 1


def test_two_blocks_with_one_id_are_refused_and_two_with_one_action_are_not() -> None:
    double = section("x", block_id="same")
    assert in_message(double, double) == [
        "`block_id` already exists [json-pointer:/blocks/1/block_id]"
    ]
    assert in_message(actions(button("claim", "1")), actions(button("claim", "2"))) == []


def test_only_one_field_gets_the_focus() -> None:
    element = {"type": "plain_text_input", "focus_on_load": True}
    (line,) = in_modal(field("a", element), field("b", element))
    assert "focus_on_load" in line


def test_a_view_of_more_than_250_kilobytes_is_too_large() -> None:
    assert not is_too_large(modal(*[section("x" * 2400)] * 100))
    assert is_too_large(modal(*[section("x" * 2600)] * 100))


def test_what_is_null_counts_as_left_out() -> None:
    assert in_modal(field("x", {"type": "plain_text_input"}, hint=None), close=None) == []


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["type", "text", "elements", "blocks", "options", "element"]),
                inner | st.sampled_from(["section", "actions", "modal", "button", "rich_text"]),
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_nothing_that_is_sent_breaks_the_check(value: Any) -> None:
    message_problems(value)
    view_problems(value)
    message_problems([value])
    view_problems({"type": "home", "blocks": [value]})


@given(st.lists(st.sampled_from(sorted(GOOD)), max_size=8))
def test_ids_are_added_where_they_lack_and_kept_where_they_stand(names: list[str]) -> None:
    blocks = [GOOD[name] for name in names]
    complete = with_ids(blocks)
    assert all(block["block_id"] for block in complete)
    stripped = [{k: v for k, v in b.items() if k != "block_id"} for b in complete]
    assert stripped == [{k: v for k, v in b.items() if k != "block_id"} for b in blocks]
    assert text_length(complete) == text_length(blocks)
