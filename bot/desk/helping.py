"""Answering somebody who writes to the bot as to a person: what they can do here."""

from bot.desk.desk import Desk
from bot.newsroom.people import Actor


def offer_help(desk: Desk, actor: Actor, message: str) -> None:
    """Queue one direct message that says what can be done; once for each ``message``.

    ``message`` names what was written, so that hearing of it twice does no harm.
    """
    with desk.work() as work:
        lane = f"dm:{actor.slack_id}"
        work.queue(
            f"help:{message}", "help", lane, {"is_member": actor.is_member or actor.is_editor}
        )
