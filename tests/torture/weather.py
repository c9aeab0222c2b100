"""What comes over a sync: Google's failures, others who act in between, the process's end."""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.torture import deeds_in_cells, deeds_in_slack
from tests.torture.bots import AFTER_READ, AROUND_REQUESTS, BEFORE_CHANGE, BEFORE_WRITE
from tests.torture.deeds import KINDS
from tests.torture.deeds_in_slack import Chat
from tests.torture.hand import Deed

READ, WRITE = "GET /v4", ":batchUpdate"
TIMEOUT = "timeout"
ORDERING = ("sort", "copy_row", "move_row", "swap_rows", "delete_row", "type_row", "undo")
"""Deeds that change which row stands where."""

FAULTS = ("429", "500", "503", "lost_reply", "lost_reply", "disconnect", "disconnect")


@dataclass(frozen=True)
class Fault:
    """One of the sandbox's faults, for the next requests of a kind."""

    match: str
    kind: str
    times: int = 1
    retry_after: int | None = None


@dataclass(frozen=True)
class Wait:
    """Time passes."""

    seconds: int


@dataclass(frozen=True)
class OtherBot:
    """The other bot syncs, after so many seconds: the first has lost its turn by then, or not."""

    after: int = 0


@dataclass(frozen=True)
class LateArrival:
    """A batch whose answer never came is carried out after all."""


Event = Deed | Chat | Wait | OtherBot | LateArrival


@dataclass(frozen=True)
class Weather:
    """All that comes over one sync.

    ``events`` happen each at a place that has been passed so many times before; ``dies_after``
    counts steps.
    """

    faults: tuple[Fault, ...] = ()
    events: tuple[tuple[str, int, Event], ...] = ()
    dies_after: int | None = None

    @property
    def is_quiet(self) -> bool:
        return self == Weather()


_numbers = st.integers(0, 40)


def deeds(*kinds: str) -> st.SearchStrategy[Deed]:
    """What people do in the sheet, of some kinds."""
    forms = (*deeds_in_cells.FORMS, "part", "without", "narrow")
    return st.builds(
        Deed,
        kind=st.sampled_from(kinds or tuple(KINDS)),
        row=_numbers,
        other=st.integers(0, 2047),
        column=_numbers,
        form=st.sampled_from(forms),
    )


def writing() -> st.SearchStrategy[Deed]:
    """What people do most: writing into cells."""
    return st.builds(
        Deed,
        kind=st.just("write"),
        row=_numbers,
        other=st.just(0),
        column=_numbers,
        form=st.sampled_from(deeds_in_cells.FORMS),
    )


def chats() -> st.SearchStrategy[Chat]:
    """What people do in Slack."""
    kinds = ("submit", "submit", *deeds_in_slack.KINDS)
    return st.builds(
        Chat,
        kind=st.sampled_from(kinds),
        who=st.integers(0, 2),
        paper=_numbers,
        field=_numbers,
        form=st.sampled_from(deeds_in_slack.FORMS),
    )


def faults() -> st.SearchStrategy[Fault]:
    """What may go wrong with Google."""
    usual = st.builds(
        Fault,
        match=st.sampled_from((WRITE, WRITE, READ)),
        kind=st.sampled_from(FAULTS),
        times=st.sampled_from((1, 1, 1, 2, 5)),
        retry_after=st.sampled_from((None, None, 3, 70)),
    )
    return st.one_of(usual, usual, usual, st.just(Fault(WRITE, TIMEOUT)))


def events() -> st.SearchStrategy[Event]:
    """What may come between two requests."""
    return st.one_of(
        writing(),
        deeds(),
        chats(),
        st.builds(Wait, st.sampled_from((5, 61, 200))),
        st.builds(OtherBot, st.sampled_from((0, 0, 61, 200))),
        st.just(LateArrival()),
    )


def storms() -> st.SearchStrategy[Weather]:
    """Any weather but a quiet one."""
    requests = st.tuples(st.sampled_from(AROUND_REQUESTS), st.sampled_from((0, 0, 0, 1)), events())
    changes = st.tuples(st.just(BEFORE_CHANGE), st.integers(0, 8), events())
    return st.builds(
        Weather,
        faults=st.lists(faults(), max_size=2).map(tuple),
        events=st.lists(st.one_of(requests, requests, changes), max_size=3).map(tuple),
        dies_after=st.one_of(st.none(), st.integers(1, 24)),
    )


def races() -> st.SearchStrategy[Weather]:
    """A write that is refused or gets lost, or before which somebody changes the sheet."""
    wrong = st.builds(Fault, match=st.just(WRITE), kind=st.sampled_from(sorted(set(FAULTS))))
    between = st.one_of(writing(), deeds(*ORDERING))
    return st.one_of(
        wrong.map(lambda fault: Weather(faults=(fault,))),
        between.map(lambda deed: Weather(events=((BEFORE_WRITE, 0, deed),))),
    )


def overtakings() -> st.SearchStrategy[Weather]:
    """Another bot that syncs while one is at it, at once or when that has taken too long.

    Before it does, somebody changes something more.
    """
    more = st.one_of(writing(), chats())
    other = st.builds(OtherBot, st.sampled_from((0, 200)))
    return st.builds(
        lambda place, first, then: Weather(events=((place, 0, first), (place, 0, then))),
        st.sampled_from((AFTER_READ, BEFORE_WRITE)),
        more,
        other,
    )


def tears() -> st.SearchStrategy[Deed]:
    """A part of the columns that is sorted, or pasted into another row, without the rest."""
    return st.builds(
        Deed,
        kind=st.sampled_from(("sort_part", "swap_rows")),
        row=_numbers,
        other=st.integers(0, 2047),
        column=_numbers,
        form=st.sampled_from(("part", "narrow")),
    )
