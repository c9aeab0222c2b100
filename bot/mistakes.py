"""What keeps a command from starting: sentences that say what to put right."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """What is wrong with one setting; ``sentence`` says what to put there instead."""

    name: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.name}: {self.sentence}"


class CannotStart(Exception):
    """The bot cannot start; the message is a sentence that says what to put right."""


class BadSettings(CannotStart):
    """The bot cannot start with these settings; ``mistakes`` has all of them, a line each."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))
