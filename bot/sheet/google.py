"""One spreadsheet at Google, over gspread, with errors that say what to do.

    SheetError
    ├── BadCredentials     the service account's file, or Google refuses it
    ├── SheetForbidden     the spreadsheet is not shared with the service account
    ├── SheetMissing       there is no such spreadsheet
    ├── SheetRefused       Google has read the request and refused it whole: nothing was written
    └── SheetUnreachable   the network or Google is out of order; later it may work

``str(error)`` is a sentence for the operator. Reads are tried again a few times; a write is sent
once, since what became of it may be unknown.
"""

import functools
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

import gspread
import requests
from google.auth.exceptions import GoogleAuthError, RefreshError
from google.auth.transport.requests import Request
from google.oauth2.service_account import Credentials
from gspread.exceptions import APIError
from gspread.urls import (
    DRIVE_FILES_API_V3_URL,
    SPREADSHEET_BATCH_UPDATE_URL,
    SPREADSHEET_URL,
)
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_random_exponential

GOOGLE = "https://sheets.googleapis.com"
_SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive.metadata.readonly",
)
_TIMEOUT = (5.0, 40.0)
_TOKEN_TIMEOUT = 10.0
_TRIES = 4
_LONGEST_WAIT = 8.0

Json = dict[str, Any]
Sleep = Callable[[float], None]


class SheetError(Exception):
    """The spreadsheet cannot be used; the message says what to do about it."""


class BadCredentials(SheetError):
    """The service account's file is none, or Google does not accept it."""


class SheetForbidden(SheetError):
    """The service account may not use the spreadsheet."""


class SheetMissing(SheetError):
    """There is no spreadsheet with this id."""


class SheetRefused(SheetError):
    """Google did not carry out the request, and never will as it is."""


class SheetUnreachable(SheetError):
    """Google cannot be reached, or asks to wait: ``pause`` seconds, where it says how long.

    ``may_have_arrived`` tells whether the request may have been carried out all the same.
    """

    def __init__(self, message: str, *, may_have_arrived: bool, pause: float | None = None) -> None:
        super().__init__(message)
        self.may_have_arrived = may_have_arrived
        self.pause = pause


class Account:
    """The service account, and the token that it holds at the moment.

    The token is fetched with plain requests: google-auth's own session looks up further Google
    hosts in the background. Raises BadCredentials if the file cannot be used.
    """

    def __init__(self, file: Path) -> None:
        try:
            credentials = Credentials.from_service_account_file(  # type: ignore[no-untyped-call]
                str(file), scopes=_SCOPES
            )
        except OSError as error:
            raise BadCredentials(
                f"GOOGLE_SERVICE_ACCOUNT: the file {file} cannot be read ({error.strerror})."
            ) from error
        except (ValueError, KeyError, TypeError, AttributeError, GoogleAuthError) as error:
            raise BadCredentials(
                f"GOOGLE_SERVICE_ACCOUNT: {file} is not the key of a service account. In the"
                " Google Cloud console, open the account's Keys and create a key of type JSON."
            ) from error
        self._credentials: Any = credentials
        session = requests.Session()
        self._request = functools.partial(Request(session), timeout=_TOKEN_TIMEOUT)

    @property
    def email(self) -> str:
        """The address with which a spreadsheet has to be shared."""
        return str(self._credentials.service_account_email)

    def token(self, *, fresh: bool = False) -> str:
        """Return a token that is good now. Raises BadCredentials or SheetUnreachable."""
        if fresh or not self._credentials.valid:
            try:
                self._credentials.refresh(self._request)
            except RefreshError as error:
                if error.retryable:
                    raise _out_of_reach(error) from error
                raise BadCredentials(
                    f"GOOGLE_SERVICE_ACCOUNT: Google refuses the key of {self.email}"
                    f" ({error.args[0] if error.args else error}). Create a new key for it, and"
                    " check this machine's clock."
                ) from error
            except (GoogleAuthError, requests.RequestException, OSError) as error:
                raise _out_of_reach(error) from error
        return str(self._credentials.token)


def _nothing() -> None:
    """Do nothing."""


class SheetsClient(gspread.HTTPClient):
    """gspread's client with our own addresses, token, time limit and errors."""

    account: Account
    host: str = GOOGLE
    limit: tuple[float, float] = _TIMEOUT
    before_each: Callable[[], None] = staticmethod(_nothing)

    def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> requests.Response:
        """Send one request, once. Raises SheetError."""
        self.timeout = self.limit
        address = self._address(endpoint)
        try:
            try:
                return self._send(method, address, self.account.token(), *args, **kwargs)
            except APIError as error:
                if error.response.status_code != 401:
                    raise
                # A token can be withdrawn before it runs out. Nothing has been carried out.
                token = self.account.token(fresh=True)
                return self._send(method, address, token, *args, **kwargs)
        except APIError as error:
            raise _refusal(error, self.account.email) from error
        except (requests.RequestException, OSError) as error:
            raise _out_of_reach(error, may_have_arrived=True) from error

    def _send(
        self, method: str, address: str, token: str, *args: Any, **kwargs: Any
    ) -> requests.Response:
        self.before_each()
        self.session.headers["Authorization"] = f"Bearer {token}"
        return super().request(method, address, *args, **kwargs)

    def _address(self, endpoint: str) -> str:
        if self.host == GOOGLE:
            return endpoint
        parts, ours = urlsplit(endpoint), urlsplit(self.host)
        path = ours.path.rstrip("/") + parts.path
        return urlunsplit((ours.scheme, ours.netloc, path, parts.query, ""))


class Spreadsheet:
    """One spreadsheet: reading parts of it, and changing it by one batch at a time.

    ``host`` is where Google's Sheets (and Drive) are; ``sleep`` waits between tries; ``timeout``
    is how many seconds a connection may take, and an answer.
    """

    def __init__(
        self,
        account: Account,
        sheet_id: str,
        host: str = GOOGLE,
        sleep: Sleep = time.sleep,
        timeout: tuple[float, float] = _TIMEOUT,
    ) -> None:
        self.id = sheet_id
        self.account = account
        client = gspread.Client(
            auth=cast(Any, None), session=requests.Session(), http_client=SheetsClient
        )
        self._http = cast(SheetsClient, client.http_client)
        self._http.account = account
        self._http.host = host.rstrip("/")
        self._http.limit = timeout
        self._sleep = sleep

    def keep_pace(self, before_each: Callable[[], None]) -> None:
        """Call ``before_each`` before any request leaves; what it raises keeps the request back."""
        self._http.before_each = before_each

    def read(self, fields: str, ranges: list[str] | None = None) -> Json:
        """Return what the mask asks for of the ranges, or of everything. Raises SheetError."""
        params: Json = {"fields": fields, **({"ranges": ranges} if ranges else {})}
        return self._get(SPREADSHEET_URL % self.id, params)

    def file(self, fields: str) -> Json:
        """Return what Drive says of the spreadsheet as a file. Raises SheetError.

        Drive leaves ``permissions`` out for those who may not share the file, and for every file
        in a shared drive.
        """
        params = {"fields": fields, "supportsAllDrives": "true"}
        return self._get(f"{DRIVE_FILES_API_V3_URL}/{self.id}", params)

    def write(self, batch: Mapping[str, Any], fields: str) -> Json:
        """Carry out a batch, all of it or nothing, and return what the mask asks for.

        It is sent once. Raises SheetRefused if it was not carried out, and SheetUnreachable,
        which says whether it may have been.
        """
        address = SPREADSHEET_BATCH_UPDATE_URL % self.id
        return self._send("post", address, params={"fields": fields}, json=batch)

    def _get(self, address: str, params: Json) -> Json:
        tries = Retrying(
            retry=retry_if_exception(_is_worth_another_try),
            wait=_wait,
            stop=stop_after_attempt(_TRIES),
            sleep=self._sleep,
            reraise=True,
        )
        return tries(self._send, "get", address, params=params)

    def _send(self, method: str, address: str, **kwargs: Any) -> Json:
        try:
            return cast(Json, self._http.request(method, address, **kwargs).json())
        except requests.JSONDecodeError as error:
            raise _out_of_reach(error, may_have_arrived=True) from error


_backoff = wait_random_exponential(multiplier=0.5, max=_LONGEST_WAIT)


def _is_worth_another_try(error: BaseException) -> bool:
    return isinstance(error, SheetUnreachable) and (error.pause or 0) <= _LONGEST_WAIT


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    pause = error.pause if isinstance(error, SheetUnreachable) else None
    return pause if pause is not None else _backoff(state)


def _refusal(error: APIError, email: str) -> SheetError:
    status = error.response.status_code
    said = str(error.error.get("message", "")).strip()
    if status == 404:
        return SheetMissing("SHEET_ID: there is no such spreadsheet. Copy its address again.")
    if status in (401, 403):
        if "SERVICE_DISABLED" in error.response.text:
            api = "Drive" if "/drive/" in error.response.url else "Sheets"
            return SheetForbidden(
                f"The Google {api} API is not switched on for the project of the service account:"
                " in the Google Cloud console, enable it under APIs & Services."
            )
        return SheetForbidden(
            f"The spreadsheet is not shared with {email}: open it, press Share, and add this"
            " address as an editor."
        )
    if status == 429 or status == 408 or status >= 500:
        return SheetUnreachable(
            f"Google asks to wait ({status}): {said[:200]}"
            if status == 429
            else f"Google is out of order ({status}).",
            may_have_arrived=status != 429,
            pause=_pause(error.response),
        )
    return SheetRefused(f"Google refuses the request ({status}): {said[:300]}")


def _pause(response: requests.Response) -> float | None:
    text = response.headers.get("Retry-After", "")
    return float(text) if text.isdecimal() else None


def _out_of_reach(error: Exception, *, may_have_arrived: bool = False) -> SheetUnreachable:
    return SheetUnreachable(
        f"Google cannot be reached ({type(error).__name__}).",
        may_have_arrived=may_have_arrived,
    )
