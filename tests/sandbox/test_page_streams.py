"""The streams themselves: who does not read holds up nobody, and a stop ends them all."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator

import pytest
import requests

from bot.sandbox.page import stream as streams
from bot.sandbox.page.stream import Stream, encoded
from bot.sandbox.server import Sandbox
from tests.sandbox.page_stream import Watching, watching
from tests.sandbox.slack_world import MANIFEST, Bot, World

MANY = 400


def started() -> World:
    """A sandbox that is stopped by the test itself."""
    sandbox = Sandbox(None, MANIFEST)
    sandbox.start()
    return World(sandbox)


def unread(world: World) -> socket.socket:
    """A connection that asks for a stream and never reads of it."""
    connection = socket.create_connection(("127.0.0.1", world.sandbox.port), timeout=10)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.sendall(b"GET /sandbox/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    return connection


def looking(world: World) -> int:
    """How many look at the page."""
    return len(world.sandbox.live.streams)


def fill_up(world: World) -> None:
    """Make as many long messages as no connection takes without being read."""
    posting = world.sandbox.slack.posting
    for _ in range(MANY):
        world.sandbox.in_loop(
            lambda: posting.say(world.channel, world.editor, "long " * 4_000, [], None)
        )


def test_who_does_not_read_holds_up_nobody() -> None:
    world = started()
    with unread(world):
        Bot.wait_for(lambda: looking(world) == 1)
        with watching(world, world.editor) as (seen,):
            fill_up(world)
            read: set[str] = set()
            while len(read) < MANY:
                event = seen.next()
                read |= {message["ts"] for message in event.data.get("messages", [])}
        assert world.get("world")["time"]
        world.sandbox.stop()


def test_a_stop_ends_the_streams_in_good_order_and_cuts_off_who_does_not_read(
    capfd: pytest.CaptureFixture[str],
) -> None:
    world = started()
    read = [Watching(world, world.person(channels=[])) for _ in range(3)]
    with unread(world):
        Bot.wait_for(lambda: looking(world) == 4)
        fill_up(world)
        assert world.get("world")["time"]
        world.sandbox.stop()
    for each in read:
        while each.next_or_end() is not None:
            pass
    # uvicorn says so when it had to cut anything off.
    assert capfd.readouterr().err == ""


def test_who_has_gone_is_forgotten() -> None:
    world = started()
    try:
        with watching(world, *[world.editor] * 5):
            assert looking(world) == 5
        Bot.wait_for(lambda: looking(world) == 0)
    finally:
        world.sandbox.stop()


def test_no_stream_begins_while_the_sandbox_stops() -> None:
    world = started()
    try:
        world.sandbox.in_loop(world.sandbox.live.end)
        Bot.wait_for(
            lambda: requests.get(f"{world.origin}/sandbox/live", timeout=5).status_code == 503
        )
    finally:
        world.sandbox.stop()


# -- one stream by itself


async def read_all(events: AsyncIterator[bytes], count: int) -> list[tuple[str, object]]:
    """The next events of a stream."""
    found: list[tuple[str, object]] = []
    async for told in events:
        for each in told.decode().removesuffix("\n\n").split("\n\n"):
            name, data = each.split("\n")
            found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
        if len(found) >= count:
            break
    return found


def test_changes_are_gathered_and_each_key_counts_once() -> None:
    async def told() -> list[tuple[str, object]]:
        stream = Stream(lambda: {"all": True}, lambda keys: {"keys": sorted(keys)})
        events = stream.events()
        first = await read_all(events, 1)
        for key in ("a", "b", "a"):
            stream.note(key)
        stream.pass_on(encoded("sheet", {"id": "s"}))
        return first + await read_all(events, 2)

    assert asyncio.run(told()) == [
        ("hello", {"all": True}),
        ("change", {"keys": ["a", "b"]}),
        ("sheet", {"id": "s"}),
    ]


def test_nothing_is_told_of_a_change_that_is_none_for_the_reader() -> None:
    async def told() -> list[tuple[str, object]]:
        stream = Stream(dict, lambda keys: {"keys": 1} if "mine" in keys else {})
        events = stream.events()
        await read_all(events, 1)
        stream.note("another's")
        reading = asyncio.create_task(read_all(events, 1))
        await asyncio.sleep(2 * streams.GATHER_SECONDS)
        assert not reading.done()
        stream.note("mine")
        return await reading

    assert asyncio.run(told()) == [("change", {"keys": 1})]


@pytest.mark.parametrize("what", ["keys", "sheets"])
def test_who_falls_too_far_behind_is_told_everything_anew(what: str) -> None:
    async def told() -> list[tuple[str, object]]:
        stream = Stream(lambda: {"all": True}, lambda keys: {"keys": sorted(keys)})
        events = stream.events()
        await read_all(events, 1)
        for number in range(streams.MOST_KEYS + 2):
            if what == "keys":
                stream.note(str(number))
            else:
                stream.pass_on(encoded("sheet", {"id": number}))
        again = await read_all(events, 1)
        stream.note("a")
        return again + await read_all(events, 1)

    assert asyncio.run(told()) == [("hello", {"all": True}), ("change", {"keys": ["a"]})]


def test_no_line_of_an_event_can_be_broken_by_what_somebody_wrote() -> None:
    text = "a\nb\r\nevent: hello\r\ndata: {}\r\r \x85"
    *lines, last, nothing = encoded("change", {"text": text}).decode().split("\n")
    assert (last, nothing) == ("", "")
    assert lines[0] == "event: change"
    assert json.loads(lines[1].removeprefix("data: ")) == {"text": text}
    assert "\r" not in lines[1]
