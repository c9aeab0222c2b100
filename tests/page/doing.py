"""What people do again and again on the page, with the mouse unless it says otherwise."""

import re
from re import Pattern

from gspread.utils import rowcol_to_a1
from playwright.sync_api import Locator, Page, expect

from tests.scenarios.newsroom import Newsroom, wait_for


def become(page: Page, name: str) -> None:
    """Become somebody else by the switch."""
    page.get_by_role("button", name=re.compile("^You are")).click()
    page.get_by_role("menuitemradio", name=name).click()
    expect(page.get_by_role("button", name=f"You are {name}", exact=True)).to_be_visible()


def message_box(page: Page) -> Locator:
    """Return the box in which a message or a command is typed."""
    return page.get_by_role("textbox", name=re.compile("^Message "))


def say(page: Page, text: str) -> None:
    """Type a message or a command into the open conversation, and send it."""
    message_box(page).fill(text)
    message_box(page).press("Enter")


def messages(page: Page) -> Locator:
    """Return the messages of the open conversation."""
    return page.get_by_role("list", name="Messages").get_by_role("listitem")


def card(page: Page, title: str) -> Locator:
    """Return a paper's card in the open channel."""
    return messages(page).and_(
        page.get_by_role("listitem", name=re.compile(rf"\d: {re.escape(title)}: "))
    )


def press(page: Page, title: str, button: str) -> None:
    """Press a button on a paper's card."""
    card(page, title).get_by_role("button", name=button, exact=True).click()


def modal(page: Page, title: str | Pattern[str]) -> Locator:
    """Return a modal by its title."""
    return page.get_by_role("dialog", name=title)


def choose(where: Locator, field: str, option: str) -> None:
    """Choose an option of a select."""
    box = where.get_by_role("combobox", name=field)
    box.click()
    box.page.get_by_role("option", name=option, exact=True).click()


def submit_summary(page: Page, title: str, category: str, summary: str) -> None:
    """Submit a paper's summary by its card."""
    press(page, title, "Submit")
    form = modal(page, "Submit a summary")
    choose(form, "Category", category)
    form.get_by_role("textbox", name="Summary").fill(summary)
    form.get_by_role("button", name="Submit").click()
    expect(form).to_be_hidden()


def cell_of(room: Newsroom, title: str, column: str) -> str:
    """Wait until a paper has its row in the sheet; return the name of one of its cells."""

    def found() -> str | None:
        header, *rows = room.sheet().worksheet("Database").get_all_values()
        at = [number for number, row in enumerate(rows, 2) if title in row]
        return rowcol_to_a1(at[0], header.index(column) + 1) if at else None

    return wait_for(found)
