"""The faults by which the machine is checked fit the sources; ``make mutants`` tries them out."""

import ast
from pathlib import Path

import pytest

from tests.torture.mutants.spoiling import (
    Change,
    Mutant,
    Obsolete,
    catalogue,
    copy_of_the_tree,
    spoil,
)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_tree(tmp_path_factory.mktemp("sources"))


@pytest.mark.parametrize("mutant", catalogue(), ids=lambda mutant: mutant.name)
def test_every_fault_can_be_put_into_the_sources(
    mutant: Mutant, sources: Path, tmp_path: Path
) -> None:
    for file in {change.file for change in mutant.changes}:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes((sources / file).read_bytes())
    spoil(tmp_path, mutant)
    for change in mutant.changes:
        text = (tmp_path / change.file).read_text()
        assert text != (sources / change.file).read_text()
        ast.parse(text)


def test_a_fault_whose_text_is_gone_is_an_error(sources: Path) -> None:
    change = Change("bot/sheet/plan.py", "nobody has ever written this", "")
    with pytest.raises(Obsolete, match="0 times, not once"):
        spoil(sources, Mutant("gone", "", (change,)))
