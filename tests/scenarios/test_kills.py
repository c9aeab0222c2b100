"""The bot is killed, as by a power cut, and started again."""

import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.scenarios.issue_95 import Way, but_the_issue, in_the_sheet, real_rows, writers
from tests.scenarios.newsroom import Json, Newsroom, told, wait_for

_HERE = Path(__file__).parent
_KILLED_AT_COMMIT = (str(_HERE / "killing_bot.py"),)

_KILLS = 50
_SEED = 95
_SHARE = 0.8
"""How many of the steps are taken while the bot is about to be killed."""
_WITHIN = (0.05, 0.35, 0.35, 1.8)
"""Within how many seconds of a step's beginning, each as likely as the others: most steps are done
after 0.3, what they cause in Slack after half a second, in the sheet after 1.5.
"""


@pytest.mark.parametrize("command", ["/propose", "/claim", "/release"])
def test_what_was_committed_before_the_ack_is_there_after_a_kill(
    room: Newsroom, command: str
) -> None:
    flo = room.person("Flo")
    link = "https://arxiv.org/abs/2003.03384"
    before = {"/propose": [], "/claim": ["/propose"], "/release": ["/propose", "/claim"]}
    bot = room.start_bot()
    for earlier in before[command]:
        room.slash(flo, earlier, link)
    bot.kill()

    dying = room.start_bot(_KILLED_AT_COMMIT)
    answer = room.slash(flo, command, link)
    assert "failed with the error" in told(answer)
    wait_for(dying.has_ended)

    room.start_bot()
    after = {"/propose": "Free to claim", "/claim": "Claimed by *Flo*", "/release": "Free to claim"}
    assert after[command] in told(room.slash(flo, "/propose", link))


def test_a_summary_that_was_committed_before_the_ack_is_there_after_a_kill(room: Newsroom) -> None:
    flo = room.person("Flo")
    bot = room.start_bot()
    room.slash(flo, "/claim", "https://arxiv.org/abs/2003.03384")
    bot.kill()

    dying = room.start_bot(_KILLED_AT_COMMIT)
    room.slash(flo, "/submit", "P1")
    text = "A long text, of which not a word may be lost."
    answer = room.submit(flo, title="AutoML-Zero", category="Deep learning", summary=text)
    assert not answer["closed"]
    wait_for(dying.has_ended)

    room.start_bot()
    wait_for(lambda: [row["Summary"] for row in room.rows()] == [text])


@pytest.mark.slow
def test_fifty_kills_lose_nothing_and_repeat_nothing(room: Newsroom) -> None:
    rows = real_rows()
    chance = random.Random(_SEED)
    room.start_bot()
    people = {name: room.person(name) for name in writers(rows)}
    ways = [Way(row, people) for row in rows]
    kills = _KILLS
    for way in ways:
        while way.steps:
            if kills and chance.random() < _SHARE:
                kills -= 1
                with _killed_after(room, chance.uniform(0.0, chance.choice(_WITHIN))):
                    way.take_step(room)
            else:
                assert way.take_step(room), way.steps
    for _ in range(kills):
        # All has been said and done: these hit the sync and the messages that still wait.
        with _killed_after(room, chance.uniform(0.0, chance.choice(_WITHIN))):
            pass

    wanted = {way.paper: but_the_issue(way.row) for way in ways}
    wait_for(lambda: in_the_sheet(room) == wanted)
    wait_for(lambda: not _missing(room, ways))
    assert sorted(room.cards()) == sorted(wanted)
    sent = Counter(_key(one) for one in room.messages() if _key(one))
    assert [key for key, count in sent.items() if count > 1] == []
    assert _notes(room) == _expected(ways)


@contextmanager
def _killed_after(room: Newsroom, seconds: float) -> Iterator[None]:
    """Kill the bot so many seconds after the block begins; start another after its end."""
    assert room.bot is not None
    timer = threading.Timer(seconds, room.bot.kill)
    timer.start()
    try:
        yield
    finally:
        timer.join()
    room.start_bot()


def _notes(room: Newsroom) -> Counter[tuple[str, str]]:
    """Return what stands in the cards' threads: the paper and what is said of it."""
    paper_of = {card["ts"]: paper for paper, card in room.cards().items()}
    return Counter(
        (paper_of[one["thread_ts"]], one["text"].split(" Due")[0])
        for one in room.messages()
        if one["thread_ts"] in paper_of and one["ts"] != one["thread_ts"]
    )


def _expected(ways: list[Way]) -> Counter[tuple[str, str]]:
    return Counter(
        (way.paper, said)
        for way in ways
        for own in [way.row.credits.summarizer]
        for said in [
            f"*{own}* claimed this paper.",
            f"*{own}* submitted the summary. Next: the editor’s review.",
            *(
                f"*{one.author}* added an opinion."
                for one in way.row.credits.opinions
                if one.author != own
            ),
        ]
    )


def _missing(room: Newsroom, ways: list[Way]) -> Counter[tuple[str, str]]:
    return _expected(ways) - _notes(room)


def _key(message: Json) -> str:
    return str(((message.get("metadata") or {}).get("event_payload") or {}).get("key") or "")
