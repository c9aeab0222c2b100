"""Unread marks: what is read stays read, over a restart too."""

from pathlib import Path

import pytest

from tests.sandbox.page_stream import watching
from tests.sandbox.slack_world import World, served


def read_up_to(world: World, user: str, channel: str = "") -> str:
    """Up to where somebody has read a channel."""
    with watching(world, user) as (seen,):
        return str(seen.hello["reads"].get(channel or world.channel, ""))


def test_it_is_kept_with_the_data(tmp_path: Path) -> None:
    with served(tmp_path) as world:
        zach = world.person("Zach")
        first, second = world.post(), world.post()
        world.do("read", user=zach, channel=world.channel, ts=first)
        assert first < second
    with served(tmp_path) as world:
        assert read_up_to(world, zach) == first


def test_it_goes_forward_only_and_not_beyond_the_present(slack: World) -> None:
    zach = slack.person("Zach")
    first, second = slack.post(), slack.post()
    for ts in (second, first):
        slack.do("read", user=zach, channel=slack.channel, ts=ts)
        assert read_up_to(slack, zach) == second
    slack.do("read", user=zach, channel=slack.channel, ts="9999999999.000000")
    assert second < read_up_to(slack, zach) < slack.post()


def test_who_joins_has_missed_nothing_that_was_said_before(slack: World) -> None:
    before = slack.post()
    zach = slack.person("Zach")
    assert before < read_up_to(slack, zach) < slack.post()


def test_each_person_and_each_channel_has_its_own(slack: World) -> None:
    zach, dana = slack.person("Zach"), slack.person("Dana")
    ts = slack.post()
    slack.do("read", user=zach, channel="bot", ts=ts)
    direct = slack.client.conversations_open(users=[zach])["channel"]["id"]
    assert read_up_to(slack, zach, direct) == ts
    assert read_up_to(slack, zach) < ts
    assert read_up_to(slack, dana, direct) == ""


@pytest.mark.parametrize("ts", ["", "yesterday", "1.2", None, 7])
def test_what_is_no_timestamp_is_refused(slack: World, ts: object) -> None:
    sentence = slack.refused("read", user=slack.editor, channel=slack.channel, ts=ts)
    assert "up to where" in sentence


def test_nobody_reads_where_they_are_not(slack: World) -> None:
    zach = slack.person("Zach", channels=[])
    ts = slack.post()
    assert "is not in" in slack.refused("read", user=zach, channel=slack.channel, ts=ts)
