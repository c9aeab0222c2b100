"""The command line as a person meets it: sentences, exit statuses, and never a traceback."""

import json
import socket
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.commands import (
    NOBODY_LISTENS,
    PUBLIC,
    Google,
    Said,
    another_channel,
    command,
    fresh_command,
    google,
    room,
    settings,
)
from tests.processes import ROOT, Process, wait_for
from tests.scenarios.newsroom import BOT, Newsroom, environment
from tests.stores import opened

__all__ = ["google", "room", "settings"]

NEEDED = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "CHANNEL",
    "EDITORS",
    "GOOGLE_SERVICE_ACCOUNT",
    "SHEET_ID",
)


# -- help and manifest


def test_without_a_command_it_lists_the_commands(tmp_path: Path) -> None:
    said = command(tmp_path)
    for name in ("run", "demo", "sandbox", "manifest", "check", "sync"):
        assert f"\n  {name} " in said.everything


def test_manifest_prints_the_packaged_manifest(tmp_path: Path) -> None:
    said = command(tmp_path, "manifest")
    assert said.returncode == 0
    assert said.stdout == (ROOT / "bot" / "manifest.json").read_text("utf-8")


def test_what_is_printed_does_not_depend_on_the_locale(tmp_path: Path) -> None:
    said = fresh_command(tmp_path, "check", PYTHONIOENCODING="ascii")
    assert said.line("CHANNEL").startswith("✗ ")


# -- settings


@pytest.mark.parametrize("arguments", [("run",), ("check",), ("sync", "--once")])
def test_missing_settings_are_named_all_at_once(tmp_path: Path, arguments: tuple[str]) -> None:
    said = command(tmp_path, *arguments)
    assert said.returncode == 2
    lines = [line.removeprefix("✗ ") for line in said.everything.splitlines()]
    assert [line.partition(":")[0] for line in lines] == [".env", *NEEDED]


def test_without_a_settings_file_it_says_in_which_folder_it_has_looked(tmp_path: Path) -> None:
    said = command(tmp_path, "run")
    first, *others = said.stderr.splitlines()
    assert first.startswith(f".env: there is no such file in {tmp_path}.")
    assert all(line.endswith("is missing. README.md says where to find it.") for line in others)
    (tmp_path / ".env").write_text("", "utf-8")
    assert command(tmp_path, "run").stderr.splitlines() == others


def test_malformed_settings_are_named_all_at_once(tmp_path: Path) -> None:
    wrong = {
        "SLACK_BOT_TOKEN": "xapp-swapped",
        "SLACK_APP_TOKEN": "xoxb-swapped",
        "SLACK_API_URL": "slack.com",
        "CHANNEL": "#newsletter",
        "EDITORS": "ada",
        "GOOGLE_SERVICE_ACCOUNT": "nowhere.json",
        "SHEET_ID": "my sheet",
        "SHEETS_API_URL": "google",
        "DATABASE_URL": "oracle://host/name",
        "SYNC_SECONDS": "soon",
        "TIMEZONE": "Mars/Olympus",
        "CLAIM_DAYS": "0",
    }
    said = command(tmp_path, "check", **wrong)
    assert said.returncode == 2
    assert {line[2:].partition(":")[0] for line in said.stdout.splitlines()} == set(wrong)
    assert len(said.stdout.splitlines()) == len(wrong)
    assert "swapped" not in said.everything


def test_settings_are_read_from_the_file_and_the_environment_wins(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    lines = [f"{name}={value}" for name, value in settings.items()]
    (tmp_path / ".env").write_text("\n".join(lines), "utf-8")
    assert command(tmp_path, "check").returncode == 0
    said = command(tmp_path, "check", CHANNEL="C0NOTHERE")
    assert said.returncode == 1
    assert "C0NOTHERE" in said.line("Channel")


def test_an_empty_value_counts_as_none(tmp_path: Path, settings: dict[str, str]) -> None:
    (tmp_path / ".env").write_text("TIMEZONE=\nCLAIM_DAYS=\n", "utf-8")
    assert command(tmp_path, "check", **settings).line("Settings") == "✓ Settings: complete."


def test_a_settings_file_that_is_no_text_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"CHANNEL=\xff\xfe\x00")
    said = command(tmp_path, "run")
    assert said.returncode == 2
    (line,) = said.stderr.splitlines()
    assert line.startswith(".env: ")


# -- what a person can get wrong


def the_line(said: Said) -> str:
    """Return the one line that a command has failed with."""
    assert said.returncode == 1
    assert said.stdout == ""
    (line,) = said.stderr.splitlines()
    return line


@pytest.mark.parametrize(
    ("arguments", "content"),
    [
        (("run",), "not JSON"),
        (("check",), ""),
        (("check",), "[]"),
        (("sync", "--once"), '{"type": "authorized_user"}'),
    ],
)
def test_a_file_that_is_no_key_is_one_line(
    tmp_path: Path, settings: dict[str, str], arguments: tuple[str], content: str
) -> None:
    key = tmp_path / "key.json"
    key.write_text(content, "utf-8")
    said = command(tmp_path, *arguments, **{**settings, "GOOGLE_SERVICE_ACCOUNT": str(key)})
    assert said.returncode == 1
    (line,) = [one for one in said.everything.splitlines() if "is not the key" in one]
    assert "GOOGLE_SERVICE_ACCOUNT" in line
    assert said.stderr.splitlines() == ([] if arguments == ("check",) else [line])


def test_a_key_that_google_does_not_know_is_one_line(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    key = json.loads(Path(settings["GOOGLE_SERVICE_ACCOUNT"]).read_text("utf-8"))
    key["client_email"] = "stranger@example.iam.gserviceaccount.com"
    file = tmp_path / "key.json"
    file.write_text(json.dumps(key), "utf-8")
    wrong = {**settings, "GOOGLE_SERVICE_ACCOUNT": str(file)}
    said = command(tmp_path, "sync", "--once", **wrong)
    assert "Google refuses the key of stranger@example" in the_line(said)


@pytest.mark.parametrize("setting", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_run_says_which_token_slack_refuses(
    tmp_path: Path, settings: dict[str, str], setting: str
) -> None:
    wrong = "xoxb-no" if setting == "SLACK_BOT_TOKEN" else "xapp-no"
    said = command(tmp_path, "run", **{**settings, setting: wrong})
    assert the_line(said).startswith(f"Slack refuses {setting} (invalid_auth).")


def test_run_says_when_slack_cannot_be_reached(tmp_path: Path, settings: dict[str, str]) -> None:
    said = command(tmp_path, "run", **{**settings, "SLACK_API_URL": NOBODY_LISTENS})
    assert the_line(said).startswith("Slack cannot be reached")


def test_run_says_when_slack_is_out_of_order(
    tmp_path: Path, settings: dict[str, str], room: Newsroom
) -> None:
    room.do("faults", side="slack", match="auth.test", kind="503")
    said = command(tmp_path, "run", **settings)
    assert the_line(said) == "Slack is out of order (503). Try again in a few minutes."


def test_run_says_that_there_is_no_such_channel(tmp_path: Path, settings: dict[str, str]) -> None:
    said = command(tmp_path, "run", **{**settings, "CHANNEL": "C0NOPE0000"})
    assert the_line(said).startswith(
        "There is no channel C0NOPE0000 that the bot can see (channel_not_found). Look at CHANNEL"
    )


def test_run_says_that_the_bot_was_not_invited(tmp_path: Path, settings: dict[str, str]) -> None:
    with another_channel() as elsewhere:
        said = command(tmp_path, "run", **{**settings, **elsewhere})
    assert the_line(said) == "The bot is not in #other. Invite it there: /invite @newsletter"


@pytest.mark.parametrize(
    ("arguments", "address"),
    [
        (("run",), "postgresql://bot:secret-word@127.0.0.1:9/newsroom"),
        (("check",), "postgresql://bot:secret-word@127.0.0.1:9/newsroom"),
        (("check",), "sqlite:////dev/null/newsletter.db"),
        (("sync", "--once"), "sqlite:////dev/null/newsletter.db"),
    ],
)
def test_a_database_that_cannot_be_opened_is_one_line(
    tmp_path: Path, settings: dict[str, str], arguments: tuple[str], address: str
) -> None:
    said = command(tmp_path, *arguments, **{**settings, "DATABASE_URL": address})
    assert said.returncode == 1
    (line,) = [one for one in said.everything.splitlines() if "DATABASE_URL" in one]
    assert "cannot be opened" in line
    assert said.stderr.splitlines() == ([] if arguments == ("check",) else [line])
    assert "secret-word" not in said.everything


@pytest.mark.parametrize(
    "arguments",
    [("run",), ("check",), ("history", "P1"), ("sync", "--once"), ("sync", "--once", "--dry-run")],
)
def test_a_database_of_a_newer_version_is_one_line(
    tmp_path: Path, settings: dict[str, str], arguments: tuple[str, ...]
) -> None:
    with opened(settings["DATABASE_URL"]) as store:
        store.migrate()
        with store.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    said = command(tmp_path, *arguments, **settings)
    assert said.returncode == 1
    (line,) = [one for one in said.everything.splitlines() if "newer version" in one]
    assert "Update the bot" in line
    assert said.stderr.splitlines() == ([] if arguments == ("check",) else [line])


@pytest.mark.parametrize("arguments", [("run",), ("check",), ("sync", "--once")])
def test_a_database_that_cannot_be_written_to_is_one_line(
    tmp_path: Path, settings: dict[str, str], arguments: tuple[str]
) -> None:
    with opened(settings["DATABASE_URL"]) as store:
        store.migrate()
    address = f"sqlite:///file:{tmp_path / 'own.db'}?mode=ro&uri=true"
    said = command(tmp_path, *arguments, **{**settings, "DATABASE_URL": address})
    assert said.returncode == 1
    (line,) = [one for one in said.everything.splitlines() if "DATABASE_URL" in one]
    assert "cannot be written to: attempt to write a readonly database." in line
    assert said.stderr.splitlines() == ([] if arguments == ("check",) else [line])


@pytest.mark.parametrize("arguments", [("run",), ("check",)])
def test_a_database_in_memory_is_refused(
    tmp_path: Path, settings: dict[str, str], arguments: tuple[str]
) -> None:
    said = command(tmp_path, *arguments, **{**settings, "DATABASE_URL": "sqlite://"})
    assert said.returncode == 2
    (line,) = said.everything.splitlines()
    assert "DATABASE_URL: it names no file" in line


def test_run_goes_on_without_a_sheet_and_says_what_to_do(
    room: Newsroom, google: Google, settings: dict[str, str], tmp_path: Path
) -> None:
    wrong = {**settings, "SHEET_ID": google.sheet()}
    bot = Process(BOT, tmp_path, environment(wrong))
    wait_for(lambda: "no sync: " in bot.log() or bot.has_ended())
    assert not bot.has_ended(), bot.log()
    assert f"The spreadsheet is not shared with {google.account}" in bot.log()
    assert bot.stop() == 0
    assert "Traceback" not in bot.log()


# -- sync


def test_sync_once_says_what_it_did(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    sheet = google.sheet(PUBLIC, ("News", "", "A paper"), ("News", "", "Another paper"))
    google.share(sheet, "writer")
    own = {**settings, "SHEET_ID": sheet}
    first = command(tmp_path, "sync", "--once", **own)
    assert first.returncode == 0
    assert "2 papers added" in first.stdout
    assert "0 papers added" in command(tmp_path, "sync", "--once", **own).stdout


def test_sync_once_says_with_whom_to_share_the_sheet(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    said = command(tmp_path, "sync", "--once", **{**settings, "SHEET_ID": google.sheet()})
    assert google.account in the_line(said)


def test_sync_once_says_what_is_unusual_about_the_sheet(
    tmp_path: Path, settings: dict[str, str], google: Google
) -> None:
    sheet = google.sheet(PUBLIC[1:])
    google.share(sheet, "writer")
    said = command(tmp_path, "sync", "--once", **{**settings, "SHEET_ID": sheet})
    assert said.returncode == 1
    assert "I do not find “Category”" in said.stderr.splitlines()[-1]


def test_sync_without_once_says_that_the_bot_does_it(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    said = command(tmp_path, "sync", **settings)
    assert said.returncode == 2
    assert "newsletter-bot sync --once" in said.stderr


# -- sandbox and demo


@pytest.mark.parametrize("name", ["sandbox", "demo"])
def test_a_port_that_is_taken_is_one_line(tmp_path: Path, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = command(tmp_path, name, "--port", port)
    assert said.returncode == 1
    (line,) = said.stderr.splitlines()
    assert f"Port {port}" in line


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    assert command(tmp_path, "sandbox", "--port", port).returncode == 2


@pytest.mark.parametrize(
    ("content", "status"),
    [(None, 2), ("not JSON", 2), ("[]", 2), ('{"features": 3}', 1)],
)
def test_a_manifest_that_is_none_is_one_line(
    tmp_path: Path, content: str | None, status: int
) -> None:
    file = tmp_path / "manifest.json"
    if content is not None:
        file.write_text(content, "utf-8")
    said = command(tmp_path, "sandbox", "--port", "0", "--manifest", str(file))
    assert said.returncode == status
    assert len(said.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["sandbox", "demo"])
def test_data_that_is_no_folder_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    said = command(tmp_path, name, "--port", "0", "--data", "file")
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["sandbox", "demo"])
def test_without_the_sandboxs_packages_it_says_how_to_get_them(tmp_path: Path, name: str) -> None:
    missing(tmp_path, "starlette")
    own = {"PYTHONPATH": f"{tmp_path}:{ROOT}"}
    said = fresh_command(tmp_path, name, "--port", "0", **own)
    assert "In the bot’s folder: .venv/bin/pip install '.[sandbox]'" in the_line(said)


def test_without_postgresqls_driver_it_says_how_to_get_it(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    missing(tmp_path, "psycopg")
    own = {"PYTHONPATH": f"{tmp_path}:{ROOT}", "DATABASE_URL": "postgresql://127.0.0.1:9/newsroom"}
    said = fresh_command(tmp_path, "run", **{**settings, **own})
    assert "In the bot’s folder: .venv/bin/pip install '.[postgres]'" in the_line(said)


def missing(folder: Path, package: str) -> None:
    """Let Python find, in a folder before all others, that a package is not installed."""
    says_so = f'raise ModuleNotFoundError("No module named {package}")'
    (folder / f"{package}.py").write_text(says_so, "utf-8")


@pytest.mark.parametrize("name", ["sandbox", "demo"])
def test_sandbox_and_demo_read_no_settings(
    tmp_path: Path, name: str, settings: dict[str, str]
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / ".env").write_text("CHANNEL=C0LIVE\nCLAIM_DAYS=never\n", "utf-8")
    own = environment({**settings, "SYNC_SECONDS": "x"})
    running = Process(("-m", "bot", name, "--port", "0"), folder, own, fresh=True)
    ready = json.loads(running.first_line())
    assert running.stop() == 0
    assert ready["channel"] not in ("C0LIVE", settings["CHANNEL"])
    assert ready["slack_bot_token"] != settings["SLACK_BOT_TOKEN"]
    assert sorted(one.name for one in folder.iterdir()) == [".env", "log", "out"]
    assert not (tmp_path / "own.db").exists()
    assert "Traceback" not in running.log()


def test_what_the_sandbox_says_makes_the_bot_run(tmp_path: Path, settings: dict[str, str]) -> None:
    bot = Process(BOT, tmp_path, environment(settings), fresh=True)
    wait_for(lambda: " started channel=" in bot.log() or bot.has_ended())
    assert bot.stop() == 0
    assert bot.log().splitlines()[-1].endswith(" stopped")
