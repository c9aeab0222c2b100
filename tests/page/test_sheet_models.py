"""The sheet's modules that know nothing of the page: names, ranges, clipboard text, order, undo."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from tests.page.rooms import BareRoom
from tests.page.visits import Visits


class Modules:
    """The modules as the browser runs them."""

    def __init__(self, visits: Visits, room: BareRoom) -> None:
        self._page = visits(room)

    def __call__(self, module: str, body: str, *arguments: Any) -> Any:
        """Run a function's body with the module's names in `m` and arguments in `a`."""
        code = f"""async ([path, a]) => {{ const m = await import(path); {body} }}"""
        return self._page.evaluate(code, [f"/page/sheet/model/{module}.js", list(arguments)])


@pytest.fixture(scope="module")
def run(browser: Browser, bare_room: BareRoom) -> Iterator[Modules]:
    visits = Visits(browser)
    yield Modules(visits, bare_room)
    visits.end()


def cells(rows: list[list[Any]]) -> list[dict[str, Any]]:
    """Return RowData of texts, numbers, and CellData."""
    return [{"values": [cell(value) for value in row]} for row in rows]


def cell(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    if value is None:
        return {}
    kind = "boolValue" if isinstance(value, bool) else "numberValue"
    if isinstance(value, str):
        kind = "stringValue"
    return {"userEnteredValue": {kind: value}, "formattedValue": str(value)}


def tab(rows: list[list[Any]], **more: Any) -> dict[str, Any]:
    """Return a Sheet of the API with these cells."""
    wide = max(map(len, rows))
    return {
        "properties": {"sheetId": 1, "title": "T", "gridProperties": more.pop("grid", {})},
        "data": [
            {
                "rowData": cells(rows),
                "rowMetadata": more.pop("rows", [{} for _ in rows]),
                "columnMetadata": more.pop("columns", [{} for _ in range(wide)]),
            }
        ],
        **more,
    }


TAB = 'const { Tab } = await import("/page/sheet/model/tab.js"); const tab = new Tab(a[0]);'
AXES = (
    'const { Axis } = await import("/page/sheet/model/axis.js");'
    "const axes = { rows: new Axis(tab.dims.ROWS.map((d) => (d.hidden ? 0 : 21))),"
    " columns: new Axis(tab.dims.COLUMNS.map((d) => (d.hidden ? 0 : 100))) };"
)

# -- names


@pytest.mark.parametrize(
    ("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_letters(run: Modules, index: int, name: str) -> None:
    assert run("a1", "return [m.columnName(a[0]), m.columnIndex(a[1])]", index, name) == [
        name,
        index,
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("B2", [1, 2, 1, 2]),
        (" b2:c5 ", [1, 5, 1, 3]),
        ("C5:B2", [1, 5, 1, 3]),
        ("$B$2", [1, 2, 1, 2]),
        ("C:D", [0, 100, 2, 4]),
        ("4:9", [3, 9, 0, 26]),
        ("B2:C", [1, 100, 1, 3]),
        ("A90:A200", [89, 100, 0, 1]),
        ("A200", None),
        ("5", None),
        ("C", None),
        ("A1:B2:C3", None),
        ("", None),
        ("A1:", None),
        ("nonsense", None),
    ],
)
def test_people_name_ranges(run: Modules, text: str, found: list[int] | None) -> None:
    body = """const r = m.named(a[0], { rows: 100, columns: 26 });
      return r && [r.top, r.bottom, r.left, r.right];"""
    assert run("a1", body, text) == found


@pytest.mark.parametrize(
    ("sides", "name"),
    [
        ([1, 2, 1, 2], "B2"),
        ([1, 5, 1, 3], "B2:C5"),
        ([0, 100, 2, 4], "C:D"),
        ([3, 9, 0, 26], "4:9"),
        ([0, 100, 0, 26], "A1:Z100"),
    ],
)
def test_ranges_are_named(run: Modules, sides: list[int], name: str) -> None:
    body = """const [top, bottom, left, right] = a[0];
      return m.rangeName({ top, bottom, left, right }, { rows: 100, columns: 26 });"""
    assert run("a1", body, sides) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [("AB12", "'AB12'!A1:B2"), ("It's", "'It''s'!A1:B2"), ("Data_set", "Data_set!A1:B2")],
)
def test_a_tab_is_named_in_front(run: Modules, title: str, name: str) -> None:
    body = "return m.inTab(a[0], { top: 0, bottom: 2, left: 0, right: 2 });"
    assert run("a1", body, title) == name


# -- clipboard text


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("one", [["one"]]),
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"two\nlines"\tb', [["two\nlines", "b"]]),
        ('"say ""hi"""', [['say "hi"']]),
        ('he said "hi"\tb', [['he said "hi"', "b"]]),
        ('"quoted" words', [['"quoted" words']]),
        ('"unclosed\tb', [['"unclosed', "b"]]),
        ("a\t\tb", [["a", "", "b"]]),
        ("\t", [["", ""]]),
        ("\n\n", [[""], [""]]),
        ("", [[""]]),
    ],
)
def test_text_of_the_clipboard_is_read_as_cells(
    run: Modules, text: str, rows: list[list[str]]
) -> None:
    assert run("tsv", "return m.read(a[0])", text) == rows


TEXT = st.text(st.sampled_from('ab\t\n" é'), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(TEXT, min_size=n, max_size=n))))
def test_what_is_copied_is_what_is_pasted(run: Modules, rows: list[list[str]]) -> None:
    wanted = rows or [[""]]
    # A last line without anything in it cannot be told from the end of the line before.
    if len(wanted) > 1 and wanted[-1] == [""]:
        return
    assert run("tsv", "return m.read(m.write(a[0]))", wanted) == wanted


# -- lengths


def test_an_axis_knows_what_is_where(run: Modules) -> None:
    body = """const axis = new m.Axis([10, 0, 20, 0, 5]);
      const places = [-5, 0, 9, 10, 29, 30, 99].map((place) => axis.at(place));
      return [axis.total, axis.start(2), axis.size(0, 3), places, axis.seen(1, 1), axis.seen(1, -1),
        axis.seen(3, 1), axis.further(0, 1), axis.further(0, 9), axis.further(4, -1)];"""
    assert run("axis", body) == [35, 10, 30, [0, 0, 0, 2, 2, 4, 4], 2, 0, 4, 2, 4, 2]


def test_a_place_beyond_hidden_ones_at_the_end_is_the_last_one_seen(run: Modules) -> None:
    body = "const axis = new m.Axis([10, 10, 0, 0]); return [axis.at(500), axis.seen(2, 1)];"
    assert run("axis", body) == [1, None]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 100, 1),
        ("one two", 100, 1),
        ("one two", 40, 2),
        ("one\ntwo", 100, 2),
        ("averyverylongword", 50, 4),
        ("aaaa bbbb cccc", 90, 2),
        ("trailing   ", 80, 1),
        ("a\n\nb", 100, 3),
        ("x" * 1000, 50, 5),
    ],
)
def test_lines_are_counted(run: Modules, text: str, width: int, lines: int) -> None:
    body = "return m.countLines(a[0], a[1], () => 10, 5)"
    assert run("lines", body, text, width) == lines


# -- cells


def test_a_text_is_drawn_in_parts(run: Modules) -> None:
    runs = [
        {"startIndex": 4, "format": {"link": {"uri": "https://x.org"}}},
        {"startIndex": 7, "format": {"bold": True}},
    ]
    given_cell = {"formattedValue": "See abc now", "textFormatRuns": runs}
    body = "return m.parts(a[0]).map((p) => [p.text, p.link, Boolean(p.format.bold)])"
    assert run("cell", body, given_cell) == [
        ["See ", None, False],
        ["abc", "https://x.org", False],
        [" now", None, True],
    ]


@pytest.mark.parametrize(
    ("after", "linked"),
    [
        ("Do see abc now", "abc"),
        ("See abXc now", "abXc"),
        ("See abc now!", "abc"),
        ("Do See abc now!", "abc"),
        ("See now", ""),
        ("See", ""),
        ("See abcX now", "abc"),
        ("See Xabc now", "abc"),
        ("See Xbc now", "Xbc"),
        ("abc", "abc"),
        ("abc first, then See it", "abc"),
    ],
)
def test_links_stay_with_their_letters(run: Modules, after: str, linked: str) -> None:
    link = {"link": {"uri": "https://x.org"}}
    runs = [{"startIndex": 4, "format": link}, {"startIndex": 7, "format": {}}]
    body = """return m.followed("See abc now", a[0], a[1]).map((run, index, all) =>
        run.format.link ? a[0].slice(run.startIndex, all[index + 1]?.startIndex) : "").join("")"""
    assert run("runs", body, after, runs) == linked


def test_a_link_before_another_link_keeps_its_own_letters(run: Modules) -> None:
    runs = [
        {"startIndex": 0, "format": {"link": {"uri": uri}}} for uri in ("https://a", "https://b")
    ]
    runs[1]["startIndex"] = 3
    body = """return m.followed("onetwo", a[0], a[1])
      .map((run) => [run.startIndex, run.format.link?.uri ?? null])"""
    assert run("runs", body, "one, two", runs) == [[0, "https://a"], [5, "https://b"]]
    assert run("runs", body, "(onetwo)", runs) == [
        [0, None],
        [1, "https://a"],
        [4, "https://b"],
        [7, None],
    ]


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("=A1", True),
        ("=", False),
        ("-5", True),
        ("- list", True),
        ("-", False),
        ("+1 vote", True),
        ("@sum(A1)", True),
        ("@rohin", False),
        ("1,234.5", True),
        ("50%", True),
        ("$3", True),
        ("1e5", True),
        ("1,23", False),
        ("2020-01-02", True),
        ("1/2/2020", True),
        ("Jan 2, 2020", True),
        ("2 January 2020 10:30", True),
        ("10:30 pm", True),
        ("May we go", False),
        ("true", True),
        ("truer", False),
        ("AN #62", False),
    ],
)
def test_what_sheets_would_read_is_known(run: Modules, text: str, is_read: bool) -> None:
    assert run("typed", "return m.isRead(a[0])", text) is is_read


# -- selecting


def test_arrows_step_over_merges_and_hidden_columns(run: Modules) -> None:
    merge = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 1, "endColumnIndex": 3}
    hidden = [{}, {}, {}, {"hiddenByUser": True}, {}]
    given_tab = tab([["a"] * 5] * 3, merges=[merge], columns=hidden)
    body = f"""{TAB} {AXES}
      const to = (row, column, ...by) =>
        Object.values(m.stepped(tab, axes, {{ row, column }}, ...by));
      return [to(0, 0, 0, 1), to(0, 1, 0, 1), to(1, 0, 0, 1), to(2, 2, -1, 0), to(0, 1, 1, 0),
        to(0, 4, 0, -1)];"""
    assert run("selection", body, given_tab) == [[0, 1], [0, 4], [0, 1], [0, 1], [2, 1], [0, 1]]


def test_jumps_go_to_the_ends_of_blocks(run: Modules) -> None:
    given_tab = tab([["a", "b", None, None, "c", None]])
    body = f"""{TAB} {AXES}
      const to = (column, step) => m.jumped(tab, axes, {{ row: 0, column }}, 0, step).column;
      return [[0, 1], [1, 1], [2, 1], [4, 1], [5, -1], [4, -1], [1, -1], [0, -1]]
        .map((each) => to(...each));"""
    assert run("selection", body, given_tab) == [1, 4, 4, 5, 4, 1, 0, 0]


def test_enter_goes_round_within_a_selected_range(run: Modules) -> None:
    body = f"""{TAB} {AXES} const selection = new m.Selection();
      selection.span({{ top: 0, bottom: 2, left: 0, right: 2 }});
      const out = [];
      const go = (across, step) => {{
        selection.advance(tab, axes, across, step);
        out.push(Object.values(selection.active));
      }};
      for (let i = 0; i < 4; i += 1) go(false, 1);
      go(true, -1);
      return out;"""
    assert run("selection", body, tab([["a"] * 3] * 3)) == [[1, 0], [0, 1], [1, 1], [0, 0], [1, 1]]


# -- order, filters, what was found


def test_rows_are_put_in_sheets_order(run: Modules) -> None:
    given_tab = tab([["b"], [None], [10], ["A"], [2], [True], ["a"]])
    body = f"""{TAB} return [false, true].map((down) => m.sorted(tab, tab.all, 0, down));"""
    assert run("order", body, given_tab) == [[4, 2, 3, 6, 0, 5, 1], [5, 0, 3, 6, 2, 4, 1]]


def test_a_column_has_values_to_choose_from(run: Modules) -> None:
    given_filter = {
        "range": {"startRowIndex": 0},
        "filterSpecs": [
            {"columnIndex": 0, "filterCriteria": {"hiddenValues": ["b"]}},
            {"columnIndex": 1, "filterCriteria": {"hiddenValues": ["x"]}},
        ],
    }
    rows: list[list[Any]] = [["H", "K"], ["b", "y"], ["a", "y"], ["B", "y"]]
    rows += [[10, "y"], [9, "y"], [None, "y"]]
    given_tab = tab([*rows, ["z", "x"]], basicFilter=given_filter)
    body = f"{TAB} return m.values(tab, 0).map((v) => [v.text, v.count, v.seen])"
    assert run("filter", body, given_tab) == [
        ["9", 1, True],
        ["10", 1, True],
        ["a", 1, True],
        ["b", 2, False],
        ["", 1, True],
    ]


def test_hiding_values_leaves_other_columns_and_unseen_values_alone(run: Modules) -> None:
    other = {"columnIndex": 1, "filterCriteria": {"hiddenValues": ["x"]}}
    mine = {"columnIndex": 0, "filterCriteria": {"hiddenValues": ["gone", "b"]}}
    given_filter = {"range": {}, "filterSpecs": [mine, other]}
    body = """const none = { range: {}, filterSpecs: [] };
      return [m.hiding(a[0], 0, ["c"], ["b", "c"]), m.hiding(none, 0, [], ["b"])];"""
    changed = {"columnIndex": 0, "filterCriteria": {"hiddenValues": ["gone", "c"]}}
    assert run("filter", body, given_filter) == [
        {"range": {}, "filterSpecs": [other, changed]},
        {"range": {}, "filterSpecs": []},
    ]


def test_finding_goes_round(run: Modules) -> None:
    places = [{"row": 0, "column": 1}, {"row": 2, "column": 0}]
    body = """const to = (row, column, step) => m.nextOf(a[0], { row, column }, step);
      const none = m.nextOf([], { row: 0, column: 0 }, 1);
      return [to(0, 0, 1), to(0, 1, 1), to(2, 0, 1), to(0, 1, -1), to(2, 0, -1), none];"""
    assert run("find", body, places) == [0, 1, 0, 1, 0, -1]


# -- what was done, and what others did


def test_what_is_done_after_undo_ends_redo(run: Modules) -> None:
    body = """const h = new m.History(); h.did("a"); h.did("b"); h.tookBack();
      const one = [h.last, h.next]; h.didAgain("b2"); const two = [h.last, h.next];
      h.tookBack(); h.did("c"); return [...one, ...two, h.last, h.next];"""
    assert run("history", body) == ["a", "b", "b2", None, "c", None]


@pytest.mark.parametrize(
    ("after", "moved", "written"),
    [
        ([["a", "b"], ["c", "d"], ["e", "f"]], False, []),
        ([["a", "X"], ["c", "d"], ["e", "f"]], False, [[0, 1]]),
        ([["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]], False, [[3, 0], [3, 1]]),
        ([["c", "d"], ["a", "b"], ["e", "f"]], True, []),
        ([["b", "a"], ["d", "c"], ["f", "e"]], True, []),
        ([["a", "b"], ["e", "f"]], True, []),
    ],
)
def test_it_is_told_whether_rows_have_moved(
    run: Modules, after: list[list[str]], moved: bool, written: list[list[int]]
) -> None:
    before = tab([["a", "b"], ["c", "d"], ["e", "f"]])
    body = f"{TAB} return m.compared(tab, new Tab(a[1]))"
    assert run("compare", body, before, tab(after)) == {"moved": moved, "written": written}


@pytest.mark.parametrize(
    ("after", "moved"),
    [(["a", "X", "c", "d"], False), (["b", "a", "d", "c"], True), (["b", "a", "c", "d"], False)],
)
def test_one_cell_alone_does_not_tell_whether_its_row_has_moved(
    run: Modules, after: list[str], moved: bool
) -> None:
    before = tab([[text] for text in "abcd"])
    body = f"{TAB} return m.compared(tab, new Tab(a[1])).moved"
    assert run("compare", body, before, tab([[text] for text in after])) is moved


def test_rows_and_columns_move_in_a_tab_as_the_api_moves_them(run: Modules) -> None:
    given_tab = tab([["a1", "b1", "c1"], ["a2", "b2", "c2"], ["a3", "b3", "c3"]])
    body = f"""{TAB} const text = (cell) => cell.formattedValue ?? "";
      const seen = () => tab.block(tab.all).map((line) => line.map(text));
      tab.move("ROWS", 0, 1, 3); const one = seen();
      tab.move("COLUMNS", 2, 3, 0); const two = seen();
      tab.insert("ROWS", 1, 1); tab.remove("COLUMNS", 0, 2); return [one, two, seen()];"""
    assert run("tab", body, given_tab) == [
        [["a2", "b2", "c2"], ["a3", "b3", "c3"], ["a1", "b1", "c1"]],
        [["c2", "a2", "b2"], ["c3", "a3", "b3"], ["c1", "a1", "b1"]],
        [["b2"], [""], ["b3"], ["b1"]],
    ]


def test_a_strict_list_takes_its_choices_in_any_case(run: Modules) -> None:
    body = """const choices = ["Approved", "Claimed"];
      return ["approved", " Claimed ", "nope", ""].map((text) => m.held(choices, text));"""
    assert run("rule", body) == [
        {"text": "Approved", "fits": True},
        {"text": "Claimed", "fits": True},
        {"text": "nope", "fits": False},
        {"text": "", "fits": True},
    ]
