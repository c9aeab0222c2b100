"""``make mutants``: spoil the sync in one way after the other; the machine has to find each."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tests.torture.mutants.spoiling import Mutant, catalogue, copy_of_the_tree, spoil
from tests.torture.running import Result, Run

_SOUND = Mutant("nothing", "The sync as it is: the machine must have nothing to say.", ())


@dataclass(frozen=True)
class Verdict:
    """What the machine has said of a mutant, and after how long."""

    mutant: Mutant
    result: Result
    seconds: float

    @property
    def is_caught(self) -> bool:
        """Whether a promise was broken; a mutant that cannot run at all was not caught."""
        return bool(self.result.broken) and not self.result.has_crashed

    def __str__(self) -> str:
        tally = Counter(self.result.tally)
        effort = f"{tally['examples']} examples, {tally['steps']} steps, {self.seconds:.0f} s"
        said = self.result.broken.strip().splitlines()
        reason = (said[-1] if self.result.has_crashed else said[0]) if said else "nothing"
        word = "caught" if self.is_caught else "crashed" if self.result.has_crashed else "sound"
        return f"{word:<8}{self.mutant.name:<52}{effort}\n        {reason[:180]}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Try each mutant; return 1 if one gets through, or if the machine blames the sync as it is."""
    wanted = _parser().parse_args(arguments)
    chosen = [one for one in catalogue() if not wanted.only or one.name in wanted.only]
    runs = [
        Run(seed, wanted.examples, wanted.steps, shrinks=False)
        for seed in range(wanted.seed, wanted.seed + wanted.runs)
    ]
    _say(
        f"at most {wanted.runs} runs from seed {wanted.seed} on, of {wanted.examples} examples of"
        f" {wanted.steps} steps"
    )
    with ThreadPoolExecutor(wanted.workers) as pool:
        verdicts = []
        for verdict in pool.map(lambda one: _try(one, runs), [_SOUND, *chosen]):
            _say(str(verdict))
            verdicts.append(verdict)
    sound, *spoiled = verdicts
    missed = [one.mutant.name for one in spoiled if not one.is_caught]
    _say(f"{len(spoiled) - len(missed)} of {len(spoiled)} mutants were caught")
    return 1 if missed or sound.result.broken else 0


def _try(mutant: Mutant, runs: Sequence[Run]) -> Verdict:
    """Run the machine in a copy of the tree of its own, seed after seed until it is caught.

    The examples of one seed are much alike, so that several short runs find more than a long one.
    """
    with tempfile.TemporaryDirectory() as folder:
        tree = copy_of_the_tree(Path(folder))
        spoil(tree, mutant)
        start = time.monotonic()
        tally: Counter[str] = Counter()
        for run in runs:
            result = _run(tree, run)
            tally += Counter(result.tally)
            if result.broken:
                break
    return Verdict(mutant, replace(result, tally=tally), time.monotonic() - start)


def _run(tree: Path, run: Run) -> Result:
    trial = [sys.executable, "-m", "tests.torture.mutants.trial", json.dumps(asdict(run))]
    answer = subprocess.run(trial, cwd=tree, capture_output=True, text=True)
    if answer.returncode:
        return Result(broken=answer.stderr or "it ended without a word", has_crashed=True)
    return Result(**json.loads(answer.stdout))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=8)
    parser.add_argument("--examples", type=int, default=20)
    parser.add_argument("--steps", type=int, default=40)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--only", nargs="*", metavar="NAME")
    return parser


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  it is told to whoever has asked for it


if __name__ == "__main__":
    sys.exit(main())
