"""Whether Slack lets the bot in: its tokens, its scopes, its channel, its editors.

Each function asks Slack, returns what was found, and raises NotLetIn with what to do. Both come as
a sentence that begins small, to stand behind a colon.
"""

from collections.abc import Callable, Collection
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.slack.refusals import Remedy, code_of, failure_of

_SCOPES = "Paste the manifest again (newsletter-bot manifest) and reinstall the app."


class NotLetIn(Exception):
    """Slack does not let the bot in; the message says what to do."""


def bot_token(slack: WebClient) -> str:
    """Ask whether the bot's token is good."""
    try:
        answer = _asked(slack.auth_test)
    except SlackApiError as error:
        raise NotLetIn(
            f"Slack refuses SLACK_BOT_TOKEN ({code_of(error)})."
            " Copy it again from “OAuth & Permissions”."
        ) from error
    return f"accepted: @{answer['user']} in {answer['team']}."


def scopes(slack: WebClient, wanted: Collection[str]) -> str:
    """Ask whether the bot has been given the scopes that it needs."""
    headers = {name.lower(): value for name, value in _asked(slack.auth_test).headers.items()}
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")}
    missing = sorted(set(wanted) - granted)
    if missing:
        raise NotLetIn(f"missing: {', '.join(missing)}. {_SCOPES}")
    return "all there."


def channel(slack: WebClient, channel_id: str) -> str:
    """Ask whether the bot is in its channel, and may write there."""
    try:
        found = _asked(lambda: slack.conversations_info(channel=channel_id))["channel"]
    except SlackApiError as error:
        if code_of(error) == "missing_scope":
            needed = error.response.get("needed")
            raise NotLetIn(
                f"the bot may not look at its channel without the scope {needed}. {_SCOPES}"
            ) from error
        raise NotLetIn(
            f"there is no channel {channel_id} that the bot can see ({code_of(error)})."
            " Look at CHANNEL; into a private channel the bot has to be invited first."
        ) from error
    if found.get("is_archived"):
        raise NotLetIn(f"#{found['name']} is archived. Unarchive it, or set CHANNEL to another.")
    if not found.get("is_member"):
        bot = _asked(slack.auth_test)["user"]
        raise NotLetIn(f"the bot is not in #{found['name']}. Invite it there: /invite @{bot}")
    return f"the bot is in #{found['name']}."


def editors(slack: WebClient, editor_ids: Collection[str]) -> str:
    """Ask who the editors are."""
    return ", ".join(_name_of(slack, editor) for editor in sorted(editor_ids)) + "."


def app_token(slack: WebClient, token: str) -> str:
    """Ask whether the app's token is good, and Socket Mode on."""
    socket_address(slack, token)
    return "accepted; Socket Mode is on."


def socket_address(slack: WebClient, token: str) -> str:
    """Return the address at which Slack awaits one connection, which is to be made soon."""
    try:
        return str(_asked(lambda: slack.apps_connections_open(app_token=token))["url"])
    except SlackApiError as error:
        raise NotLetIn(
            f"Slack refuses SLACK_APP_TOKEN ({code_of(error)}). It needs the scope"
            " connections:write; make one under “Basic Information”, “App-Level Tokens”."
        ) from error


def _name_of(slack: WebClient, editor: str) -> str:
    try:
        user = _asked(lambda: slack.users_info(user=editor))["user"]
    except SlackApiError as error:
        raise NotLetIn(
            f"there is nobody with the id {editor} ({code_of(error)}). Look at EDITORS."
        ) from error
    return str(user.get("real_name") or user.get("name"))


def _asked(ask: Callable[[], Any]) -> Any:
    """Return Slack's answer; raises SlackApiError where that is no, and NotLetIn for none."""
    try:
        return ask()
    except (SlackClientError, HTTPException, OSError) as error:
        failure = failure_of(error, "", is_direct=False)
        if failure.remedy not in (Remedy.TRY_AGAIN, Remedy.TRY_A_FEW_TIMES):
            raise
        if isinstance(error, SlackApiError):
            raise NotLetIn(
                f"Slack is out of order ({failure.code}). Try again in a few minutes."
            ) from error
        raise NotLetIn(f"Slack cannot be reached ({error}). Is the network up?") from error
