"""``newsletter-bot history``: who changed what in a paper, from where, old and new."""

from datetime import UTC, datetime
from pathlib import Path

from bot.app import desk_for
from bot.desk import claiming, conflicts, proposing, writing
from bot.newsroom.people import Actor
from bot.settings import given_settings
from tests.commands import PUBLIC, Google, command, google, room, settings
from tests.stores import opened

__all__ = ["google", "room", "settings"]

FLO = Actor("U0FLO", "Flo", "Europe/Berlin", is_member=True)
EDITOR = Actor("U0ROHIN", "Rohin", is_editor=True)
MORNING = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
EVIL = "\x1b[31mred\x1b[0m and " + "a summary that is too long to stand on one line. " * 2


def newsroom_with_a_paper(settings: dict[str, str]) -> None:
    """Let Flo propose, claim and submit a paper, in the database that the settings name."""
    with opened(settings["DATABASE_URL"]) as store:
        store.migrate()
        lower = {name.lower(): value for name, value in settings.items()}
        desk = desk_for(given_settings(lower), store, lambda: MORNING)
        paper = proposing.propose(desk, FLO, "https://example.org/one The first paper").paper
        claiming.claim(desk, FLO, paper.id)
        written = {"category": "News", "summary": EVIL}
        writing.submit(desk, FLO, paper.id, written)


def test_each_change_stands_there_with_who_when_old_and_new(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    newsroom_with_a_paper(settings)
    said = command(tmp_path, "history", "first", "paper", **settings, TIMEZONE="Asia/Tokyo")
    assert said.returncode == 0
    assert said.stdout.startswith("P1  The first paper\nSubmitted · 3 changes, times in Asia/Tokyo")
    for shown in (
        "2026-05-01 18:30:00  Flo proposed it",
        "Flo claimed it",
        "– → Flo",
        "Proposed → Claimed",
        "Flo submitted the summary",
        "red",
    ):
        assert shown in said.stdout


def test_no_text_gives_orders_to_the_terminal(tmp_path: Path, settings: dict[str, str]) -> None:
    newsroom_with_a_paper(settings)
    said = command(tmp_path, "history", "P1", **settings)
    assert "\x1b" not in said.stdout
    assert "␛[31mred" in said.stdout


def test_an_edit_in_the_sheet_is_an_editors(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    sheet = google.sheet(PUBLIC, ("News", "", "A paper"))
    google.share(sheet, "writer")
    own = {**settings, "SHEET_ID": sheet}
    command(tmp_path, "sync", "--once", **own)
    google.write(sheet, "C2", "A better title")
    command(tmp_path, "sync", "--once", **own)
    said = command(tmp_path, "history", "better title", **own)
    assert "An editor, in the sheet edited it" in said.stdout
    assert "A paper → A better title" in said.stdout


def test_a_version_that_lost_stands_there_and_who_left_it_at_that(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    sheet = google.sheet(PUBLIC)
    google.share(sheet, "writer")
    own = {**settings, "SHEET_ID": sheet}
    newsroom_with_a_paper(own)
    command(tmp_path, "sync", "--once", **own)
    google.write(sheet, "Database!J2", "What the editor wrote.")
    google.write(sheet, "Database!N2", "Finished")
    with opened(own["DATABASE_URL"]) as store:
        lower = {name.lower(): value for name, value in own.items()}
        desk = desk_for(given_settings(lower), store, lambda: MORNING)
        writing.submit(desk, FLO, "P1", {"summary": "What Flo wrote."})
        command(tmp_path, "sync", "--once", **own)
        conflicts.keep(desk, EDITOR, 1)
    said = " ".join(command(tmp_path, "history", "P1", **own).stdout.split())
    assert (
        "Flo wrote at the same time as somebody else, and the other version stands"
        " Summary lost What Flo wrote. stands What the editor wrote." in said
    )
    assert "Rohin saw both versions and left it as it stands" in said
    assert (
        "An editor, in the sheet wrote what the rules do not allow, and it was put back"
        " Status wrote Finished stays Submitted" in said
    )


def test_words_that_fit_several_papers_offer_them(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    sheet = google.sheet(PUBLIC, ("News", "", "One paper"), ("News", "", "Another paper"))
    google.share(sheet, "writer")
    own = {**settings, "SHEET_ID": sheet}
    command(tmp_path, "sync", "--once", **own)
    said = command(tmp_path, "history", "paper", **own)
    assert said.returncode == 1
    assert "2 papers fit" in said.stderr
    assert "P1  One paper" in said.stderr
    assert "P2  Another paper" in said.stderr


def test_a_paper_that_nobody_knows_is_one_line(tmp_path: Path, settings: dict[str, str]) -> None:
    said = command(tmp_path, "history", "P77", **settings)
    assert said.returncode == 1
    assert said.stderr.splitlines()[-1] == "There is no paper P77 here."
