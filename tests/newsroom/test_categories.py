import csv

import pytest

from bot.newsroom.categories import ALIGNMENT_NEWSLETTER, Categories
from tests.shared_data import shared

OURS = Categories(
    tree=(("Animals", ("Cats", "Dogs")), ("Weather", ("Weather",))),
    old_names={"Felines": "Cats", "Fish": "Fish"},
)


def test_names_are_in_the_order_of_print() -> None:
    assert OURS.names == ("Cats", "Dogs", "Weather")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cats", "Cats"),
        ("cats", "Cats"),
        ("  DOGS\xa0", "Dogs"),
        ("weather", "Weather"),
        ("felines", "Cats"),
        ("FISH", "Fish"),
        ("Animals", None),
        ("Cat", None),
        ("", None),
    ],
)
def test_a_category_is_found_however_it_is_spelled(text: str, found: str | None) -> None:
    assert OURS.find_category(text) == found


def test_a_newsletter_may_have_no_old_names() -> None:
    assert Categories(tree=(("Animals", ("Cats",)),)).find_category("cats") == "Cats"


def test_the_alignment_newsletters_sections_are_in_the_order_of_print() -> None:
    assert [section for section, _ in ALIGNMENT_NEWSLETTER.tree] == [
        "Technical AI alignment",
        "Near-term concerns",
        "AI governance",
        "Malicious use of AI",
        "Other progress in AI",
        "News",
    ]
    assert len(ALIGNMENT_NEWSLETTER.names) == len(set(ALIGNMENT_NEWSLETTER.names)) == 45


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("AI strategy and policy", "AI governance"),
        ("Miscellaneous (alignment)", "Miscellaneous (Alignment)"),
        ("security", "Security"),
        ("Highlights", None),
        ("Technical AI alignment", None),
    ],
)
def test_old_names_of_the_alignment_newsletter_are_known(text: str, found: str | None) -> None:
    assert ALIGNMENT_NEWSLETTER.find_category(text) == found


def test_every_category_of_the_real_sheet_is_known_as_it_is_spelled_there() -> None:
    with shared("newsletter/database-2022-04.csv").open(newline="", encoding="utf-8") as file:
        used = {row["Category"] for row in csv.DictReader(file)}
    assert len(used) == 47
    respelled = {name for name in used if ALIGNMENT_NEWSLETTER.find_category(name) != name}
    assert respelled == {"Miscellaneous (alignment)"}
