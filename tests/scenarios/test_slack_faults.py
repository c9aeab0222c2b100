"""Slack fails in all its ways, and each message arrives exactly once all the same."""

from collections import Counter

import pytest

from tests.scenarios.doing import claimed, propose, said
from tests.scenarios.newsroom import Newsroom, text_of, wait_for

pytestmark = pytest.mark.xdist_group("slack faults")


def keys(room: Newsroom) -> Counter[str]:
    """Return the keys of the bot's messages in the channel, each with how often it is there."""
    return Counter(
        one["metadata"]["event_payload"]["key"] for one in room.messages() if one["metadata"]
    )


def no_fault_is_left(room: Newsroom) -> bool:
    """Tell whether all that was to go wrong has gone wrong."""
    return not room.get("faults")["pending"]


@pytest.mark.parametrize("kind", ["429", "500", "lost_reply", "disconnect", "timeout"])
def test_a_message_arrives_once_whatever_slack_does(open_room: Newsroom, kind: str) -> None:
    user = open_room.person("Abe")
    open_room.do("faults", side="slack", match="chat.postMessage", kind=kind)
    paper = propose(open_room, user, f"Under {kind}")
    card = open_room.card(paper)
    assert no_fault_is_left(open_room)
    if kind != "timeout":  # one takes as long as the bot's patience
        open_room.do("faults", side="slack", match="chat.postMessage", kind=kind)
    open_room.press(user, card, "claim")

    def noted() -> bool:
        notes = [one for one in open_room.messages() if one["thread_ts"] == card["ts"]]
        return any("claimed this paper" in text_of(one) for one in notes)

    wait_for(noted)
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
