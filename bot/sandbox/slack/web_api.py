"""`/api/<method>`: reads a call, checks who calls and how often, and finds the method."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.reading import read_json

from .errors import RateLimited, SlackError
from .methods import chat, conversations, general, reactions, users, views
from .methods.call import Args, Call, Method, Slack
from .model import Json

PREFIX = "/api/"

METHODS: dict[str, Method] = {
    **general.METHODS,
    **users.METHODS,
    **conversations.METHODS,
    **chat.METHODS,
    **reactions.METHODS,
    **views.METHODS,
}

_APP_SCOPES = ("connections:write",)


class WebApi:
    """The Web API of one workspace."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def endpoint(self, request: Request) -> Response:
        """Answer one call."""
        name = request.path_params["method"]
        method = METHODS.get(name)
        try:
            given = await _given(request, method)
            body = {"ok": True, **self._carry_out(name, method, request, given)}
            status, headers = 200, {}
        except RateLimited as refused:
            body, status = refused.body(), 429
            headers = {"retry-after": str(refused.seconds)}
        except SlackError as refused:
            body, status, headers = refused.body(), 200, {}
        scopes = _APP_SCOPES if self._is_app(request) else self._slack.manifest.scopes
        headers["x-oauth-scopes"] = ",".join(scopes)
        if method is not None and method.scopes:
            headers["x-accepted-oauth-scopes"] = ",".join(method.scopes)
        return JSONResponse(body, status, headers)

    def _carry_out(
        self, name: str, method: Method | None, request: Request, given: Mapping[str, Any]
    ) -> Json:
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        if not method.open_to_all:
            self._authenticate(method, _token(request, given))
        call = Call(self._slack, Args(given))
        if method.scopes:
            call.scope(*method.scopes)
        self._slack.rates.spend(name, method.per_minute)
        return method.handler(call)

    def _authenticate(self, method: Method, token: str | None) -> None:
        me = self._slack.workspace.identity
        if not token:
            raise SlackError("not_authed")
        if token not in (me.bot_token, me.app_token):
            raise SlackError("invalid_auth")
        if token != (me.app_token if method.for_app else me.bot_token):
            raise SlackError("not_allowed_token_type")

    def _is_app(self, request: Request) -> bool:
        return _bearer(request) == self._slack.workspace.identity.app_token

    def who(self, headers: Mapping[str, str]) -> str | None:
        """Who sends these headers: "bot", "app", or None."""
        me = self._slack.workspace.identity
        token = headers.get("authorization", "").removeprefix("Bearer ").strip()
        return {me.bot_token: "bot", me.app_token: "app"}.get(token)


def _bearer(request: Request) -> str | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and token.strip() else None


def _token(request: Request, given: Mapping[str, Any]) -> str | None:
    token = _bearer(request) or given.get("token")
    return str(token) if token else None


async def _given(request: Request, method: Method | None) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query_params)
    if request.method == "GET":
        return given
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        body = await request.body()
        if method is not None and not method.takes_json:
            return given
        try:
            data = read_json(body or b"{}")
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(data, dict):
            raise SlackError("json_not_object")
        return {**given, **data}
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        form = await request.form(max_part_size=4_000_000)
        return {**given, **{name: value for name, value in form.items() if isinstance(value, str)}}
    if await request.body():
        raise SlackError("invalid_post_type")
    return given
