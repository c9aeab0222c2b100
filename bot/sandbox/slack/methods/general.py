"""api.test, auth.test, apps.connections.open, team.info, bots.info, usergroups.list."""

from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.model import Json
from bot.sandbox.slack.rates import SPECIAL, TIER_2, TIER_3, TIER_4

from .call import Call, Method


def api_test(call: Call) -> Json:
    """Say back what was sent."""
    args = {k: v for k, v in call.args.given.items() if k != "token"}
    error = call.args.text("error")
    if error is not None:
        raise SlackError(error, args=args)
    return {"args": args} if args else {}


def auth_test(call: Call) -> Json:
    """Who the token belongs to."""
    me = call.workspace.identity
    return {
        "url": f"https://{call.workspace.domain}.slack.com/",
        "team": call.workspace.domain.capitalize(),
        "user": call.workspace.users[me.bot_user].name,
        "team_id": me.team,
        "user_id": me.bot_user,
        "bot_id": me.bot,
        "is_enterprise_install": False,
    }


def connections_open(call: Call) -> Json:
    """An address for one WebSocket of the app."""
    if not call.slack.manifest.socket_mode:
        raise SlackError("socket_mode_not_enabled")
    return {"url": call.slack.sockets.open_link(call.slack.origin)}


def team_info(call: Call) -> Json:
    """The workspace."""
    name = call.workspace.domain
    asked = call.args.text("team")
    if asked is not None and asked != call.workspace.identity.team:
        raise SlackError("team_not_found")
    team = {
        "id": call.workspace.identity.team,
        "name": name.capitalize(),
        "domain": name,
        "email_domain": "",
        "url": f"https://{name}.slack.com/",
        "icon": {"image_default": True},
    }
    return {"team": team}


def bots_info(call: Call) -> Json:
    """The app's bot."""
    me = call.workspace.identity
    asked = call.args.text("bot")
    if asked is None:
        return {}
    if asked != me.bot:
        raise SlackError("bot_not_found")
    profile = call.slack.shapes.bot_profile()
    del profile["team_id"]
    return {"bot": {**profile, "user_id": me.bot_user, "icons": {}}}


def usergroups_list(_call: Call) -> Json:
    """No user groups: this workspace has none."""
    return {"usergroups": []}


METHODS = {
    "api.test": Method(api_test, TIER_4, open_to_all=True),
    "auth.test": Method(auth_test, SPECIAL),
    "apps.connections.open": Method(connections_open, TIER_3, takes_json=False, for_app=True),
    "team.info": Method(team_info, TIER_3, ("team:read",)),
    "bots.info": Method(bots_info, TIER_3, ("users:read",), takes_json=False),
    "usergroups.list": Method(usergroups_list, TIER_2, ("usergroups:read",), takes_json=False),
}
