"""The service account's way to a token, and what a token is good for."""

import base64
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from google.auth import crypt, exceptions, jwt
from google.auth.transport.requests import Request
from google.oauth2 import service_account

from tests.sandbox.sheets_server import SCOPES, Google, google

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@pytest.fixture(scope="module")
def server() -> Iterator[Google]:
    with google() as running:
        yield running


@pytest.fixture
def book(server: Google) -> str:
    return server.sheets.create("Test")


def asked(server: Google, key: str | None = None, **changes: Any) -> requests.Response:
    info = server.sheets.service_account()
    now = int(time.time())
    claims = {
        "iss": info["client_email"],
        "aud": info["token_uri"],
        "scope": " ".join(SCOPES),
        "iat": now,
        "exp": now + 3600,
    } | changes
    signer = crypt.RSASigner.from_string(key or info["private_key"])  # type: ignore[no-untyped-call]
    assertion = jwt.encode(signer, claims).decode()  # type: ignore[no-untyped-call]
    form = {"grant_type": GRANT, "assertion": assertion}
    return requests.post(server.origin + "/token", data=form, timeout=10)


def test_google_auth_gets_a_token_that_reads(server: Google, book: str) -> None:
    response = server.call("GET", f"/v4/spreadsheets/{book}", server.token())
    assert response.status_code == 200
    assert response.json()["properties"]["title"] == "Test"


def test_the_account_is_named_in_the_log_by_its_address(server: Google) -> None:
    info = server.sheets.service_account()
    assert info["type"] == "service_account"
    assert server.sheets.who({"Authorization": "Bearer " + server.token()}) == info["client_email"]
    assert server.sheets.who({"authorization": "Bearer human"}) == "human"
    assert server.sheets.who({}) is None
    assert server.sheets.who({"authorization": "Bearer made-up"}) is None


def test_a_key_that_is_not_the_accounts_is_refused(server: Google) -> None:
    with google() as other:
        foreign = other.sheets.service_account()["private_key"]
    refused = asked(server, foreign)
    assert refused.status_code == 400
    assert refused.json()["error"] == "invalid_grant"
    info = server.sheets.service_account() | {"private_key": foreign}
    credentials = service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
        info, scopes=SCOPES
    )
    with pytest.raises(exceptions.RefreshError, match="invalid_grant"):
        credentials.refresh(Request(requests.Session()))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"iss": "nobody@example.com"}, "invalid_grant"),
        ({"aud": "http://127.0.0.1:1/token"}, "invalid_grant"),
        ({"iat": int(time.time()) - 7200, "exp": int(time.time()) - 3600}, "invalid_grant"),
        ({"iat": int(time.time()) + 7200, "exp": int(time.time()) + 9000}, "invalid_grant"),
        ({"exp": int(time.time()) + 90_000}, "invalid_grant"),
        ({"scope": ""}, "invalid_scope"),
    ],
)
def test_an_assertion_with_a_wrong_claim_is_refused(
    server: Google, changes: dict[str, Any], error: str
) -> None:
    refused = asked(server, **changes)
    assert refused.status_code == 400
    assert refused.json()["error"] == error
    assert refused.json()["error_description"]


@pytest.mark.parametrize("assertion", ["", "a.b", "a.b.c", "é.é.é"])
def test_what_is_not_an_assertion_is_refused(server: Google, assertion: str) -> None:
    form = {"grant_type": GRANT, "assertion": assertion}
    refused = requests.post(server.origin + "/token", data=form, timeout=10)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")
    wrong = requests.post(server.origin + "/token", data={"grant_type": "password"}, timeout=10)
    assert (wrong.status_code, wrong.json()["error"]) == (400, "unsupported_grant_type")


def test_an_assertion_without_a_signature_is_refused(server: Google) -> None:
    info = server.sheets.service_account()

    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    claims = {"iss": info["client_email"], "aud": info["token_uri"], "scope": "x"}
    form = {"grant_type": GRANT, "assertion": f"{part({'alg': 'none'})}.{part(claims)}."}
    refused = requests.post(server.origin + "/token", data=form, timeout=10)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")


def test_a_token_lasts_an_hour(book: str) -> None:
    with google() as server:
        own = server.sheets.create("Own")
        token = server.token()
        server.ticks.seconds += 3590
        assert server.call("GET", f"/v4/spreadsheets/{own}", token).status_code == 200
        server.ticks.seconds += 20
        refused = server.call("GET", f"/v4/spreadsheets/{own}", token)
    assert refused.status_code == 401
    assert refused.json()["error"]["status"] == "UNAUTHENTICATED"


def test_no_token_and_an_unknown_one_are_told_apart(server: Google, book: str) -> None:
    nobody = server.call("GET", f"/v4/spreadsheets/{book}", None)
    assert (nobody.status_code, nobody.json()["error"]["status"]) == (403, "PERMISSION_DENIED")
    unknown = server.call("GET", f"/v4/spreadsheets/{book}", "ya29.made-up")
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (401, 401)


def test_a_token_for_reading_only_does_not_write(server: Google, book: str) -> None:
    scope = "https://www.googleapis.com/auth/spreadsheets.readonly"
    token = asked(server, scope=scope).json()["access_token"]
    assert server.call("GET", f"/v4/spreadsheets/{book}", token).status_code == 200
    refused = server.try_batch(book, {"addSheet": {}}, token=token)
    assert refused.status_code == 403
    assert "insufficient authentication scopes" in refused.json()["error"]["message"]
    assert server.call("GET", "/drive/v3/files", token).status_code == 403


def test_a_token_and_the_key_survive_a_restart() -> None:
    with google() as first:
        book = first.sheets.create("Kept")
        token = first.token()
        before = first.sheets.version
        assert asked(first).status_code == 200
        assert first.sheets.version > before
        data = json.loads(json.dumps(first.sheets.dump()))
        account = first.sheets.service_account()
    with google() as second:
        assert second.call("GET", f"/v4/spreadsheets/{book}", token).status_code == 401
        second.sheets.load(data)
        assert second.call("GET", f"/v4/spreadsheets/{book}", token).status_code == 200
        assert second.sheets.service_account()["private_key"] == account["private_key"]
        second.ticks.seconds += 3700
        assert second.call("GET", f"/v4/spreadsheets/{book}", token).status_code == 401
