"""A text that is changed in Slack and in the sheet at the same time; a paper that is dropped."""

import requests

from tests.scenarios.doing import buttons, offered, open_form, row, submitted
from tests.scenarios.newsroom import PATIENCE, Json, Newsroom, text_of, told, wait_for


def out_of_reach(room: Newsroom) -> None:
    """Let Google be out of order for the bot's reads, and wait until it has noticed."""
    start = len(room.get("calls"))
    room.do("faults", side="sheets", match="namedRanges", kind="503", times=200)
    wait_for(lambda: any(call["status"] == 503 for call in room.get("calls")[start:]))


def back(room: Newsroom) -> None:
    address = f"{room.origin}/sandbox/faults"
    requests.delete(address, timeout=PATIENCE).raise_for_status()


def type_into(room: Newsroom, paper: str, column: str, text: str) -> None:
    sheet = room.sheet().worksheet("Database")
    header, *rows = sheet.get_all_values()
    number = next(at for at, one in enumerate(rows, 2) if one[header.index("ID")] == paper)
    sheet.update_cell(number, header.index(column) + 1, text)


def about(room: Newsroom, user: str, paper: str) -> Json:
    """Wait for the direct message about a conflict."""

    def found() -> Json | None:
        seen = room.messages(user, "bot")
        return next((one for one in seen if f"({paper}) was changed" in text_of(one)), None)

    return wait_for(found)


def in_conflict(room: Newsroom, user: str) -> str:
    """Let a summary be changed on both sides; return its paper."""
    paper = submitted(room, user)
    row(room, paper, lambda one: one["Status"] == "Submitted")
    out_of_reach(room)
    open_form(room, user, paper)
    assert room.submit(user, summary=f"{paper} from Slack.")["closed"]
    type_into(room, paper, "Summary", f"{paper} from the sheet.")
    back(room)
    return paper


def test_the_writer_can_bring_their_version_back(open_room: Newsroom) -> None:
    user = open_room.person("Ada")
    paper = in_conflict(open_room, user)
    message = about(open_room, user, paper)
    quoted = str(message["blocks"])
    assert f"{paper} from Slack." in quoted
    assert f"{paper} from the sheet." in quoted
    assert about(open_room, open_room.editor, paper)
    assert row(open_room, paper, lambda one: one["Summary"] == f"{paper} from the sheet.")
    answer = open_room.press(user, message, "conflict-take", "bot")
    assert "has brought the other version back" in told(answer)
    assert row(open_room, paper, lambda one: one["Summary"] == f"{paper} from Slack.")
    late = open_room.press(
        open_room.editor, about(open_room, open_room.editor, paper), "conflict-keep", "bot"
    )
    assert "Ada has brought the other version back" in told(late)


def test_a_form_that_was_opened_before_an_edit_does_not_replace_it(open_room: Newsroom) -> None:
    user = open_room.person("Al")
    paper = submitted(open_room, user)
    row(open_room, paper, lambda one: one["Status"] == "Submitted")
    open_form(open_room, user, paper)
    type_into(open_room, paper, "Summary", f"{paper} as the editor words it.")
    type_into(open_room, paper, "Venue", "arXiv")
    wait_for(lambda: "arXiv" in str(open_room.card(paper)["blocks"]))
    assert open_room.submit(user, summary=f"{paper} as Al words it.", year="2021")["closed"]
    assert row(open_room, paper, lambda one: one["Year"] == "2021")["Summary"] == (
        f"{paper} as the editor words it."
    )
    message = about(open_room, user, paper)
    assert f"{paper} as Al words it." in str(message["blocks"])


def test_a_conflict_waits_on_the_home_page_until_somebody_has_looked(open_room: Newsroom) -> None:
    user = open_room.person("Bo")
    paper = in_conflict(open_room, user)
    about(open_room, user, paper)
    home = open_room.get("home", user=user)
    value = next(value for action, value in buttons(home["blocks"]) if action == "conflict-keep")
    open_room.do("click", user=user, view="home", action_id="conflict-keep", value=value)
    wait_for(
        lambda: (
            "conflict-keep"
            not in [action for action, _ in buttons(open_room.get("home", user=user)["blocks"])]
        )
    )
    assert row(open_room, paper, lambda one: one["Summary"] == f"{paper} from the sheet.")


def test_an_editor_restores_a_paper_whose_row_was_deleted(open_room: Newsroom) -> None:
    user = open_room.person("Cy")
    paper = submitted(open_room, user)
    row(open_room, paper, lambda one: one["Status"] == "Submitted")
    sheet = open_room.sheet().worksheet("Database")
    header, *rows = sheet.get_all_values()
    sheet.delete_rows(
        next(at for at, one in enumerate(rows, 2) if one[header.index("ID")] == paper)
    )

    def dropped() -> Json | None:
        card = open_room.card(paper)
        return card if ("restore", paper) in buttons(card["blocks"]) else None

    card = wait_for(dropped)
    refused = open_room.press(user, card, "restore")
    assert "Only an editor" in told(refused)
    answer = open_room.press(open_room.editor, card, "restore")
    assert f"({paper}) is back: submitted" in told(answer)
    assert row(open_room, paper, lambda one: one["Summary"] == f"The summary of {paper}.")
    assert offered(answer) == []


def test_the_editors_notes_reach_the_summarizer_once(open_room: Newsroom) -> None:
    user = open_room.person("Di")
    paper = submitted(open_room, user)
    row(open_room, paper, lambda one: one["Status"] == "Submitted")
    type_into(open_room, paper, "Notes", f"Shorter, please: {paper}")

    def notes() -> list[Json]:
        return [
            one
            for one in open_room.messages(user, "bot")
            if f"please: {paper}" in str(one["blocks"])
        ]

    assert len(wait_for(notes)) == 1
    type_into(open_room, paper, "Venue", "arXiv")
    row(open_room, paper, lambda one: one["Venue"] == "arXiv")
    assert len(notes()) == 1
