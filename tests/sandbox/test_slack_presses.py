"""Presses and choices on messages, in modals and on the home, and what the app answers."""

from typing import Any

import pytest
import requests

from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.hooks import LIVES, Hooks
from tests.sandbox.slack_world import Bot, Json, World, actions, button, option, section


@pytest.fixture(autouse=True)
def _with_app(bot: Bot) -> None:
    """The app is there in every test of this file."""


def click(world: World, user: str, ts: str, action_id: str, **more: Any) -> Json:
    body = {"channel": world.channel, **more}
    return world.do("click", user=user, ts=ts, action_id=action_id, **body)


def last_action(bot: Bot) -> Json:
    action: Json = bot.heard_of("block_actions")[-1]["actions"][0]
    return action


def test_the_answer_to_a_press_is_seen_by_whoever_pressed(world: World) -> None:
    zach = world.person()
    ts = world.post(actions(button("press")))
    (reply,) = click(world, zach, ts, "press")["replies"]
    assert (reply["text"], reply["ephemeral"]) == (f"pressed by {zach}", True)


def test_the_app_hears_what_was_pressed_where(world: World, bot: Bot) -> None:
    zach = world.person()
    ts = world.post(section("card", accessory=button("press", "P-7")))
    click(world, zach, ts, "press")
    body = bot.heard_of("block_actions")[-1]
    assert (body["actions"][0]["value"], body["actions"][0]["type"]) == ("P-7", "button")
    assert (body["message"]["ts"], body["channel"]["id"]) == (ts, world.channel)
    assert body["container"]["is_ephemeral"] is False


def test_a_value_picks_among_equal_buttons(world: World, bot: Bot) -> None:
    zach = world.person()
    ts = world.post(actions(button("press", "a")), actions(button("press", "b")))
    click(world, zach, ts, "press", value="b")
    assert last_action(bot)["value"] == "b"
    body = {"user": zach, "channel": world.channel, "ts": ts, "action_id": "press"}
    assert "one of a, b" in world.refused("click", **body)
    assert "has the value 'c'" in world.refused("click", **body, value="c")


def test_a_button_that_has_just_gone_is_still_pressed_by_whose_screen_shows_it(
    world: World, bot: Bot
) -> None:
    zach = world.person("Zach")
    ts = world.post(actions(button("press", "7")))
    world.client.chat_update(channel=world.channel, ts=ts, text="done", blocks=[section("done")])
    (reply,) = click(world, zach, ts, "press")["replies"]
    assert reply["text"] == f"pressed by {zach}"
    body = {"user": zach, "channel": world.channel, "ts": ts}
    assert "There is: none" in world.refused("click", **body, action_id="fly")


def test_what_is_not_there_cannot_be_pressed(world: World) -> None:
    zach, other = world.person(), world.person()
    ts = world.post(actions(button("press")))
    body = {"user": zach, "channel": world.channel, "ts": ts}
    assert "There is: press" in world.refused("click", **body, action_id="fly")
    assert "no message" in world.refused("click", **{**body, "ts": "1.1"}, action_id="press")
    own = world.slash(zach, "/echo")["replies"][0]["ts"]
    body = {"user": other, "channel": world.channel, "ts": own, "action_id": "press"}
    assert "no message" in world.refused("click", **body)
    assert "no home yet" in world.refused("click", user=other, view="home", action_id="x")
    assert "No modal" in world.refused("click", user=other, view="modal", action_id="x")
    assert "home" in world.refused("click", user=other, view="attic", action_id="x")


def test_a_button_on_an_ephemeral_message_works_as_well(world: World, bot: Bot) -> None:
    zach = world.person()
    ts = world.slash(zach, "/echo")["replies"][0]["ts"]
    (reply,) = click(world, zach, ts, "press")["replies"]
    assert reply["text"] == f"pressed by {zach}"
    body = bot.heard_of("block_actions")[-1]
    assert body["container"]["is_ephemeral"]
    assert "message" not in body


@pytest.mark.parametrize(
    ("element", "selected", "key", "value"),
    [
        ({"type": "static_select", "options": [option("One", "1"), option("Two", "2")]}, "Two",
         "selected_option", option("Two", "2")),
        ({"type": "overflow", "options": [option("One", "1"), option("Two", "2")]}, "2",
         "selected_option", option("Two", "2")),
        ({"type": "checkboxes", "options": [option("One", "1"), option("Two", "2")]}, ["One", "2"],
         "selected_options", [option("One", "1"), option("Two", "2")]),
        ({"type": "radio_buttons", "options": [option("One", "1")]}, "One",
         "selected_option", option("One", "1")),
        ({"type": "datepicker"}, "2026-05-05", "selected_date", "2026-05-05"),
        ({"type": "timepicker"}, "17:30", "selected_time", "17:30"),
        ({"type": "datetimepicker"}, "2026-05-05T00:00:00+00:00", "selected_date_time",
         1_777_939_200),
    ],
    ids=lambda part: part["type"] if isinstance(part, dict) and "type" in part else "",
)  # fmt: skip
def test_a_choice_reaches_the_app(
    world: World, bot: Bot, element: Json, selected: Any, key: str, value: Any
) -> None:
    zach = world.person()
    ts = world.post(actions({**element, "action_id": "noted"}))
    click(world, zach, ts, "noted", selected=selected)
    assert last_action(bot)[key] == value


def test_people_and_channels_are_chosen_by_name(world: World, bot: Bot) -> None:
    zach = world.person()
    who = {"type": "users_select", "action_id": "noted"}
    where = {"type": "conversations_select", "action_id": "noted"}
    click(world, zach, world.post(actions(who)), "noted", selected="Ada Editor")
    assert last_action(bot)["selected_user"] == world.editor
    click(world, zach, world.post(actions(where)), "noted", selected="#newsletter")
    assert last_action(bot)["selected_conversation"] == world.channel


def test_only_what_is_offered_can_be_chosen(world: World) -> None:
    zach = world.person()
    select = {"type": "static_select", "action_id": "noted", "options": [option("One", "1")]}
    ts = world.post(actions(select))
    body = {"user": zach, "channel": world.channel, "ts": ts, "action_id": "noted"}
    assert "There is: One" in world.refused("click", **body, selected="Three")
    assert "selected" in world.refused("click", **body)


def test_the_original_message_can_be_replaced_and_deleted(world: World) -> None:
    zach = world.person()
    ts = world.post(actions(button("swap"), button("remove")))
    (seen,) = click(world, zach, ts, "swap")["replies"]
    assert (seen["ts"], seen["text"], seen["blocks"]) == (ts, "swapped", [])
    ts = world.post(actions(button("remove")))
    assert click(world, zach, ts, "remove")["replies"] == []
    assert ts not in [m["ts"] for m in world.messages(zach)]


def hook(world: World, bot: Bot) -> str:
    """The response_url of somebody's press."""
    zach = world.person()
    click(world, zach, world.post(actions(button("noted"))), "noted")
    return str(bot.heard_of("block_actions")[-1]["response_url"])


def test_a_response_url_serves_five_times(world: World, bot: Bot) -> None:
    address = hook(world, bot)
    body = {"text": "x", "replace_original": False}
    answers = [requests.post(address, json=body, timeout=5) for _ in range(6)]
    assert [a.status_code for a in answers] == [200] * 5 + [404]
    assert answers[-1].json() == {"ok": False, "error": "used_url"}


def test_a_response_url_lives_half_an_hour(slack: World) -> None:
    seconds = 1000.0
    parts = slack.sandbox.slack
    hooks = Hooks(parts.workspace, parts.posting, "", wall=lambda: seconds)
    name = hooks.new(slack.channel, slack.editor).rpartition("/")[2]
    seconds += LIVES
    hooks.answer(name, {"text": "in time"})
    seconds += 1
    with pytest.raises(SlackError, match="expired_url"):
        hooks.answer(name, {"text": "too late"})


def test_a_response_url_refuses_what_slack_refuses(world: World, bot: Bot) -> None:
    address = hook(world, bot)
    answer = requests.post(address, json={"blocks": [{"type": "poem"}]}, timeout=5)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_blocks")
    assert requests.post(address, json={"text": ""}, timeout=5).json()["error"] == "no_text"
    kind = {"Content-Type": "application/json"}
    assert requests.post(address, data="{", headers=kind, timeout=5).status_code == 400
    assert requests.post(address, data="{}", timeout=5).status_code == 415
    other = address.rpartition("/")[0] + "/other"
    assert requests.post(other, json={"text": "x"}, timeout=5).status_code == 404


def test_an_answer_to_a_press_in_a_thread_stands_in_the_thread(world: World, bot: Bot) -> None:
    zach = world.person()
    parent = world.post()
    ts = world.post(actions(button("press")), thread_ts=parent)
    (reply,) = click(world, zach, ts, "press")["replies"]
    assert reply["thread_ts"] == parent


def test_a_press_may_open_a_modal(world: World) -> None:
    zach = world.person()
    seen = click(world, zach, world.post(actions(button("open"))), "open")
    assert seen["modal"]["callback_id"] == "form"


def test_a_press_that_nobody_acknowledges_is_troubled(world: World) -> None:
    zach = world.person()
    seen = click(world, zach, world.post(actions(button("deaf"))), "deaf")
    assert seen["error"] == "operation_timeout"


def test_a_press_on_the_home_may_change_it(world: World, bot: Bot) -> None:
    zach = world.person()
    assert world.get("home", user=zach)["blocks"][1]["elements"][0]["action_id"] == "again"
    world.do("click", user=zach, view="home", action_id="again")
    body = bot.heard_of("block_actions")[-1]
    assert (body["container"]["type"], body["view"]["type"]) == ("view", "home")
    home = world.sandbox.slack.workspace.home(zach)
    assert home is not None
    assert home.blocks[0]["text"]["text"] == "pressed"


def test_a_press_in_a_modal_may_push_another(world: World) -> None:
    zach = world.person()
    trigger_id = world.sandbox.slack.triggers.new(zach)
    first: Json = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "First"},
        "blocks": [actions(button("again"))],
    }
    root = world.client.views_open(trigger_id=trigger_id, view=first)["view"]
    seen = world.do("click", user=zach, view="modal", action_id="again")
    assert seen["modal"]["previous_view_id"] == root["id"]
    closed = world.do("close", user=zach)
    assert closed["modal"]["id"] == root["id"]
