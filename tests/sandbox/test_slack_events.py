"""What the app is told of, and how it is told again."""

import pytest

from tests.sandbox.slack_world import Bot, Json, World


def said(bot: Bot, text: str) -> list[Json]:
    """The message events with a text, in the order in which they were heard."""
    return [b for b in bot.heard_of("message") if b["event"].get("text") == text]


def test_a_message_is_told_and_the_answer_waited_for(world: World, bot: Bot) -> None:
    zach = world.person()
    result = world.do("say", user=zach, channel="bot", text="ping")
    assert [r["text"] for r in result["replies"]] == ["pong"]
    event = bot.heard_of("message")[-1]["event"]
    assert (event["user"], event["channel_type"], event["ts"]) == (zach, "im", result["ts"])


def test_what_people_type_is_escaped_and_links_are_marked(world: World, bot: Bot) -> None:
    zach = world.person()
    text = f"a < b & <@{zach}> see https://x.org/?a=1&b=2, really"
    world.do("say", user=zach, channel=world.channel, text=text)
    expected = f"a &lt; b &amp; <@{zach}> see <https://x.org/?a=1&amp;b=2>, really"
    assert said(bot, expected)


def test_an_answer_in_a_thread_stands_in_the_thread(world: World, bot: Bot) -> None:
    zach = world.person()
    parent = world.do("say", user=zach, channel=world.channel, text="ping")["ts"]
    result = world.do("say", user=zach, channel=world.channel, text="ping 2", thread_ts=parent)
    assert result["replies"][0]["thread_ts"] == parent
    assert bot.heard_of("message")[-1]["event"]["thread_ts"] == parent


def test_a_change_and_a_deletion_are_told_with_what_was_there(world: World, bot: Bot) -> None:
    zach, other = world.person(), world.person()
    where = {"user": zach, "channel": world.channel}
    ts = world.do("say", **where, text="first")["ts"]
    world.do("edit", **where, ts=ts, text="second")
    changed = bot.heard_of("message")[-1]["event"]
    assert changed["subtype"] == "message_changed"
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("first", "second")
    assert world.messages(zach)[-1]["edited"]
    assert "did not write" in world.refused("edit", **{**where, "user": other}, ts=ts, text="x")
    world.do("delete", **where, ts=ts)
    deleted = bot.heard_of("message")[-1]["event"]
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert ts not in [m["ts"] for m in world.messages(zach)]


def test_a_mention_is_told_as_such(world: World, bot: Bot) -> None:
    me = world.client.auth_test()["user_id"]
    world.do("say", user=world.person(), channel=world.channel, text=f"<@{me}> hello")
    assert bot.heard_of("app_mention")[-1]["event"]["text"] == f"<@{me}> hello"


def test_coming_and_going_is_told(world: World, bot: Bot) -> None:
    zach = world.person("Newcomer", tz="Asia/Kathmandu")
    joined = bot.heard_of("team_join")[-1]["event"]["user"]
    assert (joined["id"], joined["tz"]) == (zach, "Asia/Kathmandu")
    assert bot.heard_of("member_joined_channel")[-1]["event"]["user"] == zach
    world.do("people", id=zach, name="Newcomer Renamed", tz="Asia/Kathmandu")
    assert bot.heard_of("user_change")[-1]["event"]["user"]["real_name"] == "Newcomer Renamed"
    world.do("leave", user=zach, channel=world.channel)
    assert bot.heard_of("member_left_channel")[-1]["event"]["user"] == zach
    assert "is not in" in world.refused("say", user=zach, channel=world.channel, text="x")
    world.do("join", user=zach, channel=world.channel)
    world.do("say", user=zach, channel=world.channel, text="back")


def test_somebody_outside_the_newsroom_joins_no_channel(world: World, bot: Bot) -> None:
    stranger = world.person(channels=[])
    assert bot.heard_of("team_join")[-1]["event"]["user"]["id"] == stranger
    assert stranger not in world.client.conversations_members(channel=world.channel)["members"]


def test_a_reaction_is_told(world: World, bot: Bot) -> None:
    zach = world.person()
    ts = world.do("say", user=zach, channel=world.channel, text="nice")["ts"]
    world.do("react", user=zach, channel=world.channel, ts=ts, name=":tada:")
    event = bot.heard_of("reaction_added")[-1]["event"]
    assert (event["reaction"], event["item"]["ts"]) == ("tada", ts)


def test_a_reaction_that_is_taken_back_is_told_and_gone(world: World, bot: Bot) -> None:
    zach, mei = world.person(), world.person()
    ts = world.do("say", user=zach, channel=world.channel, text="nice")["ts"]
    for person in (zach, mei):
        world.do("react", user=person, channel=world.channel, ts=ts, name="tada")

    def reactions() -> object:
        return next(m["reactions"] for m in world.messages(zach) if m["ts"] == ts)

    for person, left in ((zach, {"tada": [mei]}), (zach, {"tada": [mei]}), (mei, {})):
        world.do("unreact", user=person, channel=world.channel, ts=ts, name="tada")
        assert reactions() == left
    told = [body["event"] for body in bot.heard_of("reaction_removed")]
    assert [event["user"] for event in told if event["item"]["ts"] == ts] == [zach, mei]


def test_the_app_hears_of_its_own_messages_too(world: World, bot: Bot) -> None:
    # bolt keeps them from listeners, so a middleware of it is where they can be seen.
    text = "said by the bot itself"
    world.post(text=text)
    zach = world.person()
    world.do("say", user=zach, channel=world.channel, text="after it")
    assert all(b["event"].get("bot_id") for b in said(bot, text))


@pytest.mark.parametrize("times", [1, 3])
def test_an_event_can_be_delivered_again_with_the_same_id(
    world: World, bot: Bot, times: int
) -> None:
    zach = world.person()
    world.do("faults", side="slack", match="message", kind="redeliver", times=times)
    text = f"again {times}"
    world.do("say", user=zach, channel=world.channel, text=text)
    found = bot.wait_for(lambda: len(said(bot, text)) == times + 1 and said(bot, text))
    assert len({b["event_id"] for b in found}) == 1


@pytest.mark.parametrize("match", ["/echo", "echo", "slash_commands"])
def test_a_command_can_be_delivered_again(world: World, bot: Bot, match: str) -> None:
    zach = world.person()
    world.do("faults", side="slack", match=match, kind="redeliver")
    assert len(world.slash(zach, "/echo", f"once {match}")["replies"]) == 1
    heard = [b for b in bot.heard if b.get("text") == f"once {match}"]
    assert len(heard) == 2
