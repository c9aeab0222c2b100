"""The page at `/`: what is said in every channel, and what stands in the sheets."""

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from .mrkdwn import anchor, html_of
from .slack.methods.call import Slack
from .slack.model import Channel, Json, Message

_RELOAD_SECONDS = 5
_LONG = 60
_STYLE = """
:root { --ink: #1d1c1d; --soft: #616061; --line: #dddddd; --paper: #ffffff; --card: #f8f8f8;
  --link: #1264a3; --go: #007a5a; --head: #1f3a4d; }
@media (prefers-color-scheme: dark) { :root { --ink: #d1d2d3; --soft: #ababad; --line: #3c4045;
  --paper: #1a1d21; --card: #222529; --link: #4fb0e8; --go: #2bac76; } }
* { box-sizing: border-box; }
body { font: 15px/1.47 "Lato", system-ui, sans-serif; margin: 0; color: var(--ink);
  background: var(--paper); }
header { background: var(--head); color: #fff; padding: .6rem 1.5rem; font-weight: 600; }
main { display: grid; grid-template-columns: minmax(24rem, 2fr) 3fr; }
main > div { padding: 0 1.5rem 3rem; min-width: 0; }
main > div + div { border-left: 1px solid var(--line); }
@media (max-width: 60rem) { main { grid-template-columns: 1fr; } }
h2 { font-size: 1.05rem; margin: 1.4rem 0 .6rem; } h3 { font-size: .85rem; margin: .8rem 0 .4rem;
  color: var(--soft); font-weight: 600; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
code { font-size: .85em; border: 1px solid var(--line); border-radius: 3px; padding: 0 .2em; }
.message { margin: .9rem 0; max-width: 46rem; overflow-wrap: anywhere; }
.blocks { border-left: 4px solid var(--line); border-radius: 4px; padding: .1rem .8rem .3rem;
  margin-top: .2rem; background: var(--card); }
.reply { margin: .3rem 0 .3rem 2.2rem; font-size: .93em; }
.reply .blocks { border: 0; background: none; padding: 0; margin: 0; }
.only { color: var(--soft); font-style: italic; font-size: .85rem; }
.small { color: var(--soft); font-size: .87rem; } .block { margin: .3rem 0; }
.heading { font-weight: 700; font-size: 1.1rem; }
.button { display: inline-block; border: 1px solid var(--soft); border-radius: 4px;
  padding: .05rem .7rem; margin: .15rem .4rem .15rem 0; font-size: .87rem; font-weight: 600;
  background: var(--paper); }
.primary { background: var(--go); border-color: var(--go); color: #fff; }
time, .edited { color: var(--soft); font-size: .8rem; }
.grid { overflow: auto; max-height: 85vh; border: 1px solid var(--line); }
table { border-collapse: collapse; font: 13px/1.35 Arial, sans-serif; }
td { border: 1px solid var(--line); padding: .2rem .45rem; vertical-align: top; min-width: 5rem; }
td > div { width: 17rem; max-height: 5.4em; overflow: hidden; overflow-wrap: anywhere; }
tr:first-child td { position: sticky; top: 0; background: var(--card); font-weight: 700; }
"""


class Page:
    """Draws the page from the workspace and the sheets' grids."""

    def __init__(
        self,
        slack: Slack,
        spreadsheets: Callable[[], list[dict[str, Any]]],
        grid: Callable[[str], list[dict[str, Any]]],
    ) -> None:
        self._slack = slack
        self._spreadsheets = spreadsheets
        self._grid = grid

    async def endpoint(self, _request: Request) -> Response:
        """The page as HTML; it loads nothing from elsewhere and runs nothing."""
        workspace = self._slack.workspace
        said = "".join(self._channel(c) for c in workspace.channels.values())
        sheets = "".join(self._spreadsheet(each) for each in self._spreadsheets())
        html = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width">'
            f'<meta http-equiv="refresh" content="{_RELOAD_SECONDS}">'
            f"<title>Sandbox</title><style>{_STYLE}</style></head><body>"
            f"<header>Sandbox · {workspace.now():%A %d %B %Y, %H:%M} UTC</header>"
            f"<main><div>{said}</div><div>{sheets}</div></main></body></html>"
        )
        policy = "default-src 'none'; style-src 'unsafe-inline'"
        return HTMLResponse(html, headers={"content-security-policy": policy})

    def _channel(self, channel: Channel) -> str:
        name = f"#{channel.name}" if not channel.is_im else "Direct messages: " + ", ".join(
            self._name(member) for member in channel.members
        )  # fmt: skip
        messages = self._slack.workspace.messages[channel.id].values()
        ordered = sorted(messages, key=lambda m: (m.thread_ts or m.ts, m.ts))
        drawn = "".join(map(self._message, ordered)) or "<p>Nothing has been said here yet.</p>"
        return f"<section><h2>{escape(name)}</h2>{drawn}</section>"

    def _message(self, message: Message) -> str:
        at = datetime.fromtimestamp(float(message.ts), UTC)
        kind = "message reply" if message.is_reply else "message"
        only = ""
        if message.only_for is not None:
            only = (
                f'<span class="only">Only {escape(self._name(message.only_for))} sees this</span> '
            )
        blocks = "".join(map(_block, message.blocks))
        body = f'<div class="blocks">{blocks}</div>' if blocks else f"<div>{_said(message)}</div>"
        edited = ' <span class="edited">(edited)</span>' if message.edited else ""
        return (
            f'<div class="{kind}"><b>{escape(self._name(message.user))}</b> '
            f"<time>{at:%a %H:%M}</time>{edited} {only}{body}</div>"
        )

    def _name(self, user: str) -> str:
        return self._slack.workspace.users[user].display_name

    def _spreadsheet(self, summary: dict[str, Any]) -> str:
        tabs = [tab for tab in self._grid(summary["id"]) if not tab["hidden"]]
        return f"<section><h2>{escape(summary['title'])}</h2>{''.join(map(_tab, tabs))}</section>"


def _said(message: Message) -> str:
    return html_of(message.text)


def _tab(tab: dict[str, Any]) -> str:
    rows = [row for row in tab["rows"] if any(cell["text"] for cell in row)]
    if not rows:
        return f"<h3>{escape(tab['title'])}</h3><p>This tab is empty.</p>"
    drawn = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f'<h3>{escape(tab["title"])}</h3><div class="grid"><table>{drawn}</table></div>'


def _cell(cell: dict[str, Any]) -> str:
    text = anchor(cell["link"], cell["text"]) if cell["link"] else escape(cell["text"])
    return f"<td><div>{text}</div></td>" if len(cell["text"]) > _LONG else f"<td>{text}</td>"


def _block(block: Json) -> str:
    elements = block.get("elements", [])
    match block["type"]:
        case "actions":
            drawn = "".join(map(_button, elements))
        case "context":
            drawn = f'<span class="small">{" &nbsp; ".join(map(_text, elements))}</span>'
        case "header":
            drawn = f'<span class="heading">{_text(block["text"])}</span>'
        case "divider":
            drawn = "<hr>"
        case _:
            drawn = " ".join(map(_text, _texts({**block, "accessory": None})))
            if block.get("accessory"):
                drawn += " " + _button(block["accessory"])
    return f'<div class="block">{drawn}</div>'


def _button(element: Json) -> str:
    style = "button primary" if element.get("style") == "primary" else "button"
    text = " ".join(escape(str(one["text"])) for one in _texts(element.get("text") or element))
    return f'<span class="{style}">{text}</span>'


def _text(text: Json) -> str:
    said = str(text.get("text", ""))
    return html_of(said) if text.get("type") == "mrkdwn" else escape(said)


def _texts(value: Any) -> list[Json]:
    """Return all text objects in a block, in order."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            return [value]
        return [text for each in value.values() for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list) else []
