"""Filling in and submitting modals."""

from typing import Any

import pytest

from tests.sandbox.slack_world import (
    Bot,
    Json,
    World,
    actions,
    button,
    field,
    modal,
    option,
)

RICH: Json = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [{"type": "text", "text": "bold", "style": {"bold": True}}],
        }
    ],
}


@pytest.fixture(autouse=True)
def _with_app(bot: Bot) -> None:
    """The app is there in every test of this file."""


@pytest.fixture
def zach(world: World) -> str:
    """Somebody with the form open."""
    person = world.person()
    world.slash(person, "/ask")
    return person


def opened(world: World, *blocks: Json, **more: Any) -> str:
    """Somebody with a form of these blocks open."""
    person = world.person()
    trigger_id = world.sandbox.slack.triggers.new(person)
    world.client.views_open(trigger_id=trigger_id, view=modal(*blocks, **more))
    return person


def submitted(bot: Bot) -> Json:
    """The values of the last submission."""
    values: Json = bot.heard_of("view_submission")[-1]["view"]["state"]["values"]
    return values


def test_what_is_filled_in_reaches_the_app(world: World, bot: Bot, zach: str) -> None:
    values = {
        "title": "A paper",
        "url": "https://example.com/x",
        "summary": "*Not* interpreted\n\n- [Markdown](https://x.org) <&>",
        "category": "Second",
        "highlight": True,
        "count": 7,
    }
    assert world.do("submit", user=zach, values=values) == {"closed": True, "replies": []}
    state = {block_id: fields["value"] for block_id, fields in submitted(bot).items()}
    text = {"type": "text", "text": values["summary"]}
    section = {"type": "rich_text_section", "elements": [text]}
    assert state == {
        "title": {"type": "plain_text_input", "value": "A paper"},
        "url": {"type": "url_text_input", "value": "https://example.com/x"},
        "summary": {
            "type": "rich_text_input",
            "rich_text_value": {"type": "rich_text", "elements": [section]},
        },
        "category": {"type": "static_select", "selected_option": option("Second", "2")},
        "highlight": {"type": "checkboxes", "selected_options": [option("Yes, it is", "yes")]},
        "count": {"type": "number_input", "value": "7"},
    }
    assert world.get("modal", user=zach) is None


def test_fields_left_out_keep_their_initial_value(world: World, bot: Bot, zach: str) -> None:
    assert world.do("submit", user=zach, values={})["closed"]
    state = {block_id: fields["value"] for block_id, fields in submitted(bot).items()}
    assert state["title"]["value"] == "A title"
    assert state["category"]["selected_option"] == option("First", "1")
    assert state["summary"]["rich_text_value"] is None
    assert state["highlight"]["selected_options"] == []


def test_an_empty_value_clears_a_field(world: World, bot: Bot, zach: str) -> None:
    world.do("submit", user=zach, values={"category": "", "highlight": False, "summary": None})
    assert submitted(bot)["category"]["value"]["selected_option"] is None


@pytest.mark.parametrize(
    ("block_id", "value", "sentence"),
    [
        ("title", "", "required"),
        ("title", "x" * 21, "no more than 20"),
        ("url", "not an address", "valid URL"),
        ("count", "many", "valid number"),
        ("count", "1.5", "whole number"),
    ],
)
def test_slack_itself_speaks_at_a_field_and_the_app_hears_nothing(
    world: World, bot: Bot, zach: str, block_id: str, value: str, sentence: str
) -> None:
    before = len(bot.heard_of("view_submission"))
    result = world.do("submit", user=zach, values={block_id: value})
    assert result["closed"] is False
    assert list(result["errors"]) == [block_id]
    assert sentence in result["errors"][block_id]
    assert len(bot.heard_of("view_submission")) == before
    assert world.get("modal", user=zach) is not None


def test_numbers_and_lengths_have_their_bounds(world: World) -> None:
    number = {"type": "number_input", "is_decimal_allowed": True, "min_value": "2",
              "max_value": "3"}  # fmt: skip
    text = {"type": "plain_text_input", "min_length": 3}
    person = opened(world, field("n", number), field("t", text), field("m", {
        "type": "email_text_input"}))  # fmt: skip
    values = {"n": "1.9", "t": "ab", "m": "nobody"}
    errors = world.do("submit", user=person, values=values)["errors"]
    assert set(errors) == {"n", "t", "m"}
    values = {"n": "2.5", "t": "abc", "m": "zach@example.com"}
    assert world.do("submit", user=person, values=values)["closed"]


def test_a_text_field_takes_no_more_than_3000_characters(world: World) -> None:
    person = opened(world, field("t", {"type": "plain_text_input", "multiline": True}))
    errors = world.do("submit", user=person, values={"t": "x" * 3001})["errors"]
    assert "3000" in errors["t"]
    assert world.do("submit", user=person, values={"t": "x" * 3000})["closed"]


def test_a_rich_text_box_takes_any_length(world: World, bot: Bot, zach: str) -> None:
    text = "Long. " * 4000
    assert world.do("submit", user=zach, values={"summary": text})["closed"]
    value = submitted(bot)["summary"]["value"]["rich_text_value"]
    assert value["elements"][0]["elements"][0]["text"] == text


def test_an_untouched_rich_text_box_returns_what_stood_in_it(world: World, bot: Bot) -> None:
    element = {"type": "rich_text_input", "initial_value": RICH}
    person = opened(world, field("summary", element))
    world.do("submit", user=person, values={})
    assert submitted(bot)["summary"]["value"]["rich_text_value"] == RICH


def test_formatted_text_can_be_put_into_a_rich_text_box(world: World, bot: Bot, zach: str) -> None:
    world.do("submit", user=zach, values={"summary": RICH})
    assert submitted(bot)["summary"]["value"]["rich_text_value"] == RICH
    person = opened(world, field("summary", {"type": "rich_text_input"}))
    wrong = {"type": "rich_text", "elements": [{"type": "poem"}]}
    assert "no rich text" in world.refused("submit", user=person, values={"summary": wrong})


def test_a_prefilled_rich_text_box_that_names_people_cannot_be_submitted(world: World) -> None:
    naming = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [{"type": "user", "user_id": world.editor}],
            }
        ],
    }
    person = opened(world, field("s", {"type": "rich_text_input", "initial_value": naming}))
    result = world.do("submit", user=person, values={})
    assert result["closed"] is False
    assert "trouble" in result
    assert world.do("submit", user=person, values={"s": "mine"})["closed"]


def test_errors_of_the_app_stand_at_their_fields(world: World, zach: str) -> None:
    result = world.do("submit", user=zach, values={"title": "wrong"})
    assert result == {"closed": False, "errors": {"title": "That is wrong."}}


def test_what_was_typed_stays_after_an_error(world: World, bot: Bot, zach: str) -> None:
    world.do("submit", user=zach, values={"title": "wrong", "summary": "much work"})
    standing = world.get("modal", user=zach)["state"]["values"]
    assert standing["title"]["value"]["value"] == "wrong"
    world.do("submit", user=zach, values={"title": "right"})
    text = submitted(bot)["summary"]["value"]["rich_text_value"]
    assert text["elements"][0]["elements"][0]["text"] == "much work"


def test_errors_at_fields_that_do_not_exist_trouble_the_person(world: World, zach: str) -> None:
    result = world.do("submit", user=zach, values={"title": "nowhere"})
    assert result["closed"] is False
    assert "trouble connecting" in result["trouble"]
    assert world.get("modal", user=zach) is not None


def test_a_view_that_slack_does_not_take_troubles_the_person(world: World, zach: str) -> None:
    result = world.do("submit", user=zach, values={"title": "invalid"})
    assert result["closed"] is False
    assert result["error"] == "invalid_arguments"


def test_a_submission_may_update_the_modal(world: World, zach: str) -> None:
    before = world.get("modal", user=zach)
    result = world.do("submit", user=zach, values={"title": "update"})
    assert result["closed"] is False
    assert result["modal"]["id"] == before["id"]
    assert len(result["modal"]["blocks"]) == 1


def test_a_submission_may_push_a_modal_and_clear_all(world: World, zach: str) -> None:
    below = world.get("modal", user=zach)
    result = world.do("submit", user=zach, values={"title": "push"})
    assert result["modal"]["previous_view_id"] == below["id"]
    closed = world.do("submit", user=zach, values={"title": "fine"})
    assert (closed["closed"], closed["modal"]["id"]) == (True, below["id"])
    world.do("submit", user=zach, values={"title": "push"})
    assert world.do("submit", user=zach, values={"title": "clear"})["closed"]
    assert world.get("modal", user=zach) is None


def test_closing_is_told_where_the_view_asks_for_it(world: World, bot: Bot, zach: str) -> None:
    before = len(bot.heard_of("view_closed"))
    assert world.do("close", user=zach)["ok"]
    assert len(bot.heard_of("view_closed")) == before + 1
    quiet = opened(world, field("t", {"type": "plain_text_input"}))
    world.do("close", user=quiet)
    assert len(bot.heard_of("view_closed")) == before + 1


def test_only_fields_that_are_there_can_be_filled_in(world: World, zach: str) -> None:
    sentence = world.refused("submit", user=zach, values={"colour": "red"})
    assert 'no field "colour"' in sentence
    assert "title, url" in sentence
    assert "maps" in world.refused("submit", user=zach, values=["title"])
    assert "There is: First, Second" in world.refused(
        "submit", user=zach, values={"category": "Third"}
    )
    assert "takes text" in world.refused("submit", user=zach, values={"title": True})


def test_a_modal_without_a_button_to_submit_it_can_only_be_closed(world: World) -> None:
    person = world.person()
    trigger_id = world.sandbox.slack.triggers.new(person)
    view = modal()
    del view["submit"]
    world.client.views_open(trigger_id=trigger_id, view=view)
    assert "no button" in world.refused("submit", user=person, values={})


def test_remote_options_are_asked_of_the_app(world: World, bot: Bot) -> None:
    zach = world.person()
    world.slash(zach, "/pick")
    offered = world.do("suggestions", user=zach, action_id="value", text="Some")["options"]
    assert [o["value"] for o in offered] == ["p1", "p2"]
    assert world.do("submit", user=zach, values={"paper": "Another"})["closed"]
    assert submitted(bot)["paper"]["value"]["selected_option"]["value"] == "p2"


def test_what_was_offered_can_be_chosen_by_its_value(world: World, bot: Bot) -> None:
    zach = world.person()
    world.slash(zach, "/pick")
    (some, _) = world.do("suggestions", user=zach, action_id="value", text="Some")["options"]
    world.do("suggestions", user=zach, action_id="value", text="None")
    world.do("fill", user=zach, values={"paper": some})
    assert world.do("submit", user=zach, values={})["closed"]
    assert submitted(bot)["paper"]["value"]["selected_option"] == some


def test_remote_options_are_offered_on_messages_and_homes_as_well(world: World, bot: Bot) -> None:
    zach = world.person()
    remote = {"type": "external_select", "action_id": "value", "min_query_length": 1}
    ts = world.post(actions(remote))
    asked: Json = {"user": zach, "action_id": "value", "text": "Some"}
    offered = world.do("suggestions", channel=world.channel, ts=ts, **asked)["options"]
    assert [one["text"]["text"] for one in offered] == ["Some paper", "Another"]
    world.client.views_publish(user_id=zach, view={"type": "home", "blocks": [actions(remote)]})
    assert world.do("suggestions", view="home", **asked)["options"] == offered
    containers = [body["container"]["type"] for body in bot.heard_of("block_suggestion")[-2:]]
    assert containers == ["message", "view"]


def test_only_a_select_that_asks_the_app_has_suggestions(world: World, bot: Bot) -> None:
    zach = world.person()
    ts = world.post(actions(button("press")))
    sentence = world.refused(
        "suggestions", user=zach, channel=world.channel, ts=ts, action_id="press"
    )
    assert "does not ask the app" in sentence


def test_a_submission_that_nobody_takes_leaves_the_modal_with_what_was_typed(
    slack: World,
) -> None:
    trigger_id = slack.sandbox.slack.triggers.new(slack.editor)
    view = modal(field("t", {"type": "plain_text_input"}))
    slack.client.views_open(trigger_id=trigger_id, view=view)
    result = slack.do("submit", user=slack.editor, values={"t": "typed"})
    assert (result["closed"], result["error"]) == (False, "dispatch_failed")
    standing = slack.get("modal", user=slack.editor)["state"]["values"]
    assert standing["t"]["value"]["value"] == "typed"
