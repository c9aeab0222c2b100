"""A deliberate fault: which text of which file is replaced by what, in a copy of the tree."""

import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3]
_COPIED = ("bot", "handlers", "schedules", "tests", "pyproject.toml")


class Obsolete(Exception):
    """The text that was to be replaced does not stand in its file, or not once."""


@dataclass(frozen=True)
class Change:
    """In ``file``, the text ``old``, which stands there once, becomes ``new``."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Mutant:
    """A fault with its name; ``says`` is what somebody may have thought who made it."""

    name: str
    says: str
    changes: tuple[Change, ...]


def catalogue() -> list[Mutant]:
    """Read the faults that are known."""
    found = tomllib.loads((Path(__file__).parent / "catalogue.toml").read_text(encoding="utf-8"))
    return [
        Mutant(one["name"], one["says"], tuple(Change(**change) for change in one["change"]))
        for one in found["mutant"]
    ]


def copy_of_the_tree(to: Path) -> Path:
    """Copy what a run needs; the sources themselves stay as they are."""
    leave_out = shutil.ignore_patterns("__pycache__", ".*")
    for name in _COPIED:
        source = _ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=leave_out)
        else:
            shutil.copy(source, to / name)
    return to


def spoil(tree: Path, mutant: Mutant) -> None:
    """Put a fault into a copy of the tree. Raises Obsolete if it does not fit the sources."""
    for change in mutant.changes:
        file = tree / change.file
        text = file.read_text(encoding="utf-8")
        if text.count(change.old) != 1:
            raise Obsolete(
                f"{mutant.name}: {change.file} has this {text.count(change.old)} times, not once:\n"
                f"{change.old}"
            )
        file.write_text(text.replace(change.old, change.new), encoding="utf-8")
