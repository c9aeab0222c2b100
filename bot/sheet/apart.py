"""Columns that were sorted apart from each other, and rows of which only a part was moved. Pure.

Whoever sorts or cuts only some of the columns leaves the texts of one paper beside the ID of
another. Taken at its word, such a sheet would give every paper another's texts. So before any
change is taken in, it is asked whether what stands in a row is what *another* paper was last known
to say:

- Where all that tells two papers apart has gone from one row to another, and every paper whose
  texts have left its row is found again in exactly one, it is clear what belongs together: the
  bot's columns (ID, Status, Due, Notes) follow the texts.
- Where texts have gone from row to row and it is not clear, there is an alarm, and nothing is
  written or taken in.
- A copy is no move: the original still stands where it stood. Nor is a swap of one cell between
  two rows whose other texts stay, since that is what somebody does who mends a mistake.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.sheet.apart_columns import Edits, strange_column
from bot.sheet.cells import same
from bot.sheet.columns import (
    AUTHORS,
    DUE,
    NOTES,
    OPINION,
    PREREQUISITES,
    PUBLIC,
    READ_MORE,
    STATUS,
    SUMMARY,
    TITLE,
)
from bot.sheet.placing import Cells, Row, Table

FOLLOWING = (STATUS, DUE, NOTES)
"""The bot's columns, which stand beside a paper's texts together with its ID."""

_OF_A_ROW = (TITLE, SUMMARY, OPINION, READ_MORE, PREREQUISITES, AUTHORS)
"""Columns whose texts are hardly ever those of two papers, those first that tell most."""

_TELLING = (*_OF_A_ROW, NOTES)

_MOST_ALIKE = 50
"""A text that more papers have in common does not tell whose it is."""

_MANY = 3
"""Texts that have gone from row to row in so many rows are no mended mistake."""


@dataclass
class Apart:
    """Where texts stand that have left their row.

    ``moved`` is the row in which each such paper's texts stand now. ``vacated`` are rows in which
    nothing of a paper is left but the bot's columns. ``alarm``, if there is one, says what is not
    clear; then the other two are empty.
    """

    moved: dict[str, Row] = field(default_factory=dict)
    vacated: dict[str, Row] = field(default_factory=dict)
    alarm: str = ""


def find_apart(
    base: Table, edits: Edits, places: Mapping[str, Row], strangers: Sequence[Row]
) -> Apart:
    """Tell which texts stand in another row than the ID of their paper.

    ``places`` is the row of each paper by its ID. The time it takes is in proportion to the
    number of papers if anything was edited, and almost none otherwise.
    """
    return _Search(base, edits, places, strangers).run() if edits else Apart()


class _Search:
    def __init__(
        self, base: Table, edits: Edits, places: Mapping[str, Row], strangers: Sequence[Row]
    ) -> None:
        self._base = base
        self._edits = edits
        self._places = places
        self._strangers = strangers
        self._owners = _owners(base, edits)
        self._blank = {one for one in edits if not any(map(self._row(one).get, PUBLIC))}
        self._holders: dict[str, str] = {}
        """Paper → the paper whose texts stand beside its ID."""

    def run(self) -> Apart:
        candidates = {one: some for one in self._edits if (some := self._candidates(one))}
        unclear = self._assign(candidates)
        found = {held: self._places[one] for one, held in self._holders.items()}
        found |= self._in_strangers(found)
        unclear |= self._open_ends(found)
        unclear |= {one for one in candidates if one not in self._holders and one in found}
        vacated = {one: self._places[one] for one in self._blank if one in found}
        for paper_id, row in found.items():
            if not self._follows(paper_id, row):
                unclear.add(paper_id)
        unclear |= {one for one in vacated if not self._is_stale(one)}
        settled = {*self._holders, *found, *self._blank}
        unclear |= self._torn(one for one in self._edits if one not in settled)
        if unclear:
            return Apart(alarm=self._alarm(unclear))
        rest = {one: cells for one, cells in self._edits.items() if one not in settled}
        column = strange_column(self._base, rest, self._places)
        if column:
            return Apart(alarm=_column_alarm(column))
        return Apart(found, vacated)

    def _row(self, paper_id: str) -> Cells:
        return self._places[paper_id].cells

    # -- whose texts stand in a row

    def _candidates(self, paper_id: str) -> list[str]:
        """Return the papers of which a row may hold the texts, those first that fit best."""
        if paper_id in self._blank:
            return []
        own, cells = self._base[paper_id], self._row(paper_id)
        fitting: dict[str, int] = {}
        for column in _OF_A_ROW:
            text = self._edits[paper_id].get(column)
            for other in self._owners[column].get(text, ()) if text else ():
                votes = _votes(cells, own, self._base[other])
                if votes.is_others:
                    fitting[other] = votes.others
            if fitting:
                break
        most = max(fitting.values(), default=0)
        return [one for one, count in fitting.items() if count == most]

    def _assign(self, candidates: Mapping[str, list[str]]) -> set[str]:
        """Give each row the paper whose texts it holds; return what is not clear about it."""
        unclear: set[str] = set()
        taken: set[str] = set()
        for paper_id, others in candidates.items():
            left = [one for one in others if one in candidates or one in self._blank]
            gone = [one for one in others if one not in self._places]
            free = [one for one in (*left, *gone) if one not in taken]
            if free:
                self._holders[paper_id] = free[0]
                taken.add(free[0])
            elif left or gone or not any(self._is_at_home(one) for one in others):
                unclear.add(paper_id)
        return unclear

    def _is_at_home(self, paper_id: str) -> bool:
        """Tell whether a paper's texts stand beside its ID."""
        edited = self._edits.get(paper_id, {})
        return paper_id in self._places and not any(c in edited for c in (TITLE, SUMMARY))

    def _in_strangers(self, found: Mapping[str, Row]) -> dict[str, Row]:
        """Find texts that have left their row in rows without an ID."""
        lost = [one for one in (*self._holders, *self._blank) if one not in found]
        by_content: dict[tuple[str, ...], list[Row]] = {}
        if lost:
            for row in self._strangers:
                by_content.setdefault(_public(row.cells), []).append(row)
        result = {}
        for paper_id in lost:
            texts = _public(self._base[paper_id])
            rows = by_content.get(texts)
            if rows and any(texts):
                result[paper_id] = rows.pop(0)
        return result

    def _open_ends(self, found: dict[str, Row]) -> set[str]:
        """Return the papers whose texts have made room for others' and are nowhere now.

        A single row that holds the texts of a paper whose own row was deleted is none: somebody
        has put two rows together, and that is an edit like any other.
        """
        unclear = set()
        held_by = {held: one for one, held in self._holders.items()}
        for paper_id in [one for one in self._holders if one not in found]:
            held = self._holders[paper_id]
            if held not in self._places and paper_id not in held_by:
                del self._holders[paper_id], found[held]
            else:
                unclear.add(paper_id)
        return unclear

    # -- what stands beside it

    def _follows(self, paper_id: str, row: Row) -> bool:
        """Tell whether the bot's columns beside moved texts are one paper's as they were."""
        there = self._base.get(row.id, {})
        own = self._base[paper_id]
        for column in FOLLOWING:
            text = row.cells.get(column, "")
            known = (there.get(column, ""), own.get(column, ""), *([] if there else [""]))
            if not any(same(text, one) for one in known):
                return False
        return True

    def _is_stale(self, paper_id: str) -> bool:
        row, own = self._row(paper_id), self._base[paper_id]
        texts = [(row.get(column, ""), own.get(column, "")) for column in FOLLOWING]
        return all(not text or same(text, known) for text, known in texts)

    # -- what is torn

    def _torn(self, papers: Iterable[str]) -> set[str]:
        """Return the papers in whose rows texts of others stand beside their own, if too many."""
        moved: dict[str, set[str]] = {}
        for paper_id in papers:
            for column, text in self._edits[paper_id].items():
                owners = self._owners.get(column, {}).get(text, ())
                if len(owners) == 1 and self._has_left(owners[0], column):
                    moved.setdefault(paper_id, set()).add(column)
        is_much = len(moved) >= _MANY or (
            len(moved) > 1 and any(len(columns) > 1 for columns in moved.values())
        )
        return set(moved) if is_much else set()

    def _has_left(self, paper_id: str, column: str) -> bool:
        return column in self._edits.get(paper_id, {})

    def _alarm(self, papers: Iterable[str]) -> str:
        numbers = sorted(self._places[one].number + 1 for one in papers if one in self._places)
        first, more = numbers[:1], len(numbers) - 1
        where = f" in row {first[0]}" if first else ""
        where += f" and {more} more" if more > 0 else ""
        return (
            f"Texts of one paper stand beside those of another{where}, as if only some of the"
            " columns had been sorted, or moved, and I cannot tell what belongs together. I have"
            " left everything as it is: nothing was taken in, and nothing will be written. Undo"
            " it (Edit → Undo, or File → Version history); then I go on by myself. To sort, choose"
            " Data → Sort sheet, which moves whole rows."
        )


@dataclass(frozen=True)
class _Votes:
    """Of the columns in which two papers differ, how many say what one says, or the other."""

    own: int
    others: int
    neither: int
    has_title: bool

    @property
    def is_others(self) -> bool:
        return not self.own and (self.has_title or self.others > self.neither)


def _votes(cells: Cells, own: Cells, other: Cells) -> _Votes:
    ours = theirs = neither = 0
    has_title = False
    for column in PUBLIC:
        mine, others = own.get(column, ""), other.get(column, "")
        if same(mine, others):
            continue
        there = cells.get(column, "")
        if same(there, mine):
            ours += 1
        elif same(there, others):
            theirs += 1
            has_title = has_title or column == TITLE
        else:
            neither += 1
    return _Votes(ours, theirs, neither, has_title)


def _owners(base: Table, edits: Edits) -> dict[str, dict[str, list[str]]]:
    """Return which papers were last known to say what stands in the edited cells now."""
    wanted: dict[str, set[str]] = {column: set() for column in _TELLING}
    for cells in edits.values():
        for column in _TELLING:
            text = cells.get(column)
            if text and text.strip():
                wanted[column].add(text)
    owners: dict[str, dict[str, list[str]]] = {column: {} for column in wanted}
    sought = [(column, texts) for column, texts in wanted.items() if texts]
    for paper_id, cells in base.items():
        for column, texts in sought:
            text = cells.get(column)
            if text in texts:
                owners[column].setdefault(text, []).append(paper_id)
    for column, found in owners.items():
        owners[column] = {text: some for text, some in found.items() if len(some) <= _MOST_ALIKE}
    return owners


def _public(cells: Cells) -> tuple[str, ...]:
    return tuple(cells.get(column, "") for column in PUBLIC)


def _column_alarm(column: str) -> str:
    return (
        f"The column “{column}” looks as if it had been sorted alone, or stood under another"
        " header: its texts are what they were, but beside other papers. I have left everything as"
        " it is: nothing was taken in, and nothing will be written. Undo it (Edit → Undo, or File →"
        " Version history); then I go on by myself. To sort, choose Data → Sort sheet, which moves"
        " whole rows."
    )
