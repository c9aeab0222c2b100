"""Every kind of field of a form: filled in by hand, and what the app then gets."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.page.doing import choose
from tests.page.form_app import FIELDS, Seated
from tests.sandbox.slack_world import Bot, Json, field


class Form:
    """A form with every kind of field, open for somebody."""

    def __init__(self, seated: Seated) -> None:
        self._seated = seated
        self.page: Page = seated.page
        self.dialog: Locator = seated.open(*FIELDS["blocks"])
        self.field("Line").fill("A line")

    def field(self, label: str, role: Any = "textbox") -> Locator:
        """A field by its label."""
        return self.dialog.get_by_role(role, name=label, exact=False).first

    def submit(self) -> dict[str, Any]:
        """Submit it, and return what the app was given."""
        self.dialog.get_by_role("button", name="Send").click()
        expect(self.dialog).to_be_hidden()
        return self._seated.handed_in()

    def error(self, block: str) -> Locator:
        """What is said to be wrong in a block."""
        return self.dialog.locator(f'[data-block="{block}"] .field-error')


@pytest.fixture
def form(seated: Seated) -> Form:
    """A form with every kind of field."""
    return Form(seated)


# -- typing


def test_lines_are_typed(form: Form) -> None:
    form.field("Line").fill("Just so")
    form.field("Lines").press_sequentially("one")
    form.field("Lines").press("Enter")
    form.field("Lines").press_sequentially("two")
    given = form.submit()
    assert (given["line"], given["lines"]) == ("Just so", "one\ntwo")


def test_the_first_field_has_the_focus_and_enter_submits_from_a_line(form: Form) -> None:
    expect(form.field("Line")).to_be_focused()
    form.page.keyboard.press("Enter")
    expect(form.dialog).to_be_hidden()


def test_ctrl_enter_submits_from_anywhere(form: Form) -> None:
    form.field("Lines").fill("x")
    form.page.keyboard.press("Control+Enter")
    expect(form.dialog).to_be_hidden()


def test_what_is_left_alone_stays_empty(form: Form) -> None:
    given = form.submit()
    assert {name for name, value in given.items() if value} == {"line"}


def test_how_many_characters_are_left_is_told_when_there_are_few(form: Form) -> None:
    counter = form.dialog.locator('[data-block="line"] .typing-counter')
    form.field("Line").fill("x" * 9)
    expect(counter).to_be_hidden()
    form.field("Line").fill("x" * 25)
    expect(counter).to_have_text("5")
    form.field("Line").fill("x" * 33)
    expect(counter).to_have_text("-3")
    expect(form.field("Line")).to_have_value("x" * 33)


@pytest.mark.parametrize(
    ("label", "block", "typed", "sentence"),
    [
        ("Line", "line", "", "Please complete this required field."),
        ("Line", "line", "ab", "Please use at least 3 characters."),
        ("Line", "line", "x" * 31, "Please use no more than 30 characters."),
        ("Address", "address", "no address", "Please enter a valid URL."),
        ("Email", "email", "nobody", "Please enter a valid email address."),
        ("Number", "number", "many", "Please enter a valid number."),
        ("Number", "number", "12", "Please enter a number of at most 9."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_which_gets_the_focus(
    form: Form, label: str, block: str, typed: str, sentence: str
) -> None:
    form.field(label).fill(typed)
    form.dialog.get_by_role("button", name="Send").click()
    expect(form.error(block)).to_have_text(sentence)
    expect(form.field(label)).to_be_focused()
    expect(form.field(label)).to_have_accessible_description(re.compile(re.escape(sentence)))
    expect(form.field(label)).to_have_attribute("aria-invalid", "true")
    form.field(label).fill("x")
    expect(form.error(block)).to_be_hidden()


def test_addresses_and_numbers_are_handed_in_as_text(form: Form) -> None:
    form.field("Address").fill("https://x.org/a")
    form.field("Email").fill("a@b.org")
    form.field("Number").fill("2.5")
    given = form.submit()
    assert (given["address"], given["email"], given["number"]) == (
        "https://x.org/a", "a@b.org", "2.5"
    )  # fmt: skip


# -- choosing


def test_an_option_is_chosen_by_mouse(form: Form) -> None:
    choose(form.dialog, "Colour", "Green")
    expect(form.field("Colour", "combobox")).to_have_value("Green")
    assert form.submit()["colour"] == {"text": text("Green"), "value": "g"}


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def test_an_option_is_chosen_by_typing_a_few_letters(form: Form) -> None:
    box = form.field("Colour", "combobox")
    box.press_sequentially("blu")
    expect(form.page.get_by_role("option")).to_have_text(["Deep blue"])
    box.press("Enter")
    expect(box).to_have_value("Deep blue")
    expect(form.page.get_by_role("listbox")).to_be_hidden()
    assert form.submit()["colour"]["value"] == "b"


def test_the_arrow_keys_walk_the_options_and_escape_leaves_them_alone(form: Form) -> None:
    box = form.field("Colour", "combobox")
    box.press("ArrowDown")
    active = form.page.get_by_role("listbox").locator("[data-active]")
    expect(active).to_have_text("Red")
    box.press("ArrowDown")
    expect(active).to_have_text("Green")
    expect(box).to_have_attribute("aria-activedescendant", re.compile(".+"))
    box.press("Escape")
    expect(form.page.get_by_role("listbox")).to_be_hidden()
    expect(form.dialog).to_be_visible()
    box.press("ArrowDown")
    box.press("ArrowUp")
    expect(active).to_have_text("Deep blue")
    box.press("Enter")
    assert form.submit()["colour"]["value"] == "b"


def test_what_was_typed_and_fits_nothing_is_not_chosen(form: Form) -> None:
    choose(form.dialog, "Colour", "Red")
    box = form.field("Colour", "combobox")
    box.fill("mauve")
    expect(form.page.get_by_text("No results")).to_be_visible()
    form.field("Line").focus()
    expect(box).to_have_value("Red")


def test_a_choice_that_may_be_left_out_is_cleared(form: Form) -> None:
    choose(form.dialog, "Colour", "Red")
    form.dialog.locator('[data-block="colour"]').get_by_role("button", name="Clear").click()
    expect(form.field("Colour", "combobox")).to_have_value("")
    assert form.submit()["colour"] is None


def test_groups_have_their_names(form: Form) -> None:
    form.field("Grouped", "combobox").click()
    groups = form.page.get_by_role("listbox").get_by_role("group")
    expect(groups).to_have_count(2)
    expect(form.page.get_by_role("group", name="Cold").get_by_role("option")).to_have_text(
        ["Green", "Deep blue"]
    )
    form.page.get_by_role("option", name="Deep blue").click()
    assert form.submit()["grouped"]["value"] == "b"


def test_several_options_are_chosen_and_taken_back_up_to_their_most(form: Form) -> None:
    box = form.field("Palette", "combobox")
    box.click()
    for name in ("Red", "Green"):
        form.page.get_by_role("option", name=name).click()
    expect(form.page.get_by_role("option", name="Deep blue")).to_be_disabled()
    expect(form.page.get_by_role("option", name="Red")).to_have_attribute("aria-selected", "true")
    form.dialog.get_by_role("button", name="Remove Red").click()
    box.press_sequentially("deep")
    box.press("Enter")
    box.press("Escape")
    expect(form.dialog.locator(".combo-token")).to_have_text(["Green", "Deep blue"])
    box.press("Backspace")
    assert [one["value"] for one in form.submit()["palette"]] == ["g"]


def test_the_app_is_asked_for_options_once_enough_is_typed(form: Form) -> None:
    box = form.field("Remote", "combobox")
    box.click()
    expect(form.page.get_by_text("Type 2 or more characters to search.")).to_be_visible()
    box.press_sequentially("deep")
    expect(form.page.get_by_role("option")).to_have_text(["deep one", "deep two"])
    form.page.get_by_role("option", name="deep two").click()
    expect(box).to_have_value("deep two")
    assert form.submit()["remote"] == {"text": text("deep two"), "value": "deep-2"}


def test_several_of_the_apps_options_are_chosen_from_several_searches(form: Form) -> None:
    box = form.field("Distant", "combobox")
    for typed in ("first", "other"):
        box.fill(typed)
        form.page.get_by_role("option", name=f"{typed} one").click()
    assert [one["value"] for one in form.submit()["distant"]] == ["first-1", "other-1"]


def test_people_are_chosen(form: Form, forms: Bot) -> None:
    someone = forms.world.person("Quentin Quill")
    choose(form.dialog, "Person", "Quentin Quill quentin.quill")
    box = form.field("People", "combobox")
    box.fill("quent")
    box.press("Enter")
    box.fill("ada")
    box.press("Enter")
    given = form.submit()
    assert given["person"] == someone
    assert given["people"] == [someone, forms.world.editor]


def test_channels_and_conversations_are_chosen(form: Form, forms: Bot) -> None:
    choose(form.dialog, "Channel", "newsletter")
    form.field("Talk", "combobox").click()
    expect(form.page.get_by_role("option")).to_have_count(2)
    form.page.get_by_role("option", name="Forms").click()
    given = form.submit()
    assert given["channel"] == forms.world.channel
    assert given["talk"].startswith("D")


def test_boxes_are_checked_and_one_of_several_is_picked(form: Form) -> None:
    form.dialog.get_by_role("checkbox", name="Second").check()
    form.dialog.get_by_role("checkbox", name="First").check()
    expect(form.dialog.get_by_text("The first of two")).to_be_visible()
    form.dialog.get_by_role("radio", name="Green").check()
    form.dialog.get_by_role("radio", name="Red").check()
    given = form.submit()
    assert [one["value"] for one in given["checks"]] == ["1", "2"]
    assert given["radio"]["value"] == "r"


# -- dates and times


def test_a_day_is_picked_from_the_calendar(form: Form) -> None:
    form.field("Day", "button").click()
    calendar = form.page.get_by_role("dialog", name="Choose a date")
    title = calendar.locator(".calendar-title").inner_text()
    calendar.get_by_role("button", name="Next month").click()
    expect(calendar.locator(".calendar-title")).not_to_have_text(title)
    calendar.locator(".calendar-day:not([data-outside])").get_by_text("17", exact=True).click()
    expect(calendar).to_be_hidden()
    expect(form.field("Day", "button")).to_have_accessible_name(re.compile(r"Day .*17th, 20\d\d"))
    assert re.fullmatch(r"20\d\d-\d\d-17", form.submit()["day"])


def test_the_calendar_is_walked_by_keyboard(form: Form) -> None:
    button = form.field("Day", "button")
    button.press("Enter")
    today = form.page.locator(".calendar-day[data-today]")
    expect(today).to_be_focused()
    first = today.get_attribute("aria-label")
    for key in ("ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft", "PageDown", "PageUp"):
        form.page.keyboard.press(key)
    expect(form.page.locator(":focus")).to_have_attribute("aria-label", first or "")
    form.page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(form.dialog).to_be_visible()
    button.press("Enter")
    form.page.keyboard.press("Enter")
    expect(button).to_be_focused()
    expect(button).to_have_accessible_name(re.compile(re.escape(first or "")))


@pytest.mark.parametrize(("typed", "time"), [("5:30 pm", "17:30"), ("07:15", "07:15")])
def test_a_time_is_typed(form: Form, typed: str, time: str) -> None:
    form.field("Hour", "combobox").fill(typed)
    form.field("Line").focus()
    assert form.submit()["hour"] == time


def test_a_time_is_chosen_from_the_list(form: Form) -> None:
    choose(form.dialog, "Hour", "09:30")
    assert form.submit()["hour"] == "09:30"


def test_a_moment_is_the_readers_own(form: Form, forms: Bot, seated: Seated) -> None:
    forms.world.do("people", id=seated.person, name="Sedna Seated", tz="Asia/Kolkata")
    expect(form.page.get_by_text("Kolkata").first).to_be_visible()
    moment = form.dialog.get_by_role("group", name="Moment")
    moment.get_by_role("button", name="Date").click()
    form.page.get_by_role("dialog", name="Choose a date").locator("[data-today]").click()
    moment.get_by_role("combobox", name="Time").fill("05:30")
    form.field("Line").focus()
    assert form.submit()["moment"] % 86_400 == 0


# -- what is typed is not lost


def test_what_was_typed_is_there_again_after_a_reload(form: Form) -> None:
    form.field("Lines").fill("many words")
    form.field("Box").fill("formatted words")
    choose(form.dialog, "Colour", "Green")
    with form.page.expect_response("**/sandbox/fill") as filled:
        form.dialog.get_by_role("checkbox", name="Second").check()
    assert filled.value.ok
    form.page.reload()
    expect(form.field("Lines")).to_have_value("many words")
    expect(form.field("Box")).to_have_text("formatted words")
    expect(form.field("Colour", "combobox")).to_have_value("Green")
    expect(form.dialog.get_by_role("checkbox", name="Second")).to_be_checked()
    given = form.submit()
    assert (given["line"], given["lines"]) == ("A line", "many words")


def test_a_file_input_says_that_the_sandbox_takes_none(seated: Seated) -> None:
    files: Json = {"type": "file_input", "filetypes": ["pdf"], "max_files": 2}
    dialog = seated.open(field("papers", files, optional=True))
    expect(dialog.get_by_role("group", name="Papers")).to_contain_text(
        "up to 2 files (pdf) can be added here. The sandbox takes none."
    )
