"""Counters and single values: no number is given out twice, whoever asks at the same time."""

from bot.store import papers, state
from bot.store.database import Store
from tests.stores import Process, address_of, at_once

_COUNTS = """
import sys
from bot.store import papers
from bot.store.database import Store
store = Store(sys.argv[1])
print("ready", flush=True)
input()
for _ in range(int(sys.argv[2])):
    with store.begin() as session:
        print(papers.next_id(session))
"""


def _next(store: Store) -> str:
    with store.begin() as session:
        return papers.next_id(session)


def test_ids_are_counted_from_one(store: Store) -> None:
    assert [_next(store) for _ in range(3)] == ["P1", "P2", "P3"]


def test_200_threads_get_200_ids(store: Store) -> None:
    ids = at_once(200, lambda _: _next(store))
    assert sorted(ids, key=papers.number_of) == [f"P{number}" for number in range(1, 201)]


def test_processes_share_the_counter(store: Store) -> None:
    url, each = address_of(store), 12
    with (
        Process(_COUNTS, url, str(each)) as one,
        Process(_COUNTS, url, str(each)) as other,
    ):
        for process in (one, other):
            process.wait_until_ready()
        for process in (one, other):
            process.go_on()
        ids = one.lines() + other.lines()
    assert sorted(ids, key=papers.number_of) == [f"P{number}" for number in range(1, 2 * each + 1)]


def test_a_number_of_a_transaction_that_fails_is_given_out_again(store: Store) -> None:
    with store.begin() as session:
        papers.next_id(session)
        session.rollback()
    assert _next(store) == "P1"


def test_ids_from_the_sheet_are_never_given_out(store: Store) -> None:
    for reserved in ("P7", "P3", "none", ""):
        with store.begin() as session:
            papers.reserve(session, reserved)
    assert _next(store) == "P8"


def test_who_holds_a_name_is_alone(store: Store) -> None:
    def add_one(_: int) -> None:
        with store.begin() as session:
            state.hold(session, "lock")
            before = int(state.read(session, "total") or 0)
            state.write(session, "total", str(before + 1))

    at_once(12, add_one)
    with store.read() as session:
        assert state.read(session, "total") == "12"


def test_a_value_is_read_as_written_last(store: Store) -> None:
    with store.begin() as session:
        assert state.read(session, "sheet") is None
        state.write(session, "sheet", "one")
        state.write(session, "sheet", "two")
    with store.read() as session:
        assert state.read(session, "sheet") == "two"
