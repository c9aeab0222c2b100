"""A short run of the state machine, the same each time; ``make torture`` runs a long one."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.torture.ground import Ground, ground
from tests.torture.machine import Torture


@pytest.fixture(scope="module")
def here() -> Iterator[Ground]:
    with ground() as found:
        yield found


@pytest.mark.slow
def test_nothing_is_lost_whatever_happens(here: Ground) -> None:
    machine = type("Short", (Torture,), {"ground": here})
    run_state_machine_as_test(
        machine,
        settings=settings(
            derandomize=True,
            database=None,
            deadline=None,
            max_examples=12,
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
        ),
    )
