"""What outlives a restart, an orderly one and a kill."""

import copy
import json
import os
import signal
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
import requests

from bot.sandbox.server import Sandbox, SandboxError
from bot.sandbox.slack.app import ManifestError
from bot.sandbox.slack.hooks import Hooks
from bot.sandbox.storage import Storage, StorageError
from tests.sandbox.slack_world import MANIFEST, Json, World, actions, button, field, modal, served

SERVE = """
import json, sys
from pathlib import Path
from bot.sandbox.server import Sandbox
sandbox = Sandbox(Path(sys.argv[1]), json.loads(sys.argv[2]))
sandbox.serve(lambda ready: print(json.dumps(ready), flush=True))
"""


def do_things(world: World) -> Json:
    """A bit of everything that has to be kept; what people see of it."""
    zach = world.person("Zach", tz="Asia/Kathmandu")
    card = world.post(
        actions(button("press")), metadata={"event_type": "card", "event_payload": {"k": "1"}}
    )
    world.post(text="in the thread", thread_ts=card)
    world.client.chat_postEphemeral(channel=world.channel, user=zach, text="psst")
    world.client.chat_postMessage(channel=zach, text="directly")
    world.client.reactions_add(name="eyes", channel=world.channel, timestamp=card)
    gone = world.do("say", user=zach, channel=world.channel, text="gone")["ts"]
    world.do("delete", user=zach, channel=world.channel, ts=gone)
    world.client.views_publish(user_id=zach, view={"type": "home", "blocks": []})
    trigger_id = world.sandbox.slack.triggers.new(zach)
    view = modal(field("t", {"type": "plain_text_input"}))
    world.client.views_open(trigger_id=trigger_id, view=view)
    world.do("fill", user=zach, values={"t": "typed"})
    write(world, "kept")
    return seen(world, zach)


def seen(world: World, user: str) -> Json:
    """What somebody sees."""
    looked = world.get("world")
    del looked["time"]
    history = world.client.conversations_history(
        channel=world.channel, include_all_metadata=True
    ).data
    return {
        "user": user,
        "ready": {k: v for k, v in world.ready.items() if not v.startswith("http")},
        "world": looked,
        "channel": world.messages(user),
        "direct": world.messages(user, "bot"),
        "modal": world.get("modal", user=user),
        "home": world.get("home", user=user),
        "history": history,
        "cell": cell(world),
    }


def address(world: World) -> str:
    return f"{world.origin}/v4/spreadsheets/{world.ready['sheet_id']}/values/A1"


def write(world: World, text: str) -> None:
    headers = {"Authorization": "Bearer human"}
    params = {"valueInputOption": "RAW"}
    body = {"values": [[text]]}
    answer = requests.put(address(world), json=body, params=params, headers=headers, timeout=5)
    assert answer.status_code == 200


def cell(world: World) -> Json:
    found: Json = requests.get(
        address(world), headers={"Authorization": "Bearer human"}, timeout=5
    ).json()
    return found


def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    with served(tmp_path) as world:
        before = do_things(world)
    with served(tmp_path) as world:
        after = seen(world, before["user"])
    assert after == before


def test_new_messages_come_after_the_old_ones(tmp_path: Path) -> None:
    with served(tmp_path) as world:
        first = world.post()
    with served(tmp_path) as world:
        assert world.post() > first


def test_an_event_that_nobody_took_is_delivered_after_a_restart(tmp_path: Path) -> None:
    with served(tmp_path) as world:
        world.do("say", user=world.editor, channel=world.channel, text="heard?")
    storage = Storage(tmp_path)
    try:
        pending = [v for k, v in storage.load().items() if k.startswith("slack/event/")]
    finally:
        storage.close()
    assert [event["event"]["text"] for event in pending] == ["heard?"]


def test_a_kill_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SERVE, str(tmp_path), json.dumps(MANIFEST)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        origin = ready["sheets_api_url"]
        for number in range(10):
            body = {"user": ready["editors"], "channel": ready["channel"], "text": str(number)}
            answer = requests.post(f"{origin}/sandbox/say", json=body, timeout=5)
            assert answer.status_code == 200
        process.kill()
    with served(tmp_path) as world:
        texts = [m["text"] for m in world.messages(world.editor)]
        assert texts == [str(number) for number in range(10)]
        assert world.ready["slack_bot_token"] == ready["slack_bot_token"]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_good_order(tmp_path: Path, sign: signal.Signals) -> None:
    command = [sys.executable, "-c", SERVE, str(tmp_path), "{}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        json.loads(process.stdout.readline())
        process.send_signal(sign)
        assert process.wait(10) == 0


def test_one_sandbox_at_a_time_uses_the_data(tmp_path: Path) -> None:
    with served(tmp_path), pytest.raises(StorageError, match="Another sandbox"):
        Sandbox(tmp_path, MANIFEST)


def test_data_that_cannot_be_used_is_said_to_be_so(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(StorageError, match="cannot be used"):
        Sandbox(file, MANIFEST)
    (tmp_path / "sandbox.sqlite").write_text("this is no database" * 100)
    with pytest.raises(StorageError, match="cannot be used"):
        Sandbox(tmp_path, MANIFEST)


def test_a_port_that_is_taken_is_said_to_be_so(slack: World) -> None:
    with pytest.raises(SandboxError, match=f"Port {slack.sandbox.port}"):
        Sandbox(None, MANIFEST, slack.sandbox.port)
    with pytest.raises(SandboxError, match="Port 99999"):
        Sandbox(None, MANIFEST, 99_999)


def test_the_port_is_free_again_afterwards(tmp_path: Path) -> None:
    with served(tmp_path) as world:
        port = world.sandbox.port
        world.client.auth_test()
    with served(tmp_path, port=port) as world:
        assert world.client.auth_test()["ok"]


def test_only_the_owner_reads_the_service_accounts_file(slack: World) -> None:
    file = Path(slack.ready["google_service_account"])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    account = json.loads(file.read_text())
    assert account["token_uri"] == f"{slack.origin}/token"
    assert account["type"] == "service_account"
    assert os.fspath(file).endswith(".json")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"features": {"slash_commands": [{"command": "claim"}]}}, "one word after a /"),
        ({"oauth_config": {"scopes": {"bot": []}}}, 'add the scope "commands"'),
        ({"settings": {"event_subscriptions": {"bot_events": ["dream"]}}}, "which the sandbox"),
        ({"features": "many"}, "must be an object"),
        ({"features": {"shortcuts": [{"callback_id": "x", "type": "odd"}]}}, "shortcut"),
    ],
)
def test_a_manifest_that_slack_would_refuse_is_refused(change: Json, sentence: str) -> None:
    with pytest.raises(ManifestError, match=sentence):
        Sandbox(None, {**MANIFEST, **change})


def test_a_manifest_without_the_scope_of_an_event_is_refused() -> None:
    manifest = copy.deepcopy(MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"].remove("reactions:read")
    with pytest.raises(ManifestError, match='reaction_added: add the scope "reactions:read"'):
        Sandbox(None, manifest)


class NothingDue:
    """Something that lives by the clock and has nothing to do."""

    def next_due(self, after: datetime, until: datetime) -> datetime | None:
        return None

    def do_due(self, now: datetime) -> None:
        raise AssertionError(now)


def test_the_clock_stays_where_it_was_moved(tmp_path: Path) -> None:
    with served(tmp_path) as world:
        world.sandbox.driver = NothingDue()
        moved = datetime.fromisoformat(world.do("clock", advance="2w")["time"])
    with served(tmp_path) as world:
        assert datetime.fromisoformat(world.get("world")["time"]) >= moved


def test_an_address_for_answers_outlives_a_restart(tmp_path: Path) -> None:
    with served(tmp_path) as world:
        slack = world.sandbox.slack
        hooks = Hooks(slack.workspace, slack.posting, "")
        address = hooks.new(world.channel, world.editor)
        port = world.sandbox.port
    with served(tmp_path, port=port) as world:
        answer = requests.post(world.origin + address, json={"text": "late"}, timeout=5)
        assert answer.json() == {"ok": True}
        assert world.messages(world.editor)[-1]["text"] == "late"
