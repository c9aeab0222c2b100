"""What a person is told at once, in the place where they are, about what they asked for."""

from datetime import datetime
from typing import Any

from bot.newsroom.errors import Ambiguous, NewsroomError, NotAMember, Taken
from bot.newsroom.papers import Paper, Status
from bot.slack.blocks import actions, button, context, section
from bot.slack.cards import Message, standing, title_link
from bot.slack.dates import when
from bot.slack.text import escape

BUTTON_TEXTS = {"claim": "Claim", "release": "Release", "submit": "Submit", "opinion": "Opinion"}

_HELP = (
    ("/propose <link>", "puts a paper on the list"),
    ("/claim <paper>", "takes it, for you to summarize"),
    ("/submit <paper>", "opens the form for your summary, also to edit it later"),
    ("/opinion <paper>", "adds your opinion to somebody else’s summary"),
    ("/release <paper>", "gives it back"),
)


def plain(text: str) -> Message:
    """Return a message of one paragraph of mrkdwn."""
    return Message(text=text, blocks=[section(text)])


def help_text(*, is_member: bool) -> Message:
    """Say what can be done here, to somebody who wrote to the bot as to a person."""
    if not is_member:
        return plain(
            "Hello! I keep the newsletter’s papers. You can take part once you are in the"
            " newsletter’s channel; an editor can add you."
        )
    lines = [f"`{escape(command)}`  {purpose}" for command, purpose in _HELP]
    return Message(
        text="I understand commands. Type / to see them.",
        blocks=[
            section("I only understand commands and buttons, not messages. You can type:"),
            section("\n".join(lines)),
            context("A paper is known by its ID (P12), its link, or some words of its title."),
        ],
    )


def proposed(paper: Paper) -> Message:
    """Say that a paper is on the list now."""
    return Message(
        text=f"{paper.id} is on the list.",
        blocks=[
            section(f":memo: {title_link(paper)} is on the list as {paper.id}."),
            actions([button("Claim it", "claim", paper.id, primary=True)]),
        ],
    )


def known(paper: Paper) -> Message:
    """Say where a paper stands that somebody has proposed once more."""
    blocks = [
        section(f"This one is known already: {title_link(paper)}"),
        context(standing(paper), paper.id),
    ]
    if paper.status is Status.PROPOSED:
        blocks.append(actions([button("Claim it", "claim", paper.id, primary=True)]))
    return Message(text=f"{paper.id} is known already: {paper.status.lower()}.", blocks=blocks)


def claimed(paper: Paper, tz: str, now: datetime, *, was_unknown: bool) -> Message:
    """Say that a paper is the person's now, and until when."""
    due = f" Your summary is due {escape(when(paper.due, tz, now))}." if paper.due else ""
    new = f" I put it on the list as {paper.id}." if was_unknown else ""
    return Message(
        text=f"{paper.id} is yours.{due}",
        blocks=[
            section(f":raised_hands: {title_link(paper)} is yours.{due}{new}"),
            actions(
                [
                    button("Submit", "submit", paper.id, primary=True),
                    button("Release", "release", paper.id),
                ]
            ),
        ],
    )


def released(paper: Paper) -> Message:
    """Say that a paper is free again."""
    return plain(f"{title_link(paper)} ({paper.id}) is free again. Thanks for saying so.")


def refusal(error: NewsroomError, action: str, tz: str, now: datetime) -> Message:
    """Say why something was not done, with a choice where several papers fit.

    ``action`` is the action_id of the buttons that the choice offers.
    """
    match error:
        case Ambiguous(candidates=candidates):
            return _choice(escape(str(error)), candidates, action)
        case Taken(paper=Paper(claimed_at=datetime() as since)) if error.paper is not None:
            whose = escape(str(error)).rstrip(".")
            return plain(f"{whose}, claimed {escape(when(since, tz, now))}.")
        case NotAMember():
            return plain(f"{escape(str(error))} Ask an editor to add you, or join it yourself.")
        case _:
            return plain(escape(str(error)))


def trouble(error_id: str) -> Message:
    """Say that something unexpected happened, under the id that the log has too."""
    return plain(
        ":warning: Something went wrong on my side. Please try again in a minute; if it happens"
        f" again, tell the newsroom’s operator this number: `{error_id}`."
    )


def _choice(sentence: str, candidates: tuple[Paper, ...], action: str) -> Message:
    blocks: list[dict[str, Any]] = [section(sentence)]
    label = BUTTON_TEXTS.get(action, "This one")
    for paper in candidates:
        line = f"{title_link(paper)}\n{standing(paper)} · {paper.id}"
        blocks.append(section(line, button(label, action, paper.id)))
    return Message(text=sentence, blocks=blocks)
