"""What a write has met: the rows as they really were at its moment, against what had been read.

Between the read and the write somebody may have edited a cell that was then written over, or have
moved another row to where the cell was meant for. What was written over an edit does not count as
agreed, nor does anything that was written into another row: it is to be mended, and planned anew.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from bot.sheet.cells import normal, same
from bot.sheet.columns import ID, PUBLIC, TITLE
from bot.sheet.reading import Image, ImageRow
from bot.sheet.sending import Sent, fingerprint

_ALIKE = 75
"""How much of a title, of 100, must be left for it to be the same one, edited."""

Json = dict[str, Any]


class Strange(NamedTuple):
    """A cell by the number of its column: the text that was written into it, and what stood."""

    at: int
    wrong: str
    right: str


@dataclass(frozen=True)
class Mend:
    """A row that was written to by mistake.

    ``cells`` is the row as it stands since then, ``right`` what stood in the cells that were
    written over; ``linked`` are those of them that had links. ``paper_id`` is the paper that the
    text was meant for.

    Where columns had been moved, cells of people's own columns may have been written over too:
    ``strange`` are such cells, under the header ``titles``. What stood there is in the hidden tab's
    row ``kept``; in a row that was added by mistake nothing did. ``formulas`` are the formulas
    among what was written over.
    """

    paper_id: str
    cells: Mapping[str, str]
    right: Mapping[str, str]
    linked: tuple[str, ...] = ()
    strange: tuple[Strange, ...] = ()
    titles: tuple[str, ...] = ()
    kept: int | None = None
    formulas: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, tuple[str, str]]:
        """The texts that were written over, formulas as such: column → what stood, what stands."""
        stood = {**self.right, **{c: f for c, f in self.formulas.items() if c in self.right}}
        return {c: (text, self.cells.get(c, "")) for c, text in stood.items() if text}

    def as_json(self) -> Json:
        """Return it as it is stored."""
        return asdict(self)


def mend_from(stored: Json) -> Mend:
    """Read what ``as_json`` has stored."""
    lists = {name: tuple(stored[name]) for name in ("linked", "titles")}
    strange = tuple(Strange(*one) for one in stored["strange"])
    return Mend(**{**stored, **lists, "strange": strange})


@dataclass
class Aftermath:
    """What the answer to a write proves.

    ``agreed``: papers → what stands in their cells now. ``mends``: what was written to rows that
    were not as they had been read.
    """

    agreed: dict[str, dict[str, str]] = field(default_factory=dict)
    mends: list[Mend] = field(default_factory=list)


def aftermath(sent: Sent, image: Image) -> Aftermath:
    """Compare the rows as they were read with the image of them just before the write."""
    result = Aftermath()
    by_row: dict[int, dict[str, str]] = {}
    papers: dict[int, str] = {}
    for write in sent.writes:
        by_row.setdefault(write.row, {})[write.column] = write.text
        papers[write.row] = papers.get(write.row) or write.paper_id
    places = {number: at for at, number in enumerate(sent.rows)}
    for number, written in by_row.items():
        at = places[number]
        now = image.rows[at] if at < len(image.rows) else ImageRow()
        if image.is_shifted:
            result.mends += _shifted(sent, image, papers[number], written, now, kept=at + 1)
        else:
            changed = _changed(now, sent.read[number])
            met = set(written) if not _is_same_row(now, sent.read[number], changed) else changed
            result.mends += _mend(papers[number], written, now, met)
            agreed = {c: text for c, text in written.items() if c not in met}
            if papers[number] and agreed:
                result.agreed.setdefault(papers[number], {}).update(agreed)
    for paper_id, row in sent.appended.items():
        if image.is_shifted:
            result.mends += _shifted(sent, image, paper_id, row, ImageRow(), kept=None)
        else:
            result.agreed[paper_id] = dict(row)
    return result


def _mend(
    paper_id: str, written: Mapping[str, str], now: ImageRow, met: Collection[str]
) -> Iterator[Mend]:
    wrong = {c: t for c, t in written.items() if c in met and not same(t, now.cells.get(c, ""))}
    if wrong:
        right = {column: now.cells.get(column, "") for column in wrong}
        linked = tuple(column for column in right if column in now.linked)
        cells = {**now.cells, **written}
        yield Mend(paper_id, cells, right, linked, formulas=dict(now.formulas))


def _shifted(
    sent: Sent,
    image: Image,
    paper_id: str,
    written: Mapping[str, str],
    now: ImageRow,
    *,
    kept: int | None,
) -> Iterator[Mend]:
    """Tell in which columns the texts really landed."""
    names = {at: column for column, at in image.header.at.items()}
    landed: dict[str, str] = {}
    strange: list[Strange] = []
    for column, text in written.items():
        at = sent.at[column]
        if at in names:
            landed[names[at]] = text
        elif text or kept is not None:
            strange.append(Strange(at, text, now.text(column, at)))
    right = {column: now.cells.get(column, "") for column in landed}
    linked = tuple(column for column in right if column in now.linked)
    yield Mend(
        paper_id,
        {**now.cells, **landed},
        right,
        linked,
        strange=tuple(strange),
        titles=image.titles,
        kept=kept,
        formulas=dict(now.formulas),
    )


def _changed(now: ImageRow, read: Mapping[str, str]) -> set[str]:
    """Return the columns that say something else than when the row was read.

    What a formula says depends on where it stands: in the hidden tab it may be something else. So
    a cell that worked its text out already is not asked, and one that does now has changed.
    """
    return {
        column
        for column, said in read.items()
        if column in now.formulas or fingerprint(column, now.cells.get(column, "")) != said
    }


def _is_same_row(now: ImageRow, read: Mapping[str, str], changed: Collection[str]) -> bool:
    """Tell whether a row is the one that was read, edited since, and not another in its place."""
    if not changed:
        return True
    if now.cells.get(ID) and ID in changed:
        return False
    title, was = normal(now.cells.get(TITLE, "")), read.get(TITLE, "")
    if TITLE in changed and not (title and was and fuzz.partial_ratio(title, was) > _ALIKE):
        return False
    others = [column for column in PUBLIC if column != TITLE and read.get(column)]
    return 2 * sum(column not in changed for column in others) >= len(others)
