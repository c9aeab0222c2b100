"""Finding in Slack the people whom an editor has written into the sheet, so that they are reminded
and have their papers there.
"""

import logging

from slack_sdk.errors import SlackClientError

from bot.desk.desk import Desk
from bot.desk.naming import meet, unmet
from bot.slack.roster import Roster

log = logging.getLogger(__name__)


def introduce(desk: Desk, roster: Roster) -> None:
    """Meet every summarizer with work to do whose name is that of a member of the channel.

    Whoever cannot be asked for now is met another time.
    """
    for name in unmet(desk):
        try:
            actor = roster.member_named(name)
        except (SlackClientError, OSError) as error:
            log.warning("nobody can be looked up in Slack now: %s", error)
            return
        if actor is not None:
            meet(desk, actor, name)
