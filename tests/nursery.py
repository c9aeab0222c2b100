"""A process that has our code loaded, and forks one of our commands from it for each that is asked.

Run as a script. Each line on standard input is a request, JSON, and gets a line in answer: to
begin a command, which is answered with its process id, or to say how one has ended. A forked
command differs from one in a fresh interpreter in one thing: the second that it takes to import
everything was spent before.
"""

import gc
import json
import os
import runpy
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

_LOADED = ("alembic.command", "bot.app", "bot.checks", "bot.demo", "bot.sandbox.server")


def tend() -> Callable[[], None] | None:
    """Serve requests until there are none; in a forked process, return what it is to do."""
    ended: dict[int, int] = {}
    for line in sys.stdin:
        request = json.loads(line)
        if "ended" in request:
            answer: Any = _status(request["ended"], ended)
        else:
            answer = os.fork()
            if answer == 0:
                return _prepared(**request)
        print(json.dumps(answer), flush=True)  # noqa: T201  this is what is waited for
    return None


def _status(process: int, ended: dict[int, int]) -> int | None:
    """Return with what a process has ended, as subprocess has it; None while it runs."""
    if process not in ended:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            ended[process] = os.waitstatus_to_exitcode(status)
    return ended.get(process)


def _prepared(
    arguments: list[str], folder: str, environment: dict[str, str], out: str, log: str
) -> Callable[[], None]:
    """Make this process what a fresh one with these arguments is, and return what that does."""
    for path, standard in ((os.devnull, 0), (out, 1), (log, 2)):
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(opened, standard)
        os.close(opened)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    if arguments[:2] == ["-m", "bot"]:
        sys.argv = ["newsletter-bot", *arguments[2:]]
        command: Callable[[], None] = import_module("bot.__main__").main
        return command
    sys.argv = arguments

    def run_script() -> None:
        runpy.run_path(arguments[0], run_name="__main__")

    return run_script


if __name__ == "__main__":
    for module in _LOADED:
        import_module(module)
    gc.freeze()  # what is loaded is no garbage, and a forked process need not look through it
    forked = tend()
    if forked is not None:
        forked()
