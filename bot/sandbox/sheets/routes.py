"""Finds the operation for a request: authentication, quota, the spreadsheet, then the method."""

from collections.abc import Awaitable, Callable
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .call import Call
from .errors import GoogleError, invalid, not_found, not_here
from .operations import OPERATIONS, VERBS, carry_out, create
from .quota import Quota
from .reads import spreadsheet
from .schema import check
from .store import Store
from .token import SHEETS_READ, SHEETS_WRITE, Accounts, BadGrant, Caller
from .wire import Query, answer, json_body, raw_path, refusal

PREFIX = "/v4/spreadsheets"
VERSION = "x-sandbox-version"
"""A header of answers: the version of the store then, as in what onlookers are told of changes."""

Endpoint = Callable[[Request], Awaitable[Response]]


def guarded(endpoint: Endpoint) -> Endpoint:
    """`endpoint`, whose GoogleErrors are answered as such."""

    async def guard(request: Request) -> Response:
        try:
            return await endpoint(request)
        except GoogleError as error:
            return refusal(error)

    return guard


class SheetsRoutes:
    """`/v4/spreadsheets…` and `/token`."""

    def __init__(self, store: Store, accounts: Accounts, quota: Quota) -> None:
        self._store = store
        self._accounts = accounts
        self._quota = quota

    def routes(self) -> list[Route]:
        """For Starlette."""
        methods = ["GET", "POST", "PUT", "DELETE", "PATCH"]
        return [
            Route("/token", self.token, methods=["POST"]),
            Route(PREFIX, guarded(self.create), methods=["POST"]),
            Route(PREFIX + "/{rest:path}", guarded(self.spreadsheets), methods=methods),
        ]

    async def token(self, request: Request) -> Response:
        """An access token for a signed assertion."""
        form = await request.form()
        try:
            granted = self._accounts.grant({k: str(v) for k, v in form.items()})
        except BadGrant as bad:
            return answer({"error": bad.error, "error_description": str(bad)}, 400)
        return answer(granted)

    async def create(self, request: Request) -> Response:
        """spreadsheets.create."""
        caller = self._accounts.known(request.headers)
        body = await json_body(request)
        self._count(caller, "write")
        caller.need(SHEETS_WRITE)
        query = Query.of(request, frozenset())
        book = create(self._store, caller, check(body, "Spreadsheet"))
        return answer(spreadsheet(book, [], False, query.mask("Spreadsheet")))

    async def spreadsheets(self, request: Request) -> Response:
        """Everything that is about one spreadsheet."""
        body = await json_body(request)
        caller = self._accounts.known(request.headers)
        book_id, shape, argument, verb = _parsed(raw_path(request))
        operation = OPERATIONS.get((request.method, shape, verb))
        if operation is None:
            if verb.endswith("ByDataFilter"):
                raise not_here(f"values:{verb}")
            raise not_found(f"There is no {request.method} {request.scope['path']} in this API.")
        self._count(caller, operation.counts_as)
        caller.need(SHEETS_WRITE if operation.counts_as == "write" else SHEETS_READ)
        query = Query.of(request, operation.parameters)
        mask = query.mask(operation.response)
        book = self._store.find(book_id, caller, write=operation.writes)
        call = Call(self._store, caller, book, argument, query, body, mask)
        response = answer(carry_out(operation, call))
        response.headers[VERSION] = str(self._store.version)
        return response

    def _count(self, caller: Caller, kind: str) -> None:
        if not caller.human:
            self._quota.spend(caller.name, kind)


def _parsed(path: str) -> tuple[str, str, str, str]:
    """Spreadsheet's id, shape of the rest, its argument, and the verb."""
    raw, _, last = path[len(PREFIX) + 1 :].rpartition("/")
    stem, colon, verb = last.rpartition(":")
    if colon and verb in VERBS:
        last = stem
    else:
        verb = ""
    parts = [unquote(part) for part in [*(raw.split("/") if raw else []), last]]
    if not parts[0]:
        raise invalid("Missing required field: spreadsheetId")
    if len(parts) > 3:
        raise not_found(f"There is no {path} in this API.")
    shape = "/".join([*parts[1:2], *("*" for _ in parts[2:])])
    return parts[0], shape, parts[2] if len(parts) > 2 else "", verb
