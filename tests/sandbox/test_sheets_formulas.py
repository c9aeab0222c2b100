"""Formulas and number formats, worked out without a server."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.sheets import Sheets, formats, references
from bot.sandbox.sheets.formulas import Workings
from bot.sandbox.sheets.model import Book, Cell, Tab


def worked_out(formula: str, **cells: Any) -> Any:
    """The effective value of a formula in Z99, with other cells given by name."""
    tab = Tab.new(0, "Sheet1", 100, 26)
    book = Book("id", {"title": "t"}, [tab])
    kinds = {str: "stringValue", bool: "boolValue", int: "numberValue", float: "numberValue"}
    for name, value in cells.items():
        row, column = references.position(name)
        kind = kinds[type(value)]
        if kind == "stringValue" and value.startswith("="):
            kind = "formulaValue"
        tab.put(row, column, Cell({kind: value}))
    value = Workings(book).value(tab, 98, 25, Cell({"formulaValue": formula}))
    assert value is not None
    (held,) = value.values()
    return held["type"] if "errorValue" in value else held


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1+2*3", 7),
        ("=(1+2)*3", 9),
        ("=-2^2", 4),
        ("=50%", 0.5),
        ('="a"&"b"&1', "ab1"),
        ('="say ""hi"""', 'say "hi"'),
        ("=1=1", True),
        ('="a"="A"', True),
        ("=1<>2", True),
        ("=A1", 5),
        ("=A1+B1", 7.5),
        ("=C1", "text"),
        ("=D1", 0),
        ("=SUM(A1:B2)", 7.5),
        ("=SUM(A:B)", 7.5),
        ("=Sheet1!A1", 5),
        ("='Sheet1'!A1", 5),
        ('=IF(A1>3,"big","small")', "big"),
        ('=CONCATENATE(A1," ",C1)', "5 text"),
        ("=COUNTA(A1:C1)", 3),
        ("=AVERAGE(A1:B1)", 3.75),
        ('=HYPERLINK("https://x.org","label")', "label"),
        ('=HYPERLINK("https://x.org")', "https://x.org"),
        ("=TRUE", True),
        ("=E1", 10),
    ],
)
def test_a_formula_has_the_value_that_people_expect(formula: str, value: Any) -> None:
    assert worked_out(formula, A1=5, B1=2.5, C1="text", E1="=A1*2") == value


@pytest.mark.parametrize(
    ("formula", "error"),
    [
        ("=1/0", "DIVIDE_BY_ZERO"),
        ("=nothing", "NAME"),
        ("=NOTHING(1)", "NAME"),
        ("=1+", "ERROR"),
        ("=(1", "ERROR"),
        ("=1 2", "ERROR"),
        ("=€", "ERROR"),
        ("=- item", "NAME"),
        ("=C1+1", "VALUE"),
        ("=Nowhere!A1", "REF"),
        ("=ZZ1", "REF"),
        ("=#REF!", "REF"),
        ("=LEN()", "N_A"),
        ("=Z98", "REF"),
        ("=9^9^9^9", "NUM"),
        ("=0^-1", "NUM"),
        ("=(-8)^0.5", "NUM"),
        ("=1e308*10", "NUM"),
        ("=ROUND(1, 1e999)", "NUM"),
        ('=IMPORTXML("https://x.org","//a")', "ERROR"),
        ('=IMAGE("https://x.org/a.png")', "ERROR"),
        ("=" + "(" * 5000 + "1" + ")" * 5000, "ERROR"),
    ],
)
def test_a_formula_that_has_no_value_is_an_error(formula: str, error: str) -> None:
    assert worked_out(formula, C1="text", Z98="=Z97", Z97="=Z98") == error


@given(st.text(alphabet="=+-*/()&\"'A1$B2:,.%#!IFSUM <>", max_size=25))
def test_no_formula_makes_the_sheet_unreadable(text: str) -> None:
    worked_out("=" + text, A1=1, B2="x")


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "after"),
    [
        ("=A1+$A1+A$1+$A$1", 2, 1, "=B3+$A3+B$1+$A$1"),
        ('="A1"&A1', 1, 0, '="A1"&A2'),
        ("=SUM(A1:B2)", 1, 1, "=SUM(B2:C3)"),
        ("=Sheet2!A1", 1, 0, "=Sheet2!A2"),
        ("=A1", -1, 0, "=#REF!"),
        ("=LOG10(A1)", 1, 0, "=LOG10(A2)"),
    ],
)
def test_a_copied_formula_moves_its_references(
    formula: str, rows: int, columns: int, after: str
) -> None:
    assert references.shifted(formula, rows, columns) == after


@pytest.mark.parametrize(
    ("number", "kind", "pattern", "shown"),
    [
        (44652, "DATE", None, "4/1/2022"),
        (44652.75, "DATE_TIME", "yyyy-mm-dd hh:mm", "2022-04-01 18:00"),
        (0.75, "TIME", "h:mm am/pm", "6:00 PM"),
        (44652, "DATE", 'd "of" mmmm', "1 of April"),
        (0.125, "PERCENT", None, "12.50%"),
        (1234.5, "CURRENCY", None, "$1,234.50"),
        (-1234.5, "NUMBER", "#,##0.0", "-1,234.5"),
        (1234.5, "NUMBER", "0", "1234"),
        (12345, "SCIENTIFIC", None, "1.23E+04"),
        (2020, "TEXT", None, "2020"),
    ],
)
def test_a_number_is_shown_in_its_format(
    number: float, kind: str, pattern: str | None, shown: str
) -> None:
    look = {"type": kind} | ({"pattern": pattern} if pattern else {})
    assert formats.shown(number, look) == shown


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_is_shown_and_read_as_itself(number: int) -> None:
    assert formats.plain(number) == str(number)
    assert formats.typed(str(number)) == (number, None)


@given(st.dates(min_value=datetime(1900, 1, 1).date()))  # noqa: DTZ001 - a date has no zone
def test_a_date_typed_in_iso_is_shown_as_typed(day: Any) -> None:
    read = formats.typed(day.isoformat())
    assert read is not None
    assert formats.shown(*read) == day.isoformat()


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("=Old!A1+A1", "='New one'!A1+A1"),
        ("='Old'!A1&\"Old!A1\"", "='New one'!A1&\"Old!A1\""),
        ("=Older!A1", "=Older!A1"),
    ],
)
def test_a_formula_follows_a_renamed_tab(formula: str, after: str) -> None:
    assert references.renamed(formula, "Old", "New one") == after


def test_everything_survives_a_dump_and_a_load() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    first = Sheets("http://127.0.0.1:1", lambda: now)
    book = first.create("Kept")
    second = Sheets("http://127.0.0.1:1", lambda: now)
    second.load(first.dump())
    assert second.service_account() == first.service_account()
    assert second.summary() == first.summary()
    assert second.grid(book) == first.grid(book)
    assert second.dump()["books"] == first.dump()["books"]
