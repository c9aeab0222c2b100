"""A newsroom with its own database, beside a running Google and one spreadsheet in it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import gspread
import requests

from bot.desk.desk import Desk
from bot.newsroom.aliases import ALIGNMENT_NEWSLETTER_ALIASES
from bot.newsroom.categories import ALIGNMENT_NEWSLETTER
from bot.newsroom.papers import Paper
from bot.newsroom.people import Actor
from bot.sheet.columns import COLUMNS
from bot.sheet.engine import Engine
from bot.sheet.google import Account, Spreadsheet
from bot.store import papers
from bot.store.database import Store
from bot.store.tables import OutboxRow
from tests.sandbox.sheets_server import Google
from tests.stores import statements

NOW = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
ANN = Actor("U1ANN", "Ann")
BOB = Actor("U2BOB", "Bob")


@dataclass
class Clock:
    """A clock that a test moves by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **how_long: float) -> None:
        self.now += timedelta(**how_long)


def make_small(google: Google, book: str) -> str:
    """Shorten a new spreadsheet, which has a thousand rows for each test to read; return its id."""
    properties = {"gridProperties": {"rowCount": 30}}
    fields = "gridProperties.rowCount"
    google.batch(book, {"updateSheetProperties": {"properties": properties, "fields": fields}})
    return book


@dataclass
class Opened:
    """A spreadsheet as a person has it open."""

    google: Google
    book: str

    def worksheet(self, title: str = "Database") -> gspread.Worksheet:
        return self.google.gspread("human").open_by_key(self.book).worksheet(title)

    def table(self) -> list[dict[str, str]]:
        """The rows as a person sees them, by header."""
        header, *rows = self.worksheet().get_all_values()
        return [dict(zip(header, row, strict=True)) for row in rows]

    def row(self, paper_id: str) -> dict[str, str]:
        (row,) = [row for row in self.table() if row["ID"] == paper_id]
        return row

    def place(self, paper_id: str, column: str) -> str:
        """Where a paper's cell stands, like C7."""
        header, *rows = self.worksheet().get_all_values()
        number = next(i for i, row in enumerate(rows, 2) if row[header.index("ID")] == paper_id)
        return f"{chr(ord('A') + header.index(column))}{number}"

    def type(self, paper_id: str, column: str, text: str) -> None:
        """Type into a paper's cell as a person does."""
        at = f"Database!{self.place(paper_id, column)}"
        self.google.write(self.book, at, [[text]], "USER_ENTERED")

    def type_row(self, **cells: str) -> None:
        """Type a row below the others; columns by name, with spaces as underscores."""
        named = {name.replace("_", " "): text for name, text in cells.items()}
        values = [named.get(column, "") for column in COLUMNS]
        self.worksheet().append_row(values, value_input_option="USER_ENTERED")  # type: ignore[arg-type]

    def link(self, paper_id: str, column: str) -> str | None:
        at = f"Database!{self.place(paper_id, column)}"
        cell = self.google.cell(self.book, at, "hyperlink")
        return cell.get("hyperlink")


@dataclass
class Newsroom(Opened):
    """A desk, its sync, and the same spreadsheet as a person has it open."""

    path: Path
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        key = self.path / "account.json"
        key.write_text(json.dumps(self.google.sheets.service_account()))
        self.account = Account(key)
        self.store = Store(f"sqlite:///{self.path / 'newsroom.db'}")
        self.store.migrate()
        self.desk = Desk(
            store=self.store,
            clock=self.clock,
            channel="C1",
            editors=frozenset({"U9ED"}),
            claim_days=7,
            categories=ALIGNMENT_NEWSLETTER,
            zone=BERLIN,
            aliases=ALIGNMENT_NEWSLETTER_ALIASES,
        )
        self.waits: list[float] = []
        self.engine = self.another_engine()

    def another_engine(self, book: str | None = None) -> Engine:
        """A sync as another process would run it, or one for another spreadsheet."""
        spreadsheet = Spreadsheet(
            self.account, book or self.book, self.google.origin, self.waits.append
        )
        return Engine(self.desk, spreadsheet)

    # -- the desk

    def add(self, **fields: Any) -> Paper:
        """Store a paper as if it had come in Slack."""
        with self.desk.work() as work:
            paper = Paper(id=papers.next_id(work.session), **fields)
            work.add(paper, action="propose", quiet=True)
        return paper

    def change(self, paper_id: str, **fields: Any) -> None:
        """Change a paper as if it had been done in Slack."""
        with self.desk.work() as work:
            paper = work.paper(paper_id)
            work.change(paper, paper.but(**fields), "submit", quiet=True)

    def paper(self, paper_id: str) -> Paper:
        with self.store.read() as session:
            paper = papers.get(session, paper_id)
        assert paper is not None
        return paper

    def papers(self) -> list[Paper]:
        with self.store.read() as session:
            return papers.all_papers(session)

    def history(self, paper_id: str) -> list[tuple[str, str, dict[str, Any]]]:
        """Action, source and changes of each line, oldest first."""
        with self.store.read() as session:
            lines = papers.history(session, paper_id)
            return [(line.action, line.source, dict(line.changes)) for line in lines]

    @contextmanager
    def statements(self) -> Iterator[list[str]]:
        """The statements that the database is given within the block."""
        with statements(self.store) as seen:
            yield seen

    def messages(self, kind: str) -> list[dict[str, Any]]:
        """The subjects of the messages of a kind, oldest first."""
        with self.store.read() as session:
            rows = session.query(OutboxRow).filter_by(kind=kind).order_by(OutboxRow.id)
            return [dict(row.subject) for row in rows]

    def told(self) -> list[str]:
        """What the editors were told."""
        return [subject["text"] for subject in self.messages("editor-note")]


class Sandboxed(Newsroom):
    """A newsroom whose Google counts the requests and can be made to fail."""

    def calls(self) -> list[tuple[str, int]]:
        """Each request of the bot for cells: its verb and its status, 0 without an answer."""
        answer = requests.get(f"{self.google.origin}/sandbox/calls", timeout=10).json()
        return [
            (call["verb"], call["status"])
            for call in answer
            if call["path"].startswith("/v4/") and call["by"] != "human"
        ]

    def fault(self, match: str, kind: str, **more: Any) -> None:
        """Let something go wrong with the next request whose path has ``match`` in it."""
        body = {"side": "sheets", "match": match, "kind": kind, **more}
        answer = requests.post(f"{self.google.origin}/sandbox/faults", json=body, timeout=10)
        assert answer.ok, answer.text

    def forget_faults(self) -> None:
        """Let nothing go wrong any more."""
        requests.delete(f"{self.google.origin}/sandbox/faults", timeout=10).raise_for_status()

    def just_before_the_write(self, *batch: dict[str, Any]) -> None:
        """Let a person's batch come between the next sync's read and its write."""
        path = f"/v4/spreadsheets/{self.book}:batchUpdate"
        request = {"method": "POST", "path": path, "body": {"requests": list(batch)}}
        self.fault(":batchUpdate", "before", request=request)
