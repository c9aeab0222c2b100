"""The tables come from migrations, on each kind of database, however many bots start at once."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, make_url, text

from bot.store import conflicts, papers, people, sheet_rows
from bot.store.database import (
    MIGRATIONS,
    BadDatabaseUrl,
    Store,
    UnusableDatabase,
    check_lasting,
    known_revisions,
    parsed_url,
)
from bot.store.tables import Base
from tests.stores import Databases, Process, at_once, opened

_TEXTS = (
    "title", "url", "authors", "venue", "year", "category", "hat_tip", "issue", "summarizer",
    "summary", "prerequisites", "read_more", "notes",
)  # fmt: skip

_MIGRATES = """
import sys
from bot.store.database import Store
store = Store(sys.argv[1])
print("ready", flush=True)
input()
store.migrate()
print(store.is_up_to_date())
"""


def test_an_empty_database_gets_just_the_tables_that_the_code_knows(
    databases: Databases, kind: str
) -> None:
    with opened(databases.empty(kind)) as store:
        assert not store.is_up_to_date()
        store.migrate()
        assert store.is_up_to_date()
        with store.engine.connect() as connection:
            opts = {"compare_type": True, "include_name": _is_no_index_of_texts}
            context = MigrationContext.configure(connection, opts=opts)
            assert compare_metadata(context, Base.metadata) == []
            assert set(Base.metadata.tables) < set(inspect(connection).get_table_names())


def _is_no_index_of_texts(name: str | None, kind: str, _parents: object) -> bool:
    """Tell whether something is not part of the full-text index, which only SQL knows."""
    return not (kind == "table" and name is not None and name.startswith("search_"))


def test_migrating_again_keeps_what_is_there(store: Store) -> None:
    with store.begin() as session:
        rohin = people.credited(session, ["Rohin"])["Rohin"]
    store.migrate()
    with store.read() as session:
        found = people.by_name(session, "Rohin")
    assert found is not None
    assert found.id == rohin


def test_threads_that_migrate_at_once_all_find_it_done(databases: Databases, kind: str) -> None:
    with opened(databases.empty(kind)) as store:
        at_once(6, lambda _: store.migrate())
        assert store.is_up_to_date()
        assert _revisions(store) == 1


def test_processes_that_migrate_at_once_all_find_it_done(databases: Databases, kind: str) -> None:
    url = databases.empty(kind)
    with opened(url) as store, Process(_MIGRATES, url) as one, Process(_MIGRATES, url) as other:
        for process in (one, other):
            process.wait_until_ready()
        for process in (one, other):
            process.go_on()
        assert one.lines() == other.lines() == ["True"]
        assert _revisions(store) == 1


def test_the_revisions_are_known_in_the_order_in_which_they_are_applied() -> None:
    applied = [one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    assert known_revisions() == list(reversed(applied))


def test_each_earlier_version_of_the_tables_is_seen_as_such_and_brought_up_to_date(
    databases: Databases, kind: str
) -> None:
    for revision in (None, *known_revisions()[:-1]):
        with opened(databases.empty(kind)) as store:
            if revision is not None:
                _migrate_to(store, revision)
            assert not store.is_up_to_date()
            store.migrate()
            assert store.is_up_to_date()


def test_a_later_version_of_the_tables_is_refused_and_left_alone(
    databases: Databases, kind: str
) -> None:
    with opened(databases.empty(kind)) as store:
        store.migrate()
        with store.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        for look in (store.is_up_to_date, store.migrate):
            with pytest.raises(UnusableDatabase, match=r"newer version .*9999.* Update the bot"):
                look()


def test_that_it_can_be_written_to_is_tried_without_leaving_anything(
    databases: Databases, kind: str
) -> None:
    with opened(databases.empty(kind)) as store:
        store.check_writing()
        with store.engine.connect() as connection:
            assert inspect(connection).get_table_names() == []
        store.migrate()
        store.check_writing()


def test_a_database_that_can_only_be_read_is_refused(databases: Databases, kind: str) -> None:
    url = databases.migrated(kind)
    if kind == "sqlite":
        read_only = url.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true"
    else:
        with opened(url) as store, store.engine.begin() as connection:
            connection.execute(text("CREATE ROLE reader LOGIN"))
            connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"))
        read_only = make_url(url).set(username="reader").render_as_string(hide_password=False)
    with opened(read_only) as store:
        assert store.is_up_to_date()
        with pytest.raises(UnusableDatabase, match=r"cannot be written to: .*(readonly|denied)"):
            store.check_writing()


def test_a_database_of_the_first_version_is_brought_up_to_date_with_all_that_is_in_it(
    databases: Databases, kind: str
) -> None:
    with opened(databases.empty(kind)) as store:
        with store.engine.connect() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")
            connection.commit()
        with store.engine.begin() as connection:
            columns, values = ", ".join(_TEXTS), ", ".join(["'x'"] * len(_TEXTS))
            connection.execute(
                text(
                    f"INSERT INTO papers (id, status, highlight, {columns})"
                    f" VALUES ('P1', 'Proposed', false, {values})"
                )
            )
            connection.execute(
                text("INSERT INTO sheet_rows (paper_id, cells) VALUES ('P1', '{\"Title\": \"x\"}')")
            )
        assert not store.is_up_to_date()
        store.migrate()
        with store.begin() as session:
            paper = papers.get(session, "P1")
            assert paper is not None
            assert {getattr(paper, name) for name in _TEXTS} == {"x"}
            assert sheet_rows.base(session) == {"P1": {"Title": "x"}}
            assert sheet_rows.gone(session) == set()
            assert conflicts.unsettled(session) == []


def test_rows_that_both_sides_agreed_on_are_those_of_the_public_sheet(
    databases: Databases, kind: str
) -> None:
    with opened(databases.empty(kind)) as store:
        _migrate_to(store, "0002")
        with store.engine.begin() as connection:
            connection.execute(_PAPER_OF_0002)
            connection.execute(
                text("INSERT INTO sheet_rows (paper_id, cells) VALUES ('P1', :cells)"),
                {"cells": '{"Title": "One", "Status": "Proposed"}'},
            )
        store.migrate()
        assert store.is_up_to_date()
        with store.read() as session:
            assert sheet_rows.base(session) == {"P1": {"Title": "One", "Status": "Proposed"}}
            assert sheet_rows.base(session, sheet="desk") == {}
        _migrate_to(store, "0002")
        with store.engine.connect() as connection:
            kept = (
                connection.execute(text("SELECT paper_id FROM sheet_rows WHERE NOT is_gone"))
                .scalars()
                .all()
            )
        assert kept == ["P1"]


def test_sqlite_survives_a_power_cut(databases: Databases) -> None:
    with opened(databases.migrated("sqlite")) as store, store.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_store_that_need_not_survive_one_does_not_wait_for_the_disk(databases: Databases) -> None:
    store = Store(databases.migrated("sqlite"), waits_for_disk=False)
    try:
        with store.engine.connect() as connection:
            assert connection.execute(text("PRAGMA synchronous")).scalar() == 1
    finally:
        store.close()


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///data/newsletter.db", "sqlite"),
        ("sqlite+aiosqlite:///data/newsletter.db", "sqlite"),
        ("postgresql://bot:secret@db/news", "postgresql+psycopg"),
        ("postgres://bot:secret@db/news", "postgresql+psycopg"),
        ("postgresql+psycopg2://bot:secret@db/news", "postgresql+psycopg"),
    ],
)
def test_addresses_of_both_kinds_are_read(url: str, driver: str) -> None:
    assert parsed_url(url).drivername == driver


@pytest.mark.parametrize(
    "url", ["", "newsletter.db", "mysql://db/news", "postgresql://db:many/news", "://", "sqlite"]
)
def test_other_addresses_are_refused_with_what_to_write_instead(url: str) -> None:
    with pytest.raises(BadDatabaseUrl, match="postgresql"):
        parsed_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file::memory:?uri=true",
        "sqlite:///file:newsletter?mode=memory&uri=true",
    ],
)
def test_a_database_that_would_be_lost_at_the_end_is_refused(url: str) -> None:
    with pytest.raises(BadDatabaseUrl, match="names no file"):
        check_lasting(url)


_PAPER_OF_0002 = text(
    "INSERT INTO papers (id, title, url, authors, venue, year, category, highlight, hat_tip, issue,"
    " summarizer, summary, prerequisites, read_more, status, notes) VALUES"
    " ('P1', 'One', '', '', '', '', '', false, '', '', '', '', '', '', 'Proposed', '')"
)


def _migrate_to(store: Store, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.engine.connect() as connection:
        config.attributes["connection"] = connection
        is_older = revision < (MigrationContext.configure(connection).get_current_revision() or "")
        (command.downgrade if is_older else command.upgrade)(config, revision)
        connection.commit()


def _revisions(store: Store) -> int:
    with store.engine.connect() as connection:
        rows = connection.execute(text("SELECT version_num FROM alembic_version")).all()
    return len(rows)
