"""The page's files, under a policy by which they load and run nothing from elsewhere."""

import hashlib
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

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

_PRELOADED = {".css": "preload; as=style", ".js": "modulepreload"}
"""What the page needs before it is usable. Named at once, it need not be found file by file."""


class Assets:
    """`/`, which is index.html, and `/page/…`, the files that it needs."""

    def __init__(self) -> None:
        found = sorted(file for file in FOLDER.rglob("*") if file.suffix in _KINDS)
        self._files = {file.relative_to(FOLDER).as_posix(): file for file in found}

    def routes(self) -> list[BaseRoute]:
        """For Starlette."""
        return [
            Route("/", self.index, methods=["GET"]),
            Route("/page/{path:path}", self.file, methods=["GET"]),
        ]

    async def index(self, request: Request) -> Response:
        """The page, which names the files that it needs."""
        response = _answer(self._files["index.html"], request)
        response.headers["link"] = ", ".join(
            f"</page/{path}>; rel={_PRELOADED[file.suffix]}"
            for path, file in self._files.items()
            if file.suffix in _PRELOADED
        )
        return response

    async def file(self, request: Request) -> Response:
        """One of the files that were there when this was made, as it is at the moment."""
        file = self._files.get(request.path_params["path"])
        if file is None:
            raise HTTPException(404)
        return _answer(file, request)


def _answer(file: Path, request: Request) -> Response:
    content = file.read_bytes()
    tag = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
    headers = {**_HEADERS, "etag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, headers={**headers, "content-type": _KINDS[file.suffix]})
