import csv
import json
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.newsroom.credits import Credits, Uncreditable, read_cells, write_cells
from bot.newsroom.papers import Opinion
from bot.newsroom.people import sheet_name
from tests.shared_data import shared

CELLS = [
    ("", "", Credits("", ())),
    ("Rohin", "", Credits("Rohin", ())),
    ("Rohin", "Nice.", Credits("Rohin", (Opinion("Rohin", "Nice."),))),
    ("Asya/Rohin", "Nice.", Credits("Asya", (Opinion("Rohin", "Nice."),))),
    ("/Rohin", "Nice.", Credits("", (Opinion("Rohin", "Nice."),))),
    ("", "Whose?", Credits("", (Opinion("", "Whose?"),))),
    ("Asya/Rohin", "", Credits("Asya", (Opinion("Rohin", ""),))),
    (
        "Zach",
        "Mine.\n\nStill mine. \n\n**Rohin's opinion:** His.\n\n**Dan H's opinion:** Dan’s.\n",
        Credits(
            "Zach",
            (
                Opinion("Zach", "Mine.\n\nStill mine. "),
                Opinion("Rohin", "His."),
                Opinion("Dan H", "Dan’s.\n"),
            ),
        ),
    ),
    (
        "Zach/Flo",
        "Flo’s.\n\n**Rohin's opinion:** His.",
        Credits("Zach", (Opinion("Flo", "Flo’s."), Opinion("Rohin", "His."))),
    ),
]

UNUSUAL = [
    ("Zach", "A.\n\n**Rohin’s opinion:** B.", "Rohin", "**Rohin’s opinion:** ", "B."),
    ("Zach", "A.\n\n**Rohin's opinion**: B.", "Rohin", "**Rohin's opinion**: ", "B."),
    ("Zach", "A.\n\n*Rohin's opinion:* B.", "Rohin", "*Rohin's opinion:* ", "B."),
    ("Zach", "A.\n\n**Andreas' opinion:** B.", "Andreas", "**Andreas' opinion:** ", "B."),
    ("Zach", "A.\n\n**Rohin's opinion:**\nB.", "Rohin", "**Rohin's opinion:**", "\nB."),
    ("Zach", "A.\n \n**Rohin's opinion:** B.", "Rohin", "\n \n**Rohin's opinion:** ", "B."),
    ("Zach", "**Rohin's opinion:** B.", "Rohin", "**Rohin's opinion:** ", "B."),
    ("Zach/Flo", "**Rohin's opinion:** B.", "Rohin", "**Rohin's opinion:** ", "B."),
]

NO_HEADINGS = [
    "Rohin's opinion: not bold.",
    "See **Rohin's opinion:** in the middle of a paragraph.",
    "A line.\n**Rohin's opinion:** without a blank line.",
    "**While there is a case**, it is not strong.",
    "**An opinion:** by nobody.",
]

names = st.text().map(sheet_name)
texts = st.lists(
    st.sampled_from(
        [
            "Fine.",
            " ",
            "\n",
            "\n\n",
            "**",
            "*",
            "Flo",
            "'s opinion",
            ":",
            ":** ",
            "/",
            "**Flo's opinion:** ",
        ]
    )
    | st.text(max_size=5)
).map("".join)
headings = st.sampled_from(
    ["", "**Flo’s opinion:** ", "**Flo's opinion**:", "\n\t\n*Flo's opinion:* ", "Flo thinks: "]
)
opinions = st.lists(st.builds(Opinion, names | st.just("Flo"), texts, headings), max_size=4)
cells = st.lists(
    st.sampled_from(
        ["A.", "\n", "\n\n", " ", "**Flo's opinion:** ", "**Flo’s opinion**: ", "_Flo's opinion:_"]
    )
    | st.text(max_size=5)
).map("".join)
credit_cells = st.sampled_from(["", "/", "A", "A/Flo", " A / Flo ", "Flo", "A/B/C"]) | st.text()


def whose(said: Credits) -> list[tuple[str, str]]:
    return [(" ".join(one.author.split()), one.text) for one in said.opinions]


@pytest.mark.parametrize(("credit", "cell", "said"), CELLS)
def test_two_cells_say_who_wrote_what(credit: str, cell: str, said: Credits) -> None:
    assert read_cells(credit, cell) == said
    assert write_cells(*said) == (credit, cell)


@pytest.mark.parametrize(("credit", "cell", "author", "heading", "text"), UNUSUAL)
def test_a_heading_spelled_in_another_way_is_known_and_kept(
    credit: str, cell: str, author: str, heading: str, text: str
) -> None:
    said = read_cells(credit, cell)
    assert said.opinions[-1] == Opinion(author, text, heading)
    assert write_cells(*said) == (credit, cell)


@pytest.mark.parametrize("cell", NO_HEADINGS)
def test_what_is_no_heading_belongs_to_the_text(cell: str) -> None:
    assert read_cells("Flo", cell) == Credits("Flo", (Opinion("Flo", cell),))


def test_a_credited_author_may_repeat_their_name_in_the_cell() -> None:
    cell = "**Rohin's opinion:** Nice."
    assert read_cells("Asya/Rohin", cell) == Credits("Asya", (Opinion("Rohin", cell),))


def test_stray_spaces_in_a_credit_stay() -> None:
    said = read_cells("Asya / Rohin ", "Nice.")
    assert write_cells(*said) == ("Asya / Rohin ", "Nice.")


def test_a_name_loses_stray_spaces_when_it_moves_into_a_heading() -> None:
    said = (Opinion("Asya", "Mine."), Opinion(" Rohin ", "Nice."))
    assert write_cells("Asya", said) == ("Asya", "Mine.\n\n**Rohin's opinion:** Nice.")


def test_a_heading_with_another_name_than_the_authors_is_not_used() -> None:
    said = (Opinion("Flo", "Mine."), Opinion("Rohin", "Nice.", "**Asya's opinion:** "))
    assert write_cells("Flo", said) == ("Flo", "Mine.\n\n**Rohin's opinion:** Nice.")


def test_without_the_summarizers_opinion_the_first_author_is_credited() -> None:
    said = (Opinion("Flo", "One."), Opinion("Rohin", "Two."))
    assert write_cells("Zach", said) == ("Zach/Flo", "One.\n\n**Rohin's opinion:** Two.")


@pytest.mark.parametrize(
    ("summarizer", "said", "sentence"),
    [
        ("Zach/Flo", (), "“Zach/Flo”"),
        ("Zach", (Opinion("Zach", "A.\n\n**Rohin's opinion:** B."),), "“**Rohin's opinion:**”"),
        ("Zach", (Opinion("Zach", "**Zach's opinion:** A."),), "“**Zach's opinion:**”"),
        ("Zach", (Opinion("Zach", ""), Opinion("Flo", "B.")), "opinion of Zach is empty"),
        ("Zach", (Opinion("Zach", "A."), Opinion("*", "B.")), "whose they are"),
    ],
)
def test_what_would_be_misread_is_refused_with_a_sentence(
    summarizer: str, said: tuple[Opinion, ...], sentence: str
) -> None:
    with pytest.raises(Uncreditable, match=re.escape(sentence)):
        write_cells(summarizer, said)


@given(credit_cells, cells)
def test_cells_are_written_as_they_were_read(credit: str, cell: str) -> None:
    summarizer, _, author = credit.partition("/")
    assume(summarizer != author)
    assert write_cells(*read_cells(credit, cell)) == (credit, cell)


@given(names | st.just(""), cells)
def test_a_summarizer_who_is_credited_twice_is_credited_once(name: str, cell: str) -> None:
    assert read_cells(f"{name}/{name}", cell) == read_cells(name, cell)


@given(names | st.just(""), opinions)
def test_what_is_written_is_read_back_or_refused(summarizer: str, said: list[Opinion]) -> None:
    try:
        written = write_cells(summarizer, said)
    except Uncreditable:
        return
    assert whose(read_cells(*written)) == whose(Credits(summarizer, tuple(said)))
    assert read_cells(*written).summarizer == summarizer


@given(names, st.lists(names, unique=True, max_size=4), st.data())
def test_plain_opinions_of_anybody_can_be_credited(
    summarizer: str, authors: list[str], data: st.DataObject
) -> None:
    plain = st.text(min_size=1).filter(lambda text: "opinion" not in text.casefold())
    said = tuple(Opinion(author, data.draw(plain)) for author in authors)
    assert whose(read_cells(*write_cells(summarizer, said))) == whose(Credits(summarizer, said))


def test_every_row_of_the_real_sheet_is_written_as_it_was_read() -> None:
    with shared("newsletter/database-2022-04.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1958
    several = 0
    for row in rows:
        given_cells = (row["Summarizer"], row["My opinion"])
        said = read_cells(*given_cells)
        assert write_cells(*said) == given_cells
        several += len(said.opinions) > 1
    assert several == 58


def test_opinions_given_in_slack_make_the_cells_of_a_real_issue() -> None:
    rows = json.loads(shared("newsletter/an95-rows.json").read_text(encoding="utf-8"))
    assert len(rows) == 10
    for row in rows:
        cells_of_row = (row["Summarizer"], row["My opinion"] or "")
        said = read_cells(*cells_of_row)
        assert [one.heading for one in said.opinions] == [""] * len(said.opinions)
        assert write_cells(*said) == cells_of_row
