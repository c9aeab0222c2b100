"""All spreadsheets, who may see them, and how they are kept over a restart."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from .a1 import Box
from .batch.tabs import take_over
from .changes import Changed
from .errors import forbidden, not_found
from .model import COLUMNS, PLAIN, ROWS, Book, Cell, Dimension, Json, Tab
from .render import DEFAULT_FORMAT, LINK_COLOR
from .token import Caller

OWNER = "owner@example.com"
_WRITERS = ("owner", "organizer", "fileOrganizer", "writer")
_ACCENTS = ("4285F4", "EA4335", "FBBC04", "34A853", "FF6D01", "46BDC6")


def _color(code: str) -> Json:
    channels = zip(("red", "green", "blue"), (code[0:2], code[2:4], code[4:6]), strict=True)
    return {name: int(digits, 16) / 255 for name, digits in channels if digits != "00"}


_THEME: Json = {
    "primaryFontFamily": "Arial",
    "themeColors": [
        {"colorType": "TEXT", "color": {"rgbColor": {}}},
        {"colorType": "BACKGROUND", "color": {"rgbColor": _color("FFFFFF")}},
        *(
            {"colorType": f"ACCENT{i}", "color": {"rgbColor": _color(code)}}
            for i, code in enumerate(_ACCENTS, 1)
        ),
        {"colorType": "LINK", "color": {"rgbColor": LINK_COLOR}},
    ],
}


class Store:
    """The spreadsheets by id. `version` grows with every change to any of them.

    `on_change` is told of each change.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.books: dict[str, Book] = {}
        self.version = 0
        self.on_change: Callable[[Changed], None] = lambda _: None

    def stamp(self) -> str:
        """The time as Drive writes it."""
        return self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"

    def create(self, title: str) -> Book:
        """A new spreadsheet with one tab of the usual size, which only its owner sees."""
        stamp = self.stamp()
        properties = {
            "title": title,
            "locale": "en_US",
            "autoRecalc": "ON_CHANGE",
            "timeZone": "Etc/GMT",
            "defaultFormat": DEFAULT_FORMAT,
            "spreadsheetTheme": _THEME,
        }
        owner = {"id": "10000000000000000001", "type": "user", "emailAddress": OWNER}
        book = Book(
            "1" + secrets.token_urlsafe(32)[:43],
            properties,
            [Tab.new(0, "Sheet1", 1000, 26)],
            permissions=[{**owner, "role": "owner"}],
            created=stamp,
            modified=stamp,
        )
        self.keep(book)
        return book

    def copy(self, source: Book, title: str) -> Book:
        """A spreadsheet of its own with all that is in `source`, shared with nobody."""
        fresh = self.create(title)
        copied = source.copy()
        fresh.tabs, fresh.named, fresh.metadata = copied.tabs, copied.named, copied.metadata
        fresh.properties = {**copied.properties, "title": title}
        fresh.next_id = source.next_id
        self.keep(fresh)
        return fresh

    def copy_tab(self, source: Tab, book: Book) -> Tab:
        """Put a copy of `source` at the end of `book`, which is changed."""
        tab = source.copy()
        tab.sheet_id, title, number = book.number(), f"Copy of {source.title}", 1
        while book.titled(title):
            number += 1
            title = f"Copy of {source.title} {number}"
        tab.title = title
        take_over(book, source, tab)
        book.tabs.append(tab)
        return tab

    def keep(self, book: Book) -> None:
        """Make `book` what everybody sees from now on."""
        before = self.books.get(book.book_id)
        self.books[book.book_id] = book
        self._tell(before, book)

    def changed(self, book: Book, caller: Caller, reordered: frozenset[int] = frozenset()) -> None:
        """Make a copy that the caller has changed what everybody sees, and date it.

        `reordered` are the ids of the tabs in which cells may stand elsewhere than before.
        """
        before = self.books.get(book.book_id)
        self.books[book.book_id] = after = replace(book, modified=self.stamp())
        self._tell(before, after, caller, reordered)

    def delete(self, book: Book) -> None:
        """Forget a spreadsheet."""
        del self.books[book.book_id]
        self._tell(book, None)

    def _tell(
        self,
        before: Book | None,
        after: Book | None,
        caller: Caller | None = None,
        reordered: frozenset[int] = frozenset(),
    ) -> None:
        self.version += 1
        by = "bot" if caller is not None and not caller.human else "human"
        self.on_change(Changed(before, after, by, self.version, reordered))

    def share(self, book: Book, email: str, role: str) -> Json:
        """Let an account see (reader) or edit (writer) a spreadsheet."""
        found = next((p for p in book.permissions if p.get("emailAddress") == email), None)
        number = found["id"] if found else str(10**19 + len(book.permissions) + self.version)
        permission = {"id": number, "type": "user", "role": role, "emailAddress": email}
        self.let_in(book, [p for p in book.permissions if p is not found] + [permission])
        return permission

    def let_in(self, book: Book, permissions: list[Json]) -> None:
        """Say who may see and edit a spreadsheet."""
        self.keep(replace(book, permissions=permissions))

    def role(self, book: Book, caller: Caller) -> str | None:
        """The caller's role there; None when they may not even look."""
        if caller.human:
            return "owner"
        roles = [
            p["role"]
            for p in book.permissions
            if p.get("emailAddress") == caller.name or p["type"] == "anyone"
        ]
        return next((r for r in (*_WRITERS, "commenter", "reader") if r in roles), None)

    def may_write(self, book: Book, caller: Caller) -> bool:
        """Whether the caller may edit it."""
        return self.role(book, caller) in _WRITERS

    def find(self, book_id: str, caller: Caller, *, write: bool) -> Book:
        """A spreadsheet that the caller may see or, for `write`, edit.

        Raises GoogleError 404 for no such one and 403 for one that is not shared like that.
        """
        book = self.books.get(book_id)
        if book is None:
            raise not_found()
        if self.role(book, caller) is None or (write and not self.may_write(book, caller)):
            raise forbidden()
        return book

    def dump(self) -> Json:
        """Everything, as JSON."""
        return {"books": [_book_out(b) for b in self.books.values()], "version": self.version}

    def load(self, data: Mapping[str, Any]) -> None:
        """Take a dump back."""
        books = [_book_in(b) for b in data["books"]]
        self.books = {book.book_id: book for book in books}
        self.version = max(self.version, data["version"]) + 1


def _book_out(book: Book) -> Json:
    return {
        "id": book.book_id,
        "properties": book.properties,
        "tabs": [_tab_out(tab) for tab in book.tabs],
        "named": list(book.named.values()),
        "metadata": list(book.metadata.values()),
        "permissions": book.permissions,
        "created": book.created,
        "modified": book.modified,
        "next_id": book.next_id,
    }


def _book_in(data: Json) -> Book:
    return Book(
        data["id"],
        data["properties"],
        [_tab_in(tab) for tab in data["tabs"]],
        {item["namedRangeId"]: item for item in data["named"]},
        {item["metadataId"]: item for item in data["metadata"]},
        data["permissions"],
        data["created"],
        data["modified"],
        data["next_id"],
    )


def _tab_out(tab: Tab) -> Json:
    return {
        "id": tab.sheet_id,
        "title": tab.title,
        "size": [tab.height, tab.width],
        "cells": [
            [row, column, cell.entered, cell.format, list(cell.runs), cell.note, cell.validation]
            for row, column, cell in tab.cells(tab.grid)
        ],
        "dims": {
            name: [[i, d.hidden, d.size, d.filtered] for i, d in enumerate(dims) if d != PLAIN]
            for name, dims in tab.dims.items()
        },
        "hidden": tab.hidden,
        "properties": tab.properties,
        "merges": [[m.top, m.bottom, m.left, m.right] for m in tab.merges],
        "basic_filter": tab.basic_filter,
        "filter_views": tab.filter_views,
        "conditional": tab.conditional,
        "protected": tab.protected,
    }


def _tab_in(data: Json) -> Tab:
    tab = Tab.new(data["id"], data["title"], *data["size"])
    for row, column, entered, look, runs, note, validation in data["cells"]:
        tab.rows[row][column] = Cell(entered, look, tuple(runs), note, validation)
    for name in (ROWS, COLUMNS):
        for index, *kept in data["dims"][name]:
            tab.dims[name][index] = Dimension(*kept)
    tab.hidden = data["hidden"]
    tab.properties = data["properties"]
    tab.merges = [Box(*merge) for merge in data["merges"]]
    tab.basic_filter = data["basic_filter"]
    tab.filter_views = data["filter_views"]
    tab.conditional = data["conditional"]
    tab.protected = data["protected"]
    return tab
