"""What a person is told at once, in the place where they are, about what they asked for."""

from datetime import datetime

from bot.newsroom.errors import AlreadyYours, Ambiguous, NewsroomError, Refused, Taken
from bot.newsroom.papers import Paper, Status
from bot.newsroom.people import Person
from bot.newsroom.workflow import WITH_THEIR_SUMMARIZER, name_of
from bot.slack.blocks import Block, actions, button, context, section
from bot.slack.cards import Message, plain_title, standing, title_link
from bot.slack.dates import when
from bot.slack.fitting import fitted
from bot.slack.text import escape, literal

_TITLE = 200
_LONGEST = 1_200

BUTTON_TEXTS = {
    "claim": "Claim",
    "release": "Release",
    "submit": "Submit",
    "opinion": "Opinion",
    "restore": "Restore",
    "conflict-take": "Take the other one",
    "conflict-keep": "Leave it",
    "conflict-read": "Read both",
    "find-more": "Next page",
    "find-post": "Post here",
}

_HELP = (
    ("/propose <link>", "puts a paper on the list"),
    ("/claim <paper>", "takes it, for you to summarize"),
    ("/submit <paper>", "opens the form for your summary, also to edit it later"),
    ("/opinion <paper>", "adds your opinion to somebody else’s summary"),
    ("/release <paper>", "gives it back"),
    ("/find <words>", "looks through all summaries, opinions, titles and authors"),
    ("/byline <name>", "says under which name you are credited"),
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
        text="I understand commands, not messages. Type / in the newsletter’s channel to see them.",
        blocks=[
            section("Hello! I understand commands and buttons, not messages. You can type:"),
            section("\n".join(lines)),
            context(
                "`<paper>` is its ID (P12), its link, or some words of its title."
                " Your own papers and the free ones are on my *Home* tab."
            ),
        ],
    )


def proposed(paper: Paper) -> Message:
    """Say that a paper is on the list now."""
    return Message(
        text=f"{plain_title(paper)} is on the list as {paper.id}.",
        blocks=[
            section(f":memo: {title_link(paper)} is on the list as {paper.id}."),
            actions([button("Claim it", "claim", paper.id, primary=True)]),
        ],
    )


def known(paper: Paper) -> Message:
    """Say where a paper stands that somebody has proposed once more."""
    blocks = [
        section(f"I know this one already: {title_link(paper)}"),
        context(standing(paper), paper.id),
    ]
    if paper.status is Status.PROPOSED:
        blocks.append(actions([button("Claim it", "claim", paper.id, primary=True)]))
    another = "Another paper behind the same link? Say its title too: `/propose <link> <title>`."
    blocks.append(context(escape(another)))
    return Message(
        text=f"{plain_title(paper)} is known already: {paper.status.lower()}.", blocks=blocks
    )


def claimed(paper: Paper, tz: str, now: datetime, *, was_unknown: bool) -> Message:
    """Say that a paper is the person's now, and until when."""
    due = f" Your summary is due {escape(when(paper.due, tz, now))}." if paper.due else ""
    new = f" I put it on the list as {paper.id}." if was_unknown else ""
    return Message(
        text=f"{paper.id} is yours.{due}",
        blocks=[
            section(f":raised_hands: {title_link(paper)} is yours.{due}{new}"),
            actions(_own_buttons(paper)),
        ],
    )


def released(paper: Paper) -> Message:
    """Say that a paper is free again."""
    return plain(f"{title_link(paper)} ({paper.id}) is free again for somebody else to claim.")


def byline(person: Person) -> Message:
    """Say under which name somebody is credited, and how to change that."""
    return Message(
        text=f"You are credited as {escape(person.name)}.",
        blocks=[
            section(f"You are credited as *{literal(person.name)}*."),
            context("Another name? `/byline Rohin` credits you as Rohin from now on."),
        ],
    )


def new_byline(person: Person, *, is_own: bool) -> Message:
    """Say under which name somebody is credited from now on."""
    who = "You are" if is_own else f"<@{person.slack_id}> is"
    return plain(
        f"{who} credited as *{literal(person.name)}* from now on, and in all that is not published"
        " yet."
    )


def restored(paper: Paper) -> Message:
    """Say that a dropped paper is back."""
    return plain(
        f"{title_link(paper)} ({paper.id}) is back: {paper.status.lower()}. Its row comes back to"
        " the sheet as well."
    )


def refusal(error: NewsroomError, action: str, tz: str, now: datetime) -> Message:
    """Say why something was not done, with a choice where several papers fit.

    ``action`` is the action_id of the buttons that the choice offers.
    """
    match error:
        case Ambiguous(candidates=candidates):
            return _choice(escape(str(error)), candidates, action)
        case Taken(paper=Paper(claimed_at=datetime() as since) as paper):
            whose = sentence(error).rstrip(".")
            told = plain(f"{whose}, claimed {escape(when(since, tz, now))}.")
            if isinstance(error, AlreadyYours) and paper.status in WITH_THEIR_SUMMARIZER:
                return Message(told.text, [*told.blocks, actions(_own_buttons(paper))])
            return told
        case _:
            return plain(sentence(error))


def sentence(error: NewsroomError) -> str:
    """Return an error's sentence as mrkdwn; a title in it shows as it is, not as a format."""
    text = str(error)
    if isinstance(error, Refused) and error.paper is not None and not error.paper.is_untitled:
        before, name, after = text.partition(name_of(error.paper))
        if name:
            title = literal(fitted(error.paper.title, _TITLE))
            return f"{_safe(before)}“{title}”{_safe(after)}"
    return _safe(text)


def _safe(text: str) -> str:
    return escape(fitted(text, _LONGEST, escape))


def _own_buttons(paper: Paper) -> list[Block]:
    return [
        button("Submit", "submit", paper.id, primary=True),
        button("Release", "release", paper.id),
    ]


def trouble(error_id: str) -> Message:
    """Say that something unexpected happened, under the id that the log has too."""
    return plain(
        ":warning: Something went wrong on my side. Please try again in a minute; if it happens"
        f" again, tell the newsroom’s operator this number: `{error_id}`."
    )


def _choice(sentence: str, candidates: tuple[Paper, ...], action: str) -> Message:
    blocks = [section(sentence)]
    label = BUTTON_TEXTS.get(action, "This one")
    for paper in candidates:
        # Ten of them share what one message holds: a long link goes, a long title is cut.
        seen = paper.but(
            url=paper.url if len(paper.url) <= _TITLE else "", title=fitted(paper.title, _TITLE)
        )
        line = f"{title_link(seen)}\n{standing(seen)} · {paper.id}"
        blocks.append(section(line, button(label, action, paper.id)))
    return Message(text=sentence, blocks=blocks)
