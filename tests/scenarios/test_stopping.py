"""The bot is asked to stop while it works: nobody is told anything that is not so."""

import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing

import pytest

from tests.scenarios.doing import new_link, said
from tests.scenarios.newsroom import Json, Newsroom, told, wait_for

_PEOPLE = 20


def stored(room: Newsroom) -> set[str]:
    """Return the links of the papers that are in the database."""
    with closing(sqlite3.connect(room.folder / "newsletter.db")) as database:
        return {url for (url,) in database.execute("SELECT url FROM papers")}


def at_once(
    pool: ThreadPoolExecutor, room: Newsroom, people: Sequence[str]
) -> dict[str, "Future[Json]"]:
    """Let everybody propose something, all together; return the answers by the links."""
    links = {new_link(): user for user in people}
    return {link: pool.submit(room.slash, user, "/propose", link) for link, user in links.items()}


@pytest.mark.parametrize("after", [1, 8, 15])
def test_who_is_told_that_it_is_done_finds_it_done_and_who_is_not_finds_it_not(
    room: Newsroom, after: int
) -> None:
    bot = room.start_bot()
    people = [room.person(f"Person {n}") for n in range(_PEOPLE)]
    with ThreadPoolExecutor(_PEOPLE) as pool:
        for future in at_once(pool, room, people).values():
            assert "is on the list" in said(future.result())
        before = bot.log().count(" propose paper=")
        asked = at_once(pool, room, people)
        wait_for(lambda: bot.log().count(" propose paper=") - before >= after)
        assert bot.stop() == 0
        answers = {link: told(future.result()) for link, future in asked.items()}
    done = {link for link, answer in answers.items() if "is on the list" in answer}
    failed = {link for link, answer in answers.items() if "failed with the error" in answer}
    assert done | failed == set(answers)
    assert len(done) >= after
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
