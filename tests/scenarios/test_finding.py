"""Finding what was handed in: by its words, page by page, and shown to a whole channel."""

from itertools import count

import pytest

from tests.scenarios.doing import claimed, offered, press, said, submitted
from tests.scenarios.newsroom import Newsroom, text_of, wait_for

pytestmark = pytest.mark.xdist_group("finding")

_words = count(1)


def word() -> str:
    """Return a word that no other test writes."""
    return f"Quokka{next(_words)}"


def test_a_summary_is_found_by_its_words_and_posted_where_find_was_typed(
    open_room: Newsroom,
) -> None:
    room, rare = open_room, word()
    ada, bo = room.person("Ada"), room.person("Bo")
    paper = submitted(room, ada, f"The paper {rare}", summary=f"It is about a {rare}.")
    answer = room.slash(bo, "/find", f"{rare.lower()} by:ada")
    assert f"The paper {rare}" in said(answer)
    assert f"*{rare}*" in said(answer)
    assert offered(answer) == [("find-post", paper)]
    press(room, bo, answer, "find-post", paper)
    posted = wait_for(
        lambda: [one for one in room.messages(ada) if "Found by" in text_of(one)],
    )
    assert f"The paper {rare}" in text_of(posted[0])
    assert f"<@{bo}>" in text_of(posted[0])


def test_more_than_a_page_is_leafed_through(open_room: Newsroom) -> None:
    room, rare = open_room, word()
    ada = room.person("Leafing")
    for number in range(6):
        room.slash(ada, "/propose", f"https://example.com/{rare}/{number} Title {number} {rare}")
    answer = room.slash(ada, "/find", rare)
    *first, (more, value) = offered(answer)
    assert (len(first), more) == (5, "find-more")
    turned = press(room, ada, answer, "find-more", value)
    ((action, last),) = offered(turned)
    assert action == "find-post"
    assert last not in [paper for _, paper in first]
    assert "Page 2" in said(turned)


def test_a_draft_that_is_not_handed_in_shows_to_nobody(open_room: Newsroom) -> None:
    room, rare = open_room, word()
    ada, bo = room.person("Drafting"), room.person("Curious")
    paper = submitted(room, ada, f"Title {rare}", summary="Wombats and nothing else.")
    assert offered(room.slash(bo, "/find", f"wombats {rare}")) == [("find-post", paper)]
    other = claimed(room, ada, f"Another {rare}")
    assert offered(room.slash(bo, "/find", f"wombats {rare}")) == [("find-post", paper)]
    assert ("find-post", other) in offered(room.slash(bo, "/find", rare))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "What are you looking for?"),
        ("xyzzy <!channel> & co", "I found nothing for “xyzzy &lt;!channel&gt; &amp; co”."),
        ('in:"Cookery" bread', "There is no category “Cookery”."),
    ],
)
def test_who_finds_nothing_is_told_what_to_try(
    open_room: Newsroom, words: str, sentence: str
) -> None:
    assert sentence in said(open_room.slash(open_room.editor, "/find", words))


def test_somebody_outside_the_newsroom_finds_nothing(open_room: Newsroom) -> None:
    room = open_room
    user = room.person("Outsider")
    room.do("leave", user=user, channel=room.channel)
    answer = room.do("slash", user=user, channel="bot", command="/find", text="title")
    assert "once you are in the newsletter’s channel" in said(answer)
