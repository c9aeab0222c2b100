"""The full-text index, asked for the papers that fit best. The migrations make and fill it.

What people typed reaches the index as words only, each quoted or bound: it is never syntax.
"""

# ruff: noqa: S608  what is put together is all from here; what people typed is bound as values

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, bindparam, select, text
from sqlalchemy.orm import Session

from bot.newsroom.people import could_be, name_key
from bot.newsroom.searching import Search
from bot.store.tables import NameRow

MATCH = ("\ue000", "\ue001")
"""What stands before and after each match in an excerpt: characters that nobody types."""

_RANKED = 2_000
"""So many papers that have the words are ranked. Very common words fit more papers than anybody
reads through, and to rank them all would take longer than a person waits.
"""


@dataclass(frozen=True)
class Hit:
    """A paper that fits, by its id, and the piece of its texts in which the words stand."""

    paper_id: str
    excerpt: str = ""


def search(
    session: Session, wanted: Search, categories: Sequence[str], offset: int, limit: int
) -> list[Hit]:
    """Return the papers that fit, best first, without the first ``offset``.

    ``categories`` are the spellings of the category that is wanted; none means any. Without words
    to rank by, the newest papers come first.
    """
    narrowed, values = _narrowed(session, wanted, categories)
    values |= {"offset": offset, "limit": limit}
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    if not wanted.terms:
        return _newest(session, narrowed, values)
    if is_sqlite:
        return _on_sqlite(session, wanted, narrowed, values)
    return _on_postgresql(session, wanted, narrowed, values)


def _newest(session: Session, narrowed: str, values: dict[str, Any]) -> list[Hit]:
    query = (
        "SELECT papers.id AS paper_id FROM papers"
        f" JOIN search_texts ON search_texts.paper_id = papers.id WHERE true{narrowed}"
        " ORDER BY search_texts.number DESC LIMIT :limit OFFSET :offset"
    )
    return [Hit(row.paper_id) for row in session.execute(_with_lists(query, values), values)]


def _on_sqlite(
    session: Session, wanted: Search, narrowed: str, values: dict[str, Any]
) -> list[Hit]:
    # No word has a quote in it; between quotes nothing else means anything to FTS5.
    values |= {"words": " ".join(f'"{" ".join(term)}"' for term in wanted.terms)}
    joined = (
        " JOIN search_texts ON search_texts.number = search_index.rowid"
        " JOIN papers ON papers.id = search_texts.paper_id"
    )
    ranked = (
        "SELECT number FROM (SELECT search_index.rowid AS number, search_index.rank AS rank"
        f" FROM search_index{joined if narrowed else ''} WHERE search_index MATCH :words{narrowed}"
        f" ORDER BY search_index.rowid DESC LIMIT {_RANKED})"
        " ORDER BY rank, number DESC LIMIT :limit OFFSET :offset"
    )
    numbers = list(session.scalars(_with_lists(ranked, values), values))
    shown = (
        "SELECT search_index.rowid AS number, search_texts.paper_id,"
        " snippet(search_index, -1, :begin, :end, '…', 28) AS excerpt FROM search_index"
        " JOIN search_texts ON search_texts.number = search_index.rowid"
        " WHERE search_index MATCH :words AND search_index.rowid = :number"
    )
    hits = []
    for number in numbers:
        row = session.execute(
            text(shown),
            {"words": values["words"], "number": number, "begin": MATCH[0], "end": MATCH[1]},
        ).one()
        hits.append(Hit(row.paper_id, row.excerpt))
    return hits


def _on_postgresql(
    session: Session, wanted: Search, narrowed: str, values: dict[str, Any]
) -> list[Hit]:
    values |= {f"term{at}": " ".join(term) for at, term in enumerate(wanted.terms)}
    words = " && ".join(
        f"phraseto_tsquery('newsletter', :term{at})" for at in range(len(wanted.terms))
    )
    joined = " JOIN papers ON papers.id = search_texts.paper_id" if narrowed else ""
    query = (
        f"WITH asked AS MATERIALIZED (SELECT {words} AS words), fitting AS ("
        " SELECT search_texts.number, ts_rank(document, words) AS rank"
        f" FROM asked, search_texts{joined} WHERE document @@ words{narrowed} LIMIT {_RANKED}),"
        " best AS (SELECT number, rank FROM fitting"
        " ORDER BY rank DESC, number DESC LIMIT :limit OFFSET :offset)"
        " SELECT search_texts.paper_id, ts_headline('newsletter',"
        " left(concat_ws(E'\\n', title, authors, summary, opinions), 100000), words,"
        " :shape) AS excerpt"
        " FROM asked, best JOIN search_texts ON search_texts.number = best.number"
        " ORDER BY best.rank DESC, best.number DESC"
    )
    begin, end = MATCH
    values |= {"shape": f"StartSel={begin}, StopSel={end}, MaxWords=30, MinWords=12"}
    rows = session.execute(_with_lists(query, values), values)
    return [Hit(row.paper_id, row.excerpt) for row in rows]


def _narrowed(
    session: Session, wanted: Search, categories: Sequence[str]
) -> tuple[str, dict[str, Any]]:
    """Return conditions on a paper beside its words, as SQL that begins with AND, with values."""
    narrowed, values = "", dict[str, Any]()
    for at, name in enumerate(wanted.by):
        narrowed += (
            f" AND (papers.summarizer_id IN :by{at} OR EXISTS (SELECT 1 FROM opinions"
            f" WHERE opinions.paper_id = papers.id AND opinions.author_id IN :by{at}))"
        )
        values[f"by{at}"] = _people(session, name)
    if categories:
        narrowed += " AND papers.category IN :categories"
        values["categories"] = list(categories)
    if wanted.issue:
        # The cell is the issue's name, or a link with that name.
        is_number = wanted.issue.startswith("#")
        narrowed += " AND (lower(papers.issue) LIKE :issue OR lower(papers.issue) LIKE :issue_link)"
        name = wanted.issue.lower()
        values["issue"] = f"%{name}" if is_number else name
        values["issue_link"] = f"[%{name}](%" if is_number else f"[{name}](%"
    return narrowed, values


def _people(session: Session, name: str) -> list[int]:
    """Return the ids of all whom a name may mean, whole or shortened."""
    said = name_key(name)
    names = session.execute(select(NameRow.name, NameRow.person_id))
    return sorted({row.person_id for row in names if could_be(said, row.name)})


def _with_lists(query: str, values: dict[str, Any]) -> Any:
    lists: list[BindParameter[Any]] = [
        bindparam(name, expanding=True) for name, one in values.items() if type(one) is list
    ]
    return text(query).bindparams(*lists)
