"""users.*: who is in the workspace."""

from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import Json
from bot.sandbox.slack.rates import TIER_2, TIER_3, TIER_4

from .call import Call, Method
from .conversations import visible


def info(call: Call) -> Json:
    """One user."""
    user = call.slack.shapes.user(call.user(call.args.need("user")))
    return {"user": {**user, "locale": "en-US"} if call.args.flag("include_locale") else user}


def listing(call: Call) -> Json:
    """All users, a page at a time."""
    users = sorted(call.workspace.users.values(), key=lambda user: user.id)
    page, cursor = call.page(users, default=1000)
    return {
        "members": [call.slack.shapes.user(user) for user in page],
        "cache_ts": call.workspace.seconds(),
        "response_metadata": {"next_cursor": cursor},
    }


def lookup_by_email(call: Call) -> Json:
    """The user with an email address."""
    email = call.args.need("email").lower()
    for user in call.workspace.users.values():
        if user.email.lower() == email and not user.is_bot and not user.deleted:
            return {"user": call.slack.shapes.user(user)}
    raise SlackError("users_not_found")


def profile_get(call: Call) -> Json:
    """A user's profile, the bot's own where none is named."""
    user = call.user(call.args.text("user") or call.bot_user)
    profile = call.slack.shapes.profile(user)
    del profile["team"]
    return {"profile": profile}


def conversations(call: Call) -> Json:
    """The conversations that a user, or the bot itself, is in."""
    user = call.user(call.args.text("user") or call.bot_user)
    mine = [c for c in visible(call, call.kinds()) if user.id in c.members]
    page, cursor = call.page(mine, default=100)
    channels = []
    for channel in page:
        shape = call.slack.shapes.channel(channel)
        shape.pop("is_member", None)
        channels.append(shape)
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


METHODS = {
    "users.info": Method(info, TIER_4, ("users:read",), takes_json=False),
    "users.list": Method(listing, TIER_2, ("users:read",), takes_json=False),
    "users.lookupByEmail": Method(lookup_by_email, TIER_3, ("users:read.email",), takes_json=False),
    "users.profile.get": Method(profile_get, TIER_4, ("users.profile:read",), takes_json=False),
    "users.conversations": Method(conversations, TIER_3, takes_json=False),
}
