"""What the page's modules promise where no screen is needed to see it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.page.rooms import BareRoom
from tests.page.visits import Visits


@pytest.fixture(scope="module")
def page(browser: Browser, bare_room: BareRoom) -> Iterator[Page]:
    """A page in which modules are at hand."""
    visits = Visits(browser)
    yield visits(bare_room)
    visits.end()


def run(page: Page, module: str, body: str, *given: Any) -> Any:
    """Return what a function gives; in its body, `m` is the module and `a` what is given."""
    code = f"async (a) => {{ const m = await import('/page/{module}.js'); {body} }}"
    return page.evaluate(code, list(given))


def test_text_in_an_element_stays_text(page: Page) -> None:
    body = "return m.el('p', {}, a[0], ['and ', 1, null, false]).childNodes.length"
    assert run(page, "element", body, "<b onclick=x>bold</b>") == 3
    body = "return m.el('p', {}, a[0]).firstElementChild"
    assert run(page, "element", body, "<b>bold</b>") is None


def test_an_elements_attributes_are_set_as_they_are_meant(page: Page) -> None:
    body = """
      const select = m.el("select", { value: "b", disabled: false, list: null },
        m.el("option", { value: "a" }), m.el("option", { value: "b" }));
      const box = m.el("button", { class: "x", aria: { label: "L", busy: null }, data: { at: 1 } });
      return [select.value, select.disabled, box.outerHTML];"""
    shown = '<button class="x" aria-label="L" data-at="1"></button>'
    assert run(page, "element", body) == ["b", False, shown]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Lovelace", "AL"),
        ("newsletter", "N"),
        ("Jean-Luc von P.", "JP"),
        ("", "?"),
        ("李", "李"),
    ],
)
def test_a_picture_has_a_names_initials(page: Page, name: str, letters: str) -> None:
    assert run(page, "avatar", "return m.initials(a[0])", name) == letters


def test_times_are_those_where_a_person_is(page: Page) -> None:
    body = """const at = new Date(a[0]);
      return [m.dayAndTime(at, a[1]), m.clockTime(at, a[1]), m.wholeDay(at, a[1]),
        m.offsetOf(at, a[1]), m.placeOf(a[1])];"""
    assert run(page, "bar/times", body, "2026-11-24T23:56:00Z", "America/Sao_Paulo") == [
        "Tue 24 Nov, 20:56",
        "20:56",
        "Tuesday 24 November 2026",
        "GMT-3",
        "Sao Paulo",
    ]
    assert run(page, "bar/times", body, "2026-11-24T23:56:00Z", "Asia/Kolkata")[:2] == [
        "Wed 25 Nov, 05:26",
        "05:26",
    ]


def test_a_step_of_the_tour_is_done_when_all_that_it_says_is_so(page: Page) -> None:
    body = """
      const steps = [
        { id: "one", done: { did: "slash", command: "/claim" } },
        { id: "two", done: { did: "cell", tab: "Database", column: "Status" } },
      ];
      const progress = new m.Progress(steps, ["gone"]);
      const took = (what, fields) => progress.take(what, fields).map((step) => step.id);
      return [
        took("slash", { command: "/submit" }), took("click", { command: "/claim" }),
        took("cell", { tab: "Database", column: "Status", more: 1 }), progress.next.id,
        took("slash", { command: "/claim" }), took("slash", { command: "/claim" }),
        progress.next ?? null, [...progress.done],
      ];"""
    assert run(page, "tour/progress", body) == [
        [], [], ["two"], "one", ["one"], [], None, ["two", "one"],
    ]  # fmt: skip


def test_what_cannot_be_remembered_is_no_hindrance(page: Page) -> None:
    page.evaluate("localStorage.setItem('sandbox:broken', '{')")
    body = "return [m.recall('broken', 7), m.recall('nothing', 8), m.recall('kept', 9)]"
    page.evaluate("import('/page/memory.js').then((m) => m.remember('kept', { a: [1] }))")
    assert run(page, "memory", body) == [7, 8, {"a": [1]}]
