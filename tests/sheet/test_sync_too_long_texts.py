"""A text that no cell holds stays out of the sheet, and nothing else does."""

import pytest

from tests.sheet.newsrooms import Newsroom

TOO_LONG = "x" * 50_001


def test_a_new_paper_gets_its_row_without_the_text_and_it_is_told_once(newsroom: Newsroom) -> None:
    newsroom.add(title="One", summary=TOO_LONG, venue="Blog")
    newsroom.add(title="Two", summary="Words.")
    newsroom.engine.sync()
    assert [row["Title"] for row in newsroom.table()] == ["One", "Two"]
    assert (newsroom.row("P1")["Summary"], newsroom.row("P1")["Venue"]) == ("", "Blog")
    newsroom.engine.sync()
    (told,) = newsroom.told()
    assert "Summary of P1" in told
    assert "50,000 characters" in told
    assert newsroom.paper("P1").summary == TOO_LONG


@pytest.mark.parametrize("text", [TOO_LONG, "\N{GRINNING FACE}" * 25_001])
def test_a_cell_keeps_its_text_until_the_new_one_is_short_enough(
    newsroom: Newsroom, text: str
) -> None:
    newsroom.add(title="One", summary="Words.")
    newsroom.engine.sync()
    newsroom.change("P1", summary=text, venue="Blog")
    newsroom.engine.sync()
    newsroom.engine.sync()
    assert (newsroom.row("P1")["Summary"], newsroom.row("P1")["Venue"]) == ("Words.", "Blog")
    assert len(newsroom.told()) == 1
    newsroom.change("P1", summary="Few words.")
    newsroom.engine.sync()
    assert newsroom.row("P1")["Summary"] == "Few words."
    assert newsroom.engine.sync().is_quiet
