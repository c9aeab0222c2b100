"""The ten papers of a real issue, from the proposal to the sheet, by nine people in Slack."""

import pytest

from bot.newsroom.credits import read_cells
from tests.scenarios.issue_95 import Way, but_the_issue, in_the_sheet, real_rows, writers
from tests.scenarios.newsroom import Newsroom, wait_for


@pytest.mark.slow
def test_ten_real_papers_come_to_stand_in_the_sheet_as_they_really_do(room: Newsroom) -> None:
    rows = real_rows()
    room.start_bot()
    people = {name: room.person(name) for name in writers(rows)}
    ways = [Way(row, people) for row in rows]
    for way in ways:
        while way.steps:
            assert way.take_step(room), way.steps[0]

    wanted = {way.paper: but_the_issue(way.row) for way in ways}
    wait_for(lambda: in_the_sheet(room) == wanted)
    header = room.sheet().worksheet("Database").row_values(1)
    assert header[:13] == list(rows[0].cells)
    assert header[13:] == ["Status", "Due", "Notes", "ID"]

    written = {
        (way.paper, one.author)
        for way, row in zip(ways, in_the_sheet(room).values(), strict=True)
        for one in read_cells(row.cells["Summarizer"], row.cells["My opinion"]).opinions
    }
    assert len(written) == 10
    assert written == {(w.paper, one.author) for w in ways for one in w.row.credits.opinions}
