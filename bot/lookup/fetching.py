"""Fetches a page of the open web, and nothing that lies behind anybody's door.

The link is a stranger's, so each address that its host's name stands for is checked before one of
them is connected to, and it is connected to by that address: a name that stands for another one a
moment later gains nothing. The same holds for each redirect.
"""

import io
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any, NamedTuple, Protocol
from urllib.parse import urljoin, urlsplit

from w3lib.url import safe_url_string

from bot.lookup.addresses import is_address, is_public, plain_host
from bot.lookup.errors import NotAllowed, NotReached, NotReadable

SECONDS = 5.0
"""How long a page may take in all, with the search for its address and all redirects."""

LARGEST = 5_000_000
"""How many bytes a page may have, packed and unpacked."""

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_PIECE = 65_536
_GZIP = 16 + zlib.MAX_WBITS
_READABLE = ("text/html", "application/xhtml+xml", "application/atom+xml", "application/xml")
_HEADERS = {
    "User-Agent": "newsletter-bot (looks up the titles of papers)",
    "Accept": "text/html, application/xhtml+xml, application/atom+xml, application/xml;q=0.9",
    "Accept-Encoding": "identity",
    "Connection": "close",
}

_TOO_LATE = "The site does not answer in time."
_TOO_LARGE = "The page is too large to be looked through."

Resolver = Callable[[str, int], Sequence[str]]
"""Returns the addresses that a host's name stands for; raises OSError if there are none."""


class Connector(Protocol):
    """Opens connections to addresses that have been checked, at these ports and no others."""

    ports: frozenset[int]

    def __call__(self, address: str, port: int, seconds: float) -> socket.socket:
        """Return a connection; raises OSError."""
        ...


class InternetConnector:
    """Connects to the address itself, at the web's two ports."""

    ports = frozenset(_PORTS.values())

    def __call__(self, address: str, port: int, seconds: float) -> socket.socket:
        """Return a connection; raises OSError."""
        return socket.create_connection((address, port), seconds)


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for a host's addresses."""
    infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


class Deadline:
    """The moment at which everything has to be done."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return how many seconds are left; raises NotReached if there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise NotReached(_TOO_LATE)
        return left


class Page(NamedTuple):
    """What came: from which address in the end, of which type, and its bytes."""

    url: str
    content_type: str
    body: bytes


@dataclass(frozen=True)
class Fetcher:
    """Fetches pages by a resolver and a connector that are handed in."""

    resolver: Resolver = resolve
    connector: Connector = field(default_factory=InternetConnector)
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def fetch(self, url: str, deadline: Deadline) -> Page:
        """Return the page under a link, after redirects; raises NotFetched."""
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                answer = self._one(_target(url, self.connector.ports), deadline)
            except TimeoutError as error:
                raise NotReached(_TOO_LATE) from error
            except (OSError, HTTPException) as error:
                raise NotReached("The site cannot be reached.") from error
            if isinstance(answer, Page):
                return answer
            url = _joined(url, answer)
        raise NotReached("The link leads from one page to the next without an end.")

    def _one(self, target: "_Target", deadline: Deadline) -> "Page | str":
        """Return the page, or the address to which it has moved."""
        with self._connected(target, deadline) as connection:
            http = _Http(target.host, target.port, _InTime(connection, deadline))
            http.request("GET", target.path, headers={"Host": target.shown, **_HEADERS})
            with http.getresponse() as response:
                moved = response.getheader("Location")
                if response.status in _REDIRECTS and moved:
                    return moved.encode("latin-1").decode("utf-8", "replace")
                if response.status != 200:
                    raise NotReached(f"The site answers with an error ({response.status}).")
                return Page(target.url, response.getheader("Content-Type", ""), _body(response))

    def _connected(self, target: "_Target", deadline: Deadline) -> socket.socket:
        addresses = _resolved(self.resolver, target, deadline)
        if not addresses:
            raise NotReached("There is no such site.")
        if not all(map(is_public, addresses)):
            raise NotAllowed("The link leads to a machine that is not in the open internet.")
        failure: OSError = OSError("no address")
        for tried, address in enumerate(addresses):
            try:
                seconds = deadline.left() / (len(addresses) - tried)
                connection = self.connector(address, target.port, seconds)
                break
            except OSError as error:
                failure = error
        else:
            raise failure
        if target.scheme == "http":
            return connection
        try:
            connection.settimeout(deadline.left())
            return self.tls.wrap_socket(connection, server_hostname=target.host)
        except BaseException:
            connection.close()
            raise


class _Target(NamedTuple):
    """A link, taken apart. ``shown`` is the host as the site is told it, with an unusual port."""

    url: str
    scheme: str
    host: str
    shown: str
    port: int
    path: str


def _target(url: str, ports: frozenset[int]) -> _Target:
    try:
        parts = urlsplit(safe_url_string(url))
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise NotAllowed("This is not the address of a web page.") from error
    if parts.scheme not in _PORTS:
        raise NotAllowed("Only links that begin with https:// or http:// are opened.")
    if "@" in parts.netloc:
        raise NotAllowed("A link with a name or a password in it is not opened.")
    host = plain_host(parts.hostname or "")
    if host is None:
        raise NotAllowed("This is not the address of a web page.")
    if port not in ports:
        raise NotAllowed(f"Links with the port {port} are not opened.")
    shown = f"[{host}]" if ":" in host else host
    if port != _PORTS[parts.scheme]:
        shown += f":{port}"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _Target(url, parts.scheme, host, shown, port, path)


def _joined(url: str, moved: str) -> str:
    try:
        return urljoin(url, moved)
    except ValueError as error:
        raise NotAllowed("The link leads to something that is not a web page.") from error


def _resolved(resolver: Resolver, target: _Target, deadline: Deadline) -> Sequence[str]:
    """Ask the resolver, but not for longer than there is time: it cannot be told to stop."""
    if is_address(target.host):
        return [target.host]
    answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(target.host, target.port))
        except Exception as error:  # noqa: BLE001  raised where it is waited for
            answers.put(error)

    threading.Thread(target=ask, name="resolver", daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty as error:
        raise NotReached(_TOO_LATE) from error
    if isinstance(answer, OSError | UnicodeError):
        raise NotReached("There is no such site.") from answer
    if isinstance(answer, Exception):
        raise answer
    return answer


def _body(response: HTTPResponse) -> bytes:
    """Return what a response holds; raises NotReadable as soon as it is seen to be no page."""
    content_type = response.getheader("Content-Type", "").partition(";")[0].strip().lower()
    if content_type and content_type not in _READABLE:
        raise NotReadable(f"There is no web page under the link, but {content_type[:80]}.")
    if response.length is not None and response.length > LARGEST:
        raise NotReadable(_TOO_LARGE)
    body = bytearray()
    while piece := response.read(_PIECE):
        body += piece
        if len(body) > LARGEST:
            raise NotReadable(_TOO_LARGE)
    match response.getheader("Content-Encoding", "identity").strip().lower():
        case "identity" | "":
            return bytes(body)
        case "gzip" | "x-gzip":
            return _unpacked(bytes(body))
        case _:
            raise NotReadable("The page is packed in a way that cannot be read.")


def _unpacked(body: bytes) -> bytes:
    try:
        unpacked = zlib.decompressobj(_GZIP).decompress(body, LARGEST + 1)
    except zlib.error as error:
        raise NotReadable("The page is packed in a way that cannot be read.") from error
    if len(unpacked) > LARGEST:
        raise NotReadable(_TOO_LARGE)
    return unpacked


class _Http(HTTPConnection):
    """Speaks over a connection that is there already."""

    def __init__(self, host: str, port: int, connection: "_InTime") -> None:
        super().__init__(host, port)
        self.sock: Any = connection
        self.auto_open = 0


class _InTime:
    """What of a socket http.client uses; each wait is only as long as there is time in all.

    Whoever opened the connection closes it.
    """

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._connection = connection
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        self._connection.settimeout(self._deadline.left())
        self._connection.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reading(self._connection, self._deadline))

    def close(self) -> None:
        pass


class _Reading(io.RawIOBase):
    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._connection = connection
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(self._deadline.left())
        return self._connection.recv_into(buffer)
