"""What the stream says after hello: each change once, and only to those whom it concerns."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests

from bot.sandbox.server import Sandbox
from bot.sandbox.slack.model import Channel
from tests.sandbox.page_stream import Event, Watching, watching
from tests.sandbox.slack_world import (
    MANIFEST,
    Bot,
    Json,
    World,
    actions,
    button,
    field,
    modal,
    section,
)
from tests.sandbox.test_sandbox_clock import Alarms

Pair = tuple[Watching, Watching]


@pytest.fixture
def both(slack: World) -> Iterator[Pair]:
    """Zach and Dana, who look at the page of a sandbox without an app."""
    with watching(slack, slack.person("Zach"), slack.person("Dana")) as (zach, dana):
        yield zach, dana


def says(seen: Watching) -> list[str]:
    """The texts of the messages that somebody was told of."""
    return [message["text"] for message in seen.told("messages")]


def open_modal(world: World, user: str, view: Json) -> None:
    trigger = world.sandbox.slack.triggers.new(user)
    world.client.views_open(trigger_id=trigger, view=view)


# -- messages


def test_a_message_is_told_once_to_everybody_in_its_channel(slack: World, both: Pair) -> None:
    slack.do("say", user=both[0].user, channel=slack.channel, text="hi")
    for seen in both:
        (message,) = seen.told("messages")
        assert message == slack.messages(seen.user)[-1]


def test_nobody_is_told_of_direct_messages_of_others(slack: World, both: Pair) -> None:
    zach, dana = both
    slack.do("say", user=zach.user, channel="bot", text="to the bot")
    slack.client.chat_postMessage(channel=zach.user, text="from the bot")
    assert says(zach) == ["to the bot", "from the bot"]
    events = dana.so_far()
    assert "bot" not in json.dumps([event.data.get("messages") for event in events])
    assert zach.user not in json.dumps([event.data.get("channels", []) for event in events])


def test_an_ephemeral_message_comes_and_goes_for_one_person_only(slack: World, both: Pair) -> None:
    zach, dana = both
    slack.client.chat_postEphemeral(channel=slack.channel, user=zach.user, text="psst")
    (message,) = zach.told("messages")
    assert message["ephemeral"]
    workspace = slack.sandbox.slack.workspace
    hook = slack.sandbox.slack.posting
    found = workspace.find_message(slack.channel, message["ts"])
    assert found is not None
    slack.sandbox.in_loop(lambda: hook.delete(found))
    assert zach.told("messages") == [{"channel": slack.channel, "ts": message["ts"], "gone": True}]
    assert dana.told("messages") == []


def test_edits_reactions_and_deletions_are_told(slack: World, both: Pair) -> None:
    zach, dana = both
    where = {"user": zach.user, "channel": slack.channel}
    ts = slack.do("say", **where, text="wrong")["ts"]
    dana.so_far()
    slack.do("edit", **where, ts=ts, text="right")
    (message,) = dana.told("messages")
    assert message["text"] == "right"
    assert message["edited"]
    slack.do("react", user=dana.user, channel=slack.channel, ts=ts, name="eyes")
    assert dana.told("messages")[0]["reactions"] == {"eyes": [dana.user]}
    slack.do("delete", **where, ts=ts)
    assert dana.told("messages") == [{"channel": slack.channel, "ts": ts, "gone": True}]


def test_what_came_and_went_unseen_is_not_told(slack: World, both: Pair) -> None:
    zach, dana = both
    posting = slack.sandbox.slack.posting

    def come_and_go() -> None:
        message, _ = posting.say(slack.channel, zach.user, "gone already", [], None)
        posting.delete(message)

    slack.sandbox.in_loop(come_and_go)
    assert dana.told("messages") == []


def test_a_reply_changes_its_parent_too_and_so_does_its_end(slack: World, both: Pair) -> None:
    zach, dana = both
    card = slack.post()
    dana.so_far()
    where = {"user": zach.user, "channel": slack.channel}
    reply = slack.do("say", **where, text="in the thread", thread_ts=card)["ts"]
    parent, said = dana.told("messages")
    assert (parent["ts"], parent["reply_count"]) == (card, 1)
    assert (said["ts"], said["thread_ts"]) == (reply, card)
    slack.do("delete", **where, ts=reply)
    parent, gone = dana.told("messages")
    assert (parent["ts"], parent["reply_count"]) == (card, 0)
    assert gone == {"channel": slack.channel, "ts": reply, "gone": True}


def test_many_changes_of_one_message_are_told_as_it_stands_then(slack: World, both: Pair) -> None:
    card = slack.post(text="0")
    for number in range(1, 6):
        slack.client.chat_update(channel=slack.channel, ts=card, text=str(number))
    told = says(both[0])
    assert told[-1] == "5"
    assert told == sorted(set(told))


# -- channels and people


def test_who_joins_a_channel_is_told_what_was_said_there(slack: World) -> None:
    slack.post(text="before")
    with watching(slack, slack.person("Zach", channels=[])) as (zach,):
        slack.post(text="unheard")
        assert zach.told("messages") == []
        slack.do("join", user=zach.user, channel=slack.channel)
        events = zach.so_far()
        (change,) = [event.data for event in events if event.data.get("messages")]
        assert [message["text"] for message in change["messages"]] == ["before", "unheard"]
        (channel,) = change["channels"]
        assert zach.user in channel["members"]
        slack.post(text="heard")
        assert says(zach) == ["heard"]


def test_who_leaves_a_channel_hears_no_more_of_it(slack: World, both: Pair) -> None:
    zach, _ = both
    slack.do("leave", user=zach.user, channel=slack.channel)
    slack.post(text="unheard")
    events = zach.so_far()
    assert [c["id"] for event in events for c in event.data.get("channels", [])] == [slack.channel]
    assert all("messages" not in event.data for event in events)


def test_a_private_channel_comes_and_goes_with_its_membership() -> None:
    sandbox = Sandbox(None, MANIFEST)
    sandbox.slack.workspace.keep_channel(Channel("G0SECRET", "secret", "group", "", 0))
    sandbox.start()
    try:
        world = World(sandbox)
        channel = sandbox.slack.workspace.channels["G0SECRET"]
        with watching(world, world.editor) as (seen,):
            for members in ([world.editor], []):
                channel.members = members
                sandbox.in_loop(lambda: sandbox.slack.workspace.keep_channel(channel))
                (told,) = seen.told("channels")
                assert told.get("gone", False) is not bool(members)
    finally:
        sandbox.stop()


def test_a_person_with_another_name_is_told_and_nobody_else(slack: World, both: Pair) -> None:
    zach, dana = both
    slack.do("people", id=zach.user, name="Zachary", tz="Asia/Tokyo")
    (person,) = dana.told("people")
    assert (person["id"], person["name"], person["tz"]) == (zach.user, "Zachary", "Asia/Tokyo")


# -- unread marks


def test_what_somebody_reads_is_told_to_them_alone(slack: World, both: Pair) -> None:
    zach, dana = both
    ts = slack.post()
    slack.do("read", user=zach.user, channel=slack.channel, ts=ts)
    assert zach.told("reads")[-1][slack.channel] == ts
    assert dana.told("reads") == []


def test_what_one_writes_oneself_is_read_and_a_reply_leaves_the_channel_as_it_was(
    slack: World, both: Pair
) -> None:
    zach, _ = both
    where = {"user": zach.user, "channel": slack.channel}
    ts = slack.do("say", **where, text="mine")["ts"]
    assert zach.told("reads")[-1][slack.channel] == ts
    slack.do("say", **where, text="in a thread", thread_ts=ts)
    assert zach.told("reads") == []


# -- modals and the home


def test_modals_are_told_whole_to_who_has_them(slack: World, both: Pair) -> None:
    zach, dana = both
    open_modal(slack, zach.user, modal(field("t", {"type": "plain_text_input"})))
    (view,) = zach.told("stack")
    assert view["title"]["text"] == "A form"
    slack.do("fill", user=zach.user, values={"t": "typed"})
    (view,) = zach.told("stack")
    assert view["state"]["values"]["t"]["value"]["value"] == "typed"
    slack.do("close", user=zach.user)
    (change,) = [event.data for event in zach.so_far() if "stack" in event.data]
    assert change["stack"] == []
    assert dana.told("stack") == []


def test_a_home_is_told_to_whose_it_is(slack: World, both: Pair) -> None:
    zach, dana = both
    for text in ("one", "two"):
        view = {"type": "home", "blocks": [section(text)]}
        slack.client.views_publish(user_id=zach.user, view=view)
        (home,) = zach.told("home")
        assert home["blocks"][0]["text"]["text"] == text
    assert dana.told("home") == []


def test_what_the_bot_does_after_a_press_is_told_as_it_happens(world: World, bot: Bot) -> None:
    user = world.person()
    card = world.post(actions(button("swap")))
    with watching(world, user) as (seen,):
        world.do("click", user=user, channel=world.channel, ts=card, action_id="swap")
        assert [one["text"] for one in seen.told("messages") if one["ts"] == card] == ["swapped"]


# -- what everybody sees alike


def test_a_moved_clock_and_what_is_due_next_are_told(slack: World, both: Pair) -> None:
    zach, _ = both
    now = slack.sandbox.clock.now()
    first, second = now + timedelta(hours=1), now + timedelta(days=3)
    slack.sandbox.driver = Alarms(first, second)

    def says_next(moment: datetime | None) -> None:
        def holds(event: Event) -> bool:
            clock = event.data.get("clock") if event.name == "change" else None
            return clock == {"movable": True, "next": moment.isoformat() if moment else None}

        assert "time" in zach.until(holds)[-1].data

    says_next(first)
    slack.do("clock", to="next")
    says_next(second)
    slack.do("clock", advance="4d")
    says_next(None)
    moved = datetime.fromisoformat(zach.hello["time"]) + timedelta(days=3)
    assert slack.sandbox.clock.now() > moved


def test_faults_are_told_when_they_are_set_strike_and_are_taken_back(
    slack: World, both: Pair
) -> None:
    zach, dana = both

    def told(seen: Watching) -> tuple[int, int]:
        *_, faults = seen.told("faults")
        return len(faults["pending"]), len(faults["past"])

    slack.do("faults", side="slack", match="auth.test", kind="500", times=1)
    assert told(zach) == told(dana) == (1, 0)
    slack.call("auth.test")
    assert told(zach) == (0, 1)
    slack.do("faults", side="slack", match="auth.test", kind="500", times=1)
    requests.delete(f"{slack.origin}/sandbox/faults", timeout=5)
    assert told(zach) == (0, 1)


def test_the_bots_coming_and_going_is_told(slack: World, both: Pair) -> None:
    zach, _ = both
    bot = Bot(slack)
    bot.connect()
    zach.until(lambda event: event.data.get("connected") == 1)
    bot.close()
    zach.until(lambda event: event.data.get("connected") == 0)


def test_another_spreadsheet_and_who_may_read_one_are_told(slack: World, both: Pair) -> None:
    zach, _ = both
    headers = {"Authorization": "Bearer human"}
    body = {"properties": {"title": "Second"}}
    made = requests.post(f"{slack.origin}/v4/spreadsheets", json=body, headers=headers, timeout=5)
    books = zach.told("spreadsheets")
    assert books[-1]["title"] == "Second"
    files = f"{slack.origin}/drive/v3/files/{made.json()['spreadsheetId']}"
    share = {"role": "reader", "type": "anyone"}
    requests.post(f"{files}/permissions", json=share, headers=headers, timeout=5)
    assert {"who": "anyone", "role": "reader"} in zach.told("spreadsheets")[-1]["shared"]
    requests.delete(files, headers=headers, timeout=5)
    assert [book["id"] for book in zach.told("spreadsheets")] == [slack.ready["sheet_id"]]


def test_the_clock_says_when_something_is_due_and_goes_there(slack: World) -> None:
    address = f"{slack.origin}/sandbox/clock"
    assert requests.get(address, timeout=5).json()["movable"] is False
    due = datetime.now(UTC) + timedelta(hours=5)
    alarms = Alarms(due)
    slack.sandbox.driver = alarms
    shown = requests.get(address, timeout=5).json()
    assert (shown["movable"], shown["next"]) == (True, due.isoformat())
    assert datetime.fromisoformat(slack.do("clock", to="next")["time"]) >= due
    assert len(alarms.done) == 1
    assert slack.refused("clock", to="next") == "Nothing is due in the next 60 days."
    assert requests.get(address, timeout=5).json()["next"] is None
