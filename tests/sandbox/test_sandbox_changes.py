"""The signal for those who want to see changes live, and what it notes for saving."""

import asyncio

from bot.sandbox.journal import Journal


def test_whoever_waits_is_woken_by_the_next_change() -> None:
    async def wait() -> tuple[int, int]:
        journal = Journal()
        waiting = [asyncio.create_task(journal.changed_since(journal.version)) for _ in range(2)]
        await asyncio.sleep(0)
        journal.put("a", lambda: 1)
        first, second = await asyncio.gather(*waiting)
        return first, second

    assert asyncio.run(wait()) == (1, 1)


def test_whoever_has_missed_a_change_does_not_wait() -> None:
    journal = Journal()
    journal.stir()
    assert asyncio.run(journal.changed_since(0)) == 1


def test_changes_are_taken_once_and_the_last_of_each_key_counts() -> None:
    journal = Journal()
    values = {"a": 1}
    journal.put("a", lambda: values["a"])
    journal.put("b", lambda: 2)
    journal.drop("b")
    values["a"] = 3
    assert journal.take() == {"a": 3, "b": None}
    assert journal.take() == {}
