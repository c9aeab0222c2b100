"""The bot, but it is killed right after its first commit: before Slack hears of it.

Run as a script, with the bot's settings in the environment.
"""

import os
import signal
import threading

from bot.app import Newsroom
from bot.logs import start_logging
from bot.settings import read_settings


def run() -> None:
    """Run the bot until something is committed."""
    start_logging()
    newsroom = Newsroom(read_settings(None))
    newsroom.desk.after_each_change(lambda: os.kill(os.getpid(), signal.SIGKILL))
    newsroom.start()
    threading.Event().wait()


if __name__ == "__main__":
    run()
