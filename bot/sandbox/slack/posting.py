"""Messages: what Slack takes as one, and what everybody is told when one comes, changes or goes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.reading import read_json

from .blockkit.surfaces import (
    BLOCK_TEXT,
    MARKDOWN_TEXT,
    message_problems,
    text_length,
    with_ids,
)
from .errors import SlackError, invalid_blocks
from .events import Events, Sent
from .model import Json, Message
from .shapes import Shapes
from .workspace import Workspace, client_message_id

TEXT = 40_000
UPDATED_TEXT = 4_000
METADATA = 8_000
_ATTACHMENTS = 100
_KINDS = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


@dataclass
class Content:
    """What a message says, checked. None stands for what was not given."""

    text: str | None = None
    blocks: list[Json] | None = None
    metadata: Json | None = None
    attachments: list[Json] = field(default_factory=list)


class Posting:
    """Posts, changes and deletes messages, and tells the app of it."""

    def __init__(self, workspace: Workspace, shapes: Shapes, events: Events) -> None:
        self._workspace = workspace
        self._shapes = shapes
        self._events = events

    # -- what the app sends

    def content(self, given: Mapping[str, Any]) -> Content:
        """Check what the app wants to say; lists and objects may be JSON in a string.

        Raises SlackError.
        """
        text = given.get("text")
        text = None if text is None else str(text)
        blocks = _decoded(given.get("blocks"), list, "invalid_blocks_format")
        attachments = _decoded(given.get("attachments"), list, "invalid_attachments") or []
        markdown = given.get("markdown_text")
        if markdown:
            if text or blocks:
                raise SlackError("markdown_text_conflict")
            if len(str(markdown)) > MARKDOWN_TEXT:
                raise SlackError("msg_too_long")
            text, blocks = str(markdown), [{"type": "markdown", "text": str(markdown)}]
        if blocks:
            problems = message_problems(blocks)
            if problems:
                raise invalid_blocks(problems)
            if text_length(blocks) > BLOCK_TEXT:
                raise SlackError("msg_blocks_too_long")
            blocks = with_ids(blocks)
        if len(attachments) > _ATTACHMENTS:
            raise SlackError("too_many_attachments")
        if not (text and text.strip()) and not blocks and not attachments:
            raise SlackError("no_text")
        metadata = _metadata(given.get("metadata"))
        return Content(text[:TEXT] if text else text, blocks, metadata, attachments)

    def post(
        self,
        channel: str,
        content: Content,
        *,
        thread_ts: str | None = None,
        broadcast: bool = False,
        only_for: str | None = None,
    ) -> Message:
        """Post as the bot; an ephemeral message for one person if `only_for` names them."""
        message = Message(
            channel,
            self._workspace.new_ts(),
            self._workspace.identity.bot_user,
            content.text or "",
            content.blocks or [],
            by_bot=True,
            thread_ts=thread_ts,
            broadcast=broadcast,
            only_for=only_for,
            metadata=content.metadata or None,
            attachments=content.attachments,
        )
        self._workspace.add_message(message)
        if only_for is None:
            self.tell(message)
        return message

    def change(self, message: Message, content: Content, given: Mapping[str, Any]) -> Sent | None:
        """Give a message of the bot's another content.

        Blocks that are not given go when there is a new text; metadata stays.
        """
        before = self._shapes.message(message)
        message.text = content.text if content.text is not None else message.text
        message.earlier, message.blocks = message.blocks, content.blocks or []
        message.attachments = content.attachments
        if given.get("metadata") is not None:
            message.metadata = content.metadata or None
        return self._changed(message, before)

    # -- what people write

    def say(
        self, channel: str, user: str, text: str, blocks: list[Json], thread_ts: str | None
    ) -> tuple[Message, Sent | None]:
        """Post what a person has written."""
        message = Message(
            channel,
            self._workspace.new_ts(),
            user,
            text,
            with_ids(blocks),
            thread_ts=thread_ts,
            client_msg_id=client_message_id(),
        )
        self._workspace.add_message(message)
        return message, self.tell(message)

    def edit(self, message: Message, text: str, blocks: list[Json]) -> Sent | None:
        """Put what a person has changed in the place of what they wrote."""
        before = self._shapes.message(message)
        message.text, message.blocks = text, with_ids(blocks)
        return self._changed(message, before)

    # -- both

    def tell(self, message: Message) -> Sent | None:
        """Tell the app of a new message, and of a mention if it is mentioned."""
        shape = self._shapes.message(message)
        extra = {"channel": message.channel, "event_ts": message.ts}
        kind = self._workspace.channels[message.channel].kind
        me = self._workspace.identity
        if self._reaches_app(message.channel):
            if f"<@{me.bot_user}>" in message.text and kind != "im" and not message.by_bot:
                mention = {k: v for k, v in shape.items() if k != "parent_user_id"}
                self._events.emit("app_mention", {**mention, "type": "app_mention", **extra})
            return self._events.emit(_KINDS[kind], {**shape, **extra, "channel_type": kind})
        return None

    def delete(self, message: Message) -> Sent | None:
        """Take a message away."""
        before = self._shapes.message(message)
        self._workspace.remove_message(message)
        if message.only_for is not None:
            return None
        return self._tell_hidden(
            message, {"subtype": "message_deleted", "deleted_ts": message.ts}, before
        )

    def _changed(self, message: Message, before: Json) -> Sent | None:
        message.edited = {"user": message.user, "ts": self._workspace.new_ts()}
        self._workspace.keep_message(message)
        if message.only_for is not None:
            return None
        shape = self._shapes.message(message)
        return self._tell_hidden(message, {"subtype": "message_changed", "message": shape}, before)

    def _tell_hidden(self, message: Message, what: Json, before: Json) -> Sent | None:
        if not self._reaches_app(message.channel):
            return None
        kind = self._workspace.channels[message.channel].kind
        ts = self._workspace.new_ts()
        event = {
            "type": "message",
            **what,
            "channel": message.channel,
            "hidden": True,
            "previous_message": before,
            "ts": ts,
            "event_ts": ts,
            "channel_type": kind,
        }
        return self._events.emit(_KINDS[kind], event)

    def _reaches_app(self, channel: str) -> bool:
        members = self._workspace.channels[channel].members
        return self._workspace.identity.bot_user in members


def _decoded(value: Any, kind: type, error: str) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            value = read_json(value.encode())
        except ValueError:
            raise SlackError(error) from None
    if not isinstance(value, kind):
        raise SlackError(error)
    return value


def _metadata(value: Any) -> Json | None:
    data: Json | None = _decoded(value, dict, "invalid_metadata_format")
    if not data:
        return data
    if not isinstance(data.get("event_type"), str) or not isinstance(
        data.get("event_payload"), dict
    ):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(data)) > METADATA:
        raise SlackError("metadata_too_large")
    return {"event_type": data["event_type"], "event_payload": data["event_payload"]}
