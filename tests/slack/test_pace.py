"""Slack's pace for messages."""

from hypothesis import given
from hypothesis import strategies as st

from bot.slack.pace import Pace


class Seconds:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_short_burst_goes_out_at_once_and_then_the_lane_rests() -> None:
    pace = Pace(Seconds())
    for _ in range(5):
        assert pace.resting() == []
        pace.take("C1")
    assert pace.resting() == ["C1"]
    assert pace.wait() == 1.0


def test_one_lane_rests_while_another_goes_on() -> None:
    pace = Pace(Seconds())
    for _ in range(5):
        pace.take("C1")
    pace.take("C2")
    assert pace.resting() == ["C1"]


def test_a_rested_lane_may_have_a_burst_again() -> None:
    clock = Seconds()
    pace = Pace(clock)
    for _ in range(5):
        pace.take("C1")
    clock.now = 5.0
    for _ in range(5):
        assert pace.resting() == []
        pace.take("C1")
    assert pace.resting() == ["C1"]


@given(st.lists(st.floats(0, 3), max_size=60))
def test_no_lane_ever_has_more_than_a_burst_and_one_a_second(pauses: list[float]) -> None:
    clock = Seconds()
    pace = Pace(clock)
    sent: list[float] = []
    for pause in pauses:
        clock.now += pause
        if pace.resting():
            clock.now += pace.wait() + 1e-6
        pace.take("C1")
        sent.append(clock.now)
    for index, start in enumerate(sent):
        for count, at in enumerate(sent[index:], 1):
            assert count <= 5 + (at - start) + 1e-3
