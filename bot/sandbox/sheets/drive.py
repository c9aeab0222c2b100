"""The part of Drive v3 that gspread uses: files, their sharing, copies and exports."""

import csv
import io
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .errors import DriveError, GoogleError, not_here
from .fieldmask import EVERYTHING, Mask, parse
from .formulas import Workings
from .model import Book, Json
from .reads import grid
from .routes import guarded
from .store import OWNER, Store
from .token import DRIVE_READ, DRIVE_WRITE, Accounts, Caller
from .wire import answer, json_body

SHEET_TYPE = "application/vnd.google-apps.spreadsheet"
_PREFIX = "/drive/v3/files"
_ROLES = ("owner", "organizer", "fileOrganizer", "writer", "commenter", "reader")
_CONDITION = re.compile(r"""(\w+)\s*(=|!=|contains|in)\s*(["']?)(.*?)\3""", re.DOTALL)


class DriveRoutes:
    """`/drive/v3/files…`. Parameters about shared drives are taken and mean nothing here."""

    def __init__(self, store: Store, accounts: Accounts) -> None:
        self._store = store
        self._accounts = accounts

    def routes(self) -> list[Route]:
        """For Starlette."""
        one = _PREFIX + "/{file_id}"
        table = [
            ("GET", _PREFIX, self.list_files),
            ("POST", _PREFIX, self.create),
            ("GET", one, self.get),
            ("PATCH", one, self.update),
            ("DELETE", one, self.delete),
            ("POST", one + "/copy", self.copy),
            ("GET", one + "/export", self.export),
            ("GET", one + "/comments", self.list_comments),
            ("GET", one + "/permissions", self.list_permissions),
            ("POST", one + "/permissions", self.share),
            ("DELETE", one + "/permissions/{permission_id}", self.unshare),
        ]
        routes = [Route(path, guarded(end), methods=[method]) for method, path, end in table]
        methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
        return [*routes, Route(_PREFIX + "/{rest:path}", guarded(self.other), methods=methods)]

    async def other(self, request: Request) -> Response:
        """Whatever else Drive does, such as keeping revisions."""
        raise not_here(f"{request.method} {request.scope['path']} of Drive")

    def _caller(self, request: Request, scopes: frozenset[str]) -> Caller:
        caller = self._accounts.known(request.headers)
        caller.need(scopes)
        return caller

    def _book(self, request: Request, caller: Caller, *roles: str) -> Book:
        """The file asked for, if the caller has one of `roles` there; any role if none is named."""
        file_id = request.path_params["file_id"]
        book = self._store.books.get(file_id)
        role = self._store.role(book, caller) if book else None
        if book is None or role is None:
            raise DriveError(404, "notFound", f"File not found: {file_id}.")
        if roles and role not in roles:
            raise DriveError(
                403,
                "insufficientFilePermissions",
                "The user does not have sufficient permissions for this file.",
            )
        return book

    async def list_files(self, request: Request) -> Response:
        """files.list: what the caller sees, last changed first."""
        caller = self._caller(request, DRIVE_READ)
        conditions = _conditions(request.query_params.get("q", ""))
        found = [
            self._file(book, caller)
            for book in sorted(
                self._store.books.values(), key=lambda b: (b.modified, b.book_id), reverse=True
            )
            if self._store.role(book, caller) and all(_holds(book, c) for c in conditions)
        ]
        mask = _mask(request, "DriveFileList", "kind,files(kind,id,name,mimeType)")
        return answer(mask.project({"kind": "drive#fileList", "files": found}))

    async def get(self, request: Request) -> Response:
        """files.get."""
        caller = self._caller(request, DRIVE_READ)
        return self._answer(request, self._book(request, caller), caller)

    def _answer(self, request: Request, book: Book, caller: Caller) -> Response:
        mask = _mask(request, "DriveFile", "kind,id,name,mimeType")
        return answer(mask.project(self._file(book, caller)))

    def _file(self, book: Book, caller: Caller) -> Json:
        may_write = self._store.may_write(book, caller)
        file: Json = {
            "kind": "drive#file",
            "id": book.book_id,
            "name": book.title,
            "mimeType": SHEET_TYPE,
            "createdTime": book.created,
            "modifiedTime": book.modified,
            "webViewLink": f"https://docs.google.com/spreadsheets/d/{book.book_id}/edit",
            "trashed": False,
            "shared": len(book.permissions) > 1,
            "ownedByMe": caller.human,
            "owners": [{"kind": "drive#user", "emailAddress": OWNER, "displayName": "Owner"}],
            "capabilities": {
                "canEdit": may_write,
                "canShare": may_write,
                "canComment": may_write,
                "canCopy": True,
                "canDelete": caller.human,
            },
        }
        if may_write:
            file["permissions"] = [_permission(p) for p in book.permissions]
        return file

    async def create(self, request: Request) -> Response:
        """files.create, of spreadsheets only."""
        caller = self._caller(request, DRIVE_WRITE)
        body = await json_body(request)
        _need_storage(caller)
        if body.get("mimeType") != SHEET_TYPE:
            raise not_here(f"files of type {body.get('mimeType')}")
        book = self._store.create(body.get("name", "Untitled"))
        return self._answer(request, book, caller)

    async def copy(self, request: Request) -> Response:
        """files.copy."""
        caller = self._caller(request, DRIVE_WRITE)
        body = await json_body(request)
        book = self._book(request, caller)
        _need_storage(caller)
        new = self._store.copy(book, body.get("name") or f"Copy of {book.title}")
        return self._answer(request, new, caller)

    async def update(self, request: Request) -> Response:
        """files.update: another name."""
        caller = self._caller(request, DRIVE_WRITE)
        body = await json_body(request)
        book = self._book(request, caller, *_ROLES[:4]).copy()
        if set(body) - {"name"}:
            raise not_here(f"changing a file's {', '.join(sorted(set(body) - {'name'}))}")
        if body.get("name"):
            book.properties = {**book.properties, "title": body["name"]}
            self._store.changed(book, caller)
        return self._answer(request, book, caller)

    async def delete(self, request: Request) -> Response:
        """files.delete, by the owner."""
        caller = self._caller(request, DRIVE_WRITE)
        self._store.delete(self._book(request, caller, "owner"))
        return Response(status_code=204)

    async def export(self, request: Request) -> Response:
        """files.export of the first tab as CSV or TSV."""
        caller = self._caller(request, DRIVE_READ)
        book = self._book(request, caller)
        wanted = request.query_params.get("mimeType", "")
        delimiter = {"text/csv": ",", "text/tab-separated-values": "\t"}.get(wanted)
        if delimiter is None:
            raise not_here(f"exports to {wanted or 'no type'}")
        out = io.StringIO()
        rows = grid(book.tabs[0], Workings(book))
        csv.writer(out, delimiter=delimiter).writerows(
            [cell["text"] for cell in row] for row in rows
        )
        # No line end after the last row, as Drive sends it.
        return Response(out.getvalue().removesuffix("\r\n"), media_type=wanted)

    async def list_comments(self, request: Request) -> Response:
        """comments.list: there are none, since nobody can write any here."""
        self._book(request, self._caller(request, DRIVE_READ))
        return answer({"kind": "drive#commentList", "comments": []})

    async def list_permissions(self, request: Request) -> Response:
        """permissions.list, for those who may edit."""
        caller = self._caller(request, DRIVE_READ)
        book = self._book(request, caller, *_ROLES[:4])
        items = [_permission(p) for p in book.permissions]
        mask = _mask(request, "DrivePermissionList", "kind,permissions(kind,id,type,role)")
        return answer(mask.project({"kind": "drive#permissionList", "permissions": items}))

    async def share(self, request: Request) -> Response:
        """permissions.create: with an account, or with anyone who has the link."""
        caller = self._caller(request, DRIVE_WRITE)
        body = await json_body(request)
        book = self._book(request, caller, *_ROLES[:4])
        role, kind = body.get("role"), body.get("type")
        if role not in _ROLES or role == "owner":
            raise DriveError(400, "invalid", f"The specified role is invalid: {role}")
        if kind == "anyone":
            permission = {"id": "anyoneWithLink", "type": "anyone", "role": role}
            others = [p for p in book.permissions if p["type"] != "anyone"]
            self._store.let_in(book, [*others, permission])
        elif kind == "user" and body.get("emailAddress"):
            permission = self._store.share(book, body["emailAddress"], role)
        elif kind in ("group", "domain"):
            raise not_here(f"sharing with a {kind}")
        else:
            raise DriveError(400, "badRequest", "The permission needs a type and an emailAddress.")
        mask = _mask(request, "DrivePermission", "kind,id,type,role")
        return answer(mask.project(_permission(permission)))

    async def unshare(self, request: Request) -> Response:
        """permissions.delete."""
        caller = self._caller(request, DRIVE_WRITE)
        book = self._book(request, caller, *_ROLES[:4])
        wanted = request.path_params["permission_id"]
        kept = [p for p in book.permissions if p["id"] != wanted or p["role"] == "owner"]
        if len(kept) == len(book.permissions):
            raise DriveError(404, "notFound", f"Permission not found: {wanted}.")
        self._store.let_in(book, kept)
        return Response(status_code=204)


def _permission(permission: Json) -> Json:
    out = {"kind": "drive#permission", **permission}
    if "emailAddress" in permission:
        out["displayName"] = permission["emailAddress"].partition("@")[0]
    return out


def _need_storage(caller: Caller) -> None:
    if not caller.human:
        raise DriveError(
            403,
            "storageQuotaExceeded",
            "Service Accounts do not have storage quota. Leverage shared drives "
            "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or "
            "use OAuth delegation (http://support.google.com/a/answer/7281227) instead.",
        )


def _mask(request: Request, message: str, default: str) -> Mask:
    text = request.query_params.get("fields", default)
    try:
        return parse(text, message) if text != "*" else EVERYTHING
    except GoogleError as error:
        field = (error.details or [{}])[0].get("fieldViolations", [{}])[0].get("field", text)
        raise DriveError(400, "invalidParameter", f"Invalid field selection {field}") from None


def _conditions(query: str) -> list[tuple[str, str, str]]:
    if not query.strip():
        return []
    out = []
    for part in re.split(r"\s+and\s+", query.strip()):
        found = _CONDITION.fullmatch(part)
        if found is None or found[1] not in ("mimeType", "name", "trashed"):
            raise DriveError(
                400, "invalid", f"Invalid Value: this sandbox cannot search for {part}"
            )
        out.append((found[1], found[2], re.sub(r"\\(.)", r"\1", found[4])))
    return out


def _holds(book: Book, condition: tuple[str, str, str]) -> bool:
    field, sign, wanted = condition
    values: dict[str, Any] = {"mimeType": SHEET_TYPE, "name": book.title, "trashed": "false"}
    if sign == "contains":
        return wanted.casefold() in values[field].casefold()
    return bool((values[field] == wanted) == (sign == "="))
