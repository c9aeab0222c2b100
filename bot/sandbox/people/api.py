"""`/sandbox/…`: what a person does, as JSON over HTTP."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.reading import read_json
from bot.sandbox.slack.hooks import Hooks
from bot.sandbox.slack.methods.call import Slack

from .acting import Acting
from .errors import CannotDo
from .modals import Modals
from .talking import Talking
from .watching import Activity

Body = dict[str, Any]
Do = Callable[[Body], Awaitable[Any]]


class PeopleApi:
    """The routes for people."""

    def __init__(self, slack: Slack, hooks: Hooks, activity: Activity) -> None:
        self._talking = Talking(slack, activity)
        self._acting = Acting(slack, hooks, activity)
        self._modals = Modals(slack, self._acting, activity)

    def routes(self) -> list[Route]:
        """For Starlette."""
        talking, acting, modals = self._talking, self._acting, self._modals
        return [
            posted("/sandbox/people", talking.person),
            posted("/sandbox/join", talking.join),
            posted("/sandbox/leave", talking.leave),
            posted("/sandbox/say", talking.say),
            posted("/sandbox/edit", talking.edit),
            posted("/sandbox/delete", talking.delete),
            posted("/sandbox/react", talking.react),
            posted("/sandbox/unreact", talking.unreact),
            posted("/sandbox/read", talking.read),
            posted("/sandbox/slash", acting.slash),
            posted("/sandbox/click", acting.click),
            posted("/sandbox/shortcut", acting.shortcut),
            posted("/sandbox/suggestions", acting.suggestions),
            posted("/sandbox/fill", modals.fill),
            posted("/sandbox/submit", modals.submit),
            posted("/sandbox/close", modals.close),
            asked("/sandbox/modal", self._modal),
            asked("/sandbox/home", self._home),
            asked("/sandbox/messages", self._messages),
        ]

    async def _modal(self, query: Body) -> Any:
        return self._modals.open_one(query.get("user"))

    async def _home(self, query: Body) -> Any:
        return await self._modals.home(query.get("user"))

    async def _messages(self, query: Body) -> Any:
        return self._talking.messages(query.get("channel"), query.get("user"))


def posted(path: str, do: Do) -> Route:
    """A route for POST with a JSON object."""

    async def endpoint(request: Request) -> Response:
        return await answered(do, request)

    return Route(path, endpoint, methods=["POST"])


def asked(path: str, do: Do) -> Route:
    """A route for GET; what `do` gets is the query."""

    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await do(dict(request.query_params)))
        except CannotDo as error:
            return JSONResponse({"error": str(error)}, error.status)

    return Route(path, endpoint, methods=["GET"])


async def answered(do: Do, request: Request) -> Response:
    """The answer to a request whose body is a JSON object."""
    try:
        body = read_json(await request.body() or b"{}")
    except ValueError:
        return JSONResponse({"error": "The body is no JSON."}, 400)
    if not isinstance(body, dict):
        return JSONResponse({"error": "The body must be a JSON object."}, 400)
    try:
        return JSONResponse(await do(body))
    except CannotDo as error:
        return JSONResponse({"error": str(error)}, error.status)
