"""What a refusal by Slack means for the message, and for those that wait behind it."""

import json

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse, WebClient

from bot.slack.refusals import Failure, Remedy, failure_of, is_gone
from tests.shared_data import shared

_METHODS = ("chat.postMessage", "chat.update", "conversations.open", "conversations.history")


def refused(code: str, status: int = 200, **more: object) -> SlackApiError:
    """Return the error that a client raises for an answer of Slack's."""
    headers = {"Retry-After": "7"} if status == 429 else {}
    response = SlackResponse(
        client=WebClient(),
        http_verb="POST",
        api_url="",
        req_args={},
        data={"ok": False, "error": code, **more},
        headers=headers,
        status_code=status,
    )
    return SlackApiError(code, response)  # type: ignore[no-untyped-call]


def meaning(error: Exception, *, is_direct: bool = False) -> Failure:
    return failure_of(error, "C1NEWS", is_direct=is_direct)


@pytest.mark.parametrize(
    "error",
    [
        ConnectionResetError(),
        TimeoutError(),
        refused("internal_error", 503),
        refused("Received a response in a non-JSON format: <html>A café’s log-in page</html>"),
    ],
)
def test_what_did_not_reach_slack_for_certain_is_tried_again_and_looked_for(
    error: Exception,
) -> None:
    failure = meaning(error)
    assert failure.remedy is Remedy.TRY_AGAIN
    assert failure.may_have_arrived


def test_slack_is_waited_for_as_long_as_it_asks() -> None:
    failure = meaning(refused("ratelimited", 429))
    assert failure.remedy is Remedy.TRY_AGAIN
    assert not failure.may_have_arrived
    assert failure.pause is not None
    assert failure.pause.total_seconds() == 7


def test_what_slack_itself_is_unsure_about_is_tried_a_few_times_and_looked_for() -> None:
    failure = meaning(refused("fatal_error"))
    assert failure.remedy is Remedy.TRY_A_FEW_TIMES
    assert failure.may_have_arrived


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("not_in_channel", "The bot is not in the channel C1NEWS."),
        ("channel_not_found", "There is no channel C1NEWS that the bot can see."),
        ("is_archived", "The channel C1NEWS is archived."),
        ("restricted_action_read_only_channel", "The bot may not write in C1NEWS"),
        ("invalid_auth", "SLACK_BOT_TOKEN: Slack refuses it (invalid_auth)."),
        ("token_revoked", "SLACK_BOT_TOKEN: Slack refuses it (token_revoked)."),
        ("account_inactive", "SLACK_BOT_TOKEN: Slack refuses it (account_inactive)."),
        ("missing_scope", "The app has not the scope chat:write."),
        ("ekm_access_denied", "The workspace keeps the bot out (ekm_access_denied)."),
    ],
)
def test_what_the_operator_can_mend_waits_with_a_sentence(code: str, sentence: str) -> None:
    failure = meaning(refused(code, needed="chat:write"))
    assert failure.remedy is Remedy.OPERATOR
    assert failure.sentence.startswith(sentence)


@pytest.mark.parametrize(
    "code",
    [
        "cant_update_message",
        "invalid_blocks",
        "message_not_found",
        "msg_blocks_too_long",
        "msg_too_long",
        "thread_not_found",
        "a_word_that_is_new",
    ],
)
def test_what_concerns_one_message_is_settled(code: str) -> None:
    assert meaning(refused(code)).remedy is Remedy.NONE


def test_a_direct_message_that_one_person_cannot_be_sent_is_settled() -> None:
    for code in ("channel_not_found", "is_archived", "user_disabled", "user_not_found"):
        assert meaning(refused(code), is_direct=True).remedy is Remedy.NONE
    failure = meaning(refused("token_revoked"), is_direct=True)
    assert failure.remedy is Remedy.OPERATOR


def test_a_message_out_of_reach_is_told_from_one_that_slack_does_not_want() -> None:
    assert is_gone(refused("message_not_found"), is_elsewhere=False)
    assert not is_gone(refused("invalid_blocks"), is_elsewhere=False)
    assert not is_gone(refused("not_in_channel"), is_elsewhere=False)
    assert is_gone(refused("not_in_channel"), is_elsewhere=True)


def test_each_word_that_slack_documents_for_a_lost_permission_waits_for_the_operator() -> None:
    documented: dict[str, str] = {}
    for method in _METHODS:
        text = shared(f"slack/methods/{method}.json").read_text("utf-8")
        documented |= {code: one["desc"] for code, one in json.loads(text)["errors"].items()}
    assert len(documented) > 50
    settled = {
        code
        for code, said in documented.items()
        if ("permission" in said or "admins have" in said or "preference prevents" in said)
        and meaning(refused(code)).remedy is not Remedy.OPERATOR
    }
    # These are about what the bot never sends, or about a message that is another app's.
    assert settled <= {
        "as_user_not_supported", "cant_update_message", "posting_to_channel_denied",
        "restricted_action_thread_locked",
    }  # fmt: skip
