"""Settings: what is taken, how it is read, and that secrets do not show."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.mistakes import BadSettings
from bot.settings import given_settings, read_settings

SHEET = "1YuL_cuHod83jNO2sqxB8AfLPlLt21l7P5fDUVPiwoiw"


@pytest.fixture
def good(tmp_path: Path) -> dict[str, Any]:
    """Settings with which the bot could start."""
    key = tmp_path / "key.json"
    key.write_text("{}", "utf-8")
    return {
        "slack_bot_token": "xoxb-secret-one",
        "slack_app_token": "xapp-secret-two",
        "channel": "C024BE91L",
        "editors": "U024BE7LH",
        "google_service_account": str(key),
        "sheet_id": SHEET,
    }


def mistakes(values: dict[str, Any]) -> dict[str, str]:
    """Return the sentences about wrong settings by their names."""
    with pytest.raises(BadSettings) as caught:
        given_settings(values)
    return {one.name: one.sentence for one in caught.value.mistakes}


def test_what_is_left_out_has_a_value_that_works(good: dict[str, Any]) -> None:
    settings = given_settings(good)
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.sheets_api_url == "https://sheets.googleapis.com"
    assert settings.database_url == "sqlite:///data/newsletter.db"
    assert (settings.sync_seconds, settings.claim_days) == (15, 7)
    assert settings.zone == ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("name", "written", "read"),
    [
        ("editors", "U024BE7LH", {"U024BE7LH"}),
        ("editors", " U1AA , W2BB;U3CC\tU1AA ", {"U1AA", "W2BB", "U3CC"}),
        ("editors", "U1AA,", {"U1AA"}),
        ("channel", "G024BE91L", "G024BE91L"),
        ("sheet_id", f"https://docs.google.com/spreadsheets/d/{SHEET}/edit#gid=0", SHEET),
        ("sheet_id", f"https://docs.google.com/a/x.org/spreadsheets/d/{SHEET}", SHEET),
        ("slack_api_url", "http://127.0.0.1:8000/api", "http://127.0.0.1:8000/api/"),
        ("sheets_api_url", "http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("sync_seconds", "1", 1),
        ("timezone", "Europe/Berlin", "Europe/Berlin"),
        ("database_url", "postgresql://a:b@host/name", "postgresql://a:b@host/name"),
    ],
)
def test_what_people_write_is_understood(
    good: dict[str, Any], name: str, written: str, read: object
) -> None:
    assert getattr(given_settings({**good, name: written}), name) == read


@pytest.mark.parametrize(
    ("name", "written", "words"),
    [
        ("slack_bot_token", "xapp-1", "begins with xoxb-"),
        ("slack_app_token", "xoxb-1", "begins with xapp-"),
        ("slack_api_url", "slack.com/api", "begins with https://"),
        ("sheets_api_url", "https://host/?key=1", "begins with https://"),
        ("channel", "#newsletter", "the id stands at the very end"),
        ("channel", "D024BE91L", "the id stands at the very end"),
        ("editors", "@ada", "Copy member ID"),
        ("editors", "U1AA, bob", "'bob' is none"),
        ("editors", " , ", "Copy member ID"),
        ("google_service_account", "nowhere.json", "there is no file 'nowhere.json'"),
        ("google_service_account", "/", "there is no file '/'"),
        ("sheet_id", "my sheet", "between /d/ and /edit"),
        ("database_url", "mysql://host/name", "use sqlite or postgresql"),
        ("database_url", "newsletter.db", "not a database address"),
        ("sync_seconds", "soon", "must be a number"),
        ("sync_seconds", "0", "must be greater than or equal to 1"),
        ("sync_seconds", "nan", "must be"),
        ("claim_days", "7.5", "must be a number"),
        ("claim_days", "366", "must be less than or equal to 365"),
        ("timezone", "CEST", "Europe/Berlin"),
        ("timezone", "../etc/passwd", "there is no time zone"),
    ],
)
def test_a_wrong_value_says_what_to_write_instead(
    good: dict[str, Any], name: str, written: str, words: str
) -> None:
    found = mistakes({**good, name: written})
    assert list(found) == [name.upper()]
    assert words in found[name.upper()]
    assert found[name.upper()].endswith(".")


def test_a_second_sheet_is_read_like_the_first_and_is_another_one(good: dict[str, Any]) -> None:
    other = SHEET[::-1]
    address = f"https://docs.google.com/spreadsheets/d/{other}/edit#gid=0"
    assert given_settings(good).desk_sheet_id is None
    assert given_settings({**good, "desk_sheet_id": address}).desk_sheet_id == other
    assert "another spreadsheet" in mistakes({**good, "desk_sheet_id": SHEET})["DESK_SHEET_ID"]


def test_all_mistakes_are_reported_together(good: dict[str, Any]) -> None:
    del good["sheet_id"]
    assert set(mistakes({**good, "channel": "here", "claim_days": "x"})) == {
        "SHEET_ID",
        "CHANNEL",
        "CLAIM_DAYS",
    }


def test_a_mistake_does_not_repeat_a_token(good: dict[str, Any]) -> None:
    wrong = {"slack_bot_token": "xapp-secret-two", "slack_app_token": "xoxb-secret-one"}
    assert "secret" not in str(mistakes({**good, **wrong}))


def test_tokens_and_passwords_do_not_show_where_settings_are_printed(good: dict[str, Any]) -> None:
    settings = given_settings({**good, "database_url": "postgresql://bot:secret@host/name"})
    assert "secret" not in f"{settings!r} {settings}"
    assert "C024BE91L" in repr(settings)


def test_a_file_may_have_comments_quotes_and_other_programs_settings(
    good: dict[str, Any], tmp_path: Path
) -> None:
    lines = [f'{name.upper()}="{value}"' for name, value in good.items()]
    lines += ["", "# a comment", "OTHER=thing", "TIMEZONE='Europe/Berlin'  # ours"]
    file = tmp_path / "settings"
    file.write_text("\n".join(lines), "utf-8")
    assert read_settings(file).timezone == "Europe/Berlin"
