"""Cutting what people wrote to what Slack takes, counted as it is sent and not as it was typed."""

import json
from collections.abc import Callable, Iterable

from bot.slack.blocks import Block
from bot.slack.text import clip, literal

_WORST = 5
"""Escaping makes ``&`` five characters; nothing else grows by more."""

_VIEW = 240_000
"""Slack takes views of 250 KB, and does not say how it counts. JSON with every character escaped
that is not ASCII is the longest way to write one, and the way in which the library sends it.
"""


def fitted(text: str, limit: int, sent: Callable[[str], str] = literal) -> str:
    """Return a raw text of which at most ``limit`` characters are sent, cut with “…” if need be.

    ``sent`` is how the text is made safe before it is sent, ``literal`` or ``escape``.
    """
    kept = clip(text, limit)
    while (excess := len(sent(kept)) - limit) > 0:
        kept = clip(kept, len(kept) - max(1, excess // _WORST))
    return kept


def without_the_longest(
    blocks: Iterable[Block], in_its_place: Callable[[Block], Block]
) -> list[Block]:
    """Return a view's blocks, the longest replaced, one after the other, until Slack takes them."""
    kept = list(blocks)
    sizes = [len(json.dumps(block)) for block in kept]
    while sum(sizes) > _VIEW:
        longest = sizes.index(max(sizes))
        kept[longest] = in_its_place(kept[longest])
        sizes[longest] = len(json.dumps(kept[longest]))
    return kept
