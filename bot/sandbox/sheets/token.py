"""The service account, its key, and the access tokens given out for it.

The flow is RFC 7523: the account signs an assertion with its private key, posts it to `/token`
and gets a bearer token for an hour. People use the token `human` and need no flow.
"""

import base64
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from .errors import GoogleError, forbidden

HUMAN = "human"
LIFETIME = 3600
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
GOOGLE = "https://oauth2.googleapis.com/token"
"""The audience that google-auth names, wherever it sends the assertion."""
_CLOCK_SKEW = 300
_PROJECT = "newsletter-sandbox"
_SCOPE = "https://www.googleapis.com/auth/"

SHEETS_WRITE = frozenset({"spreadsheets", "drive", "drive.file"})
SHEETS_READ = SHEETS_WRITE | {"spreadsheets.readonly", "drive.readonly"}
DRIVE_WRITE = frozenset({"drive", "drive.file"})
DRIVE_READ = DRIVE_WRITE | {"drive.readonly", "drive.metadata", "drive.metadata.readonly"}


class BadGrant(Exception):
    """An assertion that is not good for a token: `error` for programs, and a sentence."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error = error


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a name for the log, and the scopes, None for a person, who may everything."""

    name: str
    scopes: frozenset[str] | None

    @property
    def human(self) -> bool:
        """Whether it is a person."""
        return self.scopes is None

    def need(self, wanted: frozenset[str]) -> None:
        """Raises GoogleError 403 when none of these scopes is among the caller's."""
        if self.scopes is not None and not self.scopes & {_SCOPE + name for name in wanted}:
            raise forbidden("Request had insufficient authentication scopes.")


class Accounts:
    """The one service account of the sandbox, and the tokens it holds.

    `wall` gives the time that assertions are held against, in seconds since 1970; `ticks` only
    goes forward, and tokens age by it.
    """

    def __init__(self, origin: str, wall: Callable[[], float], ticks: Callable[[], float]) -> None:
        self.origin = origin
        self.email = f"sheet-writer@{_PROJECT}.iam.gserviceaccount.com"
        self._wall = wall
        self._ticks = ticks
        self._key: rsa.RSAPrivateKey | None = None
        self._key_id = secrets.token_hex(20)
        self._tokens: dict[str, tuple[float, frozenset[str]]] = {}
        self.granted = 0

    @property
    def token_uri(self) -> str:
        """Where assertions are sent."""
        return self.origin + "/token"

    @property
    def key(self) -> rsa.RSAPrivateKey:
        """The private key, made when first asked for."""
        if self._key is None:
            self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        return self._key

    def _pem(self) -> str:
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()

    def file(self) -> dict[str, Any]:
        """The contents of the account's JSON file."""
        certificate = f"{self.origin}/certificates/{self.email}"
        return {
            "type": "service_account",
            "project_id": _PROJECT,
            "private_key_id": self._key_id,
            "private_key": self._pem(),
            "client_email": self.email,
            "client_id": "100000000000000000001",
            "auth_uri": self.origin + "/auth",
            "token_uri": self.token_uri,
            "auth_provider_x509_cert_url": self.origin + "/certificates",
            "client_x509_cert_url": certificate,
            "universe_domain": "googleapis.com",
        }

    def dump(self) -> dict[str, Any]:
        """What must survive a restart: the key and the tokens, so that both stay good."""
        now = self._ticks()
        tokens = [
            [token, until - now, sorted(scopes)]
            for token, (until, scopes) in self._tokens.items()
            if until > now
        ]
        return {"private_key": self._pem(), "private_key_id": self._key_id, "tokens": tokens}

    def load(self, data: Mapping[str, Any]) -> None:
        """Take a dump back."""
        key = serialization.load_pem_private_key(data["private_key"].encode(), None)
        assert isinstance(key, rsa.RSAPrivateKey)
        self._key, self._key_id = key, data["private_key_id"]
        now = self._ticks()
        self._tokens = {
            token: (now + left, frozenset(scopes)) for token, left, scopes in data["tokens"]
        }

    def grant(self, form: Mapping[str, str]) -> dict[str, Any]:
        """Trade an assertion for a token. Raises BadGrant."""
        if form.get("grant_type") != GRANT:
            raise BadGrant(
                "unsupported_grant_type", f"Invalid grant_type: {form.get('grant_type')}"
            )
        claims = self._verified(form.get("assertion", ""))
        scopes = frozenset(str(claims.get("scope", "")).split())
        if not scopes:
            raise BadGrant("invalid_scope", "Empty or missing scope not allowed.")
        token = "ya29." + secrets.token_urlsafe(32)
        self._tokens[token] = (self._ticks() + LIFETIME, scopes)
        self.granted += 1
        return {"access_token": token, "expires_in": LIFETIME - 1, "token_type": "Bearer"}

    def _verified(self, assertion: str) -> dict[str, Any]:
        try:
            header, payload, signature = assertion.split(".")
            claims = json.loads(_decoded(payload))
            algorithm = json.loads(_decoded(header)).get("alg")
            signed = f"{header}.{payload}".encode()
            self.key.public_key().verify(
                _decoded(signature), signed, padding.PKCS1v15(), hashes.SHA256()
            )
        except (ValueError, AttributeError) as error:
            raise BadGrant("invalid_grant", "Bad Request: the assertion is not a JWT.") from error
        except InvalidSignature as error:
            raise BadGrant("invalid_grant", "Invalid JWT Signature.") from error
        if algorithm != "RS256":
            raise BadGrant("invalid_grant", "Invalid JWT: only RS256 is accepted.")
        self._check(claims)
        return dict(claims)

    def _check(self, claims: Mapping[str, Any]) -> None:
        if claims.get("iss") != self.email:
            raise BadGrant("invalid_grant", "Invalid grant: account not found")
        audience = claims.get("aud")
        if audience not in (self.token_uri, GOOGLE):
            raise BadGrant("invalid_grant", f"Invalid JWT: aud must be {self.token_uri}")
        issued, expires = claims.get("iat"), claims.get("exp")
        now = self._wall()
        if (
            not isinstance(issued, int)
            or not isinstance(expires, int)
            or not issued - _CLOCK_SKEW <= now < expires
            or expires - issued > LIFETIME + _CLOCK_SKEW
        ):
            raise BadGrant(
                "invalid_grant",
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
                "timeframe. Check your iat and exp values in the JWT claim.",
            )

    def caller(self, headers: Mapping[str, str]) -> Caller | None:
        """Who sent these headers; None for nobody known."""
        kind, _, token = headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        if token == HUMAN:
            return Caller(HUMAN, None)
        until, scopes = self._tokens.get(token, (0.0, frozenset()))
        return Caller(self.email, scopes) if until > self._ticks() else None

    def known(self, headers: Mapping[str, str]) -> Caller:
        """Who sent these headers. Raises GoogleError 401, or 403 when there is no token at all."""
        caller = self.caller(headers)
        if caller is not None:
            return caller
        if not headers.get("authorization"):
            raise forbidden(
                "Method doesn't allow unregistered callers (callers without established "
                "identity). Please use API Key or other form of API consumer identity to call "
                "this API."
            )
        raise GoogleError(
            401,
            "UNAUTHENTICATED",
            "Request had invalid authentication credentials. Expected OAuth 2 access token, login "
            "cookie or other valid authentication credential. See "
            "https://developers.google.com/identity/sign-in/web/devconsole-project.",
        )


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
