"""What the app is sent when somebody does something."""

from .methods.call import Slack
from .model import Channel, Json, Message, User, View

_CHANNEL_NAMES = {"im": "directmessage", "group": "privategroup"}


class Payloads:
    """Builds the payloads of commands and interactions."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._me = slack.workspace.identity

    def command(
        self, user: User, channel: Channel, command: str, text: str, response_url: str
    ) -> Json:
        """A slash command."""
        return {
            "token": self._me.verification,
            "team_id": self._me.team,
            "team_domain": self._slack.workspace.domain,
            "channel_id": channel.id,
            "channel_name": _CHANNEL_NAMES.get(channel.kind, channel.name),
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": text,
            "api_app_id": self._me.app,
            "is_enterprise_install": "false",
            "response_url": response_url,
            "trigger_id": self._slack.triggers.new(user.id),
        }

    def message_actions(
        self, user: User, message: Message, actions: list[Json], state: Json, response_url: str
    ) -> Json:
        """A press or a choice on a message."""
        ephemeral = message.only_for is not None
        container: Json = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": ephemeral,
        }
        if message.thread_ts is not None:
            container["thread_ts"] = message.thread_ts
        # Slack does not say what an ephemeral message looked like.
        shown = {} if ephemeral else {"message": self._slack.shapes.message(message)}
        return {
            **self._interaction("block_actions", user),
            "container": container,
            "trigger_id": self._slack.triggers.new(user.id),
            "channel": self._channel(message.channel),
            **shown,
            "state": {"values": state},
            "response_url": response_url,
            "actions": [self._dated(action) for action in actions],
        }

    def view_actions(self, user: User, view: View, actions: list[Json]) -> Json:
        """A press or a choice in a modal or on the home."""
        return {
            **self._interaction("block_actions", user),
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": self._slack.triggers.new(user.id, view.id),
            "view": self._slack.shapes.view(view),
            "actions": [self._dated(action) for action in actions],
        }

    def submission(self, user: User, view: View) -> Json:
        """A modal that is submitted."""
        return {
            **self._interaction("view_submission", user),
            "trigger_id": self._slack.triggers.new(user.id, view.id),
            "view": self._slack.shapes.view(view),
        }

    def closed(self, user: User, view: View, *, cleared: bool) -> Json:
        """A modal that is closed; `cleared` if all of them were at once."""
        return {
            **self._interaction("view_closed", user),
            "view": self._slack.shapes.view(view),
            "is_cleared": cleared,
        }

    def shortcut(self, user: User, callback_id: str) -> Json:
        """A global shortcut."""
        return {
            **self._shortcut("shortcut", user),
            "callback_id": callback_id,
            "trigger_id": self._slack.triggers.new(user.id),
            "action_ts": self._slack.workspace.new_ts(),
        }

    def message_shortcut(
        self, user: User, callback_id: str, message: Message, response_url: str
    ) -> Json:
        """A shortcut on a message."""
        return {
            **self._shortcut("message_action", user),
            "callback_id": callback_id,
            "trigger_id": self._slack.triggers.new(user.id),
            "action_ts": self._slack.workspace.new_ts(),
            "response_url": response_url,
            "message_ts": message.ts,
            "channel": self._channel(message.channel),
            "message": self._slack.shapes.message(message),
        }

    def suggestion(
        self, user: User, block_id: str, action_id: str, typed: str, where: Json
    ) -> Json:
        """A question for the options of an external select; `where` is its view or message."""
        return {
            **self._interaction("block_suggestion", user),
            "block_id": block_id,
            "action_id": action_id,
            "value": typed,
            **where,
        }

    def view_place(self, view: View) -> Json:
        """Where a suggestion is asked for: a view."""
        container = {"type": "view", "view_id": view.id}
        return {"container": container, "view": self._slack.shapes.view(view)}

    def message_place(self, message: Message) -> Json:
        """Where a suggestion is asked for: a message."""
        return {
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": message.channel,
                "is_ephemeral": message.only_for is not None,
            },
            "channel": self._channel(message.channel),
        }

    def _interaction(self, kind: str, user: User) -> Json:
        return {
            "type": kind,
            "team": {"id": self._me.team, "domain": self._slack.workspace.domain},
            "enterprise": None,
            "is_enterprise_install": False,
            "user": {
                "id": user.id,
                "username": user.name,
                "name": user.name,
                "team_id": self._me.team,
            },
            "api_app_id": self._me.app,
            "token": self._me.verification,
        }

    def _shortcut(self, kind: str, user: User) -> Json:
        """Like an interaction, but that Slack says less about the app and the person."""
        payload = self._interaction(kind, user)
        del payload["api_app_id"]
        names = {"username": user.name} if kind == "shortcut" else {"name": user.name}
        return {**payload, "user": {"id": user.id, **names, "team_id": self._me.team}}

    def _channel(self, channel_id: str) -> Json:
        channel = self._slack.workspace.channels[channel_id]
        return {"id": channel.id, "name": _CHANNEL_NAMES.get(channel.kind, channel.name)}

    def _dated(self, action: Json) -> Json:
        return {**action, "action_ts": self._slack.workspace.new_ts()}
