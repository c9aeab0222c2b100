"""Running the state machine: how many examples, from which seed, and what came of it."""

import logging
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.database import DirectoryBasedExampleDatabase
from hypothesis.stateful import run_state_machine_as_test

from tests.torture.ground import ground
from tests.torture.machine import Torture
from tests.torture.newsroom import Broken

_FOUND = Path(".hypothesis/torture")
"""Where failing examples are kept, so that the next run of the same seed begins with them."""


@dataclass(frozen=True)
class Run:
    """A run: ``steps`` in each of so many ``examples``, ``kind`` of database."""

    seed: int
    examples: int
    steps: int
    kind: str = "sqlite"
    patience: float | None = None
    shrinks: bool = True


@dataclass
class Result:
    """What came of a run.

    ``broken`` says which promise was broken, or with ``has_crashed`` what was raised instead, and
    ``story`` by what steps.
    """

    tally: Counter[str] = field(default_factory=Counter)
    broken: str = ""
    story: str = ""
    has_crashed: bool = False


def run(wanted: Run) -> Result:
    """Run the machine, without the lines that the bots write into the log."""
    logging.disable(logging.CRITICAL)
    phases = (Phase.reuse, Phase.generate, *((Phase.shrink,) if wanted.shrinks else ()))
    with ground(wanted.kind, wanted.patience) as here:
        machine = seed(wanted.seed)(type("Seeded", (Torture,), {"ground": here}))
        result = Result(here.tally)
        try:
            run_state_machine_as_test(
                machine,
                settings=settings(
                    database=DirectoryBasedExampleDatabase(_FOUND) if wanted.shrinks else None,
                    deadline=None,
                    max_examples=wanted.examples,
                    stateful_step_count=wanted.steps,
                    phases=phases,
                    suppress_health_check=list(HealthCheck),
                    report_multiple_bugs=False,
                ),
            )
        except Exception as error:  # noqa: BLE001  whatever it is, it is what the run has found
            result.has_crashed = not isinstance(error, Broken)
            trace = "".join(traceback.format_exception(error)) if result.has_crashed else ""
            result.broken = trace or str(error)
            result.story = "\n".join(getattr(error, "__notes__", ()))
        return result
