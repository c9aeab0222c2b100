"""An ID that was given out twice, since the database was lost or a backup was brought back."""

import shutil
from pathlib import Path

import pytest

from bot.newsroom.papers import Status
from tests.sheet.newsrooms import Newsroom

LINK = "https://example.com/"


def titles(room: Newsroom) -> dict[str, str]:
    return {row["Title"]: row["ID"] for row in room.table()}


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """A sheet with five papers in it."""
    for number in range(1, 6):
        newsroom.add(
            title=f"Old {number}",
            url=f"{LINK}old/{number}",
            summary="Words.",
            summarizer="Ann",
            status=Status.PUBLISHED,
            issue="AN #1",
        )
    newsroom.engine.sync()
    return newsroom


def another(room: Newsroom, folder: Path) -> Newsroom:
    folder.mkdir()
    return Newsroom(room.google, room.book, folder)


def test_papers_that_came_in_slack_before_the_sheet_was_read_stay_their_own(
    room: Newsroom, tmp_path: Path
) -> None:
    before = room.papers()
    fresh = another(room, tmp_path / "fresh")
    for number in range(1, 4):
        fresh.add(title=f"New {number}", url=f"{LINK}new/{number}")
    fresh.engine.sync()
    assert len(fresh.papers()) == 8
    ids = titles(fresh)
    assert len(set(ids.values())) == 8
    for number in range(1, 4):
        assert fresh.paper(ids[f"New {number}"]).status is Status.PROPOSED
        assert fresh.paper(ids[f"New {number}"]).url == f"{LINK}new/{number}"
    for paper in before:
        assert fresh.paper(ids[paper.title]).but(id=paper.id) == paper
    assert [ids["Old 4"], ids["Old 5"]] == ["P4", "P5"]
    assert fresh.messages("card") == []
    assert fresh.told() == []
    assert fresh.engine.sync().is_quiet
    fresh.store.close()


def test_so_do_those_that_came_after_a_backup_was_brought_back(
    room: Newsroom, tmp_path: Path
) -> None:
    room.store.close()
    (tmp_path / "old").mkdir()
    for file in tmp_path.glob("newsroom.db*"):
        shutil.copy(file, tmp_path / "old" / file.name)
    for number in range(1, 4):
        room.add(title=f"Since {number}", url=f"{LINK}since/{number}")
    room.engine.sync()
    behind = Newsroom(room.google, room.book, tmp_path / "old")
    for number in range(1, 3):
        behind.add(title=f"New {number}", url=f"{LINK}new/{number}")
    assert behind.papers()[-1].id == "P7"
    behind.engine.sync()
    ids = titles(behind)
    assert len(set(ids.values())) == len(ids) == len(behind.papers()) == 10
    assert {paper.title: paper.id for paper in behind.papers()} == ids
    assert ids["Since 3"] == "P8"
    assert behind.engine.sync().is_quiet
    behind.store.close()
