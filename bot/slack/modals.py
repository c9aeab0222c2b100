"""The modals: a summary with all that belongs to it, and an opinion; and reading them back.

A modal remembers what it showed, field by field, as short digests. On submission only the fields
that the person has changed count, so that an edit made elsewhere in the meantime stays.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.newsroom.categories import Categories
from bot.newsroom.papers import Paper, Status
from bot.slack.blocks import Block, section
from bot.slack.cards import Message, title_link
from bot.slack.fitting import fitted, without_the_longest
from bot.slack.rich_text import markdown_from, rich_text_from
from bot.slack.text import clip, literal

SUBMISSION = "submission"
OPINION = "opinion"
FIELD = "value"
"""The action_id of every input; the block_id is the field's name."""

_PLAIN_LIMIT = 3_000
"""What a plain_text_input holds at most; longer texts get a rich text box, which has no limit."""

_OPTION_LIMIT = 75
_AS_THEY_STAND = (
    "url",
    "authors",
    "venue",
    "year",
    "highlight",
    "hat_tip",
    "summary",
    "prerequisites",
    "read_more",
)
_HIGHLIGHT = "highlight"
_LINKS = "Put links as [text](https://…)."

Written = dict[str, str | bool]
"""What a person has written, by field."""


def submission(paper: Paper, opinion: str, categories: Categories) -> Block:
    """Return the modal for a paper's summary, filled in with what is known.

    ``opinion`` is the summarizer's own.
    """
    title = "" if paper.is_untitled else paper.title
    blocks = [
        _line("title", "Title", title, optional=False, hint="As the paper has it."),
        _line("url", "Link", paper.url),
        _line("authors", "Authors", paper.authors, hint="All of them, with commas between."),
        _line("venue", "Venue", paper.venue, placeholder="arXiv, ICML 2020, a blog’s name"),
        _line("year", "Year", paper.year, placeholder="2020"),
        _category(paper.category, categories),
        _checkbox(paper.highlight),
        _line("hat_tip", "H/T", paper.hat_tip, hint="Who pointed it out, if somebody did."),
        _box("summary", "Summary", paper.summary, optional=False, hint=_summary_hint(paper)),
        _box("opinion", "My opinion", opinion, hint=_opinion_hint(paper)),
        _text("prerequisites", "Prerequisites", paper.prerequisites, hint=_LINKS),
        _text("read_more", "Read more", paper.read_more, hint=_LINKS),
    ]
    shown: Written = {name: getattr(paper, name) for name in _AS_THEY_STAND}
    shown |= {
        "title": title,
        "category": categories.find_category(paper.category) or "",
        "opinion": opinion,
    }
    if paper.status in (Status.SUBMITTED, Status.APPROVED):
        return _modal(SUBMISSION, "Edit a summary", "Save", paper, blocks, shown)
    return _modal(SUBMISSION, "Submit a summary", "Submit", paper, blocks, shown)


def opinion(paper: Paper, text: str) -> Block:
    """Return the modal for an opinion on a paper, filled in with the one that the person gave."""
    name = literal(fitted(paper.summarizer, 100))
    credit = f", summarized by {name}" if name and paper.summary else ""
    blocks = [
        section(f"On *{title_link(paper)}*{credit}."),
        _box("opinion", "Your opinion", text, optional=True, hint="Leave it empty to withdraw it."),
    ]
    return _modal(OPINION, "Give an opinion", "Save", paper, blocks, {"opinion": text})


def notice(message: Message) -> Block:
    """Return a modal that only tells something, for places where no message can be shown."""
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "The newsletter’s desk"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": list(message.blocks),
    }


def paper_of(view: Mapping[str, Any]) -> str:
    """Return the id of the paper that a modal is about."""
    return str(json.loads(view["private_metadata"])["paper"])


def opened_from_home(view: Block) -> Block:
    """Return a modal that remembers that it was opened from the person's home page."""
    remembered = json.loads(view["private_metadata"]) | {"home": True}
    return view | {"private_metadata": json.dumps(remembered, separators=(",", ":"))}


def is_from_home(view: Mapping[str, Any]) -> bool:
    """Tell whether a modal was opened from the person's home page, which is to follow then."""
    return bool(json.loads(view["private_metadata"]).get("home"))


def written_in(view: Mapping[str, Any]) -> Written:
    """Return the fields that a person has changed in a modal, as Markdown, or yes or no."""
    shown = json.loads(view["private_metadata"])["shown"]
    written = {name: _value(block[FIELD]) for name, block in view["state"]["values"].items()}
    return {name: value for name, value in written.items() if _digest(value) != shown.get(name)}


def fields_of(view: Mapping[str, Any]) -> list[str]:
    """Return the fields that a modal has; one whose text was too long for it is not among them."""
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def is_as_shown(view: Mapping[str, Any]) -> Callable[[str, str | bool], bool]:
    """Return what tells whether a value of a field is the one that a modal showed."""
    shown = json.loads(view["private_metadata"])["shown"]
    return lambda name, value: _digest(value) == shown.get(name)


def _modal(
    callback: str, title: str, submit: str, paper: Paper, blocks: Iterable[Block], shown: Written
) -> Block:
    remembered = {
        "paper": paper.id,
        "shown": {name: _digest(value) for name, value in shown.items()},
    }
    view: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": submit},
        "close": {"type": "plain_text", "text": "Cancel"},
        "private_metadata": json.dumps(remembered, separators=(",", ":")),
        "blocks": without_the_longest(blocks, _left_out),
    }
    if not fields_of(view):
        del view["submit"]  # there is nothing to hand in
    return view


def _left_out(block: Block) -> Block:
    """Return what stands in the place of a field whose text is too long for a form."""
    label = block["label"]["text"]
    text = f"*{label}*\nThis is too long for a form in Slack. It stays: change it in the sheet."
    return section(text) | {"block_id": block["block_id"]}


def _summary_hint(paper: Paper) -> str:
    hint = "What its authors would agree with. It may be as long as it has to be."
    if paper.status is Status.APPROVED:
        hint += " It is approved already: the editor looks again at what its summarizer changes."
    return hint


def _opinion_hint(paper: Paper) -> str:
    if paper.status in (Status.SUBMITTED, Status.APPROVED) and paper.summarizer:
        return f"That of {fitted(paper.summarizer, 100, str)}, whose summary it is."
    return "What you make of it yourself."


def _input(name: str, label: str, element: Block, *, optional: bool, hint: str) -> Block:
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": {"type": "plain_text", "text": label},
        "optional": optional,
        "element": element | {"action_id": FIELD},
    }
    if hint:
        block["hint"] = {"type": "plain_text", "text": hint}
    return block


def _line(
    name: str,
    label: str,
    value: str,
    *,
    optional: bool = True,
    hint: str = "",
    placeholder: str = "",
) -> Block:
    element: Block = {"type": "plain_text_input", "max_length": _PLAIN_LIMIT}
    if placeholder:
        element["placeholder"] = {"type": "plain_text", "text": placeholder}
    if len(value) > _PLAIN_LIMIT or "\n" in value:
        return _box(name, label, value, optional=optional, hint=hint)
    if value:
        element["initial_value"] = value
    return _input(name, label, element, optional=optional, hint=hint)


def _text(name: str, label: str, value: str, *, hint: str = "") -> Block:
    if len(value) > _PLAIN_LIMIT:
        return _box(name, label, value, hint=hint)
    element: Block = {"type": "plain_text_input", "multiline": True, "max_length": _PLAIN_LIMIT}
    if value:
        element["initial_value"] = value
    return _input(name, label, element, optional=True, hint=hint)


def _box(name: str, label: str, value: str, *, optional: bool = True, hint: str = "") -> Block:
    element: Block = {"type": "rich_text_input"}
    filled = rich_text_from(value)
    if filled is not None:
        element["initial_value"] = filled
    return _input(name, label, element, optional=optional, hint=hint)


def _category(value: str, categories: Categories) -> Block:
    groups = [
        {
            "label": {"type": "plain_text", "text": clip(part, _OPTION_LIMIT)},
            "options": [_option(name) for name in names],
        }
        for part, names in categories.tree
    ]
    element: Block = {
        "type": "static_select",
        "placeholder": {"type": "plain_text", "text": "Where it is printed"},
        "option_groups": groups,
    }
    current = categories.find_category(value)
    if current is not None:
        element["initial_option"] = _option(current)
        if current not in categories.names:
            # What stands in an old row may stay there, though it is offered nowhere else.
            old = {"type": "plain_text", "text": "No longer given"}
            groups.append({"label": old, "options": [_option(current)]})
    return _input("category", "Category", element, optional=False, hint="")


def _checkbox(value: bool) -> Block:
    option = {"text": {"type": "plain_text", "text": "A highlight of its issue"}, "value": "yes"}
    element: Block = {"type": "checkboxes", "options": [option]}
    if value:
        element["initial_options"] = [option]
    return _input(_HIGHLIGHT, "Highlight?", element, optional=True, hint="")


def _option(name: str) -> Block:
    return {"text": {"type": "plain_text", "text": clip(name, _OPTION_LIMIT)}, "value": name}


def _value(state: Mapping[str, Any]) -> str | bool:
    match state["type"]:
        case "rich_text_input":
            filled = state.get("rich_text_value")
            return markdown_from(filled) if filled else ""
        case "static_select":
            chosen = state.get("selected_option")
            return str(chosen["value"]) if chosen else ""
        case "checkboxes":
            return bool(state.get("selected_options"))
        case _:
            return state.get("value") or ""


def _digest(value: str | bool) -> str:
    # White space at the ends of lines is Slack's to change, and no reason to overwrite a cell.
    plain = "\n".join(line.rstrip() for line in str(value).strip().splitlines())
    return hashlib.sha256(plain.encode()).hexdigest()[:10]
