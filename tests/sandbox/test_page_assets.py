"""The page's files: what is served, under which policy, and what is not."""

import socket

import pytest
import requests

from bot.sandbox.page.assets import FOLDER
from tests.sandbox.slack_world import World

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def raw_status(world: World, path: str) -> int:
    """The status of a path that no client may tidy up before it is sent."""
    with socket.create_connection(("127.0.0.1", world.sandbox.port), timeout=10) as connection:
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode())
        with connection.makefile("rb") as answer:
            return int(answer.readline().split()[1])


def test_every_file_of_the_page_is_served_as_what_it_is_and_under_the_policy(world: World) -> None:
    kinds = {
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".svg": "image/svg+xml",
        ".png": "image/png",
    }
    files = [file for file in FOLDER.rglob("*") if file.is_file()]
    assert files
    for file in files:
        path = file.relative_to(FOLDER).as_posix()
        answer = requests.get(f"{world.origin}/page/{path}", timeout=10)
        assert answer.status_code == 200, path
        assert answer.content == file.read_bytes()
        assert answer.headers["content-type"] == kinds[file.suffix]
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_page_stands_at_the_root(world: World) -> None:
    answer = requests.get(world.ready["page"], timeout=10)
    assert answer.content == (FOLDER / "index.html").read_bytes()
    assert answer.headers["content-security-policy"] == POLICY


def test_a_file_that_the_browser_has_already_is_not_sent_again(world: World) -> None:
    address = f"{world.origin}/page/index.html"
    tag = requests.get(address, timeout=10).headers["etag"]
    again = requests.get(address, headers={"If-None-Match": tag}, timeout=10)
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    "path",
    [
        "/page/nothing.js",
        "/page/",
        "/page",
        "/page/look",
        "/page/../live.py",
        "/page/../../server.py",
        "/page/%2e%2e/live.py",
        "/page/..%2flive.py",
        "/page/look/%2e%2e/%2e%2e/live.py",
        "/page//etc/passwd",
        "/page/%2fetc/passwd",
        "/page/..%5c..%5cserver.py",
        "/page/%00",
        "/page/" + "a" * 5000,
    ],
)
def test_nothing_else_is(world: World, path: str) -> None:
    assert raw_status(world, path) in (307, 404)
    assert "import" not in requests.get(world.origin + path, timeout=10).text


def test_the_page_is_only_read(world: World) -> None:
    for path in ("/", "/page/index.html"):
        assert requests.post(world.origin + path, json={}, timeout=10).status_code == 405


@pytest.mark.parametrize("path", ["/", "/page/index.html", "/sandbox/live"])
def test_another_page_gets_nothing_of_it(world: World, path: str) -> None:
    for headers in ({"Host": "example.com"}, {"Origin": "https://example.com"}):
        answer = requests.get(world.origin + path, headers=headers, timeout=10)
        assert answer.status_code == 403
