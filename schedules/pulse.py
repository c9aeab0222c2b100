"""The pulse: what is looked at again and again, since no event tells of it.

APScheduler gives the rhythm and nothing else. What is due is worked out from the database each
time, so a beat that was missed, or that comes twice, does no harm.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

SWEEP_SECONDS = 60
"""How often the database is asked what has become due."""

OUTBOX_SECONDS = 10
"""How often the outbox is looked into for messages that another process left behind."""


def pulse(
    *,
    sweep: Callable[[], object],
    outbox: Callable[[], None],
    sync: Callable[[], None],
    sync_seconds: float,
) -> BackgroundScheduler:
    """Return a scheduler, not started yet, that calls each of these at its own rhythm.

    ``sweep`` and ``sync`` have their first beat at once, to catch up with what was missed while
    no process ran.
    """
    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(3)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    now = datetime.now(UTC)
    scheduler.add_job(sweep, "interval", seconds=SWEEP_SECONDS, id="sweep", next_run_time=now)
    scheduler.add_job(outbox, "interval", seconds=OUTBOX_SECONDS, id="outbox")
    scheduler.add_job(sync, "interval", seconds=sync_seconds, id="sync", next_run_time=now)
    return scheduler
