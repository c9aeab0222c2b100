"""Who may do what, and what those are told who write to the bot or meet its troubles."""

import re
import sqlite3
from contextlib import closing

import pytest

from tests.scenarios.doing import claimed, new_link, offered, open_form, propose, said
from tests.scenarios.newsroom import Newsroom, text_of, wait_for

pytestmark = pytest.mark.xdist_group("who may take part")

OUTSIDE = "You can take part once you are in the newsletter’s channel."


def outsider(room: Newsroom, name: str) -> str:
    """Return somebody who is in the workspace, but not in the newsroom's channel."""
    return str(room.do("people", name=name, channels=[])["user"])


def heard_from_the_bot(room: Newsroom, user: str) -> list[str]:
    """Return what the bot has written to a person in their direct messages."""
    messages = room.messages(user, "bot")
    return [text_of(one) for one in messages if one["user"] != user]


def test_who_leaves_the_channel_may_not_go_on_and_who_joins_may(open_room: Newsroom) -> None:
    user = open_room.person("Asa")
    paper = claimed(open_room, user, "Albatrosses")
    open_form(open_room, user, paper)
    open_room.do("leave", user=user, channel=open_room.channel)
    refused = open_room.submit(user, category="News", summary="Wide.")
    assert refused["errors"]["summary"].startswith(OUTSIDE)
    view = wait_for(lambda: open_room.get("home", user=user))
    assert OUTSIDE in text_of(view)
    open_room.do("join", user=user, channel=open_room.channel)
    assert open_room.submit(user, category="News", summary="Wide.")["closed"]


def test_who_has_just_joined_may_take_part(open_room: Newsroom) -> None:
    user = outsider(open_room, "Ben")
    open_room.do("join", user=user, channel=open_room.channel)
    assert claimed(open_room, user)


def test_an_editor_need_not_be_in_the_channel(open_room: Newsroom) -> None:
    editor = open_room.editor
    paper = claimed(open_room, open_room.person("Cal"), "Condors")
    open_room.do("leave", user=editor, channel=open_room.channel)
    view = open_room.get("home", user=editor)
    assert OUTSIDE not in text_of(view)
    open_room.do("say", user=editor, channel="bot", text="hello")
    wait_for(lambda: any("/claim" in one for one in heard_from_the_bot(open_room, editor)))
    open_room.do("join", user=editor, channel=open_room.channel)
    assert "free again" in said(open_room.slash(editor, "/release", paper))


def test_a_direct_message_is_answered_once_also_when_it_comes_again(open_room: Newsroom) -> None:
    user = open_room.person("Dot")
    open_room.do("faults", side="slack", match="message", kind="redeliver", times=3)
    open_room.do("say", user=user, channel="bot", text="hello there")
    (told,) = wait_for(lambda: heard_from_the_bot(open_room, user))
    assert "`/propose &lt;link&gt;`" in told
    open_room.do("say", user=user, channel="bot", text="are you there?")
    assert (
        len(
            wait_for(lambda: found if len(found := heard_from_the_bot(open_room, user)) > 1 else [])
        )
        == 2
    )


def test_an_outsider_who_writes_is_told_how_to_take_part(open_room: Newsroom) -> None:
    user = outsider(open_room, "Eli")
    open_room.do("say", user=user, channel="bot", text="hello")
    (told,) = wait_for(lambda: heard_from_the_bot(open_room, user))
    assert "once you are in the newsletter’s channel" in told


def test_the_bot_answers_no_messages_in_the_channel(open_room: Newsroom) -> None:
    user = open_room.person("Fox")
    before = len(open_room.messages(user))
    open_room.do("say", user=user, channel=open_room.channel, text="P1 is nice")
    assert len(open_room.messages(user)) == before + 1
    assert heard_from_the_bot(open_room, user) == []


@pytest.mark.parametrize("command", ["/propose", "/claim"])
def test_a_command_that_comes_twice_does_what_it_says_once(
    open_room: Newsroom, command: str
) -> None:
    user = open_room.person("Gem")
    open_room.do("faults", side="slack", match=command, kind="redeliver")
    answer = open_room.slash(user, command, new_link())
    papers = {paper for _, paper in offered(answer)}
    assert len(papers) == 1


def test_a_press_that_comes_twice_does_no_harm(open_room: Newsroom) -> None:
    user = open_room.person("Hob")
    paper = propose(open_room, user, "Herons")
    card = open_room.card(paper)
    open_room.do("faults", side="slack", match="claim", kind="redeliver")
    answer = open_room.press(user, card, "claim")
    assert "|Herons> is yours" in said(answer)
    assert {found for _, found in offered(answer)} == {paper}
    open_room.do("faults", side="slack", match="submission", kind="redeliver")
    open_form(open_room, user, paper)
    assert open_room.submit(user, category="News", summary="Grey.")["closed"]


def test_a_refusal_is_logged_with_what_was_wanted_by_whom_and_for_which_paper(
    open_room: Newsroom,
) -> None:
    assert open_room.bot is not None
    first, second = open_room.person("Ike"), open_room.person("Ivo")
    paper, link = claimed(open_room, first, "Ibises"), new_link()
    open_room.slash(second, "/propose", "no link")
    open_room.slash(second, "/claim", "P9999")
    open_room.slash(second, "/claim", "ibises")
    open_room.press(second, open_room.card(paper), "release")
    twins = [offered(open_room.slash(first, "/propose", f"{link} {n}"))[0][1] for n in ("Io", "Ai")]
    assert offered(open_room.slash(second, "/propose", link)) == [("claim", one) for one in twins]
    open_form(open_room, first, paper)
    open_room.submit(first, category="News", summary="White.", year="20", url="ibis")
    told = [line.partition(" refused ")[2] for line in open_room.bot.log().splitlines()]
    wanted = [
        f"propose by={second}: Invalid (url)",
        f"claim paper=P9999 by={second}: NotFound",
        f"claim paper={paper} by={second}: Taken",
        f"release paper={paper} by={second}: NotYours",
        f"propose paper={','.join(twins)} by={second}: Ambiguous",
        f"submit paper={paper} by={first}: Invalid (url, year)",
    ]
    assert [one for one in told if first in one or second in one] == wanted


def numbers(text: str) -> set[str]:
    """Return the numbers of errors in what somebody was told."""
    return set(re.findall(r"\b[0-9a-f]{8}\b", text))


def test_what_is_unexpected_gets_a_number_that_is_also_in_the_log(open_room: Newsroom) -> None:
    assert open_room.bot is not None
    stranger = outsider(open_room, "Ira")
    open_room.do("faults", side="slack", match="conversations.members", kind="500")
    open_room.do("say", user=stranger, channel="bot", text="hello")
    (told,) = wait_for(lambda: heard_from_the_bot(open_room, stranger))
    assert "Something went wrong on my side" in told
    (number,) = numbers(told)
    assert f"id={number}" in open_room.bot.log()
    open_room.do("say", user=stranger, channel="bot", text="hello?")
    wait_for(lambda: "once you are in the" in heard_from_the_bot(open_room, stranger)[-1])


def test_when_the_database_fails_everybody_is_told_and_nothing_is_half_done(
    open_room: Newsroom,
) -> None:
    assert open_room.bot is not None
    user = open_room.person("Jay")
    paper, mine = propose(open_room, user, "Jays"), claimed(open_room, user, "Jackdaws")
    open_form(open_room, user, mine)
    written = {"category": "News", "summary": "Black."}
    with closing(sqlite3.connect(open_room.folder / "newsletter.db")) as database:
        database.execute("ALTER TABLE papers RENAME TO papers_away")
        database.commit()
        try:
            claim = said(open_room.slash(user, "/claim", paper))
            form = open_room.submit(user, **written)
            view = text_of(open_room.get("home", user=user))
        finally:
            database.execute("ALTER TABLE papers_away RENAME TO papers")
            database.commit()
    for told in (claim, form["errors"]["summary"], view):
        assert "Something went wrong on my side" in told
        (number,) = numbers(told)
        assert f"id={number}" in open_room.bot.log()
    assert "is yours" in said(open_room.slash(user, "/claim", paper))
    assert open_room.submit(user)["closed"]
