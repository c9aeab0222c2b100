"""Many people press the same button in the same instant."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.scenarios.newsroom import Newsroom, text_of, wait_for

_PEOPLE = 200


@pytest.mark.slow
def test_two_hundred_press_claim_and_one_has_it(room: Newsroom) -> None:
    room.start_bot()
    with ThreadPoolExecutor(20) as pool:
        people = list(pool.map(lambda n: room.person(f"Person {n}"), range(_PEOPLE)))
    room.slash(people[0], "/propose", "https://arxiv.org/abs/2003.03384 AutoML-Zero")
    card = room.card("P1")

    with ThreadPoolExecutor(_PEOPLE) as pool:
        list(pool.map(lambda user: room.press(user, card, "claim"), people))

    def answers() -> list[str]:
        """What each has been told, and nobody else sees."""
        seen = [room.messages(user) for user in people]
        return [
            text_of(one).splitlines()[-1 if "yours" not in text_of(one) else 0]
            for messages in seen
            for one in messages
            if one["ephemeral"] and "on the list" not in text_of(one)
        ]

    told = wait_for(lambda: found if len(found := answers()) >= _PEOPLE else None)
    assert len(told) == _PEOPLE
    (winner,) = [one for one in told if one.startswith("P1 is yours")]
    assert winner
    losers = Counter(_whenever(one) for one in told if not one.startswith("P1 is yours"))
    ((sentence, count),) = losers.items()
    assert count == _PEOPLE - 1
    wait_for(lambda: "Claimed by" in text_of(room.card("P1")))
    owner = text_of(room.card("P1")).split("Claimed by *")[1].split("*")[0]
    assert sentence == f"“AutoML-Zero” is with {owner}, claimed then."


def _whenever(sentence: str) -> str:
    """Return a sentence without the time in it, which may pass midnight while many are told."""
    return re.sub(r"(?:today|yesterday) at \d\d:\d\d", "then", sentence)
