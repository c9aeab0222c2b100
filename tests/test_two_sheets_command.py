"""The command line where there are two sheets, or two databases."""

from pathlib import Path

from tests.commands import PUBLIC, Google, command, google, room, settings

__all__ = ["google", "room", "settings"]

PUBLISHED = ("News", "", "Mailed", "", "", "", "", "AN #1", "Rohin", "They play.")
DRAFT = ("News", "", "Draft")


def shared(google: Google, *rows: tuple[str, ...]) -> str:
    sheet = google.sheet(*rows)
    google.share(sheet, "writer")
    return sheet


def test_a_dry_run_and_a_sync_speak_of_both_sheets(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    public, desk = shared(google, PUBLIC, PUBLISHED, DRAFT), shared(google)
    own = {**settings, "SHEET_ID": public, "DESK_SHEET_ID": desk}
    said = command(tmp_path, "sync", "--once", "--dry-run", **own)
    assert said.returncode == 0, said.everything
    before, between, _ = said.stdout.partition("The public sheet")
    assert before.startswith("The desk sheet")
    assert between
    said = command(tmp_path, "sync", "--once", **own)
    assert said.returncode == 0, said.everything
    assert "2 papers added" in said.stdout
    said = command(tmp_path, "sync", "--once", "--dry-run", **own)
    assert said.stdout.count("0 rows would be added, 0 cells written") == 2


def test_a_sheet_is_given_back_by_a_command(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    sheet = shared(google, PUBLIC, PUBLISHED)
    first = {**settings, "SHEET_ID": sheet}
    second = {**first, "DATABASE_URL": f"sqlite:///{tmp_path / 'second.db'}"}
    for own in (first, second):
        assert command(tmp_path, "sync", "--once", **own).returncode == 0
    said = command(tmp_path, "sync", "--once", **first)
    assert said.returncode != 0
    assert "newsletter-bot sync --once --take-over" in said.everything
    assert command(tmp_path, "sync", "--once", "--take-over", **first).returncode == 0
    assert command(tmp_path, "sync", "--once", **first).returncode == 0
    assert command(tmp_path, "sync", "--once", **second).returncode != 0
