"""The demo's small newsroom: made-up people and their last nine days with a dozen real papers.

The story in ``example.json`` is lived through before the bot starts, with the clock set back: what
people say goes through the sandbox's door, what they do goes through the desk as it does when
somebody presses a button, and the bot sends each message in its time, reminders included.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib import resources
from typing import Any

import requests

from bot.app import Newsroom
from bot.desk import claiming, proposing, sheet_changes, writing
from bot.desk.helping import offer_help
from bot.desk.reminding import next_reminder
from bot.desk.sheet_changes import Edit
from bot.newsroom.papers import Status
from bot.newsroom.people import Actor
from bot.sandbox.clock import SandboxClock, parse_advance
from bot.store import papers

_TIMEOUT = 30.0
_EDITOR = "Ada"
"""What the story calls the sandbox's editor."""

Step = Mapping[str, Any]


def fill(newsroom: Newsroom, clock: SandboxClock, origin: str) -> None:
    """Fill an empty newsroom that is not started yet; one in which there are papers stays as it is.

    ``clock`` is the sandbox's and the newsroom's, and stands in the end as it stood; ``origin`` is
    where the sandbox is served.
    """
    with newsroom.store.read() as session:
        if papers.titles(session):
            return
    now = clock.now()
    example = json.loads(resources.files("bot").joinpath("example.json").read_text("utf-8"))
    moments = [now - parse_advance(step["ago"]) for step in example["story"]]
    offset = clock.offset
    clock.go_back(now - moments[0] + timedelta(minutes=1))
    try:
        with requests.Session() as http:
            story = _Story(newsroom, clock, example["papers"], http, origin)
            story.join(example["people"])
            for moment, step in zip(moments, example["story"], strict=True):
                story.live_until(moment)
                story.take(step)
            story.live_until(now)
    finally:
        clock.offset = offset
    newsroom.engine.sync()


class _Story:
    """Takes the steps of a story, each when its time has come, and lets the bot do its part."""

    def __init__(
        self,
        newsroom: Newsroom,
        clock: SandboxClock,
        known: Mapping[str, Step],
        http: requests.Session,
        origin: str,
    ) -> None:
        self._newsroom = newsroom
        self._desk = newsroom.desk
        self._clock = clock
        self._known = known
        self._http = http
        self._origin = origin
        self._people: dict[str, Actor] = {}
        self._ids: dict[str, str] = {}
        self._last = ("", "")
        """Where the last thing was said: channel and timestamp."""

        self._looked_at = clock.now()
        """Up to when all that was due is done; the clock itself runs on while things are done."""

        self._has_changed = False
        self._desk.after_each_change(self._note_change)

    def _note_change(self) -> None:
        self._has_changed = True

    def join(self, people: list[dict[str, str]]) -> None:
        """Let people into the newsroom, in which its editor is already."""
        world = self._http.get(f"{self._origin}/sandbox/world", timeout=_TIMEOUT).json()
        (editor,) = [one for one in world["people"] if one["id"] in self._desk.editors]
        name, tz = editor["name"], editor["tz"]
        self._people[_EDITOR] = Actor(editor["id"], name, tz, is_editor=True)
        for one in people:
            user = self._do("people", **one)["user"]
            self._people[one["name"]] = Actor(user, one["name"], one["tz"])

    def live_until(self, moment: datetime) -> None:
        """Let time pass until a moment, and let the bot do what is due on the way."""
        if self._has_changed:
            self._has_changed = False
            self._send(moment)
        while (due := next_reminder(self._desk, self._looked_at, moment)) is not None:
            self._clock.skip_to(due)
            self._newsroom.catch_up()
            self._send(moment)
            self._looked_at = due
        self._looked_at = moment
        self._clock.skip_to(moment)

    def _send(self, until: datetime) -> None:
        """Let the bot send what waits, at the pace that it keeps."""
        while (pause := self._newsroom.deliver()) is not None and self._clock.now() < until:
            self._clock.skip_to(self._clock.now() + timedelta(seconds=pause))

    def take(self, step: Step) -> None:
        """Take one step."""
        who, name = self._people[step["who"]], step.get("paper", "")
        match step["does"]:
            case "propose":
                paper = self._known[name]
                words = f"{paper['link']} {paper.get('title', '')}"
                self._ids[name] = proposing.propose(self._desk, who, words).paper.id
            case "claim":
                claiming.claim(self._desk, who, self._ids[name])
            case "submit":
                writing.submit(self._desk, who, self._ids[name], self._known[name]["fields"])
            case "opine":
                writing.give_opinion(self._desk, who, self._ids[name], step["text"])
            case "edit":
                self._edit(self._ids[name], dict(step["cells"]))
            case "sync":
                self._newsroom.engine.sync()
            case "say":
                thread = self._card(name) if name else None
                self._say(who, self._desk.channel, step["text"], thread_ts=thread)
            case "mend":
                channel, ts = self._last
                self._do("edit", user=who.slack_id, channel=channel, ts=ts, text=step["text"])
            case "react":
                channel, ts = self._last
                self._do("react", user=who.slack_id, channel=channel, ts=ts, name=step["name"])
            case "ask":
                # The bot is told of it once it is there, and has answered then already.
                self._say(who, "bot", step["text"])
                offer_help(self._desk, who, ":".join(self._last))
            case "read":
                ts = f"{self._clock.now().timestamp():.6f}"
                self._do("read", user=who.slack_id, channel=self._desk.channel, ts=ts)
            case other:
                raise ValueError(f"nobody knows how to {other}")

    def _edit(self, paper_id: str, cells: dict[str, str]) -> None:
        """Change cells as an editor does in the sheet."""
        status = cells.pop("status", None)
        edit = Edit(fields=cells, status=Status(status) if status else None)
        sheet_changes.take_in(self._desk, paper_id, edit, lambda _: None)

    def _card(self, name: str) -> str:
        """Return the timestamp of a paper's card."""
        with self._newsroom.store.read() as session:
            card = papers.card_of(session, self._ids[name])
        assert card is not None
        return card[1]

    def _say(self, who: Actor, channel: str, text: str, **more: str | None) -> None:
        said = self._do("say", user=who.slack_id, channel=channel, text=text, **more)
        self._last = (said["channel"], said["ts"])

    def _do(self, path: str, **body: str | None) -> dict[str, Any]:
        answer = self._http.post(f"{self._origin}/sandbox/{path}", json=body, timeout=_TIMEOUT)
        answer.raise_for_status()
        done: dict[str, Any] = answer.json()
        return done
