"""Whatever is sent, the sandbox answers with a refusal or a result, and stays what it is."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.slack.web_api import METHODS
from tests.sandbox.slack_world import Json, World, actions, button, section, served

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5000)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner,
                                                                max_size=3),
    max_leaves=6,
)  # fmt: skip

BLOCKS: list[Json] = [section("x"), actions(button("press"), button("other"))]
PATHS = (
    "people", "join", "leave", "say", "edit", "delete", "react", "unreact", "slash", "click",
    "shortcut", "suggestions", "fill", "submit", "close", "clock",
)  # fmt: skip
TUNED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def lone() -> Iterator[World]:
    """A sandbox that no app is in: nothing is waited for."""
    with served() as world:
        yield world


def known(world: World) -> st.SearchStrategy[Any]:
    """Values that mean something there."""
    ts = world.messages(world.editor)[0]["ts"] if world.messages(world.editor) else "1.000001"
    view = {"type": "home", "blocks": BLOCKS}
    return st.sampled_from(
        [world.editor, world.channel, "bot", ts, BLOCKS, view, "press", "1", "1d", "/echo", True]
    )


@TUNED
@given(data=st.data(), path=st.sampled_from(PATHS))
def test_people_get_an_answer(lone: World, data: st.DataObject, path: str) -> None:
    if not lone.messages(lone.editor):
        lone.post(*BLOCKS)
    names = ("user", "channel", "ts", "text", "thread_ts", "action_id", "value", "selected", "view",
             "values", "callback_id", "command", "name", "tz", "id", "advance", "to")  # fmt: skip
    body = data.draw(st.dictionaries(st.sampled_from(names), known(lone) | ANYTHING, max_size=6))
    if data.draw(st.booleans()):
        body |= {"user": lone.editor, "channel": lone.channel}
    answer = lone.try_do(path, **body)
    assert answer.status_code in (200, 400, 404), answer.text
    if answer.status_code != 200:
        assert answer.json()["error"]
    lone.messages(lone.editor)


@TUNED
@given(data=st.data(), method=st.sampled_from(sorted(METHODS)))
def test_the_app_gets_an_answer(lone: World, data: st.DataObject, method: str) -> None:
    names = ("channel", "text", "blocks", "metadata", "ts", "thread_ts", "user", "users", "view",
             "user_id", "limit", "cursor", "types", "oldest", "latest", "name", "timestamp", "hash",
             "trigger_id", "view_id", "attachments", "markdown_text", "message_ts")  # fmt: skip
    body = data.draw(st.dictionaries(st.sampled_from(names), known(lone) | ANYTHING, max_size=6))
    token = lone.ready["slack_app_token"] if method == "apps.connections.open" else ""
    answer = lone.call(method, token=token, **body)
    assert answer.status_code in (200, 429), answer.text
    assert isinstance(answer.json()["ok"], bool)
    lone.messages(lone.editor)


def test_half_a_character_becomes_a_question_mark(slack: World) -> None:
    ts = slack.do("say", user=slack.editor, channel=slack.channel, text="half \ud83d")["ts"]
    slack.call("chat.postMessage", channel=slack.channel, text="half \udc00").json()
    texts = [m["text"] for m in slack.messages(slack.editor)]
    assert texts == ["half ?", "half ?"]
    assert ts == slack.messages(slack.editor)[0]["ts"]
