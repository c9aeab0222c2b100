"""The command line run as a person runs it, beside a sandbox, for the tests of its commands."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.__main__ import app_manifest
from bot.sandbox.server import Sandbox
from bot.sandbox.slack.model import Channel
from tests.processes import ROOT, run
from tests.scenarios.newsroom import Newsroom, newsroom

NOBODY_LISTENS = "http://127.0.0.1:9"
PUBLIC = (
    "Category", "Highlight?", "Title", "Authors", "Venue", "Year", "H/T", "Email", "Summarizer",
    "Summary", "My opinion", "Prerequisites", "Read more",
)  # fmt: skip
"""The thirteen columns that a newsletter's sheet has had before there was a bot."""


class Said(subprocess.CompletedProcess[str]):
    """How a command ended, and what it said."""

    @property
    def everything(self) -> str:
        """All that it printed, wherever."""
        return self.stdout + self.stderr

    def line(self, name: str) -> str:
        """Return the line of `check` about something, with its mark."""
        (found,) = [one for one in self.stdout.splitlines() if one[2:].startswith(f"{name}:")]
        return found


def command(folder: Path, *arguments: str, **settings: str) -> Said:
    """Run a command in a folder with these settings and no others, to its end."""
    return _said(folder, arguments, settings, fresh=False)


def fresh_command(folder: Path, *arguments: str, **settings: str) -> Said:
    """Do the same with a fresh interpreter, and all that it does before it comes to our code."""
    return _said(folder, arguments, settings, fresh=True)


def _said(
    folder: Path, arguments: Sequence[str], settings: Mapping[str, str], *, fresh: bool
) -> Said:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings}
    ended = run(("-m", "bot", *arguments), folder, environment, fresh=fresh)
    said = Said(ended.args, ended.returncode, ended.stdout, ended.stderr)
    assert "Traceback" not in said.everything, said.everything
    return said


@contextmanager
def another_channel(*, is_archived: bool = False, **manifest: Any) -> Iterator[dict[str, str]]:
    """Run a Slack in which the bot is not in its channel; give the settings that are its own.

    ``manifest`` replaces parts of the app's manifest.
    """
    sandbox = Sandbox(None, {**app_manifest(), **manifest})
    workspace = sandbox.slack.workspace
    editor = sandbox.ready()["editors"]
    other = Channel("C0OTHER", "other", "channel", editor, workspace.seconds(), [editor])
    other.is_archived = is_archived
    workspace.keep_channel(other)
    sandbox.start()
    try:
        names = ("slack_api_url", "slack_bot_token", "slack_app_token", "editors")
        own = {name.upper(): value for name, value in sandbox.ready().items() if name in names}
        yield {**own, "CHANNEL": other.id}
    finally:
        sandbox.stop()


class Google:
    """The sheets of the sandbox, as the person who owns them."""

    def __init__(self, room: Newsroom) -> None:
        self._origin = room.origin
        account = json.loads(Path(room.ready["google_service_account"]).read_text("utf-8"))
        self.account: str = account["client_email"]

    def sheet(self, *rows: tuple[str, ...]) -> str:
        """Make a spreadsheet with these rows and return its id."""
        made: str = self._post("/v4/spreadsheets", {"properties": {"title": "Papers"}})[
            "spreadsheetId"
        ]
        if rows:
            self._post(f"/v4/spreadsheets/{made}/values:batchUpdate", _values(rows))
        return made

    def write(self, sheet: str, cell: str, text: str) -> None:
        """Put a text into a cell, as the sheet's owner does."""
        data = {"valueInputOption": "RAW", "data": [{"range": cell, "values": [[text]]}]}
        self._post(f"/v4/spreadsheets/{sheet}/values:batchUpdate", data)

    def whole(self, sheet: str) -> Any:
        """Return all that Google has of a spreadsheet."""
        answer = requests.get(
            f"{self._origin}/v4/spreadsheets/{sheet}",
            params={"includeGridData": "true"},
            headers={"Authorization": "Bearer human"},
            timeout=30,
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    def calls(self, sheet: str) -> list[str]:
        """Return the verbs of all requests of the bot for a spreadsheet."""
        answer = requests.get(f"{self._origin}/sandbox/calls", timeout=30).json()
        return [one["verb"] for one in answer if sheet in one["path"] and one["by"] != "human"]

    def share(self, sheet: str, role: str, *, anyone: bool = False) -> None:
        """Share a spreadsheet with the service account, or with anyone who has the link."""
        whom = {"type": "anyone"} if anyone else {"type": "user", "emailAddress": self.account}
        self._post(f"/drive/v3/files/{sheet}/permissions", {"role": role, **whom})

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        headers = {"Authorization": "Bearer human"}
        answer = requests.post(self._origin + path, json=body, headers=headers, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()


def _values(rows: tuple[tuple[str, ...], ...]) -> dict[str, Any]:
    data = {"range": "A1", "values": [list(row) for row in rows]}
    return {"valueInputOption": "RAW", "data": [data]}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A sandbox that is only looked at; each test that changes a sheet makes its own."""
    with newsroom(tmp_path_factory.mktemp("room")) as running:
        yield running


@pytest.fixture
def settings(room: Newsroom, tmp_path: Path) -> dict[str, str]:
    """Good settings, with a database of the test's own."""
    return {**room.settings(), "DATABASE_URL": f"sqlite:///{tmp_path / 'own.db'}"}


@pytest.fixture
def google(room: Newsroom) -> Google:
    """The sheets."""
    return Google(room)
