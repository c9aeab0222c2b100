"""What a workspace holds: people, channels, messages and views. Plain data, each JSON both ways."""

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Self

Json = dict[str, Any]

SLACKBOT = "USLACKBOT"


class Kept:
    """A dataclass that is stored as a JSON object of its fields."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    def dump(self) -> Json:
        """The fields by name; shares what they hold."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def restored(cls, data: Json) -> Self:
        """What `dump` gave, as it was."""
        return cls(**data)


@dataclass
class User(Kept):
    """A person, or a bot's own user."""

    id: str
    name: str
    display_name: str
    tz: str
    email: str
    updated: int
    is_bot: bool = False
    is_admin: bool = False
    deleted: bool = False


@dataclass
class Channel(Kept):
    """A conversation: a public "channel", a private "group", or an "im" of two."""

    id: str
    name: str
    kind: str
    creator: str
    created: int
    members: list[str] = field(default_factory=list)
    is_archived: bool = False
    topic: str = ""
    purpose: str = ""

    @property
    def is_im(self) -> bool:
        """Whether this is a direct message."""
        return self.kind == "im"


@dataclass
class Message(Kept):
    """A message in a channel; `only_for` names the one person who sees an ephemeral one.

    `earlier` holds its blocks as they were before the last change, `edited` when that was.
    """

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    by_bot: bool = False
    thread_ts: str | None = None
    broadcast: bool = False
    only_for: str | None = None
    subtype: str | None = None
    edited: dict[str, str] | None = None
    earlier: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    attachments: list[Json] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    client_msg_id: str | None = None

    @property
    def is_reply(self) -> bool:
        """Whether it stands in another message's thread."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass
class View(Kept):
    """A modal that stands open for somebody, or somebody's home.

    `sent` is the view as the app sent it, every block and element with its id. `chosen` holds
    what the person has typed or chosen, in the form of `state.values`.
    """

    id: str
    user: str
    sent: Json
    hash: str
    root: str
    previous: str | None = None
    chosen: dict[str, dict[str, Json]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """ "modal" or "home"."""
        return str(self.sent["type"])

    @property
    def blocks(self) -> list[Json]:
        """The view's blocks, with ids."""
        blocks: list[Json] = self.sent["blocks"]
        return blocks
