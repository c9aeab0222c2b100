"""The sender: delivers what the outbox holds, each message once.

A message is rendered at the moment of sending, so that what arrives is true then. It carries its
key as metadata; when an attempt was cut off (a crash, a lost answer), the conversation is looked
through for that key before anything is sent again.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.orm import Session

from bot.slack.cards import Message
from bot.slack.pace import Pace
from bot.slack.rendering import render
from bot.store import outbox, papers
from bot.store.database import Store
from bot.store.tables import OutboxRow

log = logging.getLogger(__name__)

REQUEST_SECONDS = 8
"""How long the sender's client waits for Slack; must be less than a message is held."""

_HOLD = timedelta(seconds=REQUEST_SECONDS + 4)
_ATTEMPTS = 12
_LONGEST_PAUSE = timedelta(minutes=15)
_LOOK_BACK = timedelta(minutes=15)
_EVENT_TYPE = "newsletter_desk"
_UNKNOWN_OUTCOME = frozenset({"fatal_error", "internal_error", "service_unavailable"})
"""Slack's own words for "it may have been done"."""


@dataclass(frozen=True)
class Target:
    """Where a message goes: a conversation, a thread in it, or in the place of another message."""

    channel: str
    thread_ts: str | None = None
    replaces: str | None = None


@dataclass(frozen=True)
class _Job:
    """A message that has been taken from the outbox."""

    id: int
    key: str
    kind: str
    lane: str
    subject: dict[str, Any]
    attempts: int
    started_at: datetime | None


class Sender:
    """Delivers messages. One thread of a process uses it; several processes may run one each."""

    def __init__(self, store: Store, client: WebClient, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._client = client
        self._clock = clock
        self._pace = Pace(lambda: clock().timestamp())
        self._direct: dict[str, str] = {}

    def deliver(self) -> float | None:
        """Deliver every message whose time has come.

        Returns after how many seconds there is something to do again, or None if nothing waits.
        """
        while self._deliver_one():
            pass
        with self._store.read() as session:
            moment = outbox.next_moment(session)
        if moment is None:
            return None
        return max((moment - self._clock()).total_seconds(), self._pace.wait(), 0.05)

    def _deliver_one(self) -> bool:
        with self._store.begin() as session:
            row = outbox.take(session, self._clock(), _HOLD, self._pace.resting())
            if row is None:
                return False
            job = _job(row)
        try:
            with self._store.read() as session:
                message, target = self._prepare(session, job)
            if message is None:
                self._close(job, outbox.SKIPPED)
            else:
                self._send(job, message, target)
        except (SlackClientError, HTTPException, OSError) as error:
            self._failed(job, error)
        except Exception:  # one message that cannot be drawn must not hold up all the others
            log.exception("cannot send %s key=%s", job.kind, job.key)
            self._close(job, outbox.FAILED, "cannot be drawn, see the log")
        return True

    def _prepare(self, session: Session, job: _Job) -> tuple[Message | None, Target]:
        message = render(session, job.kind, job.subject, self._clock())
        if job.kind == "card":
            return message, Target(job.lane)
        if job.kind == "card-update" and outbox.is_followed(session, job.id, job.subject["paper"]):
            return None, Target(job.lane)
        if job.kind in ("card-update", "note"):
            card = papers.card_of(session, job.subject["paper"])
            if card is None:
                # Papers that came from the sheet have no card, and so nothing to keep up to date.
                return None, Target(job.lane)
            channel, ts = card
            if job.kind == "note":
                return message, Target(channel, thread_ts=ts)
            return message, Target(channel, replaces=ts)
        return message, Target(job.lane)

    def _send(self, job: _Job, message: Message, target: Target) -> None:
        channel = self._conversation(target.channel)
        if target.replaces is not None:
            self._client.chat_update(
                channel=channel, ts=target.replaces, text=message.text, blocks=message.blocks
            )
            self._sent(job, channel, target.replaces)
            return
        if job.started_at is not None:
            ts = self._look_up(job, channel, target.thread_ts)
            if ts is not None:
                self._sent(job, channel, ts)
                return
        with self._store.begin() as session:
            outbox.start(session, job.id, self._clock())
        self._pace.take(job.lane)
        answer = self._client.chat_postMessage(
            channel=channel,
            thread_ts=target.thread_ts,
            text=message.text,
            blocks=message.blocks,
            metadata={"event_type": _EVENT_TYPE, "event_payload": {"key": job.key}},
            unfurl_links=False,
            unfurl_media=False,
        )
        self._sent(job, channel, str(answer["ts"]))

    def _sent(self, job: _Job, channel: str, ts: str) -> None:
        with self._store.begin() as session:
            outbox.close(session, job.id, outbox.SENT, self._clock(), channel=channel, ts=ts)
            if job.kind == "card":
                papers.set_card(session, job.subject["paper"], channel, ts)
        log.info("sent %s key=%s", job.kind, job.key)

    def _look_up(self, job: _Job, channel: str, thread_ts: str | None) -> str | None:
        """Return the timestamp of a message whose sending was cut off, if it arrived."""
        assert job.started_at is not None
        since = f"{(job.started_at - _LOOK_BACK).timestamp():.6f}"
        if thread_ts is None:
            pages = self._client.conversations_history(
                channel=channel, oldest=since, include_all_metadata=True, limit=200
            )
        else:
            pages = self._client.conversations_replies(
                channel=channel, ts=thread_ts, include_all_metadata=True, limit=200
            )
        for page in pages:
            for message in page["messages"]:
                payload = (message.get("metadata") or {}).get("event_payload") or {}
                if payload.get("key") == job.key:
                    return str(message["ts"])
        return None

    def _conversation(self, target: str) -> str:
        if not target.startswith("dm:"):
            return target
        person = target.removeprefix("dm:")
        if person not in self._direct:
            answer = self._client.conversations_open(users=[person])
            self._direct[person] = str(answer["channel"]["id"])
        return self._direct[person]

    def _close(self, job: _Job, outcome: str, problem: str = "") -> None:
        with self._store.begin() as session:
            outbox.close(session, job.id, outcome, self._clock(), problem=problem)

    def _failed(self, job: _Job, error: Exception) -> None:
        failure = _failure(error)
        if failure.is_final and job.attempts >= _ATTEMPTS:
            log.error("gave up %s key=%s: %s", job.kind, job.key, failure.code)
            self._close(job, outbox.FAILED, failure.code)
            return
        backoff = min(timedelta(seconds=2.0 ** min(job.attempts, 10)), _LONGEST_PAUSE)
        pause = failure.pause or backoff
        log.warning("later %s key=%s: %s", job.kind, job.key, failure.code)
        with self._store.begin() as session:
            until = self._clock() + pause
            outbox.postpone(session, job.id, until, failure.code, left=failure.may_have_arrived)


@dataclass(frozen=True)
class _Failure:
    """What went wrong with a request, and what that means for the next attempt.

    ``is_final`` says that Slack has read the request and does not want it: only so often is worth
    trying. What could not reach Slack is tried for as long as it takes.
    """

    code: str
    is_final: bool
    may_have_arrived: bool
    pause: timedelta | None = None


def _job(row: OutboxRow) -> _Job:
    return _Job(
        row.id, row.key, row.kind, row.lane, dict(row.subject), row.attempts, row.started_at
    )


def _failure(error: Exception) -> _Failure:
    if not isinstance(error, SlackApiError):
        return _Failure(type(error).__name__, is_final=False, may_have_arrived=True)
    response = error.response
    status = int(getattr(response, "status_code", 200))
    if status == 429:
        pause = timedelta(seconds=int(response.headers.get("Retry-After", 1)))
        return _Failure("ratelimited", is_final=False, may_have_arrived=False, pause=pause)
    if status >= 500:
        return _Failure(str(status), is_final=False, may_have_arrived=True)
    code = str(response.get("error"))
    unknown = code in _UNKNOWN_OUTCOME
    return _Failure(code, is_final=not unknown, may_have_arrived=unknown)
