"""The fence in a spreadsheet: the id of the named range that the last batch has left there.

It says for which database it was set, and as which sheet. So each look at the sheet shows who wrote
to it last; and since each batch takes the fence away that it has seen, the batch of one database
is refused once another has written.
"""

import re
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.sheet.binding import DESK_SHEET, PUBLIC_SHEET, Binding
from bot.sheet.unusual import UnusualSheet

_FENCE = re.compile(r"desk_([a-z])_([0-9a-f]{12})_[0-9a-f]{12}")

LONGEST = "desk_s_" + "f" * 12 + "_" + "f" * 12


@dataclass(frozen=True)
class Claim:
    """What the fence says about whose a sheet is.

    ``is_due`` tells that a batch has to be written whatever else there is to be written, so that
    others see whose the sheet is; ``under_new_name`` that this database needs another name for it,
    since another with the same is or was at work. ``was_public`` tells that the sheet was the
    public one of two.
    """

    is_due: bool = False
    under_new_name: bool = False
    was_public: bool = False


def new_name() -> str:
    """Return a name for a database that no other has."""
    return secrets.token_hex(6)


def new_fence(binding: Binding, owner: str) -> str:
    """Return an id for the fence of one batch."""
    return f"desk_{binding.letter}_{owner}_{secrets.token_hex(6)}"


def claim(
    binding: Binding,
    fences: Sequence[str],
    *,
    own: Collection[str],
    owner: str,
    is_known: bool,
    may_take_over: bool,
) -> Claim:
    """Tell whether a sheet is this database's, or may be made so; raises UnusualSheet if not.

    ``own`` are the fences that it knows of, ``owner`` its name. A database that has not seen the
    sheet yet (``is_known``) takes it over, and whoever had it stops at the next look; one that has
    does not take it back by itself, so that two that are alive never write in turn.
    """
    strange = [one for one in fences if one not in own]
    found = [match for one in strange if (match := _FENCE.fullmatch(one))]
    if not is_known:
        _check_letters(binding, {match[1] for match in found})
    elif not may_take_over and any(match[2] != owner for match in found):
        raise UnusualSheet(
            f"Another bot, with a database of its own, writes to {binding.words} as well. Two would"
            " write over each other, so I have stopped writing. Stop the other bot, and then run"
            " “newsletter-bot sync --once --take-over” here; or stop me, if the other one is to"
            " have it. Nothing that is done in Slack is lost."
        )
    return Claim(
        is_due=bool(strange) or not is_known or may_take_over,
        under_new_name=any(match[2] == owner for match in found),
        was_public=any(match[1] == PUBLIC_SHEET.letter for match in found),
    )


def _check_letters(binding: Binding, letters: Collection[str]) -> None:
    others = {DESK_SHEET.letter: PUBLIC_SHEET.letter, PUBLIC_SHEET.letter: DESK_SHEET.letter}
    if others.get(binding.letter) in letters:
        raise UnusualSheet(
            f"{binding.setting} names a spreadsheet that was the other one of the two: the public"
            " sheet and the desk sheet have been mistaken for each other. I write to neither."
            " Put SHEET_ID and DESK_SHEET_ID right and start me again."
        )
