"""The bot is asked to stop while it works: nobody is told anything that is not so."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from bot.sandbox.slack.sockets import ACK_SECONDS
from tests.scenarios.doing import new_link
from tests.scenarios.newsroom import Json, Newsroom, told, wait_for

_PEOPLE = 20


def stored(room: Newsroom) -> set[str]:
    """Return the links of the papers that are in the database."""
    with closing(sqlite3.connect(room.folder / "newsletter.db")) as database:
        return {url for (url,) in database.execute("SELECT url FROM papers")}


class Proposal:
    """A paper that somebody proposes, together with all others; what they are told, and when."""

    def __init__(self, pool: ThreadPoolExecutor, room: Newsroom, user: str) -> None:
        self.link = new_link()
        self._asked = pool.submit(self._ask, room, user)

    def _ask(self, room: Newsroom, user: str) -> tuple[str, float]:
        began = time.monotonic()
        answer = room.slash(user, "/propose", self.link)
        return told(answer), time.monotonic() - began

    def is_done(self) -> bool:
        """Tell whether the person was told that it is done."""
        return "is on the list" in self._asked.result()[0]

    def has_failed(self) -> bool:
        """Tell whether the person was told that it failed, before Slack's time for it was over."""
        answer, seconds = self._asked.result()
        return "failed with the error" in answer and seconds < ACK_SECONDS


@pytest.mark.parametrize("after", [1, 8, 15])
def test_who_is_told_that_it_is_done_finds_it_done_and_who_is_not_finds_it_not(
    room: Newsroom, after: int
) -> None:
    bot = room.start_bot()
    people = [room.person(f"Person {n}") for n in range(_PEOPLE)]
    with ThreadPoolExecutor(_PEOPLE) as pool:
        for proposal in [Proposal(pool, room, user) for user in people]:
            proposal.is_done()  # the bot has met everybody
        before = bot.log().count(" propose paper=")
        proposals = [Proposal(pool, room, user) for user in people]
        wait_for(lambda: bot.log().count(" propose paper=") - before >= after)
        assert bot.stop() == 0
        done = {one.link for one in proposals if one.is_done()}
        failed = {one.link for one in proposals if one.has_failed()}
    assert done <= stored(room)
    assert not failed & stored(room)
    assert "Traceback" not in bot.log()
    assert bot.log().splitlines()[-1].endswith(" stopped")


def test_what_was_said_to_the_bot_as_it_stopped_is_answered_after_the_next_start(
    room: Newsroom,
) -> None:
    bot = room.start_bot()
    user = room.person("Dot")
    room.slash(user, "/propose", new_link())
    assert bot.stop() == 0
    room.do("say", user=user, channel="bot", text="hello")
    room.start_bot()
    wait_for(lambda: any("/claim" in told({"replies": [one]}) for one in heard(room, user)))


def heard(room: Newsroom, user: str) -> list[Json]:
    """Return what the bot has written to a person."""
    return [one for one in room.messages(user, "bot") if one["user"] != user]
