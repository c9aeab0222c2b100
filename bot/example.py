"""The demo's small newsroom: made-up people at work on real papers, in every state of their way.

The people join through the sandbox's door; what they do goes through the desk, as it does when
somebody presses a button.
"""

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

import requests

from bot.desk import claiming, proposing, sheet_changes, writing
from bot.desk.desk import Desk
from bot.desk.sheet_changes import Edit
from bot.newsroom.papers import Status
from bot.newsroom.people import Actor
from bot.store import papers

_TIMEOUT = 30.0


def fill(desk: Desk, origin: str, editor: str) -> None:
    """Fill an empty newsroom; one in which there are papers stays as it is.

    ``origin`` is where the sandbox is served, ``editor`` the Slack id of its editor.
    """
    with desk.store.read() as session:
        if papers.titles(session):
            return
    example = json.loads(resources.files("bot").joinpath("example.json").read_text("utf-8"))
    people = {one["name"]: _join(origin, **one) for one in example["people"]}
    proposer = Actor(editor, _name(origin, editor), is_editor=True)
    for paper in example["papers"]:
        _take(desk, people, proposer, paper)


def _name(origin: str, slack_id: str) -> str:
    world = requests.get(f"{origin}/sandbox/world", timeout=_TIMEOUT).json()
    return next(str(one["name"]) for one in world["people"] if one["id"] == slack_id)


def _join(origin: str, name: str, tz: str) -> Actor:
    answer = requests.post(
        f"{origin}/sandbox/people", json={"name": name, "tz": tz}, timeout=_TIMEOUT
    )
    answer.raise_for_status()
    return Actor(str(answer.json()["user"]), name, tz)


def _take(
    desk: Desk, people: Mapping[str, Actor], proposer: Actor, paper: Mapping[str, Any]
) -> None:
    """Take one paper as far on its way as the example says."""
    words = f"{paper['link']} {paper.get('title', '')}"
    standing = proposing.propose(desk, proposer, words).paper
    if "by" not in paper:
        return
    summarizer = people[paper["by"]]
    claiming.claim(desk, summarizer, standing.id)
    if "fields" not in paper:
        return
    writing.submit(desk, summarizer, standing.id, paper["fields"])
    for name, text in paper["opinions"].items():
        writing.give_opinion(desk, people[name], standing.id, text)
    if "status" in paper:
        edit = Edit(status=Status(paper["status"]))
        sheet_changes.take_in(desk, standing.id, edit, lambda _: None)
