"""Leases: one owner at a time, until it is given back or has run out."""

from datetime import UTC, datetime, timedelta

from bot.store import leases
from bot.store.database import Store
from tests.stores import at_once

_NOW = datetime(2020, 3, 4, 17, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def _take(store: Store, owner: str, now: datetime = _NOW, name: str = "sync") -> bool:
    with store.begin() as session:
        return leases.take(session, name, owner, now, _MINUTE)


def _give_back(store: Store, owner: str) -> None:
    with store.begin() as session:
        leases.give_back(session, "sync", owner)


def test_only_one_has_it(store: Store) -> None:
    assert _take(store, "one")
    assert not _take(store, "other")
    assert _take(store, "other", name="something else")


def test_of_many_who_ask_at_once_one_gets_it(store: Store) -> None:
    assert at_once(10, lambda number: _take(store, f"bot {number}")).count(True) == 1


def test_of_many_who_wait_for_its_end_one_gets_it(store: Store) -> None:
    _take(store, "gone")
    later = _NOW + _MINUTE
    assert at_once(10, lambda number: _take(store, f"bot {number}", later)).count(True) == 1


def test_its_owner_renews_it(store: Store) -> None:
    _take(store, "one")
    assert _take(store, "one", _NOW + 0.9 * _MINUTE)
    assert not _take(store, "other", _NOW + 1.5 * _MINUTE)
    assert _take(store, "other", _NOW + 1.9 * _MINUTE)


def test_it_runs_out_at_its_end_and_not_before(store: Store) -> None:
    _take(store, "one")
    assert not _take(store, "other", _NOW + _MINUTE - timedelta(microseconds=1))
    assert _take(store, "other", _NOW + _MINUTE)


def _renew(store: Store, owner: str, now: datetime) -> bool:
    with store.begin() as session:
        return leases.renew(session, "sync", owner, now, _MINUTE)


def test_one_that_has_run_out_can_be_renewed_until_somebody_takes_it(store: Store) -> None:
    _take(store, "one")
    assert _renew(store, "one", _NOW + 5 * _MINUTE)
    assert not _take(store, "other", _NOW + 5.5 * _MINUTE)


def test_one_that_another_has_had_meanwhile_cannot_be_renewed(store: Store) -> None:
    _take(store, "slow")
    _take(store, "other", _NOW + _MINUTE)
    assert not _renew(store, "slow", _NOW + _MINUTE)
    _give_back(store, "other")
    assert not _renew(store, "slow", _NOW + _MINUTE)


def test_given_back_it_is_free(store: Store) -> None:
    _take(store, "one")
    _give_back(store, "one")
    assert _take(store, "other")


def test_one_who_was_too_late_gives_nothing_back(store: Store) -> None:
    _take(store, "slow")
    _take(store, "other", _NOW + _MINUTE)
    _give_back(store, "slow")
    assert not _take(store, "third", _NOW + _MINUTE)
