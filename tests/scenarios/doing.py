"""What people do again and again in scenarios, each with a paper that nobody else has."""

from collections.abc import Callable
from itertools import count
from typing import Any

from tests.scenarios.newsroom import Json, Newsroom, text_of, wait_for

_numbers = count(1)

FIELDS = (
    "title", "url", "authors", "venue", "year", "category", "highlight", "hat_tip", "summary",
    "opinion", "prerequisites", "read_more",
)  # fmt: skip
"""The twelve fields of the modal for a summary."""


def new_link() -> str:
    """Return a link that nobody has proposed yet."""
    return f"https://example.com/papers/{next(_numbers)}"


def buttons(blocks: list[Json]) -> list[tuple[str, str]]:
    """Return action and value of each button in blocks."""
    every = [e for block in blocks for e in [block.get("accessory"), *block.get("elements", [])]]
    return [(one["action_id"], one["value"]) for one in every if one and one["type"] == "button"]


def said(answer: Json) -> str:
    """Return what was said to the person alone in answer to what they did."""
    return "\n".join(map(text_of, _to_them(answer)))


def offered(answer: Json) -> list[tuple[str, str]]:
    """Return action and value of each button in what was said to the person alone."""
    return [found for reply in _to_them(answer) for found in buttons(reply["blocks"])]


def press(room: Newsroom, user: str, answer: Json, action: str, paper: str) -> Json:
    """Press a button in what was said to the person alone."""
    (reply,) = _to_them(answer)
    where = {"channel": room.channel, "ts": reply["ts"]}
    return room.do("click", user=user, action_id=action, value=paper, **where)


def _to_them(answer: Json) -> list[Json]:
    return [reply for reply in answer["replies"] if reply["ephemeral"]]


def propose(room: Newsroom, user: str, title: str = "") -> str:
    """Propose a new paper; return its ID."""
    answer = room.slash(user, "/propose", f"{new_link()} {title}")
    ((action, paper),) = offered(answer)
    assert action == "claim", said(answer)
    return paper


def claimed(room: Newsroom, user: str, title: str = "") -> str:
    """Propose and claim a new paper in one go; return its ID."""
    answer = room.slash(user, "/claim", f"{new_link()} {title}")
    assert "yours" in said(answer), said(answer)
    return offered(answer)[0][1]


def open_form(room: Newsroom, user: str, paper: str, command: str = "/submit") -> Json:
    """Open a paper's modal; return it."""
    answer = room.slash(user, command, paper)
    assert answer["modal"] is not None, said(answer)
    modal: Json = answer["modal"]
    return modal


def submitted(room: Newsroom, user: str, title: str = "", **values: Any) -> str:
    """Claim a new paper and submit its summary; return its ID."""
    paper = claimed(room, user, title)
    open_form(room, user, paper)
    filled = {
        "title": title or f"The title of {paper}",
        "category": "Deep learning",
        "summary": f"The summary of {paper}.",
    }
    assert room.submit(user, **(filled | values))["closed"]
    return paper


def opine(room: Newsroom, user: str, paper: str, text: str) -> Json:
    """Give an opinion on a paper, or put it in the place of the one given before."""
    open_form(room, user, paper, "/opinion")
    return room.submit(user, opinion=text)


def shown(modal: Json, field: str) -> Any:
    """Return what stands in a field of a modal: plain text, a choice, or rich text as text."""
    (block,) = [one for one in modal["blocks"] if one["block_id"] == field]
    element = block["element"]
    match element["type"]:
        case "static_select":
            chosen = element.get("initial_option")
            return chosen["value"] if chosen else ""
        case "checkboxes":
            return bool(element.get("initial_options"))
        case "rich_text_input":
            return _plain(element.get("initial_value"))
        case _:
            return element.get("initial_value", "")


def _plain(value: Any) -> str:
    """Return the visible characters of rich text."""
    match value:
        case {"type": "link", "url": url}:
            return str(value.get("text", url))
        case {"text": str(text)}:
            return text
        case {"elements": list(elements)}:
            return "".join(map(_plain, elements))
        case _:
            return ""


def row(room: Newsroom, paper: str, holds: Callable[[dict[str, str]], object]) -> dict[str, str]:
    """Wait until a paper's row in the sheet is as wanted; return it."""

    def found() -> dict[str, str] | None:
        rows = [one for one in room.rows() if one.get("ID") == paper]
        assert len(rows) <= 1
        return rows[0] if rows and holds(rows[0]) else None

    return wait_for(found)


def set_cell(room: Newsroom, paper: str, column: str, text: str) -> None:
    """Write into a cell of a paper's row, as an editor does."""
    sheet = room.sheet().worksheet("Database")
    cell = sheet.find(paper)
    assert cell is not None
    sheet.update_cell(cell.row, sheet.row_values(1).index(column) + 1, text)
