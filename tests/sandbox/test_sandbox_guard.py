"""Nobody but this machine's own programs and the sandbox's own page may use it."""

import pytest
import requests
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.sandbox.slack_world import World


def world_status(world: World, **headers: str) -> int:
    return requests.get(f"{world.origin}/sandbox/world", headers=headers, timeout=5).status_code


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:1234", "localhost", "LOCALHOST:80", "[::1]:8000"]
)
def test_loopback_names_are_answered(slack: World, host: str) -> None:
    assert world_status(slack, Host=host) == 200


@pytest.mark.parametrize(
    "host",
    ["example.com", "127.0.0.1.example.com", "0.0.0.0", "127.0.0.1@example.com", "", "[::1", "a:b"],
)
def test_other_names_are_not(slack: World, host: str) -> None:
    assert world_status(slack, Host=host) in (400, 403)


def test_only_its_own_page_may_call(slack: World) -> None:
    port = slack.sandbox.port
    assert world_status(slack, Origin=f"http://127.0.0.1:{port}") == 200
    assert world_status(slack, Origin=f"http://localhost:{port}") == 200
    for other in (
        "null", "https://example.com", f"https://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}",
        f"http://example.com:{port}", "http://127.0.0.1",
    ):  # fmt: skip
        assert world_status(slack, Origin=other) == 403


def test_json_comes_as_json(slack: World) -> None:
    address = f"{slack.origin}/sandbox/say"
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = requests.post(address, data="{}", headers={"Content-Type": kind}, timeout=5)
        assert answer.status_code == 415
    assert requests.post(address, timeout=5).status_code == 415
    sheet = f"{slack.origin}/v4/spreadsheets/{slack.ready['sheet_id']}:batchUpdate"
    headers = {"Authorization": "Bearer human", "Content-Type": "text/plain"}
    assert requests.post(sheet, data="{}", headers=headers, timeout=5).status_code == 415


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{", "no JSON"),
        ('{"user": NaN}', "no JSON"),
        ("[]", "object"),
        ("{}", "Say who does it"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(
    slack: World, body: str, sentence: str
) -> None:
    headers = {"Content-Type": "application/json"}
    address = f"{slack.origin}/sandbox/say"
    answer = requests.post(address, data=body, headers=headers, timeout=5)
    assert answer.status_code == 400
    assert sentence in answer.json()["error"]


def test_a_websocket_of_another_page_is_refused(slack: World) -> None:
    token = slack.ready["slack_app_token"]
    address = slack.call("apps.connections.open", token=token).json()["url"]
    with (
        pytest.raises(InvalidStatus),
        connect(address, proxy=None, additional_headers={"Origin": "https://example.com"}),
    ):
        pass
