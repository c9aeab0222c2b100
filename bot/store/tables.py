"""The tables. A change here needs a migration in ``migrations/versions``."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Dialect, ForeignKey, Index, String, Text, TypeDecorator, false
from sqlalchemy import DateTime as SQLDateTime
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Moment(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC; a naive one is refused."""

    impl = SQLDateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without its zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Where the tables below are gathered."""

    type_annotation_map = {  # noqa: RUF012  SQLAlchemy reads a plain dict here
        datetime: Moment,
        dict[str, Any]: JSON,
        str: Text,
    }


class PersonRow(Base):
    """Somebody who writes. ``slack_id`` is null for people known from the sheet alone."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    slack_id: Mapped[str | None] = mapped_column(String(32), unique=True)
    tz: Mapped[str] = mapped_column(String(64), default="")

    names: Mapped[list["NameRow"]] = relationship(lazy="selectin")


class NameRow(Base):
    """One name under which a person is credited; ``key`` is its spelling-free form."""

    __tablename__ = "names"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    name: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)


class PaperRow(Base):
    """One paper. The names are as credited; ``summarizer_id`` is the person behind the name."""

    __tablename__ = "papers"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    title: Mapped[str]
    url: Mapped[str]
    authors: Mapped[str]
    venue: Mapped[str]
    year: Mapped[str]
    category: Mapped[str]
    highlight: Mapped[bool]
    hat_tip: Mapped[str]
    issue: Mapped[str]
    summarizer: Mapped[str]
    summarizer_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    summary: Mapped[str]
    prerequisites: Mapped[str]
    read_more: Mapped[str]
    status: Mapped[str] = mapped_column(String(32), index=True)
    due: Mapped[datetime | None] = mapped_column(index=True)
    claimed_at: Mapped[datetime | None]
    notes: Mapped[str]
    card_channel: Mapped[str | None] = mapped_column(String(32))
    card_ts: Mapped[str | None] = mapped_column(String(32))

    opinions: Mapped[list["OpinionRow"]] = relationship(
        order_by="OpinionRow.position", cascade="all, delete-orphan", lazy="selectin"
    )
    links: Mapped[list["LinkRow"]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class OpinionRow(Base):
    """One opinion, in the order of print."""

    __tablename__ = "opinions"

    paper_id: Mapped[str] = mapped_column(ForeignKey("papers.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    author: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    text: Mapped[str]
    heading: Mapped[str]


class LinkRow(Base):
    """A canonical link under which a paper is found; several papers may share one."""

    __tablename__ = "links"

    paper_id: Mapped[str] = mapped_column(ForeignKey("papers.id"), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True, index=True)


class HistoryRow(Base):
    """One thing that happened to a paper: who did it, when, from where, and what it changed.

    ``changes`` is ``{field: [old, new]}``; nothing that anybody wrote is ever only there in its
    newest form.
    """

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_paper", "paper_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[str] = mapped_column(ForeignKey("papers.id"))
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    source: Mapped[str] = mapped_column(String(16))
    action: Mapped[str] = mapped_column(String(32))
    changes: Mapped[dict[str, Any]]


class OutboxRow(Base):
    """One message to be sent, or sent. ``key`` is unique: a message is queued once.

    ``lane`` is the conversation whose pace it keeps; ``started_at`` is set before a request leaves,
    so that an attempt cut off by a crash is known as such.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_waiting", "state", "next_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(32))
    lane: Mapped[str] = mapped_column(String(64), index=True)
    subject: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime]
    next_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    channel: Mapped[str | None] = mapped_column(String(32))
    ts: Mapped[str | None] = mapped_column(String(32))
    problem: Mapped[str] = mapped_column(Text, default="")


class SheetRow(Base):
    """What the database and a sheet last agreed on for one paper: column → cell.

    ``is_gone`` says that its row was deleted; what was agreed on counts again once it is back.
    """

    __tablename__ = "sheet_rows"

    sheet: Mapped[str] = mapped_column(String(16), primary_key=True)
    paper_id: Mapped[str] = mapped_column(ForeignKey("papers.id"), primary_key=True)
    cells: Mapped[dict[str, Any]]
    is_gone: Mapped[bool] = mapped_column(default=False, server_default=false())


class ConflictRow(Base):
    """A cell that was changed in Slack and in the sheet at once, until somebody has looked at it.

    ``lost`` and ``stands`` are the two versions as a cell shows them; ``fields`` is the lost one by
    the names of Paper's fields, and ``author_id`` who wrote it. ``taken`` tells whether it was
    brought back, once ``settled_at`` is set.
    """

    __tablename__ = "conflicts"

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[str] = mapped_column(ForeignKey("papers.id"), index=True)
    place: Mapped[str] = mapped_column(String(32))
    lost: Mapped[str]
    stands: Mapped[str]
    fields: Mapped[dict[str, Any]]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    taken: Mapped[bool] = mapped_column(default=False)


class StateRow(Base):
    """A single value that outlives the process: counters, the sync's fence, the sheet's id."""

    __tablename__ = "state"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str]


class LeaseRow(Base):
    """Who may do, until when, what only one process may do at a time."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime]
