import csv
from collections import defaultdict
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.newsroom.finding import Wanted, match_titles, normalized_title, parse, same_title
from bot.newsroom.links import canonical
from tests.shared_data import shared

TYPED = [
    ("P12", Wanted("P12", None, "")),
    ("p12", Wanted("P12", None, "")),
    (" #P12 ", Wanted("P12", None, "")),
    ("`P012`.", Wanted("P12", None, "")),
    ("P12 reasons", Wanted(None, None, "P12 reasons")),
    ("P" + "9" * 5000, Wanted(None, None, "P" + "9" * 5000)),
    ("", Wanted(None, None, "")),
    (" \n", Wanted(None, None, "")),
    ("utility  functions\xa0", Wanted(None, None, "utility functions")),
    ("“Utility functions”", Wanted(None, None, "Utility functions")),
    ('"Utility functions"', Wanted(None, None, "Utility functions")),
    ('"Normative" and "descriptive"', Wanted(None, None, '"Normative" and "descriptive"')),
    ("R&amp;D &lt;3", Wanted(None, None, "R&D <3")),
    ("https://x.org/a", Wanted(None, "https://x.org/a", "")),
    ("<https://x.org/a|x.org>", Wanted(None, "https://x.org/a", "")),
    ("<https://x.org/?a=1&amp;b|x> R&amp;D", Wanted(None, "https://x.org/?a=1&b", "R&D")),
    ("https://x.org/a “A  title”", Wanted(None, "https://x.org/a", "A title")),
    ("https://x.org/a: A title?", Wanted(None, "https://x.org/a", "A title?")),
    ("A title - https://x.org/a", Wanted(None, "https://x.org/a", "A title")),
    ("A title (https://x.org/a).", Wanted(None, "https://x.org/a", "A title")),
    ("[A title](https://x.org/a)", Wanted(None, "https://x.org/a", "A title")),
    ("&lt;https://x.org/a&gt; A title", Wanted(None, "https://x.org/a", "A title")),
    ("“https://x.org/a”", Wanted(None, "https://x.org/a", "")),
    ("arXiv:2003.03384 AutoML", Wanted(None, "https://arxiv.org/abs/2003.03384", "AutoML")),
]

SPELLINGS = [
    ("AI Safety via Debate", "ai safety  via debate "),
    (
        "Robust Cooperation in the Prisoner’s Dilemma",
        "robust cooperation in the prisoner's dilemma",
    ),
    ("Human-Aligned AI: a “new” idea", 'Human Aligned AI - A "New" Idea'),
    ("[Learning the prior](https://x.org/a_(b)) explained", "Learning the prior, explained"),
    ("A\xa0title…", "A title"),
    ("Straße", "STRASSE"),
    ("ﬁeld", "field"),
    ("Café", "Cafe\u0301"),
]

SAME = [
    ("Agent57", "Agent57: Outperforming the human Atari benchmark"),
    ("world models", "Embedded World-Models and more"),
    (
        "Motivating the Rules of the Game",
        "Motivating the Rules of the Game for Adversarial Examples",
    ),
    ("Atari erly", "Atari early"),
    ("An Ortodox Case Against Utility Functoins", "An Orthodox Case Against Utility Functions"),
    ("Web TAISU", "WebTAISU"),
    (
        "Learning the prior",
        "[Better priors](https://x.org/a) and [Learning the prior](https://x.org/b)",
    ),
]

NOT_SAME = [
    ("", "Embedded World-Models"),
    ("Embedded World-Models", ""),
    ("Reframing Impact - Part 2", "Reframing Impact - Part 3"),
    ("Embedded World-Models", "Embedded World-Models (Addendum)"),
    ("State of AI", "State of AI Report 2020"),
    ("Towards a New Impact Measure", "Comment on Towards a New Impact Measure"),
    ("impact", "Impactful work"),
    ("mesa learning", "meta learning"),
]

TITLES = {
    "P1": "An Orthodox Case Against Utility Functions",
    "P2": "Utility functions",
    "P3": "The case for utility functions",
    "P4": "Embedded World-Models",
    "P5": "Embedded World-Models (Addendum)",
    "P6": "Reframing Impact - Part 1",
    "P7": "Reframing Impact - Part 2",
    "P8": "Learning Complex Goals with Iterated Amplification",
    "P9": "???",
    "P10": "",
}

MATCHES = [
    ("utility functions", ["P2"]),
    ("UTILITY FUNCTIONS!", ["P2"]),
    ("for utility functions", ["P3"]),
    ("world models", ["P4", "P5"]),
    ("embedded world models", ["P4"]),
    ("functions utility", ["P1", "P2", "P3"]),
    ("func orth", ["P1"]),
    ("reframing impact part 2", ["P7"]),
    ("reframing impact", ["P6", "P7"]),
    ("refarming impact part 2", ["P7"]),
    ("refarming impact", ["P6", "P7"]),
    ("iterated amplifcation", ["P8"]),
    ("utilty functions", ["P2"]),
    ("???", ["P9"]),
    ("the quick brown fox", []),
    ("reframing impact part 3", []),
    ("", []),
    (" ", []),
]


def real_rows() -> list[dict[str, str]]:
    with shared("newsletter/database-2022-04.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("text", "wanted"), TYPED)
def test_what_a_person_typed_is_taken_apart(text: str, wanted: Wanted) -> None:
    assert parse(text) == wanted


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        ("https://a.org/1 https://b.org/2", "", "https://b.org/2"),
        ("<https://a.org/1|one> and <https://b.org/2|two>", "and", "https://b.org/2"),
        ("https://a.org/1 Title, see https://b.org/2", "Title, see", "https://b.org/2"),
        ("https://a.org/1 www.b.org/2", "", "https://www.b.org/2"),
        ("https://a.org/1 http://www.a.org/1/ Title", "Title", None),
        ("https://a.org/1 https://a.org/1 https://b.org/2", "", "https://b.org/2"),
        ("https://a.org/1 Pairs/groups with Node.js/Deno", "Pairs/groups with Node.js/Deno", None),
        ("https://a.org/1 What https:// means", "What https:// means", None),
    ],
)
def test_a_second_link_is_another_paper_unless_it_is_the_same(
    text: str, words: str, other: str | None
) -> None:
    assert parse(text) == Wanted(None, "https://a.org/1", words, other)


def test_no_real_title_is_taken_for_a_second_link() -> None:
    named = [parse(f"https://a.org/1 {row['Title']}") for row in real_rows()]
    assert [one for one in named if one.other_url] == []


@given(st.text())
def test_anything_can_be_typed(text: str) -> None:
    wanted = parse(text)
    assert wanted.words == " ".join(wanted.words.split())
    assert not (wanted.paper_id and (wanted.url or wanted.words))


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_a_title_have_one_form(one: str, other: str) -> None:
    assert normalized_title(one) == normalized_title(other)


@given(st.text())
def test_the_form_of_a_title_is_its_own_form(title: str) -> None:
    form = normalized_title(title)
    assert normalized_title(form) == form


@pytest.mark.parametrize(("words", "title"), SAME)
def test_words_name_the_title_that_they_belong_to(words: str, title: str) -> None:
    assert same_title(words, title)


@pytest.mark.parametrize(("words", "title"), NOT_SAME)
def test_words_of_another_title_do_not_name_this_one(words: str, title: str) -> None:
    assert not same_title(words, title)


def test_real_papers_behind_one_link_are_kept_apart() -> None:
    behind: dict[str, set[str]] = defaultdict(set)
    for row in real_rows():
        if row["Title URL"]:
            behind[canonical(row["Title URL"])].add(row["Title"].strip())
    pairs = [pair for titles in behind.values() for pair in permutations(titles, 2)]
    assert len(pairs) == 38
    assert [pair for pair in pairs if same_title(*pair)] == []


def test_a_real_title_names_itself() -> None:
    titles = [row["Title"] for row in real_rows()]
    assert [title for title in titles if not same_title(title.upper(), title)] == []


@pytest.mark.parametrize(("words", "ids"), MATCHES)
def test_the_best_kind_of_match_counts(words: str, ids: list[str]) -> None:
    assert match_titles(words, TITLES) == ids


def test_without_titles_nothing_matches() -> None:
    assert match_titles("anything", {}) == []


def test_of_titles_with_typos_the_nearest_comes_first() -> None:
    titles = {
        "P1": "Iterated, and then some amplification",
        "P2": "On and on, iterated amplification",
    }
    assert match_titles("iterated amplifcation", titles) == ["P2", "P1"]


@given(st.text(), st.dictionaries(st.text(max_size=3), st.text(), max_size=5))
def test_any_words_can_be_looked_for(words: str, titles: dict[str, str]) -> None:
    found = match_titles(words, titles)
    assert len(found) == len(set(found))
    assert set(found) <= set(titles)


def test_every_real_title_is_found_by_itself() -> None:
    titles = {str(number): row["Title"] for number, row in enumerate(real_rows())}
    for number, title in list(titles.items())[::20]:
        found = match_titles(title, titles)
        assert number in found
        assert {normalized_title(titles[one]) for one in found} == {normalized_title(title)}
