"""What people do in Slack, by the functions of the desk that its listeners call."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.desk import claiming, conflicts, dropping, proposing, writing
from bot.desk.desk import Desk
from bot.newsroom.errors import NewsroomError
from bot.newsroom.people import Actor
from tests.torture.archive import Archive
from tests.torture.bots import EDITOR
from tests.torture.ledger import Ledger

PEOPLE = (Actor("U1ANN", "Ann"), Actor("U2BOB", "Bob"), Actor(EDITOR, "Rohin", is_editor=True))

_TEXTS = ("title", "authors", "venue", "hat_tip", "summary", "prerequisites", "read_more")
FORMS = ("fresh", "append", "front", "middle", "paragraphs", "link", "equals", "clear")


@dataclass(frozen=True)
class Chat:
    """What somebody does in Slack; the numbers pick from what there is at that moment."""

    kind: str
    who: int = 0
    paper: int = 0
    field: int = 0
    form: str = "fresh"


class Talk:
    """Carries out what people do in Slack, and writes down what they entered."""

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        self._desk = desk
        self._ledger = ledger
        self._words: list[str] = []
        self.refused = 0

    def do(self, chat: Chat) -> None:
        """Do it, if the desk allows it."""
        before = Archive(self._desk.store.engine)
        actor = PEOPLE[chat.who % len(PEOPLE)]
        ids = sorted(before.papers)
        paper_id = ids[chat.paper % len(ids)] if ids else ""
        self._words = []
        try:
            paper_id = KINDS[chat.kind](self, actor, paper_id, chat, before)
        except NewsroomError:
            self.refused += 1
            self._ledger.withdraw(self._words)
            return
        after = Archive(self._desk.store.engine)
        self._ledger.withdraw(word for word in self._words if word not in after.tokens)
        if paper_id:
            self._ledger.written(paper_id, self._words, before)

    def word(self, actor: Actor) -> str:
        self._words.append(self._ledger.word(actor.slack_id))
        return self._words[-1]

    def _propose(self, actor: Actor, _id: str, chat: Chat, before: Archive) -> str:
        text = f"https://example.com/{self.word(actor)} {self.word(actor)} of some words"
        return proposing.propose(self._desk, actor, text).paper.id

    def _claim(self, actor: Actor, paper_id: str, chat: Chat, before: Archive) -> str:
        return claiming.claim(self._desk, actor, paper_id).paper.id

    def _release(self, actor: Actor, paper_id: str, chat: Chat, before: Archive) -> str:
        return claiming.release(self._desk, actor, paper_id).id

    def _submit(self, actor: Actor, paper_id: str, chat: Chat, before: Archive) -> str:
        paper = before.papers.get(paper_id)
        if paper is None:
            return ""
        written: dict[str, str | bool] = {}
        if not paper["category"]:
            written["category"] = "Forecasting"
        if not paper["summary"]:
            written["summary"] = f"{self.word(actor)} is a summary. It has two sentences."
        if not paper["title"] or paper["title"] == paper["url"]:
            written["title"] = f"{self.word(actor)} has a title"
        name = _TEXTS[chat.field % len(_TEXTS)]
        written[name] = self._reworded(actor, chat.form, str(written.get(name, paper[name])))
        if chat.field % 3 == 0:
            written["opinion"] = f"{self.word(actor)} is what I think."
        if chat.field % 5 == 0:
            written["highlight"] = not paper["highlight"]
        return writing.submit(self._desk, actor, paper_id, written).id

    def _opinion(self, actor: Actor, paper_id: str, chat: Chat, before: Archive) -> str:
        text = "" if chat.form == "clear" else self._reworded(actor, chat.form, "")
        return writing.give_opinion(self._desk, actor, paper_id, text).id

    def _restore(self, actor: Actor, paper_id: str, chat: Chat, before: Archive) -> str:
        gone = [one for one, paper in before.papers.items() if paper["status"] == "Dropped"]
        paper_id = gone[chat.paper % len(gone)] if gone else paper_id
        return dropping.restore(self._desk, PEOPLE[-1], paper_id).id

    def _settle(self, actor: Actor, paper_id: str, chat: Chat, before: Archive) -> str:
        """Choose one of the two versions of a conflict."""
        if not before.conflicts:
            return ""
        wanted = before.conflicts[chat.paper % len(before.conflicts)]["id"]
        shown = conflicts.choice(self._desk, PEOPLE[-1], wanted)
        if chat.field % 2:
            conflicts.bring_back(self._desk, PEOPLE[-1], wanted, shown.version)
        else:
            conflicts.keep(self._desk, PEOPLE[-1], wanted)
        return ""

    def _reworded(self, actor: Actor, form: str, old: str) -> str:
        word = self.word(actor)
        match form:
            case "append":
                return f"{old} And {word}."
            case "front":
                return f"Before all, {word}. {old}"
            case "middle":
                first, stop, rest = old.partition(". ")
                return f"{first} or {word}{stop}{rest}"
            case "paragraphs":
                return f"{word} one.\r\n\r\n{self.word(actor)} two."
            case "link":
                return f"[{word}](https://example.com/{self.word(actor)})"
            case "equals":
                return f"={word}+1"
            case "clear":
                return ""
            case _:
                return f"{word} is new. It goes on."


KINDS: dict[str, Callable[[Talk, Actor, str, Chat, Archive], str]] = {
    "propose": Talk._propose,
    "claim": Talk._claim,
    "release": Talk._release,
    "submit": Talk._submit,
    "opinion": Talk._opinion,
    "restore": Talk._restore,
    "settle": Talk._settle,
}
"""What can be done, by name."""
