"""README and docs: what they name exists, what exists is named, and their examples run."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from bot.__main__ import cli
from bot.newsroom.papers import Status
from bot.settings import Settings
from bot.sheet.columns import COLUMNS

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
CODE = re.compile(r"```(\w+)\n(.*?)```|`([^`\n]+)`", re.DOTALL)
SETTING_LIKE = re.compile(r"\b[A-Z]{2,}(?:_[A-Z]+)+\b|\b(?:CHANNEL|EDITORS|TIMEZONE)\b")
SETTINGS = {name.upper() for name in Settings.model_fields}
COMMANDS = set(getattr(typer.main.get_command(cli), "commands", {}))

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def text_of(name: str) -> str:
    """Return a page's text."""
    return (ROOT / name).read_text("utf-8")


def code_in(page: Path) -> str:
    """Return all code on a page, a line each."""
    found = CODE.findall(page.read_text("utf-8"))
    return "\n".join(block or inline for _, block, inline in found)


def examples(kind: str) -> list[tuple[str, str]]:
    """Return the examples in one language, with the name of their page."""
    pages = [(page.name, page.read_text("utf-8")) for page in PAGES]
    return [
        (name, block)
        for name, text in pages
        for language, block, _ in CODE.findall(text)
        if language == kind
    ]


def slash_commands() -> set[str]:
    """Return the commands that the app has in Slack."""
    manifest = json.loads(text_of("bot/manifest.json"))
    return {one["command"] for one in manifest["features"]["slash_commands"]}


def make_targets() -> set[str]:
    """Return the targets of the Makefile."""
    return set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))


@every_page
def test_relative_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
    missing = [
        link
        for link in links
        if not link.startswith("https://") and not (page.parent / link).is_file()
    ]
    assert missing == []


@every_page
def test_each_command_and_target_that_a_page_names_exists(page: Path) -> None:
    code = code_in(page)
    assert set(re.findall(r"newsletter-bot ([a-z]+)", code)) <= COMMANDS
    assert set(re.findall(r"^make ([a-z]+)", code, re.MULTILINE)) <= make_targets()
    typed = set(re.findall(r"^/[a-z]+(?= |$)", code, re.MULTILINE))
    assert typed - {"/invite", "/edit"} <= slash_commands()  # Slack's own, and part of an address


@every_page
def test_each_option_that_a_page_names_exists(page: Path) -> None:
    options = {
        name: {flag for option in command.params for flag in option.opts}
        for name, command in getattr(typer.main.get_command(cli), "commands", {}).items()
    }
    for name, rest in re.findall(r"newsletter-bot ([a-z]+)([^\n]*)", code_in(page)):
        assert set(re.findall(r"--[a-z-]+", rest)) <= options[name]


@every_page
def test_each_setting_that_a_page_names_exists(page: Path) -> None:
    assert set(SETTING_LIKE.findall(code_in(page))) <= SETTINGS


def test_each_setting_is_explained_with_what_holds_without_it() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| .+ \| (.+) \|$", text_of("docs/settings.md"), re.M))
    assert set(rows) == SETTINGS
    for name, field in Settings.model_fields.items():
        said = rows[name.upper()]
        if field.is_required():
            assert said == "needed"
        elif field.default is None:
            assert "`" not in said
        elif not name.endswith("_api_url"):
            assert said == f"`{field.default}`"


def test_each_slash_command_is_explained() -> None:
    rows = re.findall(r"^\| `(/\w+) [^`]*` \| .+ \|$", text_of("docs/commands.md"), re.M)
    assert set(rows) == slash_commands()


def test_each_command_of_the_command_line_is_explained() -> None:
    everything = "\n".join(map(code_in, PAGES))
    assert set(re.findall(r"newsletter-bot ([a-z]+)", everything)) == COMMANDS


def test_each_column_of_the_sheet_is_explained_in_its_order() -> None:
    table = text_of("docs/sheet.md").partition("| Column |")[2].partition("\n\n")[0]
    first = re.findall(r"^\| ([^|]+) \|", table, re.M)[1:]
    assert [name for cell in first for name in cell.split(", ")] == list(COLUMNS)


def test_the_statuses_that_the_sheets_page_names_exist() -> None:
    named = re.findall(r"Status to `([^`]+)`", text_of("docs/sheet.md"))
    assert named
    assert set(named) <= {status.value for status in Status}


def test_each_promise_of_the_sync_names_tests_that_there_are() -> None:
    there = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.M)
    }
    promises = re.findall(r"^\| (?!Promise|---)(.+) \| (.+) \|$", text_of("docs/sync.md"), re.M)
    assert promises
    for promise, holders in promises:
        named = re.findall(r"`(test_\w+)`", holders)
        assert named, f"nothing holds: {promise}"
        assert set(named) <= there


def test_each_path_of_the_sandbox_is_explained() -> None:
    named = set(re.findall(r"`(/sandbox/[a-z]+)`", text_of("docs/sandbox.md")))
    sources = "".join(file.read_text("utf-8") for file in (ROOT / "bot/sandbox").rglob("*.py"))
    assert named == set(re.findall(r'"(/sandbox/[a-z]+)"', sources))


@pytest.mark.parametrize(("page", "example"), examples("python"))
def test_python_examples_run(tmp_path: Path, page: str, example: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", example],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, f"{page}: {ended.stderr}"
    assert "is yours" in ended.stdout
    assert "Traceback" not in ended.stderr


def test_the_changelog_has_the_version_of_the_package() -> None:
    (version,) = re.findall(r'^version = "(.+)"$', text_of("pyproject.toml"), re.M)
    headings = re.findall(r"^## \[(.+?)\]", text_of("CHANGELOG.md"), re.M)
    assert headings[0] == "Unreleased"
    assert version in headings


def test_the_readme_begins_with_what_it_is_then_a_picture_then_two_commands() -> None:
    blocks = text_of("README.md").split("\n\n")
    assert blocks[0].startswith("# ")
    assert re.fullmatch(r"!\[.{80,}\]\(docs/screenshots/desk\.png\)", blocks[2])
    commands = re.findall(r"^make \w+", blocks[5], re.M)
    assert commands == ["make demo", "make test"]
