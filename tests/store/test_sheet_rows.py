"""The sync's base: what both sides last agreed on."""

from bot.newsroom.papers import Paper
from bot.store import papers, sheet_rows
from bot.store.database import Store


def _agree(store: Store, rows: dict[str, dict[str, str]]) -> None:
    with store.begin() as session:
        sheet_rows.agree(session, rows)


def _base(store: Store) -> dict[str, dict[str, str]]:
    with store.read() as session:
        return sheet_rows.base(session)


def _with_papers(store: Store, number: int) -> None:
    with store.begin() as session:
        for one in range(1, number + 1):
            papers.add(session, Paper(f"P{one}"))


def test_rows_are_replaced_whole_and_others_stay(store: Store) -> None:
    _with_papers(store, 2)
    assert _base(store) == {}
    _agree(store, {"P1": {"Title": "One", "Notes": "n"}, "P2": {"Title": "Two"}})
    _agree(store, {"P1": {"Title": "“Één”\n\t=1+1"}})
    assert _base(store) == {"P1": {"Title": "“Één”\n\t=1+1"}, "P2": {"Title": "Two"}}
    _agree(store, {})
    assert set(_base(store)) == {"P1", "P2"}


def test_rows_that_are_gone_are_kept_for_their_return(store: Store) -> None:
    _with_papers(store, 3)
    _agree(store, {f"P{one}": {"Title": str(one)} for one in (1, 2, 3)})
    with store.begin() as session:
        sheet_rows.set_aside(session, ["P1", "P3", "P9"])
        sheet_rows.set_aside(session, [])
    assert set(_base(store)) == {"P2"}
    with store.read() as session:
        assert sheet_rows.base(session, {"P3", "P9"}) == {
            "P2": {"Title": "2"},
            "P3": {"Title": "3"},
        }


def test_what_was_agreed_on_is_read_in_the_same_transaction(store: Store) -> None:
    _with_papers(store, 1)
    with store.begin() as session:
        sheet_rows.agree(session, {"P1": {"Title": "One"}})
        assert sheet_rows.base(session) == {"P1": {"Title": "One"}}
        sheet_rows.agree(session, {"P1": {"Title": "Two"}})
        assert sheet_rows.base(session) == {"P1": {"Title": "Two"}}
        sheet_rows.set_aside(session, ["P1"])
        assert sheet_rows.base(session) == {}


def test_each_sheet_has_rows_of_its_own(store: Store) -> None:
    with store.begin() as session:
        papers.add(session, Paper(id="P1", title="One"))
        sheet_rows.agree(session, {"P1": {"Title": "One"}})
        sheet_rows.agree(session, {"P1": {"Title": "Uno"}}, "desk")
        sheet_rows.forget(session, ["P1"])
        assert sheet_rows.base(session) == {}
        assert sheet_rows.base(session, sheet="desk") == {"P1": {"Title": "Uno"}}
        assert sheet_rows.known(session, "desk") == {"P1"}
        assert sheet_rows.is_any_astray(session, "desk", ["Published"])
        assert not sheet_rows.is_any_astray(session, "desk", ["Proposed"])
        assert not sheet_rows.is_any_astray(session, "public", ["Published"])
