"""A process that dies at any step while a paper changes over: the paper stands somewhere always."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bot.newsroom.papers import Status
from bot.sheet.two_sheets import TwoSheets
from tests.sandbox.sheets_server import Google
from tests.sheet.two_sheet_rooms import SUMMARY, TwoSheetRoom, two_sheet_room
from tests.torture.bots import Died, Life, MortalSpreadsheet, MortalStore

WAYS = [(Status.APPROVED, Status.PUBLISHED), (Status.PUBLISHED, Status.APPROVED)]
"""From where to where a paper goes."""

PARTS = 4
FEWEST_STEPS = 20
"""Changing over takes more steps than these."""


@pytest.fixture
def room(server: Google, tmp_path: Path) -> Iterator[TwoSheetRoom]:
    with two_sheet_room(server, tmp_path) as made:
        yield made


def live(room: TwoSheetRoom, life: Life) -> None:
    """Let a process start, sync once, and die on the way if that is its lot."""
    store = MortalStore(f"sqlite:///{room.path / 'newsroom.db'}", life)
    sheets = []
    for book in (room.private.book, room.book):
        sheet = MortalSpreadsheet(room.account, book, room.google.origin)
        sheet.life = life
        sheets.append(sheet)
    desk = replace(room.desk, store=store, _listeners=[])
    try:
        with suppress(Died):
            TwoSheets(desk, *sheets).sync()
    finally:
        store.close()
    room.google.ticks.seconds += 61
    # As long as the lease of a process lasts that was not killed on this machine.
    room.clock.pass_by(seconds=61)


def change_over(room: TwoSheetRoom, steps: int) -> bool:
    """Move a paper each way with a death after so many steps; return whether there was one."""
    has_died = False
    for was, becomes in WAYS:
        paper = room.add(
            title=f"{was} at {steps}", summary=SUMMARY, summarizer="Rohin", status=was
        ).id
        room.sync()
        room.change(paper, status=becomes)
        life = Life(dies_at=steps)
        live(room, life)
        has_died |= life.is_over
        there = [paper in room.on_desk(), paper in room.in_public()]
        assert any(there), f"in neither, after {life.steps} steps"
        room.sync()
        counted = [room.on_desk().count(paper), room.in_public().count(paper)]
        assert counted == ([0, 1] if becomes is Status.PUBLISHED else [1, 0])
        assert room.paper(paper).status is becomes
        room.change(paper, status=Status.DROPPED)
        room.sync()
    assert room.sync().is_quiet
    return has_died


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_a_paper_is_in_one_sheet_after_the_next_sync_wherever_a_process_dies(
    room: TwoSheetRoom, part: int
) -> None:
    steps = 1 + part
    while change_over(room, steps):
        steps += PARTS
    assert steps > FEWEST_STEPS, "nothing was tried"
