"""What comes over a sync: Google's failures, others who act in between, the process's end."""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.torture import deeds_in_cells, deeds_in_slack
from tests.torture.bots import PLACES
from tests.torture.deeds import KINDS
from tests.torture.deeds_in_slack import Chat
from tests.torture.hand import Deed

READ, WRITE = "GET /v4", ":batchUpdate"
TIMEOUT = "timeout"
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
    """The other bot syncs."""


@dataclass(frozen=True)
class LateArrival:
    """A batch whose answer never came is carried out after all."""


Event = Deed | Chat | Wait | OtherBot | LateArrival


@dataclass(frozen=True)
class Weather:
    """All that comes over one sync: ``events`` at their places, death after so many steps."""

    faults: tuple[Fault, ...] = ()
    events: tuple[tuple[str, Event], ...] = ()
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
        st.just(OtherBot()),
        st.just(LateArrival()),
    )


def storms() -> st.SearchStrategy[Weather]:
    """Any weather but a quiet one."""
    return st.builds(
        Weather,
        faults=st.lists(faults(), max_size=2).map(tuple),
        events=st.lists(st.tuples(st.sampled_from(PLACES), events()), max_size=3).map(tuple),
        dies_after=st.one_of(st.none(), st.integers(1, 24)),
    )
