"""The watch over pages sees what no page may do, so that the other tests can rely on it."""

from functools import partial

import pytest
from playwright.sync_api import Page

from tests.page.chromium import Watch
from tests.page.rooms import BareRoom
from tests.page.visits import Visits
from tests.scenarios.newsroom import wait_for

MISDEEDS = {
    "console.error('wrong')": "error: wrong",
    "console.warn('odd')": "warning: odd",
    "setTimeout(() => { throw new Error('thrown'); })": "uncaught: thrown",
    "void Promise.reject(new Error('left'))": "uncaught: left",
    "void fetch('https://example.org/').catch(() => {})": "connect-src by https://example.org/",
    "document.body.append(Object.assign(new Image(), { src: 'https://example.org/p' }))": "img-src",
    "document.body.append(Object.assign(document.createElement('script'), { text: 1 }))": "script",
    "document.body.setAttribute('onclick', '1')": "script-src-attr",
    "window.open('http://127.0.0.1:9/elsewhere')": "request: http://127.0.0.1:9/elsewhere",
}


def is_told(page: Page, watch: Watch, words: str) -> bool:
    """Whether there are such words in what was noted; what has happened is noted by and by."""
    page.evaluate("1")
    return words in "\n".join(watch.problems)


def test_it_sees_what_no_page_may_do(bare_room: BareRoom, visit: Visits) -> None:
    page = visit(bare_room)
    (watch,) = visit.watches
    watch.check()
    for misdeed, told in MISDEEDS.items():
        page.evaluate(f"() => {{ {misdeed}; }}")
        wait_for(partial(is_told, page, watch, told))
    with pytest.raises(pytest.fail.Exception, match="misbehaved"):
        watch.check()
    page.context.close()
    watch.problems.clear()


def test_what_a_test_provokes_is_let_pass(bare_room: BareRoom, visit: Visits) -> None:
    page = visit(bare_room)
    visit.allow("provoked")
    page.evaluate("console.error('provoked, as one wanted')")
    page.evaluate("console.error('not wanted')")
    (watch,) = visit.watches
    wait_for(lambda: watch.problems)
    (problem,) = watch.problems
    assert "not wanted" in problem
    watch.problems.clear()
