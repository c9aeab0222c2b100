"""What it means that a request to Slack came to nothing, and who can do what about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from slack_sdk.errors import SlackApiError

_CODE = re.compile(r"[a-z0-9_]+")
"""How Slack's words look; anything else comes from something between Slack and us."""

_LONGEST = 300

_TOO_FAST = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_MAY_HAVE_ARRIVED = frozenset(
    {"fatal_error", "internal_error", "request_timeout", "service_unavailable"}
)
"""Slack's own words for "it may have been done"."""

_LATER = frozenset({"external_channel_migrating", "team_added_to_org", "update_failed"})

_REFUSED = (
    "SLACK_BOT_TOKEN: Slack refuses it ({code}). Copy it again from “OAuth & Permissions” and start"
    " the bot again."
)
_WORKSPACE = "The workspace keeps the bot out ({code}). An admin of the workspace can let it in."
_SCOPE = (
    "The app has not the scope {needed}. Paste the manifest again and reinstall the app:"
    " newsletter-bot manifest"
)
_FOR_ALL: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "account_inactive",
            "invalid_auth",
            "not_allowed_token_type",
            "not_authed",
            "token_expired",
            "token_revoked",
        ),
        _REFUSED,
    ),
    **dict.fromkeys(
        (
            "access_denied",
            "accesslimited",
            "app_access_restricted",
            "ekm_access_denied",
            "enterprise_is_restricted",
            "no_permission",
            "org_login_required",
            "team_access_not_granted",
            "two_factor_setup_required",
        ),
        _WORKSPACE,
    ),
    "missing_scope": _SCOPE,
    "messages_tab_disabled": (
        "The bot cannot write to people: switch on “Messages Tab” under “App Home” in the app’s"
        " settings."
    ),
}
"""What keeps every message back until the operator has mended it, each with what to do."""

_ARCHIVED = "The channel {channel} is archived. Unarchive it, or set CHANNEL to another one."
_READ_ONLY = "The bot may not write in {channel} ({code}). Let it, under the channel’s settings."
_FOR_A_CHANNEL: Mapping[str, str] = {
    "channel_is_limited_access": _READ_ONLY,
    "channel_not_found": (
        "There is no channel {channel} that the bot can see. Look at CHANNEL; into a private"
        " channel the bot has to be invited."
    ),
    "is_archived": _ARCHIVED,
    "is_inactive": _ARCHIVED,
    "not_in_channel": "The bot is not in the channel {channel}. Invite it there.",
    "restricted_action": _READ_ONLY,
    "restricted_action_non_threadable_channel": _READ_ONLY,
    "restricted_action_read_only_channel": _READ_ONLY,
    "restricted_action_thread_only_channel": _READ_ONLY,
}
"""The same for the messages into one channel."""

_GONE = frozenset({"cant_update_message", "message_not_found", "thread_not_found"})
"""The message that is to be changed or answered is not there, or is another app's."""


class Remedy(Enum):
    """What can be done about a request that came to nothing."""

    TRY_AGAIN = auto()
    """Slack or the network is out of order, or it was too much at once: later it goes."""

    TRY_A_FEW_TIMES = auto()
    """Slack says that it does not know what became of it, which may be due to what was sent."""

    OPERATOR = auto()
    """It goes as soon as somebody has mended what ``sentence`` says."""

    NONE = auto()
    """Slack has read it and does not want it as it is."""


@dataclass(frozen=True)
class Failure:
    """Why a request came to nothing.

    ``may_have_arrived`` says that it may have been carried out all the same, ``pause`` how long
    Slack asks to wait, where it does.
    """

    code: str
    remedy: Remedy
    may_have_arrived: bool = False
    pause: timedelta | None = None
    sentence: str = ""


def failure_of(error: Exception, channel: str, *, is_direct: bool) -> Failure:
    """Return what an error of a request about ``channel`` means.

    ``is_direct`` says that it is the direct message with one person: nobody can mend that one.
    """
    if not isinstance(error, SlackApiError):
        said = f"{type(error).__name__} ({error})"[:_LONGEST]
        return Failure(said, Remedy.TRY_AGAIN, may_have_arrived=True)
    status, code = int(getattr(error.response, "status_code", 200)), code_of(error)
    if status == 429:
        pause = timedelta(seconds=int(error.response.headers.get("Retry-After", 1)))
        return Failure("ratelimited", Remedy.TRY_AGAIN, pause=pause)
    if status >= 500:
        return Failure(str(status), Remedy.TRY_AGAIN, may_have_arrived=True)
    if not _CODE.fullmatch(code):
        return Failure("no answer of Slack’s", Remedy.TRY_AGAIN, may_have_arrived=True)
    if code in _MAY_HAVE_ARRIVED:
        return Failure(code, Remedy.TRY_A_FEW_TIMES, may_have_arrived=True)
    if code in _TOO_FAST or code in _LATER:
        return Failure(code, Remedy.TRY_AGAIN)
    sentence = _FOR_ALL.get(code) or ("" if is_direct else _FOR_A_CHANNEL.get(code, ""))
    if sentence:
        needed = error.response.get("needed") or "that it needs"
        said = sentence.format(code=code, channel=channel, needed=needed)
        return Failure(code, Remedy.OPERATOR, sentence=said)
    return Failure(code, Remedy.NONE)


def is_gone(error: SlackApiError, *, is_elsewhere: bool) -> bool:
    """Tell whether the message that was to be changed or answered is out of the bot's reach.

    ``is_elsewhere`` says that it stands in another channel than the newsroom's own, which the bot
    need not be in any more.
    """
    code = code_of(error)
    return code in _GONE or (is_elsewhere and code in _FOR_A_CHANNEL)


def code_of(error: SlackApiError) -> str:
    """Return Slack's own word for what is wrong."""
    return str(error.response.get("error"))
