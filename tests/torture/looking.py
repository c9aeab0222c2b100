"""The spreadsheet as a person sees it: read over HTTP, and by nothing that the engine uses."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from tests.torture.tokens import tokens

Json = dict[str, Any]

NAMES = (
    "Category", "Highlight?", "Title", "Authors", "Venue", "Year", "H/T", "Email", "Summarizer",
    "Summary", "My opinion", "Prerequisites", "Read more", "Status", "Due", "Notes", "ID",
)  # fmt: skip
"""The columns of the newsroom, in the order in which a new sheet has them."""

PUBLIC = NAMES[:13]
TEXTS = (
    "Title", "Authors", "Venue", "H/T", "Summary", "My opinion", "Prerequisites", "Read more",
    "Notes",
)  # fmt: skip
"""Columns in which a person may write whatever they like."""

FIELDS = (
    "namedRanges,sheets(properties,merges,data(columnMetadata.hiddenByUser,rowData.values("
    "userEnteredValue,userEnteredFormat,textFormatRuns,note,formattedValue,hyperlink,"
    "effectiveValue)))"
)

OWN = "Mine "
"""How the headers of people's own columns begin."""

_RENAMED = re.compile(r"(.*) \(was (.+)\)")
_WEB = re.compile(r"https?://[^\s()\[\]]+")
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  a wall clock's time


def name_of(header: str) -> str:
    """Which of our columns a header stands for, or an empty text for a column of people's own.

    People here say what a column was called when they rename one.
    """
    renamed = _RENAMED.fullmatch(header.strip())
    text = renamed[2] if renamed else header
    key = " ".join(text.split()).casefold()
    return next((name for name in NAMES if name.casefold() == key), "")


@dataclass(frozen=True)
class Cell:
    """One cell, as Google describes it to the person who looks at it."""

    data: Json

    @property
    def text(self) -> str:
        return str(self.data.get("formattedValue", ""))

    @property
    def number(self) -> float | None:
        value = self.data.get("effectiveValue", {}).get("numberValue")
        return None if value is None else float(value)

    @property
    def moment(self) -> datetime | None:
        """The date that it holds, to the minute."""
        if self.number is None:
            return None
        return _DAY_ZERO + timedelta(minutes=round(self.number * 1440))

    @property
    def links(self) -> set[str]:
        """Where one gets to by clicking on it; an empty cell leads nowhere."""
        if self.is_empty:
            return set()
        whole = self.data.get("hyperlink")
        runs = [
            run.get("format", {}).get("link", {}).get("uri")
            for run in self.data.get("textFormatRuns", ())
        ]
        return {uri for uri in [whole, *runs] if uri}

    @property
    def addresses(self) -> set[str]:
        """All web addresses in it, seen or behind its links."""
        return self.links | set(_WEB.findall(self.text))

    @cached_property
    def tokens(self) -> Counter[str]:
        return tokens(self.text + " " + " ".join(sorted(self.links)))

    @property
    def is_empty(self) -> bool:
        return not self.text

    @property
    def is_formula(self) -> bool:
        return "formulaValue" in self.data.get("userEnteredValue", {})


EMPTY = Cell({})


@dataclass(frozen=True)
class Row:
    """A row below the header: its number in the grid, from 0, and its cells from left to right."""

    number: int
    cells: tuple[Cell, ...]
    names: tuple[str, ...]

    def __getitem__(self, name: str) -> Cell:
        """The cell of one of our columns; an empty one where there is no such column."""
        return self.named.get(name, EMPTY)

    @cached_property
    def named(self) -> dict[str, Cell]:
        """Our cells by the names of their columns; the first of two columns of one name."""
        found: dict[str, Cell] = {}
        for name, cell in zip(self.names, self.cells, strict=False):
            if name:
                found.setdefault(name, cell)
        return found

    @cached_property
    def own(self) -> list[Json]:
        """The cells of people's own columns, as they are."""
        return [cell.data for name, cell in zip(self.names, self.cells, strict=False) if not name]

    @property
    def id(self) -> str:
        return self["ID"].text.strip()

    @property
    def title(self) -> str:
        return self["Title"].text.strip()

    @property
    def is_empty(self) -> bool:
        return all(cell.is_empty for cell in self.cells)

    @property
    def is_half_typed(self) -> bool:
        """Whether somebody has begun to type a row that cannot be a paper yet."""
        return not self.id and not self.title and not all(c.is_empty for c in self.named.values())

    @cached_property
    def tokens(self) -> Counter[str]:
        """What stands in our cells."""
        found: Counter[str] = Counter()
        for cell in self.named.values():
            found += cell.tokens
        return found


class Tab:
    """One tab."""

    def __init__(self, found: Json) -> None:
        properties = found["properties"]
        grid = properties["gridProperties"]
        self.id: int = properties.get("sheetId", 0)
        self.title: str = properties["title"]
        self.is_hidden: bool = properties.get("hidden", False)
        self.height: int = grid["rowCount"]
        self.width: int = grid["columnCount"]
        self.merges: list[Json] = found.get("merges", [])
        data = found["data"][0]
        self.hidden = [bool(one.get("hiddenByUser")) for one in data.get("columnMetadata", ())]
        lines = [line.get("values", []) for line in data.get("rowData", ())]
        self.grid = [[Cell(value) for value in line] for line in lines]

    @cached_property
    def header(self) -> list[str]:
        """The texts of the first row, over the whole width of the grid."""
        texts = [cell.text for cell in self.grid[0]] if self.grid else []
        return texts + [""] * (self.width - len(texts))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Which of our columns stands where."""
        return tuple(name_of(text) for text in self.header)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows below the header down to the last one that has anything in it."""
        lines = list(self.grid[1:])
        while lines and all(cell.is_empty for cell in lines[-1]):
            lines.pop()
        return [
            Row(number, (*line, *[EMPTY] * (self.width - len(line))), self.names)
            for number, line in enumerate(lines, 1)
        ]

    @property
    def papers(self) -> list[Row]:
        """The rows in which an ID stands."""
        return [row for row in self.rows if row.id]

    def at(self, name: str) -> int | None:
        """In which column one of ours stands, counted from 0."""
        return self.names.index(name) if name in self.names else None

    def cells(self) -> Iterator[Cell]:
        """Each cell of the tab."""
        for line in self.grid:
            yield from line


class Look:
    """One look at the whole spreadsheet."""

    def __init__(self, found: Json) -> None:
        self.tabs = [Tab(one) for one in found["sheets"]]
        self.named_ranges: list[Json] = found.get("namedRanges", [])

    @cached_property
    def papers(self) -> Tab:
        """The tab with the papers: the first there is."""
        return self.tabs[0]

    @cached_property
    def others(self) -> list[Tab]:
        """The tabs that people have added."""
        return [tab for tab in self.tabs[1:] if not tab.title.startswith("_desk")]

    @cached_property
    def tokens(self) -> Counter[str]:
        """All that people can read in it."""
        return _all_tokens([self.papers, *self.others])

    @cached_property
    def hidden_tokens(self) -> Counter[str]:
        """What stands in the bot's own tabs."""
        return _all_tokens([tab for tab in self.tabs[1:] if tab not in self.others])


def _all_tokens(tabs: list[Tab]) -> Counter[str]:
    found: Counter[str] = Counter()
    for tab in tabs:
        for cell in tab.cells():
            found += cell.tokens
    return found
