"""The house as a whole: imports, sizes, the app's manifest, and what is packaged."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.__main__ import app_manifest
from bot.desk.desk import Desk
from bot.newsroom.categories import ALIGNMENT_NEWSLETTER
from bot.sandbox.slack.app import EVENT_SCOPES
from bot.settings import Settings
from bot.slack import modals
from bot.slack.answers import BUTTON_TEXTS
from bot.slack.roster import Roster
from handlers import buttons, commands, events, finding, forms, messages
from handlers.front import Front
from tests.shared_data import shared
from tests.stores import Databases, opened

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("bot", "handlers", "schedules")
LONGEST = 350
"""Lines; most modules have less than half of that."""


def sources(*folders: str) -> Iterator[Path]:
    """All Python files in some folders of the tree."""
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def run(*arguments: str, folder: Path = ROOT, **environment: str) -> str:
    """Run a program to its good end, and return what it printed."""
    ended = subprocess.run(
        arguments,
        cwd=folder,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


# -- the code


def test_imports_run_one_way() -> None:
    said = run(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", said)


def test_no_module_of_the_bot_is_outside_the_rule_of_imports() -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = {
        name.strip()
        for contract in rules["contracts"]
        for layer in contract.get("layers", ())
        for name in layer.split("|")
    }
    parts = {f"bot.{one.stem}" for one in (ROOT / "bot").iterdir() if one.suffix in ("", ".py")}
    around = {"__main__", "checks", "demo", "example", "logs", "mistakes", "sandbox", "settings"}
    outside = {f"bot.{name}" for name in (*around, "__init__", "__pycache__")}
    assert parts - outside == {name for name in layers if name.startswith("bot.")}


def test_modules_stay_small() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in sources(*PACKAGES)
        if (lines := len(file.read_text("utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_no_test_replaces_a_part_of_the_bot() -> None:
    forbidden = re.compile("monkey" + "patch|unittest" + r"\.mock|\bMagic" + "Mock")
    assert [str(f) for f in sources("tests") if forbidden.search(f.read_text("utf-8"))] == []


def test_no_file_knows_the_machine_on_which_it_was_written() -> None:
    paths = re.compile("/(?:root|home|Users|work)" + r"/\w")
    files = [*sources(*PACKAGES, "tests"), *(ROOT / "docs").glob("*.md"), ROOT / ".ci/run"]
    files += [one for one in ROOT.iterdir() if one.is_file() and one.name != ".env"]
    files += (ROOT / "requirements").iterdir()
    found = {
        str(file.relative_to(ROOT)): line
        for file in files
        if not file.name.startswith(".coverage")
        for line in file.read_text("utf-8").splitlines()
        if paths.search(line) and "slack/home/" not in line
    }
    assert found == {}


# -- the app's manifest


class Listening(App):
    """A Bolt app that notes what is listened to."""

    def __init__(self) -> None:
        client = WebClient("xoxb-not-used", base_url="http://127.0.0.1:9/")
        super().__init__(
            client=client, token_verification_enabled=False, request_verification_enabled=False
        )
        self.heard: dict[str, set[str]] = defaultdict(set)

    def _noted(self, kind: str, what: Any) -> Callable[..., Any]:
        assert isinstance(what, str)
        assert what not in self.heard[kind], f"{what} is listened to twice"
        self.heard[kind].add(what)
        return getattr(super(), kind)(what)  # type: ignore[no-any-return]

    def command(self, command: Any, *_: Any, **__: Any) -> Callable[..., Any]:
        return self._noted("command", command)

    def shortcut(self, constraints: Any, *_: Any, **__: Any) -> Callable[..., Any]:
        return self._noted("shortcut", constraints)

    def event(self, event: Any, *_: Any, **__: Any) -> Callable[..., Any]:
        return self._noted("event", event)

    def action(self, constraints: Any, *_: Any, **__: Any) -> Callable[..., Any]:
        return self._noted("action", constraints)

    def view(self, constraints: Any, *_: Any, **__: Any) -> Callable[..., Any]:
        return self._noted("view", constraints)


@pytest.fixture(scope="module")
def heard(databases: Databases) -> Iterator[dict[str, set[str]]]:
    """What all handlers together listen to."""
    app = Listening()
    with opened(databases.migrated("sqlite")) as store:
        desk = Desk(
            store=store,
            clock=lambda: datetime(2026, 5, 1, tzinfo=UTC),
            channel="C1",
            editors=frozenset(),
            claim_days=7,
            categories=ALIGNMENT_NEWSLETTER,
            zone=ZoneInfo("UTC"),
        )
        front = Front(desk, Roster(app.client, "C1", frozenset()))
        for part in _parts():
            part.register(app, front)
        yield app.heard


def test_the_manifest_names_the_commands_that_are_listened_to(heard: dict[str, set[str]]) -> None:
    named = [one["command"] for one in app_manifest()["features"]["slash_commands"]]
    assert sorted(named) == sorted(heard["command"])


def test_the_manifest_names_the_shortcuts_that_are_listened_to(heard: dict[str, set[str]]) -> None:
    named = [one["callback_id"] for one in app_manifest()["features"].get("shortcuts", ())]
    assert sorted(named) == sorted(heard["shortcut"])


def test_the_manifest_names_the_events_that_are_listened_to(heard: dict[str, set[str]]) -> None:
    named = app_manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert len(named) == len(set(named))
    # Direct messages and those in channels are one event to Bolt, and several to Slack.
    assert {name.partition(".")[0] for name in named} == heard["event"]


def test_each_button_and_each_modal_is_listened_to(heard: dict[str, set[str]]) -> None:
    assert heard["action"] == set(BUTTON_TEXTS)
    assert heard["view"] == {modals.SUBMISSION, modals.OPINION}


def test_the_handlers_are_those_that_the_app_registers() -> None:
    modules = {file.stem for file in sources("handlers")} - {"__init__", "front"}
    assert modules == {part.__name__.split(".")[1] for part in _parts()}
    (line,) = re.findall(r"for part in \((.+)\):", (ROOT / "bot/app.py").read_text("utf-8"))
    assert set(line.split(", ")) == modules


def _parts() -> tuple[Any, ...]:
    return commands, buttons, finding, forms, events, messages


def test_the_manifest_asks_for_socket_mode_a_home_and_direct_messages() -> None:
    manifest = app_manifest()
    assert manifest["settings"]["socket_mode_enabled"]
    assert manifest["settings"]["interactivity"]["is_enabled"]
    home = manifest["features"]["app_home"]
    assert home["home_tab_enabled"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]


def called_methods() -> dict[str, list[str]]:
    """Return the scopes of each Web API method that the code calls; one of them is needed."""
    methods = json.loads(shared("slack/methods").joinpath("auth.test.json").read_text("utf-8"))
    assert methods["no_scope_required"]
    known = {
        file.stem.replace(".", "_"): json.loads(file.read_text("utf-8"))["scope"].get("bot", [])
        for file in shared("slack/methods").glob("*.json")
    }
    code = "".join(
        file.read_text("utf-8") for file in sources(*PACKAGES) if "sandbox" not in file.parts
    )
    kinds = {name.partition("_")[0] for name in known}
    called = set(re.findall(rf"\.((?:{'|'.join(kinds)})_[a-z]\w+)", code))
    assert called <= set(known)
    return {name: known[name] for name in called}


def test_the_manifest_has_the_scopes_that_the_code_needs_and_no_others() -> None:
    granted = set(app_manifest()["oauth_config"]["scopes"]["bot"])
    called = called_methods()
    assert "chat_postMessage" in called
    for name, scopes in called.items():
        assert not scopes or granted & set(scopes), name
    subscribed = app_manifest()["settings"]["event_subscriptions"]["bot_events"]
    by_events = {EVENT_SCOPES[name] for name in subscribed} - {""}
    assert by_events <= granted
    asked_for = {scope for scopes in called.values() for scope in scopes}
    assert granted <= asked_for | by_events | {"commands"}


def test_what_the_bot_may_in_public_channels_it_may_in_private_ones() -> None:
    granted = set(app_manifest()["oauth_config"]["scopes"]["bot"])
    public = {one.partition(":")[2] for one in granted if one.startswith("channels:")}
    assert public == {one.partition(":")[2] for one in granted if one.startswith("groups:")}


# -- what is given to people


def test_the_example_of_settings_names_each_with_one_line_of_explanation() -> None:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    introduction, *rest = [line for line in lines if line]
    assert introduction.startswith("# ")
    explained = dict(zip(rest[1::2], rest[::2], strict=True))
    assert all(text.startswith("# ") and len(text) > 20 for text in explained.values())
    values = dict(line.split("=", 1) for line in explained)
    assert set(values) == {name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        if not field.is_required():
            assert values[name.upper()] == ("" if field.default is None else str(field.default))


@pytest.mark.parametrize("name", ["run", "develop"])
def test_each_requirement_is_pinned_with_hashes_and_without_addresses(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    entries = re.split(r"\n(?=\S)", text.replace("\\\n", ""))
    requirements = [one for one in entries if not one.startswith("#")]
    assert len(requirements) > 20
    for one in requirements:
        assert re.match(r"[a-z0-9_.-]+(\[[a-z,]+\])?==\S+ ", one), one
        assert "--hash=sha256:" in one


@pytest.mark.slow
def test_the_wheel_has_all_that_the_bot_needs_and_works_by_itself(tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        unpacked = tmp_path / "unpacked"
        archive.extractall(unpacked)
    inside = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert inside == set(PACKAGES)
    wanted = {
        str(file.relative_to(ROOT))
        for package in PACKAGES
        for file in (ROOT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    some = [
        "bot/manifest.json",
        "bot/store/migrations/versions/0001_the_first_tables.py",
        "bot/sandbox/page/static/index.html",
        "bot/sandbox/page/static/look/tokens.css",
    ]
    assert set(some) <= wanted
    assert wanted <= names
    (entry,) = unpacked.glob("*.dist-info/entry_points.txt")
    assert "newsletter-bot = bot.__main__:main" in entry.read_text("utf-8")
    said = run(sys.executable, "-m", "bot", "manifest", folder=tmp_path, PYTHONPATH=str(unpacked))
    assert json.loads(said) == app_manifest()
