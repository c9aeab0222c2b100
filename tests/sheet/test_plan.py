"""The laws of the three-way plan."""

import copy
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.sheet.cells import same
from bot.sheet.columns import COLUMNS, ID, PUBLIC
from bot.sheet.placing import Row
from bot.sheet.plan import Plan, plan, recognise

Tables = dict[str, dict[str, str]]

USED = ("Title", "Summary", "Status")
TEXTS = st.sampled_from(["", "a", "b", "a ", "c\r\nd", "c\nd"])
TITLES = st.sampled_from(["", "T", "U", "V"])
IDS = [f"P{number}" for number in range(1, 7)]


@st.composite
def cells(draw: st.DrawFn) -> dict[str, str]:
    return {"Title": draw(TITLES), "Summary": draw(TEXTS), "Status": draw(TEXTS)}


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Tables, Tables, list[Row]]:
    """A base, a desk and a sheet: some papers in each, some rows changed, copied or typed."""
    ours = {one: {**draw(cells()), ID: one} for one in draw(st.sets(st.sampled_from(IDS)))}
    base: Tables = {}
    rows: list[dict[str, str]] = []
    for paper_id, row in ours.items():
        where = draw(st.sampled_from(["everywhere", "new", "deleted", "no base", "no id"]))
        known = draw(st.one_of(st.just(row), cells()))
        theirs = draw(st.one_of(st.just(known), cells()))
        if where in ("everywhere", "deleted", "no id"):
            base[paper_id] = {**known, ID: paper_id if where != "no id" else ""}
        if where in ("everywhere", "no base"):
            rows.append({**theirs, ID: paper_id})
        if where == "no id":
            rows.append({**theirs, ID: ""})
    copies = [draw(st.sampled_from(rows)) for _ in range(draw(st.integers(0, 2))) if rows]
    typed = [{**draw(cells()), ID: ""} for _ in range(draw(st.integers(0, 2)))]
    order = draw(st.permutations([*rows, *copies, *typed]))
    return base, ours, [Row(number, dict(row)) for number, row in enumerate(order, start=1)]


def carried_out(
    base: Tables, ours: Tables, theirs: list[Row], going: Plan
) -> tuple[Tables, Tables, list[Row]]:
    """Both sides and the base after a desk that accepts everything and a write that arrived."""
    base, ours = copy.deepcopy(base), copy.deepcopy(ours)
    sheet = {row.number: dict(row.cells) for row in theirs}
    for changes in (going.agreed, going.taken):
        for paper_id, new in changes.items():
            base.setdefault(paper_id, {}).update(new)
    for paper_id, new in going.taken.items():
        ours[paper_id].update(new)
    for paper_id in going.gone:
        del base[paper_id], ours[paper_id]
    for number, row in enumerate(going.newcomers, start=100):
        ours[f"P{number}"] = {**row.cells, ID: f"P{number}"}
        base[f"P{number}"] = {**row.cells, ID: f"P{number}"}
        sheet[row.number][ID] = f"P{number}"
    for write in going.writes:
        sheet[write.row][write.column] = write.text
        base.setdefault(write.paper_id, {})[write.column] = write.text
    for number, (paper_id, cells_) in enumerate(going.appended.items(), start=1000):
        sheet[number] = dict(cells_)
        base[paper_id] = dict(cells_)
    return base, ours, [Row(number, cells_) for number, cells_ in sheet.items()]


@settings(max_examples=200)
@given(worlds())
def test_once_a_plan_is_carried_out_there_is_nothing_left_to_do(
    world: tuple[Tables, Tables, list[Row]],
) -> None:
    first = plan(*world)
    if first.alarm:
        return
    after = carried_out(*world, first)
    assert plan(*after).is_empty


def is_put_back(going: Plan, paper_id: str, column: str) -> bool:
    """Whether a cell follows its paper's texts, which were moved without it."""
    return paper_id in going.moved and column not in PUBLIC


def a_world_with_texts_moved_alone() -> tuple[Tables, Tables, list[Row]]:
    """The texts of one paper stand beside the ID of another, whose status is empty."""
    empty = {"Title": "", "Summary": "", "Status": ""}
    known = {"P1": {**empty, ID: "P1"}, "P4": {**empty, "Title": "V", "Status": "a", ID: "P4"}}
    moved = [{**empty, ID: "P1"}, {**empty, "Title": "V", ID: "P6"}, {**empty, ID: "P4"}]
    ours = {**known, "P6": {**empty, ID: "P6"}}
    return known, ours, [Row(number, row) for number, row in enumerate(moved, start=1)]


@settings(max_examples=200)
@example(a_world_with_texts_moved_alone())
@given(worlds())
def test_no_cell_that_a_person_changed_is_written_over(
    world: tuple[Tables, Tables, list[Row]],
) -> None:
    base, ours, theirs = world
    going = plan(base, ours, theirs)
    rows = {row.number: row.cells for row in theirs}
    for write in going.writes:
        if write.column == ID or is_put_back(going, write.paper_id, write.column):
            continue
        there = rows[write.row].get(write.column, "")
        assert same(there, base.get(write.paper_id, {}).get(write.column, ""))


@settings(max_examples=200)
@example(a_world_with_texts_moved_alone())
@given(worlds())
def test_no_text_is_lost_between_the_three(world: tuple[Tables, Tables, list[Row]]) -> None:
    """What stands in the sheet stays there, or the desk wrote it, or both agreed on it before."""
    base, ours, theirs = world
    going = plan(base, ours, theirs)
    if going.alarm:
        return
    written = {(write.row, write.column) for write in going.writes}
    strangers = [row.number for row in going.newcomers]
    for paper_id, row in going.places.items():
        assert row.number not in strangers
        for column in USED:
            there, mine = row.cells[column], ours[paper_id][column]
            was = base.get(paper_id, {}).get(column, "")
            if same(there, mine) or same(there, was) or is_put_back(going, paper_id, column):
                continue
            assert (row.number, column) not in written
            assert going.taken[paper_id][column] == there


@given(worlds())
def test_each_row_is_one_papers_or_a_newcomers(
    world: tuple[Tables, Tables, list[Row]],
) -> None:
    base, ours, theirs = world
    going = plan(base, ours, theirs)
    if going.alarm:
        return
    placed = [row.number for row in going.places.values()]
    assert len(placed) == len(set(placed))
    assert set(going.places).isdisjoint(going.gone)
    left = {row.number for row in theirs} - set(placed) - {r.number for r in going.newcomers}
    assert all(not row.cells["Title"].strip() for row in theirs if row.number in left)


def row(number: int, paper_id: str, **changes: str) -> Row:
    return Row(number, {**cells_of(paper_id), **changes})


def cells_of(paper_id: str, **changes: str) -> dict[str, str]:
    named = {"Title": f"Title of {paper_id}", "Summary": "Words.", "Status": "Claimed"}
    return {**dict.fromkeys(COLUMNS, ""), **named, ID: paper_id, **changes}


def table(*paper_ids: str) -> Tables:
    return {one: cells_of(one) for one in paper_ids}


def test_where_both_sides_changed_a_cell_the_persons_stays() -> None:
    ours = {"P1": cells_of("P1", Summary="From Slack.")}
    going = plan(table("P1"), ours, [row(1, "P1", Summary="From the sheet.")])
    assert going.taken == {"P1": {"Summary": "From the sheet."}}
    assert going.writes == []
    (conflict,) = going.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == (
        "Words.",
        "From Slack.",
        "From the sheet.",
    )


def test_where_a_row_stands_does_not_matter() -> None:
    going = plan(table("P1", "P2"), table("P1", "P2"), [row(9, "P2"), row(3, "P1")])
    assert going.is_empty


def test_of_two_rows_with_one_id_the_changed_one_is_the_copy() -> None:
    copy_ = row(1, "P1", Title="Another")
    going = plan(table("P1"), table("P1"), [copy_, row(2, "P1")])
    assert going.newcomers == [copy_]
    assert going.places["P1"].number == 2
    assert not going.writes


def test_a_row_whose_id_was_emptied_is_known_by_its_cells() -> None:
    going = plan(table("P1"), table("P1"), [row(4, "", ID="")])
    assert (going.newcomers, going.gone) == ([row(4, "", ID="")], ["P1"])
    going = plan(table("P1"), table("P1"), [row(4, "P1", ID="")])
    (write,) = going.writes
    assert (write.row, write.column, write.text) == (4, ID, "P1")
    assert not going.gone


def test_a_row_just_taken_in_is_known_while_its_writer_types_on() -> None:
    base = {"P1": cells_of("P1", ID="")}
    going = plan(base, table("P1"), [row(4, "P1", ID="", Summary="Words. More.")])
    assert going.newcomers == []
    assert going.taken == {"P1": {"Summary": "Words. More."}}
    assert [(write.column, write.text) for write in going.writes] == [(ID, "P1")]


def test_a_row_without_a_title_is_left_alone() -> None:
    typed = Row(1, {"Summary": "Words."})
    assert plan({}, {}, [typed]).is_empty


@pytest.mark.parametrize(("left", "alarm"), [(0, True), (3, True), (4, False), (7, False)])
def test_most_rows_gone_is_an_alarm_and_no_deletion(left: int, alarm: bool) -> None:
    ids = [f"P{number}" for number in range(1, 9)]
    rows = [row(number, one) for number, one in enumerate(ids[:left], start=1)]
    going = plan(table(*ids), table(*ids), rows)
    assert bool(going.alarm) is alarm
    assert going.gone == ([] if alarm else ids[left:])
    assert not going.goes_out


def test_a_few_rows_may_all_be_deleted() -> None:
    assert plan(table("P1", "P2"), table("P1", "P2"), []).gone == ["P1", "P2"]


def test_after_an_unknown_outcome_the_sheet_says_what_arrived() -> None:
    base = table("P1")
    ours = {"P1": cells_of("P1", Summary="New."), "P2": cells_of("P2"), "P3": cells_of("P3")}
    sent = {"P1": {"Summary": "New."}, "P2": cells_of("P2"), "P3": cells_of("P3")}
    came = [row(1, "P1", Summary="New."), row(2, "P2", Title="Renamed since")]
    assert recognise(base, ours, came, sent) == {
        "P1": cells_of("P1", Summary="New."),
        "P2": cells_of("P2"),
    }
    lost = [row(1, "P1")]
    assert recognise(base, ours, lost, sent) == {}


def test_an_empty_cell_that_was_never_agreed_on_gets_the_desks_text() -> None:
    going = plan(
        {},
        table("P1"),
        [replace(row(1, "P1"), cells={ID: "P1", "Title": "Title of P1", "Venue": "V"})],
    )
    assert going.taken == {"P1": {"Venue": "V"}}
    assert {write.column for write in going.writes} == {"Summary", "Status"}
