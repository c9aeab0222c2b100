"""reactions.*: the emoji under a message."""

import re

from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import Json, Message
from bot.sandbox.slack.rates import TIER_2, TIER_3

from .call import Call, Method

_NAME = re.compile(r"[a-z0-9_+\-']{1,100}(::skin-tone-[2-6])?")


def add(call: Call) -> Json:
    """Put an emoji under a message."""
    name, message = _name(call), _message(call)
    users = message.reactions.setdefault(name, [])
    if call.bot_user in users:
        raise SlackError("already_reacted")
    users.append(call.bot_user)
    call.workspace.keep_message(message)
    return {}


def remove(call: Call) -> Json:
    """Take one's own emoji away again."""
    name, message = _name(call), _message(call)
    users = message.reactions.get(name, [])
    if call.bot_user not in users:
        raise SlackError("no_reaction")
    users.remove(call.bot_user)
    if not users:
        del message.reactions[name]
    call.workspace.keep_message(message)
    return {}


def get(call: Call) -> Json:
    """A message with the emoji under it."""
    message = _message(call)
    shape = call.slack.shapes.message(message)
    return {"type": "message", "channel": message.channel, "message": shape}


def _name(call: Call) -> str:
    name = call.args.need("name").strip(":")
    if not _NAME.fullmatch(name):
        raise SlackError("invalid_name")
    return name


def _message(call: Call) -> Message:
    if call.args.text("channel") is None or call.args.text("timestamp") is None:
        raise SlackError("no_item_specified")
    return call.message(call.channel(), call.args.need("timestamp"))


METHODS = {
    "reactions.add": Method(add, TIER_3, ("reactions:write",)),
    "reactions.remove": Method(remove, TIER_2, ("reactions:write",)),
    "reactions.get": Method(get, TIER_3, ("reactions:read",), takes_json=False),
}
