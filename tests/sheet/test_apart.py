"""The laws of putting columns back that were sorted apart from each other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sheet.columns import COLUMNS, ID, PUBLIC
from bot.sheet.placing import Row
from bot.sheet.plan import plan

Table = dict[str, dict[str, str]]

FEW = st.sampled_from(["", "x", "y"])
TEXTS = st.sampled_from(["", "A text.", "Another text.", "A third one."])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Papers with titles of their own; what else they say may be alike."""
    base = {}
    for number in range(1, draw(st.integers(2, 7)) + 1):
        cells = dict.fromkeys(COLUMNS, "")
        cells |= {"Category": draw(FEW), "Status": draw(FEW), "Notes": draw(FEW)}
        cells |= {"Summary": draw(TEXTS), "Authors": draw(TEXTS)}
        base[f"P{number}"] = {**cells, "Title": f"Title {number}", ID: f"P{number}"}
    return base


@st.composite
def shuffled(draw: st.DrawFn, columns: tuple[str, ...]) -> tuple[Table, list[Row]]:
    """A base, and a sheet in which some columns were sorted without the others."""
    base = draw(tables())
    papers = list(base)
    order = draw(st.permutations(papers))
    rows = []
    for number, (one, other) in enumerate(zip(papers, order, strict=True), start=1):
        moved = {column: base[other][column] for column in columns}
        rows.append(Row(number, {**base[one], **moved}))
    return base, rows


def written(base: Table, rows: list[Row]) -> list[dict[str, str]]:
    """The sheet once the plan is carried out, which must not take anything in."""
    going = plan(base, base, rows)
    assert (going.alarm, going.comes_in, going.appended) == ("", False, {})
    sheet = {row.number: dict(row.cells) for row in rows}
    for write in going.writes:
        sheet[write.row][write.column] = write.text
    return list(sheet.values())


@settings(max_examples=300)
@given(shuffled(PUBLIC))
def test_the_bots_columns_find_back_to_their_texts(world: tuple[Table, list[Row]]) -> None:
    base, rows = world
    after = written(base, rows)
    assert [row["Title"] for row in after] == [row.cells["Title"] for row in rows]
    assert {row[ID]: row for row in after} == base


@settings(max_examples=300)
@given(shuffled(("Status", "Due", "Notes", ID)))
def test_so_they_do_where_they_were_sorted_themselves(world: tuple[Table, list[Row]]) -> None:
    base, rows = world
    assert {row[ID]: row for row in written(base, rows)} == base


@settings(max_examples=300)
@given(shuffled((ID,)))
def test_an_id_sorted_alone_finds_back(world: tuple[Table, list[Row]]) -> None:
    base, rows = world
    after = written(base, [Row(row.number, row.cells) for row in rows])
    for row in after:
        assert {c: row[c] for c in PUBLIC} == {c: base[row[ID]][c] for c in PUBLIC}


@settings(max_examples=300)
@given(st.data())
def test_no_paper_takes_many_texts_of_others(data: st.DataObject) -> None:
    """Whichever columns were sorted: it is put right, or stopped, or it is no more than a swap."""
    columns = tuple(data.draw(st.sets(st.sampled_from(["Title", "Summary", "Authors", ID]))))
    base, rows = data.draw(shuffled(columns))
    going = plan(base, base, rows)
    if going.alarm:
        return
    moved = [one for one, cells in going.taken.items() if "Title" in cells]
    assert len(moved) <= 2
    assert not going.newcomers
    assert not going.gone


def table(count: int, **columns: list[str]) -> Table:
    return {
        f"P{n + 1}": {
            **dict.fromkeys(COLUMNS, ""),
            "Title": f"Title {n}",
            "Summary": f"Text {n}.",
            ID: f"P{n + 1}",
            **{name.replace("_", " "): texts[n] for name, texts in columns.items()},
        }
        for n in range(count)
    }


@pytest.mark.parametrize("column", ["Year", "Category", "Status", "Venue", "Summarizer"])
def test_a_column_of_few_words_that_was_sorted_alone_is_noticed(column: str) -> None:
    base = table(6, **{column: ["c", "a", "b", "a", "d", ""]})
    rows = [
        Row(number, {**cells, column: text})
        for number, (cells, text) in enumerate(
            zip(base.values(), ["a", "a", "b", "c", "d", ""], strict=True), start=1
        )
    ]
    assert plan(base, base, rows).alarm == ""  # two rows have swapped theirs
    rows = [
        Row(row.number, {**row.cells, column: text})
        for row, text in zip(rows, ["d", "c", "b", "a", "a", ""], strict=True)
    ]
    assert f"“{column}” looks as if it had been sorted alone" in plan(base, base, rows).alarm


def test_many_edits_of_a_column_of_few_words_are_edits() -> None:
    base = table(6, Status=["Submitted", "Claimed", "Submitted", "Proposed", "Claimed", "Claimed"])
    rows = [
        Row(number, {**cells, "Status": "Approved"})
        for number, cells in enumerate(base.values(), start=1)
    ]
    assert len(plan(base, base, rows).taken) == 6


def test_a_column_under_the_header_of_another_is_noticed() -> None:
    base = table(5, Authors=[f"Author {n}" for n in range(5)])
    rows = [
        Row(number, {**cells, "Authors": cells["Summary"], "Summary": cells["Authors"]})
        for number, cells in enumerate(base.values(), start=1)
    ]
    assert "stood under another header" in plan(base, base, rows).alarm
