"""Names: when two spellings are one, and how a Slack name stands in a cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.newsroom.credits import read_cells, write_cells
from bot.newsroom.papers import Opinion
from bot.newsroom.people import Person, could_be, name_key, sheet_name


@pytest.mark.parametrize("name", ["Dan H", "dan h", "  Dan\xa0 H ", "DAN HENDRYCKS"])
def test_a_person_goes_by_each_name_however_it_is_spelled(name: str) -> None:
    assert Person(1, "Dan H", aliases=frozenset({"Dan Hendrycks"})).goes_by(name)


@pytest.mark.parametrize("name", ["", "Dan", "H Dan", "DanH", "Dan H."])
def test_a_person_does_not_go_by_other_names(name: str) -> None:
    assert not Person(1, "Dan H", aliases=frozenset({"Dan Hendrycks"})).goes_by(name)


@pytest.mark.parametrize(
    ("display_name", "expected"),
    [
        ("Rohin Shah", "Rohin Shah"),
        ("  Rohin \n Shah ", "Rohin Shah"),
        ("Rohin/Flo", "Rohin Flo"),
        ("**Rohin** <!channel>", "Rohin !channel"),
        ("Zoë O’Neill-Ḥasan 🦊", "Zoë O’Neill-Ḥasan 🦊"),
        ("", "Somebody"),
        ("_/_", "Somebody"),
        ("x" * 200, "x" * 80),
        ("x" * 79 + " y", "x" * 79),
    ],
)
def test_a_slack_name_is_cleaned_for_its_cell(display_name: str, expected: str) -> None:
    assert sheet_name(display_name) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Rohin", "Rohin Shah", True),
        ("rohin shah", "Rohin", True),
        ("Dan H", "Dan Hendrycks", True),
        ("Dan Hendrycks", "Dan H.", False),
        ("Mary Shelley", "Mary Wollstonecraft Shelley", True),
        ("Rohin", "Rohan", False),
        ("Rohin", "Zach", False),
        ("Ann", "Anna", False),
        ("Ann Lee", "Ann Baker", False),
        ("Shah", "Rohin Shah", False),
        ("", "Rohin", False),
        ("", "", False),
    ],
)
def test_a_shortened_name_may_be_the_same_persons(one: str, other: str, expected: bool) -> None:
    assert could_be(one, other) is could_be(other, one) is expected


@given(st.text())
def test_any_slack_name_can_be_credited_and_is_found_again(display_name: str) -> None:
    name = sheet_name(display_name)
    assert name_key(name)
    assert sheet_name(name) == name
    for opinions in ((), (Opinion(name, "Fine."),), (Opinion("Flo", "A"), Opinion(name, "B"))):
        said = read_cells(*write_cells(name, opinions))
        assert said.summarizer == name
        assert [one.author for one in said.opinions] == [one.author for one in opinions]
