"""Summaries and opinions are written, edited, and come to stand in the sheet."""

from typing import Any

import pytest

from tests.scenarios.doing import (
    FIELDS,
    claimed,
    new_link,
    offered,
    open_form,
    opine,
    press,
    propose,
    row,
    said,
    set_cell,
    shown,
    submitted,
)
from tests.scenarios.newsroom import Newsroom, wait_for

pytestmark = pytest.mark.xdist_group("writing")

LONG = ("A sentence of a long summary, with **bold** words & a < b. " * 400)[:21_750] + "!"


def test_a_form_has_twelve_fields_filled_in_with_what_is_known(open_room: Newsroom) -> None:
    user, link = open_room.person("Asya"), new_link()
    open_room.slash(user, "/claim", f"{link} Aardvarks")
    modal = open_form(open_room, user, "aardvarks")
    assert tuple(block["block_id"] for block in modal["blocks"]) == FIELDS
    assert (shown(modal, "title"), shown(modal, "url")) == ("Aardvarks", link)


def test_all_that_is_written_comes_to_stand_in_the_sheet_as_it_was_typed(
    open_room: Newsroom,
) -> None:
    user = open_room.person("Bea")
    paper = claimed(open_room, user)
    open_form(open_room, user, paper)
    link = new_link()
    filled: dict[str, Any] = {
        "title": "Bats & <!channel> *bold*",
        "url": link,
        "authors": "A. Bat*, B. Bat and 北京",
        "venue": "arXiv",
        "year": "2020",
        "category": "Deep learning",
        "highlight": True,
        "hat_tip": "Flo",
        "summary": "They *say* <b>:\n\n1. **one**\n2. `a < b && c`\n\n- [x](https://example.com/a_b)",
        "opinion": "=1+1 is _not_ a formula. :bat:",
        "prerequisites": "[Bats](https://example.com/bats)",
        "read_more": "Nothing",
    }
    assert open_room.submit(user, **filled)["closed"]
    cells = row(open_room, paper, lambda one: one["Summary"])
    assert cells["Title"] == filled["title"]
    assert cells["Summary"] == filled["summary"]
    assert cells["My opinion"] == filled["opinion"]
    assert cells["Authors"] == filled["authors"]
    assert cells["Prerequisites"] == "Bats"
    names = ("Category", "Highlight?", "Venue", "Year", "H/T", "Read more", "Status", "Summarizer")
    assert [cells[name] for name in names] == [
        "Deep learning",
        "Highlight",
        "arXiv",
        "2020",
        "Flo",
        "Nothing",
        "Submitted",
        "Bea",
    ]
    modal = open_form(open_room, user, paper)
    for name in ("title", "url", "authors", "year", "category", "highlight", "prerequisites"):
        assert shown(modal, name) == filled[name]


def test_a_text_as_long_as_the_longest_real_one_gets_in_and_out_unharmed(
    open_room: Newsroom,
) -> None:
    user = open_room.person("Cody")
    paper = submitted(open_room, user, summary=LONG[:-1] + "?")
    open_form(open_room, user, paper)
    assert open_room.submit(user, summary=LONG)["closed"]
    modal = open_form(open_room, user, paper)
    assert shown(modal, "summary").replace("**", "") == LONG.replace("**", "")
    # Handed in once more as it was shown, it is still the same.
    assert open_room.submit(user, venue="arXiv")["closed"]
    assert row(open_room, paper, lambda one: one["Venue"])["Summary"] == LONG


def test_texts_that_fill_their_cells_can_be_opened_again_and_stay_as_they_are(
    open_room: Newsroom,
) -> None:
    user = open_room.person("Cam")
    summary, opinion = "北京" * 24_300, "東京" * 19_500
    paper = submitted(open_room, user, summary=summary, opinion=opinion)
    modal = open_form(open_room, user, paper)
    assert tuple(block["block_id"] for block in modal["blocks"]) == FIELDS
    texts = {block["block_id"]: block["text"]["text"] for block in modal["blocks"][8:10]}
    assert all("change it in the sheet" in text for text in texts.values())
    # What is wrong is said at a field that is there.
    assert set(open_room.submit(user, year="20")["errors"]) == {"year"}
    assert open_room.submit(user, year="2020", venue="arXiv")["closed"]
    cells = row(open_room, paper, lambda one: one["Venue"])
    assert (cells["Summary"], cells["My opinion"]) == (summary, opinion)


def test_what_is_wrong_with_a_text_that_is_left_out_is_said_at_a_field_that_is_there(
    open_room: Newsroom,
) -> None:
    owner, other = open_room.person("Cas"), open_room.person("Cat")
    paper = submitted(open_room, owner, "Caracals", summary="北京" * 24_300)
    open_form(open_room, owner, paper)
    row(open_room, paper, lambda one: one["Status"] == "Submitted")
    set_cell(open_room, paper, "Status", "Published")
    wait_for(lambda: "closed" in said(open_room.slash(other, "/opinion", paper)))
    answer = open_room.submit(owner, venue="arXiv")
    assert answer["errors"]["title"].startswith("“Caracals” is published and cannot be changed")


def test_what_is_wrong_is_said_at_its_field_and_nothing_that_was_written_is_lost(
    open_room: Newsroom,
) -> None:
    user = open_room.person("Dan")
    paper = claimed(open_room, user)
    open_form(open_room, user, paper)
    wrong = open_room.submit(
        user,
        title="Dingos",
        url="example.com",
        category="News",
        year="20",
        summary="Good.",
        read_more="[x](javascript:alert)",
    )
    assert not wrong["closed"]
    assert set(wrong["errors"]) == {"url", "year", "read_more"}
    assert "https://" in wrong["errors"]["url"]
    assert open_room.submit(user, url="https://example.com/dingos", year="2020", read_more="")[
        "closed"
    ]
    assert row(open_room, paper, lambda one: one["Summary"])["Title"] == "Dingos"


def test_an_opinion_that_would_be_taken_for_two_is_refused_at_its_field(
    open_room: Newsroom,
) -> None:
    user = open_room.person("Edo")
    paper = submitted(open_room, user)
    open_form(open_room, user, paper)
    answer = open_room.submit(user, opinion="Yes.\n\n**Rohin's opinion:** No.")
    assert set(answer["errors"]) == {"opinion"}
    assert "Rohin's opinion" in answer["errors"]["opinion"]


def test_a_summary_can_be_edited_after_it_was_submitted(open_room: Newsroom) -> None:
    user = open_room.person("Flo")
    paper = submitted(open_room, user, venue="arXiv")
    assert open_form(open_room, user, paper)["submit"]["text"] == "Save"
    assert open_room.submit(user, summary="Better.")["closed"]
    cells = row(open_room, paper, lambda one: one["Summary"] == "Better.")
    assert (cells["Venue"], cells["Status"]) == ("arXiv", "Submitted")


def test_two_who_edit_at_the_same_time_keep_each_others_fields(open_room: Newsroom) -> None:
    user = open_room.person("Gus")
    paper = submitted(open_room, user, venue="arXiv")
    open_form(open_room, user, paper)
    open_form(open_room, open_room.editor, paper)
    assert open_room.submit(open_room.editor, venue="ICML", authors="The editor's")["closed"]
    assert open_room.submit(user, summary="The summarizer's.")["closed"]
    cells = row(open_room, paper, lambda one: one["Summary"] == "The summarizer's.")
    assert (cells["Venue"], cells["Authors"]) == ("ICML", "The editor's")


def test_an_editor_mends_a_summary_which_stays_its_summarizers(open_room: Newsroom) -> None:
    user = open_room.person("Hal")
    paper = submitted(open_room, user, opinion="Fine.")
    modal = open_form(open_room, open_room.editor, paper)
    assert shown(modal, "opinion") == "Fine."
    assert open_room.submit(open_room.editor, summary="Mended.", opinion="Very fine.")["closed"]
    cells = row(open_room, paper, lambda one: one["Summary"] == "Mended.")
    assert (cells["Summarizer"], cells["My opinion"]) == ("Hal", "Very fine.")


def test_nobody_else_writes_somebodys_summary(open_room: Newsroom) -> None:
    owner, other = open_room.person("Ines"), open_room.person("Jo")
    paper = claimed(open_room, owner, "Ibexes")
    answer = open_room.slash(other, "/submit", paper)
    assert answer["modal"] is None
    assert f"“Ibexes” is with Ines. You can add an opinion: `/opinion {paper}`." in said(answer)


def test_a_form_that_is_not_ones_own_any_more_says_so_and_stays_open(open_room: Newsroom) -> None:
    owner, other = open_room.person("Kay"), open_room.person("Lou")
    paper = claimed(open_room, owner, "Koalas")
    open_form(open_room, owner, paper)
    open_room.slash(open_room.editor, "/release", paper)
    open_room.slash(other, "/claim", paper)
    answer = open_room.submit(owner, title="Koalas", category="News", summary="Mine.")
    assert answer["errors"]["summary"].startswith("“Koalas” is with Lou.")


def test_a_free_paper_is_claimed_by_submitting_it(open_room: Newsroom) -> None:
    user = open_room.person("Moe")
    paper = propose(open_room, user, "Mongooses")
    open_form(open_room, user, paper)
    assert open_room.submit(user, category="News", summary="Quick.")["closed"]
    assert row(open_room, paper, lambda one: one["Summary"])["Summarizer"] == "Moe"


def test_several_people_give_their_opinions_edit_and_withdraw_them(open_room: Newsroom) -> None:
    owner, second, third = (open_room.person(name) for name in ("Ned", "Ola", "Pim"))
    paper = submitted(open_room, owner)
    assert opine(open_room, second, paper, "Ola's view.")["closed"]
    assert opine(open_room, third, paper, "Pim's view.")["closed"]
    assert opine(open_room, owner, paper, "Ned's own.")["closed"]
    cells = row(open_room, paper, lambda one: "Ned's own." in one["My opinion"])
    assert cells["Summarizer"] == "Ned"
    assert cells["My opinion"] == (
        "Ned's own.\n\n**Ola's opinion:** Ola's view.\n\n**Pim's opinion:** Pim's view."
    )
    assert shown(open_form(open_room, second, paper, "/opinion"), "opinion") == "Ola's view."
    assert opine(open_room, second, paper, "Ola thought again.")["closed"]
    assert opine(open_room, third, paper, "")["closed"]
    assert opine(open_room, owner, paper, "")["closed"]
    cells = row(open_room, paper, lambda one: "Ned" not in one["My opinion"])
    assert cells["Summarizer"] == "Ned/Ola"
    assert cells["My opinion"] == "Ola thought again."


def test_an_opinion_comes_before_the_summary_too(open_room: Newsroom) -> None:
    owner, other = open_room.person("Quinn"), open_room.person("Rae")
    paper = claimed(open_room, owner)
    assert opine(open_room, other, paper, "Promising.")["closed"]
    assert row(open_room, paper, lambda one: one["My opinion"])["Summarizer"] == "Quinn/Rae"


def test_a_choice_of_papers_opens_the_opinion_too(open_room: Newsroom) -> None:
    user = open_room.person("Sam")
    papers = [submitted(open_room, user, f"Skunks {letter}") for letter in "ab"]
    asked = open_room.slash(open_room.person("Tess"), "/opinion", "skunks")
    assert offered(asked) == [("opinion", paper) for paper in papers]


@pytest.mark.parametrize("status", ["Published", "Dropped"])
def test_what_is_over_is_closed_to_writers(open_room: Newsroom, status: str) -> None:
    user = open_room.person("Una")
    paper = submitted(open_room, user, f"Unicorns {status.lower()}")
    row(open_room, paper, lambda one: one["Status"] == "Submitted")
    set_cell(open_room, paper, "Status", status)

    def refused() -> str | None:
        answer = said(open_room.slash(user, "/opinion", paper))
        return answer if "opinions on it are closed" in answer else None

    assert f"“Unicorns {status.lower()}” is {status.lower()}" in wait_for(refused)
    answer = said(open_room.slash(user, "/submit", paper))
    assert "cannot be changed here any more" in answer


def test_an_old_category_may_stay(open_room: Newsroom) -> None:
    user = open_room.person("Vic")
    paper = submitted(open_room, user)
    row(open_room, paper, lambda one: one["Category"])
    set_cell(open_room, paper, "Category", "Security")

    def prefilled() -> bool:
        modal = open_form(open_room, user, paper)
        return bool(shown(modal, "category") == "Security")

    wait_for(prefilled)
    assert open_room.submit(user, venue="arXiv")["closed"]
    cells = row(open_room, paper, lambda one: one["Venue"] == "arXiv")
    assert cells["Category"] == "Security"


def test_an_approved_summary_that_its_summarizer_changes_is_reviewed_again(
    open_room: Newsroom,
) -> None:
    user = open_room.person("Wim")
    paper = submitted(open_room, user)
    row(open_room, paper, lambda one: one["Status"] == "Submitted")
    set_cell(open_room, paper, "Status", "Approved")

    def warned() -> bool:
        modal = open_form(open_room, user, paper)
        (block,) = [one for one in modal["blocks"] if one["block_id"] == "summary"]
        return "approved already" in block["hint"]["text"]

    wait_for(warned)
    assert open_room.submit(user, summary="Changed.")["closed"]
    cells = row(open_room, paper, lambda one: one["Summary"] == "Changed.")
    assert cells["Status"] == "Submitted"


def test_a_button_in_an_answer_opens_the_form(open_room: Newsroom) -> None:
    user = open_room.person("Xen")
    answer = open_room.slash(user, "/claim", f"{new_link()} Xerus")
    paper = offered(answer)[0][1]
    opened = press(open_room, user, answer, "submit", paper)
    assert shown(opened["modal"], "title") == "Xerus"
