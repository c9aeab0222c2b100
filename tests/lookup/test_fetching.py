import datetime
import gzip
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from bot.lookup.errors import NotAllowed, NotFetched, NotReached, NotReadable
from bot.lookup.fetching import LARGEST, Deadline, Fetcher, InternetConnector, Resolver
from bot.lookup.fetching import Page as Fetched
from tests.lookup.web import PUBLIC, Page, Web, moved, page, web

AMPLE = 20.0
SHORT = 0.3
TLS = ssl.create_default_context()


@pytest.fixture
def internet() -> Iterator[Web]:
    with web() as served:
        yield served


def fetch(internet: Web, url: str, seconds: float = AMPLE) -> Fetched:
    return internet.fetcher().fetch(url, Deadline(seconds))


def test_a_page_is_fetched_from_the_address_that_was_checked(internet: Web) -> None:
    internet.addresses["papers.example"] = [[PUBLIC], ["127.0.0.1"]]
    internet.pages["papers.example/a"] = page(b"<title>A</title>")

    fetched = fetch(internet, "http://Papers.example/a?b=c#d")

    assert fetched.body == b"<title>A</title>"
    assert internet.asked == ["papers.example/a?b=c"]
    assert internet.connected == [PUBLIC]
    assert internet.resolved == ["papers.example"]


def test_a_name_that_stands_for_another_address_later_is_checked_again(internet: Web) -> None:
    internet.addresses["papers.example"] = [[PUBLIC], ["127.0.0.1"]]
    internet.pages["papers.example/a"] = moved("/b")

    with pytest.raises(NotAllowed):
        fetch(internet, "http://papers.example/a")

    assert internet.connected == [PUBLIC]


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["::ffff:10.0.0.1"], ["fe80::1%eth0"], [PUBLIC, "169.254.169.254"]]
)
def test_a_name_for_a_machine_behind_a_door_is_not_connected_to(
    internet: Web, addresses: list[str]
) -> None:
    internet.addresses["inside.example"] = [addresses]

    with pytest.raises(NotAllowed):
        fetch(internet, "http://inside.example/")

    assert internet.connected == []


NOT_OPENED = [
    "ftp://papers.example/",
    "file:///etc/passwd",
    "gopher://papers.example/",
    "javascript:alert(1)",
    "//papers.example/",
    "papers.example",
    "http://",
    "http://[::1",
    "http://[fe80::1%25eth0]/",
    "http://user:secret@papers.example/",
    "http://papers.example@127.0.0.1/",
    "http://@papers.example/",
    "http://papers.example:22/",
    "http://papers.example:8080/",
    "http://papers.example:99999/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
]


@pytest.mark.parametrize("url", NOT_OPENED)
def test_a_link_that_is_not_one_of_the_open_web_is_not_opened(internet: Web, url: str) -> None:
    with pytest.raises(NotAllowed):
        fetch(internet, url)

    assert internet.connected == []
    assert internet.resolved == []


@pytest.mark.parametrize(
    "location",
    [
        *(url for url in NOT_OPENED if "://" in url[:10] and url != "http://"),
        "http://10.0.0.1/",
        "http://[::1]/",
    ],
)
def test_a_redirect_to_such_a_link_is_not_followed(internet: Web, location: str) -> None:
    internet.pages["papers.example/"] = moved(location)

    with pytest.raises(NotAllowed):
        fetch(internet, "http://papers.example")

    assert internet.asked == ["papers.example/"]


def test_the_systems_own_resolver_finds_loopback_and_it_is_refused() -> None:
    for url in ("http://localhost/", "http://127.0.0.1/", "http://[::ffff:127.0.0.1]/"):
        with pytest.raises(NotAllowed):
            Fetcher().fetch(url, Deadline(AMPLE))
    assert InternetConnector.ports == {80, 443}


def test_other_ports_are_opened_where_the_connector_says_so(internet: Web) -> None:
    internet.ports = frozenset({8080})
    internet.pages["papers.example:8080/"] = page(b"here")

    assert fetch(internet, "http://papers.example:8080/").body == b"here"
    with pytest.raises(NotAllowed):
        fetch(internet, "http://papers.example/")


def test_redirects_are_followed_to_a_page_but_not_for_ever(internet: Web) -> None:
    internet.pages["old.example/a"] = moved("http://new.example/b?x=é")
    internet.pages["new.example/b"] = moved("c")
    internet.pages["new.example/c"] = page(b"here")
    internet.pages["old.example/loop"] = moved("/loop")

    assert fetch(internet, "http://old.example/a")[::2] == ("http://new.example/c", b"here")
    with pytest.raises(NotReached, match="without an end"):
        fetch(internet, "http://old.example/loop")


def test_the_next_address_is_tried_where_one_does_not_answer(internet: Web) -> None:
    internet.pages["papers.example/"] = page(b"here")
    tried: list[str] = []

    class FirstIsDown:
        ports = frozenset({80})

        def __call__(self, address: str, port: int, seconds: float) -> socket.socket:
            tried.append(address)
            if len(tried) == 1:
                raise ConnectionRefusedError
            return internet(address, port, seconds)

    fetcher = Fetcher(lambda host, port: ["2606:4700::1111", PUBLIC], FirstIsDown())

    assert fetcher.fetch("http://papers.example/", Deadline(AMPLE)).body == b"here"
    assert tried == ["2606:4700::1111", PUBLIC]


def dripping(piece: bytes, start: bytes) -> Page:
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(start)
        pause = threading.Event()
        for _ in range(1_000):
            request.wfile.write(piece)
            request.wfile.flush()
            pause.wait(0.02)

    return drip


@pytest.mark.parametrize(
    "slow",
    [
        dripping(b"x", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        dripping(b"1\r\nx\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        dripping(b"x", b"HTTP/1.1 200 OK\r\nA: "),
        dripping(b"H", b""),
    ],
    ids=["body", "chunks", "headers", "status"],
)
def test_a_site_that_drips_is_left_when_the_time_is_up(internet: Web, slow: Page) -> None:
    internet.pages["slow.example/"] = slow

    with pytest.raises(NotReached, match="in time"):
        fetch(internet, "http://slow.example/", SHORT)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_site_that_says_nothing_is_left_when_the_time_is_up(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:

        class ToSilence:
            ports = frozenset({80, 443})

            def __call__(self, address: str, port: int, seconds: float) -> socket.socket:
                return socket.create_connection(silent.getsockname(), seconds)

        with pytest.raises(NotReached, match="in time"):
            Fetcher(lambda host, port: [PUBLIC], ToSilence()).fetch(
                f"{scheme}://slow.example/", Deadline(SHORT)
            )


class ToNobody:
    """Connects to somebody who has gone already."""

    ports = frozenset({80})

    def __call__(self, address: str, port: int, seconds: float) -> socket.socket:
        mine, theirs = socket.socketpair()
        theirs.close()
        return mine


@given(
    st.text(max_size=40), st.sampled_from(["", "http://", "http://a.example/", "http://1.1.1.1"])
)
def test_any_text_at_all_is_fetched_or_refused_with_a_sentence(text: str, start: str) -> None:
    fetcher = Fetcher(lambda host, port: [PUBLIC], ToNobody(), TLS)

    with pytest.raises(NotFetched, match=r"\.$"):
        fetcher.fetch(start + text, Deadline(AMPLE))


def test_a_resolver_that_does_not_answer_is_not_waited_for() -> None:
    ended = threading.Event()

    def stuck(host: str, port: int) -> list[str]:
        ended.wait(AMPLE)
        return [PUBLIC]

    with pytest.raises(NotReached, match="in time"):
        Fetcher(stuck).fetch("http://slow.example/", Deadline(SHORT))
    ended.set()


def endless(start: bytes) -> Page:
    def send(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(start)
        while True:
            request.wfile.write(b"10000\r\n" + b" " * 65_536 + b"\r\n")

    return send


@pytest.mark.parametrize(
    "large",
    [
        page(b"", Content_Length=str(LARGEST + 1)),
        endless(b"HTTP/1.1 200 OK\r\n\r\n"),
        endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        page(gzip.compress(bytes(LARGEST + 1)), Content_Encoding="gzip"),
    ],
    ids=["announced", "endless", "chunks", "packed"],
)
def test_a_page_that_is_too_large_is_not_read(internet: Web, large: Page) -> None:
    internet.pages["large.example/"] = large

    with pytest.raises(NotReadable, match="too large"):
        fetch(internet, "http://large.example/")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (page(b"%PDF", "application/pdf"), NotReadable),
        (page(b"x", Content_Encoding="br"), NotReadable),
        (page(b"no gzip", Content_Encoding="gzip"), NotReadable),
        (page(b"", status=503), NotReached),
        (lambda request: request.wfile.write(b"220 smtp.example ESMTP\r\n"), NotReached),
        (lambda request: None, NotReached),
    ],
)
def test_what_is_no_page_is_said_to_be_none(
    internet: Web, answer: Page, error: type[NotFetched]
) -> None:
    internet.pages["papers.example/"] = answer

    with pytest.raises(error):
        fetch(internet, "http://papers.example/")


def test_a_packed_page_is_unpacked(internet: Web) -> None:
    internet.pages["papers.example/"] = page(gzip.compress(b"here"), Content_Encoding="gzip")

    assert fetch(internet, "http://papers.example/").body == b"here"


def test_a_site_that_is_not_there_is_not_reached(internet: Web) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError

    resolvers: tuple[Resolver, ...] = (unknown, lambda host, port: [])
    for resolver in resolvers:
        with pytest.raises(NotReached, match="no such site"):
            Fetcher(resolver, internet).fetch("http://papers.example/", Deadline(AMPLE))


def test_a_secure_site_has_to_prove_the_name_in_the_link(tmp_path: Path) -> None:
    certificate = certificate_for("papers.example", tmp_path)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    names: list[str | None] = []
    server.sni_callback = lambda connection, name, context: names.append(name)
    with web(server) as internet:
        internet.pages["papers.example/"] = page(b"here")
        fetcher = internet.fetcher(ssl.create_default_context(cafile=certificate))

        assert fetcher.fetch("https://papers.example/", Deadline(AMPLE)).body == b"here"
        with pytest.raises(NotReached):
            fetcher.fetch("https://other.example/", Deadline(AMPLE))
        with pytest.raises(NotReached):
            fetch(internet, "https://papers.example/")

        assert names[:2] == ["papers.example", "other.example"]
        assert internet.asked == ["papers.example/"]


def certificate_for(host: str, folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    begin = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + datetime.timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return path
