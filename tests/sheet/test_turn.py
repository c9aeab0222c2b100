"""Whose turn it is to sync."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from bot.sheet.engine import Engine
from bot.sheet.google import Spreadsheet
from bot.sheet.turn import LostTurn, Turn
from bot.store import leases
from bot.store.tables import LeaseRow
from tests.sheet.newsrooms import NOW, Newsroom


def turn(room: Newsroom) -> Turn:
    return Turn(room.store, room.clock)


def test_only_one_process_syncs_at_a_time(newsroom: Newsroom) -> None:
    newsroom.add(title="One")
    with turn(newsroom).taken() as is_ours:
        assert is_ours
        assert newsroom.engine.sync().is_busy
    assert newsroom.engine.sync().appended == 1


def test_a_turn_ends_with_its_block_also_where_that_fails(newsroom: Newsroom) -> None:
    with pytest.raises(ZeroDivisionError), turn(newsroom).taken():
        raise ZeroDivisionError
    with turn(newsroom).taken() as is_ours:
        assert is_ours


def test_one_that_has_lost_its_turn_writes_nothing(newsroom: Newsroom) -> None:
    late = turn(newsroom)
    with late.taken():
        newsroom.clock.pass_by(minutes=5)
        with turn(newsroom).taken() as is_ours:
            assert is_ours
            with newsroom.store.begin() as session, pytest.raises(LostTurn):
                late.hold(session)


class Slow(Spreadsheet):
    """A spreadsheet of which a reading takes its time; ``meanwhile`` is what others do then."""

    meanwhile: Callable[[], object]

    def read(self, fields: str, ranges: list[str] | None = None) -> dict[str, Any]:
        answer = super().read(fields, ranges)
        self.meanwhile()
        return answer


def test_one_that_was_overtaken_since_it_read_takes_nothing_in(newsroom: Newsroom) -> None:
    paper = newsroom.add(title="One", summary="Old.")
    newsroom.engine.sync()
    newsroom.change(paper.id, summary="New.")
    slow = Slow(newsroom.account, newsroom.book, newsroom.google.origin)

    def overtake() -> None:
        newsroom.clock.pass_by(seconds=61)
        assert newsroom.another_engine().sync().written == 1

    slow.meanwhile = overtake
    assert Engine(newsroom.desk, slow).sync().is_busy
    assert newsroom.paper(paper.id).summary == "New."
    assert newsroom.row(paper.id)["Summary"] == "New."


def test_a_turn_that_is_used_does_not_run_out(newsroom: Newsroom) -> None:
    slow = turn(newsroom)
    with slow.taken():
        for _ in range(5):
            newsroom.clock.pass_by(seconds=40)
            with newsroom.store.begin() as session:
                slow.hold(session)
            with turn(newsroom).taken() as is_ours:
                assert not is_ours


def test_nobody_waits_for_a_process_that_was_killed(newsroom: Newsroom) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    with turn(newsroom).taken(), newsroom.store.begin() as session:
        row = session.get_one(LeaseRow, "sync")
        machine = row.owner.split(":")[0]
        row.owner = f"{machine}:{ended.pid}:0"
    with turn(newsroom).taken() as is_ours:
        assert is_ours


@pytest.mark.parametrize("owner", ["elsewhere:1:0", "odd", "a:b:c"])
def test_a_process_on_another_machine_is_waited_for(newsroom: Newsroom, owner: str) -> None:
    with newsroom.store.begin() as session:
        leases.take(session, "sync", owner, NOW, NOW - NOW.replace(hour=0))
    with turn(newsroom).taken() as is_ours:
        assert not is_ours
