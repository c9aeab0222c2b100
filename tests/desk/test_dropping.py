"""Bringing a dropped paper back."""

import pytest

from bot.desk import dropping, sheet_changes
from bot.newsroom.errors import NotYours, WrongStatus
from bot.newsroom.papers import Status
from tests.desk.newsroom import FLO, ROHIN, Newsroom


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.CLAIMED, Status.APPROVED])
def test_an_editor_brings_a_paper_back_to_where_it_stood(
    newsroom: Newsroom, status: Status
) -> None:
    before = newsroom.put("P1", title="One", summary="Words.", summarizer="Flo", status=status)
    sheet_changes.drop(newsroom.desk, "P1", lambda _: None)
    assert newsroom.paper("P1").status is Status.DROPPED
    assert dropping.restore(newsroom.desk, ROHIN, "P1") == before
    assert newsroom.paper("P1") == before
    assert newsroom.history("P1")[-1].action == "restore"
    with pytest.raises(WrongStatus, match="is not dropped"):
        dropping.restore(newsroom.desk, ROHIN, "P1")


def test_nobody_else_does(newsroom: Newsroom) -> None:
    newsroom.put("P1", title="One")
    sheet_changes.drop(newsroom.desk, "P1", lambda _: None)
    with pytest.raises(NotYours, match="Only an editor"):
        dropping.restore(newsroom.desk, FLO, "P1")
