"""A1 notation and field masks, as pure functions."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.sheets import a1, fieldmask
from bot.sandbox.sheets.a1 import Bounds
from bot.sandbox.sheets.errors import GoogleError

TITLES = st.text(min_size=1, max_size=20).filter(lambda t: "\n" not in t)
ROWS = st.integers(0, 2_000_000)
COLUMNS = st.integers(0, 18_277)


@given(COLUMNS)
def test_a_columns_letters_lead_back_to_it(index: int) -> None:
    assert a1.column_index(a1.column_name(index)) == index


@given(TITLES, ROWS, ROWS, COLUMNS, COLUMNS)
def test_a_written_range_reads_as_the_same(
    title: str, top: int, height: int, left: int, width: int
) -> None:
    right = min(left + width, 18_277)
    bounds = Bounds(top, top + height + 1, left, right + 1)
    read = a1.read(a1.write(title, bounds))
    assert (read.title, read.bounds) == (title, bounds)


@pytest.mark.parametrize(
    ("text", "title", "bounds"),
    [
        ("Sheet1!A1:C10", "Sheet1", Bounds(0, 10, 0, 3)),
        ("A1", None, Bounds(0, 1, 0, 1)),
        ("'It''s mine'!B2", "It's mine", Bounds(1, 2, 1, 2)),
        ("Sheet1!A:C", "Sheet1", Bounds(None, None, 0, 3)),
        ("Sheet1!2:5", "Sheet1", Bounds(1, 5, None, None)),
        ("Sheet1!A2:C", "Sheet1", Bounds(1, None, 0, 3)),
        ("Sheet1!$C$4:$A$2", "Sheet1", Bounds(1, 4, 0, 3)),
        ("'Sheet1'", "Sheet1", Bounds()),
    ],
)
def test_every_form_of_a_range_is_read(text: str, title: str | None, bounds: Bounds) -> None:
    read = a1.read(text)
    assert (read.title, read.bounds) == (title, bounds)


@pytest.mark.parametrize(
    "text", ["Sheet1!", "A1:", "!A1", "'x", "a!b!A1", "Sheet1!A1:B2:C3", "x!9"]
)
def test_what_is_not_a_range_is_named_in_the_refusal(text: str) -> None:
    with pytest.raises(GoogleError, match="Unable to parse range"):
        a1.read(text)


@pytest.mark.parametrize("title", ["2020", "A1", "Two words", "It's", "Über", "R1C1", "a-b"])
def test_a_title_that_could_be_misread_is_quoted(title: str) -> None:
    assert a1.quoted(title).startswith("'")


def mask(text: str, message: str = "Spreadsheet") -> set[str]:
    return set(fieldmask.parse(text, message).paths())


def test_dots_slashes_and_brackets_say_the_same() -> None:
    wanted = {"sheets.properties.title", "sheets.properties.sheetId", "namedRanges"}
    assert mask("sheets.properties.title,sheets.properties.sheetId,namedRanges") == wanted
    assert mask("sheets/properties/title,namedRanges,sheets/properties(sheetId)") == wanted
    assert mask("sheets(properties(sheetId, title)), namedRanges") == wanted


def test_a_whole_swallows_its_parts() -> None:
    assert mask("sheets.properties,sheets.properties.title") == {"sheets.properties"}
    assert mask("sheets.properties.title,sheets.properties") == {"sheets.properties"}
    assert mask("sheets.properties.*") == {"sheets.properties"}


def test_a_star_means_everything() -> None:
    assert not fieldmask.parse("*", "CellData")
    assert "note" in fieldmask.parse("*", "CellData")


@pytest.mark.parametrize(
    "text",
    ["", "nothing", "sheets.nothing", "sheets(", "sheets)", "sheets(properties", "sheets,,", "a b"],
)
def test_a_mask_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(GoogleError) as refused:
        fieldmask.parse(text, "Spreadsheet")
    assert refused.value.code == 400


def test_a_part_of_a_plain_value_is_refused() -> None:
    with pytest.raises(GoogleError):
        fieldmask.parse("spreadsheetId.length", "Spreadsheet")


FIELDS = ["note", "hyperlink", "userEnteredValue", "userEnteredFormat"]
BELOW = {
    "userEnteredValue": ["stringValue", "numberValue"],
    "userEnteredFormat": ["wrapStrategy", "textFormat"],
}


@st.composite
def paths(draw: st.DrawFn) -> str:
    field = draw(st.sampled_from(FIELDS))
    if field in BELOW and draw(st.booleans()):
        return f"{field}.{draw(st.sampled_from(BELOW[field]))}"
    return field


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "note": st.text(max_size=3),
        "hyperlink": st.text(max_size=3),
        "userEnteredValue": st.dictionaries(
            st.sampled_from(BELOW["userEnteredValue"]), st.integers()
        ),
        "userEnteredFormat": st.dictionaries(
            st.sampled_from(BELOW["userEnteredFormat"]), st.integers()
        ),
    },
)


@given(st.lists(paths(), min_size=1, max_size=5), VALUES)
def test_projection_keeps_just_the_paths_of_the_mask(names: list[str], value: Any) -> None:
    read = fieldmask.parse(",".join(names), "CellData")
    out = read.project(value)
    assert read.project(out) == out
    for field in FIELDS:
        for part in BELOW.get(field, []):
            wanted = field in names or f"{field}.{part}" in names
            kept = part in out.get(field, {})
            assert kept == (wanted and part in value.get(field, {}))
        if field not in BELOW:
            assert (field in out) == (field in names and field in value)
