"""``make torture``: the state machine for as long as wanted, on all cores, seed after seed."""

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import count
from multiprocessing import get_context

from tests.stores import KINDS
from tests.torture.running import Result, Run, run

_EXAMPLES = 25
"""In a round, after which the figures are printed."""

_PATIENCE = 5.0
"""Seconds that a bot waits for a Google that does not answer."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until the time is over or a promise is broken; return 1 if one was."""
    wanted = _parser().parse_args(arguments)
    _say(f"seed {wanted.seed}, {wanted.minutes:g} minutes, {wanted.workers} processes")
    until = time.monotonic() + wanted.minutes * 60
    seeds = count(wanted.seed)
    total: Counter[str] = Counter()
    running: dict[Future[Result], Run] = {}
    with ProcessPoolExecutor(wanted.workers, get_context("spawn")) as pool:
        while True:
            while len(running) < wanted.workers and time.monotonic() < until:
                number = next(seeds)
                kind = KINDS[number % len(KINDS)]
                one = Run(number, wanted.examples, wanted.steps, kind, _PATIENCE)
                running[pool.submit(run, one)] = one
            if not running:
                break
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                one, result = running.pop(done), done.result()
                total += result.tally
                if result.broken:
                    _say(f"\nseed {one.seed} on {one.kind}: {result.broken}\n\n{result.story}")
                    _say(f"Again: make torture SEED={one.seed} MINUTES=1")
                    pool.shutdown(cancel_futures=True)
                    return 1
                left = max(until - time.monotonic(), 0) / 60
                _say(f"seed {one.seed} on {one.kind}: sound; {left:.0f} minutes left")
    _say(_figures(total))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make torture")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--examples", type=int, default=_EXAMPLES)
    parser.add_argument("--steps", type=int, default=60)
    return parser


def _figures(total: Counter[str]) -> str:
    plain = [(name, number) for name, number in total.items() if ": " not in name]
    by_kind = [(name, number) for name, number in total.items() if ": " in name]
    lines = [f"{number:>9,}  {name}" for name, number in sorted(plain, key=lambda one: -one[1])]
    lines += [f"{number:>9,}  {name}" for name, number in sorted(by_kind)]
    return "\n".join(lines)


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  it is told to whoever has asked for it


if __name__ == "__main__":
    sys.exit(main())
