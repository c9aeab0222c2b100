"""Modals: over each other, with what is wrong in them, and with what is typed in them kept."""

import re
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.page.doing import choose, message_box, modal, say
from tests.page.form_app import handed_in, show
from tests.page.visits import Visits
from tests.sandbox.slack_world import Bot, Json, actions, button, field, option, plain, section

_names = (f"Somebody {number}" for number in count(1))


class Someone:
    """Somebody new, and their page."""

    def __init__(self, forms: Bot, visit: Visits) -> None:
        self.forms = forms
        self.id = forms.world.person(next(_names))
        self.page: Page = visit(forms.world, self.id)

    def heard(self, kind: str) -> list[Json]:
        """What the app was told of them."""
        return [b for b in self.forms.heard_of(kind) if b.get("user", {}).get("id") == self.id]


@pytest.fixture
def someone(forms: Bot, visit: Visits) -> Someone:
    """Somebody new, and their page."""
    return Someone(forms, visit)


def trouble(dialog: Locator) -> Locator:
    """What is said at the foot of a modal."""
    return dialog.locator(".modal-trouble")


# -- over each other


def test_modals_stand_over_each_other_and_only_the_topmost_is_seen(someone: Someone) -> None:
    say(someone.page, "/stack")
    modal(someone.page, "Storey 1").get_by_role("textbox", name="Note").fill("kept below")
    modal(someone.page, "Storey 1").get_by_role("button", name="Higher").click()
    expect(modal(someone.page, "Storey 2")).to_be_visible()
    expect(modal(someone.page, "Storey 1")).to_be_hidden()
    modal(someone.page, "Storey 2").get_by_role("button", name="Higher").click()
    expect(modal(someone.page, "Storey 3")).to_be_visible()
    someone.page.keyboard.press("Escape")
    expect(modal(someone.page, "Storey 2")).to_be_visible()
    modal(someone.page, "Storey 2").get_by_role("button", name="Send").click()
    below = modal(someone.page, "Storey 1")
    expect(below.get_by_role("textbox", name="Note")).to_have_value("kept below")
    expect(below.locator(":focus")).to_have_count(1)
    below.get_by_role("button", name="Close").first.click()
    expect(below).to_be_hidden()
    expect(message_box(someone.page)).to_be_focused()


def test_no_more_than_three_stand_open(someone: Someone) -> None:
    say(someone.page, "/stack")
    for storey in (1, 2):
        modal(someone.page, f"Storey {storey}").get_by_role("button", name="Higher").click()
    top = modal(someone.page, "Storey 3")
    top.get_by_role("button", name="Higher").click()
    someone.forms.wait_for(lambda: len(someone.heard("block_actions")) == 3)
    expect(top).to_be_visible()


def test_what_is_below_a_modal_cannot_be_reached(someone: Someone) -> None:
    say(someone.page, "/ask")
    dialog = modal(someone.page, "A form")
    expect(dialog.get_by_role("textbox")).to_be_focused()
    for _ in range(12):
        someone.page.keyboard.press("Tab")
        expect(dialog.locator(":focus")).to_have_count(1)
    for _ in range(12):
        someone.page.keyboard.press("Shift+Tab")
        expect(dialog.locator(":focus")).to_have_count(1)
    expect(someone.page.locator(".slack-body")).to_have_attribute("inert", "")


def test_a_click_beside_a_modal_leaves_it(someone: Someone) -> None:
    say(someone.page, "/ask")
    dialog = modal(someone.page, "A form")
    dialog.get_by_role("textbox").fill("not lost")
    someone.page.mouse.click(30, 300)
    expect(dialog.get_by_role("textbox")).to_have_value("not lost")


def test_a_modal_is_open_for_one_person_and_not_for_another(
    someone: Someone, forms: Bot, visit: Visits
) -> None:
    say(someone.page, "/ask")
    expect(modal(someone.page, "A form")).to_be_visible()
    other = Someone(forms, visit)
    expect(message_box(other.page)).to_be_visible()
    expect(modal(other.page, "A form")).to_be_hidden()


# -- submitting and closing


def test_what_the_app_finds_wrong_is_said_at_the_field(someone: Someone) -> None:
    say(someone.page, "/ask")
    dialog = modal(someone.page, "A form")
    title = dialog.get_by_role("textbox", name="Title")
    title.fill("wrong")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_text("That is wrong.")).to_be_visible()
    expect(title).to_be_focused()
    expect(title).to_have_value("wrong")
    title.fill("right")
    expect(dialog.get_by_text("That is wrong.")).to_be_hidden()
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_be_hidden()


def test_an_app_that_does_not_answer_leaves_the_modal_with_what_was_typed(
    someone: Someone,
) -> None:
    say(someone.page, "/ask")
    dialog = modal(someone.page, "A form")
    dialog.get_by_role("textbox", name="Title").fill("deaf")
    send = dialog.get_by_role("button", name="Send")
    send.click()
    expect(send).to_have_attribute("aria-busy", "true")
    expect(trouble(dialog)).to_have_text("We had some trouble connecting. Try again?")
    expect(send).not_to_have_attribute("aria-busy", "true")
    expect(dialog.get_by_role("textbox", name="Title")).to_have_value("deaf")
    dialog.get_by_role("textbox", name="Title").fill("awake")
    send.click()
    expect(dialog).to_be_hidden()


def test_a_sandbox_that_is_gone_is_told_at_the_modal(someone: Someone, visit: Visits) -> None:
    visit.allow("ERR_")
    say(someone.page, "/ask")
    dialog = modal(someone.page, "A form")
    dialog.get_by_role("textbox", name="Title").fill("typed")
    someone.page.route("**/sandbox/submit", lambda route: route.abort())
    dialog.get_by_role("button", name="Send").click()
    expect(trouble(dialog)).to_contain_text("The sandbox does not answer")
    expect(dialog.get_by_role("textbox", name="Title")).to_have_value("typed")
    someone.page.unroute("**/sandbox/submit")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_be_hidden()


def test_what_is_closed_is_thrown_away_as_in_slack(someone: Someone) -> None:
    for _ in range(2):
        say(someone.page, "/ask")
        title = modal(someone.page, "A form").get_by_role("textbox", name="Title")
        expect(title).to_have_value("")
        title.fill("gone")
        someone.page.keyboard.press("Escape")
        expect(modal(someone.page, "A form")).to_be_hidden()
    assert someone.heard("view_submission") == []


def test_a_modal_without_a_button_to_submit_can_be_closed(someone: Someone, forms: Bot) -> None:
    trigger_id = forms.world.sandbox.slack.triggers.new(someone.id)
    view = {"type": "modal", "title": plain("Only said"), "close": plain("Fine"),
            "blocks": [section("Nothing to fill in")]}  # fmt: skip
    forms.world.client.views_open(trigger_id=trigger_id, view=view)
    dialog = modal(someone.page, "Only said")
    expect(dialog).to_be_focused()
    expect(dialog.get_by_role("button", name="Send")).to_have_count(0)
    dialog.get_by_role("button", name="Fine").click()
    expect(dialog).to_be_hidden()


# -- while it stands open


def test_a_press_in_a_modal_updates_it_and_what_is_typed_stays(someone: Someone) -> None:
    say(someone.page, "/live")
    dialog = modal(someone.page, "A form")
    kept, rich = (dialog.get_by_role("textbox", name=name) for name in ("Kept", "Rich"))
    kept.fill("some words")
    rich.click()
    someone.page.keyboard.type("and *more*")
    dialog.get_by_role("button", name="Count").click()
    expect(dialog.get_by_text("Counted to 1")).to_be_visible()
    expect(kept).to_have_value("some words")
    expect(rich.locator("b")).to_have_text("more")
    pressed = someone.heard("block_actions")[-1]["view"]["state"]["values"]
    assert pressed["kept"]["value"]["value"] == "some words"
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_be_hidden()
    assert handed_in(someone.forms, someone.id)["kept"] == "some words"


def test_an_update_leaves_the_caret_where_it_is(someone: Someone) -> None:
    say(someone.page, "/live")
    dialog = modal(someone.page, "A form")
    kept = dialog.get_by_role("textbox", name="Kept")
    kept.press_sequentially("before")
    view = someone.forms.world.get("modal", user=someone.id)
    fresh = {name: view[name] for name in ("type", "title", "submit", "callback_id", "blocks")}
    fresh["private_metadata"] = "0"
    fresh["blocks"] = [{**section("Something new"), "block_id": "new"}, *view["blocks"]]
    someone.forms.world.client.views_update(view_id=view["id"], view=fresh)
    expect(dialog.get_by_text("Something new")).to_be_visible()
    expect(kept).to_be_focused()
    someone.page.keyboard.type(" and after")
    expect(kept).to_have_value("before and after")


def test_a_field_that_is_told_to_the_app_is_so_on_enter(someone: Someone) -> None:
    say(someone.page, "/live")
    dialog = modal(someone.page, "A form")
    told = dialog.get_by_role("textbox", name="Told")
    expect(told).to_have_accessible_description("Press Enter to submit.")
    told.fill("a word")
    told.press("Enter")
    expect(dialog.get_by_text("Counted to 10")).to_be_visible()
    action = someone.heard("block_actions")[-1]["actions"][0]
    assert (action["action_id"], action["value"]) == ("dispatched", "a word")
    expect(told).to_have_value("a word")


def test_choices_that_stand_by_themselves_are_told_at_once(someone: Someone, forms: Bot) -> None:
    colours = [option("Red", "r"), option("Green", "g")]
    select = {"type": "static_select", "action_id": "chosen", "options": colours,
              "placeholder": plain("Colour")}  # fmt: skip
    boxes = {"type": "checkboxes", "action_id": "chosen", "options": colours}
    show(forms, someone.id, section("Choose", accessory=select), actions(boxes))
    dialog = modal(someone.page, "A form")
    dialog.get_by_role("combobox", name="Colour").fill("gre")
    someone.page.keyboard.press("Enter")
    forms.wait_for(lambda: someone.heard("block_actions"))
    dialog.get_by_role("checkbox", name="Red").check()
    forms.wait_for(lambda: len(someone.heard("block_actions")) == 2)
    chosen, checked = (body["actions"][0] for body in someone.heard("block_actions"))
    assert chosen["selected_option"]["value"] == "g"
    assert [one["value"] for one in checked["selected_options"]] == ["r"]
    expect(dialog.get_by_role("combobox", name="Colour")).to_have_value("Green")


CONFIRM: Json = {
    "title": plain("Really?"),
    "text": plain("It cannot be undone."),
    "confirm": plain("Do it"),
    "deny": plain("Leave it"),
    "style": "danger",
}


def test_what_asks_first_waits_for_the_answer(someone: Someone, forms: Bot) -> None:
    show(forms, someone.id, actions(button("chosen", confirm=CONFIRM)))
    dialog = modal(someone.page, "A form")
    press = dialog.get_by_role("button", name="Chosen")
    press.click()
    asked = someone.page.get_by_role("alertdialog", name="Really?")
    expect(asked).to_contain_text("It cannot be undone.")
    asked.get_by_role("button", name="Leave it").click()
    expect(asked).to_be_hidden()
    expect(press).to_be_focused()
    press.click()
    someone.page.keyboard.press("Escape")
    expect(asked).to_be_hidden()
    expect(dialog).to_be_visible()
    assert someone.heard("block_actions") == []
    press.click()
    asked.get_by_role("button", name="Do it").click()
    forms.wait_for(lambda: len(someone.heard("block_actions")) == 1)


def test_a_choice_that_is_thought_better_of_is_taken_back(someone: Someone, forms: Bot) -> None:
    colours = [option("Red", "r"), option("Green", "g")]
    select = {"type": "static_select", "action_id": "chosen", "options": colours,
              "initial_option": colours[0], "placeholder": plain("Colour"),
              "confirm": CONFIRM}  # fmt: skip
    show(forms, someone.id, actions(select))
    dialog = modal(someone.page, "A form")
    colour = dialog.get_by_role("combobox", name="Colour")
    for answer, left in (("Leave it", "Red"), ("Do it", "Green")):
        choose(dialog, "Colour", "Green")
        asked = someone.page.get_by_role("alertdialog", name="Really?")
        asked.get_by_role("button", name=answer).click()
        expect(asked).to_be_hidden()
        expect(colour).to_have_value(left)
    forms.wait_for(lambda: len(someone.heard("block_actions")) == 1)


def test_options_that_nobody_gives_are_told_in_the_list(someone: Someone, forms: Bot) -> None:
    remote = {"type": "external_select", "action_id": "unheard", "min_query_length": 1}
    show(forms, someone.id, field("far", remote))
    modal(someone.page, "A form").get_by_role("combobox", name="Far").fill("x")
    expect(someone.page.get_by_role("listbox")).to_have_text(
        "We had some trouble connecting. Try again?"
    )


def test_a_press_that_nobody_takes_says_so_beside_it(someone: Someone, forms: Bot) -> None:
    show(forms, someone.id, actions(button("unheard")))
    dialog = modal(someone.page, "A form")
    dialog.get_by_role("button", name="Unheard").click()
    expect(dialog.get_by_role("alert").filter(visible=True)).to_have_text(
        "We had some trouble connecting. Try again?"
    )


def test_what_is_typed_is_there_in_another_window_too(
    someone: Someone, forms: Bot, visit: Visits
) -> None:
    show(forms, someone.id, field("title", {"type": "plain_text_input"}))
    with someone.page.expect_response("**/sandbox/fill"):
        modal(someone.page, "A form").get_by_role("textbox", name="Title").fill("half a title")
    other = visit(forms.world, someone.id)
    expect(modal(other, "A form").get_by_role("textbox")).to_have_value("half a title")


def test_a_modal_says_its_name_its_hints_and_what_is_optional(someone: Someone, forms: Bot) -> None:
    blocks: list[Any] = [
        field("must", {"type": "plain_text_input"}, hint=plain("A hint :tada:")),
        field("may", {"type": "plain_text_input"}, optional=True),
    ]
    show(forms, someone.id, *blocks)
    dialog = modal(someone.page, "A form")
    expect(dialog.get_by_role("heading", name="A form")).to_be_visible()
    must = dialog.get_by_role("textbox", name=re.compile("^Must$"))
    expect(must).to_have_accessible_description(re.compile("^A hint"))
    expect(must).to_have_attribute("aria-required", "true")
    expect(dialog.get_by_role("textbox", name="May (optional)")).to_be_visible()
