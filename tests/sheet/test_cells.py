"""A cell's text in our Markdown, and what Google holds for it."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sheet import cells
from bot.sheet.cells import Cell
from tests.sandbox.sheets_server import Google, google

X, Y = "https://example.com/x", "https://example.com/y"


@pytest.fixture(scope="module")
def book() -> Iterator[tuple[Google, str]]:
    with google() as server:
        yield server, server.sheets.create("Cells")


def put(book: tuple[Google, str], column: str, text: str, *, is_linked: bool = False) -> None:
    server, book_id = book
    new = cells.write(column, text, is_linked=is_linked)
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    rows = [{"values": [new.data]}]
    requests = [{"updateCells": {"start": start, "rows": rows, "fields": new.fields}}]
    if new.runs:
        rows = [{"values": [{"textFormatRuns": list(new.runs)}]}]
        requests.append({"updateCells": {"start": start, "rows": rows, "fields": "textFormatRuns"}})
    server.batch(book_id, *requests)


def get(book: tuple[Google, str], column: str) -> Cell:
    server, book_id = book
    return cells.read(column, server.cell(book_id, "A1", cells.READ))


def shown(book: tuple[Google, str]) -> tuple[str, str | None]:
    server, book_id = book
    cell = server.cell(book_id, "A1", "formattedValue,hyperlink")
    return cell.get("formattedValue", ""), cell.get("hyperlink")


def clear(book: tuple[Google, str]) -> None:
    server, book_id = book
    request = {"range": {"sheetId": 0, "endRowIndex": 1, "endColumnIndex": 1}, "fields": "*"}
    server.batch(book_id, {"updateCells": request})


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("Title", "[Atari early](https://example.com/x)", ("Atari early", X)),
        ("Title", X, (X, X)),
        ("Title", f"[A]({X}) and [B]({Y})", (f"[A]({X}) and [B]({Y})", None)),
        ("Title", "[[A]](https://example.com/x)", ("[A]", X)),
        ("Email", f"[AN #95]({X})", ("AN #95", X)),
        ("Read more", f"[Paper]({X})", ("Paper", X)),
        ("Prerequisites", f"[Paper]({X}) and more", (f"[Paper]({X}) and more", None)),
        ("Summary", f"[The whole]({X})", (f"[The whole]({X})", None)),
        ("Summary", "=1+1", ("=1+1", None)),
        ("Summary", "'+1", ("'+1", None)),
        ("Summary", "a\n\nb ", ("a\n\nb ", None)),
        ("Category", "TRUE", ("TRUE", None)),
        ("Year", "2020", ("2020", None)),
        ("Year", "around 2020", ("around 2020", None)),
        ("Due", "2026-05-05 18:00", ("2026-05-05 18:00", None)),
        ("Due", "soon", ("soon", None)),
        ("Notes", "", ("", None)),
    ],
)
def test_a_text_stands_in_the_sheet_as_people_expect_and_comes_back(
    book: tuple[Google, str], column: str, text: str, expected: tuple[str, str | None]
) -> None:
    clear(book)
    put(book, column, text)
    assert shown(book) == expected
    assert get(book, column).text == text


def test_a_year_is_a_number_and_a_due_date_a_true_date(book: tuple[Google, str]) -> None:
    server, book_id = book
    clear(book)
    put(book, "Year", "2020")
    assert server.cell(book_id, "A1", "userEnteredValue") == {
        "userEnteredValue": {"numberValue": 2020}
    }
    put(book, "Due", "2026-05-05 18:00")
    assert server.cell(book_id, "A1", "userEnteredValue") == {
        "userEnteredValue": {"numberValue": 46147.75}
    }


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5/6/2026 7:30", "2026-05-06 07:30"),
        ("2026-05-06", "2026-05-06"),
        ("next week", "next week"),
    ],
)
def test_a_date_is_read_however_it_is_typed(
    book: tuple[Google, str], typed: str, expected: str
) -> None:
    server, book_id = book
    clear(book)
    server.write(book_id, "A1", [[typed]], "USER_ENTERED")
    assert get(book, "Due").text == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (f'=HYPERLINK("{X}", "Paper")', Cell(f"[Paper]({X})", True)),
        (X, Cell(X, False)),
        ("=1+1", Cell("2")),
        ("TRUE", Cell("TRUE")),
        ("007", Cell("7")),
    ],
)
def test_what_a_person_types_is_read_as_it_shows(
    book: tuple[Google, str], typed: str, expected: Cell
) -> None:
    server, book_id = book
    clear(book)
    server.write(book_id, "A1", [[typed]], "USER_ENTERED")
    assert get(book, "Read more") == expected


def test_links_on_parts_of_a_text_are_markdown_and_stay_links(book: tuple[Google, str]) -> None:
    server, book_id = book
    clear(book)
    put(book, "Read more", f"😀 [Paper]({X}) and [code]({Y}).", is_linked=True)
    assert shown(book) == ("😀 Paper and code.", None)
    runs = server.cell(book_id, "A1", "textFormatRuns")["textFormatRuns"]
    assert [run.get("startIndex", 0) for run in runs] == [0, 3, 8, 13, 17]
    assert get(book, "Read more") == Cell(f"😀 [Paper]({X}) and [code]({Y}).", True)


def test_a_link_to_somewhere_in_the_sheet_is_only_text() -> None:
    assert cells.read("Title", {"formattedValue": "a", "hyperlink": "#gid=0"}) == Cell("a")


def test_a_new_text_takes_the_old_link_off(book: tuple[Google, str]) -> None:
    clear(book)
    put(book, "Title", f"[Old]({X})")
    put(book, "Title", "New")
    assert shown(book) == ("New", None)
    put(book, "Read more", f"[a]({X}) b", is_linked=True)
    put(book, "Read more", "plain", is_linked=True)
    assert get(book, "Read more") == Cell("plain")


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"))


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(st.tuples(TEXTS, st.sampled_from(["", X, Y])), min_size=1, max_size=5))
def test_any_text_with_links_survives_being_written(
    book: tuple[Google, str], parts: list[tuple[str, str]]
) -> None:
    text = "".join(f"[{label}]({url})" if url else label for label, url in parts)
    clear(book)
    put(book, "Read more", text, is_linked=True)
    once = get(book, "Read more")
    put(book, "Read more", once.text, is_linked=True)
    assert get(book, "Read more") == once
    clear(book)
    put(book, "Summary", text)
    assert get(book, "Summary").text == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2020", "2020.0"),
        ("a\r\nb", "a\nb"),
        ("a  \nb", "a\nb"),
        ("a b", "a\xa0b"),
        (" a ", "a"),
        ("[a title](https://example.com)", "[a\xa0title ](https://example.com)"),
    ],
)
def test_what_nobody_sees_is_no_difference(one: str, other: str) -> None:
    assert cells.same(one, other)
    assert cells.same(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("a", "A"), ("a b", "ab"), ("a\nb", "a b"), ("2020", "2020.5"), ("", "0")]
)
def test_what_people_see_is_a_difference(one: str, other: str) -> None:
    assert not cells.same(one, other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-05 18:00", "2026-05-05 18:00"),
        (" 2026-05-05T18:00 ", "2026-05-05 18:00"),
        ("2026-05-05", "2026-05-05 23:59"),
        ("2026-02-30", None),
        ("tomorrow", None),
    ],
)
def test_dates_are_read(text: str, expected: str | None) -> None:
    moment = cells.parse_date(text)
    assert (cells.date_text(moment) if moment else None) == expected
