"""Who is who in Slack: names, time zones, and who is in the newsroom's channel.

Answers come from memory, which Slack's events keep up to date. What is not known yet is asked for
once: the members in one call, people one by one at first and, when many come at once, all in one
call, since Slack allows far fewer lists than single look-ups a minute.
"""

import logging
import threading
from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient

from bot.newsroom.people import Actor, name_key

log = logging.getLogger(__name__)

_SINGLE_LOOKUPS = 5
_PAGE = 500


class Roster:
    """The people of one workspace. Safe to share between threads."""

    def __init__(self, client: WebClient, channel: str, editors: frozenset[str]) -> None:
        self._client = client
        self._channel = channel
        self._editors = editors
        self._lock = threading.Lock()
        self._members: set[str] | None = None
        self._users: dict[str, Mapping[str, Any]] = {}
        self._lookups = 0
        self._is_complete = False

    def actor(self, slack_id: str) -> Actor:
        """Return a person as Slack describes them.

        Raises SlackApiError if Slack has to be asked and refuses.
        """
        user = self._users.get(slack_id)
        members = self._members
        if user is None or members is None or slack_id not in members:
            with self._lock:
                user = self._user(slack_id)
                members = self._known_members(slack_id)
        return Actor(
            slack_id=slack_id,
            display_name=_display_name(user),
            tz=str(user.get("tz") or ""),
            is_member=slack_id in members,
            is_editor=slack_id in self._editors,
        )

    def member_named(self, name: str) -> Actor | None:
        """Return the one member of the newsroom's channel with this display or real name.

        None if there is none, or more than one. The first call asks Slack for everybody, further
        ones answer from memory. Raises SlackApiError if Slack has to be asked and refuses.
        """
        with self._lock:
            if not self._is_complete:
                self._ask_for_everybody()
            members = self._known_members()
            wanted = name_key(name)
            found = [
                slack_id
                for slack_id in members
                if wanted in map(name_key, _names(self._users.get(slack_id) or {"id": slack_id}))
            ]
        return self.actor(found[0]) if len(found) == 1 else None

    def update(self, user: Mapping[str, Any]) -> None:
        """Take in a user object that an event brought."""
        self._users[str(user["id"])] = user

    def joined(self, slack_id: str) -> None:
        """Note that somebody has joined the newsroom's channel."""
        with self._lock:
            if self._members is not None:
                self._members.add(slack_id)

    def left(self, slack_id: str) -> None:
        """Note that somebody has left the newsroom's channel."""
        with self._lock:
            if self._members is not None:
                self._members.discard(slack_id)

    def _user(self, slack_id: str) -> Mapping[str, Any]:
        if slack_id not in self._users:
            self._lookups += 1
            if self._lookups <= _SINGLE_LOOKUPS:
                self.update(self._client.users_info(user=slack_id)["user"])
            else:
                self._ask_for_everybody()
        return self._users.get(slack_id) or {"id": slack_id}

    def _ask_for_everybody(self) -> None:
        self._lookups = 0
        for page in self._client.users_list(limit=_PAGE):
            for user in page["members"]:
                self.update(user)
        self._is_complete = True

    def _known_members(self, slack_id: str | None = None) -> set[str]:
        if self._members is None or (slack_id is not None and slack_id not in self._members):
            # An event that says who has joined may still be on its way: ask before saying no.
            self._members = {
                member
                for page in self._client.conversations_members(channel=self._channel, limit=_PAGE)
                for member in page["members"]
            }
        return self._members


def _display_name(user: Mapping[str, Any]) -> str:
    return next(iter(_names(user)), str(user.get("name") or user["id"]))


def _names(user: Mapping[str, Any]) -> list[str]:
    """Return what a person is called in Slack, the display name first."""
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"))
    return [str(name) for name in names if name]
