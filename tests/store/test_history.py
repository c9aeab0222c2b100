"""The history: who did what to a paper, when, from where, and what stood there before."""

from datetime import UTC, datetime, timedelta, timezone

from bot.newsroom.papers import Opinion, Paper, Status
from bot.store import papers, people
from bot.store.database import Store

_NOW = datetime(2020, 3, 4, 17, 30, tzinfo=UTC)


def _record(store: Store, old: Paper, new: Paper) -> int:
    with store.begin() as session:
        if papers.get(session, new.id) is None:
            papers.add(session, new)
        actor = people.credited(session, ["Rohin"])["Rohin"]
        papers.record(
            session, [(old, new)], action="submit", source="slack", actor_id=actor, at=_NOW
        )
        return papers.last_line(session, new.id)


def test_a_line_says_who_when_from_where_and_what_changed(store: Store) -> None:
    old = Paper("P1", title="Old", notes="same")
    line = _record(store, old, old.but(title="New", status=Status.CLAIMED, highlight=True))
    with store.read() as session:
        found = papers.history_line(session, line)
        rohin = people.by_name(session, "Rohin")
    assert found is not None
    assert rohin is not None
    assert (found.paper_id, found.at, found.actor_id) == ("P1", _NOW, rohin.id)
    assert (found.source, found.action) == ("slack", "submit")
    assert found.changes == {
        "title": ["Old", "New"],
        "status": ["Proposed", "Claimed"],
        "highlight": [False, True],
    }


def test_moments_and_opinions_are_kept_whole(store: Store) -> None:
    old = Paper("P1", opinions=(Opinion("Flo", "Fine."),))
    due = datetime(2020, 3, 11, 18, tzinfo=timezone(timedelta(hours=1)))
    new = old.but(due=due, opinions=(Opinion("Rohin", "No.", "**Rohin's Opinion**: "),))
    line = _record(store, old, new)
    with store.read() as session:
        found = papers.history_line(session, line)
    assert found is not None
    before, after = found.changes["due"]
    assert before is None
    assert datetime.fromisoformat(after) == due
    assert found.changes["opinions"] == [
        [{"author": "Flo", "text": "Fine."}],
        [{"author": "Rohin", "text": "No.", "heading": "**Rohin's Opinion**: "}],
    ]


def test_lines_come_oldest_first_and_each_under_its_paper(store: Store) -> None:
    first = _record(store, Paper("P1"), Paper("P1", title="one"))
    other = _record(store, Paper("P2"), Paper("P2", title="other"))
    last = _record(store, Paper("P1", title="one"), Paper("P1", title="two"))
    with store.read() as session:
        assert [line.id for line in papers.history(session, "P1")] == [first, last]
        assert [line.id for line in papers.history(session, "P2")] == [other]
        assert papers.history(session, "P3") == []
        assert papers.history_line(session, last + 1) is None
