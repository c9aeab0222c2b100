"""The tabs of a spreadsheet: which one holds the papers, and the hidden one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.sheet.unusual import UnusualSheet

TAB = "Database"
HELPER = "_desk"
FENCE = "newsletter_desk_fence"
"""Name of the named range that each batch puts in the place of the one before."""

OVERVIEW = (
    "namedRanges(namedRangeId,name),"
    "sheets.properties(sheetId,title,hidden,gridProperties(rowCount,columnCount))"
)
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Tab:
    """One tab: its id for Google, its title, and the size of its grid."""

    id: int
    title: str
    rows: int
    columns: int
    is_hidden: bool = False


@dataclass(frozen=True)
class Overview:
    """All tabs, and the ids of our named ranges."""

    tabs: tuple[Tab, ...]
    fences: tuple[str, ...]

    def titled(self, title: str) -> Tab | None:
        """Return the tab with this title, if there is one."""
        return next((tab for tab in self.tabs if tab.title == title), None)

    def newsletter(self, tab_id: int | None) -> Tab:
        """Return the tab with the papers: the one that is known, or the one that has to be it.

        Raises UnusualSheet if it is gone, or cannot be told from others.
        """
        if tab_id is not None:
            found = next((tab for tab in self.tabs if tab.id == tab_id), None)
            if found is None:
                raise UnusualSheet(
                    "The tab with the papers is gone from the spreadsheet, so I have stopped"
                    " writing. Bring it back (File → Version history); then I go on by myself."
                    " Nothing that is done in Slack is lost."
                )
            return found
        visible = [tab for tab in self.tabs if not tab.is_hidden]
        found = self.titled(TAB) or (visible[0] if len(visible) == 1 else None)
        if found is None:
            raise UnusualSheet(
                f"The spreadsheet has several tabs and none is called “{TAB}”. Give this name to"
                " the one that holds the papers, or that shall hold them; then I go on by myself."
            )
        return found


def quoted(title: str) -> str:
    """Return a tab's title as a range of the whole tab."""
    return "'" + title.replace("'", "''") + "'"


def overview(answer: Json) -> Overview:
    """Read which tabs there are."""
    return Overview(tuple(_tab(sheet) for sheet in answer.get("sheets", ())), fences_of(answer))


def tab_of(answer: Json) -> Tab:
    """Return the one tab that an answer is about."""
    (found,) = answer["sheets"]
    return _tab(found)


def only(answer: Json, tab: Tab) -> Json:
    """Return, of an answer about all tabs, what it says of one."""
    found = [one for one in answer["sheets"] if one["properties"].get("sheetId", 0) == tab.id]
    return {**answer, "sheets": found}


def fences_of(answer: Json) -> tuple[str, ...]:
    """Return the ids of our named ranges."""
    return tuple(
        one["namedRangeId"] for one in answer.get("namedRanges", ()) if one.get("name") == FENCE
    )


def _tab(found: Json) -> Tab:
    properties = found["properties"]
    grid = properties.get("gridProperties", {})
    return Tab(
        id=properties.get("sheetId", 0),
        title=properties["title"],
        rows=grid.get("rowCount", 0),
        columns=grid.get("columnCount", 0),
        is_hidden=properties.get("hidden", False),
    )
