"""A newsroom with two sheets: a private desk, and what is published."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.newsroom.papers import Status
from bot.sheet.google import Spreadsheet
from bot.sheet.two_sheets import TwoSheets
from bot.store.database import Store
from tests.sandbox.sheets_server import Google
from tests.sheet.newsrooms import Newsroom, Opened, make_small

SUMMARY = "They play."


class BetweenRequests(Spreadsheet):
    """A spreadsheet that lets a person act just before a request to write leaves."""

    just_before_write: Callable[[], None] | None = None

    def write(self, batch: Any, fields: str) -> Any:
        act, self.just_before_write = self.just_before_write, None
        if act is not None:
            act()
        return super().write(batch, fields)


class TwoSheetRoom(Newsroom):
    """A newsroom whose ``book`` is the public sheet; ``private`` is the desk's, opened."""

    private: Opened

    def __init__(self, google: Google, path: Path, books: tuple[str, str] | None = None) -> None:
        made = [make_small(google, google.sheets.create(name)) for name in ("Public", "Desk")]
        public, desk = books or (made[0], made[1])
        self.private = Opened(google, desk)
        super().__init__(google, public, path)
        self.open_two()

    def open_two(self, store: Store | None = None) -> None:
        """Begin to keep both sheets, as a process does that has just started."""
        self.desk_sheet = BetweenRequests(self.account, self.private.book, self.google.origin)
        self.public_sheet = BetweenRequests(self.account, self.book, self.google.origin)
        self.two = TwoSheets(self.desk, self.desk_sheet, self.public_sheet)

    def sync(self) -> Any:
        """Sync both, with as much of Google's quota left as a minute gives."""
        self.google.ticks.seconds += 61
        self.clock.pass_by(seconds=61)
        return self.two.sync()

    def on_desk(self) -> list[str]:
        """The IDs in the desk sheet."""
        return sorted(row["ID"] for row in self.private.table() if any(row.values()))

    def in_public(self) -> list[str]:
        """The IDs in the public sheet."""
        return sorted(row["ID"] for row in self.table() if any(row.values()))

    def written(self, title: str, **more: Any) -> str:
        """Add a paper with a summary, and return its ID."""
        fields = {"summary": SUMMARY, "summarizer": "Rohin", "status": Status.APPROVED}
        return self.add(title=title, **{**fields, **more}).id

    def restore(self, paper_id: str) -> None:
        """Bring a dropped paper back to where it was published."""
        self.change(paper_id, status=Status.PUBLISHED)


@contextmanager
def two_sheet_room(google: Google, path: Path) -> Iterator[TwoSheetRoom]:
    """A newsroom with two empty spreadsheets that are shared with it."""
    room = TwoSheetRoom(google, path)
    yield room
    room.store.close()
