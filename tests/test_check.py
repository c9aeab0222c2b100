"""``newsletter-bot check``: a line about each thing, and what to do where it is not well."""

from pathlib import Path

import pytest

from tests.commands import NOBODY_LISTENS, PUBLIC, Google, command, google, room, settings

__all__ = ["google", "room", "settings"]


def test_check_is_content_with_a_sandbox(tmp_path: Path, settings: dict[str, str]) -> None:
    said = command(tmp_path, "check", **settings)
    assert said.returncode == 0
    assert {line[0] for line in said.stdout.splitlines()} == {"✓"}
    assert said.stderr == ""


def test_check_says_that_who_may_edit_has_an_editors_power(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    said = command(tmp_path, "check", **settings)
    assert "Whoever may edit the sheet has an editor’s power" in said.line("Editing")


def test_check_says_with_whom_to_share_the_sheet(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    said = command(tmp_path, "check", **{**settings, "SHEET_ID": google.sheet()})
    assert said.returncode == 1
    assert said.line("Sheet").startswith("✗ ")
    assert google.account in said.line("Sheet")
    assert "Sharing:" not in said.stdout


def test_check_says_when_the_bot_may_only_read(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    sheet = google.sheet()
    google.share(sheet, "reader")
    said = command(tmp_path, "check", **{**settings, "SHEET_ID": sheet})
    assert said.returncode == 1
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
    tmp_path: Path, settings: dict[str, str], google: Google, role: str, mark: str, words: str
) -> None:
    sheet = google.sheet()
    google.share(sheet, "writer")
    google.share(sheet, role, anyone=True)
    said = command(tmp_path, "check", **{**settings, "SHEET_ID": sheet})
    assert said.line("Sharing").startswith(f"{mark} Sharing: {words}")
    assert said.returncode == (0 if mark == "✓" else 1)


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
    tmp_path: Path,
    settings: dict[str, str],
    google: Google,
    rows: tuple[tuple[str, ...], ...],
    mark: str,
    words: str,
) -> None:
    sheet = google.sheet(*rows)
    google.share(sheet, "writer")
    said = command(tmp_path, "check", **{**settings, "SHEET_ID": sheet})
    assert said.line("Sheet").startswith(f"{mark} Sheet: {words}")
    assert said.returncode == (0 if mark == "✓" else 1)


def test_check_knows_the_sheet_of_its_database_again(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    sheets = google.sheet(), google.sheet()
    for sheet in sheets:
        google.share(sheet, "writer")
    mine, other = ({**settings, "SHEET_ID": sheet} for sheet in sheets)
    assert command(tmp_path, "sync", "--once", **mine).returncode == 0
    assert command(tmp_path, "check", **mine).line("Sheet").startswith("✓ Sheet: all columns")
    assert "SHEET_ID names another" in command(tmp_path, "check", **other).line("Sheet")


def test_check_looks_on_when_slack_refuses_the_tokens(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    wrong = {"SLACK_BOT_TOKEN": "xoxb-no", "SLACK_APP_TOKEN": "xapp-no"}
    said = command(tmp_path, "check", **{**settings, **wrong})
    assert said.returncode == 1
    assert "invalid_auth" in said.line("Slack’s bot token")
    assert "connections:write" in said.line("Slack’s app token")
    assert said.line("Sheet").startswith("✓ ")


def test_check_says_who_cannot_be_reached(tmp_path: Path, settings: dict[str, str]) -> None:
    gone = {"SLACK_API_URL": NOBODY_LISTENS, "SHEETS_API_URL": NOBODY_LISTENS}
    said = command(tmp_path, "check", **{**settings, **gone})
    assert said.returncode == 1
    for name in ("Slack’s bot token", "Slack’s app token", "Sheet"):
        assert "cannot be reached" in said.line(name)


def test_check_names_an_editor_who_is_nobody(tmp_path: Path, settings: dict[str, str]) -> None:
    said = command(tmp_path, "check", **{**settings, "EDITORS": "U0NOBODY"})
    assert said.line("Editors").startswith("✗ Editors: there is nobody with the id U0NOBODY")
