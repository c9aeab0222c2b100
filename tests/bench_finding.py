"""How long ``/find`` takes among many papers, beside the bare ranked query of the same index.

The real summaries are multiplied and varied; the queries stand in ``finding_queries.txt``, the
twenty commonest words first.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import insert, text

from bot.desk.desk import Desk
from bot.desk.searching import PAGE, find
from bot.newsroom.categories import ALIGNMENT_NEWSLETTER
from bot.newsroom.errors import NotFound
from bot.newsroom.people import Actor
from bot.newsroom.searching import Search, search_in
from bot.store import people
from bot.store.database import Store
from bot.store.tables import PaperRow
from tests.sheet.real_sheet import real_rows
from tests.stores import KINDS, Databases, opened

PAPERS = 100_000
QUERIES = Path(__file__).with_name("finding_queries.txt")
_AT_A_TIME = 2_000

_BARE = {
    "sqlite": (
        "SELECT rowid FROM search_index WHERE search_index MATCH :words ORDER BY rank LIMIT :limit"
    ),
    "postgresql": (
        "SELECT number FROM search_texts, plainto_tsquery('newsletter', :words) AS words"
        " WHERE document @@ words ORDER BY ts_rank(document, words) DESC LIMIT :limit"
    ),
}


def say_findings(say: Callable[[str], None], size: int = PAPERS) -> None:
    """Measure both kinds of database, and print the 95th percentiles."""
    queries = QUERIES.read_text("utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        databases = Databases(Path(folder))
        for kind in KINDS:
            with opened(databases.empty(kind)) as store:
                store.migrate()
                fill(store, size)
                bare = [_bare(store, kind, search_in(query)) for query in queries]
                whole = [_seconds(partial(_find, store, query)) for query in queries]
                worded = [one for one in bare if one is not None]
                say(
                    f"/find among {size:,}, {len(queries)} queries, {kind}:"
                    f" {_95th(whole) * 1e3:.1f} ms at the 95th percentile,"
                    f" {_95th(whole) / _95th(worded):.2f} × the bare ranked query's"
                    f" {_95th(worded) * 1e3:.1f} ms; median {statistics.median(whole) * 1e3:.1f} ms"
                )
        databases.close()


def fill(store: Store, size: int) -> None:
    """Store so many papers: the real ones again and again, each time with other words in them."""
    real = real_rows()
    with store.begin() as session:
        ids = people.credited(session, {row["Summarizer"] for row in real if row["Summarizer"]})
    for start in range(0, size, _AT_A_TIME):
        numbers = range(start, min(size, start + _AT_A_TIME))
        with store.begin() as session:
            rows = [_row(number, real, ids) for number in numbers]
            session.execute(insert(PaperRow), rows)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _row(number: int, real: list[dict[str, str]], ids: dict[str, int]) -> dict[str, object]:
    row, other = real[number % len(real)], real[(number * 7 + 3) % len(real)]
    words, more = row["Summary"].split(), other["Summary"].split()
    cut = number // len(real) % (len(words) + 1)
    empty = dict.fromkeys(("url", "venue", "year", "hat_tip", "prerequisites", "read_more"), "")
    return empty | {
        "id": f"P{number + 1}",
        "title": row["Title"],
        "authors": row["Authors"],
        "category": row["Category"],
        "highlight": False,
        "issue": row["Email"],
        "summarizer": row["Summarizer"],
        "summarizer_id": ids.get(row["Summarizer"]),
        "summary": " ".join([*words[cut:], *more[: cut + 5]]),
        "status": "Published",
        "notes": "",
    }


def _find(store: Store, query: str) -> None:
    desk = Desk(
        store=store,
        clock=lambda: datetime.now(UTC),
        channel="C1",
        editors=frozenset(),
        claim_days=7,
        categories=ALIGNMENT_NEWSLETTER,
        zone=ZoneInfo("UTC"),
    )
    try:
        find(desk, Actor("U1", "Ada"), query)
    except NotFound:
        return


def _bare(store: Store, kind: str, wanted: Search) -> float | None:
    if not wanted.terms:
        return None
    words = " ".join(word for term in wanted.terms for word in term)
    values = {"words": words, "limit": PAGE + 1}

    def ask() -> None:
        with store.read() as session:
            session.execute(text(_BARE[kind]), values).all()

    return _seconds(ask)


def _seconds(do: Callable[[], object]) -> float:
    do()
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def _95th(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]
