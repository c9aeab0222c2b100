"""People, channels and messages as those who are there see them."""

from typing import Any

from bot.sandbox.slack.methods.call import Slack
from bot.sandbox.slack.model import Channel, Json, Message, User


def shown_person(user: User) -> Json:
    """A person, or a bot's own user."""
    return {
        "id": user.id,
        "name": user.display_name,
        "handle": user.name,
        "tz": user.tz,
        "is_bot": user.is_bot,
    }


def shown_channel(channel: Channel) -> Json:
    """A conversation and who is in it."""
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "members": channel.members,
        "is_archived": channel.is_archived,
        "topic": channel.topic,
        "purpose": channel.purpose,
    }


def shown_message(slack: Slack, message: Message) -> Json:
    """A message, in a form that does not say who else may see it."""
    shown: dict[str, Any] = {
        "ts": message.ts,
        "channel": message.channel,
        "user": message.user,
        "name": slack.workspace.users[message.user].display_name,
        "text": message.text,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "ephemeral": message.only_for is not None,
        "edited": message.edited,
        "reply_count": 0 if message.is_reply else len(slack.workspace.replies(message)),
        "reactions": message.reactions,
        "metadata": message.metadata,
    }
    if message.subtype:
        shown["subtype"] = message.subtype
    if message.attachments:
        shown["attachments"] = message.attachments
    if message.broadcast:
        shown["broadcast"] = True
    return shown
