"""What is in the newsroom's database, read as plain tables and not by the desk's own code."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Engine, text

from tests.torture.tokens import tokens

Json = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """A line of the history: which paper, by whom, from where, and the fields it changed."""

    number: int
    paper: str
    source: str
    actor: str
    action: str
    changes: Mapping[str, tuple[Any, Any]]

    @cached_property
    def new(self) -> Counter[str]:
        return tokens([after for _, after in self.changes.values()])

    @cached_property
    def all(self) -> Counter[str]:
        return tokens([list(pair) for pair in self.changes.values()])


class Archive:
    """The tables at one moment."""

    def __init__(self, engine: Engine) -> None:
        with engine.connect() as connection:

            def rows(query: str) -> list[Json]:
                return [dict(row._mapping) for row in connection.execute(text(query))]

            self.papers = {row["id"]: row for row in rows("SELECT * FROM papers")}
            opinions = rows("SELECT * FROM opinions ORDER BY paper_id, position")
            lines = rows(
                "SELECT h.id, h.paper_id, h.source, h.action, h.changes, p.slack_id FROM history h"
                " LEFT JOIN people p ON p.id = h.actor_id ORDER BY h.id"
            )
            self.told = [_loaded(row["subject"]) for row in rows("SELECT subject FROM outbox")]
            self.conflicts = rows("SELECT * FROM conflicts ORDER BY id")
        for paper in self.papers.values():
            paper["opinions"] = [one for one in opinions if one["paper_id"] == paper["id"]]
        self.history = [
            Line(
                row["id"],
                row["paper_id"],
                row["source"],
                row["slack_id"] or "",
                row["action"],
                {name: tuple(pair) for name, pair in _loaded(row["changes"]).items()},
            )
            for row in lines
        ]

    @cached_property
    def tokens(self) -> set[str]:
        """All that the database has kept: papers, opinions, history, and what people were told."""
        found: set[str] = set()
        for paper_id in self.papers:
            found.update(self.tokens_of(paper_id))
        for line in self.history:
            found.update(line.all)
        return found.union(tokens(self.told))

    @cached_property
    def offered(self) -> set[str]:
        """What somebody was shown who may choose it again."""
        return set(tokens([row["lost"] for row in self.conflicts]))

    def tokens_of(self, paper_id: str) -> Counter[str]:
        """What stands in a paper as it is."""
        paper = self.papers[paper_id]
        texts = [value for value in paper.values() if isinstance(value, str)]
        opinions = [f"{one['author']} {one['heading']} {one['text']}" for one in paper["opinions"]]
        return tokens(" ".join(texts + opinions))

    def past_tokens_of(self, paper_id: str) -> set[str]:
        """What ever stood in a paper."""
        found: set[str] = set()
        for line in self.history:
            if line.paper == paper_id:
                found.update(line.all)
        return found


def moment(value: Any) -> datetime | None:
    """A moment as a database gives it: SQLite as a text, PostgreSQL as what it is."""
    if value is None:
        return None
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _loaded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
