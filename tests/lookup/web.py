"""A little web on loopback: one server under many names, each with an address of the internet."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bot.lookup.fetching import Fetcher

PUBLIC = "93.184.216.34"

ATOM = b"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title><entry>
<id>http://arxiv.org/abs/2003.03384v1</id><published>2020-03-06T18:01:45Z</published>
<title>Automating Data Science:
  Prospects and Challenges</title>
<author><name>Tijl De Bie</name></author><author><name>Luc De Raedt</name></author>
</entry></feed>"""

Page = Callable[[BaseHTTPRequestHandler], None]


def page(body: bytes, content_type: str = "text/html", status: int = 200, **headers: str) -> Page:
    """Return a page that is sent whole."""

    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Content-Type", content_type)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return send


def moved(location: str) -> Page:
    """Return a page that has moved."""
    return page(b"", status=302, Location=location)


class Web:
    """Which pages there are, by host and path; which addresses hosts have; what has been asked."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.ended = threading.Event()
        self.pages: dict[str, Page] = {}
        self.addresses: dict[str, list[Sequence[str]]] = {}
        self.asked: list[str] = []
        self.resolved: list[str] = []
        self.connected: list[str] = []
        self.ports = frozenset({80, 443})

    def fetcher(self, tls: ssl.SSLContext | None = None) -> Fetcher:
        """Return a fetcher for which this is the internet."""
        context = tls or ssl.create_default_context()
        return Fetcher(self._resolve, self, context)

    def _resolve(self, host: str, port: int) -> Sequence[str]:
        """Return a host's addresses, those after a change from the second question on."""
        self.resolved.append(host)
        answers = self.addresses.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def __call__(self, address: str, port: int, seconds: float) -> socket.socket:
        """Connect to the server, whichever address is meant, and note that address."""
        self.connected.append(address)
        return socket.create_connection(("127.0.0.1", self.port), seconds)


@contextmanager
def web(tls: ssl.SSLContext | None = None) -> Iterator[Web]:
    """Serve a web until the end."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = f"{self.headers['Host']}{self.path}"
            served.asked.append(asked)
            answer = served.pages.get(asked.partition("?")[0], page(b"", status=404))
            try:
                answer(self)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    served = Web(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        served.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
