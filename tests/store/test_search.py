"""The full-text index follows the papers, and takes whatever people type for words."""

from dataclasses import replace

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.newsroom.papers import Opinion, Paper, Status
from bot.newsroom.searching import search_in
from bot.store import papers
from bot.store.database import MIGRATIONS, Store
from bot.store.search import MATCH, Hit, search
from tests.stores import Databases, opened

OPTIMIZERS = Paper(
    "P1",
    title="Learned optimizers",
    authors="Evan Hubinger",
    category="Mesa optimization",
    issue="[AN #58](https://example.org/58)",
    summarizer="Rohin Shah",
    summary="A mesa optimizer is a learned algorithm that searches.",
    opinions=(Opinion("Zach Robertson", "Deception seems likely."),),
    status=Status.PUBLISHED,
)
GRADIENTS = Paper(
    "P2",
    title="On gradients",
    authors="Ada L",
    category="Deep learning",
    issue="AN #5",
    summarizer="Zach Robertson",
    summary="Gradients of the learned optimizer vanish.",
    status=Status.SUBMITTED,
)


def found(store: Store, words: str, *categories: str) -> list[str]:
    """Return the ids of the papers that are found, best first."""
    return [hit.paper_id for hit in hits(store, words, *categories)]


def hits(store: Store, words: str, *categories: str) -> list[Hit]:
    """Return what is found, best first."""
    with store.read() as session:
        return search(session, search_in(words), categories, 0, 10)


def put(store: Store, *new: Paper) -> None:
    """Store new papers."""
    with store.begin() as session:
        papers.add(session, *new)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("optimizers", ["P1", "P2"]),  # the title counts most, and word forms do not matter
        ("hubinger", ["P1"]),
        ("deception", ["P1"]),
        ("gradient vanishing", ["P2"]),
        ('"learned algorithm"', ["P1"]),
        ('"algorithm learned"', []),
        ("learned by:zach", ["P1", "P2"]),
        ("by:Rohin", ["P1"]),
        ("by:Nobody", []),
        ("AN #58", ["P1"]),
        ("an#5", ["P2"]),
        ("#58 mesa", ["P1"]),
        ("the", ["P2"]),
        ("nothing of this", []),
    ],
)
def test_papers_are_found_by_any_of_their_texts_and_narrowed_down(
    store: Store, words: str, ids: list[str]
) -> None:
    put(store, OPTIMIZERS, GRADIENTS)
    assert found(store, words) == ids
    assert found(store, words, "Forecasting") == []


def test_the_match_is_shown_in_its_surroundings(store: Store) -> None:
    put(store, OPTIMIZERS)
    (hit,) = hits(store, "deceptive")
    assert "{}Deception{} seems likely".format(*MATCH) in hit.excerpt


def test_a_draft_is_found_by_its_title_only_until_it_is_handed_in(store: Store) -> None:
    for at, status in enumerate(Status):
        put(store, replace(OPTIMIZERS, id=f"P{100 + at}", status=status))
    handed_in = {Status.SUBMITTED, Status.APPROVED, Status.PUBLISHED}
    seen = {f"P{100 + at}" for at, status in enumerate(Status) if status in handed_in}
    assert set(found(store, "algorithm")) == seen
    assert set(found(store, "deception")) == seen
    assert len(found(store, "optimizers hubinger")) == len(Status)


def test_the_index_follows_each_change_in_its_transaction(store: Store) -> None:
    put(store, OPTIMIZERS)
    with store.begin() as session:
        papers.save(session, OPTIMIZERS.but(title="Inner alignment", opinions=()))
        assert [hit.paper_id for hit in search(session, search_in("inner"), (), 0, 1)] == ["P1"]
        session.rollback()
    assert found(store, "deception") == ["P1"]
    with store.begin() as session:
        papers.save(session, OPTIMIZERS.but(title="Inner alignment", opinions=()))
    assert found(store, "deception") == []
    assert found(store, "inner") == ["P1"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(['"', "*", "NEAR(", ")", "OR", "NOT", "title:", "^", "-", "a", "&",
                             "|", "!", "<->", ":*", "'", "\\", "by:", "in:", "#5", "%", ";--"]),
            max_size=12,
        ).map(" ".join),
    )
)  # fmt: skip
def test_nothing_that_is_typed_is_a_syntax(store: Store, words: str) -> None:
    wanted = search_in(words)
    if not wanted.is_empty:
        with store.read() as session:
            assert search(session, wanted, (), 0, 5) == []


def test_papers_of_the_version_before_are_found(databases: Databases, kind: str) -> None:
    with opened(databases.empty(kind)) as store:
        with store.engine.connect() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            command.upgrade(config, "0003")
            connection.commit()
        put(store, OPTIMIZERS, GRADIENTS)
        store.migrate()
        assert found(store, "deception") == ["P1"]
        assert found(store, "optimizers") == ["P1", "P2"]
        with store.engine.connect() as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, "0003")
            connection.commit()
            assert connection.scalar(text("SELECT count(*) FROM papers")) == 2
        store.migrate()
        assert found(store, "deception") == ["P1"]
