"""The log of the requests that arrived."""

import socket

import requests

from bot.sandbox import connections
from tests.sandbox.slack_world import World


def test_every_request_to_the_services_is_noted(slack: World) -> None:
    slack.client.chat_postMessage(channel=slack.channel, text="hello")
    headers = {"Authorization": "Bearer human"}
    sheet = f"{slack.origin}/v4/spreadsheets/{slack.ready['sheet_id']}"
    requests.get(sheet, params={"fields": "spreadsheetId"}, headers=headers, timeout=5)
    requests.post(f"{slack.origin}/token", data={"grant_type": "x"}, timeout=5)
    slack.call("chat.postMessage", token="xoxb-other", text="x")
    first, second, third, fourth = slack.get("calls")
    assert (first["side"], first["by"], first["method"]) == ("slack", "bot", "chat.postMessage")
    assert first["bytes"] > 20
    assert (second["side"], second["by"], second["method"]) == ("sheets", "human", "GET")
    assert second["path"].endswith("?fields=spreadsheetId")
    assert (third["path"], third["status"]) == ("/token", 400)
    assert fourth["by"] == "unknown"


def test_what_people_do_and_see_is_not_noted(slack: World) -> None:
    slack.person()
    slack.messages(slack.editor)
    assert slack.get("calls") == []


def test_calls_can_be_asked_for_since_a_number_or_a_time(slack: World) -> None:
    slack.client.auth_test()
    (first,) = slack.get("calls")
    moment = slack.get("world")["time"]
    slack.client.api_test()
    for since in (first["n"], moment):
        (call,) = slack.get("calls", since=since)
        assert call["method"] == "api.test"
    answer = requests.get(f"{slack.origin}/sandbox/calls?since=later", timeout=5)
    assert answer.status_code == 400


def test_calls_are_numbered_without_gaps(slack: World) -> None:
    for _ in range(5):
        slack.client.api_test()
    numbers = [call["n"] for call in slack.get("calls")]
    assert numbers == list(range(1, 6))


def test_the_parts_of_an_answer_do_not_wait_for_each_other(slack: World) -> None:
    answer = requests.get(f"{slack.origin}/sandbox/world", stream=True, timeout=5)
    assert answer.raw.connection
    client = answer.raw.connection.sock.getsockname()
    server = connections._open[client].get_extra_info("socket")
    assert server.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    answer.close()
