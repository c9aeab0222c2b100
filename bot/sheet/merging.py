"""Which columns are merged, and how, where both sides have changed a cell."""

from collections.abc import Callable

from bot.newsroom.merging import merged_credits, merged_list, merged_text
from bot.sheet.columns import AUTHORS, NOTES, PREREQUISITES, READ_MORE, SUMMARY

__all__ = ["merged", "merged_credits"]

_MERGED: dict[str, Callable[[str, str, str], str | None]] = {
    SUMMARY: merged_text,
    NOTES: merged_text,
    PREREQUISITES: merged_text,
    READ_MORE: merged_text,
    AUTHORS: merged_list,
}


def merged(column: str, base: str, ours: str, theirs: str) -> str | None:
    """Return a cell with what each side changed in ``base``, or None if that cannot be told.

    The two cells that credit people are merged together, by ``merged_credits``.
    """
    merge = _MERGED.get(column)
    return merge(base, ours, theirs) if merge else None
