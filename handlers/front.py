"""How every listener meets the desk: who asks, and what they are told when something is wrong.

Whatever happens, a person gets an answer in the place where they are. Something unexpected gets
an id that stands in the answer and in the log.
"""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient

from bot.desk.desk import Desk
from bot.desk.overview import overview
from bot.newsroom.errors import Ambiguous, Invalid, NewsroomError, NotAMember, Refused
from bot.newsroom.finding import parse
from bot.newsroom.papers import Paper
from bot.newsroom.people import Actor
from bot.slack import answers
from bot.slack.blocks import Block
from bot.slack.cards import Message
from bot.slack.home import home, told
from bot.slack.roster import Roster

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Front:
    """The desk, and the roster that knows who is asking."""

    desk: Desk
    roster: Roster

    def answer(
        self,
        slack_id: str,
        action: str,
        do: Callable[[Actor], Message | None],
        *,
        named: str = "",
        choice: str = "",
    ) -> Message | None:
        """Do what a person asked for and return what to tell them, whatever comes of it.

        ``named`` is how they named the paper. ``choice`` is the action_id of the buttons where
        several papers fit, if it is another than ``action``.
        """
        tz = ""
        try:
            actor = self.roster.actor(slack_id)
            tz = actor.tz
            return do(actor)
        except NewsroomError as error:
            _log_refusal(action, slack_id, named, error)
            return answers.refusal(error, choice or action, tz, self.desk.clock())
        except Exception:  # noqa: BLE001  it is logged, with the id that the person is told
            return answers.trouble(logged(action, slack_id))

    def problems(
        self, slack_id: str, action: str, paper_id: str, field: str, do: Callable[[Actor], object]
    ) -> dict[str, str]:
        """Do what a person filled in a paper's form for; return a sentence for each field to mend.

        What belongs to no field stands at ``field``, so that the form stays open with all that
        was written in it.
        """
        try:
            do(self.roster.actor(slack_id))
        except NewsroomError as error:
            _log_refusal(action, slack_id, paper_id, error)
            if isinstance(error, Invalid):
                return error.fields
            return {field: str(error)}
        except Exception:  # noqa: BLE001  it is logged, with the id that the person is told
            return {
                field: "Something went wrong on my side; nothing that you wrote is lost. Try again"
                f" in a minute. If it happens again, tell the operator: {logged(action, slack_id)}."
            }
        return {}


def _log_refusal(action: str, slack_id: str, named: str, error: NewsroomError) -> None:
    match error:
        case Refused(paper=Paper(id=paper_id)):
            ids = paper_id
        case Ambiguous(candidates=candidates):
            ids = ",".join(one.id for one in candidates)
        case _:
            ids = parse(named).paper_id or ""
    about = f" paper={ids}" if ids else ""
    fields = f" ({', '.join(error.fields)})" if isinstance(error, Invalid) else ""
    why = type(error).__name__ + fields
    log.info("refused %s%s by=%s: %s", action, about, slack_id, why)


def logged(action: str, slack_id: str) -> str:
    """Log the exception that is being handled and return the id under which it is found."""
    error_id = secrets.token_hex(4)
    log.exception("unexpected error id=%s in %s by=%s", error_id, action, slack_id)
    return error_id


def as_payload(message: Message) -> dict[str, Any]:
    """Return a message as the arguments of ``ack`` and ``respond``."""
    return {"text": message.text, "blocks": list(message.blocks), "response_type": "ephemeral"}


def publish_home(front: Front, client: WebClient, slack_id: str) -> None:
    """Show a person's home page as it is now, or why there is none."""
    try:
        seen = overview(front.desk, front.roster.actor(slack_id))
        view = home(seen.own, seen.free, seen.conflicts)
    except NotAMember as error:
        view = told(answers.plain(answers.sentence(error)))
    except Exception:  # noqa: BLE001  it is logged, with the id that the person is told
        view = told(answers.trouble(logged("home", slack_id)))
    client.views_publish(user_id=slack_id, view=view)


def open_modal(client: WebClient, body: Mapping[str, Any], view: Block) -> None:
    """Open a modal for the person who has just typed or pressed something."""
    client.views_open(trigger_id=body["trigger_id"], view=view)
