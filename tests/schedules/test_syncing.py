"""When the next sync is tried, after one that went well and after one that did not."""

import logging

import pytest

from schedules.syncing import Syncing
from tests.sheet.newsrooms import Sandboxed


@pytest.fixture
def room(sandboxed: Sandboxed) -> Sandboxed:
    """A sheet that has been set up, and a paper that is not in it yet."""
    sandboxed.engine.sync()
    sandboxed.add(title="One")
    return sandboxed


def test_after_a_sync_it_waits_to_be_woken(room: Sandboxed) -> None:
    assert Syncing(room.engine).step() is None
    assert [row["Title"] for row in room.table()] == ["One"]


def test_each_failure_in_a_row_makes_a_longer_pause_up_to_two_minutes(room: Sandboxed) -> None:
    syncing = Syncing(room.engine)
    room.fault(":batchUpdate", "500", times=9)
    pauses = []
    for _ in range(9):
        pause = syncing.step()
        assert pause is not None
        room.clock.pass_by(seconds=pause)
        pauses.append(pause)
    assert pauses == [2, 4, 8, 16, 32, 64, 120, 120, 120]
    assert syncing.step() is None


def test_a_success_begins_the_pauses_anew(room: Sandboxed) -> None:
    syncing = Syncing(room.engine)
    room.fault(":batchUpdate", "500", times=2)
    assert [syncing.step(), syncing.step(), syncing.step()] == [2, 4, None]
    room.add(title="Two")
    room.fault(":batchUpdate", "500")
    assert syncing.step() == 2


def test_it_waits_as_long_as_google_asks(room: Sandboxed) -> None:
    room.fault(":batchUpdate", "429", retry_after=90)
    assert Syncing(room.engine).step() == 90


def test_what_a_person_has_to_put_right_is_tried_each_minute(sandboxed: Sandboxed) -> None:
    body = {"properties": {"title": "Not shared"}}
    made = sandboxed.google.call("POST", "/v4/spreadsheets", json=body).json()
    syncing = Syncing(sandboxed.another_engine(made["spreadsheetId"]))
    assert [syncing.step(), syncing.step()] == [60, 60]


def test_what_is_wrong_is_logged_once_and_when_it_is_over(
    room: Sandboxed, caplog: pytest.LogCaptureFixture
) -> None:
    syncing = Syncing(room.engine)
    room.fault(":batchUpdate", "500", times=3)
    with caplog.at_level(logging.INFO, "schedules.syncing"):
        for _ in range(5):
            syncing.step()
    said = [one.getMessage() for one in caplog.records if one.name == "schedules.syncing"]
    assert said == ["no sync: Google is out of order (500). I keep trying.", said[-1]]
    assert said[-1] == "the sheet is in reach again"
