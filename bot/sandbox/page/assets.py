"""The page's files, under a policy by which they load and run nothing from elsewhere."""

import os
from pathlib import Path, PurePath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
}
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
"""The kinds of files that there are. What the machine says of an ending may break the page."""


class Assets(StaticFiles):
    """`/`, which is index.html, and `/page/…`, the files that it needs."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    def routes(self) -> list[BaseRoute]:
        """For Starlette."""
        return [Route("/", self.index, methods=["GET"]), Mount("/page", self)]

    async def index(self, request: Request) -> Response:
        """The page."""
        return await self.get_response("index.html", request.scope)

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """A file with the policy; only of the kinds that belong to the page."""
        kind = _KINDS.get(PurePath(full_path).suffix)
        if kind is None:
            raise HTTPException(404)
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.update(_HEADERS | {"content-type": kind})
        return response
