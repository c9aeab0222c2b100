"""conversations.*: channels and direct messages, who is in them, and what was said there."""

import re
from collections.abc import Iterable

from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import Channel, Json, Message
from bot.sandbox.slack.rates import TIER_2, TIER_3, TIER_4

from .call import Call, Method

_TS = re.compile(r"\d{1,11}(\.\d{1,6})?")


def visible(call: Call, kinds: Iterable[str]) -> list[Channel]:
    """The conversations of some kinds that the bot can see."""
    bot, wanted = call.bot_user, set(kinds)
    return [
        channel
        for channel in call.workspace.channels.values()
        if channel.kind in wanted and (channel.kind == "channel" or bot in channel.members)
    ]


def listing(call: Call) -> Json:
    """All conversations, a page at a time."""
    channels = visible(call, call.kinds())
    if call.args.flag("exclude_archived"):
        channels = [channel for channel in channels if not channel.is_archived]
    page, cursor = call.page(channels, default=100)
    shapes = [call.slack.shapes.channel(channel) for channel in page]
    for channel, shape in zip(page, shapes, strict=True):
        if not channel.is_im:
            shape["num_members"] = len(channel.members)
    return {"channels": shapes, "response_metadata": {"next_cursor": cursor}}


def info(call: Call) -> Json:
    """One conversation."""
    channel = call.described()
    shape = call.slack.shapes.channel(channel)
    if call.args.flag("include_num_members"):
        shape["num_members"] = len(channel.members)
    if call.args.flag("include_locale"):
        shape["locale"] = "en-US"
    return {"channel": shape}


def members(call: Call) -> Json:
    """Who is in a conversation, a page at a time."""
    channel = call.described()
    page, cursor = call.page(channel.members, default=100)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def opened(call: Call) -> Json:
    """A direct message with one person; groups of people are not here."""
    call.scope("im:write", "mpim:write")
    named = call.args.text("channel")
    if named is not None:
        channel = call.workspace.channels.get(named)
        if channel is None or call.bot_user not in channel.members:
            raise SlackError("channel_not_found")
        if not channel.is_im:
            raise SlackError("method_not_supported_for_channel_type")
        existed = True
    else:
        users = [u for u in (call.args.text("users") or "").split(",") if u]
        if not users:
            raise SlackError("users_list_not_supplied")
        if len(users) > 1:
            raise SlackError("too_many_users")
        call.scope("im:write")
        user = call.user(users[0])
        if user.deleted:
            raise SlackError("user_disabled")
        if user.id == call.bot_user:
            raise SlackError("user_not_found")
        existed = call.workspace.direct(user.id) is not None
        channel = call.workspace.open_direct(user.id)
    already = {"no_op": True, "already_open": True} if existed else {}
    if not call.args.flag("return_im"):
        return {**already, "channel": {"id": channel.id}}
    return {**already, "channel": call.slack.shapes.channel(channel)}


def join(call: Call) -> Json:
    """Let the bot into a public channel."""
    channel = call.channel()
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    already = call.bot_user in channel.members
    if not already:
        channel.members.append(call.bot_user)
        call.workspace.keep_channel(channel)
    shape = call.slack.shapes.channel(channel)
    shape.pop("is_member", None)
    if not already:
        return {"channel": shape}
    word = "already_in_channel"
    return {"channel": shape, "warning": word, "response_metadata": {"warnings": [word]}}


def history(call: Call) -> Json:
    """What was said in a channel, the newest first, without what stands in threads."""
    channel = call.readable()
    every = call.workspace.messages[channel.id].values()
    main = [m for m in every if m.only_for is None and (not m.is_reply or m.broadcast)]
    chosen = list(reversed(_between(call, main)))
    page, cursor = call.page(chosen, default=100, most=999)
    answer: Json = {
        "messages": _shown(call, page),
        "has_more": bool(cursor),
        "pin_count": 0,
        "channel_actions_ts": None,
        "channel_actions_count": 0,
    }
    return {**answer, "response_metadata": {"next_cursor": cursor}} if cursor else answer


def replies(call: Call) -> Json:
    """A message and what was said in its thread, the oldest first."""
    channel = call.readable()
    found = call.workspace.find_message(channel.id, call.args.need("ts"))
    if found is None or found.only_for is not None:
        raise SlackError("thread_not_found")
    parent = found
    if found.thread_ts is not None:
        parent = call.workspace.find_message(channel.id, found.thread_ts) or found
    page, cursor = call.page(_between(call, call.workspace.replies(parent)), default=1000)
    answer: Json = {"messages": _shown(call, [parent, *page]), "has_more": bool(cursor)}
    return {**answer, "response_metadata": {"next_cursor": cursor}} if cursor else answer


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = call.args.text("oldest"), call.args.text("latest")
    low, high = _moment(oldest, "invalid_ts_oldest"), _moment(latest, "invalid_ts_latest")
    inclusive = call.args.flag("inclusive")
    return [
        m
        for m in messages
        if (oldest is None or _moment(m.ts) > low or (inclusive and _moment(m.ts) == low))
        and (latest is None or _moment(m.ts) < high or (inclusive and _moment(m.ts) == high))
    ]


def _moment(ts: str | None, error: str = "") -> int:
    """A timestamp in microseconds."""
    if ts is None:
        return 0
    if not _TS.fullmatch(ts):
        raise SlackError(error)
    seconds, _, rest = ts.partition(".")
    return int(seconds) * 1_000_000 + int(rest.ljust(6, "0"))


def _shown(call: Call, messages: list[Message]) -> list[Json]:
    metadata = call.args.flag("include_all_metadata")
    return [call.slack.shapes.message(m, metadata=metadata) for m in messages]


METHODS = {
    "conversations.list": Method(listing, TIER_2, takes_json=False),
    "conversations.info": Method(info, TIER_3, takes_json=False),
    "conversations.members": Method(members, TIER_4, takes_json=False),
    "conversations.open": Method(opened, TIER_3),
    "conversations.join": Method(join, TIER_3, ("channels:join",)),
    "conversations.history": Method(history, TIER_3),
    "conversations.replies": Method(replies, TIER_3, takes_json=False),
}
