"""The sender: delivers what the outbox holds, each message once.

A message is rendered at the moment of sending, so that what arrives is true then. The messages of
a conversation wait for each other: so one that Slack does not want is settled at once, and one
that somebody has to mend something for is tried until they have.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from sqlalchemy.orm import Session

from bot.slack.cards import Message
from bot.slack.pace import Pace
from bot.slack.posting import HOLD, Job, Place, Posting, TakenOver
from bot.slack.refusals import Failure, Remedy, failure_of
from bot.slack.rendering import render
from bot.store import outbox, papers
from bot.store.database import Store

log = logging.getLogger(__name__)

_FEW = 12
"""How often a message is tried about which Slack says each time that it may have been done."""

_LONGEST_PAUSE = timedelta(minutes=15)
_LONGEST_WAIT = timedelta(minutes=1)
"""How long may pass until it is seen that the operator has mended what kept messages back."""


class Sender:
    """Delivers messages. One thread of a process uses it; several processes may run one each."""

    def __init__(self, store: Store, client: WebClient, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._pace = Pace(lambda: clock().timestamp())
        self._posting = Posting(store, client, clock, self._pace)
        self._kept_back = _KeptBack()

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
            row = outbox.take(session, self._clock(), HOLD, self._pace.resting())
            if row is None:
                return False
            job = Job.taken(row)
        try:
            with self._store.read() as session:
                message, card = self._prepare(session, job)
            if message is None:
                self._close(job, outbox.SKIPPED)
            else:
                self._sent(job, self._posting.send(job, message, card))
        except (SlackClientError, HTTPException, OSError) as error:
            self._failed(job, failure_of(error, job.lane, is_direct=job.person is not None))
        except TakenOver:
            log.warning("taken over %s key=%s", job.kind, job.key)
        except Exception:  # one message that cannot be drawn must not hold up all the others
            log.exception("cannot send %s key=%s", job.kind, job.key)
            self._close(job, outbox.FAILED, "cannot be drawn, see the log")
        return True

    def _prepare(self, session: Session, job: Job) -> tuple[Message | None, Place | None]:
        """Return the message, and the card that it changes or that it is a note to."""
        card = None
        if job.kind in ("card-update", "note"):
            paper_id = job.subject["paper"]
            if job.kind == "card-update" and outbox.is_followed(session, job.id, paper_id):
                return None, None
            standing = papers.card_of(session, paper_id)
            if standing is not None:
                card = Place(*standing)
            elif job.kind == "note" or not _was_refused(session, paper_id):
                # Papers that came from the sheet have no card, and so nothing to keep up to date.
                return None, None
        return render(session, job.kind, job.subject, self._clock()), card

    def _sent(self, job: Job, place: Place) -> None:
        with self._store.begin() as session:
            channel, ts = place.channel, place.ts
            outbox.close(session, job.id, outbox.SENT, self._clock(), channel=channel, ts=ts)
            if job.kind in ("card", "card-update"):
                papers.set_card(session, job.subject["paper"], channel, ts)
        log.info("sent %s key=%s", job.kind, job.key)
        self._kept_back.goes_on(job.lane)

    def _close(self, job: Job, outcome: str, problem: str = "") -> None:
        with self._store.begin() as session:
            outbox.close(session, job.id, outcome, self._clock(), problem=problem)

    def _failed(self, job: Job, failure: Failure) -> None:
        backoff = timedelta(seconds=2.0 ** min(job.attempts, 10))
        match failure.remedy:
            case Remedy.OPERATOR:
                self._kept_back.waits(job.lane, failure.sentence)
                self._postpone(job, failure, min(backoff, _LONGEST_WAIT))
            case Remedy.NONE:
                self._give_up(job, failure)
            case Remedy.TRY_A_FEW_TIMES if job.attempts >= _FEW:
                self._give_up(job, failure)
            case _:
                log.warning("later %s key=%s: %s", job.kind, job.key, failure.code)
                self._postpone(job, failure, failure.pause or min(backoff, _LONGEST_PAUSE))

    def _give_up(self, job: Job, failure: Failure) -> None:
        log.error("gave up %s key=%s: %s", job.kind, job.key, failure.code)
        self._close(job, outbox.FAILED, failure.code)

    def _postpone(self, job: Job, failure: Failure, pause: timedelta) -> None:
        with self._store.begin() as session:
            until = self._clock() + pause
            outbox.postpone(session, job.id, until, failure.code, left=failure.may_have_arrived)


class _KeptBack:
    """What keeps the messages of conversations back; each thing is logged once."""

    def __init__(self) -> None:
        self._why: dict[str, str] = {}

    def waits(self, lane: str, sentence: str) -> None:
        """Note that a conversation's messages wait for somebody to mend something."""
        if sentence not in self._why.values():
            log.error("messages wait: %s", sentence)
        self._why[lane] = sentence

    def goes_on(self, lane: str) -> None:
        """Note that a conversation's messages go out, or out again."""
        sentence = self._why.pop(lane, None)
        if sentence is not None and sentence not in self._why.values():
            log.info("messages go out again")


def _was_refused(session: Session, paper_id: str) -> bool:
    """Tell whether Slack did not want a paper's card when the paper was new."""
    first = outbox.by_key(session, f"card:{paper_id}:new")
    return first is not None and first.state == outbox.FAILED
