"""People, channels, messages and views as the Web API and Socket Mode show them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from .app import Manifest
from .model import Channel, Json, Message, User, View
from .state import state_of
from .workspace import Workspace

_HOME_TITLE = {"type": "plain_text", "text": "View Title", "emoji": True}
"""What Slack returns as the title of a home, which has none."""


class Shapes:
    """Builds the JSON of one workspace."""

    def __init__(self, workspace: Workspace, manifest: Manifest) -> None:
        self._workspace = workspace
        self._manifest = manifest
        self._me = workspace.identity

    def user(self, user: User) -> Json:
        """A user object."""
        return {
            "id": user.id,
            "team_id": self._me.team,
            "name": user.name,
            "deleted": user.deleted,
            "color": "4bbe2e",
            "real_name": user.display_name,
            **self._zone(user.tz),
            "profile": self.profile(user),
            "is_admin": user.is_admin,
            "is_owner": user.is_admin,
            "is_primary_owner": user.is_admin,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_bot": user.is_bot,
            "is_app_user": False,
            "updated": user.updated,
            "is_email_confirmed": not user.is_bot,
            "who_can_share_contact_card": "EVERYONE",
        }

    def _zone(self, tz: str) -> Json:
        local = datetime.fromtimestamp(self._workspace.seconds(), ZoneInfo(tz))
        offset = local.utcoffset()
        return {
            "tz": tz,
            "tz_label": local.tzname() or tz,
            "tz_offset": int(offset.total_seconds()) if offset else 0,
        }

    def profile(self, user: User) -> Json:
        """A user's profile."""
        name = user.display_name
        first, _, last = name.partition(" ")
        profile = {
            "title": "",
            "phone": "",
            "skype": "",
            "real_name": name,
            "real_name_normalized": name,
            "display_name": name,
            "display_name_normalized": name,
            "status_text": "",
            "status_emoji": "",
            "status_expiration": 0,
            "avatar_hash": "",
            "first_name": first,
            "last_name": last,
            "team": self._me.team,
        }
        if user.is_bot:
            return {**profile, "api_app_id": self._me.app, "bot_id": self._me.bot}
        if "users:read.email" in self._manifest.scopes:
            profile["email"] = user.email
        return profile

    def channel(self, channel: Channel) -> Json:
        """A conversation object, as the bot sees it."""
        if channel.is_im:
            return {
                "id": channel.id,
                "created": channel.created,
                "is_archived": False,
                "is_im": True,
                "is_org_shared": False,
                "user": next(m for m in channel.members if m != self._me.bot_user),
                "is_user_deleted": False,
                "priority": 0,
            }
        return {
            "id": channel.id,
            "name": channel.name,
            "is_channel": channel.kind == "channel",
            "is_group": channel.kind == "group",
            "is_im": False,
            "is_mpim": False,
            "is_private": channel.kind == "group",
            "created": channel.created,
            "is_archived": channel.is_archived,
            "is_general": False,
            "unlinked": 0,
            "name_normalized": channel.name,
            "is_shared": False,
            "is_org_shared": False,
            "is_ext_shared": False,
            "is_pending_ext_shared": False,
            "pending_shared": [],
            "shared_team_ids": [self._me.team],
            "creator": channel.creator,
            "is_member": self._me.bot_user in channel.members,
            "topic": {"value": channel.topic, "creator": "", "last_set": 0},
            "purpose": {"value": channel.purpose, "creator": "", "last_set": 0},
            "previous_names": [],
        }

    def bot_profile(self) -> Json:
        """The app's bot as messages by it carry it."""
        return {
            "id": self._me.bot,
            "deleted": False,
            "name": self._manifest.bot_name,
            "updated": self._workspace.users[self._me.bot_user].updated,
            "app_id": self._me.app,
            "team_id": self._me.team,
        }

    def message(self, message: Message, *, metadata: bool = False) -> Json:
        """A message without its channel, as `conversations.history` and events show it."""
        shown: Json = {
            "type": "message",
            "user": message.user,
            "text": message.text,
            "ts": message.ts,
            "team": self._me.team,
        }
        if message.subtype:
            shown["subtype"] = message.subtype
        if message.client_msg_id:
            shown["client_msg_id"] = message.client_msg_id
        if message.by_bot:
            shown |= {
                "bot_id": self._me.bot,
                "app_id": self._me.app,
                "bot_profile": self.bot_profile(),
            }
        if message.blocks:
            shown["blocks"] = message.blocks
        if message.attachments:
            shown["attachments"] = message.attachments
        if message.edited:
            shown["edited"] = message.edited
        if message.reactions:
            shown["reactions"] = [
                {"name": name, "users": users, "count": len(users)}
                for name, users in message.reactions.items()
            ]
        if metadata and message.metadata:
            shown["metadata"] = message.metadata
        return shown | self._thread(message)

    def _thread(self, message: Message) -> Json:
        if message.thread_ts is not None and message.is_reply:
            parent = self._workspace.find_message(message.channel, message.thread_ts)
            whose = {"parent_user_id": parent.user} if parent else {}
            return {"thread_ts": message.thread_ts, **whose}
        replies = [] if message.only_for else self._workspace.replies(message)
        if not replies:
            return {}
        writers = list(dict.fromkeys(reply.user for reply in replies))
        return {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users_count": len(writers),
            "latest_reply": replies[-1].ts,
            "reply_users": writers[:5],
            "is_locked": False,
            "subscribed": False,
        }

    def view(self, view: View) -> Json:
        """A view object."""
        sent: dict[str, Any] = view.sent
        return {
            "id": view.id,
            "team_id": self._me.team,
            "type": view.kind,
            "title": sent.get("title") or _HOME_TITLE,
            "close": sent.get("close"),
            "submit": sent.get("submit"),
            "blocks": view.blocks,
            "private_metadata": sent.get("private_metadata", ""),
            "callback_id": sent.get("callback_id", ""),
            "external_id": sent.get("external_id", ""),
            "state": {"values": state_of(view.blocks, view.chosen)},
            "hash": view.hash,
            "clear_on_close": bool(sent.get("clear_on_close")),
            "notify_on_close": bool(sent.get("notify_on_close")),
            "root_view_id": view.root,
            "previous_view_id": view.previous,
            "app_id": self._me.app,
            "app_installed_team_id": self._me.team,
            "bot_id": self._me.bot,
        }  # fmt: skip
