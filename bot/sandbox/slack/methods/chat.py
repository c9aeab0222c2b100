"""chat.*: posting, changing and deleting messages."""

import re

from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import Channel, Json, Message
from bot.sandbox.slack.posting import UPDATED_TEXT
from bot.sandbox.slack.rates import POSTS_IN_A_BURST, SPECIAL, TIER_3, TIER_4

from .call import Call, Method

_TS = re.compile(r"\d{10}\.\d{6}")


def post_message(call: Call) -> Json:
    """Post into a channel, or to a person."""
    channel = _where(call)
    # Slack counts messages by the channel that they go to, and no call of this method as such.
    call.slack.rates.spend(f"chat.postMessage {channel.id}", 60, POSTS_IN_A_BURST)
    content = call.slack.posting.content(call.args.given)
    message = call.slack.posting.post(
        channel.id,
        content,
        thread_ts=_thread(call, channel),
        broadcast=call.args.flag("reply_broadcast"),
    )
    shape = call.slack.shapes.message(message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shape}


def post_ephemeral(call: Call) -> Json:
    """Post for one person only."""
    channel = _where(call)
    user = call.args.need("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    content = call.slack.posting.content(call.args.given)
    thread = _thread(call, channel)
    message = call.slack.posting.post(channel.id, content, thread_ts=thread, only_for=user)
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """Give one of the bot's messages another content."""
    channel = call.channel()
    message = _own(call, channel, call.args.need("ts"), "cant_update_message")
    if len(call.args.text("text") or "") > UPDATED_TEXT:
        raise SlackError("msg_too_long")
    content = call.slack.posting.content(call.args.given)
    call.slack.posting.change(message, content, call.args.given)
    return {
        "channel": channel.id,
        "ts": message.ts,
        "text": message.text,
        "message": call.slack.shapes.message(message, metadata=True),
    }


def delete(call: Call) -> Json:
    """Take one of the bot's messages away."""
    channel = call.channel()
    message = _own(call, channel, call.args.need("ts"), "cant_delete_message")
    call.slack.posting.delete(message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    """A message's address in the browser."""
    channel = call.channel()
    message = call.message(channel, call.args.need("message_ts"))
    address = f"https://{call.workspace.domain}.slack.com/archives/{channel.id}"
    address += f"/p{message.ts.replace('.', '')}"
    if message.thread_ts is not None and message.is_reply:
        address += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": address}


def _where(call: Call) -> Channel:
    asked = call.args.need("channel")
    workspace = call.workspace
    channel = workspace.channels.get(asked)
    if channel is None and asked in workspace.users and asked != call.bot_user:
        channel = workspace.open_direct(asked)
    if channel is None:
        name = asked.removeprefix("#")
        named = (c for c in workspace.channels.values() if c.name and c.name == name)
        channel = next(named, None)
    if channel is None:
        raise SlackError("channel_not_found")
    if call.bot_user not in channel.members:
        if channel.kind != "channel":
            raise SlackError("channel_not_found")
        if "chat:write.public" not in call.slack.manifest.scopes:
            raise SlackError("not_in_channel")
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.is_im and not call.slack.manifest.takes_messages:
        raise SlackError("messages_tab_disabled")
    return channel


def _thread(call: Call, channel: Channel) -> str | None:
    ts = call.args.text("thread_ts")
    if ts is None:
        return None
    if not _TS.fullmatch(ts):
        raise SlackError("invalid_thread_ts")
    message = call.workspace.find_message(channel.id, ts)
    if message is None:
        raise SlackError("thread_not_found")
    if message.only_for is not None:
        raise SlackError("cannot_reply_to_message")
    return message.thread_ts or message.ts


def _own(call: Call, channel: Channel, ts: str, error: str) -> Message:
    if call.bot_user not in channel.members and channel.kind != "channel":
        raise SlackError("channel_not_found")
    message = call.message(channel, ts)
    if not message.by_bot:
        raise SlackError(error)
    return message


_WRITE = ("chat:write",)

METHODS = {
    "chat.postMessage": Method(post_message, SPECIAL, _WRITE),
    "chat.postEphemeral": Method(post_ephemeral, TIER_4, _WRITE),
    "chat.update": Method(update, TIER_3, _WRITE),
    "chat.delete": Method(delete, TIER_3, _WRITE),
    "chat.getPermalink": Method(get_permalink, SPECIAL, takes_json=False),
}
