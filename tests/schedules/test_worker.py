"""A thread that works when it is woken and when its own time has come."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from schedules.worker import Rest, Worker
from tests.scenarios.newsroom import wait_for


class Work:
    """Counts its steps; each waits at the gate while that is closed, and does what it is told."""

    def __init__(self, pause: float | None = None) -> None:
        self.pause = pause
        self.begun = 0
        self.done = 0
        self.most_at_once = 0
        self.error: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()

    def step(self) -> float | None:
        self.begun += 1
        self.most_at_once = max(self.most_at_once, self.begun - self.done)
        self.gate.wait(30)
        self.done += 1
        error, self.error = self.error, None
        if error is not None:
            raise error
        return self.pause

    def has_done(self, steps: int) -> Callable[[], bool]:
        return lambda: self.done >= steps


@contextmanager
def working(work: Work, gather: float = 0.0) -> Iterator[Worker]:
    """Run a worker until the block ends."""
    worker = Worker("work", work.step, gather=gather)
    worker.start()
    try:
        yield worker
    finally:
        work.gate.set()
        worker.end()
        worker.join(10)


def test_the_first_step_comes_by_itself() -> None:
    work = Work()
    with working(work):
        wait_for(work.has_done(1))


def test_no_wake_cuts_a_rest_short_but_the_end_does() -> None:
    work, other = Work(pause=Rest(3600)), Work()
    with working(work) as worker, working(other) as beside:
        for steps in range(1, 6):
            wait_for(work.has_done(1))
            wait_for(other.has_done(steps))
            worker.wake()
            beside.wake()
        wait_for(other.has_done(6))
        worker.end()
        worker.join(10)
    assert work.done == 1


def test_after_a_rest_it_goes_on_by_itself() -> None:
    work = Work(pause=Rest(0.01))
    with working(work):
        wait_for(work.has_done(3))


def test_each_wake_brings_a_step() -> None:
    work = Work()
    with working(work) as worker:
        for steps in range(1, 5):
            wait_for(work.has_done(steps))
            worker.wake()
        wait_for(work.has_done(5))


def test_wakes_during_a_step_bring_one_more_and_never_two_at_once() -> None:
    work = Work()
    work.gate.clear()
    with working(work) as worker:
        wait_for(lambda: work.begun == 1)
        for _ in range(20):
            worker.wake()
        work.gate.set()
        wait_for(work.has_done(2))
        worker.wake()
        wait_for(work.has_done(3))
    assert work.most_at_once == 1
    assert work.done == 3


def test_a_step_may_ask_for_the_next_one() -> None:
    work = Work(pause=0.001)
    with working(work):
        wait_for(work.has_done(5))


def test_wakes_while_it_gathers_make_one_step() -> None:
    work = Work()
    with working(work, gather=0.5) as worker:
        for _ in range(50):
            worker.wake()
        wait_for(work.has_done(1))
        worker.wake()
        wait_for(work.has_done(2))
    assert work.done == 2


def test_an_unexpected_error_does_not_end_the_work() -> None:
    work = Work()
    work.error = RuntimeError("broken")
    with working(work) as worker:
        wait_for(work.has_done(1))
        worker.wake()
        wait_for(work.has_done(2))


def test_stopping_waits_for_the_step_that_is_being_done_and_begins_no_other() -> None:
    work = Work()
    work.gate.clear()
    worker = Worker("work", work.step)
    worker.start()
    wait_for(lambda: work.begun == 1)
    worker.wake()
    worker.end()
    stopping = threading.Thread(target=worker.join, args=(30,))
    stopping.start()
    assert stopping.is_alive()
    work.gate.set()
    stopping.join(30)
    assert (work.begun, work.done) == (1, 1)


def test_a_worker_that_was_never_started_can_be_stopped() -> None:
    work = Work()
    worker = Worker("work", work.step)
    worker.end()
    worker.join(10)
    assert work.begun == 0
