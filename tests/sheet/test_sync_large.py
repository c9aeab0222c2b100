"""Texts that no cell holds, and more than Google takes in one request."""

import json

import pytest
import requests

from bot.newsroom.checking import CELL_LIMIT
from bot.sheet.google import SheetUnreachable
from tests.sheet.newsrooms import Sandboxed


def sizes(room: Sandboxed) -> list[int]:
    """The bytes of each batch that the bot has sent."""
    answer = requests.get(f"{room.google.origin}/sandbox/calls", timeout=10).json()
    return [
        call["bytes"] for call in answer if ":batchUpdate" in call["path"] and call["by"] != "human"
    ]


def test_what_fits_is_written_at_once_and_what_does_not_in_parts(sandboxed: Sandboxed) -> None:
    room = sandboxed
    room.engine.sync()
    text = "Words and words. " * 2_500
    for number in range(60):
        room.add(title=f"Paper {number}", summary=text)
    before = len(sizes(room))
    outcome = room.engine.sync()
    sent = sizes(room)[before:]
    assert outcome.appended == 60
    assert len(sent) == 2
    assert all(size <= 2_000_000 for size in sent)
    assert sum(sent) > 2_000_000
    assert {row["ID"] for row in room.table()} == {f"P{number}" for number in range(1, 61)}
    assert room.engine.sync().is_quiet
    for number in range(1, 61):
        room.change(f"P{number}", summary=f"{number} {text}")
    room.engine.sync()
    assert len(sizes(room)) == before + 4
    assert all(row["Summary"].startswith(f"{row['ID'][1:]} ") for row in room.table())
    assert room.engine.sync().is_quiet


def test_a_part_whose_answer_is_lost_is_made_good(sandboxed: Sandboxed) -> None:
    room = sandboxed
    room.engine.sync()
    for number in range(60):
        room.add(title=f"Paper {number}", summary="Words and words. " * 2_500)
    room.fault(":batchUpdate", "lost_reply")
    with pytest.raises(SheetUnreachable):
        room.engine.sync()
    assert room.engine.sync().appended == 30
    assert len(room.table()) == len(room.papers()) == 60
    assert room.engine.sync().is_quiet


def test_a_text_that_no_cell_holds_keeps_nothing_else_from_the_sheet(
    sandboxed: Sandboxed,
) -> None:
    room = sandboxed
    room.add(title="One", summary="x" * (CELL_LIMIT + 1), venue="arXiv")
    room.add(title="Two", summary="🦜" * (CELL_LIMIT // 2 + 1))
    room.add(title="Three", summary="🦜" * (CELL_LIMIT // 2))
    room.engine.sync()
    assert [row["Summary"][:1] for row in room.table()] == ["", "", "🦜"]
    assert room.row("P1")["Venue"] == "arXiv"
    assert len(room.told()) == 2
    assert "Summary of P1, “One”, is longer than a cell of the sheet holds" in room.told()[0]
    start = len(room.calls())
    room.engine.sync()
    assert room.calls()[start:] == [("GET", 200)]
    assert len(room.told()) == 2
    room.change("P1", summary="Short.", venue="ICML")
    room.engine.sync()
    assert (room.row("P1")["Summary"], room.row("P1")["Venue"]) == ("Short.", "ICML")
    assert len(json.dumps(room.told())) < 1_000
