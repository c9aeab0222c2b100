"""The demo's example and its tour: something on every screen, and nothing that is not there."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.__main__ import app_manifest
from bot.demo import Demo
from bot.newsroom.papers import Status
from bot.sheet.columns import COLUMNS
from bot.slack import modals
from bot.slack.answers import BUTTON_TEXTS
from tests.scenarios.newsroom import card_id

pytestmark = pytest.mark.xdist_group("demo")

Json = dict[str, Any]


class Visitor:
    """Somebody who looks around in a demo over HTTP."""

    def __init__(self, demo: Demo) -> None:
        ready = demo.sandbox.ready()
        self.origin, self.channel = ready["sheets_api_url"], ready["channel"]
        self.sheet = ready["sheet_id"]
        self.people: dict[str, str] = {
            one["name"]: one["id"] for one in self.get("world")["people"] if not one["is_bot"]
        }

    def get(self, path: str, **query: str) -> Any:
        """What stands at a path of the sandbox."""
        answer = requests.get(f"{self.origin}/sandbox/{path}", params=query, timeout=20)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def channel_messages(self) -> list[Json]:
        """What the editor sees in the newsroom's channel."""
        seen: list[Json] = self.get("messages", user="Ada Editor", channel=self.channel)
        return seen

    def direct(self, name: str) -> list[Json]:
        """Somebody's direct messages with the bot."""
        seen: list[Json] = self.get("messages", user=name, channel="bot")
        return seen

    def rows(self) -> list[Json]:
        """The sheet's rows by the names of its columns."""
        address = f"{self.origin}/v4/spreadsheets/{self.sheet}/values/A1:Z100"
        headers = {"Authorization": "Bearer human"}
        header, *rows = requests.get(address, headers=headers, timeout=20).json()["values"]
        return [dict(zip(header, row, strict=False)) for row in rows]


@pytest.fixture(scope="module")
def visitor() -> Iterator[Visitor]:
    """Somebody in a demo with the example in it."""
    demo = Demo(app_manifest(), 0, None, example=True)
    demo.start()
    yield Visitor(demo)
    demo.stop()


def test_a_dozen_papers_have_a_card_and_a_row_and_every_status_is_among_them(
    visitor: Visitor,
) -> None:
    cards = [card_id(message) for message in visitor.channel_messages()]
    rows = visitor.rows()
    assert sorted(one for one in cards if one) == sorted(row["ID"] for row in rows)
    assert len(rows) == 12
    assert {row["Status"] for row in rows} == set(Status)
    (published,) = [row for row in rows if row["Status"] == Status.PUBLISHED]
    assert published["Email"].startswith("AN #")


def test_people_talk_in_the_channel_and_in_threads(visitor: Visitor) -> None:
    names = {user: name for name, user in visitor.people.items()}
    said = [one for one in visitor.channel_messages() if one["user"] in names]
    assert len({one["user"] for one in said if one["thread_ts"] is None}) >= 3
    threads = Counter(one["thread_ts"] for one in said if one["thread_ts"])
    assert max(threads.values()) >= 2
    assert any(one["reactions"] for one in said)
    assert any(one["edited"] for one in said)


def test_several_people_have_messages_and_something_on_their_home(visitor: Visitor) -> None:
    assert sum(bool(visitor.direct(name)) for name in visitor.people) >= 4
    busy = 0
    for name in visitor.people:
        home = visitor.get("home", user=name)
        busy += "You have no paper at the moment" not in json.dumps(home["blocks"])
    assert busy >= 4


def test_what_happened_lies_in_the_past_and_in_the_order_in_which_it_happened(
    visitor: Visitor,
) -> None:
    now = datetime.fromisoformat(visitor.get("clock")["time"]).timestamp()
    stamps = [float(message["ts"]) for message in visitor.channel_messages()]
    assert stamps == sorted(stamps)
    assert stamps[-1] < now
    assert stamps[0] < now - timedelta(days=7).total_seconds()


def test_the_next_deadline_is_near_and_brings_a_reminder(visitor: Visitor) -> None:
    clock = visitor.get("clock")
    due = datetime.fromisoformat(clock["next"])
    assert due - datetime.fromisoformat(clock["time"]) < timedelta(hours=12)
    before = {name: visitor.direct(name) for name in visitor.people}
    moved = requests.post(f"{visitor.origin}/sandbox/clock", json={"to": "next"}, timeout=60)
    assert datetime.fromisoformat(moved.json()["time"]) >= due
    (reminded,) = [name for name in visitor.people if visitor.direct(name) != before[name]]
    # Mostly tomorrow; which day it is to the reader depends on their zone and on the season.
    assert re.search(r" is due .+ at \d\d:\d\d\.$", visitor.direct(reminded)[-1]["text"])


def test_a_newsroom_that_is_in_use_is_not_filled_again(tmp_path: Path) -> None:
    seen = []
    for _ in range(2):
        demo = Demo(app_manifest(), 0, tmp_path, example=True)
        demo.start()
        visitor = Visitor(demo)
        seen.append([message["ts"] for message in visitor.channel_messages()])
        demo.stop()
    assert seen[0] == seen[1]


def test_the_tour_asks_for_nothing_that_cannot_be_done() -> None:
    steps = json.loads((Path(__file__).parents[1] / "bot/tour.json").read_text("utf-8"))
    assert [step["done"]["did"] for step in steps] == ["slash", "click", "submit", "cell", "clock"]
    slash, click, submit, cell, clock = (step["done"] for step in steps)
    commands = {one["command"] for one in app_manifest()["features"]["slash_commands"]}
    assert slash["command"] in commands
    assert click["action_id"] in BUTTON_TEXTS
    assert submit["callback_id"] == modals.SUBMISSION
    assert cell["column"] in COLUMNS
    assert clock["to"] == "next"


def test_the_tours_paper_is_none_of_the_examples(visitor: Visitor) -> None:
    steps = json.loads((Path(__file__).parents[1] / "bot/tour.json").read_text("utf-8"))
    link = steps[0]["text"].split("/propose ")[1].split()[0]
    cards = [json.dumps(message["blocks"]) for message in visitor.channel_messages()]
    assert link.startswith("https://")
    assert not any(link in card for card in cards)
