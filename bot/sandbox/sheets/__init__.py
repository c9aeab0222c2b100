"""A Google for one machine: Sheets v4, the part of Drive v3 that gspread uses, and tokens.

Everything is held in memory and runs in one thread. It refuses what Google refuses, in Google's
words where they are known.
"""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from starlette.routing import BaseRoute

from .changes import Changed
from .drive import DriveRoutes
from .errors import not_found
from .formulas import Workings
from .quota import Quota
from .reads import grid
from .routes import SheetsRoutes
from .store import Store
from .token import Accounts

__all__ = ["Sheets"]


class Sheets:
    """The spreadsheets, the service account, and the routes to both.

    `origin` is where the server is reached. `now` dates changes. Quotas and the age of tokens run
    by `ticks`, and assertions for a token are held against `wall`: both are the machine's own, as
    the clients' are, also where `now` is moved.
    """

    def __init__(
        self,
        origin: str,
        now: Callable[[], datetime],
        *,
        wall: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = Store(now)
        self._accounts = Accounts(origin.rstrip("/"), wall, ticks)
        self._quota = Quota(ticks)

    @property
    def version(self) -> int:
        """Grows with each change to any spreadsheet or its sharing, and with each token."""
        return self._store.version + self._accounts.granted

    def on_change(self, listener: Callable[[Changed], None]) -> None:
        """Tell a listener of each change, where it is made; it has to be quick."""
        self._store.on_change = listener

    def routes(self) -> list[BaseRoute]:
        """`/v4/spreadsheets…`, `/drive/v3/files…` and `/token`, for Starlette."""
        return [
            *SheetsRoutes(self._store, self._accounts, self._quota).routes(),
            *DriveRoutes(self._store, self._accounts).routes(),
        ]

    def who(self, headers: Mapping[str, str]) -> str | None:
        """Who sends these headers: "human", the service account's address, or None."""
        lower = {name.lower(): value for name, value in headers.items()}
        caller = self._accounts.caller(lower)
        return caller.name if caller else None

    def service_account(self) -> dict[str, Any]:
        """The contents of the service account's JSON file; the key is the same every time."""
        return self._accounts.file()

    def create(self, title: str) -> str:
        """Make a spreadsheet that the service account may edit. Returns its id."""
        book = self._store.create(title)
        self._store.share(book, self._accounts.email, "writer")
        return book.book_id

    def summary(self) -> list[dict[str, Any]]:
        """Each spreadsheet: id, title, when it was changed, its tabs, and who may do what."""
        return [
            {
                "id": book.book_id,
                "title": book.title,
                "modified": book.modified,
                "tabs": [
                    {
                        "id": tab.sheet_id,
                        "title": tab.title,
                        "hidden": tab.hidden,
                        "rows": tab.height,
                        "columns": tab.width,
                    }
                    for tab in book.tabs
                ],
                "shared": [
                    {"who": p.get("emailAddress", p["type"]), "role": p["role"]}
                    for p in book.permissions
                ],
            }
            for book in self._store.books.values()
        ]

    def grid(self, spreadsheet_id: str) -> list[dict[str, Any]]:
        """What a person sees: each tab's title, whether it is hidden, and its rows of cells.

        A cell is {"text", "link"}, link None where it has none. Raises GoogleError 404.
        """
        book = self._store.books.get(spreadsheet_id)
        if book is None:
            raise not_found()
        workings = Workings(book)
        return [
            {"title": tab.title, "hidden": tab.hidden, "rows": grid(tab, workings)}
            for tab in book.tabs
        ]

    def dump(self) -> dict[str, Any]:
        """All of it as JSON, with the account's private key and the tokens given out."""
        return {"account": self._accounts.dump(), **self._store.dump()}

    def load(self, data: Mapping[str, Any]) -> None:
        """Take back what `dump` gave, in place of what is here."""
        self._accounts.load(data["account"])
        self._store.load(data)
