"""Faults that are asked for, on both services."""

import http.client
import time
import urllib.error
from typing import Any

import pytest
import requests

from tests.sandbox.slack_world import Json, World

POST: Json = {"side": "slack", "match": "chat.postMessage"}
BATCH: Json = {"side": "sheets", "match": "batchUpdate"}


def post(world: World, timeout: float = 5, **body: Any) -> requests.Response:
    address = world.ready["slack_api_url"] + "chat.postMessage"
    headers = {"Authorization": f"Bearer {world.ready['slack_bot_token']}"}
    message = {"channel": world.channel, "text": "x", **body}
    return requests.post(address, json=message, headers=headers, timeout=timeout)


def sheet(world: World) -> str:
    return f"{world.origin}/v4/spreadsheets/{world.ready['sheet_id']}"


def write(world: World, text: str, token: str = "other") -> requests.Response:
    """A batchUpdate that writes into the first cell."""
    value = {"userEnteredValue": {"stringValue": text}}
    update = {
        "rows": [{"values": [value]}],
        "fields": "userEnteredValue",
        "start": {"sheetId": 0, "rowIndex": 0, "columnIndex": 0},
    }
    headers = {"Authorization": f"Bearer {token}"}
    body = {"requests": [{"updateCells": update}]}
    return requests.post(sheet(world) + ":batchUpdate", json=body, headers=headers, timeout=5)


def first_cell(world: World) -> str:
    headers = {"Authorization": "Bearer human"}
    answer = requests.get(sheet(world) + "/values/A1", headers=headers, timeout=5).json()
    return str(answer.get("values", [[""]])[0][0])


def texts(world: World) -> list[str]:
    return [m["text"] for m in world.messages(world.editor)]


def test_a_refusal_with_a_pause(slack: World) -> None:
    slack.do("faults", **POST, kind=429, times=2, retry_after=7)
    for _ in range(2):
        answer = post(slack)
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
        assert answer.json() == {"ok": False, "error": "ratelimited"}
    assert post(slack).json()["ok"]
    assert slack.client.auth_test()["ok"]


def test_a_failure_of_either_service(slack: World) -> None:
    slack.do("faults", **POST, kind="500")
    assert post(slack).status_code == 500
    slack.do("faults", **BATCH, kind="503")
    answer = write(slack, "x")
    assert answer.status_code == 503
    assert answer.json()["error"]["status"] == "UNAVAILABLE"
    slack.do("faults", **BATCH, kind=429, retry_after=3)
    answer = write(slack, "x")
    assert answer.json()["error"]["status"] == "RESOURCE_EXHAUSTED"
    assert answer.headers["retry-after"] == "3"


def test_a_lost_reply_was_carried_out(slack: World) -> None:
    slack.do("faults", **POST, kind="lost_reply")
    with pytest.raises(requests.ConnectionError):
        post(slack, text="said all the same")
    assert "said all the same" in texts(slack)
    assert slack.get("calls")[-1]["status"] == 0


def test_to_the_sdk_a_lost_reply_is_a_lost_connection(slack: World) -> None:
    slack.client.retry_handlers.clear()
    slack.do("faults", **POST, kind="lost_reply")
    with pytest.raises((urllib.error.URLError, http.client.RemoteDisconnected)):
        slack.client.chat_postMessage(channel=slack.channel, text="x")


def test_a_timeout_was_not_carried_out(slack: World) -> None:
    slack.do("faults", **POST, kind="timeout")
    began = time.monotonic()
    with pytest.raises(requests.ReadTimeout):
        post(slack, timeout=0.3, text="never said")
    assert time.monotonic() - began >= 0.3
    assert "never said" not in texts(slack)
    assert post(slack).json()["ok"]


def test_a_connection_to_sheets_can_be_dropped(slack: World) -> None:
    slack.do("faults", **BATCH, kind="disconnect")
    with pytest.raises(requests.ConnectionError):
        write(slack, "x")


def test_an_edit_is_placed_just_before_a_call(slack: World) -> None:
    path = f"/v4/spreadsheets/{slack.ready['sheet_id']}/values/A1?valueInputOption=RAW"
    request = {"method": "PUT", "path": path, "body": {"values": [["by a person"]]}}
    slack.do("faults", side="sheets", match="GET", kind="before", request=request)
    headers = {"Authorization": "Bearer other"}
    assert requests.get(sheet(slack), headers=headers, timeout=5).status_code == 401
    assert first_cell(slack) == "by a person"
    assert slack.get("faults")["past"][-1]["outcome"] == 200


def test_something_said_is_placed_just_before_a_call(slack: World) -> None:
    body = {"user": slack.editor, "channel": slack.channel, "text": "first"}
    request = {"method": "POST", "path": "/sandbox/say", "body": body}
    slack.do("faults", **POST, kind="before", request=request)
    post(slack, text="second")
    assert texts(slack)[-2:] == ["first", "second"]


def test_the_requests_of_people_are_left_alone(slack: World) -> None:
    slack.do("faults", side="sheets", match="", kind=500)
    assert write(slack, "fine", token="human").status_code == 200
    assert first_cell(slack) == "fine"
    assert write(slack, "x").status_code == 500


def test_what_is_pending_can_be_seen_and_forgotten(slack: World) -> None:
    slack.do("faults", **POST, kind=500, times=3)
    (fault,) = slack.get("faults")["pending"]
    assert (fault["kind"], fault["times"]) == ("500", 3)
    requests.delete(f"{slack.origin}/sandbox/faults", timeout=5)
    assert slack.get("faults")["pending"] == []
    assert post(slack).json()["ok"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"side": "fax", "kind": 500}, "side"),
        ({"side": "slack", "kind": "flood"}, "kind"),
        ({"side": "slack", "kind": 200}, "kind"),
        ({"side": "slack", "kind": 500, "times": 0}, "times"),
        ({"side": "slack", "kind": 429, "retry_after": "soon"}, "retry_after"),
        ({"side": "slack", "kind": "before"}, "request"),
        ({"side": "slack", "kind": 500, "request": {"path": "/"}}, "request"),
        ({"side": "slack", "kind": "before", "request": {"path": "x"}}, "path"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(slack: World, body: Json, sentence: str) -> None:
    assert sentence in slack.refused("faults", **body)
