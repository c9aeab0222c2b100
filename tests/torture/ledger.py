"""Who entered which text, where it belongs, and what people themselves have taken away.

Whatever a person enters is owed to them from then on: it has to be in the sheet, in the database,
or in the history. Only they can take away what no bot has come to know. What the history says was
changed in the sheet has to be something that a person did there: each such deed counts once.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from tests.torture.archive import Archive, Line
from tests.torture.looking import Look, Row, Tab
from tests.torture.tokens import figure, tokens, word

SHEET = "sheet"

Group = frozenset[str]
Place = tuple[str, str]
"""A row, by its ID or by its number, and one of our columns."""


class Ledger:
    """The account of one newsroom."""

    def __init__(self) -> None:
        self._count = 0
        self.authors: dict[str, str] = {}
        self.groups: dict[str, Group] = {}
        self.gone: set[str] = set()
        self._fresh: list[str] = []
        self._gains: Counter[str] = Counter()
        self._touches: Counter[Place] = Counter()
        self._moves: Counter[str] = Counter()
        self._seen: set[str] = set()
        self._read = 0

    # -- what is entered

    def word(self, author: str = SHEET) -> str:
        """A new word, which ``author`` is about to enter."""
        self._count += 1
        return self._new(word(self._count), author)

    def figure(self, author: str = SHEET) -> str:
        """A new number."""
        self._count += 1
        return self._new(figure(self._count), author)

    def _new(self, token: str, author: str) -> str:
        self.authors[token] = author
        if author == SHEET:
            self._fresh.append(token)
        return token

    @property
    def owed(self) -> set[str]:
        """All that must be somewhere."""
        return set(self.authors) - self.gone

    def withdraw(self, found: Iterable[str]) -> None:
        """Forget words that came to nothing: whoever was about to enter them was refused."""
        for token in found:
            self.authors.pop(token, None)

    # -- what people do in the sheet

    def people_did(
        self, old: Look, new: Look, archive: Archive, *, mixes: bool = False, shifts: bool = False
    ) -> None:
        """Note what a person's deed has changed.

        ``mixes`` if they put texts of papers together, ``shifts`` if only headers were moved.
        """
        if not shifts:
            self._note_changes(old.papers, new.papers)
            self._note_remade(old.papers, new.papers, archive)
        self.withdraw([one for one in self._fresh if one not in new.tokens])
        self._fresh.clear()
        self.gone.update(set(old.tokens - new.tokens) - set(new.tokens) - archive.tokens)
        self.gone -= set(new.tokens)
        self._group(old.papers, new.papers, archive)
        if mixes:
            for row in new.papers.rows:
                together = frozenset().union(*(self.groups.get(t, Group()) for t in row.tokens))
                for token in row.tokens:
                    self.groups[token] = together

    def _note_changes(self, old: Tab, new: Tab) -> None:
        before, after = self._cells(old), self._cells(new)
        for place in before.keys() | after.keys():
            was, now = before.get(place, ""), after.get(place, "")
            if was != now:
                # Whoever changes a word of a cell means all that stands in it then.
                self._gains.update(tokens(now))
                self._touches[place] += 1
        self._note_moves(old, new)

    def _note_remade(self, old: Tab, new: Tab, archive: Archive) -> None:
        """Let a row without an ID of its own count as typed anew where too little is left of it.

        Nobody can tell then from one that was deleted, with another typed in its place.
        """
        ids = Counter(row.id for row in new.rows)
        were = {row.number: row.tokens for row in old.rows}
        for row in new.rows:
            is_changed = row.tokens != were.get(row.number)
            if is_changed and (not row.id or ids[row.id] > 1) and not _is_known(row, archive):
                self._gains.update(row.tokens)
                self._moves[_NO_ID] += 1

    def _cells(self, tab: Tab) -> dict[Place, str]:
        """What stands in each cell, under the ID of its row and under what the row is about."""
        found: dict[Place, str] = {}
        for row in tab.rows:
            keys = {row.id, *self._common(row.tokens)} if row.id else {f"row {row.number}"}
            for name, cell in row.named.items():
                text = f"{cell.text} {sorted(cell.links)}"
                for key in keys:
                    found[key, name] = found.get((key, name), "") + text
        return found

    def _note_moves(self, old: Tab, new: Tab) -> None:
        before, after = _standings(old), _standings(new)
        for paper_id in before.keys() | after.keys():
            if before.get(paper_id) != after.get(paper_id):
                self._moves[paper_id] += 1

    def _group(self, old: Tab, new: Tab, archive: Archive) -> None:
        """Let new words belong to where they were entered."""
        were = {row.number: row for row in old.rows}
        for row in new.rows:
            fresh = [token for token in row.tokens if token not in self.groups]
            if not fresh:
                continue
            group = (
                self._common(row.tokens)
                or self._common(were[row.number].tokens if row.number in were else ())
                or self.of_paper(row.id, archive)
                or Group({f"row {fresh[0]}"})
            )
            for token in fresh:
                self.groups[token] = group

    # -- what people do in Slack

    def written(self, paper_id: str, found: Iterable[str], archive: Archive) -> None:
        """Let words that were entered in Slack belong to their paper."""
        group = self.of_paper(paper_id, archive) or Group({f"paper {paper_id}"})
        for token in found:
            self.groups.setdefault(token, group)

    def of_paper(self, paper_id: str, archive: Archive) -> Group:
        """Where the texts of a paper belong."""
        if paper_id not in archive.papers:
            return Group()
        return self._common(archive.tokens_of(paper_id)) or self._common(
            archive.past_tokens_of(paper_id)
        )

    def _common(self, found: Iterable[str]) -> Group:
        """Where all of these belong."""
        groups = [self.groups[token] for token in found if token in self.groups]
        return frozenset.intersection(*groups) if groups else Group()

    # -- what has become of it

    def belong_together(self, found: Iterable[str]) -> bool:
        """Tell whether all of these are of one paper."""
        known = [token for token in found if token in self.groups]
        return not known or bool(self._common(known))

    def see(self, look: Look) -> None:
        """Note what people can have seen in the sheet."""
        self._seen.update(look.tokens)

    def check_history(self, archive: Archive) -> list[str]:
        """Say which new lines of the history nobody can have caused, or nobody's name is on.

        And which have replaced what was written in Slack and nobody can have seen in the sheet,
        without anybody having been offered it.
        """
        problems = []
        known: set[str] = set()
        for line in archive.history:
            if line.number > self._read:
                problems += self._strange(line)
                problems += self._misattributed(line, known)
                problems += self._unseen(line, archive)
            known.update(line.all)
        self._read = max((line.number for line in archive.history), default=0)
        return problems

    def _strange(self, line: Line) -> list[str]:
        if line.source != SHEET:
            return []
        problems = []
        is_new = line.action in ("type", "adopt")
        for field, (before, after) in line.changes.items():
            was, now = tokens(before), tokens(after)
            gained, lost = now - was, was - now
            if field in _TITLE:
                # One cell shows both: what leaves the one for the other has not come from outside.
                gained -= tokens([old for name, (old, _) in line.changes.items() if name in _TITLE])
            for token in gained:
                self._gains[token] -= 1
                if self._gains[token] < 0:
                    problems.append(f"nobody put {token} into {field} in the sheet: {line}")
            if is_new:
                continue
            if field in _COLUMNS and not gained and not self._was_touched(line.paper, field, lost):
                problems.append(f"nobody changed {field} in the sheet: {line}")
            if _says_the_same(before, after) and "url" not in line.changes:
                problems.append(f"{field} says the same as before: {line}")
            if field == "status" and not self._was_moved(line.paper):
                problems.append(f"nobody moved it in the sheet: {line}")
        return problems

    def _was_touched(self, paper_id: str, field: str, lost: Counter[str]) -> bool:
        column = _COLUMNS[field]
        keys = [paper_id, *self._common(lost)]
        counts = [(key, column) for key in keys if self._touches[key, column] > 0]
        loose = [place for place in self._touches if place[0].startswith("row ")]
        counts += [place for place in loose if place[1] == column and self._touches[place] > 0][:1]
        for place in counts[:2]:
            self._touches[place] -= 1
        return bool(counts)

    def _was_moved(self, paper_id: str) -> bool:
        key = paper_id if self._moves[paper_id] > 0 else _NO_ID
        self._moves[key] -= 1
        return self._moves[key] >= 0

    def _unseen(self, line: Line, archive: Archive) -> list[str]:
        if line.source != SHEET:
            return []
        lost = set(tokens([before for before, _ in line.changes.values()])) - set(line.new)
        return [
            f"{token} was replaced before anybody saw it, and nobody is told: {line}"
            for token in lost
            if self.authors.get(token, SHEET) != SHEET and token not in self._seen | archive.offered
        ]

    def _misattributed(self, line: Line, known: set[str]) -> list[str]:
        by = SHEET if line.source == SHEET else line.actor
        return [
            f"{token} is {self.authors[token]}'s, and not {by}'s: {line}"
            for token in line.new
            if token not in known and self.authors.get(token, by) != by
        ]


_TITLE = ("title", "url")
_NO_ID = "rows without an ID"
_COLUMNS = {
    "title": "Title",
    "url": "Title",
    "authors": "Authors",
    "venue": "Venue",
    "year": "Year",
    "category": "Category",
    "hat_tip": "H/T",
    "issue": "Email",
    "summary": "Summary",
    "opinions": "My opinion",
    "prerequisites": "Prerequisites",
    "read_more": "Read more",
    "notes": "Notes",
}
_SPACES = str.maketrans({"\xa0": " ", "\u202f": " ", "\u2007": " "})


def plain(text: str) -> str:
    """A text without what nobody sees: kinds of spaces and of line ends."""
    lines = text.translate(_SPACES).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip(" \t") for line in lines).strip()


def _is_known(row: Row, archive: Archive) -> bool:
    """Whether the title of a row and half of its other texts have been known before."""
    others = [cell.tokens for name, cell in row.named.items() if cell.tokens and name != "Title"]
    known = [found for found in others if archive.tokens.issuperset(found)]
    title = row["Title"].tokens
    return bool(archive.tokens.intersection(title)) and 2 * len(known) >= len(others)


def _standings(tab: Tab) -> dict[str, list[tuple[str, ...]]]:
    """What of each row can move its paper; of rows without an ID all together."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in tab.rows:
        found.setdefault(row.id or _NO_ID, []).append(
            tuple(row[name].text for name in ("Status", "Summarizer", "Summary", "Due"))
        )
    return found


def _says_the_same(before: Any, after: Any) -> bool:
    return isinstance(before, str) and isinstance(after, str) and plain(before) == plain(after)
