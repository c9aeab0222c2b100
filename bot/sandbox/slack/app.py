"""The app that is installed in the workspace, as its manifest describes it."""

from collections.abc import Mapping
from typing import Any

EVENT_SCOPES: dict[str, str] = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "channel_archive": "channels:read",
    "channel_rename": "channels:read",
    "channel_unarchive": "channels:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "team_join": "users:read",
    "user_change": "users:read",
}
"""The events that this Slack knows, each with the scope that Slack asks for it."""


class ManifestError(Exception):
    """The app's manifest cannot be used; the message is a sentence for people."""


class Manifest:
    """The parts of a Slack app manifest that change what Slack does. Raises ManifestError."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        features = _part(data, "features")
        settings = _part(data, "settings")
        home = _part(features, "app_home")
        display = _part(data, "display_information")
        bot_user = _part(features, "bot_user")
        self.name = str(display.get("name") or bot_user.get("display_name") or "App")
        self.bot_name = str(bot_user.get("display_name") or self.name)
        self.commands = {str(c["command"]): c for c in features.get("slash_commands") or []}
        self.shortcuts = {str(s["callback_id"]): s for s in features.get("shortcuts") or []}
        scopes = _part(_part(data, "oauth_config"), "scopes").get("bot") or []
        self.scopes: tuple[str, ...] = tuple(map(str, scopes))
        events = _part(settings, "event_subscriptions").get("bot_events") or []
        self.events = frozenset(map(str, events))
        self.interactive = bool(_part(settings, "interactivity").get("is_enabled"))
        self.socket_mode = bool(settings.get("socket_mode_enabled"))
        self.has_home = bool(home.get("home_tab_enabled"))
        self.takes_messages = bool(home.get("messages_tab_enabled"))
        self.messages_read_only = bool(home.get("messages_tab_read_only_enabled"))
        self._check()

    def hears(self, event: str) -> bool:
        """Whether the app is told of an event, by the name under which it subscribes."""
        return event in self.events

    def _check(self) -> None:
        wrong = [c for c in self.commands if not c.startswith("/") or " " in c]
        if wrong:
            raise ManifestError(f"The manifest's command {wrong[0]!r} must be one word after a /.")
        if (self.commands or self.shortcuts) and "commands" not in self.scopes:
            raise ManifestError('The manifest has commands or shortcuts: add the scope "commands".')
        for event in sorted(self.events):
            if event not in EVENT_SCOPES:
                raise ManifestError(f"The manifest asks for {event}, which the sandbox lacks.")
            scope = EVENT_SCOPES[event]
            if scope and scope not in self.scopes:
                raise ManifestError(f'The manifest asks for {event}: add the scope "{scope}".')
        kinds = {str(s.get("type")) for s in self.shortcuts.values()} - {"global", "message"}
        if kinds:
            raise ManifestError('The type of a shortcut in the manifest is "global" or "message".')


def _part(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = data.get(name) or {}
    if not isinstance(part, Mapping):
        raise ManifestError(f'"{name}" in the manifest must be an object.')
    return part
