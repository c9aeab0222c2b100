"""What ``newsletter-bot check`` looks at before the bot runs for real: a line each.

Nothing is changed anywhere: no message, no cell, no table.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import BadSettings, Settings, read_settings
from bot.store.database import Store, reason_of


@dataclass(frozen=True)
class Check:
    """What was looked at, whether it is well, and what was found or what to do."""

    name: str
    is_well: bool
    sentence: str


class _Wrong(Exception):
    """Something is not as it must be; the message says what to do."""


def all_checks(wanted_scopes: frozenset[str]) -> Iterator[Check]:
    """Look at one thing after the other; where settings are wrong, at nothing else.

    ``wanted_scopes`` are those that the app's manifest asks for.
    """
    try:
        settings = read_settings()
    except BadSettings as error:
        for mistake in error.mistakes:
            yield Check(mistake.name, False, mistake.sentence)
        return
    yield Check("Settings", True, "complete.")
    yield _checked("Database", lambda: _database(settings))
    slack = WebClient(
        settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url, timeout=10
    )
    token = _checked("Slack’s bot token", lambda: _bot_token(slack))
    yield token
    if token.is_well:
        yield _checked("Scopes", lambda: _scopes(slack, wanted_scopes))
        yield _checked("Channel", lambda: _channel(slack, settings.channel))
        yield _checked("Editors", lambda: _editors(slack, settings.editors))
    yield _checked("Slack’s app token", lambda: _app_token(slack, settings))


def _checked(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except _Wrong as error:
        return Check(name, False, str(error))
    except SlackApiError as error:
        return Check(name, False, f"Slack answers “{error.response.get('error')}”.")
    except (SlackClientError, OSError) as error:
        return Check(name, False, f"Slack cannot be reached ({error}). Is the network up?")


def _database(settings: Settings) -> str:
    try:
        store = Store(settings.database_url)
        try:
            is_current = store.is_up_to_date()
        finally:
            store.close()
    except (SQLAlchemyError, OSError) as error:
        raise _Wrong(f"it cannot be opened: {reason_of(error)} Look at DATABASE_URL.") from error
    return "up to date." if is_current else "opens; its tables are made when the bot starts."


def _bot_token(slack: WebClient) -> str:
    try:
        answer = slack.auth_test()
    except SlackApiError as error:
        raise _Wrong(
            f"Slack refuses SLACK_BOT_TOKEN ({error.response.get('error')})."
            " Copy it again from “OAuth & Permissions”."
        ) from error
    return f"accepted: @{answer['user']} in {answer['team']}."


def _scopes(slack: WebClient, wanted: frozenset[str]) -> str:
    headers = {name.lower(): value for name, value in slack.auth_test().headers.items()}
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")}
    missing = sorted(wanted - granted)
    if missing:
        raise _Wrong(
            f"missing: {', '.join(missing)}. Add them under “OAuth & Permissions” and reinstall"
            " the app, or paste the manifest again."
        )
    return "all there."


def _channel(slack: WebClient, channel: str) -> str:
    try:
        found: dict[str, Any] = slack.conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        raise _Wrong(
            f"there is no channel {channel} that the bot can see"
            f" ({error.response.get('error')}). Look at CHANNEL; into a private channel the bot"
            " has to be invited first."
        ) from error
    if not found.get("is_member"):
        raise _Wrong(f"the bot is not in #{found['name']}. Invite it there: /invite @newsletter")
    return f"the bot is in #{found['name']}."


def _editors(slack: WebClient, editors: frozenset[str]) -> str:
    names = []
    for editor in sorted(editors):
        try:
            user = slack.users_info(user=editor)["user"]
        except SlackApiError as error:
            raise _Wrong(
                f"there is nobody with the id {editor} ({error.response.get('error')})."
                " Look at EDITORS."
            ) from error
        names.append(str(user.get("real_name") or user.get("name")))
    return ", ".join(names) + "."


def _app_token(slack: WebClient, settings: Settings) -> str:
    try:
        slack.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
    except SlackApiError as error:
        raise _Wrong(
            f"Slack refuses SLACK_APP_TOKEN ({error.response.get('error')}). It needs the scope"
            " connections:write; make one under “Basic Information”, “App-Level Tokens”."
        ) from error
    return "accepted; Socket Mode is on."
