"""Lost answers, refusals, and edits that come between the read and the write."""

import pytest

from bot.sheet.columns import COLUMNS
from bot.sheet.google import SheetUnreachable
from tests.sheet.newsrooms import Sandboxed

X = "https://example.com/x"


@pytest.fixture
def room(sandboxed: Sandboxed) -> Sandboxed:
    """Two papers in a sheet that has been set up."""
    sandboxed.add(title="One", url=X, summary="Words.")
    sandboxed.add(title="Two", summary="More words.")
    sandboxed.engine.sync()
    return sandboxed


@pytest.mark.parametrize("kind", ["lost_reply", "500", "503", "disconnect", "429"])
def test_a_write_is_sent_once_and_the_next_sync_makes_it_good(room: Sandboxed, kind: str) -> None:
    room.add(title="Three", url="https://example.com/three")
    room.change("P1", summary="New.", title="Uno")
    room.type_row(Title="Four")
    start = len(room.calls())
    room.fault(":batchUpdate", kind)
    with pytest.raises(SheetUnreachable):
        room.engine.sync()
    assert [verb for verb, _ in room.calls()[start:]] == ["GET", "POST"]
    room.engine.sync()
    assert [row["Title"] for row in room.table()] == ["Uno", "Two", "Four", "Three"]
    assert sorted(row["ID"] for row in room.table()) == ["P1", "P2", "P3", "P4"]
    assert room.row("P1")["Summary"] == "New."
    assert room.engine.sync().is_quiet
    assert len(room.papers()) == 4


@pytest.mark.parametrize("kind", ["lost_reply", "disconnect"])
def test_setting_up_is_made_good_as_well(sandboxed: Sandboxed, kind: str) -> None:
    sandboxed.add(title="One")
    sandboxed.fault(":batchUpdate", kind)
    with pytest.raises(SheetUnreachable):
        sandboxed.engine.sync()
    sandboxed.engine.sync()
    assert [row["ID"] for row in sandboxed.table()] == ["P1"]
    assert tuple(sandboxed.worksheet().row_values(1)) == COLUMNS
    assert sandboxed.engine.sync().is_quiet


def test_what_changes_in_slack_after_a_lost_answer_is_no_persons_edit(room: Sandboxed) -> None:
    room.add(title="Three", summary="First.")
    room.change("P1", summary="First.")
    room.fault(":batchUpdate", "lost_reply")
    with pytest.raises(SheetUnreachable):
        room.engine.sync()
    room.change("P3", summary="Second.")
    room.change("P1", summary="Second.")
    outcome = room.engine.sync()
    assert (outcome.taken, outcome.written) == (0, 2)
    assert {room.row(one)["Summary"] for one in ("P1", "P3")} == {"Second."}
    assert room.told() == []


def test_what_a_person_edits_after_a_lost_answer_is_taken_in(room: Sandboxed) -> None:
    room.add(title="Three", summary="First.")
    room.fault(":batchUpdate", "lost_reply")
    with pytest.raises(SheetUnreachable):
        room.engine.sync()
    room.type("P3", "Summary", "By hand.")
    room.engine.sync()
    assert room.paper("P3").summary == "By hand."
    assert room.engine.sync().is_quiet


def test_a_read_is_tried_again_and_waits_as_long_as_google_says(room: Sandboxed) -> None:
    room.fault("/v4/", "429", retry_after=7)
    room.fault("/v4/", "500")
    assert room.engine.sync().is_quiet
    assert room.waits[0] == 7
    assert len(room.waits) == 2


def test_a_read_is_not_tried_for_ever(room: Sandboxed) -> None:
    room.fault("/v4/", "503", times=50)
    start = len(room.calls())
    with pytest.raises(SheetUnreachable, match="Google is out of order"):
        room.engine.sync()
    assert len(room.calls()) - start == 4


def test_a_long_pause_is_left_to_the_caller(room: Sandboxed) -> None:
    room.fault("/v4/", "429", retry_after=61)
    with pytest.raises(SheetUnreachable) as raised:
        room.engine.sync()
    assert (raised.value.pause, raised.value.may_have_arrived) == (61, False)
    assert room.waits == []


def cell(row: int, column: str, text: str) -> dict[str, object]:
    start = {"sheetId": 0, "rowIndex": row, "columnIndex": COLUMNS.index(column)}
    rows = [{"values": [{"userEnteredValue": {"stringValue": text}}]}]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


def test_an_edit_between_read_and_write_is_not_lost(room: Sandboxed) -> None:
    room.change("P1", summary="From Slack.")
    room.just_before_the_write(cell(1, "Summary", "By hand."))
    room.engine.sync()
    assert room.paper("P1").summary == "By hand."
    assert room.history("P1")[-1][2]["summary"] == ["From Slack.", "By hand."]
    room.engine.sync()
    assert room.row("P1")["Summary"] == "By hand."
    assert room.engine.sync().is_quiet


def test_rows_sorted_between_read_and_write_get_their_own_cells_back(room: Sandboxed) -> None:
    room.change("P1", summary="From Slack.")
    everything = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 3}
    order = [{"dimensionIndex": 2, "sortOrder": "DESCENDING"}]
    room.just_before_the_write({"sortRange": {"range": everything, "sortSpecs": order}})
    room.engine.sync()
    room.engine.sync()
    assert [row["ID"] for row in room.table()] == ["P2", "P1"]
    assert room.row("P1")["Summary"] == "From Slack."
    assert room.row("P2")["Summary"] == "More words."
    assert (room.paper("P1").summary, room.paper("P2").summary) == ("From Slack.", "More words.")
    assert room.engine.sync().is_quiet


def test_an_edit_and_a_sort_between_read_and_write_lose_nothing(room: Sandboxed) -> None:
    room.change("P1", summary="From Slack.")
    everything = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 3}
    order = [{"dimensionIndex": 2, "sortOrder": "DESCENDING"}]
    room.just_before_the_write(
        cell(2, "Summary", "By hand."),
        {"sortRange": {"range": everything, "sortSpecs": order}},
    )
    room.engine.sync()
    room.engine.sync()
    assert (room.paper("P1").summary, room.paper("P2").summary) == ("From Slack.", "By hand.")
    assert room.row("P2")["Summary"] == "By hand."
    assert room.engine.sync().is_quiet


def test_a_second_writer_between_read_and_write_makes_the_batch_fail_whole(
    room: Sandboxed,
) -> None:
    room.change("P1", summary="From Slack.")
    fences = room.google.get(f"/v4/spreadsheets/{room.book}", fields="namedRanges")["namedRanges"]
    (fence,) = [one["namedRangeId"] for one in fences]
    room.just_before_the_write({"deleteNamedRange": {"namedRangeId": fence}})
    start = len(room.calls())
    room.engine.sync()
    assert [call for call in room.calls()[start:] if call[0] == "POST"] == [
        ("POST", 400),
        ("POST", 200),
    ]
    assert room.row("P1")["Summary"] == "From Slack."
    assert room.engine.sync().is_quiet
