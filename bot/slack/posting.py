"""Posting one message to Slack, or changing one: the requests that it takes, each at most once.

A message carries its key as metadata; when an attempt was cut off (a crash, a lost answer), the
conversation is looked through for that key before anything is sent again.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.cards import Message
from bot.slack.pace import Pace
from bot.slack.refusals import is_gone
from bot.slack.rendering import render
from bot.store import outbox, papers
from bot.store.database import Store
from bot.store.tables import OutboxRow

log = logging.getLogger(__name__)

REQUEST_SECONDS = 8
"""How long the client that posts waits for Slack; must be less than a message is held."""

HOLD = timedelta(seconds=REQUEST_SECONDS + 4)
"""For how long a message that was taken from the outbox is its taker's."""

_LEFT = timedelta(seconds=REQUEST_SECONDS + 2)
"""How much of its hold a message has at least when a request for it leaves."""

_LOOK_BACK = timedelta(minutes=15)
_EVENT_TYPE = "newsletter_desk"


@dataclass(frozen=True)
class Place:
    """Where a message stands, or is to stand: a channel, or the thread of a message in it."""

    channel: str
    ts: str = ""


@dataclass
class Job:
    """A message that has been taken from the outbox, and until when it is this process's."""

    id: int
    key: str
    kind: str
    lane: str
    subject: dict[str, Any]
    attempts: int
    started_at: datetime | None
    held_until: datetime

    @classmethod
    def taken(cls, row: OutboxRow) -> "Job":
        """Return what there is to do about a message that was just taken."""
        return cls(
            row.id,
            row.key,
            row.kind,
            row.lane,
            dict(row.subject),
            row.attempts,
            row.started_at,
            row.next_at,
        )

    @property
    def person(self) -> str | None:
        """The Slack id of whom it is for, where it is a direct message."""
        return self.lane.removeprefix("dm:") if self.lane.startswith("dm:") else None


class TakenOver(Exception):
    """Another process has taken the message, since this one took too long."""


class Posting:
    """Posts messages. For one thread.

    ``send`` raises what the client raises, and TakenOver.
    """

    def __init__(
        self, store: Store, client: WebClient, clock: Callable[[], datetime], pace: Pace
    ) -> None:
        self._store = store
        self._client = client
        self._clock = clock
        self._pace = pace
        self._direct: dict[str, str] = {}

    def send(self, job: Job, message: Message, card: Place | None) -> Place:
        """Send a message and return where it stands.

        ``card`` is the card that it changes or that it is a note to. One that somebody has
        deleted is posted anew.
        """
        if card is None:
            return self._post(job, job.key, self._conversation(job), message)
        if job.kind == "note":
            return self._reply(job, message, card)
        return self._update(job, message, card)

    def _update(self, job: Job, message: Message, card: Place) -> Place:
        self._hold(job)
        try:
            self._client.chat_update(
                channel=card.channel, ts=card.ts, text=message.text, blocks=message.blocks
            )
        except SlackApiError as error:
            if not is_gone(error, is_elsewhere=card.channel != job.lane):
                raise
            log.warning("posting anew the card of paper=%s, which is gone", job.subject["paper"])
            return self._post(job, job.key, Place(job.lane), message)
        return card

    def _reply(self, job: Job, message: Message, card: Place) -> Place:
        try:
            return self._post(job, job.key, card, message)
        except SlackApiError as error:
            if not is_gone(error, is_elsewhere=card.channel != job.lane):
                raise
        return self._post(job, job.key, self._card_anew(job), message)

    def _card_anew(self, job: Job) -> Place:
        """Post the card to which a note belongs, in the place of one that is gone."""
        paper_id = job.subject["paper"]
        log.warning("posting anew the card of paper=%s, which is gone", paper_id)
        with self._store.read() as session:
            card = render(session, "card", job.subject, self._clock())
        assert card is not None, "a note has a paper"
        place = self._post(job, f"{job.key}:card", Place(job.lane), card)
        with self._store.begin() as session:
            papers.set_card(session, paper_id, place.channel, place.ts)
        return place

    def _post(self, job: Job, key: str, at: Place, message: Message) -> Place:
        """Post a message under a key, unless an attempt that was cut off has done so already."""
        if job.started_at is not None:
            ts = self._look_up(job, key, at)
            if ts is not None:
                return Place(at.channel, ts)
        self._hold(job)
        with self._store.begin() as session:
            outbox.start(session, job.id, self._clock())
        self._pace.take(job.lane)
        answer = self._client.chat_postMessage(
            channel=at.channel,
            thread_ts=at.ts or None,
            text=message.text,
            blocks=message.blocks,
            metadata={"event_type": _EVENT_TYPE, "event_payload": {"key": key}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return Place(at.channel, str(answer["ts"]))

    def _look_up(self, job: Job, key: str, at: Place) -> str | None:
        """Return the timestamp of a message whose sending was cut off, if it arrived."""
        assert job.started_at is not None
        since = f"{(job.started_at - _LOOK_BACK).timestamp():.6f}"
        self._hold(job)
        if at.ts:
            pages = self._client.conversations_replies(
                channel=at.channel, ts=at.ts, include_all_metadata=True, limit=200
            )
        else:
            pages = self._client.conversations_history(
                channel=at.channel, oldest=since, include_all_metadata=True, limit=200
            )
        for page in pages:
            for message in page["messages"]:
                payload = (message.get("metadata") or {}).get("event_payload") or {}
                if payload.get("key") == key:
                    return str(message["ts"])
            self._hold(job)
        return None

    def _conversation(self, job: Job) -> Place:
        person = job.person
        if person is None:
            return Place(job.lane)
        if person not in self._direct:
            self._hold(job)
            answer = self._client.conversations_open(users=[person])
            self._direct[person] = str(answer["channel"]["id"])
        return Place(self._direct[person])

    def _hold(self, job: Job) -> None:
        """Make sure that nobody else takes the message while the next request is under way."""
        now = self._clock()
        if job.held_until - now >= _LEFT:
            return
        until = now + HOLD
        with self._store.begin() as session:
            if not outbox.prolong(session, job.id, job.held_until, until):
                raise TakenOver
        job.held_until = until
