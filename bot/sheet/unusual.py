"""What is so unusual about a sheet that nothing may be written to it, each with what to do."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.sheet.columns import Header


class UnusualSheet(Exception):
    """The sheet is not as it has to be; the message tells an editor what to put right."""


def check_header(header: Header, header_row: int = 0) -> None:
    """Raise UnusualSheet if a column is missing, stands there twice, or is another by now."""
    if header.missing and header_row:
        raise UnusualSheet(
            f"The sheet’s header stands in row {header_row + 1}, and I look for it in row 1, so I"
            " have stopped writing to the sheet. Move it up, or delete what is above it (Edit →"
            " Undo helps if it was sorted down); then I go on by myself. Nothing that is done in"
            " Slack is lost."
        )
    if header.doubled:
        raise UnusualSheet(
            f"{_listed(header.doubled)} stands twice in the sheet’s header row, so I cannot know"
            " which column is meant, and have stopped writing to the sheet. Rename or delete one"
            " of the two; then I go on by myself. Nothing that is done in Slack is lost."
        )
    if header.missing:
        raise UnusualSheet(
            f"I do not find {_listed(header.missing)} in the first row of the sheet, so I have"
            " stopped writing to it. Put the header back as it was; then I go on by myself."
            " Nothing that is done in Slack is lost."
        )


def check_merges(merges: Sequence[Mapping[str, Any]], header: Header) -> None:
    """Raise UnusualSheet if cells of our columns are merged."""
    ours = set(header.at.values())
    for merge in merges:
        touched = ours.intersection(
            range(merge.get("startColumnIndex", 0), merge["endColumnIndex"])
        )
        if touched:
            raise UnusualSheet(
                f"Cells are merged in row {merge.get('startRowIndex', 0) + 1} of the sheet. Google"
                " would lose what I write there, so I have stopped writing. Take them apart"
                " (Format → Merge cells → Unmerge); then I go on by myself."
            )


def _listed(names: tuple[str, ...]) -> str:
    quoted_names = [f"“{name}”" for name in names]
    if len(quoted_names) == 1:
        return quoted_names[0]
    return ", ".join(quoted_names[:-1]) + " and " + quoted_names[-1]
