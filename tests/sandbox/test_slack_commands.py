"""Slash commands and shortcuts, between people and a bolt app."""

import copy

import pytest

from tests.sandbox.slack_world import MANIFEST, Bot, World, served


@pytest.fixture(autouse=True)
def _with_app(bot: Bot) -> None:
    """The app is there in every test of this file."""


def test_an_answer_in_the_acknowledgement_is_seen_by_the_person_alone(world: World) -> None:
    zach, other = world.person(), world.person()
    seen = world.slash(zach, "/echo", "some <words> & more")
    (reply,) = seen["replies"]
    assert reply["text"] == "You said: some <words> & more"
    assert (reply["ephemeral"], reply["channel"]) == (True, world.channel)
    assert reply["blocks"][1]["elements"][0]["action_id"] == "press"
    assert seen["modal"] is None
    assert reply["ts"] not in [m["ts"] for m in world.messages(other)]


def test_an_answer_in_the_channel_is_seen_by_all(world: World) -> None:
    zach, other = world.person(), world.person()
    (reply,) = world.slash(zach, "/shout", "hello")["replies"]
    assert (reply["text"], reply["ephemeral"]) == ("HELLO", False)
    assert reply["ts"] in [m["ts"] for m in world.messages(other)]


def test_an_answer_by_response_url_is_waited_for(world: World) -> None:
    (reply,) = world.slash(world.person(), "/later", "x")["replies"]
    assert (reply["text"], reply["ephemeral"]) == ("later: x", True)


def test_a_command_may_open_a_modal(world: World) -> None:
    zach = world.person()
    seen = world.slash(zach, "/ask")
    assert seen["replies"] == []
    assert [b["block_id"] for b in seen["modal"]["blocks"]][:2] == ["title", "url"]
    assert world.get("modal", user=zach)["id"] == seen["modal"]["id"]


def test_a_command_works_in_the_direct_message_with_the_bot(world: World) -> None:
    zach = world.person()
    (reply,) = world.slash(zach, "echo", "x", channel="bot")["replies"]
    assert reply["channel"].startswith("D")
    assert reply["ts"] in [m["ts"] for m in world.messages(zach, "bot")]


def test_a_command_that_nobody_listens_to_is_answered_by_slackbot(world: World) -> None:
    (reply,) = world.slash(world.person(), "/dance")["replies"]
    assert reply["user"] == "USLACKBOT"
    assert "`/dance` is not a valid command" in reply["text"]


def test_an_answer_that_slack_does_not_take_fails_the_command(world: World) -> None:
    (reply,) = world.slash(world.person(), "/broken")["replies"]
    assert reply["text"] == '/broken failed with the error "invalid_blocks"'


def test_people_and_channels_become_references_where_the_manifest_says_so(world: World) -> None:
    zach, ada = world.person("Zelda"), world.editor
    (reply,) = world.slash(zach, "/refer", "@ada.editor in #newsletter <https://x.org>")["replies"]
    expected = f"<@{ada}|ada.editor> in <#{world.channel}|newsletter> <https://x.org>"
    assert reply["text"] == expected


def test_the_app_hears_who_typed_what_where(world: World, bot: Bot) -> None:
    zach = world.person("Flo Dorner")
    world.slash(zach, "/echo", "  words  ")
    body = next(b for b in reversed(bot.heard) if b.get("command") == "/echo")
    assert (body["user_id"], body["user_name"], body["text"]) == (zach, "flo.dorner", "words")
    assert (body["channel_id"], body["channel_name"]) == (world.channel, "newsletter")


def test_nobody_commands_in_a_thread_or_in_a_channel_of_others(world: World) -> None:
    zach, stranger = world.person(), world.person(channels=[])
    body = {"user": zach, "channel": world.channel, "command": "/echo"}
    assert "threads" in world.refused("slash", **body, thread_ts="1.1")
    assert "is not in #newsletter" in world.refused("slash", **{**body, "user": stranger})
    assert "nobody called" in world.refused("slash", **{**body, "user": "UNOBODY"})
    assert "sees no channel" in world.refused("slash", **{**body, "channel": "elsewhere"})


def test_an_acknowledgement_that_comes_too_late_is_dropped(world: World) -> None:
    zach = world.person()
    (reply,) = world.slash(zach, "/slow")["replies"]
    assert reply["text"] == '/slow failed with the error "operation_timeout"'
    world.slash(zach, "/echo", "x")
    assert "too late" not in [m["text"] for m in world.messages(zach)]


def test_without_an_app_a_command_is_not_dispatched(slack: World) -> None:
    (reply,) = slack.slash(slack.editor, "/echo")["replies"]
    assert reply["text"] == '/echo failed with the error "dispatch_failed"'


def test_a_global_shortcut_may_open_a_modal(world: World) -> None:
    seen = world.do("shortcut", user=world.person(), callback_id="ask")
    assert seen["modal"]["callback_id"] == "form"


def test_a_shortcut_on_a_message_carries_the_message(world: World, bot: Bot) -> None:
    zach = world.person()
    ts = world.do("say", user=zach, channel=world.channel, text="remember me")["ts"]
    seen = world.do("shortcut", user=zach, callback_id="note", channel=world.channel, ts=ts)
    assert [r["text"] for r in seen["replies"]] == ["noted: remember me"]
    assert bot.heard_of("message_action")[-1]["message_ts"] == ts


def test_only_the_shortcuts_of_the_manifest_can_be_chosen(world: World) -> None:
    zach = world.person()
    assert "no global shortcut" in world.refused("shortcut", user=zach, callback_id="note")
    assert "no global shortcut" in world.refused("shortcut", user=zach, callback_id="other")


def test_without_interactivity_only_commands_reach_the_app() -> None:
    manifest = copy.deepcopy(MANIFEST)
    manifest["settings"]["interactivity"]["is_enabled"] = False
    with served(manifest=manifest) as world:
        seen = world.do("shortcut", user=world.editor, callback_id="ask")
    assert "not configured" in seen["trouble"]


def test_without_socket_mode_there_is_no_connection() -> None:
    manifest = copy.deepcopy(MANIFEST)
    manifest["settings"]["socket_mode_enabled"] = False
    with served(manifest=manifest) as world:
        token = world.ready["slack_app_token"]
        answer = world.call("apps.connections.open", token=token).json()
    assert answer["ok"] is False
