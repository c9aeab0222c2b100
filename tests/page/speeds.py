"""How fast the page is, measured in a real Chromium, for ``make bench``."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.page.chromium import chromium
from tests.page.rooms import BareRoom
from tests.page.sheets import Grid
from tests.page.visits import Visits

_DEMO = ("-m", "bot", "demo", "--port", "0", "--example", "--data", "data")
_ROOT = Path(__file__).resolve().parents[2]
_WIDE, _HIGH = 300, 300
_SCROLLED, _PIXELS_A_SECOND = 24_000, 8_000
_CLICKS = 20
_DRAWN = "DrawFrame"

_NOTE_FRAMES = """() => {
  window.frames_at = [];
  const note = (time) => { frames_at.push(time); window.noting = requestAnimationFrame(note); };
  window.noting = requestAnimationFrame(note);
}"""
_NOTE_ANSWERS = """() => {
  window.answers = [];
  const note = (list) => list.getEntries().forEach((one) => answers.push([one.name, one.duration]));
  new PerformanceObserver(note).observe({ type: "event", durationThreshold: 16 });
}"""


@dataclass(frozen=True)
class Scrolling:
    """Frames a second: those that the page could draw into, those drawn, and the longest wait."""

    page: float
    drawn: float
    longest_ms: float


def seconds_to_usable(folder: Path) -> tuple[float, float]:
    """Start the demo with its example as ``make demo`` does, and a browser's page of it.

    Returns after how many seconds it said that it was ready, and after how many the page was
    usable: there is a card in the channel, and a cell in the sheet.
    """
    with chromium() as browser:
        page = browser.new_page()
        start = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, *_DEMO],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as demo:
            assert demo.stdout is not None
            ready = json.loads(demo.stdout.readline())
            served = time.perf_counter() - start
            page.goto(ready["page"])
            expect(page.get_by_role("gridcell").first).to_be_visible()
            expect(page.get_by_role("button", name="Claim").first).to_be_visible()
            usable = time.perf_counter() - start
            demo.terminate()
    return served, usable


class LongSheet:
    """A page on which there is a sheet of many rows, for as long as the block is open."""

    def __init__(self, folder: Path, rows: Sequence[Sequence[str]]) -> None:
        self._room = BareRoom(folder)
        book = self._room.sheet()
        tab = book.sheet1
        tab.resize(len(rows), len(rows[0]))
        tab.update(rows, "A1")
        tab.freeze(1)
        wrap = {"userEnteredFormat": {"wrapStrategy": "WRAP"}}
        fields = "userEnteredFormat.wrapStrategy"
        change = {"repeatCell": {"range": {"sheetId": tab.id}, "cell": wrap, "fields": fields}}
        book.batch_update({"requests": [change]})

    def measure(self) -> tuple[Scrolling, float]:
        """Return how the grid scrolls, and in how many milliseconds it answers a click, mostly."""
        with chromium() as browser:
            page = Visits(browser)(self._room)
            grid = Grid(page)
            expect(grid.cell("A2")).to_be_visible()
            return _scroll(browser, page, grid), _click(page, grid)

    def close(self) -> None:
        """End it."""
        self._room.close()


def _scroll(browser: Browser, page: Page, grid: Grid) -> Scrolling:
    box = grid.element.bounding_box()
    assert box is not None
    gesture = {
        "x": box["x"] + _WIDE,
        "y": box["y"] + _HIGH,
        "yDistance": -_SCROLLED,
        "speed": _PIXELS_A_SECOND,
        "gestureSourceType": "mouse",
    }
    devtools = page.context.new_cdp_session(page)
    page.evaluate(_NOTE_FRAMES)
    browser.start_tracing(page=page, categories=["disabled-by-default-devtools.timeline.frame"])
    devtools.send("Input.synthesizeScrollGesture", gesture)
    trace: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    times: list[float] = page.evaluate("() => { cancelAnimationFrame(noting); return frames_at; }")
    assert grid.element.evaluate("(one) => one.scrollTop") == _SCROLLED
    waits = [later - earlier for earlier, later in pairwise(times)]
    drawn = sorted(event["ts"] / 1_000_000 for event in trace if event["name"] == _DRAWN)
    return Scrolling(
        1000 / statistics.fmean(waits), (len(drawn) - 1) / (drawn[-1] - drawn[0]), max(waits)
    )


def _click(page: Page, grid: Grid) -> float:
    page.evaluate(_NOTE_ANSWERS)
    rows = grid.element.get_by_role("row")
    for at in range(_CLICKS):
        rows.nth(3 + at // 4).get_by_role("gridcell").nth(at % 4).click()
    page.wait_for_function("answers.some(([name]) => name === 'click')")
    answers = page.evaluate("answers.filter(([name]) => name === 'pointerdown')")
    return statistics.median(float(duration) for _, duration in answers)
