"""Who may move a paper from which status to which: every status, every action, everybody."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.newsroom import workflow
from bot.newsroom.errors import AlreadyYours, NotYours, Refused, Taken, WrongStatus
from bot.newsroom.papers import Opinion, Paper, Status
from bot.newsroom.people import Person

_NOW = datetime(2020, 3, 4, 17, tzinfo=UTC)
_DUE = _NOW + timedelta(days=7)
_EARLIER = _NOW - timedelta(days=2)

_PEOPLE = {
    "summarizer": Person(1, "Flo", aliases=frozenset({"Flo Dorner"})),
    "other": Person(2, "Zach"),
    "editor": Person(3, "Rohin"),
}
_WHO = tuple(_PEOPLE)

# (action, status, who) → the status that follows, or the error; the columns are those of _WHO.
_TABLE: dict[str, dict[Status, tuple[object, object, object]]] = {
    "claim": {
        Status.PROPOSED: (Status.CLAIMED, Status.CLAIMED, Status.CLAIMED),
        Status.CLAIMED: (AlreadyYours, Taken, Taken),
        Status.SUBMITTED: (AlreadyYours, WrongStatus, WrongStatus),
        Status.CHANGES_REQUESTED: (AlreadyYours, Taken, Taken),
        Status.APPROVED: (AlreadyYours, WrongStatus, WrongStatus),
        Status.PUBLISHED: (WrongStatus, WrongStatus, WrongStatus),
        Status.DROPPED: (WrongStatus, WrongStatus, WrongStatus),
    },
    "release": {
        Status.PROPOSED: (WrongStatus, WrongStatus, WrongStatus),
        Status.CLAIMED: (Status.PROPOSED, NotYours, Status.PROPOSED),
        Status.SUBMITTED: (WrongStatus, WrongStatus, WrongStatus),
        Status.CHANGES_REQUESTED: (Status.PROPOSED, NotYours, Status.PROPOSED),
        Status.APPROVED: (WrongStatus, WrongStatus, WrongStatus),
        Status.PUBLISHED: (WrongStatus, WrongStatus, WrongStatus),
        Status.DROPPED: (WrongStatus, WrongStatus, WrongStatus),
    },
    "submit": {
        Status.PROPOSED: (Status.SUBMITTED, Status.SUBMITTED, Status.SUBMITTED),
        Status.CLAIMED: (Status.SUBMITTED, NotYours, Status.SUBMITTED),
        Status.SUBMITTED: (Status.SUBMITTED, NotYours, Status.SUBMITTED),
        Status.CHANGES_REQUESTED: (Status.SUBMITTED, NotYours, Status.SUBMITTED),
        Status.APPROVED: (Status.SUBMITTED, NotYours, Status.APPROVED),
        Status.PUBLISHED: (WrongStatus, WrongStatus, WrongStatus),
        Status.DROPPED: (WrongStatus, WrongStatus, WrongStatus),
    },
    "opine": {
        **{status: (status, status, status) for status in workflow.OPEN_TO_WRITING},
        Status.PUBLISHED: (WrongStatus, WrongStatus, WrongStatus),
        Status.DROPPED: (WrongStatus, WrongStatus, WrongStatus),
    },
}


def _paper(status: Status) -> Paper:
    if status is Status.PROPOSED:
        return Paper("P1", title="Zoom In", summary="Old.")
    return Paper(
        "P1",
        title="Zoom In",
        summary="Old.",
        summarizer="Flo Dorner",
        status=status,
        claimed_at=_EARLIER,
        due=_DUE,
    )


def _act(action: str, paper: Paper, who: str) -> Paper:
    person, is_editor = _PEOPLE[who], who == "editor"
    match action:
        case "claim":
            return workflow.claim(paper, person, _NOW, _DUE)
        case "release":
            return workflow.release(paper, person, is_editor=is_editor)
        case "submit":
            written = paper.but(summary="New.")
            return workflow.submit(paper, written, person, _NOW, is_editor=is_editor)
        case _:
            workflow.may_opine(paper)
            return workflow.with_opinion(paper, person, "Fine.")


def test_the_table_has_every_status_of_every_action() -> None:
    assert all(set(row) == set(Status) for row in _TABLE.values())


@pytest.mark.parametrize(
    ("action", "status", "who", "expected"),
    [
        (action, status, who, expected)
        for action, rows in _TABLE.items()
        for status, row in rows.items()
        for who, expected in zip(_WHO, row, strict=True)
    ],
)
def test_every_action_in_every_status_by_everybody(
    action: str, status: Status, who: str, expected: Status | type[Refused]
) -> None:
    paper = _paper(status)
    if isinstance(expected, Status):
        assert _act(action, paper, who).status is expected
        return
    with pytest.raises(Refused) as refused:
        _act(action, paper, who)
    assert type(refused.value) is expected
    assert refused.value.paper == paper
    assert "Zoom In" in str(refused.value)


def test_a_claim_names_its_summarizer_and_its_date_and_a_release_takes_all_back() -> None:
    free = _paper(Status.PROPOSED)
    claimed = workflow.claim(free, _PEOPLE["other"], _NOW, _DUE)
    assert (claimed.summarizer, claimed.claimed_at, claimed.due) == ("Zach", _NOW, _DUE)
    assert workflow.release(claimed, _PEOPLE["other"], is_editor=False) == free


def test_who_is_too_late_is_told_who_has_it() -> None:
    with pytest.raises(Taken, match="with Flo Dorner"):
        _act("claim", _paper(Status.CLAIMED), "other")
    with pytest.raises(AlreadyYours, match="yours already"):
        _act("claim", _paper(Status.CLAIMED), "summarizer")
    with pytest.raises(NotYours, match="/opinion P1"):
        _act("submit", _paper(Status.CLAIMED), "other")


def test_who_submits_a_free_paper_is_its_summarizer() -> None:
    submitted = _act("submit", _paper(Status.PROPOSED), "other")
    assert (submitted.summarizer, submitted.claimed_at) == ("Zach", _NOW)


@pytest.mark.parametrize("who", ["summarizer", "editor"])
def test_submitting_keeps_the_credit_and_the_date_of_the_claim(who: str) -> None:
    submitted = _act("submit", _paper(Status.CLAIMED), who)
    assert (submitted.summarizer, submitted.claimed_at) == ("Flo Dorner", _EARLIER)
    assert (submitted.summary, submitted.due) == ("New.", _DUE)


def test_an_approved_paper_in_which_nothing_was_changed_stays_approved() -> None:
    paper = _paper(Status.APPROVED)
    assert workflow.submit(paper, paper, _PEOPLE["summarizer"], _NOW, is_editor=False) == paper


def test_an_untitled_paper_is_called_by_its_link_or_its_id() -> None:
    url = "https://example.org/1"
    assert workflow.name_of(Paper("P1", title="Zoom In", url=url)) == "“Zoom In”"
    assert workflow.name_of(Paper("P1", title=url, url=url)) == url
    assert workflow.name_of(Paper("P1")) == "P1"


def _opined(paper: Paper, *said: tuple[str, str]) -> list[tuple[str, str]]:
    for who, text in said:
        paper = workflow.with_opinion(paper, _PEOPLE[who], text)
    return [(one.author, one.text) for one in paper.opinions]


def test_the_summarizers_opinion_comes_first_and_others_in_their_order() -> None:
    said = [("editor", "E"), ("other", "O"), ("summarizer", "S")]
    expected = [("Flo Dorner", "S"), ("Rohin", "E"), ("Zach", "O")]
    assert _opined(_paper(Status.CLAIMED), *said) == expected


def test_a_second_opinion_of_a_person_takes_the_place_of_the_first() -> None:
    said = [("editor", "E"), ("other", "O"), ("editor", "E2")]
    assert _opined(_paper(Status.CLAIMED), *said) == [("Rohin", "E2"), ("Zach", "O")]


@pytest.mark.parametrize("nothing", ["", "  \n"])
def test_an_empty_opinion_withdraws_a_persons_own_and_no_others(nothing: str) -> None:
    credited = _paper(Status.CLAIMED).but(opinions=(Opinion("Zach", ""),))
    assert _opined(credited, ("editor", "E"), ("editor", nothing)) == [("Zach", "")]
    assert _opined(credited, ("summarizer", nothing)) == [("Zach", "")]


def test_an_opinion_is_known_by_any_name_and_spacing_and_keeps_its_heading() -> None:
    standing = Opinion("flo  dorner ", "Old.", "**Flo's Opinion**: ")
    paper = _paper(Status.CLAIMED).but(opinions=(standing,))
    changed = workflow.with_opinion(paper, _PEOPLE["summarizer"], "New.")
    assert changed.opinions == (Opinion("flo  dorner ", "New.", "**Flo's Opinion**: "),)
    assert workflow.with_opinion(paper, _PEOPLE["summarizer"], "Old.") == paper


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("before", list(Status))
def test_an_editor_sets_any_status_where_there_is_a_summary_and_a_summarizer(
    before: Status, status: Status
) -> None:
    paper = _paper(before).but(summarizer="Flo")
    moved = workflow.set_status(paper, status)
    assert moved.status is status
    assert moved.summary == paper.summary
    if status is Status.PROPOSED is not before:
        assert (moved.summarizer, moved.claimed_at, moved.due) == ("", None, None)


@pytest.mark.parametrize("status", list(Status))
def test_a_status_needs_what_it_says(status: Status) -> None:
    bare = Paper("P1", title="Zoom In")
    needs = {
        Status.CLAIMED: "no summarizer",
        Status.CHANGES_REQUESTED: "no summarizer",
        Status.SUBMITTED: "no summary",
        Status.APPROVED: "no summary",
        Status.PUBLISHED: "no summary",
    }
    if status not in needs:
        assert workflow.set_status(bare, status).status is status
        return
    with pytest.raises(WrongStatus, match=needs[status]):
        workflow.set_status(bare, status)
