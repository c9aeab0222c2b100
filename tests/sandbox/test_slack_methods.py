"""The Web API as such: tokens, scopes, arguments, pages, and each method's own refusals."""

import copy
from typing import Any

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.sandbox.slack_world import MANIFEST, SCOPES, World, served


def error(world: World, method: str, **body: Any) -> str:
    answer = world.call(method, **body).json()
    assert answer["ok"] is False, answer
    return str(answer["error"])


def test_a_call_without_a_token_is_not_authed(slack: World) -> None:
    assert slack.call("auth.test", token=None).json() == {"ok": False, "error": "not_authed"}


def test_a_token_that_nobody_gave_out_is_invalid(slack: World) -> None:
    assert slack.call("auth.test", token="xoxb-other").json()["error"] == "invalid_auth"


def test_a_token_may_stand_in_the_form(slack: World) -> None:
    form = {"token": slack.ready["slack_bot_token"]}
    answer = requests.post(slack.ready["slack_api_url"] + "auth.test", data=form, timeout=5)
    assert answer.json()["ok"]


def test_the_apps_token_opens_connections_and_does_nothing_else(slack: World) -> None:
    app = slack.ready["slack_app_token"]
    opened = WebClient(base_url=slack.ready["slack_api_url"]).apps_connections_open(app_token=app)
    assert str(opened["url"]).startswith("ws://127.0.0.1:")
    assert slack.call("auth.test", token=app).json()["error"] == "not_allowed_token_type"
    assert error(slack, "apps.connections.open") == "not_allowed_token_type"


def test_every_answer_names_the_scopes_of_the_token(slack: World) -> None:
    headers = slack.call("auth.test").headers
    assert headers["x-oauth-scopes"].split(",") == SCOPES


def test_an_unknown_method_is_said_to_be_unknown(slack: World) -> None:
    assert error(slack, "chat.sing") == "unknown_method"


@pytest.mark.parametrize(
    ("method", "body", "scope"),
    [
        ("chat.postMessage", {"channel": "C", "text": "x"}, "chat:write"),
        ("users.info", {"user": "U"}, "users:read"),
        ("users.lookupByEmail", {"email": "x"}, "users:read.email"),
        ("conversations.open", {"users": "U"}, "im:write"),
        ("conversations.history", {"channel": "C"}, "channels:history"),
        ("conversations.members", {"channel": "C"}, "channels:read"),
        ("conversations.list", {}, "channels:read"),
        ("reactions.add", {"channel": "C", "timestamp": "1", "name": "x"}, "reactions:write"),
        ("team.info", {}, "team:read"),
    ],
)
def test_a_method_without_its_scope_says_which_is_needed(
    method: str, body: dict[str, str], scope: str
) -> None:
    manifest = copy.deepcopy(MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"] = ["commands", "im:history"]
    manifest["settings"]["event_subscriptions"]["bot_events"] = []
    if method == "conversations.history":
        manifest["oauth_config"]["scopes"]["bot"] = ["commands"]
    with served(manifest=manifest) as world:
        answer = world.call(method, **body).json()
    assert answer["error"] == "missing_scope"
    assert scope in answer["needed"].split(",")
    assert answer["provided"].startswith("commands")


def test_a_missing_argument_is_named(slack: World) -> None:
    answer = slack.call("chat.postMessage", text="x").json()
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


def test_a_method_that_takes_no_json_does_not_see_it(slack: World) -> None:
    assert error(slack, "users.info", user=slack.editor) == "invalid_arguments"
    assert slack.client.users_info(user=slack.editor)["user"]["real_name"] == "Ada Editor"


def test_a_body_that_is_no_json_is_refused(slack: World) -> None:
    headers = {"Authorization": f"Bearer {slack.ready['slack_bot_token']}"}
    address = slack.ready["slack_api_url"] + "chat.postMessage"
    kind = {"Content-Type": "application/json"}
    answer = requests.post(address, data="{", headers=headers | kind, timeout=5)
    assert answer.json()["error"] == "invalid_json"
    answer = requests.post(address, json=[1], headers=headers, timeout=5)
    assert answer.json()["error"] == "json_not_object"


def test_api_test_says_back_what_was_sent(slack: World) -> None:
    assert slack.client.api_test(foo="bar")["args"]["foo"] == "bar"
    assert slack.call("api.test", error="my_error").json()["error"] == "my_error"


def test_who_the_bot_is_agrees_everywhere(slack: World) -> None:
    me = slack.client.auth_test()
    bot = slack.client.bots_info(bot=me["bot_id"])["bot"]
    user = slack.client.users_info(user=me["user_id"])["user"]
    assert bot["user_id"] == me["user_id"]
    assert bot["name"] == user["real_name"] == "Echo bot"
    assert user["is_bot"]
    assert user["profile"]["bot_id"] == me["bot_id"]
    assert slack.client.team_info()["team"]["id"] == me["team_id"]
    assert slack.client.usergroups_list()["usergroups"] == []


def test_a_person_is_found_by_id_and_by_address(slack: World) -> None:
    zach = slack.person("Zach Robertson", tz="Asia/Kathmandu")
    user = slack.client.users_info(user=zach, include_locale=True)["user"]
    assert user["tz_offset"] == 20_700
    assert user["profile"]["display_name"] == "Zach Robertson"
    found = slack.client.users_lookupByEmail(email=user["profile"]["email"])["user"]
    assert found["id"] == zach
    profile = slack.client.users_profile_get(user=zach)["profile"]
    assert profile["first_name"] == "Zach"
    with pytest.raises(SlackApiError, match="user_not_found"):
        slack.client.users_info(user="UNOBODY")
    with pytest.raises(SlackApiError, match="users_not_found"):
        slack.client.users_lookupByEmail(email="nobody@example.com")


def test_lists_come_in_pages(slack: World) -> None:
    people = {slack.person() for _ in range(7)}
    pages = [page["members"] for page in slack.client.users_list(limit=3)]
    assert len(pages) == 4
    assert people <= {user["id"] for page in pages for user in page}
    members = slack.client.conversations_members(channel=slack.channel, limit=4)
    assert people <= {member for page in members for member in page["members"]}


def test_a_wrong_cursor_or_limit_is_refused(slack: World) -> None:
    with pytest.raises(SlackApiError, match="invalid_cursor"):
        slack.client.users_list(cursor="nonsense")
    with pytest.raises(SlackApiError, match="invalid_limit"):
        slack.client.users_list(limit=5000)


def test_channels_are_listed_by_kind(slack: World) -> None:
    slack.client.conversations_open(users=slack.editor)
    channels = slack.client.conversations_list()["channels"]
    assert [(c["name"], c["num_members"]) for c in channels] == [("newsletter", 2)]
    direct = slack.client.conversations_list(types="im")["channels"]
    assert [c["user"] for c in direct] == [slack.editor]
    with pytest.raises(SlackApiError, match="invalid_types"):
        slack.client.conversations_list(types="dreams")
    with pytest.raises(SlackApiError, match="missing_scope"):
        slack.client.conversations_list(types="public_channel,mpim")
    mine = slack.client.users_conversations(types="public_channel,im")["channels"]
    assert {c["id"] for c in mine} == {slack.channel, direct[0]["id"]}


def test_a_direct_message_is_opened_once(slack: World) -> None:
    first = slack.client.conversations_open(users=slack.editor)
    second = slack.client.conversations_open(users=[slack.editor], return_im=True)
    assert "already_open" not in first.data
    assert second["already_open"]
    assert second["channel"]["id"] == first["channel"]["id"]
    assert second["channel"]["user"] == slack.editor
    with pytest.raises(SlackApiError, match="user_not_found"):
        slack.client.conversations_open(users="UNOBODY")
    assert error(slack, "conversations.open") == "users_list_not_supplied"


def test_what_a_channel_is_like(slack: World) -> None:
    channel = slack.client.conversations_info(channel=slack.channel, include_num_members=True)
    assert channel["channel"]["is_member"]
    assert channel["channel"]["num_members"] == 2
    again = slack.client.conversations_join(channel=slack.channel)
    assert again["warning"] == "already_in_channel"
    with pytest.raises(SlackApiError, match="channel_not_found"):
        slack.client.conversations_info(channel="CNOWHERE")


def test_reactions_are_added_once_and_taken_back(slack: World) -> None:
    ts = slack.post(text="look")
    where: Any = {"channel": slack.channel, "timestamp": ts}
    slack.client.reactions_add(name="eyes", **where)
    with pytest.raises(SlackApiError, match="already_reacted"):
        slack.client.reactions_add(name="eyes", **where)
    shown = slack.client.reactions_get(**where)["message"]["reactions"]
    assert [(r["name"], r["count"]) for r in shown] == [("eyes", 1)]
    slack.client.reactions_remove(name="eyes", **where)
    with pytest.raises(SlackApiError, match="no_reaction"):
        slack.client.reactions_remove(name="eyes", **where)
    with pytest.raises(SlackApiError, match="message_not_found"):
        slack.client.reactions_add(name="eyes", channel=slack.channel, timestamp="1.000000")
    with pytest.raises(SlackApiError, match="invalid_name"):
        slack.client.reactions_add(name="No such", **where)
