"""Between HTTP and the operations: bodies, query parameters, masks, and answers in JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from .errors import GoogleError, bad_field, invalid
from .fieldmask import EVERYTHING, Mask, parse

STANDARD = frozenset(
    {"$.xgafv", "access_token", "alt", "callback", "fields", "key", "oauth_token"}
    | {"prettyPrint", "quotaUser", "uploadType", "upload_protocol"}
)
"""Query parameters that every method takes."""


@dataclass(frozen=True, slots=True)
class Query:
    """The query of one request, held against the parameters that its method takes."""

    values: Mapping[str, list[str]]

    @classmethod
    def of(cls, request: Request, allowed: frozenset[str]) -> "Query":
        """Raises GoogleError 400 for a parameter that the method does not know."""
        values: dict[str, list[str]] = {}
        for name, value in request.query_params.multi_items():
            if name not in allowed and name not in STANDARD:
                raise bad_field(
                    "",
                    f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query '
                    f"parameter. Field '{name}' could not be found in request message.",
                )
            values.setdefault(name, []).append(value)
        return cls(values)

    def text(self, name: str) -> str | None:
        """The parameter's value; None where it was not given."""
        return self.values[name][-1] if name in self.values else None

    def flag(self, name: str) -> bool:
        """A yes or no."""
        return (self.text(name) or "").lower() == "true"

    def choice(self, name: str, *choices: str) -> str | None:
        """One of `choices`. Raises GoogleError 400 for anything else."""
        value = self.text(name)
        if value is not None and value not in choices:
            raise bad_field(name, f"Invalid value at '{name}' (TYPE_ENUM), \"{value}\"")
        return value

    def mask(self, message: str) -> Mask:
        """The `fields` over the answer. Raises GoogleError 400."""
        text = self.text("fields")
        return parse(text, message) if text else EVERYTHING


async def json_body(request: Request) -> dict[str, Any]:
    """The JSON object that was sent, empty where nothing was. Raises GoogleError 400."""
    raw = await request.body()
    if not raw:
        return {}
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json":
        raise invalid(f"A body must be sent as application/json, not as {kind or 'nothing'}.")
    try:
        body = json.loads(raw, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise invalid(f"Invalid JSON payload received. {error}") from error
    if not isinstance(body, dict):
        raise invalid("Invalid JSON payload received. The root must be an object.")
    return body


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is not JSON.")


def answer(value: Mapping[str, Any], code: int = 200) -> Response:
    """A JSON response."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate, which JSON can carry in, has no bytes of its own.
    content = text.encode("utf-8", "replace")
    return Response(content, code, media_type="application/json; charset=UTF-8")


def refusal(error: GoogleError) -> Response:
    """The response of an error."""
    return answer(error.body(), error.code)


def raw_path(request: Request) -> str:
    """The path with its escapes, which tell a `/` or `:` in a tab's title from the API's own."""
    raw: bytes | None = request.scope.get("raw_path")
    if raw is None:
        return quote(request.scope["path"])
    return raw.decode("latin-1").partition("?")[0]
