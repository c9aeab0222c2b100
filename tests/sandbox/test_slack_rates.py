"""How often the app may call, and what it is told when it was too often."""

import pytest

from bot.sandbox.slack.errors import RateLimited
from bot.sandbox.slack.rates import POSTS_IN_A_BURST, TIER_2, Rates
from tests.sandbox.slack_world import World


class Ticks:
    """Seconds that a test moves by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def allowed(rates: Rates, calls: int, burst: float | None = None) -> int:
    count = 0
    for _ in range(calls):
        try:
            rates.spend("method", 60, burst)
        except RateLimited:
            continue
        count += 1
    return count


def test_a_minutes_worth_may_come_at_once() -> None:
    assert allowed(Rates(Ticks()), 100) == 60


def test_a_burst_is_followed_by_the_even_pace() -> None:
    ticks = Ticks()
    rates = Rates(ticks)
    assert allowed(rates, 50, burst=20) == 20
    ticks.seconds = 3
    assert allowed(rates, 50, burst=20) == 3
    ticks.seconds = 1000
    assert allowed(rates, 50, burst=20) == 20


def test_it_is_said_when_the_next_call_is_allowed() -> None:
    ticks = Ticks()
    rates = Rates(ticks)
    for _ in range(20):
        rates.spend("slow", TIER_2)
    with pytest.raises(RateLimited) as refused:
        rates.spend("slow", TIER_2)
    assert refused.value.seconds == 3
    ticks.seconds = 3
    rates.spend("slow", TIER_2)


def test_messages_into_one_channel_have_their_own_pace(slack: World) -> None:
    answers = [
        slack.call("chat.postMessage", channel=slack.channel, text=str(i))
        for i in range(POSTS_IN_A_BURST + 3)
    ]
    refused = [a for a in answers if a.status_code == 429]
    assert refused
    assert refused[0].json() == {"ok": False, "error": "ratelimited"}
    assert int(refused[0].headers["retry-after"]) == 1
    assert slack.call("chat.postMessage", channel=slack.editor, text="x").json()["ok"]


def test_a_method_of_the_second_tier_may_be_called_twenty_times(slack: World) -> None:
    statuses = [slack.call("users.list").status_code for _ in range(TIER_2 + 3)]
    assert statuses[:TIER_2] == [200] * TIER_2
    assert 429 in statuses[TIER_2:]
