"""Spreadsheets for tests of the grid: each test has one of its own, on the page and over HTTP."""

import re
from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest
import requests
from playwright.sync_api import Locator, Page, expect

from bot.sandbox.sheets.a1 import column_index
from tests.page.visits import Visits
from tests.scenarios.newsroom import Newsroom, wait_for

Json = dict[str, Any]
Rows = Sequence[Sequence[Any]]

_numbers = count(1)


def place(name: str) -> tuple[int, int]:
    """Return row and column of a cell such as B7, from 0."""
    found = re.fullmatch(r"([A-Z]+)(\d+)", name)
    assert found is not None
    return int(found[2]) - 1, column_index(found[1])


def area(name: str, sheet_id: int = 0) -> Json:
    """Return the GridRange of a range such as B2:C7, or of a cell."""
    first, _, last = name.partition(":")
    (top, left), (bottom, right) = place(first), place(last or first)
    return {
        "sheetId": sheet_id,
        "startRowIndex": top,
        "endRowIndex": bottom + 1,
        "startColumnIndex": left,
        "endColumnIndex": right + 1,
    }


class Spreadsheet:
    """A spreadsheet as somebody sees it who does not look at the page."""

    def __init__(self, room: Newsroom) -> None:
        self._origin = room.origin
        self.title = f"Papers {next(_numbers)}"
        made = self.call("POST", "", {"properties": {"title": self.title}})
        self.id: str = made["spreadsheetId"]
        self.tab: int = made["sheets"][0]["properties"]["sheetId"]

    def call(self, method: str, path: str, body: Json | None = None, **query: Any) -> Json:
        """Call the API as a person, and return the answer, which must be no refusal."""
        answer = requests.request(
            method,
            f"{self._origin}/v4/spreadsheets{path}",
            headers={"Authorization": "Bearer human"},
            json=body,
            params=query,
            timeout=10,
        )
        assert answer.ok, answer.text
        done: Json = answer.json()
        return done

    def batch(self, *changes: Json) -> Json:
        """Carry out requests."""
        return self.call("POST", f"/{self.id}:batchUpdate", {"requests": list(changes)})

    def write(self, where: str, rows: Rows, option: str = "RAW") -> None:
        """Write values from a cell on."""
        path = f"/{self.id}/values/{where}"
        self.call("PUT", path, {"values": rows}, valueInputOption=option)

    def values(self, where: str, render: str = "FORMATTED_VALUE") -> list[list[Any]]:
        """Return the values of a range."""
        path = f"/{self.id}/values/{where}"
        found: list[list[Any]] = self.call("GET", path, valueRenderOption=render).get("values", [])
        return found

    def text(self, name: str) -> str:
        """Return what is seen in a cell."""
        rows = self.values(name)
        return str(rows[0][0]) if rows else ""

    def cell(self, name: str, fields: str = "*") -> Json:
        """Return the CellData of a cell."""
        mask = f"sheets.data.rowData.values({fields})"
        found = self.call("GET", f"/{self.id}", ranges=name, fields=mask)
        rows = found["sheets"][0]["data"][0].get("rowData", [])
        return dict(rows[0]["values"][0]) if rows and rows[0].get("values") else {}

    def link(self, name: str) -> str | None:
        """Return where a cell leads."""
        return self.cell(name, "hyperlink").get("hyperlink")

    def properties(self) -> list[Json]:
        """Return the properties of all tabs."""
        found = self.call("GET", f"/{self.id}", fields="sheets.properties")
        return [sheet["properties"] for sheet in found["sheets"]]

    def dimensions(self, which: str, key: str) -> list[int]:
        """Return the rows or columns whose metadata has something, such as hiddenByUser."""
        name = "rowMetadata" if which == "ROWS" else "columnMetadata"
        found = self.call("GET", f"/{self.id}", fields=f"sheets.data.{name}")
        listed = found["sheets"][0]["data"][0][name]
        return [index for index, one in enumerate(listed) if one.get(key)]

    def waits(self, where: str, rows: Rows) -> None:
        """Wait until a range has these values."""
        wanted = [list(row) for row in rows]
        seen: list[Any] = []

        def arrived() -> bool:
            seen[:] = self.values(where)
            return seen == wanted

        try:
            wait_for(arrived, 20)
        except AssertionError:
            pytest.fail(f"{where} has {seen}, not {wanted}")

    # -- set up

    def put_link(self, name: str, text: str, address: str) -> None:
        """Write a text with a link into a cell."""
        cell = {
            "userEnteredValue": {"stringValue": text},
            "userEnteredFormat": {"textFormat": {"link": {"uri": address}}},
        }
        self.put(name, cell, "userEnteredValue,userEnteredFormat.textFormat.link")

    def put(self, name: str, cell: Json, fields: str) -> None:
        """Write CellData into a cell."""
        where = area(name, self.tab)
        rows = [{"values": [cell]}]
        self.batch({"updateCells": {"range": where, "rows": rows, "fields": fields}})

    def allow(self, where: str, choices: Sequence[str], *, strict: bool = True) -> None:
        """Put a dropdown on cells."""
        values = [{"userEnteredValue": choice} for choice in choices]
        rule = {
            "condition": {"type": "ONE_OF_LIST", "values": values},
            "strict": strict,
            "showCustomUi": True,
        }
        self.batch({"setDataValidation": {"range": area(where, self.tab), "rule": rule}})

    def freeze(self, rows: int = 1) -> None:
        """Freeze the first rows."""
        properties = {"sheetId": self.tab, "gridProperties": {"frozenRowCount": rows}}
        change = {"properties": properties, "fields": "gridProperties.frozenRowCount"}
        self.batch({"updateSheetProperties": change})


class Grid:
    """A spreadsheet on the page, as the person who looks at it uses it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.element = page.get_by_role("grid", name="Cells")
        self.keys = page.keyboard

    def cell(self, name: str) -> Locator:
        """Return a cell by its name."""
        row, column = place(name)
        return self.element.locator(f'[role=gridcell][data-row="{row}"][data-column="{column}"]')

    def row_head(self, number: int) -> Locator:
        """Return the head of a row."""
        return self.element.get_by_role("rowheader", name=re.compile(rf"^{number}\b"))

    def letter(self, name: str) -> Locator:
        """Return the head of a column."""
        return self.element.get_by_role("columnheader", name=re.compile(rf"^{name}\b"))

    @property
    def name(self) -> Locator:
        """The box with the name of what is selected."""
        return self.page.get_by_role("textbox", name="Name of the cell or range")

    @property
    def bar(self) -> Locator:
        """The box with the whole text of the active cell."""
        return self.page.get_by_role("textbox", name="Text of the cell")

    @property
    def editor(self) -> Locator:
        """The box over the cell that is edited."""
        return self.page.locator(".editor-box")

    @property
    def trouble(self) -> Locator:
        """What is said above the grid."""
        return self.page.locator(".sheet-notice")

    def select(self, where: str) -> None:
        """Select a range by its name."""
        self.name.fill(where)
        self.name.press("Enter")
        expect(self.name).to_have_value(where)

    def type(self, text: str) -> None:
        """Type into the active cell, and go on to the next below."""
        self.keys.type(text)
        self.keys.press("Enter")

    def selected(self, where: str) -> None:
        """Wait until a range is selected."""
        expect(self.name).to_have_value(where)

    def menu(self, title: str, item: str | re.Pattern[str]) -> None:
        """Choose from the menu bar."""
        self.page.get_by_role("menubar").get_by_role("menuitem", name=title, exact=True).click()
        self.choose(title, item)

    def choose(self, menu: str, item: str | re.Pattern[str]) -> None:
        """Choose from an open menu."""
        opened = self.page.get_by_role("menu", name=menu)
        kinds = opened.locator("[role^=menuitem]")
        if isinstance(item, str):
            item = re.compile(f"^{re.escape(item)}")
        kinds.filter(has=self.page.locator(".sheet-menu-label", has_text=item)).first.click()

    def context(self, target: Locator, item: str | re.Pattern[str]) -> None:
        """Choose from the menu of what is right-clicked."""
        target.click(button="right")
        self.choose("Cells", item)

    def saved(self) -> None:
        """Wait until all is saved."""
        expect(self.page.locator(".status-saved")).to_have_text("Saved")


class Looking:
    """Somebody who looks at one spreadsheet after the other, on one page."""

    def __init__(self, visits: Visits, room: Newsroom, **how: Any) -> None:
        self._visits = visits
        self.page = visits(room, **how)

    def allow(self, words: str) -> None:
        """Let messages on the console with these words in them pass: a test provokes them."""
        self._visits.allow(words)

    def at(self, sheet: Spreadsheet) -> Grid:
        """Put a spreadsheet in front by the chooser; its first cell is selected then."""
        opened = self.page.get_by_role("menu", name="Spreadsheets")
        choice = opened.get_by_role("menuitemcheckbox", name=sheet.title, exact=True)

        def is_offered() -> bool:
            """A menu shows what there was when it was opened: news may come after that."""
            for _ in range(2):
                self.page.keyboard.press("Escape")
            self.page.get_by_role("button", name=re.compile("^Spreadsheet: ")).click()
            expect(opened).to_be_visible()
            return choice.count() == 1

        wait_for(is_offered, 20)
        choice.click()
        expect(self.page.get_by_role("button", name=f"Spreadsheet: {sheet.title}")).to_be_visible()
        grid = Grid(self.page)
        expect(grid.element).to_have_attribute("data-book", sheet.id)
        grid.cell("A1").click()
        return grid

    def recover(self) -> None:
        """Load the page again, after a test that has failed in the midst of something."""
        self.page.unroute_all()
        self.page.reload()

    def check(self) -> None:
        """Fail if the page has done what none may do; each time is told once."""
        for watch in self._visits.watches:
            try:
                watch.check()
            finally:
                watch.problems.clear()
