"""Slack fails in all its ways, and each message arrives exactly once all the same."""

from collections import Counter

import pytest
from slack_sdk import WebClient

from tests.scenarios.doing import claimed, propose, said
from tests.scenarios.newsroom import Newsroom, text_of, wait_for

pytestmark = pytest.mark.xdist_group("slack faults")


def keys(room: Newsroom) -> Counter[str]:
    """Return the keys of the bot's messages in the channel, each with how often it is there."""
    return Counter(
        one["metadata"]["event_payload"]["key"] for one in room.messages() if one["metadata"]
    )


def delete(room: Newsroom, ts: str) -> None:
    """Delete one of the bot's messages in the channel, as an admin of the workspace may."""
    slack = WebClient(room.ready["slack_bot_token"], base_url=room.ready["slack_api_url"])
    slack.chat_delete(channel=room.channel, ts=ts)


def no_fault_is_left(room: Newsroom) -> bool:
    """Tell whether all that was to go wrong has gone wrong."""
    return not room.get("faults")["pending"]


def is_connected(room: Newsroom) -> bool:
    """Tell whether the bot hears what people do, or does so again."""
    return bool(room.get("world")["connections"])


@pytest.mark.parametrize("kind", ["429", "500", "lost_reply", "disconnect", "timeout"])
def test_a_message_arrives_once_whatever_slack_does(open_room: Newsroom, kind: str) -> None:
    user = open_room.person("Abe")
    open_room.do("faults", side="slack", match="chat.postMessage", kind=kind)
    paper = propose(open_room, user, f"Under {kind}")
    card = open_room.card(paper)
    assert no_fault_is_left(open_room)
    wait_for(lambda: is_connected(open_room))
    if kind != "timeout":  # one takes as long as the bot's patience
        open_room.do("faults", side="slack", match="chat.postMessage", kind=kind)
    open_room.press(user, card, "claim")

    def noted() -> bool:
        notes = [one for one in open_room.messages() if one["thread_ts"] == card["ts"]]
        return any("claimed this paper" in text_of(one) for one in notes)

    wait_for(noted)
    wait_for(lambda: is_connected(open_room))
    last = propose(open_room, user, f"After {kind}")
    open_room.card(last)
    assert no_fault_is_left(open_room)
    found = keys(open_room)
    assert set(found.values()) == {1}
    assert found[f"card:{paper}:new"] == 1


@pytest.mark.parametrize("kind", ["429", "500", "lost_reply"])
def test_a_card_follows_whatever_slack_does(open_room: Newsroom, kind: str) -> None:
    user = open_room.person("Bea")
    paper = propose(open_room, user, f"Following {kind}")
    open_room.card(paper)
    open_room.do("faults", side="slack", match="chat.update", kind=kind)
    open_room.slash(user, "/claim", paper)
    wait_for(lambda: "Claimed by *Bea" in text_of(open_room.card(paper)))
    assert no_fault_is_left(open_room)


def test_a_deleted_card_comes_back_and_the_channel_goes_on(open_room: Newsroom) -> None:
    user = open_room.person("Bo")
    paper = propose(open_room, user, "Deleted")
    ts = open_room.card(paper)["ts"]
    delete(open_room, ts)
    open_room.slash(user, "/claim", paper)
    other = propose(open_room, user, "After the deleted one")
    open_room.card(other)
    card = open_room.card(paper)
    assert card["ts"] != ts
    assert "Claimed by *Bo*" in text_of(card)
    notes = [one["text"] for one in open_room.messages() if one["thread_ts"] == card["ts"]]
    assert any("claimed this paper" in one for one in notes)
    # The card in its new place follows, and its buttons work.
    open_room.press(user, card, "release")
    wait_for(lambda: "Free to claim" in text_of(open_room.card(paper)))


def test_a_lost_connection_is_made_again_and_the_bot_goes_on(open_room: Newsroom) -> None:
    user = open_room.person("Cy")
    open_room.do("faults", side="slack", match="*", kind="disconnect")
    wait_for(lambda: "There is no paper P9999" in said(open_room.slash(user, "/claim", "P9999")))
    assert claimed(open_room, user)


def test_a_form_that_slack_does_not_open_is_answered_with_a_number(open_room: Newsroom) -> None:
    user = open_room.person("Dee")
    paper = claimed(open_room, user)
    open_room.do("faults", side="slack", match="views.open", kind="500")
    answer = open_room.slash(user, "/submit", paper)
    assert answer["modal"] is None
    assert "Something went wrong on my side" in said(answer)
    assert open_room.slash(user, "/submit", paper)["modal"] is not None
