"""A paper and the cells of its row."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.newsroom.papers import Opinion, Paper, Status
from bot.sheet.columns import COLUMNS, ID, PUBLIC
from bot.sheet.markup import link
from bot.sheet.rows import cells_of, read_edit
from tests.sheet.real_sheet import real_rows

BERLIN = ZoneInfo("Europe/Berlin")
X = "https://example.com/x"

FULL = Paper(
    id="P7",
    title="Atari [early]",
    url=X,
    authors="Katja Grace",
    venue="Blog",
    year="2020",
    category="Forecasting",
    highlight=True,
    hat_tip="Ann",
    issue=f"[AN #95]({X})",
    summarizer="Rohin",
    summary="Words.",
    opinions=(Opinion("Flo", "Fine."), Opinion("Rohin", "Good.")),
    prerequisites="None.",
    read_more=f"[Paper]({X})",
    status=Status.CHANGES_REQUESTED,
    due=datetime(2026, 5, 5, 16, 0, 42, tzinfo=UTC),
    notes="Soon.",
)


def back(paper: Paper, cells: dict[str, str]) -> Paper:
    """The paper that its cells say, all of them read as changed."""
    edit = read_edit({c: t for c, t in cells.items() if c != ID}, cells, BERLIN)
    assert not edit.problems
    assert edit.credits is not None
    summarizer, opinions = edit.credits
    fields = {**edit.fields, "summarizer": summarizer, "opinions": opinions}
    return Paper(id=paper.id, status=edit.status or Status.PROPOSED, **fields)


def test_a_row_says_all_about_its_paper() -> None:
    cells = cells_of(FULL, BERLIN)
    assert tuple(sorted(cells)) == tuple(sorted(COLUMNS))
    assert cells["Title"] == f"[Atari [early]]({X})"
    assert (cells["Due"], cells["Status"]) == ("2026-05-05 18:00", "Changes requested")
    assert (cells["Summarizer"], cells["My opinion"]) == (
        "Rohin/Flo",
        "Fine.\n\n**Rohin's opinion:** Good.",
    )
    assert back(FULL, cells) == FULL.but(due=datetime(2026, 5, 5, 16, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("Title", f"[Atari \\[early\\]]({X})"),
        ("Highlight?", "yes"),
        ("Due", "2026-05-05T18:00"),
        ("Summarizer", "Rohin/Flo"),
    ],
)
def test_what_people_spelled_in_their_way_is_not_respelled(column: str, text: str) -> None:
    standing = {**cells_of(FULL, BERLIN), column: text}
    assert cells_of(FULL, BERLIN, standing) == standing


def test_a_credit_spelled_in_its_own_way_is_kept_until_it_says_something_else() -> None:
    paper = FULL.but(opinions=(Opinion("Rohin", "Fine."),))
    standing = {**cells_of(paper, BERLIN), "Summarizer": "Rohin/Rohin"}
    assert cells_of(paper, BERLIN, standing)["Summarizer"] == "Rohin/Rohin"
    other = paper.but(opinions=(Opinion("Flo", "Fine."),))
    assert cells_of(other, BERLIN, standing)["Summarizer"] == "Rohin/Flo"


@pytest.mark.parametrize(
    ("column", "text"), [("Highlight?", ""), ("Status", "Claimed"), ("Due", ""), ("Title", "A")]
)
def test_what_says_something_else_is_written_anew(column: str, text: str) -> None:
    cells = cells_of(FULL, BERLIN)
    assert cells_of(FULL, BERLIN, {**cells, column: text}) == cells


def test_a_link_that_leads_nowhere_is_written_as_text_and_stays() -> None:
    paper = Paper(id="P1", title="A", url="javascript:alert(1)")
    cells = cells_of(paper, BERLIN)
    assert cells_of(paper, BERLIN, cells) == cells


def test_each_of_the_real_rows_comes_back_as_it_was() -> None:
    for row in real_rows():
        cells = {column: row[column] for column in PUBLIC}
        for column in ("Title", "Email", "Prerequisites", "Read more"):
            url = row[f"{column} URL"]
            if url:
                cells[column] = link(row[column], url)
        paper = back(Paper(id="P1"), cells)
        again = cells_of(paper, BERLIN)
        assert {column: again.get(column, "") for column in PUBLIC} == cells
