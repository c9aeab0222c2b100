"""The ten papers of the real issue #95, and what people do in Slack until they are in the sheet."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from bot.newsroom.credits import Credits, read_cells
from tests.scenarios.newsroom import Json, Newsroom, told
from tests.shared_data import shared

COLUMNS = (
    "Category", "Highlight?", "Title", "Authors", "Venue", "Year", "H/T", "Email", "Summarizer",
    "Summary", "My opinion", "Prerequisites", "Read more",
)  # fmt: skip


@dataclass(frozen=True)
class RealRow:
    """One row of the real sheet: what each cell shows, and the links behind the cells."""

    cells: dict[str, Any]
    links: dict[str, str]

    @property
    def credits(self) -> Credits:
        """Who wrote the summary, and who the opinions."""
        return read_cells(str(self.cells["Summarizer"]), str(self.cells["My opinion"]))


def real_rows() -> list[RealRow]:
    """Return the ten rows, in the order of the real sheet."""
    rows = json.loads(shared("newsletter/an95-rows.json").read_text("utf-8"))
    return [
        RealRow(
            cells={name: row[name] if row[name] is not None else "" for name in COLUMNS},
            links={name: row[f"{name}__link"] for name in COLUMNS if row.get(f"{name}__link")},
        )
        for row in rows
    ]


def writers(rows: list[RealRow]) -> list[str]:
    """Return the names of all who wrote, each once."""
    names: dict[str, None] = {}
    for row in rows:
        names |= dict.fromkeys([row.credits.summarizer])
        names |= dict.fromkeys(one.author for one in row.credits.opinions)
    return list(names)


@dataclass
class Way:
    """One paper's way through Slack, step by step; a step may be taken again if it was cut off."""

    row: RealRow
    people: dict[str, str]
    """The people's ids by their names."""
    paper: str = ""
    """The paper's ID, once it was shown to the person who proposed it."""
    steps: list[str] = field(init=False)
    """What is left to do, in order."""

    def __post_init__(self) -> None:
        others = [one.author for one in self.row.credits.opinions]
        own = self.row.credits.summarizer
        self.steps = ["propose", "claim", "submit", *(name for name in others if name != own)]

    def take_step(self, newsroom: Newsroom) -> bool:
        """Do what comes next; return whether Slack showed the person that it is done."""
        step = self.steps[0]
        match step:
            case "propose":
                is_done = self._propose(newsroom)
            case "claim":
                is_done = self._claim(newsroom)
            case "submit":
                is_done = self._submit(newsroom)
            case name:
                is_done = self._opine(newsroom, name)
        if is_done:
            self.steps.pop(0)
        return is_done

    def _propose(self, newsroom: Newsroom) -> bool:
        link = f"{self.row.links['Title']} {self.row.cells['Title']}"
        said = _own(newsroom.slash(newsroom.editor, "/propose", link))
        found = re.search(r"on the list as (P\d+)|^(P\d+)$", said, re.MULTILINE)
        self.paper = (found[1] or found[2]) if found else ""
        return bool(found)

    def _claim(self, newsroom: Newsroom) -> bool:
        said = _own(newsroom.slash(self._summarizer, "/claim", self.paper))
        return f"{self.paper} is yours" in said or "is yours already" in said

    def _submit(self, newsroom: Newsroom) -> bool:
        opened = newsroom.slash(self._summarizer, "/submit", self.paper)
        if opened["modal"] is None:
            return False
        return self._fill(newsroom, self._summarizer, self._values())

    def _opine(self, newsroom: Newsroom, name: str) -> bool:
        opened = newsroom.slash(self.people[name], "/opinion", self.paper)
        if opened["modal"] is None:
            return False
        (text,) = [one.text for one in self.row.credits.opinions if one.author == name]
        return self._fill(newsroom, self.people[name], {"opinion": text})

    def _fill(self, newsroom: Newsroom, user: str, values: Json) -> bool:
        is_closed = bool(newsroom.submit(user, **values).get("closed"))
        if not is_closed:
            newsroom.do("close", user=user)
        return is_closed

    @property
    def _summarizer(self) -> str:
        return self.people[self.row.credits.summarizer]

    def _values(self) -> Json:
        cells, own = self.row.cells, self.row.credits.summarizer
        mine = [one.text for one in self.row.credits.opinions if one.author == own]
        return {
            "title": cells["Title"],
            "url": self.row.links["Title"],
            "authors": cells["Authors"],
            "venue": cells["Venue"],
            "year": f"{cells['Year']:.0f}",
            "category": cells["Category"],
            "highlight": bool(cells["Highlight?"]),
            "hat_tip": cells["H/T"],
            "summary": cells["Summary"],
            "opinion": mine[0] if mine else "",
            "prerequisites": self._linked("Prerequisites"),
            "read_more": self._linked("Read more"),
        }

    def _linked(self, name: str) -> str:
        text = str(self.row.cells[name])
        return f"[{text}]({self.row.links[name]})" if name in self.row.links else text


def in_the_sheet(newsroom: Newsroom) -> dict[str, RealRow]:
    """Return the sheet's rows by their IDs, as one reads them with gspread, with their links."""
    book = newsroom.sheet()
    mask = "sheets(properties.title,data.rowData.values(effectiveValue,hyperlink))"
    answer = book.fetch_sheet_metadata({"fields": mask, "includeGridData": True})
    tabs = {tab["properties"]["title"]: tab for tab in answer["sheets"]}
    if "Database" not in tabs:
        return {}
    lines = [line.get("values", []) for line in tabs["Database"]["data"][0].get("rowData", [])]
    header = [_shown(cell) for cell in lines[0]]
    rows = {}
    for line in lines[1:]:
        cells = dict(zip(header, line, strict=False))
        paper = _shown(cells.get("ID", {}))
        if any(_shown(cell) for cell in line):
            assert paper not in rows, f"{paper} is there twice"
            rows[paper] = RealRow(
                cells={name: _shown(cells.get(name, {})) for name in COLUMNS},
                links={
                    name: cells[name]["hyperlink"]
                    for name in COLUMNS
                    if cells.get(name, {}).get("hyperlink")
                },
            )
    return rows


def but_the_issue(row: RealRow) -> RealRow:
    """Return a row without what is only known once it is published."""
    return RealRow(
        {**row.cells, "Email": ""},
        {name: url for name, url in row.links.items() if name != "Email"},
    )


def _own(answer: Json) -> str:
    own = [reply for reply in answer["replies"] if reply["ephemeral"]]
    return told({"replies": own})


def _shown(cell: Json) -> Any:
    value = cell.get("effectiveValue", {})
    return next(iter(value.values()), "")
