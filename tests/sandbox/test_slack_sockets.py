"""Socket Mode as it goes over the wire: tickets, envelopes, acknowledgements, reconnecting."""

import contextlib
import copy
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.sandbox.slack_world import MANIFEST, Bot, Json, World, served


def link(world: World) -> str:
    """An address for one connection."""
    client = WebClient(base_url=world.ready["slack_api_url"])
    return str(client.apps_connections_open(app_token=world.ready["slack_app_token"])["url"])


@contextlib.contextmanager
def socket(world: World) -> Iterator[ClientConnection]:
    """A connection that has been greeted."""
    with connect(link(world), proxy=None) as connection:
        assert received(connection)["type"] == "hello"
        yield connection


def received(connection: ClientConnection) -> Json:
    """The next message."""
    message: Json = json.loads(connection.recv(timeout=10))
    return message


def acknowledge(connection: ClientConnection, envelope: Json, **payload: Any) -> None:
    """Answer an envelope."""
    answer = {"envelope_id": envelope["envelope_id"], **({"payload": payload} if payload else {})}
    connection.send(json.dumps(answer))


@pytest.fixture
def aside() -> Iterator[ThreadPoolExecutor]:
    """Threads in which people act while a test plays the app."""
    with ThreadPoolExecutor() as pool:
        yield pool


def test_a_ticket_is_good_for_one_connection(slack: World) -> None:
    address = link(slack)
    with connect(address, proxy=None):
        pass
    with pytest.raises(InvalidStatus), connect(address, proxy=None):
        pass


def test_what_happens_while_the_app_is_away_is_told_when_it_is_back(slack: World) -> None:
    stamps = [
        slack.do("say", user=slack.editor, channel=slack.channel, text=text)["ts"]
        for text in ("one", "two")
    ]
    with socket(slack) as connection:
        envelopes = [received(connection) for _ in stamps]
        assert sorted(e["payload"]["event"]["ts"] for e in envelopes) == stamps


def test_what_the_manifest_does_not_ask_for_is_not_told() -> None:
    manifest = copy.deepcopy(MANIFEST)
    manifest["settings"]["event_subscriptions"]["bot_events"] = ["message.im"]
    with served(manifest=manifest) as world:
        world.do("say", user=world.editor, channel=world.channel, text="in the channel")
        world.do("say", user=world.editor, channel="bot", text="to the bot")
        with socket(world) as connection:
            assert received(connection)["payload"]["event"]["text"] == "to the bot"


def test_two_connections_share_the_work(slack: World, aside: ThreadPoolExecutor) -> None:
    with socket(slack) as first, socket(slack) as second:
        seen = [aside.submit(slack.slash, slack.editor, "/echo") for _ in range(4)]
        for connection in (first, second, first, second):
            acknowledge(connection, received(connection), text="fine")
        assert all(each.result()["replies"] for each in seen)


def test_a_new_connection_is_greeted(slack: World) -> None:
    with connect(link(slack), proxy=None) as connection:
        hello = received(connection)
    assert hello["num_connections"] == 1
    assert hello["connection_info"]["app_id"].startswith("A")


def test_ten_connections_are_allowed_and_no_more(slack: World) -> None:
    with contextlib.ExitStack() as connections:
        for _ in range(10):
            connections.enter_context(socket(slack))
        eleventh = connections.enter_context(connect(link(slack), proxy=None))
        assert received(eleventh)["reason"] == "too_many_websockets"


def test_an_envelope_carries_the_command_and_takes_an_answer(
    slack: World, aside: ThreadPoolExecutor
) -> None:
    with socket(slack) as connection:
        seen = aside.submit(slack.slash, slack.editor, "/echo", "words")
        envelope = received(connection)
        assert envelope["type"] == "slash_commands"
        assert envelope["accepts_response_payload"] is True
        assert envelope["payload"]["text"] == "words"
        acknowledge(connection, envelope, text="answered", response_type="ephemeral")
        assert seen.result()["replies"][0]["text"] == "answered"


def test_an_event_names_its_attempt(slack: World, aside: ThreadPoolExecutor) -> None:
    with socket(slack) as connection:
        where = {"user": slack.editor, "channel": slack.channel}
        ts = aside.submit(slack.do, "say", **where, text="hello")
        envelope = received(connection)
        assert envelope["type"] == "events_api"
        assert envelope["accepts_response_payload"] is False
        assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
        acknowledge(connection, envelope)
        assert ts.result()["ts"] == envelope["payload"]["event"]["ts"]


def test_an_event_that_is_not_acknowledged_comes_again_under_another_envelope(
    slack: World, aside: ThreadPoolExecutor
) -> None:
    with socket(slack) as connection:
        where = {"user": slack.editor, "channel": slack.channel}
        saying = aside.submit(slack.do, "say", **where, text="hello")
        first, second = received(connection), received(connection)
        assert second["payload"] == first["payload"]
        assert second["envelope_id"] != first["envelope_id"]
        assert (second["retry_attempt"], second["retry_reason"]) == (1, "timeout")
        acknowledge(connection, second)
        saying.result()


def test_a_command_that_is_not_acknowledged_does_not_come_again(
    slack: World, aside: ThreadPoolExecutor
) -> None:
    with socket(slack) as connection:
        seen = aside.submit(slack.slash, slack.editor, "/echo")
        received(connection)
        assert "operation_timeout" in seen.result()["replies"][0]["text"]
        with pytest.raises(TimeoutError):
            connection.recv(timeout=0.1)


def test_a_command_that_died_with_its_connection_fails_soon(
    slack: World, aside: ThreadPoolExecutor
) -> None:
    with socket(slack) as connection:
        seen = aside.submit(slack.slash, slack.editor, "/echo")
        received(connection)
    assert "operation_timeout" in seen.result(timeout=2.5)["replies"][0]["text"]


def test_an_event_that_died_with_its_connection_comes_to_the_next(
    slack: World, aside: ThreadPoolExecutor
) -> None:
    where = {"user": slack.editor, "channel": slack.channel}
    with socket(slack) as connection:
        saying = aside.submit(slack.do, "say", **where, text="hello")
        lost = received(connection)
    with socket(slack) as other:
        again = received(other)
        assert again["payload"]["event_id"] == lost["payload"]["event_id"]
        acknowledge(other, again)
        saying.result()


def test_an_answer_over_another_connection_counts(slack: World, aside: ThreadPoolExecutor) -> None:
    with contextlib.ExitStack() as lost:
        first = lost.enter_context(socket(slack))
        seen = aside.submit(slack.slash, slack.editor, "/echo")
        envelope = received(first)
        with socket(slack) as second:
            lost.close()
            acknowledge(second, envelope, text="after all")
            assert seen.result()["replies"][0]["text"] == "after all"


def test_nonsense_from_the_app_is_passed_over(slack: World, aside: ThreadPoolExecutor) -> None:
    with socket(slack) as connection:
        for nonsense in ("{", "[]", '{"envelope_id": "other"}', '"x"'):
            connection.send(nonsense)
        seen = aside.submit(slack.slash, slack.editor, "/echo")
        acknowledge(connection, received(connection), text="fine")
        assert seen.result()["replies"][0]["text"] == "fine"


def test_a_disconnection_is_announced(slack: World) -> None:
    with socket(slack) as connection:
        slack.do("faults", side="slack", kind="disconnect", match="")
        message = received(connection)
        assert (message["type"], message["reason"]) == ("disconnect", "refresh_requested")
        with pytest.raises(ConnectionClosed):
            connection.recv(timeout=5)


def test_a_bolt_app_comes_back_after_a_disconnection(world: World, bot: Bot) -> None:
    zach = world.person()
    world.do("faults", side="slack", kind="disconnect", match="")
    bot.wait_for(lambda: world.get("world")["connections"] > 0)
    bot.wait_for(lambda: echoes(world, zach))


def echoes(world: World, user: str) -> bool:
    """Whether the app answers."""
    replies = world.slash(user, "/echo", "x")["replies"]
    return bool(replies and replies[0]["text"] == "You said: x")


def test_the_server_answers_pings(slack: World) -> None:
    with socket(slack) as connection:
        pong = connection.ping("sdk-ping-pong:1")
        assert pong.wait(timeout=5)


def test_connections_may_come_and_go_at_once(slack: World) -> None:
    def come_and_go(_number: int) -> None:
        with socket(slack):
            threading.Event().wait(0.001)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(come_and_go, range(24)))
    Bot.wait_for(lambda: slack.get("world")["connections"] == 0)
