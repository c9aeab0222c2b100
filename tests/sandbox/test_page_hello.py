"""What the stream says at first: everything that the person may see, and nothing else."""

import json
from typing import Any

import pytest
import requests

from bot.sandbox.server import Sandbox
from bot.sandbox.slack.model import Channel
from tests.sandbox.page_stream import watching
from tests.sandbox.slack_world import (
    MANIFEST,
    Json,
    World,
    actions,
    button,
    field,
    modal,
    section,
)

TOUR = [{"id": "one", "title": "Do it", "text": "Do it.", "done": {"did": "slash"}}]


def hello(world: World, user: str) -> Json:
    """What somebody is told at first."""
    with watching(world, user) as (seen,):
        return seen.hello


def refused(world: World, user: str) -> requests.Response:
    address = f"{world.origin}/sandbox/live"
    return requests.get(address, params={"user": user}, timeout=10)


def open_modal(world: World, user: str, view: Json) -> None:
    trigger = world.sandbox.slack.triggers.new(user)
    world.client.views_open(trigger_id=trigger, view=view)


def publish(world: World, user: str, *blocks: Json) -> None:
    world.client.views_publish(user_id=user, view={"type": "home", "blocks": list(blocks)})


def test_it_says_who_and_what_there_is(slack: World) -> None:
    zach = slack.person("Zach", tz="Asia/Kathmandu")
    said = hello(slack, zach)
    assert said["user"] == zach
    person = {"id": zach, "name": "Zach", "handle": "zach", "tz": "Asia/Kathmandu"}
    assert {**person, "is_bot": False} in said["people"]
    assert said["people"] == slack.get("world")["people"]
    assert said["spreadsheets"] == slack.get("world")["spreadsheets"]
    assert said["sheet"] == slack.ready["sheet_id"]
    assert said["editor"] == slack.editor
    assert said["clock"] == {"movable": False, "next": None}
    assert said["connected"] == 0
    assert said["faults"] == {"pending": [], "past": []}
    assert said["tour"] == []
    assert said["team"]["id"].startswith("T")
    assert said["time"] <= slack.get("world")["time"]


def test_it_tells_the_app_from_its_manifest(slack: World) -> None:
    app = hello(slack, slack.editor)["app"]
    assert app["name"] == "Echo bot"
    assert app["user"] == slack.sandbox.slack.workspace.identity.bot_user
    assert {"command": "/echo", "description": "echo", "usage_hint": ""} in app["commands"]
    assert app["shortcuts"] == MANIFEST["features"]["shortcuts"]
    assert app["home_tab"] is True
    assert app["messages_tab"] is True


def test_messages_come_with_their_replies_oldest_first_as_they_are_seen_elsewhere(
    slack: World,
) -> None:
    card = slack.post(section("A card"), actions(button("claim")))
    slack.do("say", user=slack.editor, channel=slack.channel, text="fine", thread_ts=card)
    said = hello(slack, slack.editor)["messages"][slack.channel]
    assert said == slack.messages(slack.editor)
    assert [one["reply_count"] for one in said] == [1, 0]


def test_nobody_is_told_what_is_for_others(slack: World) -> None:
    secret = "for nobody else"
    zach, dana = slack.person("Zach"), slack.person("Dana")
    slack.do("say", user=zach, channel="bot", text=secret)
    slack.client.chat_postMessage(channel=zach, text=secret)
    slack.client.chat_postEphemeral(channel=slack.channel, user=zach, text=secret)
    open_modal(slack, zach, modal(field("t", {"type": "plain_text_input"}), section(secret)))
    publish(slack, zach, section(secret))
    assert secret in json.dumps(hello(slack, zach))
    assert secret not in json.dumps(hello(slack, dana))
    assert zach not in json.dumps(hello(slack, dana)["messages"])


def test_direct_messages_are_the_persons_own_and_always_there(slack: World) -> None:
    zach, dana = slack.person("Zach"), slack.person("Dana")
    for user in (zach, dana):
        (direct,) = [one for one in hello(slack, user)["channels"] if one["kind"] == "im"]
        assert user in direct["members"]


def test_a_private_channel_is_seen_by_those_who_are_in_it() -> None:
    sandbox = Sandbox(None, MANIFEST)
    workspace = sandbox.slack.workspace
    workspace.keep_channel(
        Channel("G0SECRET", "secret", "group", "", 0, [sandbox.ready()["editors"]])
    )
    sandbox.start()
    try:
        world = World(sandbox)
        inside, outside = hello(world, world.editor), hello(world, world.person("Zach"))
    finally:
        sandbox.stop()
    assert "secret" in [one["name"] for one in inside["channels"]]
    assert "G0SECRET" in inside["messages"]
    assert "G0SECRET" not in json.dumps(outside)


def test_a_public_channel_that_somebody_is_not_in_is_named_and_not_read(slack: World) -> None:
    zach = slack.person("Zach", channels=[])
    slack.post(text="in the channel")
    said = hello(slack, zach)
    assert slack.channel in [one["id"] for one in said["channels"]]
    assert slack.channel not in said["messages"]


def test_modals_stand_in_their_order_with_what_has_been_typed(slack: World) -> None:
    zach = slack.person("Zach")
    open_modal(slack, zach, modal(field("t", {"type": "plain_text_input"})))
    slack.do("fill", user=zach, values={"t": "typed"})
    below = slack.get("modal", user=zach)["id"]
    trigger = slack.sandbox.slack.triggers.new(zach, below)
    slack.client.views_push(trigger_id=trigger, view=modal(section("above"), callback_id="above"))
    stack = hello(slack, zach)["stack"]
    assert [view["callback_id"] for view in stack] == ["form", "above"]
    assert stack[0]["state"]["values"]["t"]["value"]["value"] == "typed"


def test_the_home_is_the_one_that_was_published(slack: World) -> None:
    zach = slack.person("Zach")
    assert hello(slack, zach)["home"] is None
    publish(slack, zach, section("Hello Zach"))
    assert hello(slack, zach)["home"]["blocks"][0]["text"]["text"] == "Hello Zach"


def test_markdown_has_its_tree_wherever_it_stands(slack: World) -> None:
    markdown = {"type": "markdown", "text": "a **b**"}
    zach = slack.person("Zach")
    slack.post(markdown)
    slack.client.chat_postMessage(channel=zach, text="text", blocks=[markdown])
    tree: Any = [
        {
            "type": "paragraph",
            "children": [
                {"type": "text", "text": "a "},
                {"type": "strong", "children": [{"type": "text", "text": "b"}]},
            ],
        }
    ]
    said = hello(slack, zach)["messages"]
    shown = [message["blocks"][0] for messages in said.values() for message in messages]
    assert [block["tree"] for block in shown] == [tree, tree]
    assert "tree" not in json.dumps(slack.messages(zach))


def test_without_a_user_it_is_the_editor_who_looks(slack: World) -> None:
    assert hello(slack, "")["user"] == slack.editor


def test_who_is_nobody_or_a_bot_sees_nothing(slack: World) -> None:
    assert refused(slack, "U0NOBODY").status_code == 404
    assert "nobody called" in refused(slack, "U0NOBODY").json()["error"]
    bot = slack.sandbox.slack.workspace.identity.bot_user
    assert refused(slack, bot).status_code == 400


@pytest.mark.parametrize("tour", [[], TOUR])
def test_the_tour_is_the_one_that_was_handed_in(tour: list[Json]) -> None:
    sandbox = Sandbox(None, MANIFEST, tour=tour)
    sandbox.start()
    try:
        world = World(sandbox)
        assert hello(world, world.editor)["tour"] == tour
    finally:
        sandbox.stop()
