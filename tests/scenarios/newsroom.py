"""A whole newsroom for a scenario: a sandbox and the bot, each a process of its own, and people.

Everything goes over HTTP, through ``/sandbox/…`` and gspread; nothing is looked at from inside.
"""

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import gspread
import requests

from tests.processes import PATIENCE, ROOT, Process, wait_for

__all__ = [
    "BOT", "DEMO", "PATIENCE", "SANDBOX", "Json", "Newsroom", "Process", "card_id", "newsroom",
    "text_of", "told", "wait_for",
]  # fmt: skip

Json = dict[str, Any]

BOT = ("-m", "bot", "run")
SANDBOX = ("-m", "bot", "sandbox", "--port", "0")
DEMO = ("-m", "bot", "demo", "--port", "0", "--data", "data")


class Newsroom:
    """A running sandbox, the bot in it, and what people do there.

    ``command`` is what serves the sandbox; a demo has its bot in itself.
    """

    def __init__(self, folder: Path, command: Sequence[str] = SANDBOX) -> None:
        self.folder = folder
        self._command = command
        self.bot: Process | None = None
        self.serve()

    def serve(self) -> None:
        """Start the sandbox; once more after it was killed."""
        self.sandbox = Process(self._command, self.folder / "sandbox", environment({}))
        self.ready: dict[str, str] = json.loads(self.sandbox.first_line())
        self.origin = self.ready["sheets_api_url"]
        self.channel, self.editor = self.ready["channel"], self.ready["editors"]

    # -- the bot

    def settings(self) -> dict[str, str]:
        """Return the bot's settings."""
        return {
            **{name.upper(): value for name, value in self.ready.items() if name != "page"},
            "DATABASE_URL": f"sqlite:///{self.folder / 'newsletter.db'}",
            "SYNC_SECONDS": "1",
        }

    def start_bot(self, command: Sequence[str] = BOT, **settings: str) -> Process:
        """Start the bot and wait until it listens."""
        own = environment({**self.settings(), **settings})
        self.bot = Process(command, self.folder / "bot", own)
        wait_for(self._listens)
        return self.bot

    def _listens(self) -> bool:
        assert self.bot is not None
        assert not self.bot.has_ended(), self.bot.log()
        return " started channel=" in self.bot.log()

    def close(self) -> None:
        """End everything, in order: a process that is killed says nothing of what it has run."""
        if self.bot is not None and not self.bot.has_ended():
            self.bot.stop()
        self.sandbox.stop()

    # -- people

    def try_do(self, path: str, **body: Any) -> requests.Response:
        """Do something as a person, whatever comes of it."""
        return requests.post(f"{self.origin}/sandbox/{path}", json=body, timeout=PATIENCE)

    def do(self, path: str, **body: Any) -> Json:
        """Do something as a person; return what they then see."""
        response = self.try_do(path, **body)
        assert response.status_code == 200, response.text
        answer: Json = response.json()
        return answer

    def get(self, path: str, **query: Any) -> Any:
        """Look at something as a person."""
        response = requests.get(f"{self.origin}/sandbox/{path}", params=query, timeout=PATIENCE)
        assert response.status_code == 200, response.text
        return response.json()

    def person(self, name: str, tz: str = "Europe/London") -> str:
        """Return the id of somebody new in the newsroom's channel."""
        return str(self.do("people", name=name, tz=tz)["user"])

    def slash(self, user: str, command: str, text: str = "") -> Json:
        """Type a slash command into the newsroom's channel."""
        return self.do("slash", user=user, channel=self.channel, command=command, text=text)

    def submit(self, user: str, **values: Any) -> Json:
        """Fill in the modal that stands open, and press its button."""
        return self.do("submit", user=user, values=values)

    def press(self, user: str, message: Json, action: str, channel: str = "") -> Json:
        """Press a button on a message."""
        return self.do(
            "click",
            user=user,
            channel=channel or self.channel,
            ts=message["ts"],
            action_id=action,
        )

    # -- what is there

    def messages(self, user: str = "", channel: str = "") -> list[Json]:
        """Return what a person sees in the newsroom's channel, or elsewhere."""
        seen: list[Json] = self.get(
            "messages", user=user or self.editor, channel=channel or self.channel
        )
        return seen

    def cards(self) -> dict[str, Json]:
        """Return the papers' cards by the papers' IDs."""
        return {
            found: message for message in self.messages() if (found := card_id(message)) is not None
        }

    def card(self, paper_id: str) -> Json:
        """Wait for a paper's card and return it."""
        return wait_for(lambda: self.cards().get(paper_id))

    def sheet(self) -> gspread.Spreadsheet:
        """Return the spreadsheet, as a person who may edit everything."""
        session = requests.Session()
        session.headers["Authorization"] = "Bearer human"
        return _client(self.origin, session).open_by_key(self.ready["sheet_id"])

    def rows(self) -> list[dict[str, str]]:
        """Return the rows of the sheet's tab, by header; none while it has no tab."""
        try:
            values = self.sheet().worksheet("Database").get_all_values()
        except gspread.WorksheetNotFound:
            return []
        if not values:
            return []
        return [dict(zip(values[0], row, strict=True)) for row in values[1:] if any(row)]


@contextlib.contextmanager
def newsroom(folder: Path, command: Sequence[str] = SANDBOX) -> Iterator[Newsroom]:
    """Run a newsroom until the block ends; a sandbox has no bot in it yet."""
    running = Newsroom(folder, command)
    try:
        yield running
    finally:
        running.close()


def card_id(message: Json) -> str | None:
    """Return the paper's ID if a message is a paper's card."""
    if message.get("thread_ts") not in (None, message["ts"]) or message.get("ephemeral"):
        return None
    for block in message.get("blocks") or []:
        if block["type"] == "context":
            last = str(block["elements"][-1]["text"])
            return last if last.startswith("P") and last[1:].isdigit() else None
    return None


def text_of(message: Json) -> str:
    """Return all mrkdwn of a message."""
    parts = [str(message.get("text") or "")]
    for block in message.get("blocks") or []:
        inner = [block.get("text"), *(block.get("elements") or [])]
        parts += [str(one.get("text")) for one in inner if isinstance(one, dict) and "text" in one]
    return "\n".join(parts)


def told(answer: Json) -> str:
    """Return what a person was told in answer to what they did."""
    return "\n".join(text_of(reply) for reply in answer["replies"])


class _ToSandbox(gspread.HTTPClient):
    origin = ""

    def request(self, method: str, endpoint: str, *args: Any, **more: Any) -> Any:
        path = endpoint.split("googleapis.com", 1)[1]
        return super().request(method, self.origin + path, *args, **more)


def _client(origin: str, session: requests.Session) -> gspread.Client:
    kind = type("_Client", (_ToSandbox,), {"origin": origin})
    return gspread.Client(auth=cast(Any, None), session=session, http_client=kind)


def environment(settings: dict[str, str]) -> dict[str, str]:
    """Return this process's environment with these settings and no others."""
    clean = {name: value for name, value in os.environ.items() if name.isupper()}
    for name in _SETTINGS:
        clean.pop(name, None)
    return {**clean, "PYTHONPATH": str(ROOT), **settings}


_SETTINGS = (
    "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_API_URL", "CHANNEL", "EDITORS",
    "GOOGLE_SERVICE_ACCOUNT", "SHEET_ID", "SHEETS_API_URL", "DATABASE_URL", "SYNC_SECONDS",
    "TIMEZONE", "CLAIM_DAYS",
)  # fmt: skip
