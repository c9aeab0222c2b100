"""Puts the parts of the Slack together."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from bot.sandbox.journal import Journal
from bot.sandbox.reading import read_json

from .app import Manifest
from .errors import SlackError
from .events import Events
from .hooks import PATH, Hooks
from .methods.call import Slack
from .model import SLACKBOT, Channel, User
from .posting import Posting
from .rates import Rates
from .shapes import Shapes
from .sockets import LINK, Redeliveries, Sockets
from .triggers import Triggers
from .web_api import PREFIX, WebApi
from .workspace import Identity, Workspace

CHANNEL_NAME = "newsletter"
EDITOR_NAME = "Ada Editor"
EDITOR_ZONE = "Europe/London"

_HOOK_STATUS = {"no_service": 404, "used_url": 404, "expired_url": 404}


class Service:
    """A Slack with one workspace and one app. `state` is what the journal once said, by key."""

    def __init__(
        self,
        manifest: Manifest,
        origin: str,
        now: Callable[[], datetime],
        journal: Journal,
        redeliveries: Redeliveries,
        state: Mapping[str, Any],
    ) -> None:
        self._state = dict(state)
        self.identity = _identity(journal, self._state)
        workspace = Workspace(self.identity, journal, now)
        shapes = Shapes(workspace, manifest)
        sockets = Sockets(self.identity.app, redeliveries)
        events = Events(workspace, manifest, sockets)
        posting = Posting(workspace, shapes, events)
        self.hooks = Hooks(workspace, posting, origin)
        # By the sandbox's clock: what is done in a week of it is not too much for one minute.
        rates = Rates(lambda: now().timestamp())
        self.slack = Slack(
            workspace, manifest, shapes, events, posting, Triggers(), sockets, rates, origin
        )
        self.api = WebApi(self.slack)
        if self._state:
            workspace.restore(self._state)
            self.hooks.restore(self._state)
        _furnish(workspace, manifest)

    def routes(self) -> list[BaseRoute]:
        """`/api/…`, response_urls and the WebSocket, for Starlette."""
        return [
            Route(PREFIX + "{method:path}", self.api.endpoint, methods=["GET", "POST"]),
            Route(PATH + "/{name}", self._respond, methods=["POST"]),
            WebSocketRoute(LINK, self.slack.sockets.link),
        ]

    def resume(self) -> None:
        """Take up what was under way; called in the server's event loop when it starts."""
        self.slack.events.resume(self._state)
        self._state.clear()

    async def _respond(self, request: Request) -> Response:
        """An answer by the app to something somebody did."""
        try:
            body = read_json(await request.body())
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_payload"}, 400)
        if not isinstance(body, dict):
            return JSONResponse({"ok": False, "error": "invalid_payload"}, 400)
        try:
            self.hooks.answer(request.path_params["name"], body)
        except SlackError as refused:
            return JSONResponse(refused.body(), _HOOK_STATUS.get(refused.code, 400))
        return JSONResponse({"ok": True})


def _identity(journal: Journal, state: dict[str, Any]) -> Identity:
    kept = state.get("slack/identity")
    identity = Identity(**kept) if kept else Identity.new()
    journal.put("slack/identity", lambda: vars(identity))
    return identity


def _furnish(workspace: Workspace, manifest: Manifest) -> None:
    """Put in what every workspace has: Slackbot, the app's bot, an editor and the channel."""
    me = workspace.identity
    now = workspace.seconds()
    if SLACKBOT not in workspace.users:
        slackbot = User(
            SLACKBOT, "slackbot", "Slackbot", "America/Los_Angeles", "", now, is_bot=True
        )
        workspace.keep_user(slackbot)
        editor = User(me.editor, "ada.editor", EDITOR_NAME, EDITOR_ZONE, "ada@example.com", now,
                      is_admin=True)  # fmt: skip
        workspace.keep_user(editor)
        members = [me.editor, me.bot_user]
        workspace.keep_channel(
            Channel(me.channel, CHANNEL_NAME, "channel", me.editor, now, members)
        )
    handle = manifest.bot_name.lower().replace(" ", "_")
    bot = User(me.bot_user, handle, manifest.bot_name, "America/Los_Angeles", "", now, is_bot=True)
    known = workspace.users.get(bot.id)
    if known is None or replace(bot, updated=known.updated) != known:
        workspace.keep_user(bot)
