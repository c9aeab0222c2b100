"""``newsletter-bot sync --once --dry-run``: what a sync would do, and nothing of it done."""

import hashlib
from pathlib import Path
from typing import Any

from bot.app import desk_for
from bot.desk import claiming, proposing, writing
from bot.settings import given_settings
from tests.commands import PUBLIC, Google, Said, command, google, room, settings
from tests.stores import opened
from tests.test_history_command import EVIL, FLO, MORNING

__all__ = ["google", "room", "settings"]


def own_sheet(settings: dict[str, str], google: Google, *rows: tuple[str, ...]) -> dict[str, str]:
    """Settings for a sheet of the test's own that has these rows."""
    sheet = google.sheet(PUBLIC, *rows)
    google.share(sheet, "writer")
    return {**settings, "SHEET_ID": sheet}


def dry_run(folder: Path, own: dict[str, str], **more: str) -> Said:
    return command(folder, "sync", "--once", "--dry-run", **{**own, **more})


def everything(google: Google, folder: Path, own: dict[str, str]) -> tuple[Any, dict[str, str]]:
    """All that a dry run could change: the spreadsheet whole, and the files of the database."""
    files = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.glob("own.db*"))
    }
    return google.whole(own["SHEET_ID"]), files


def table(said: Said) -> list[list[str]]:
    """The lines of the table; a line that goes on below is joined."""
    lines: list[list[str]] = []
    for one in said.stdout.splitlines():
        if not one.startswith("│"):
            continue
        cells = [cell.strip() for cell in one.strip("│").split("│")]
        if cells[0]:
            lines.append(cells)
        else:
            lines[-1] = [f"{a} {b}".strip() for a, b in zip(lines[-1], cells, strict=True)]
    return lines


def test_before_the_first_start_it_says_what_the_sheet_would_become(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    published = ("News", "", "Two", "", "", "", "", "AN #1")
    own = own_sheet(settings, google, ("News", "", "One paper"), published)
    before = everything(google, tmp_path, own)
    said = dry_run(tmp_path, own)
    assert said.returncode == 0, said.everything
    assert "The tab “Sheet1” would be called “Database”." in said.stdout
    assert "Columns would be added: Status, Due, Notes, ID." in said.stdout
    assert table(said) == [
        ["← sheet", "row 2", "", "–", "One paper", "becomes a paper, Proposed"],
        ["← sheet", "row 3", "", "–", "Two", "becomes a paper, Published"],
    ]
    assert "2 papers would be added" in said.stdout
    assert everything(google, tmp_path, own) == before
    assert not (tmp_path / "own.db").exists()


def test_it_shows_both_directions_and_changes_neither_side(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    own = own_sheet(settings, google)
    with opened(own["DATABASE_URL"]) as store:
        store.migrate()
        desk = desk_for(
            given_settings({k.lower(): v for k, v in own.items()}), store, lambda: MORNING
        )
        proposing.propose(desk, FLO, "https://example.org/one The first paper")
        proposing.propose(desk, FLO, "https://example.org/two The second paper")
        command(tmp_path, "sync", "--once", **own)
        proposing.propose(desk, FLO, "https://example.org/three The third paper")
        claiming.claim(desk, FLO, "P1")
        writing.submit(desk, FLO, "P1", {"category": "News", "summary": EVIL})
    google.write(own["SHEET_ID"], "Database!D3", "Ann, Bob")
    google.write(own["SHEET_ID"], "Database!N3", "Approved")
    google.write(own["SHEET_ID"], "Database!C4", "A row by hand")
    before = everything(google, tmp_path, own)
    calls = len(google.calls(own["SHEET_ID"]))
    said = dry_run(tmp_path, own)
    lines = table(said)
    assert ["← sheet", "P2", "Authors", "–", "Ann, Bob", ""] in lines
    (refused,) = [one for one in lines if one[:3] == ["← sheet", "P2", "Status"]]
    assert refused[3:5] == ["Proposed", "Approved"]
    assert refused[5].startswith("refused: ")
    assert ["→ sheet", "P2", "Status", "Approved", "Proposed", ""] in lines
    assert ["← sheet", "row 4", "", "–", "A row by hand", "becomes a paper, Proposed"] in lines
    assert ["→ sheet", "P1", "Summarizer", "–", "Flo", ""] in lines
    assert ["→ sheet", "P3", "", "–", "The third paper", "gets a row"] in lines
    assert "1 rows would be added" in said.stdout
    assert everything(google, tmp_path, own) == before
    assert google.calls(own["SHEET_ID"])[calls:] == ["GET"]


def test_no_text_gives_orders_to_the_terminal(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    evil = "\x1b[31mred\x1b[0m \x9b31m \u202eback\u202c"
    own = own_sheet(settings, google, ("News", "", evil))
    said = dry_run(tmp_path, own)
    assert not {"\x1b", "\x9b", "\u202e"} & set(said.stdout)
    assert "␛[31mred" in said.stdout


def test_an_alarm_is_all_that_is_said(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    own = own_sheet(settings, google, ("News", "", "One paper"))
    google.write(own["SHEET_ID"], "B1", "Category")
    said = dry_run(tmp_path, own)
    assert said.returncode == 1
    assert "Nothing would be done at all" in said.stdout
    assert "“Category” stands twice" in said.stdout
    assert "would be added" not in said.stdout


def test_where_nothing_would_be_done_it_says_so(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    own = own_sheet(settings, google, ("News", "", "One paper"))
    command(tmp_path, "sync", "--once", **own)
    said = dry_run(tmp_path, own)
    assert table(said) == []
    assert "To the sheet: 0 rows would be added, 0 cells written." in said.stdout
