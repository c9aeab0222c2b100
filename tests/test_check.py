"""``newsletter-bot check``: a line about each thing, and what to do where it is not well."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import app_manifest
from bot.app import sync_once
from bot.checks import Check, all_checks
from bot.settings import Settings, given_settings
from tests.commands import (
    NOBODY_LISTENS,
    PUBLIC,
    Google,
    another_channel,
    command,
    fresh_command,
    google,
    room,
    settings,
)

__all__ = ["google", "room", "settings"]


MARKS = {True: "✓", False: "✗", None: "?"}


class Looked:
    """What the checks found, as lines by their names."""

    def __init__(self, checks: Iterable[Check]) -> None:
        self._lines = {
            one.name: f"{MARKS[one.is_well]} {one.name}: {one.sentence}" for one in checks
        }

    def line(self, name: str) -> str:
        return self._lines[name]

    def has(self, name: str) -> bool:
        return name in self._lines


def given(settings: dict[str, str]) -> Settings:
    """Return settings as the bot has read them."""
    return given_settings({name.lower(): value for name, value in settings.items()})


def look(settings: dict[str, str], **changed: str) -> Looked:
    """Look at everything with these settings."""
    scopes = frozenset(app_manifest()["oauth_config"]["scopes"]["bot"])
    return Looked(all_checks(given({**settings, **changed}), scopes))


def test_check_is_content_with_a_sandbox(tmp_path: Path, settings: dict[str, str]) -> None:
    said = fresh_command(tmp_path, "check", **settings)
    assert said.returncode == 0
    assert {line[0] for line in said.stdout.splitlines()} == {"✓"}
    assert said.stderr == ""


def test_what_is_not_well_makes_the_command_fail_and_what_is_unknown_does_not(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    sheet = google.sheet()
    google.share(sheet, "reader")
    said = command(tmp_path, "check", **{**settings, "SHEET_ID": sheet})
    assert said.returncode == 1
    marks = [line[0] for line in said.stdout.splitlines()]
    assert (marks.count("✗"), marks.count("?")) == (1, 1)


def test_check_says_that_who_may_edit_has_an_editors_power(settings: dict[str, str]) -> None:
    said = look(settings)
    assert "Whoever may edit the sheet has an editor’s power" in said.line("Editing")


def test_check_says_with_whom_to_share_the_sheet(settings: dict[str, str], google: Google) -> None:
    said = look(settings, SHEET_ID=google.sheet())
    assert said.line("Sheet").startswith("✗ ")
    assert google.account in said.line("Sheet")
    assert not said.has("Sharing")


def test_check_says_when_the_bot_may_only_read(settings: dict[str, str], google: Google) -> None:
    sheet = google.sheet()
    google.share(sheet, "reader")
    said = look(settings, SHEET_ID=sheet)
    assert said.line("Editing").startswith(f"✗ Editing: {google.account} may only read")
    # Drive keeps from readers who else can read.
    assert said.line("Sharing").startswith("? ")


@pytest.mark.parametrize(
    ("role", "mark", "words"),
    [
        ("reader", "✓", "anyone with the link can read the sheet, and so the drafts"),
        ("commenter", "✓", "anyone with the link can read the sheet, and so the drafts"),
        ("writer", "✗", "anyone with the link may edit the sheet"),
    ],
)
def test_check_says_what_anyone_with_the_link_may_do(
    settings: dict[str, str], google: Google, role: str, mark: str, words: str
) -> None:
    sheet = google.sheet()
    google.share(sheet, "writer")
    google.share(sheet, role, anyone=True)
    said = look(settings, SHEET_ID=sheet)
    assert said.line("Sharing").startswith(f"{mark} Sharing: {words}")


@pytest.mark.parametrize(
    ("rows", "mark", "words"),
    [
        ((), "✓", "empty"),
        ((PUBLIC, ("News", "", "A paper")), "✓", "1 row. When the bot starts, each becomes"),
        (((*PUBLIC, "Status", "Due", "Notes", "ID"),), "✓", "all columns are there; 0 rows"),
        ((PUBLIC[1:], ("", "A paper")), "✗", "I do not find “Category”"),
        (((*PUBLIC, "Title"),), "✗", "“Title” stands twice"),
        ((("",), ("News",)), "✗", "The first row of the sheet is empty"),
    ],
)
def test_check_says_what_becomes_of_the_sheet(
    settings: dict[str, str],
    google: Google,
    rows: tuple[tuple[str, ...], ...],
    mark: str,
    words: str,
) -> None:
    sheet = google.sheet(*rows)
    google.share(sheet, "writer")
    said = look(settings, SHEET_ID=sheet)
    assert said.line("Sheet").startswith(f"{mark} Sheet: {words}")


def test_check_knows_the_sheet_of_its_database_again(
    settings: dict[str, str], google: Google
) -> None:
    sheets = google.sheet(), google.sheet()
    for sheet in sheets:
        google.share(sheet, "writer")
    mine, other = ({**settings, "SHEET_ID": sheet} for sheet in sheets)
    sync_once(given(mine))
    assert look(mine).line("Sheet").startswith("✓ Sheet: all columns")
    assert "SHEET_ID names another" in look(other).line("Sheet")


@pytest.mark.parametrize(
    ("role", "mark", "words"),
    [
        (None, "✓", "only those whom it is shared with can read the desk sheet"),
        ("reader", "✗", "anyone with the link can read the desk sheet, and so the drafts"),
        ("writer", "✗", "anyone with the link may edit the desk sheet"),
    ],
)
def test_check_says_whether_drafts_are_private_in_a_desk_sheet(
    settings: dict[str, str], google: Google, role: str | None, mark: str, words: str
) -> None:
    public, desk = google.sheet(), google.sheet()
    for sheet in (public, desk):
        google.share(sheet, "writer")
    google.share(public, "reader", anyone=True)
    if role:
        google.share(desk, role, anyone=True)
    said = look(settings, SHEET_ID=public, DESK_SHEET_ID=desk)
    line = "Sharing of the desk sheet"
    assert said.line(line).startswith(f"{mark} {line}: {words}")
    assert said.line("Sharing") == "✓ Sharing: anyone with the link can read the public sheet."
    for editing in ("Editing", "Editing of the desk sheet"):
        assert "has an editor’s power" in said.line(editing)


def test_two_sheets_are_set_up_by_one_sync(settings: dict[str, str], google: Google) -> None:
    public, desk = google.sheet(), google.sheet()
    for sheet in (public, desk):
        google.share(sheet, "writer")
    mine = {**settings, "SHEET_ID": public, "DESK_SHEET_ID": desk}
    sync_once(given(mine))
    assert look(mine).line("Sheet").startswith("✓ Sheet: all columns")
    assert look(mine).line("Desk sheet").startswith("✓ Desk sheet: all columns")


def test_check_looks_on_when_slack_refuses_the_tokens(settings: dict[str, str]) -> None:
    wrong = {"SLACK_BOT_TOKEN": "xoxb-no", "SLACK_APP_TOKEN": "xapp-no"}
    said = look(settings, **wrong)
    assert "invalid_auth" in said.line("Slack’s bot token")
    assert "connections:write" in said.line("Slack’s app token")
    assert said.line("Sheet").startswith("✓ ")


def test_check_says_who_cannot_be_reached(tmp_path: Path, settings: dict[str, str]) -> None:
    gone = {"SLACK_API_URL": NOBODY_LISTENS, "SHEETS_API_URL": NOBODY_LISTENS}
    said = command(tmp_path, "check", **{**settings, **gone})
    for name in ("Slack’s bot token", "Slack’s app token", "Sheet"):
        assert "cannot be reached" in said.line(name)
        assert "keep trying" not in said.line(name)
    assert said.stderr == ""


def test_check_says_that_the_bot_is_not_in_the_channel(settings: dict[str, str]) -> None:
    with another_channel() as elsewhere:
        said = look(settings, **elsewhere)
    assert said.line("Channel") == (
        "✗ Channel: the bot is not in #other. Invite it there: /invite @newsletter"
    )


def test_check_names_the_scopes_that_are_missing(settings: dict[str, str]) -> None:
    with another_channel(oauth_config=all_scopes_but("chat:write", "im:write")) as elsewhere:
        said = look(settings, **elsewhere)
    assert said.line("Scopes").startswith("✗ Scopes: missing: chat:write, im:write. Paste the")


def test_check_says_which_scope_it_needs_to_see_the_channel(settings: dict[str, str]) -> None:
    fewer = all_scopes_but("channels:read")
    with another_channel(oauth_config=fewer, settings={"socket_mode_enabled": True}) as elsewhere:
        said = look(settings, **elsewhere)
    assert said.line("Channel").startswith(
        "✗ Channel: the bot may not look at its channel without the scope channels:read."
    )


def all_scopes_but(*missing: str) -> dict[str, Any]:
    """Return the part of the manifest that asks for scopes, with fewer of them."""
    wanted = app_manifest()["oauth_config"]["scopes"]["bot"]
    return {"scopes": {"bot": [one for one in wanted if one not in missing]}}


def test_check_says_that_the_channel_is_archived(settings: dict[str, str]) -> None:
    with another_channel(is_archived=True) as elsewhere:
        said = look(settings, **elsewhere)
    assert said.line("Channel").startswith("✗ Channel: #other is archived. Unarchive it")


def test_check_names_an_editor_who_is_nobody(settings: dict[str, str]) -> None:
    said = look(settings, EDITORS="U0NOBODY")
    assert said.line("Editors").startswith("✗ Editors: there is nobody with the id U0NOBODY")
