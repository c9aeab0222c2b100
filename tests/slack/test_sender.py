"""The sender: each message arrives once, and one that cannot arrive holds up no other."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import requests
from slack_sdk import WebClient

from bot.__main__ import app_manifest
from bot.desk import claiming, proposing
from bot.desk.desk import Desk
from bot.newsroom.categories import ALIGNMENT_NEWSLETTER
from bot.newsroom.people import Actor
from bot.sandbox.server import Sandbox
from bot.sandbox.slack.model import Channel
from bot.slack.posting import REQUEST_SECONDS
from bot.slack.sender import Sender
from bot.store import outbox, papers
from bot.store.database import Store
from tests.scenarios.newsroom import Json, card_id, text_of
from tests.stores import Databases, opened

_MINUTE = timedelta(minutes=1)
Mend = Callable[[], None]


class Office:
    """A desk and its sender beside a Slack, on the Slack's clock, which is moved by hand."""

    def __init__(self, sandbox: Sandbox, store: Store) -> None:
        self.sandbox, self.store = sandbox, store
        self.ready = sandbox.ready()
        self.channel = self.ready["channel"]
        self.client = WebClient(
            self.ready["slack_bot_token"], base_url=self.ready["slack_api_url"], retry_handlers=[]
        )
        self.desk = Desk(
            store=store,
            clock=self.now,
            channel=self.channel,
            editors=frozenset(),
            claim_days=7,
            categories=ALIGNMENT_NEWSLETTER,
            zone=ZoneInfo("UTC"),
        )
        self.sender = self.another_sender(self.client)
        self.ann = Actor(self.ready["editors"], "Ann")

    def another_sender(self, client: WebClient) -> Sender:
        """A sender as another process would run it."""
        return Sender(self.store, client, self.now)

    # -- time

    def now(self) -> datetime:
        return self.sandbox.clock.now()

    def pass_by(self, length: timedelta) -> None:
        self.sandbox.clock.move_to(self.now() + length)

    def deliver(self, within: timedelta = 30 * _MINUTE) -> None:
        """Let the sender work until nothing waits, as it does by itself, but not for longer."""
        until = self.now() + within
        while (pause := self.sender.deliver()) is not None and self.now() < until:
            self.pass_by(timedelta(seconds=pause))

    # -- what is done

    def propose(self, title: str) -> str:
        """Propose a paper; return its ID."""
        link = f"https://example.com/{title.replace(' ', '-')}"
        return proposing.propose(self.desk, self.ann, f"{link} {title}").paper.id

    def claim(self, paper: str) -> None:
        claiming.claim(self.desk, self.ann, paper)

    def release(self, paper: str) -> None:
        claiming.release(self.desk, self.ann, paper)

    def tell(self, lane: str, text: str, key: str = "") -> str:
        """Queue a message that says something; return its key."""
        key = key or f"editor-note:{text}"
        with self.desk.work() as work:
            work.queue(key, "editor-note", lane, {"text": text})
        return key

    def lose_answers(self, method: str, times: int) -> None:
        """Let Slack carry out the next calls of a method, and their answers be lost."""
        fault = {"side": "slack", "match": method, "kind": "lost_reply", "times": times}
        self._sandbox_says("POST", "faults", json=fault)

    def calls(self) -> list[str]:
        """The methods that were called, in order."""
        return [one["method"] for one in self._sandbox_says("GET", "calls")]

    def _sandbox_says(self, verb: str, path: str, **more: Any) -> Any:
        address = f"{self.ready['page']}sandbox/{path}"
        answer = requests.request(verb, address, timeout=10, **more)
        assert answer.ok, answer.text
        return answer.json()

    def delete(self, ts: str) -> None:
        self.client.chat_delete(channel=self.channel, ts=ts)

    # -- what is there

    def messages(self) -> list[Json]:
        """All that stands in the channel, threads included, oldest first."""
        kept = self.sandbox.slack.workspace.messages[self.channel].values()
        return [one.dump() for one in sorted(kept, key=lambda one: one.ts)]

    def said(self) -> list[str]:
        """What stands in the channel beside the papers' cards."""
        return [one["text"] for one in self.messages() if card_id(one) is None]

    def cards(self, paper: str) -> list[Json]:
        return [one for one in self.messages() if card_id(one) == paper]

    def card(self, paper: str) -> Json:
        (card,) = self.cards(paper)
        return card

    def thread(self, paper: str) -> list[str]:
        """What stands in the thread of a paper's card."""
        ts = self.card(paper)["ts"]
        return [one["text"] for one in self.messages() if one["thread_ts"] == ts != one["ts"]]

    def state(self, key: str) -> tuple[str, str]:
        """How a message stands in the outbox, and what its problem is."""
        with self.store.read() as session:
            row = outbox.by_key(session, key)
            assert row is not None
            return row.state, row.problem

    def waiting(self) -> int:
        with self.store.read() as session:
            return outbox.open_messages(session)


@pytest.fixture
def office(databases: Databases) -> Iterator[Office]:
    sandbox = Sandbox(None, app_manifest())
    sandbox.start()
    with opened(databases.migrated("sqlite")) as store:
        yield Office(sandbox, store)
    sandbox.stop()


# -- cards that are gone


def test_a_deleted_card_is_posted_anew_with_its_notes_and_nothing_waits(office: Office) -> None:
    paper = office.propose("Antelopes")
    office.deliver()
    office.delete(office.card(paper)["ts"])
    office.claim(paper)
    other = office.propose("Bats")
    office.deliver(timedelta(seconds=5))
    assert "Claimed by *Ann*" in text_of(office.card(paper))
    assert [one.split(".")[0] for one in office.thread(paper)] == ["*Ann* claimed this paper"]
    assert office.card(other)
    office.release(paper)
    office.deliver()
    assert "Free to claim" in text_of(office.card(paper))
    assert len(office.thread(paper)) == 2


def test_a_note_whose_card_is_gone_goes_to_a_card_posted_anew(office: Office) -> None:
    paper = office.propose("Antelopes")
    office.deliver()
    old = office.card(paper)["ts"]
    # Of two updates only the last is sent: the first one's note is the first to miss the card.
    office.claim(paper)
    office.release(paper)
    office.delete(old)
    office.deliver(timedelta(seconds=5))
    assert office.card(paper)["ts"] != old
    assert [one.split(" this")[0] for one in office.thread(paper)] == [
        "*Ann* claimed",
        "*Ann* released",
    ]
    with office.store.read() as session:
        assert papers.card_of(session, paper) == (office.channel, office.card(paper)["ts"])


def test_a_card_whose_posting_anew_was_cut_off_is_there_once(office: Office) -> None:
    paper = office.propose("Antelopes")
    office.deliver()
    office.delete(office.card(paper)["ts"])
    office.claim(paper)
    office.lose_answers("chat.postMessage", 2)
    office.deliver()
    assert "Claimed by *Ann*" in text_of(office.card(paper))
    assert len(office.thread(paper)) == 1


def test_a_card_in_a_channel_that_was_left_behind_is_posted_into_the_newsrooms(
    office: Office,
) -> None:
    paper = office.propose("Antelopes")
    office.deliver()
    with office.store.begin() as session:
        papers.set_card(session, paper, "C0LEFT", "1588325400.000100")
    office.claim(paper)
    office.deliver()
    newest = office.cards(paper)[-1]
    assert "Claimed by *Ann*" in text_of(newest)
    with office.store.read() as session:
        assert papers.card_of(session, paper) == (office.channel, newest["ts"])


# -- what Slack does not want


def test_a_message_that_slack_does_not_want_is_settled_at_once_and_the_next_goes_out(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    # Its key travels as metadata, which Slack limits.
    refused = office.tell(office.channel, "one", key="x" * 9_000)
    office.tell(office.channel, "two")
    office.deliver(timedelta())
    assert office.said() == ["two"]
    assert office.state(refused) == ("failed", "metadata_too_large")
    assert "gave up editor-note key=xxx" in caplog.text
    assert "metadata_too_large" in caplog.text


def test_a_person_who_is_not_there_any_more_is_given_up(office: Office) -> None:
    refused = office.tell("dm:U0GONE", "hello")
    office.deliver(timedelta())
    assert office.state(refused) == ("failed", "user_not_found")


def test_a_card_that_slack_did_not_want_comes_with_the_papers_next_change(office: Office) -> None:
    paper = office.propose("Antelopes")
    with office.store.begin() as session:
        row = outbox.take(session, office.now(), _MINUTE)
        assert row is not None
        outbox.close(session, row.id, outbox.FAILED, office.now(), problem="invalid_blocks")
    office.claim(paper)
    office.deliver()
    assert "Claimed by *Ann*" in text_of(office.card(paper))


# -- what the operator can mend


def not_in_channel(office: Office) -> Mend:
    members, bot = _channel(office).members, office.sandbox.slack.workspace.identity.bot_user
    members.remove(bot)
    return lambda: members.append(bot)


def private_and_not_in_it(office: Office) -> Mend:
    _channel(office).kind = "group"
    invite = not_in_channel(office)

    def mend() -> None:
        invite()
        _channel(office).kind = "channel"

    return mend


def archived(office: Office) -> Mend:
    _channel(office).is_archived = True

    def mend() -> None:
        _channel(office).is_archived = False

    return mend


def without_a_scope(office: Office) -> Mend:
    manifest = office.sandbox.slack.manifest
    scopes = manifest.scopes
    manifest.scopes = tuple(one for one in scopes if one != "chat:write")

    def mend() -> None:
        manifest.scopes = scopes

    return mend


def without_a_good_token(office: Office) -> Mend:
    token, office.client.token = office.client.token, "xoxb-old"

    def mend() -> None:
        office.client.token = token

    return mend


def _channel(office: Office) -> Channel:
    return office.sandbox.slack.workspace.channels[office.channel]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (not_in_channel, "The bot is not in the channel {channel}. Invite it there."),
        (private_and_not_in_it, "There is no channel {channel} that the bot can see."),
        (archived, "The channel {channel} is archived."),
        (without_a_scope, "The app has not the scope chat:write."),
        (without_a_good_token, "SLACK_BOT_TOKEN: Slack refuses it (invalid_auth)."),
    ],
)
def test_what_the_operator_can_mend_is_said_once_and_all_goes_out_in_order_afterwards(
    office: Office,
    caplog: pytest.LogCaptureFixture,
    wrong: Callable[[Office], Mend],
    sentence: str,
) -> None:
    caplog.set_level(logging.INFO, "bot.slack.sender")
    mend = wrong(office)
    for text in ("one", "two", "three"):
        office.tell(office.channel, text)
    office.deliver(within=15 * _MINUTE)
    assert office.waiting() == 3
    mend()
    office.deliver(within=2 * _MINUTE)
    assert office.said() == ["one", "two", "three"]
    first, last, *_ = [one.getMessage() for one in caplog.records if "messages" in one.getMessage()]
    assert first.startswith(f"messages wait: {sentence.format(channel=office.channel)}")
    assert last == "messages go out again"


def test_what_keeps_one_channel_back_keeps_back_no_direct_message(office: Office) -> None:
    archived(office)
    office.tell(office.channel, "for all")
    private = office.tell(f"dm:{office.ann.slack_id}", "for one")
    office.deliver(within=timedelta())
    assert office.state(private)[0] == "sent"


# -- several senders


class Slow(WebClient):
    """A client whose every request takes as long as one may, while others look for work."""

    def __init__(self, office: Office, meanwhile: Callable[[], object]) -> None:
        super().__init__(office.client.token, base_url=office.client.base_url, retry_handlers=[])
        self._office, self._meanwhile = office, meanwhile

    def api_call(self, *args: Any, **more: Any) -> Any:
        self._office.pass_by(timedelta(seconds=REQUEST_SECONDS))
        self._meanwhile()
        return super().api_call(*args, **more)


def test_a_message_stays_its_senders_however_many_slow_requests_it_takes(office: Office) -> None:
    person = office.ann.slack_id
    office.tell(f"dm:{person}", "hello")
    with office.store.begin() as session:
        row = outbox.take(session, office.now(), timedelta())
        assert row is not None
        outbox.start(session, row.id, office.now())  # so that it has to be looked for as well
    other = office.another_sender(office.client)
    office.another_sender(Slow(office, other.deliver)).deliver()
    assert office.calls() == ["conversations.open", "conversations.history", "chat.postMessage"]


def test_a_sender_that_was_away_too_long_leaves_the_message_to_who_has_taken_it(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.tell(f"dm:{office.ann.slack_id}", "hello")
    other = office.another_sender(office.client)

    def meanwhile() -> None:
        office.pass_by(_MINUTE)
        other.deliver()

    office.another_sender(Slow(office, meanwhile)).deliver()
    assert office.calls().count("chat.postMessage") == 1
    assert "taken over editor-note" in caplog.text
