"""Who is behind a Slack account and behind a name in the sheet, and when they are one person."""

import pytest

from bot.newsroom.aliases import Aliases
from bot.newsroom.papers import Opinion, Paper
from bot.newsroom.people import Actor, Person
from bot.store import papers, people
from bot.store.database import Store
from bot.store.tables import PaperRow
from tests.stores import at_once, statements


def _meet(store: Store, slack_id: str, name: str, tz: str = "") -> Person:
    with store.begin() as session:
        return people.person_for(session, Actor(slack_id, name, tz))


def _credit(store: Store, name: str, *names: str) -> int | None:
    """Credit somebody who is known by ``names``, the usual one first."""
    with store.begin() as session:
        return people.credited(session, [name], Aliases((names,))).get(name)


def _named(store: Store, name: str) -> Person | None:
    with store.read() as session:
        return people.by_name(session, name)


def test_somebody_new_is_named_as_in_slack_and_known_from_then_on(store: Store) -> None:
    met = _meet(store, "U1", "Rohin Shah", "Europe/Berlin")
    assert (met.name, met.slack_id, met.tz) == ("Rohin Shah", "U1", "Europe/Berlin")
    with store.read() as session:
        assert people.by_slack_id(session, "U1") == met
        assert people.by_id(session, met.id) == met
        assert people.by_name(session, " rohin  SHAH ") == met
        assert people.by_slack_id(session, "U2") is None
        assert people.by_id(session, met.id + 1) is None


def test_a_new_display_name_changes_nothing_about_the_credit(store: Store) -> None:
    met = _meet(store, "U1", "Rohin")
    assert _meet(store, "U1", "Rohin (away)") == met


def test_the_zone_follows_the_person_and_stays_where_slack_says_none(store: Store) -> None:
    _meet(store, "U1", "Rohin", "Europe/Berlin")
    assert _meet(store, "U1", "Rohin", "America/New_York").tz == "America/New_York"
    assert _meet(store, "U1", "Rohin").tz == "America/New_York"


@pytest.mark.parametrize("display_name", ["Dan H", "dan h", " Dan  H ", "Dan Hendrycks"])
def test_somebody_whom_the_sheet_credits_is_that_person(store: Store, display_name: str) -> None:
    known = _credit(store, "Dan H", "Dan H", "Dan Hendrycks")
    met = _meet(store, "U1", display_name)
    assert met.id == known
    assert met.name == "Dan H"
    assert met.aliases == frozenset({"Dan Hendrycks"})
    assert met.goes_by("Dan Hendrycks")


def test_namesakes_get_a_number(store: Store) -> None:
    names = [_meet(store, f"U{number}", "Alex").name for number in range(1, 4)]
    assert names == ["Alex", "Alex 2", "Alex 3"]


@pytest.mark.parametrize("display_name", ["", "   ", "*/*", "\n"])
def test_nobody_is_nameless(store: Store, display_name: str) -> None:
    assert _meet(store, "U1", display_name).name == "Somebody"


def test_a_credit_meets_somebody_without_an_account(store: Store) -> None:
    rohin = _credit(store, "Rohin")
    assert rohin is not None
    assert _credit(store, " rohin ") == rohin
    assert _named(store, "Rohin") == Person(rohin, "Rohin")


@pytest.mark.parametrize("credit", ["", "  ", "\n"])
def test_an_empty_credit_is_nobody(store: Store, credit: str) -> None:
    assert _credit(store, credit) is None
    assert _named(store, credit) is None


def test_by_whatever_name_somebody_is_met_they_go_by_the_usual_one(store: Store) -> None:
    known = _credit(store, "dan hendrycks", "Dan H", "Dan Hendrycks")
    assert _credit(store, "Dan H") == known
    assert _named(store, "Dan Hendrycks") == Person(
        known or 0, "Dan H", aliases=frozenset({"Dan Hendrycks"})
    )


def test_a_credit_means_somebody_who_came_by_their_other_name_in_slack(store: Store) -> None:
    met = _meet(store, "U1", "Dan Hendrycks")
    assert _credit(store, "Dan H", "Dan H", "Dan Hendrycks") == met.id


def test_many_credits_are_looked_up_in_one_statement(store: Store) -> None:
    names = [f"Person {number}" for number in range(200)]
    with store.begin() as session:
        ids = people.credited(session, names)
    with store.read() as session, statements(store) as seen:
        assert people.credited(session, [*names, ""]) == ids
    assert len([one for one in seen if one.startswith("SELECT")]) == 1


def test_an_alias_stays_with_the_one_who_has_it(store: Store) -> None:
    rohin = _credit(store, "Rohin")
    flo = _credit(store, "Flo")
    assert _credit(store, "Flo Dorner", "Flo", "Rohin", "Flo Dorner") == flo != rohin
    dorner = _named(store, "flo dorner")
    assert dorner is not None
    assert dorner.id == flo
    assert dorner.aliases == frozenset({"Flo Dorner"})


def test_a_cell_full_of_text_is_a_name_like_any_other(store: Store) -> None:
    long = "a cell into which somebody has pasted a summary " * 100
    assert _credit(store, long) == _credit(store, long) is not None


def test_one_who_clicks_twice_at_once_is_met_once(store: Store) -> None:
    ids = at_once(8, lambda _: _meet(store, "U1", "Rohin").id)
    assert len(set(ids)) == 1


def test_namesakes_who_come_at_once_stay_apart(store: Store) -> None:
    met = at_once(8, lambda number: _meet(store, f"U{number}", "Alex"))
    assert len({one.id for one in met}) == 8
    assert {one.name for one in met} == {"Alex", *(f"Alex {number}" for number in range(2, 9))}


def test_of_two_who_come_at_once_one_is_whom_the_sheet_credits(store: Store) -> None:
    known = _credit(store, "Alex")
    met = at_once(6, lambda number: _meet(store, f"U{number}", "Alex"))
    assert [one.id for one in met].count(known or 0) == 1
    assert len({one.slack_id for one in met}) == len({one.id for one in met}) == 6


def test_a_name_that_is_credited_many_times_at_once_is_one_person(store: Store) -> None:
    assert len(set(at_once(8, lambda _: _credit(store, "Rohin", "Rohin", "Rohin Shah")))) == 1


def _rename(store: Store, person: Person, name: str) -> Person:
    with store.begin() as session:
        return people.rename(session, person.id, name)


def test_a_new_byline_leaves_the_former_one_an_alias(store: Store) -> None:
    met = _meet(store, "U1", "Rohin Shah")
    renamed = _rename(store, met, "Rohin")
    assert (renamed.name, renamed.aliases) == ("Rohin", frozenset({"Rohin Shah"}))
    assert _named(store, "rohin shah") == _named(store, "Rohin") == renamed
    assert _rename(store, renamed, "Rohin Shah").name == "Rohin Shah"


def test_who_is_known_from_the_sheet_alone_becomes_one_with_the_one_in_slack(store: Store) -> None:
    credit = _credit(store, "Rohin", "Rohin", "R. Shah")
    with store.begin() as session:
        paper = Paper("P1", summarizer="Rohin", opinions=(Opinion("R. Shah", "Fine."),))
        papers.add(session, paper)
    met = _meet(store, "U1", "Rohin Shah")
    assert met.id != credit
    renamed = _rename(store, met, "Rohin")
    assert (renamed.id, renamed.slack_id) == (met.id, "U1")
    assert renamed.names == {"Rohin", "R. Shah", "Rohin Shah"}
    with store.read() as session:
        assert papers.get(session, "P1") == paper
        assert session.get_one(PaperRow, "P1").summarizer_id == met.id
        assert session.get_one(PaperRow, "P1").opinions[0].author_id == met.id
        assert people.by_id(session, credit or 0) is None
