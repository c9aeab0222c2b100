"""Papers are kept as they are, found by their links, and locked while somebody changes them."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.newsroom.aliases import Aliases
from bot.newsroom.links import canonical
from bot.newsroom.papers import FIELDS, Opinion, Paper, Status
from bot.store import papers, people
from bot.store.database import Store
from bot.store.tables import PaperRow

_NOW = datetime(2020, 3, 4, 17, tzinfo=UTC)
DAN = Aliases((("Dan H", "Dan Hendrycks"),))

# PostgreSQL holds no NUL, and no encoding holds half a surrogate pair.
_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
_moments = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001  Hypothesis adds the zone
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)
_values: dict[str, st.SearchStrategy[Any]] = {
    "highlight": st.booleans(),
    "status": st.sampled_from(Status),
    "due": st.none() | _moments,
    "claimed_at": st.none() | _moments,
    "opinions": st.lists(
        st.builds(Opinion, author=_texts, text=_texts, heading=_texts), max_size=4
    ).map(tuple),
}
_papers = st.builds(Paper, id=st.just("P1"), **{f: _values.get(f, _texts) for f in FIELDS})


def _get(store: Store, paper_id: str = "P1") -> Paper | None:
    with store.read() as session:
        return papers.get(session, paper_id)


def _add(store: Store, *new: Paper) -> None:
    with store.begin() as session:
        for paper in new:
            papers.add(session, paper)


def _under(store: Store, url: str) -> list[str]:
    with store.read() as session:
        return [paper.id for paper in papers.by_link(session, canonical(url))]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=_papers, second=_papers)
def test_every_field_comes_back_as_it_was(store: Store, first: Paper, second: Paper) -> None:
    with store.begin() as session:
        papers.add(session, first)
        session.expire_all()
        assert papers.get(session, "P1") == first
        papers.save(session, second)
        session.expire_all()
        assert papers.get(session, "P1") == second
        session.rollback()
    assert _get(store) is None


def test_a_moment_without_its_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="without its zone"):
        _add(store, Paper("P1", due=datetime(2020, 3, 4)))  # noqa: DTZ001
    assert _get(store) is None


def test_opinions_keep_their_order_and_the_people_behind_them(store: Store) -> None:
    said = tuple(Opinion(name, f"{name} says") for name in ("Rohin", "Flo", "Zach"))
    _add(store, Paper("P1", summarizer="Rohin", opinions=said))
    for opinions in (said[::-1], said[1:], (), said):
        with store.begin() as session:
            papers.save(session, Paper("P1", summarizer="Rohin", opinions=opinions))
        found = _get(store)
        assert found is not None
        assert found.opinions == opinions
    with store.read() as session:
        assert all(people.by_name(session, one.author) for one in said)


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("https://arxiv.org/abs/2003.03384", "http://arxiv.org/pdf/2003.03384v2.pdf"),
        ("https://example.org/post/", "http://www.example.org/post?utm_source=x#part"),
    ],
)
def test_a_paper_is_found_by_any_form_of_its_link(store: Store, url: str, other: str) -> None:
    _add(store, Paper("P1", title="A paper", url=url))
    assert _under(store, other) == ["P1"]
    assert _under(store, url + "x") == []


def test_several_papers_stand_under_one_link_oldest_first(store: Store) -> None:
    url = "https://example.org/news"
    _add(store, *(Paper(f"P{number}", url=url) for number in (10, 9, 2)))
    assert _under(store, url) == ["P2", "P9", "P10"]


def test_links_in_a_title_find_it_too_and_go_with_it(store: Store) -> None:
    title = "[One](https://example.org/1) and [two](https://example.org/2)"
    _add(store, Paper("P1", title=title))
    assert _under(store, "https://example.org/1") == ["P1"]
    assert _under(store, "https://example.org/2") == ["P1"]
    with store.begin() as session:
        papers.save(session, Paper("P1", title="[Two](https://example.org/2)"))
    assert _under(store, "https://example.org/1") == []
    assert _under(store, "https://example.org/2") == ["P1"]


@pytest.mark.parametrize("length", [400, 3_000, 100_000])
def test_a_very_long_link_is_found_as_well(store: Store, length: int) -> None:
    digits = "".join(str(number * number) for number in range(length))[:length]
    url = f"https://example.org/{digits}"
    _add(store, Paper("P1", url=url))
    assert _under(store, url) == ["P1"]
    assert _under(store, url + "1") == []


def test_papers_come_in_the_order_in_which_they_were_proposed(store: Store) -> None:
    _add(store, *(Paper(f"P{number}", title=f"T{number}") for number in (10, 9, 100)))
    with store.read() as session:
        assert [one.id for one in papers.all_papers(session)] == ["P9", "P10", "P100"]
        assert papers.titles(session) == {"P9": "T9", "P10": "T10", "P100": "T100"}
        wanted = papers.with_ids(session, ["P100", "P5", "P9"])
        assert [one.id for one in wanted] == ["P100", "P9"]


def test_papers_by_status_come_earliest_due_first_and_those_without_a_date_last(
    store: Store,
) -> None:
    due = {"P2": None, "P3": _NOW + timedelta(2), "P10": _NOW, "P9": _NOW, "P1": None}
    _add(store, *(Paper(one, status=Status.CLAIMED, due=when) for one, when in due.items()))
    _add(store, Paper("P4", status=Status.DROPPED), Paper("P5", status=Status.PROPOSED))
    with store.read() as session:
        found = papers.with_status(session, [Status.CLAIMED, Status.PROPOSED])
    assert [one.id for one in found] == ["P9", "P10", "P3", "P1", "P2", "P5"]


def test_due_between_leaves_out_its_beginning_and_what_is_not_claimed(store: Store) -> None:
    for number, (days, status) in enumerate(
        [
            (0, Status.CLAIMED),
            (1, Status.CLAIMED),
            (2, Status.CLAIMED),
            (1, Status.SUBMITTED),
            (0.5, Status.CLAIMED),
        ]
    ):
        _add(store, Paper(f"P{number}", status=status, due=_NOW + timedelta(days)))
    with store.read() as session:
        found = papers.due_between(session, _NOW, _NOW + timedelta(1))
    assert [one.id for one in found] == ["P4", "P1"]


def test_the_place_of_a_card_is_remembered(store: Store) -> None:
    _add(store, Paper("P1"))
    with store.begin() as session:
        assert papers.card_of(session, "P1") is None
        papers.set_card(session, "P1", "C1", "1583341200.000100")
        papers.save(session, Paper("P1", title="changed"))
    with store.read() as session:
        assert papers.card_of(session, "P1") == ("C1", "1583341200.000100")
        assert papers.card_of(session, "P2") is None


def test_a_locked_paper_is_read_as_it_stands_once_the_lock_is_there(store: Store) -> None:
    _add(store, Paper("P1", title="free"))
    has_lock, has_read = threading.Event(), threading.Event()
    seen: list[str] = []

    def second() -> None:
        with store.begin() as session:
            row = session.get_one(PaperRow, "P1")  # Held, so that the session remembers it.
            has_read.set()
            has_lock.wait(30)
            found = papers.get(session, "P1", lock=True)
            assert found is not None
            seen.extend([found.title, row.title])

    if store.engine.dialect.name == "sqlite":
        has_read.set()  # There a second writer waits before it reads anything.
    thread = threading.Thread(target=second)
    with store.begin() as session:
        thread.start()
        assert has_read.wait(30)
        papers.get(session, "P1", lock=True)
        has_lock.set()
        papers.save(session, Paper("P1", title="taken"))
    thread.join(30)
    assert seen == ["taken", "taken"]


def test_reading_shows_one_state_however_long_it_takes(store: Store) -> None:
    _add(store, Paper("P1", title="before"))
    with store.read() as session:
        assert papers.titles(session) == {"P1": "before"}
        with store.begin() as other:
            papers.save(other, Paper("P1", title="after"))
            papers.add(other, Paper("P2"))
        session.expire_all()
        assert papers.titles(session) == {"P1": "before"}
        assert [one.title for one in papers.all_papers(session)] == ["before"]
    with store.read() as session:
        assert papers.titles(session) == {"P1": "after", "P2": ""}
