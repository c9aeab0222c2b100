"""A Google of one's own for a test: the sandbox's routes behind uvicorn, in a thread."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import gspread
import requests
import uvicorn
from google.auth.transport.requests import Request
from google.oauth2 import service_account
from starlette.applications import Starlette

from bot.sandbox.sheets import Sheets

SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive",
)


class Clock:
    """Seconds that a test moves by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Google:
    """A running server, and ways to talk to it."""

    origin: str
    sheets: Sheets
    ticks: Clock

    def call(
        self, method: str, path: str, token: str | None = "human", **kwargs: Any
    ) -> requests.Response:
        """A raw request; as a person unless another token, or None, is given."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        headers |= kwargs.pop("headers", {})
        return requests.request(method, self.origin + path, headers=headers, timeout=10, **kwargs)

    def get(self, path: str, **params: Any) -> Any:
        """The JSON of a successful GET."""
        response = self.call("GET", path, params=params)
        assert response.status_code == 200, response.text
        return response.json()

    def batch(self, book: str, *requests_: dict[str, Any], **more: Any) -> Any:
        """The JSON of a successful batchUpdate."""
        response = self.try_batch(book, *requests_, **more)
        assert response.status_code == 200, response.text
        return response.json()

    def try_batch(self, book: str, *requests_: dict[str, Any], **more: Any) -> requests.Response:
        """A batchUpdate, whatever comes of it."""
        params = more.pop("params", None)
        token = more.pop("token", "human")
        body = {"requests": list(requests_), **more}
        path = f"/v4/spreadsheets/{book}:batchUpdate"
        return self.call("POST", path, token, json=body, params=params)

    def write(self, book: str, where: str, values: list[list[Any]], option: str = "RAW") -> Any:
        """The JSON of a successful values.update by a person."""
        response = self.call(
            "PUT",
            f"/v4/spreadsheets/{book}/values/{where}",
            params={"valueInputOption": option},
            json={"values": values},
        )
        assert response.status_code == 200, response.text
        return response.json()

    def values(self, book: str, where: str, **params: Any) -> Any:
        """The rows of a range as a person reads them."""
        return self.get(f"/v4/spreadsheets/{book}/values/{where}", **params).get("values", [])

    def cells(self, book: str, where: str, fields: str) -> list[list[dict[str, Any]]]:
        """CellData of a range."""
        mask = f"sheets.data.rowData.values({fields})"
        data = self.get(f"/v4/spreadsheets/{book}", ranges=where, fields=mask)
        rows = data["sheets"][0]["data"][0].get("rowData", [])
        return [row.get("values", []) for row in rows]

    def cell(self, book: str, where: str, fields: str = "*") -> dict[str, Any]:
        """CellData of one cell."""
        rows = self.cells(book, where, fields)
        return rows[0][0] if rows and rows[0] else {}

    def token(self) -> str:
        """An access token for the service account, by google-auth's own flow."""
        info = self.sheets.service_account()
        credentials = service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
            info, scopes=SCOPES
        )
        credentials.refresh(Request(requests.Session()))
        return str(credentials.token)

    def gspread(self, token: str | None = None) -> gspread.Client:
        """The real gspread, as the service account or with another token."""
        origin = self.origin

        class Rewritten(gspread.HTTPClient):
            def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> Any:
                path = endpoint.split("googleapis.com", 1)[1]
                return super().request(method, origin + path, *args, **kwargs)

        session = requests.Session()
        session.headers["Authorization"] = f"Bearer {token or self.token()}"
        return gspread.Client(
            auth=None,  # type: ignore[arg-type]
            session=session,
            http_client=Rewritten,
        )


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def google(sheets: Sheets | None = None, clock: Clock | None = None) -> Iterator[Google]:
    """Serve until the block ends."""
    port = _free_port()
    origin = f"http://127.0.0.1:{port}"
    ticks = clock or Clock()
    served = sheets or Sheets(
        origin, lambda: datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC), ticks=ticks
    )
    config = uvicorn.Config(
        Starlette(routes=served.routes()), port=port, log_level="warning", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        until = time.monotonic() + 10
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            assert time.monotonic() < until, "the server did not start in ten seconds"
            threading.Event().wait(0.005)
        yield Google(origin, served, ticks)
    finally:
        server.should_exit = True
        thread.join(10)
