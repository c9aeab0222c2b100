"""The outbox: each message once, in the order of its conversation, one sender at a time."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import outbox
from bot.store.database import Store
from bot.store.tables import OutboxRow
from tests.stores import at_once

_NOW = datetime(2020, 3, 4, 17, tzinfo=UTC)
_HOLD = timedelta(seconds=12)
_SECOND = timedelta(seconds=1)


def _queue(store: Store, key: str, lane: str = "C1", kind: str = "card") -> bool:
    with store.begin() as session:
        return outbox.queue(
            session, key=key, kind=kind, lane=lane, subject={"paper": key}, now=_NOW
        )


def _take(store: Store, now: datetime = _NOW, resting: Collection[str] = ()) -> OutboxRow | None:
    with store.begin() as session:
        return outbox.take(session, now, _HOLD, resting)


def _key(row: OutboxRow | None) -> str | None:
    return row.key if row else None


def _close(store: Store, row: OutboxRow | None, outcome: str = outbox.SENT) -> None:
    assert row is not None
    with store.begin() as session:
        outbox.close(session, row.id, outcome, _NOW, channel="C1", ts="1.2")


def _standing(store: Store, key: str) -> OutboxRow:
    with store.read() as session:
        row = outbox.by_key(session, key)
    assert row is not None
    return row


def test_a_message_is_queued_once_under_its_key(store: Store) -> None:
    assert _queue(store, "a")
    assert not _queue(store, "a", lane="C2", kind="note")
    assert _queue(store, "b")
    row = _standing(store, "a")
    assert (row.kind, row.lane, row.subject, row.state) == ("card", "C1", {"paper": "a"}, "waiting")
    assert (row.queued_at, row.next_at, row.attempts) == (_NOW, _NOW, 0)
    with store.read() as session:
        assert outbox.open_messages(session) == 2
        assert outbox.by_key(session, "c") is None


def test_of_many_who_queue_a_message_at_once_one_has_queued_it(store: Store) -> None:
    assert at_once(10, lambda _: _queue(store, "a")).count(True) == 1
    with store.read() as session:
        assert outbox.open_messages(session) == 1


def test_a_message_queued_once_is_not_queued_again_after_it_was_sent(store: Store) -> None:
    _queue(store, "a")
    _close(store, _take(store))
    assert not _queue(store, "a")
    assert _take(store, _NOW + timedelta(days=1)) is None


def test_messages_of_a_lane_come_in_their_order_and_wait_for_each_other(store: Store) -> None:
    for key in ("a", "b", "c"):
        _queue(store, key)
    for key in ("a", "b", "c"):
        row = _take(store)
        assert _key(row) == key
        assert _take(store) is None
        _close(store, row)
    assert _take(store) is None


def test_lanes_do_not_wait_for_each_other(store: Store) -> None:
    for key, lane in (("a", "C1"), ("b", "C1"), ("c", "dm:U1"), ("d", "dm:U2")):
        _queue(store, key, lane)
    assert [_key(_take(store)) for _ in range(4)] == ["a", "c", "d", None]


def test_resting_lanes_are_passed_over(store: Store) -> None:
    _queue(store, "a", "C1")
    _queue(store, "b", "C2")
    assert _key(_take(store, resting={"C1"})) == "b"
    assert _take(store, resting={"C1", "C2"}) is None
    assert _key(_take(store)) == "a"


def test_a_taken_message_is_its_takers_until_the_hold_ends(store: Store) -> None:
    _queue(store, "a")
    first = _take(store)
    assert first is not None
    assert (first.attempts, first.started_at) == (1, None)
    assert _take(store, _NOW + _HOLD - _SECOND) is None
    again = _take(store, _NOW + _HOLD)
    assert again is not None
    assert (again.attempts, again.started_at) == (2, None)


def test_a_message_cut_off_while_it_was_sent_is_known_as_such(store: Store) -> None:
    _queue(store, "a")
    row = _take(store)
    assert row is not None
    with store.begin() as session:
        outbox.start(session, row.id, _NOW + _SECOND)
    again = _take(store, _NOW + _HOLD)
    assert again is not None
    assert (again.state, again.started_at) == ("started", _NOW + _SECOND)


def test_a_taken_message_can_be_held_for_longer(store: Store) -> None:
    _queue(store, "a")
    row = _take(store)
    assert row is not None
    later = _NOW + 5 * _HOLD
    with store.begin() as session:
        assert outbox.prolong(session, row.id, row.next_at, later)
    assert _take(store, later - _SECOND) is None
    with store.begin() as session:
        assert outbox.prolong(session, row.id, later, later + _HOLD)
    assert _take(store, later) is None


def test_a_message_that_another_has_taken_since_cannot_be_held_for_longer(store: Store) -> None:
    _queue(store, "a")
    row, again = _take(store), _take(store, _NOW + _HOLD)
    assert row is not None
    assert again is not None
    with store.begin() as session:
        assert not outbox.prolong(session, row.id, row.next_at, _NOW + 5 * _HOLD)
    _close(store, again)
    with store.begin() as session:
        assert not outbox.prolong(session, again.id, again.next_at, _NOW + 5 * _HOLD)


@pytest.mark.parametrize(
    ("left", "state", "started"), [(True, "started", _NOW), (False, "waiting", None)]
)
def test_a_postponed_message_comes_later_and_keeps_whether_it_may_have_left(
    store: Store, left: bool, state: str, started: datetime | None
) -> None:
    _queue(store, "a")
    _queue(store, "b")
    row = _take(store)
    assert row is not None
    until = _NOW + 5 * _SECOND
    with store.begin() as session:
        outbox.start(session, row.id, _NOW)
        outbox.postpone(session, row.id, until, "ratelimited", left=left)
    assert _take(store, until - _SECOND) is None
    again = _take(store, until)
    assert again is not None
    assert (again.key, again.state, again.started_at) == ("a", state, started)
    assert again.problem == "ratelimited"


@pytest.mark.parametrize("outcome", [outbox.SENT, outbox.SKIPPED, outbox.FAILED])
def test_a_closed_message_stays_closed_and_frees_its_lane(store: Store, outcome: str) -> None:
    _queue(store, "a")
    _queue(store, "b")
    _close(store, _take(store), outcome)
    row = _standing(store, "a")
    assert (row.state, row.sent_at, row.channel, row.ts) == (outcome, _NOW, "C1", "1.2")
    assert _key(_take(store, _NOW + timedelta(days=1))) == "b"


def test_the_next_moment_is_when_something_can_be_taken(store: Store) -> None:
    def next_moment() -> datetime | None:
        with store.read() as session:
            return outbox.next_moment(session)

    assert next_moment() is None
    for key in ("a", "b"):
        _queue(store, key)
    assert next_moment() == _NOW
    row = _take(store)
    assert row is not None
    assert next_moment() == _NOW + _HOLD, "b waits for a"
    with store.begin() as session:
        outbox.postpone(session, row.id, _NOW + 60 * _SECOND, "503", left=True)
    assert next_moment() == _NOW + 60 * _SECOND
    _queue(store, "c", "C2")
    assert next_moment() == _NOW
    _close(store, row)
    assert next_moment() == _NOW


def test_an_update_is_followed_by_a_later_one_of_the_same_card(store: Store) -> None:
    for key, kind in (
        ("card:P1:new", "card"),
        ("card:P1:1", "card-update"),
        ("note:P1:1", "note"),
        ("card:P12:2", "card-update"),
        ("card:P1:3", "card-update"),
    ):
        _queue(store, key, kind=kind)
    followed = []
    for key in ("card:P1:1", "card:P12:2", "card:P1:3"):
        row = _standing(store, key)
        with store.read() as session:
            followed.append(outbox.is_followed(session, row.id, row.subject["paper"].split(":")[1]))
    assert followed == [True, False, False]


def test_senders_at_once_take_each_message_once(store: Store) -> None:
    lanes, each = 4, 5
    for number in range(each):
        for lane in range(lanes):
            _queue(store, f"{lane}:{number}", f"C{lane}")

    def send(_: int) -> list[str]:
        sent = []
        while True:
            row = _take(store)
            if row is not None:
                sent.append(row.key)
                _close(store, row)
                continue
            with store.read() as session:
                if not outbox.open_messages(session):
                    return sent

    taken = [key for keys in at_once(5, send) for key in keys]
    assert sorted(taken) == sorted(
        f"{lane}:{number}" for lane in range(lanes) for number in range(each)
    )


def test_senders_at_once_keep_the_order_of_a_lane(store: Store) -> None:
    for number in range(15):
        _queue(store, f"{number:02}")
    order: list[str] = []

    def send(_: int) -> None:
        while True:
            row = _take(store)
            if row is not None:
                order.append(row.key)
                _close(store, row)
                continue
            with store.read() as session:
                if not outbox.open_messages(session):
                    return

    at_once(4, send)
    assert order == [f"{number:02}" for number in range(15)]
