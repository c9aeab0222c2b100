"""Cutting what people wrote to what Slack takes, counted as it is sent and not as it was typed."""

from collections.abc import Callable

from bot.slack.text import clip, literal

_WORST = 5
"""Escaping makes ``&`` five characters; nothing else grows by more."""


def fitted(text: str, limit: int, sent: Callable[[str], str] = literal) -> str:
    """Return a raw text of which at most ``limit`` characters are sent, cut with “…” if need be.

    ``sent`` is how the text is made safe before it is sent, ``literal`` or ``escape``.
    """
    kept = clip(text, limit)
    while (excess := len(sent(kept)) - limit) > 0:
        kept = clip(kept, len(kept) - max(1, excess // _WORST))
    return kept
