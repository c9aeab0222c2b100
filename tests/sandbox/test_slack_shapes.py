"""Replies and payloads have the shapes that the real Slack's have."""

import json
from typing import Any

import pytest

from tests.sandbox.slack_world import Bot, Json, World, actions, button, modal, section
from tests.shared_data import shared

HOME: Json = {"type": "home", "blocks": [section("x")]}


def unknown(ours: Any, theirs: Any, place: str = "") -> list[str]:
    """The places in our JSON that theirs does not know."""
    if isinstance(ours, dict):
        if not isinstance(theirs, dict):
            return [place]
        found = []
        for name, value in ours.items():
            # What is in state.values and blocks goes by the view's own ids and by Block Kit.
            if name in ("values", "blocks", "metadata", "reactions"):
                continue
            if name not in theirs:
                found.append(f"{place}/{name}")
            elif value is not None:
                found += unknown(value, theirs[name], f"{place}/{name}")
        return found
    if isinstance(ours, list):
        if not isinstance(theirs, list):
            return [place]
        return [each for item in ours if theirs for each in unknown(item, theirs[0], place)]
    if isinstance(theirs, dict | list):
        return [place]
    return []


def calls(world: World) -> dict[str, Json]:
    """A successful answer of every method."""
    client, channel = world.client, world.channel
    zach = world.person("Zach Robertson")
    ts = world.post(section("x"), actions(button("x")))
    mine: Any = {"channel": channel, "timestamp": ts}
    view: Json = modal(section("x"))
    triggers = world.sandbox.slack.triggers
    opened = client.views_open(trigger_id=triggers.new(zach), view=view)
    pushed = client.views_push(trigger_id=triggers.new(zach, opened["view"]["id"]), view=view)
    app = world.ready["slack_app_token"]
    bot_id = client.auth_test()["bot_id"]
    email = client.users_info(user=zach)["user"]["profile"]["email"]
    answers = {
        "api.test": client.api_test(),
        "apps.connections.open": client.apps_connections_open(app_token=app),
        "auth.test": client.auth_test(),
        "bots.info": client.bots_info(bot=bot_id),
        "chat.getPermalink": client.chat_getPermalink(channel=channel, message_ts=ts),
        "chat.postEphemeral": client.chat_postEphemeral(channel=channel, user=zach, text="x"),
        "chat.postMessage": client.chat_postMessage(channel=channel, text="x"),
        "chat.update": client.chat_update(channel=channel, ts=ts, text="y"),
        "conversations.history": client.conversations_history(channel=channel, limit=1),
        "conversations.info": client.conversations_info(channel=channel),
        "conversations.join": client.conversations_join(channel=channel),
        "conversations.list": client.conversations_list(types="public_channel,im"),
        "conversations.members": client.conversations_members(channel=channel),
        "conversations.open": client.conversations_open(users=zach, return_im=True),
        "conversations.replies": client.conversations_replies(channel=channel, ts=ts),
        "reactions.add": client.reactions_add(name="eyes", **mine),
        "reactions.get": client.reactions_get(**mine),
        "reactions.remove": client.reactions_remove(name="eyes", **mine),
        "team.info": client.team_info(),
        "usergroups.list": client.usergroups_list(),
        "users.conversations": client.users_conversations(),
        "users.info": client.users_info(user=zach),
        "users.list": client.users_list(),
        "users.lookupByEmail": client.users_lookupByEmail(email=email),
        "users.profile.get": client.users_profile_get(user=zach),
        "views.open": opened,
        "views.push": pushed,
        "views.update": client.views_update(view_id=pushed["view"]["id"], view=view),
        "views.publish": client.views_publish(user_id=zach, view=HOME),
        "chat.delete": client.chat_delete(channel=channel, ts=ts),
    }
    return {name: dict(answer.data) for name, answer in answers.items()}  # type: ignore[arg-type]


def test_every_key_of_every_reply_is_known_to_slack(slack: World) -> None:
    folder = shared("slack/responses")
    strange = {}
    for name, answer in calls(slack).items():
        file = folder / f"{name}.json"
        if file.exists():
            found = unknown(answer, json.loads(file.read_text()))
            if found:
                strange[name] = found
    assert strange == {}


def test_every_reply_has_what_slack_says_it_always_has(slack: World) -> None:
    folder = shared("slack/methods")
    lacking = {}
    for name, answer in calls(slack).items():
        output = json.loads((folder / f"{name}.json").read_text()).get("output") or {}
        missing = [key for key in output.get("required", []) if key not in answer]
        if missing:
            lacking[name] = missing
    assert lacking == {}


@pytest.fixture
def payloads(world: World, bot: Bot) -> dict[str, Json]:
    """A payload of every kind, by the name of its file."""
    bot.heard.clear()
    zach = world.person()
    ts = world.post(section("x"), actions(button("press")))
    world.slash(zach, "/echo", "x")
    world.do("click", user=zach, channel=world.channel, ts=ts, action_id="press")
    said = world.do("say", user=zach, channel=world.channel, text="hello")["ts"]
    world.do("edit", user=zach, channel=world.channel, ts=said, text="hello there")
    world.do("react", user=zach, channel=world.channel, ts=said, name="eyes")
    world.do("shortcut", user=zach, callback_id="note", channel=world.channel, ts=said)
    me = world.client.auth_test()["user_id"]
    world.do("say", user=zach, channel=world.channel, text=f"<@{me}> hello")
    world.get("home", user=zach)
    world.get("home", user=zach)
    world.slash(zach, "/ask")
    world.do("submit", user=zach, values={"title": "wrong"})
    world.do("close", user=zach)
    changed = [b for b in bot.heard_of("message") if b["event"].get("subtype")]
    plain = [b for b in bot.heard_of("message") if not b["event"].get("subtype")]
    return {
        "SlashCommandPayload": next(b for b in bot.heard if "command" in b),
        "BlockActionPayload": bot.heard_of("block_actions")[-1],
        "MessagePayload": plain[-1],
        "MessageChangedPayload": changed[-1],
        "ReactionAddedPayload": bot.heard_of("reaction_added")[-1],
        "MessageShortcutPayload": bot.heard_of("message_action")[-1],
        "AppMentionPayload": bot.heard_of("app_mention")[-1],
        "AppHomeOpenedPayload": bot.heard_of("app_home_opened")[-1],
        "ViewSubmissionPayload": bot.heard_of("view_submission")[-1],
        "ViewClosedPayload": bot.heard_of("view_closed")[-1],
        "MemberJoinedChannelPayload": bot.heard_of("member_joined_channel")[-1],
    }


def test_every_key_of_every_payload_is_known_to_slack(payloads: dict[str, Json]) -> None:
    folder = shared("slack/payloads")
    strange = {}
    for name, payload in payloads.items():
        found = unknown(payload, json.loads((folder / f"{name}.json").read_text()))
        if found:
            strange[name] = found
    assert strange == {}
