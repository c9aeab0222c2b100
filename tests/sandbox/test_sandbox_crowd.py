"""Many people at once."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.sandbox.slack_world import Bot, World, actions, button


@pytest.mark.slow
def test_two_hundred_people_press_at_once_and_each_is_answered(world: World, bot: Bot) -> None:
    with ThreadPoolExecutor(20) as pool:
        people = list(pool.map(lambda _: world.person(), range(200)))
    ts = world.post(actions(button("press")))
    body = {"channel": world.channel, "ts": ts, "action_id": "press"}
    began = time.monotonic()
    with ThreadPoolExecutor(200) as pool:
        seen = list(pool.map(lambda user: world.do("click", user=user, **body), people))
    assert time.monotonic() - began < 20
    for user, answer in zip(people, seen, strict=True):
        assert [r["text"] for r in answer["replies"]] == [f"pressed by {user}"]
        assert "trouble" not in answer
