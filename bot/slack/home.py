"""The app's home: what is the person's own, and what is free."""

from collections.abc import Sequence

from bot.desk.conflicts import Choice
from bot.newsroom.papers import Paper
from bot.slack.blocks import Block, actions, button, context, divider, header, section
from bot.slack.cards import Message, card_buttons, standing, title_link
from bot.slack.conflicts import entry

_SHOWN = 15
"""How many papers a list shows; a home may have 100 blocks."""

_CONFLICTS = 5


def home(own: Sequence[Paper], free: Sequence[Paper], to_settle: Sequence[Choice] = ()) -> Block:
    """Return the home view for one person."""
    blocks = _to_settle(to_settle)
    blocks.append(header("Your papers"))
    if own:
        for paper in own[:_SHOWN]:
            blocks += [_entry(paper), actions(card_buttons(paper))]
        if len(own) > _SHOWN:
            blocks.append(context(f"… and {len(own) - _SHOWN} more: `/submit` with a few words."))
    else:
        blocks.append(section("You have no paper at the moment. The free ones are below."))
    blocks += [divider(), header("Free to claim")]
    if free:
        blocks += [
            section(
                f"{title_link(paper)}\n{paper.id}",
                button("Claim", "claim", paper.id, primary=True),
            )
            for paper in free[:_SHOWN]
        ]
        if len(free) > _SHOWN:
            blocks.append(context(f"… and {len(free) - _SHOWN} more: `/claim` with a few words."))
    else:
        blocks.append(section("Nothing is free. Found something? `/propose` and its link."))
    return {"type": "home", "blocks": blocks}


def _to_settle(choices: Sequence[Choice]) -> list[Block]:
    if not choices:
        return []
    blocks = [header("Changed in Slack and in the sheet at once")]
    for choice in choices[:_CONFLICTS]:
        blocks += entry(choice)
    if len(choices) > _CONFLICTS:
        more = len(choices) - _CONFLICTS
        blocks.append(context(f"… and {more} more, once you have looked at these."))
    return [*blocks, divider()]


def told(message: Message) -> Block:
    """Return a home view that only says something."""
    return {"type": "home", "blocks": list(message.blocks)}


def _entry(paper: Paper) -> Block:
    return section(f"*{title_link(paper)}*\n{standing(paper)} · {paper.id}")
