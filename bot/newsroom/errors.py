"""What can keep the newsroom from doing what a person asked for, by what the person can do next.

    NewsroomError
    ├── NotFound          look for it in another way, or propose it
    ├── Ambiguous         choose one of the candidates
    ├── Invalid           mend the fields that are named
    └── Refused           nothing to mend: it is not the moment, or not theirs to do
        ├── NotAMember    join the newsroom's channel
        ├── NotYours      ask the person who has it, or an editor
        ├── Taken         take another paper, or wait for its release
        │   └── AlreadyYours  go on with it
        └── WrongStatus   the paper is at another point of its way

Each carries its own sentence for people; ``str(error)`` is that sentence, in Markdown.
"""

from collections.abc import Mapping, Sequence

from bot.newsroom.papers import Paper


class NewsroomError(Exception):
    """Something that a person asked for and that is answered with a sentence instead."""


class NotFound(NewsroomError):
    """Nothing is known under the words, the link or the ID that a person gave."""


class Ambiguous(NewsroomError):
    """Several papers fit; ``candidates`` are in the order in which they should be offered."""

    def __init__(self, sentence: str, candidates: Sequence[Paper]) -> None:
        super().__init__(sentence)
        self.candidates = tuple(candidates)


class Invalid(NewsroomError):
    """Something that was filled in cannot stand; ``fields`` has a sentence for each field."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = dict(fields)


class Refused(NewsroomError):
    """The rules say no; ``paper`` is the one it was about, where there is one."""

    def __init__(self, sentence: str, paper: Paper | None = None) -> None:
        super().__init__(sentence)
        self.paper = paper


class NotAMember(Refused):
    """The person is not in the newsroom's channel."""


class NotYours(Refused):
    """Somebody else has the paper."""


class Taken(Refused):
    """Somebody else was first."""


class AlreadyYours(Taken):
    """The person has it themselves."""


class WrongStatus(Refused):
    """The paper's status does not allow it."""
