"""What ``newsletter-bot check`` looks at before the bot runs for real: a line each.

Nothing is changed anywhere: no message, no cell, no table. Only the empty file of a SQLite
database that does not exist yet is made, since that is how it is known that it can be.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings
from bot.sheet import memory, reading, setup, tabs
from bot.sheet.binding import DESK_SHEET, ONE_SHEET, PUBLIC_SHEET, Binding
from bot.sheet.google import Account, SheetError, Spreadsheet
from bot.sheet.memory import Known
from bot.sheet.unusual import UnusualSheet, check_header
from bot.slack import admission
from bot.slack.admission import NotLetIn
from bot.store.database import BadDatabaseUrl, Store, UnusableDatabase, reason_of

_FILE = "capabilities/canEdit,permissions(type,role)"
_MAY_EDIT = frozenset({"owner", "organizer", "fileOrganizer", "writer"})


@dataclass(frozen=True)
class Check:
    """What was looked at, whether it is well, and what was found or what to do.

    ``is_well`` is None where it cannot be known; the sentence then says how a person can look.
    """

    name: str
    is_well: bool | None
    sentence: str


class _Wrong(Exception):
    """Something is not as it must be; the message says what to do."""


class _Unknown(Exception):
    """It cannot be known from here; the message says how a person can look."""


def all_checks(settings: Settings, wanted_scopes: frozenset[str]) -> Iterator[Check]:
    """Look at one thing after the other.

    ``wanted_scopes`` are those that the app's manifest asks for.
    """
    yield Check("Settings", True, "complete.")
    yield _checked("Database", lambda: _database(settings))
    yield from _slack_checks(settings, wanted_scopes)
    yield from _sheet_checks(settings)


def _slack_checks(settings: Settings, wanted_scopes: frozenset[str]) -> Iterator[Check]:
    slack = WebClient(
        settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url, timeout=10
    )
    token = _checked("Slack’s bot token", lambda: admission.bot_token(slack))
    yield token
    if token.is_well:
        yield _checked("Scopes", lambda: admission.scopes(slack, wanted_scopes))
        yield _checked("Channel", lambda: admission.channel(slack, settings.channel))
        yield _checked("Editors", lambda: admission.editors(slack, settings.editors))
    app_token = settings.slack_app_token.get_secret_value()
    yield _checked("Slack’s app token", lambda: admission.app_token(slack, app_token))


def _sheet_checks(settings: Settings) -> Iterator[Check]:
    try:
        account = Account(settings.google_service_account)
        account.token()
    except SheetError as error:
        yield Check("Google account", False, str(error))
        return
    yield Check("Google account", True, f"accepted: {account.email}.")
    if settings.desk_sheet_id is None:
        yield from _spreadsheet_checks(settings, account, settings.sheet_id, ONE_SHEET)
        return
    yield from _spreadsheet_checks(settings, account, settings.sheet_id, PUBLIC_SHEET)
    yield from _spreadsheet_checks(settings, account, settings.desk_sheet_id, DESK_SHEET)


def _spreadsheet_checks(
    settings: Settings, account: Account, sheet_id: str, binding: Binding
) -> Iterator[Check]:
    of = " of the desk sheet" if binding == DESK_SHEET else ""
    spreadsheet = Spreadsheet(account, sheet_id, settings.sheets_api_url)
    name = "Desk sheet" if of else "Sheet"
    columns = _checked(name, lambda: _sheet(spreadsheet, settings, binding))
    yield columns
    try:
        file = spreadsheet.file(_FILE)
    except SheetError as error:
        if columns.is_well:
            yield Check(f"Sharing{of}", None, f"Google does not tell. {error}")
        return
    yield _checked(f"Editing{of}", lambda: _editing(file, account.email, binding))
    yield _checked(f"Sharing{of}", lambda: _sharing(file, binding))


def _checked(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except (_Wrong, NotLetIn, SheetError, UnusualSheet) as error:
        return Check(name, False, str(error))
    except _Unknown as error:
        return Check(name, None, str(error))


def _database(settings: Settings) -> str:
    try:
        store = Store(settings.database_url)
        try:
            is_current = store.is_up_to_date()
            store.check_writing()
        finally:
            store.close()
    except UnusableDatabase as error:
        raise _Wrong(f"it cannot be used: {error} Look at DATABASE_URL.") from error
    except (SQLAlchemyError, BadDatabaseUrl, OSError) as error:
        raise _Wrong(f"it cannot be opened: {reason_of(error)} Look at DATABASE_URL.") from error
    return "up to date." if is_current else "opens; its tables are made when the bot starts."


def _sheet(spreadsheet: Spreadsheet, settings: Settings, binding: Binding) -> str:
    known = _remembered(settings, binding)
    if known is not None and known.spreadsheet != spreadsheet.id:
        raise _Wrong(
            f"{binding.setting} names another spreadsheet than the one that this database belongs"
            f" to ({known.spreadsheet}). Set {binding.setting} back, or begin with another"
            " database."
        )
    overview = tabs.overview(spreadsheet.read(tabs.OVERVIEW))
    tab = overview.newsletter(known.tab if known else None)
    sheet = reading.sheet(
        spreadsheet.read(reading.TABLE, [tabs.quoted(tab.title)]), binding.columns
    )
    rows = f"{len(sheet.rows):,} row{'' if len(sheet.rows) == 1 else 's'}"
    if known is not None and known.columns == len(binding.columns):
        check_header(sheet.header, sheet.header_row)
        return f"all columns are there; {rows}."
    setup.check(sheet)
    if sheet.header.is_empty:
        return "empty; it is set up when the bot starts."
    if sheet.header.missing:
        return (
            f"{rows}. When the bot starts, each becomes a paper, and"
            f" {', '.join(sheet.header.missing)} are added on the right; no cell is changed."
        )
    return f"all columns are there; {rows}, which become papers when the bot starts."


def _remembered(settings: Settings, binding: Binding) -> Known | None:
    """Return what the database knows of the sheet; None also where it cannot be asked."""
    try:
        store = Store(settings.database_url)
        try:
            if not store.is_up_to_date():
                return None
            with store.read() as session:
                return memory.recall(session, binding.name).known
        finally:
            store.close()
    except (SQLAlchemyError, BadDatabaseUrl, UnusableDatabase, OSError):
        return None  # the line about the database says so


def _editing(file: dict[str, Any], email: str, binding: Binding) -> str:
    if not file.get("capabilities", {}).get("canEdit"):
        raise _Wrong(
            f"{email} may only read {binding.words}. Open it, press Share, and make this address an"
            " editor."
        )
    return (
        f"the bot may write. Whoever may edit {binding.words} has an editor’s power in the"
        " newsroom."
    )


def _sharing(file: dict[str, Any], binding: Binding) -> str:
    permissions = file.get("permissions")
    if permissions is None:
        raise _Unknown(
            f"Google does not tell the bot who can read {binding.words}. Press Share and look under"
            f" “General access”: with “Anyone with the link”, {_what_is_in(binding)} public."
        )
    roles = {one["role"] for one in permissions if one["type"] == "anyone"}
    if roles & _MAY_EDIT:
        raise _Wrong(
            f"anyone with the link may edit {binding.words}, and so has an editor’s power. Press"
            " Share and set “General access” to Viewer, or to Restricted."
        )
    if roles and binding == DESK_SHEET:
        raise _Wrong(
            "anyone with the link can read the desk sheet, and so the drafts, which it is there to"
            " keep private. Press Share and set “General access” to Restricted."
        )
    drafts = "" if binding.publishes else ", and so the drafts in it too"
    if roles:
        return f"anyone with the link can read {binding.words}{drafts}."
    if any(one["type"] == "domain" for one in permissions):
        return f"everybody in your organisation can open {binding.words}{drafts}."
    return f"only those whom it is shared with can read {binding.words}; outside readers cannot."


def _what_is_in(binding: Binding) -> str:
    return "what is published is" if binding.publishes else "drafts are"
