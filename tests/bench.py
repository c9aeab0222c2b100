"""``make bench``: how long things take, printed and never asserted.

Machines differ and are noisy, so each line also says how many times as long it took as something
bare that was measured in the same run.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.newsroom.credits import read_cells, write_cells
from bot.newsroom.finding import match_titles
from bot.newsroom.papers import Opinion
from bot.sheet import reading
from bot.sheet.columns import PUBLIC
from bot.sheet.google import Spreadsheet
from bot.slack.rich_text import markdown_from, rich_text_from
from tests.bench_finding import say_findings
from tests.bench_plan import say_plans
from tests.page import chromium, speeds
from tests.sandbox.sheets_server import google
from tests.scenarios.newsroom import newsroom
from tests.sheet.newsrooms import Newsroom
from tests.sheet.real_sheet import put_rows

_ROWS = 2_000
_PEOPLE = 200
_TEXT = "Words of a **summary** that is long, with [a link](https://example.org/1) in it.\n\n"


def main() -> None:
    """Measure one thing after the other."""
    with tempfile.TemporaryDirectory() as folder:
        _syncs(Path(folder))
        _pure()
        say_plans(print)
        say_findings(print)
        _claims(Path(folder))
        _page(Path(folder))


def _syncs(folder: Path) -> None:
    with google() as server:
        book = server.sheets.create("Bench")
        put_rows(server, book, [_row(number) for number in range(_ROWS)])
        room = Newsroom(server, book, folder)
        spreadsheet = Spreadsheet(room.account, book, server.origin)
        bare = _median(lambda: spreadsheet.read(reading.TABLE))
        _say(f"{_ROWS:,} rows are read, and nothing else is done", bare)
        with room.statements() as seen:
            adopted = _seconds(lambda: room.engine.sync())
        _say(f"they are taken over, in {len(seen)} statements", adopted, bare)
        _say("a sync in which nothing has changed", _median(room.engine.sync), bare)

        def changed() -> None:
            room.change("P7", venue=f"ICLR {time.monotonic_ns()}")
            server.ticks.seconds += 60
            room.engine.sync()

        _say("a sync after one change", _median(changed), bare)
        room.store.close()


def _pure() -> None:
    titles = {f"P{number}": f"Paper {number} on learning {number % 89}" for number in range(_ROWS)}
    _say(f"words of a title among {_ROWS:,}", _median(lambda: match_titles("learnin 88", titles)))
    text = _TEXT * (21_751 // len(_TEXT))
    parsed = rich_text_from(text)
    assert parsed is not None
    _say("21,751 characters into Slack's form", _median(lambda: rich_text_from(text)))
    _say("and back", _median(lambda: markdown_from(parsed)))
    cell = "One.\n\n**Ada's opinion:** Two.\n\n**Bo's opinion:** Three."
    _say("a row's credits, read and written", _median(lambda: write_cells(*_credits(cell))))


def _claims(folder: Path) -> None:
    with newsroom(folder) as room:
        room.start_bot()
        with ThreadPoolExecutor(20) as pool:
            people = list(pool.map(lambda n: room.person(f"Person {n}"), range(_PEOPLE)))
        room.slash(people[0], "/propose", "https://arxiv.org/abs/2003.03384 One")
        card = room.card("P1")
        one = _seconds(
            lambda: room.slash(people[0], "/propose", "https://arxiv.org/abs/2003.03384")
        )
        _say("one command, from Enter to quiet", one)

        def press(user: str) -> None:
            room.press(user, card, "claim")

        def all_press() -> None:
            with ThreadPoolExecutor(_PEOPLE) as pool:
                list(pool.map(press, people))

        _say(f"{_PEOPLE} people press Claim at once", _seconds(all_press), one)


def _page(folder: Path) -> None:
    if chromium.found() is None:
        print("the page: not measured, for there is no Chromium")  # noqa: T201
        return
    served, usable = speeds.seconds_to_usable(folder)
    _say("make demo, until it is served", served)
    _say("and until its page is usable", usable)
    rows = [[*PUBLIC], *([_row(number)[name] for name in PUBLIC] for number in range(_ROWS))]
    sheet = speeds.LongSheet(folder, rows)
    try:
        scrolling, click = sheet.measure()
    finally:
        sheet.close()
    _say(f"a click on a cell among {_ROWS:,} rows is answered", click / 1000)
    _say("the longest wait between two frames of scrolling", scrolling.longest_ms / 1000)
    _count("frames drawn in a second of scrolling, by the trace", scrolling.drawn)
    _count("and frames that the page could draw into", scrolling.page)


def _row(number: int) -> dict[str, str]:
    row = dict.fromkeys(PUBLIC, "")
    return row | {
        "Title": f"Paper {number}",
        "Title URL": f"https://example.org/{number}",
        "Year": "2020",
        "Category": "Problems",
        "Summarizer": "Ada",
        "Summary": _TEXT * 10,
        "My opinion": _TEXT,
    }


def _credits(cell: str) -> tuple[str, tuple[Opinion, ...]]:
    found = read_cells("Cy", cell)
    return found.summarizer, found.opinions


def _seconds(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def _median(do: Callable[[], object], times: int = 5) -> float:
    return statistics.median(_seconds(do) for _ in range(times))


def _say(what: str, seconds: float, bare: float | None = None) -> None:
    ratio = f"   {seconds / bare:5.1f} ×" if bare else ""
    print(f"{what:<52}{seconds * 1000:9.1f} ms{ratio}")  # noqa: T201  what it is for


def _count(what: str, number: float) -> None:
    print(f"{what:<52}{number:9.1f}")  # noqa: T201  what it is for


if __name__ == "__main__":
    main()
