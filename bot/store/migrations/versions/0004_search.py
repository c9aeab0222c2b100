"""The full-text index that /find asks

``search_texts`` has what everybody in the newsroom may find of each paper: title and authors, and
its summary and opinions once they are handed in. Triggers keep it, and the index over it, in step
with the papers within the transaction that changes one. A migration that makes ``papers`` or
``opinions`` anew on SQLite has to make their triggers anew as well.
"""

# ruff: noqa: S608  what is put together is all from here

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SHOWN = "status IN ('Submitted', 'Approved', 'Published')"

_REFRESH = """
INSERT INTO search_texts (paper_id, title, authors, summary, opinions)
SELECT id, title, authors,
    CASE WHEN {shown} THEN summary ELSE '' END,
    CASE WHEN {shown} THEN coalesce(
        (SELECT {joined} FROM opinions WHERE opinions.paper_id = papers.id), ''
    ) ELSE '' END
FROM papers WHERE {which}
ON CONFLICT (paper_id) DO UPDATE SET title = excluded.title, authors = excluded.authors,
    summary = excluded.summary, opinions = excluded.opinions
"""

_ON_SQLITE = "group_concat(text, char(10))"
_ON_POSTGRESQL = "string_agg(text, E'\\n' ORDER BY position)"

_COLUMNS = "title, authors, summary, opinions"
_OLD = "old.title, old.authors, old.summary, old.opinions"
_NEW = "new.title, new.authors, new.summary, new.opinions"
_FORGET = (
    f"INSERT INTO search_index (search_index, rowid, {_COLUMNS})"
    f" VALUES ('delete', old.number, {_OLD});"
)
_KNOW = f"INSERT INTO search_index (rowid, {_COLUMNS}) VALUES (new.number, {_NEW});"

_SQLITE = (
    "CREATE TABLE search_texts (number INTEGER PRIMARY KEY, paper_id VARCHAR(16) NOT NULL UNIQUE"
    " REFERENCES papers (id) ON DELETE CASCADE, title TEXT NOT NULL, authors TEXT NOT NULL,"
    " summary TEXT NOT NULL, opinions TEXT NOT NULL)",
    f"CREATE VIRTUAL TABLE search_index USING fts5({_COLUMNS}, content='search_texts',"
    " content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')",
    "INSERT INTO search_index (search_index, rank) VALUES ('rank', 'bm25(8.0, 4.0, 1.0, 1.0)')",
    f"CREATE TRIGGER search_text_added AFTER INSERT ON search_texts BEGIN {_KNOW} END",
    f"CREATE TRIGGER search_text_gone AFTER DELETE ON search_texts BEGIN {_FORGET} END",
    f"CREATE TRIGGER search_text_changed AFTER UPDATE ON search_texts BEGIN {_FORGET} {_KNOW} END",
    *(
        f"CREATE TRIGGER search_{name} AFTER {when} BEGIN"
        f" {_REFRESH.format(shown=_SHOWN, joined=_ON_SQLITE, which=f'id = {which}')}; END"
        for name, when, which in (
            ("paper_added", "INSERT ON papers", "new.id"),
            ("paper_changed", "UPDATE OF title, authors, summary, status ON papers", "new.id"),
            ("opinion_added", "INSERT ON opinions", "new.paper_id"),
            ("opinion_changed", "UPDATE OF text ON opinions", "new.paper_id"),
            ("opinion_gone", "DELETE ON opinions", "old.paper_id"),
        )
    ),
    _REFRESH.format(shown=_SHOWN, joined=_ON_SQLITE, which="true"),
)

_REFRESHING = """
CREATE FUNCTION search_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {refresh};
    RETURN NULL;
END $$
"""

# English stems without English stop words: a title may consist of them.
_POSTGRESQL = (
    "CREATE TEXT SEARCH DICTIONARY newsletter_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION newsletter (COPY = english)",
    "ALTER TEXT SEARCH CONFIGURATION newsletter"
    " ALTER MAPPING REPLACE english_stem WITH newsletter_stem",
    # An index entry holds a megabyte at most: of longer texts the beginning is found.
    "CREATE TABLE search_texts (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " paper_id VARCHAR(16) NOT NULL UNIQUE REFERENCES papers (id) ON DELETE CASCADE,"
    " title TEXT NOT NULL, authors TEXT NOT NULL, summary TEXT NOT NULL, opinions TEXT NOT NULL,"
    " document tsvector NOT NULL GENERATED ALWAYS AS ("
    "setweight(to_tsvector('newsletter', left(title, 100000)), 'A')"
    " || setweight(to_tsvector('newsletter', left(authors, 100000)), 'B')"
    " || to_tsvector('newsletter', left(summary, 100000))"
    " || to_tsvector('newsletter', left(opinions, 100000))) STORED)",
    *(
        _REFRESHING.format(
            name=name,
            refresh=_REFRESH.format(
                shown=_SHOWN, joined=_ON_POSTGRESQL, which=f"papers.id = {which}"
            ),
        )
        for name, which in (
            ("of_paper", "new.id"),
            ("of_opinion", "new.paper_id"),
            ("of_gone_opinion", "old.paper_id"),
        )
    ),
    "CREATE TRIGGER search_paper AFTER INSERT OR UPDATE OF title, authors, summary, status"
    " ON papers FOR EACH ROW EXECUTE FUNCTION search_of_paper()",
    "CREATE TRIGGER search_opinion AFTER INSERT OR UPDATE OF text ON opinions"
    " FOR EACH ROW EXECUTE FUNCTION search_of_opinion()",
    "CREATE TRIGGER search_opinion_gone AFTER DELETE ON opinions"
    " FOR EACH ROW EXECUTE FUNCTION search_of_gone_opinion()",
    _REFRESH.format(shown=_SHOWN, joined=_ON_POSTGRESQL, which="true"),
    "CREATE INDEX ix_search_document ON search_texts USING gin (document)",
)

_SQLITE_UNDONE = (
    *(
        f"DROP TRIGGER search_{name}"
        for name in (
            "paper_added",
            "paper_changed",
            "opinion_added",
            "opinion_changed",
            "opinion_gone",
        )
    ),
    "DROP TABLE search_index",
    "DROP TABLE search_texts",
)
_POSTGRESQL_UNDONE = (
    "DROP FUNCTION search_of_paper, search_of_opinion, search_of_gone_opinion CASCADE",
    "DROP TABLE search_texts",
    "DROP TEXT SEARCH CONFIGURATION newsletter",
    "DROP TEXT SEARCH DICTIONARY newsletter_stem",
)


def upgrade() -> None:
    _run(_SQLITE, _POSTGRESQL)


def downgrade() -> None:
    _run(_SQLITE_UNDONE, _POSTGRESQL_UNDONE)


def _run(on_sqlite: tuple[str, ...], on_postgresql: tuple[str, ...]) -> None:
    connection = op.get_bind()
    is_sqlite = connection.dialect.name == "sqlite"
    for statement in on_sqlite if is_sqlite else on_postgresql:
        connection.exec_driver_sql(statement)
