"""Posting, changing, deleting and reading messages, as the app does it."""

import json

import pytest
from slack_sdk.errors import SlackApiError

from tests.sandbox.slack_world import Json, World, actions, button, section


def test_a_message_is_seen_by_everybody_in_the_channel(slack: World) -> None:
    zach = slack.person()
    posted = slack.client.chat_postMessage(
        channel=slack.channel, text="hello", blocks=[section("*hello*")]
    )
    assert posted["message"]["bot_id"] == slack.client.auth_test()["bot_id"]
    seen = slack.messages(zach)[-1]
    assert (seen["ts"], seen["text"], seen["ephemeral"]) == (posted["ts"], "hello", False)
    assert seen["blocks"][0]["text"]["text"] == "*hello*"


def test_blocks_and_elements_without_ids_get_some(slack: World) -> None:
    message = slack.client.chat_postMessage(
        channel=slack.channel,
        text="Go",
        blocks=[actions({"type": "button", "text": {"type": "plain_text", "text": "Go"}})],
    )["message"]
    assert message["blocks"][0]["block_id"]
    assert message["blocks"][0]["elements"][0]["action_id"]


def test_blocks_may_be_json_in_a_form(slack: World) -> None:
    blocks = json.dumps([section("from a form")])
    ts = slack.client.api_call(
        "chat.postMessage", data={"channel": slack.channel, "blocks": blocks}
    )["ts"]
    message = slack.client.conversations_history(channel=slack.channel)["messages"][0]
    assert (message["ts"], message["blocks"][0]["text"]["text"]) == (ts, "from a form")
    with pytest.raises(SlackApiError, match="invalid_blocks_format"):
        slack.client.chat_postMessage(channel=slack.channel, text="x", blocks="[")


@pytest.mark.parametrize("nothing", [{}, {"text": ""}, {"text": "  "}, {"blocks": []}])
def test_a_message_must_say_something(slack: World, nothing: Json) -> None:
    answer = slack.call("chat.postMessage", channel=slack.channel, **nothing).json()
    assert answer["error"] == "no_text"


def test_a_message_to_a_person_opens_a_direct_message(slack: World) -> None:
    zach = slack.person()
    posted = slack.client.chat_postMessage(channel=zach, text="hello")
    assert posted["channel"].startswith("D")
    assert slack.messages(zach, "bot")[-1]["text"] == "hello"
    assert slack.client.chat_postMessage(channel="#newsletter", text="x")["channel"] == (
        slack.channel
    )


def test_only_the_person_meant_sees_an_ephemeral_message(slack: World) -> None:
    zach, other = slack.person(), slack.person()
    slack.client.chat_postEphemeral(channel=slack.channel, user=zach, text="psst")
    assert slack.messages(zach)[-1]["ephemeral"]
    assert "psst" not in [m["text"] for m in slack.messages(other)]
    history = slack.client.conversations_history(channel=slack.channel)["messages"]
    assert "psst" not in [m["text"] for m in history]
    stranger = slack.person(channels=[])
    with pytest.raises(SlackApiError, match="user_not_in_channel"):
        slack.client.chat_postEphemeral(channel=slack.channel, user=stranger, text="psst")


def test_a_text_above_what_slack_takes_is_cut(slack: World) -> None:
    message = slack.client.chat_postMessage(channel=slack.channel, text="x" * 50_000)["message"]
    assert len(message["text"]) == 40_000


def test_blocks_with_too_much_text_in_all_are_refused(slack: World) -> None:
    blocks = [section("x" * 2900) for _ in range(5)]
    with pytest.raises(SlackApiError, match="msg_blocks_too_long"):
        slack.client.chat_postMessage(channel=slack.channel, text="x", blocks=blocks)
    slack.client.chat_postMessage(channel=slack.channel, text="x", blocks=blocks[:4])


def test_wrong_blocks_are_refused_as_slack_does(slack: World) -> None:
    blocks = [section("x" * 3001)]
    answer = slack.call("chat.postMessage", channel=slack.channel, blocks=blocks).json()
    line = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert answer == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": [line],
        "response_metadata": {"messages": [f"[ERROR] {line}"]},
    }


def test_an_update_keeps_what_it_does_not_name(slack: World) -> None:
    metadata = {"event_type": "card", "event_payload": {"key": "7"}}
    ts = slack.post(section("before"), metadata=metadata)
    updated = slack.client.chat_update(
        channel=slack.channel, ts=ts, text="after", blocks=[section("after")]
    )
    assert updated["message"]["metadata"] == metadata
    assert updated["message"]["edited"]
    assert updated["message"]["blocks"][0]["text"]["text"] == "after"
    updated = slack.client.chat_update(channel=slack.channel, ts=ts, text="only text")
    assert "blocks" not in updated["message"]
    cleared = slack.client.chat_update(channel=slack.channel, ts=ts, text="x", metadata={})
    assert "metadata" not in cleared["message"]


def test_an_update_takes_less_text_than_a_new_message(slack: World) -> None:
    ts = slack.post()
    with pytest.raises(SlackApiError, match="msg_too_long"):
        slack.client.chat_update(channel=slack.channel, ts=ts, text="x" * 4001)


def test_only_ones_own_messages_can_be_changed_or_deleted(slack: World) -> None:
    theirs = slack.do("say", user=slack.editor, channel=slack.channel, text="mine")["ts"]
    with pytest.raises(SlackApiError, match="cant_update_message"):
        slack.client.chat_update(channel=slack.channel, ts=theirs, text="x")
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        slack.client.chat_delete(channel=slack.channel, ts=theirs)
    with pytest.raises(SlackApiError, match="message_not_found"):
        slack.client.chat_update(channel=slack.channel, ts="1.000001", text="x")
    mine = slack.post()
    slack.client.chat_delete(channel=slack.channel, ts=mine)
    assert mine not in [m["ts"] for m in slack.messages(slack.editor)]


def test_metadata_comes_back_only_where_it_is_asked_for(slack: World) -> None:
    metadata = {"event_type": "card", "event_payload": {"key": "7"}}
    slack.post(metadata=metadata)
    bare = slack.client.conversations_history(channel=slack.channel)["messages"][0]
    full = slack.client.conversations_history(channel=slack.channel, include_all_metadata=True)
    assert "metadata" not in bare
    assert full["messages"][0]["metadata"] == metadata
    with pytest.raises(SlackApiError, match="invalid_metadata_format"):
        slack.client.chat_postMessage(channel=slack.channel, text="x", metadata={"event": 1})


def test_history_is_newest_first_and_leaves_threads_out(slack: World) -> None:
    first = slack.post(text="first")
    reply = slack.post(text="reply", thread_ts=first)
    second = slack.post(text="second")
    messages = slack.client.conversations_history(channel=slack.channel)["messages"]
    assert [m["ts"] for m in messages] == [second, first]
    assert messages[1]["reply_count"] == 1
    assert messages[1]["latest_reply"] == reply
    thread = slack.client.conversations_replies(channel=slack.channel, ts=first)["messages"]
    assert [m["ts"] for m in thread] == [first, reply]
    assert thread[1]["parent_user_id"] == thread[0]["user"]
    with pytest.raises(SlackApiError, match="thread_not_found"):
        slack.client.conversations_replies(channel=slack.channel, ts="1.000001")


def test_history_is_cut_by_time_and_into_pages(slack: World) -> None:
    stamps = [slack.post(text=str(i)) for i in range(6)]
    history = slack.client.conversations_history
    found = history(channel=slack.channel, oldest=stamps[1], latest=stamps[4])["messages"]
    assert [m["ts"] for m in found] == [stamps[3], stamps[2]]
    found = history(channel=slack.channel, oldest=stamps[4], inclusive=True)["messages"]
    assert [m["ts"] for m in found] == [stamps[5], stamps[4]]
    pages = [
        (page["has_more"], page["messages"]) for page in history(channel=slack.channel, limit=4)
    ]
    assert [more for more, _ in pages] == [True, False]
    assert [m["ts"] for _, messages in pages for m in messages] == stamps[::-1]
    with pytest.raises(SlackApiError, match="invalid_ts_oldest"):
        history(channel=slack.channel, oldest="yesterday")


def test_a_reply_to_a_reply_stands_in_the_same_thread(slack: World) -> None:
    first = slack.post()
    reply = slack.post(thread_ts=first)
    slack.post(text="deeper", thread_ts=reply)
    assert slack.messages(slack.editor)[-1]["thread_ts"] == first
    with pytest.raises(SlackApiError, match="thread_not_found"):
        slack.post(thread_ts="1234567890.123456")
    with pytest.raises(SlackApiError, match="invalid_thread_ts"):
        slack.post(thread_ts="soon")


def test_a_deleted_message_with_replies_leaves_a_tombstone(slack: World) -> None:
    first = slack.post(actions(button("press")))
    slack.post(text="reply", thread_ts=first)
    slack.client.chat_delete(channel=slack.channel, ts=first)
    parent = slack.client.conversations_replies(channel=slack.channel, ts=first)["messages"][0]
    assert (parent["subtype"], parent["user"]) == ("tombstone", "USLACKBOT")
    assert "blocks" not in parent


def test_a_permalink_names_channel_and_message(slack: World) -> None:
    ts = slack.post()
    link = slack.client.chat_getPermalink(channel=slack.channel, message_ts=ts)["permalink"]
    assert link.endswith(f"/archives/{slack.channel}/p{ts.replace('.', '')}")
    reply = slack.post(thread_ts=ts)
    link = slack.client.chat_getPermalink(channel=slack.channel, message_ts=reply)["permalink"]
    assert link.endswith(f"?thread_ts={ts}&cid={slack.channel}")


def test_markdown_text_stands_alone(slack: World) -> None:
    message = slack.call("chat.postMessage", channel=slack.channel, markdown_text="**x**").json()
    assert message["message"]["blocks"][0]["type"] == "markdown"
    both = slack.call("chat.postMessage", channel=slack.channel, markdown_text="x", text="x")
    assert both.json()["error"] == "markdown_text_conflict"


def test_timestamps_differ_and_grow(slack: World) -> None:
    stamps = [slack.post() for _ in range(15)]
    assert len(set(stamps)) == 15
    assert stamps == sorted(stamps)
