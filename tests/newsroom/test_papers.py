"""A paper as a value: its changes, its title, and whose opinion is whose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.newsroom.papers import FIELDS, Opinion, Paper, Status, differences

_URL = "https://example.org/1"


def test_all_but_the_id_can_change() -> None:
    assert "id" not in FIELDS
    assert {"title", "opinions", "status", "due", "notes"} < set(FIELDS)


@given(st.sets(st.sampled_from([name for name in FIELDS if name not in ("due", "claimed_at")])))
def test_differences_are_just_the_fields_that_were_changed(names: set[str]) -> None:
    old = Paper("P1")
    values: dict[str, object] = {
        "highlight": True,
        "status": Status.DROPPED,
        "opinions": (Opinion("Flo", "Fine."),),
    }
    changes = {name: values.get(name, "new") for name in names}
    new = old.but(**changes)
    assert differences(old, new) == {name: (getattr(old, name), changes[name]) for name in names}
    assert differences(new, new) == {}


@pytest.mark.parametrize(
    ("title", "untitled"), [("", True), (_URL, True), ("Zoom In", False), (_URL + "/x", False)]
)
def test_a_paper_is_untitled_while_its_link_stands_for_it(title: str, untitled: bool) -> None:
    assert Paper("P1", title=title, url=_URL).is_untitled is untitled


def test_an_opinion_is_found_by_any_name_of_its_author() -> None:
    flo, second = Opinion("flo  Dorner", "A"), Opinion("Flo", "B")
    paper = Paper("P1", opinions=(Opinion("Rohin", "R"), flo, second))
    assert paper.opinion_of({"Flo", "Flo Dorner"}) is flo
    assert paper.opinion_of({"Flo"}) is second
    assert paper.opinion_of({"Zach"}) is None
    assert paper.opinion_of(()) is None
