"""The page at `/`: what is said in every channel, and what stands in the sheets."""

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from .slack.methods.call import Slack
from .slack.model import Channel, Json, Message

_RELOAD_SECONDS = 5
_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem; color: #1d1c1d; background: #fff; }
h1 { font-size: 1.3rem; } h2 { font-size: 1.05rem; margin-top: 2rem; }
.message { margin: .6rem 0; max-width: 50rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.reply { margin-left: 2rem; } .only { color: #616061; font-style: italic; }
.button { border: 1px solid #bbb; border-radius: 4px; padding: 0 .5rem; margin-right: .3rem; }
time { color: #616061; font-size: .8rem; }
table { border-collapse: collapse; } td { border: 1px solid #ddd; padding: .15rem .4rem;
max-width: 22rem; vertical-align: top; overflow: hidden; text-overflow: ellipsis; }
@media (prefers-color-scheme: dark) { body { color: #d1d2d3; background: #1a1d21; } }
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
        parts = [self._channel(c) for c in self._slack.workspace.channels.values()]
        parts += [self._spreadsheet(each) for each in self._spreadsheets()]
        html = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            f'<meta http-equiv="refresh" content="{_RELOAD_SECONDS}">'
            f"<title>Sandbox</title><style>{_STYLE}</style></head><body>"
            f"<h1>Sandbox, {self._slack.workspace.now():%A %d %B %Y, %H:%M} UTC</h1>"
            f"{''.join(parts)}</body></html>"
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
        body = "<br>".join(filter(None, map(_block, message.blocks))) or escape(message.text)
        edited = " (edited)" if message.edited else ""
        return (
            f'<div class="{kind}"><b>{escape(self._name(message.user))}</b> '
            f"<time>{at:%a %H:%M}</time>{edited} {only}<br>{body}</div>"
        )

    def _name(self, user: str) -> str:
        return self._slack.workspace.users[user].display_name

    def _spreadsheet(self, summary: dict[str, Any]) -> str:
        tabs = [tab for tab in self._grid(summary["id"]) if not tab["hidden"]]
        return f"<section><h2>{escape(summary['title'])}</h2>{''.join(map(_tab, tabs))}</section>"


def _tab(tab: dict[str, Any]) -> str:
    rows = [row for row in tab["rows"] if any(cell["text"] for cell in row)]
    drawn = "".join(
        "<tr>" + "".join(f"<td>{escape(cell['text'])}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    empty = "" if rows else "<p>This tab is empty.</p>"
    return f"<h3>{escape(tab['title'])}</h3><table>{drawn}</table>{empty}"


def _block(block: Json) -> str:
    texts = escape(" ".join(_texts({k: v for k, v in block.items() if k != "accessory"})))
    elements = block.get("elements", []) if block["type"] == "actions" else []
    if block.get("accessory"):
        elements = [block["accessory"]]
    if block["type"] == "actions":
        texts = ""
    buttons = "".join(
        f'<span class="button">{escape(" ".join(_texts(e.get("text") or e)))}</span>'
        for e in elements
    )
    return f"{texts} {buttons}".strip()


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [
            text
            for name, each in value.items()
            for text in ([each] if name == "text" and isinstance(each, str) else _texts(each))
        ]
    return [text for each in value for text in _texts(each)] if isinstance(value, list) else []
