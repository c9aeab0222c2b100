"""A process that has the bot's code loaded, and forks a bot of its own from it for each line read.

Run as a script. Each line on standard input starts a bot as ``newsletter-bot run`` does; its
process id is printed. It saves the second that a fresh interpreter takes to import everything.
"""

import importlib
import os
import signal
import sys

from bot.__main__ import cli
from bot.logs import start_logging


def tend() -> None:
    """Fork a bot for each line, until there are no more lines."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead need nobody to wait for them
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.close(0)
            start_logging()
            cli(["run"])
        print(child, flush=True)  # noqa: T201  this is what the test reads


if __name__ == "__main__":
    importlib.import_module("bot.app")  # here and not in each bot
    tend()
