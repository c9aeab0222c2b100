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
from bot.sheet.leaving import Leaving, extras
from bot.sheet.reading import Image, ImageRow
from bot.sheet.sending import Sent, fingerprint

_ALIKE = 75
"""How much of a title, of 100, must be left for it to be the same one, edited."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Mend:
    """A row that was written to by mistake.

    ``cells`` is the row as it stands since then, ``right`` what stood in the cells that were
    written over; ``linked`` are those of them that had links, and ``formulas`` the formulas.
    ``paper_id`` is the paper that the text was meant for.

    A row that was taken out, and was another one than had been meant to go or said something else,
    is in the hidden tab's row ``kept``.
    """

    paper_id: str
    cells: Mapping[str, str]
    right: Mapping[str, str]
    linked: tuple[str, ...] = ()
    formulas: Mapping[str, str] = field(default_factory=dict)
    kept: int | None = None

    @property
    def texts(self) -> dict[str, tuple[str, str]]:
        """The texts that were written over, formulas as such: column → what stood, what stands."""
        stood = {**self.right, **{c: f for c, f in self.formulas.items() if c in self.right}}
        return {c: (text, self.cells.get(c, "")) for c, text in stood.items() if text}

    def as_json(self) -> Json:
        """Return it as it is stored."""
        return asdict(self)


def mend_from(stored: Json) -> Mend:
    """Read what ``Mend.as_json`` has stored."""
    return Mend(**{**stored, "linked": tuple(stored["linked"])})


class StrayCell(NamedTuple):
    """A cell by the number of its column: whose it is, the text that was written, what stood."""

    at: int
    title: str
    wrong: str
    right: Json


@dataclass(frozen=True)
class Stray:
    """A line that was written to while its columns, or the header, stood elsewhere.

    So it is not known by its columns: ``line`` are the texts of all its cells, also of people's own
    columns. What stood in the ``cells`` that were written over is in the hidden tab's row ``kept``;
    in a row that was added nothing did.
    """

    paper_id: str
    line: tuple[str, ...]
    cells: tuple[StrayCell, ...]
    kept: int | None

    @property
    def texts(self) -> dict[str, tuple[str, str]]:
        """The texts that were written over: place → what stood, what was written."""
        found = ((one.title, str(one.right.get("formattedValue", "")), one) for one in self.cells)
        return {title or f"column {one.at + 1}": (t, one.wrong) for title, t, one in found if t}

    def as_json(self) -> Json:
        """Return it as it is stored."""
        return asdict(self)


def stray_from(stored: Json) -> Stray:
    """Read what ``Stray.as_json`` has stored."""
    cells = tuple(StrayCell(*one) for one in stored["cells"])
    return Stray(stored["paper_id"], tuple(stored["line"]), cells, stored["kept"])


@dataclass
class Aftermath:
    """What the answer to a write proves.

    ``agreed``: papers → what stands in their cells now. ``mends`` and ``strays``: what was written
    to rows, or under a header, that were not as they had been read. ``left`` are papers whose row
    has gone out, and ``kept`` those of them whose row is kept in a tab of its own.
    """

    agreed: dict[str, dict[str, str]] = field(default_factory=dict)
    mends: list[Mend] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to be put right."""
        return not (self.mends or self.strays)


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
            result.strays += _stray(sent, image, papers[number], written, now, kept=at + 1)
        else:
            changed = _changed(now, sent.read[number])
            met = set(written) if not _is_same_row(now, sent.read[number], changed) else changed
            result.mends += _mend(papers[number], written, now, met)
            agreed = {c: text for c, text in written.items() if c not in met}
            if papers[number] and agreed:
                result.agreed.setdefault(papers[number], {}).update(agreed)
    for one in sent.leaving:
        _look_what_left(result, sent, image, one, places[one.row])
    for paper_id, row in sent.appended.items():
        if image.is_shifted:
            result.strays += _stray(sent, image, paper_id, row, ImageRow(), kept=None)
        else:
            result.agreed[paper_id] = dict(row)
    return result


def _look_what_left(result: Aftermath, sent: Sent, image: Image, one: Leaving, at: int) -> None:
    """Tell whether the row that has gone out is the one that was to go, and as it was read."""
    now = image.rows[at] if at < len(image.rows) else ImageRow()
    found = extras(now.values, image.header.at)
    is_as_read = not image.is_shifted and not _changed(now, sent.read[one.row])
    if is_as_read and (one.is_kept or found == one.extras):
        result.left.append(one.paper_id)
        if one.is_kept:
            result.kept.append(one.paper_id)
    elif now.cells or found:
        linked, formulas = tuple(now.linked), dict(now.formulas)
        result.mends.append(Mend("", now.cells, {}, linked, formulas, kept=at + 1))


def _mend(
    paper_id: str, written: Mapping[str, str], now: ImageRow, met: Collection[str]
) -> Iterator[Mend]:
    wrong = {c: t for c, t in written.items() if c in met and not same(t, now.cells.get(c, ""))}
    if wrong:
        right = {column: now.cells.get(column, "") for column in wrong}
        linked = tuple(column for column in right if column in now.linked)
        cells = {**now.cells, **written}
        yield Mend(paper_id, cells, right, linked, formulas=dict(now.formulas))


def _stray(
    sent: Sent,
    image: Image,
    paper_id: str,
    written: Mapping[str, str],
    now: ImageRow,
    *,
    kept: int | None,
) -> Iterator[Stray]:
    """Tell in which cells the texts really landed."""
    line = [str(data.get("formattedValue", "")) for data in now.values]
    cells = []
    for column, text in written.items():
        at = sent.at[column]
        title = image.titles[at] if at < len(image.titles) else ""
        stood = now.values[at] if at < len(now.values) else {}
        if text or stood:
            cells.append(StrayCell(at, title, text, dict(stood)))
    if cells:
        yield Stray(paper_id, tuple(line), tuple(cells), kept)


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
