"""The log: one line an event, whatever is in it, and no secret."""

import io
import logging
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import OneLine

LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 (INFO|ERROR) desk ")
SECRETS = (
    "xoxb-876189215574-64ec80cacfa8e97eccb12335",
    "xapp-1-A05N1BTO6KL-fdce7639eeb79149bb7e572bc8a60255",
    "xoxe.xoxp-1-Mi0yLTE",
    "ya29.c.b0AXv0zTN-x_y",
    "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0\n-----END PRIVATE KEY-----\n",
    "-----BEGIN RSA PRIVATE KEY-----\\nMIIEvQIBADANBg\\n-----END RSA PRIVATE KEY-----\\n",
    "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg, cut off",
    "postgresql://bot:MIIEvQIBADANBg@localhost/newsroom",
    "postgresql://bot:MIIEv/QIBADANBg@localhost/newsroom",
    "Authorization: Bearer MIIEvQIBADANBg",
    "{'response_url': 'http://127.0.0.1:8000/hooks/MIIEvQIBADANBg'}",
    '{"response_url": "https://slack.example/MIIEvQIBADANBg"}',
    "https://hooks.slack.com/commands/T024/MIIEvQIBADANBg",
)
TELLING = re.compile(r"8761892|fdce763|Mi0yLTE|b0AXv0z|MIIEv|QIBADANBg|kqhkiG9w0|cut off")


def logged(log: Callable[[logging.Logger], None]) -> str:
    """Return what stands in the log after ``log`` has written to it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(OneLine())
    logger = logging.Logger("desk")
    logger.addHandler(handler)
    log(logger)
    return stream.getvalue()


def failing(logger: logging.Logger, message: str) -> None:
    """Log an unexpected error with its traceback."""
    try:
        raise ValueError(message)  # noqa: TRY301  it is the traceback that counts
    except ValueError:
        logger.exception("unexpected")


def test_an_event_is_one_line_with_its_time_in_utc() -> None:
    text = logged(lambda log: log.info("claim paper=%s by=%r", "P7", "Ada"))
    assert LINE.match(text)
    assert text.endswith(" desk claim paper=P7 by='Ada'\n")


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_hidden_in_the_message_its_arguments_and_a_traceback(secret: str) -> None:
    written = [
        logged(lambda log: log.info("got " + secret)),
        logged(lambda log: log.info("got %s", secret)),
        logged(lambda log: log.info("got %r", {"token": secret})),
        logged(lambda log: failing(log, secret)),
    ]
    for text in written:
        assert "[hidden]" in text
        assert not TELLING.search(text)


@pytest.mark.parametrize(
    "harmless",
    [
        "https://medium.com/@ada/a-post",
        "https://arxiv.org/abs/1906.01820v2",
        "mail to ada@example.org, see http://localhost:8000/",
        "postgresql://localhost/newsroom",
    ],
)
def test_links_and_addresses_without_a_password_stay(harmless: str) -> None:
    assert harmless in logged(lambda log: log.info("%s", harmless))


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_makes_a_second_line(title: str) -> None:
    text = logged(lambda log: log.info("propose title=%s", title))
    assert len(text.splitlines()) == 1
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text.removesuffix("\n"))


@pytest.mark.parametrize("break_", ["\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\x1b[2K\r"])
def test_a_hostile_title_forges_no_event(break_: str) -> None:
    forged = f"Title{break_}2026-01-01T00:00:00.000+00:00 INFO desk publish paper=P1"
    for text in (
        logged(lambda log: log.info("propose title=%s", forged)),
        logged(lambda log: failing(log, forged)),
    ):
        first, *others = text.splitlines()
        assert LINE.match(first)
        assert all(line.startswith("    ") for line in others)


def test_a_traceback_follows_its_line_indented() -> None:
    first, *others = logged(lambda log: failing(log, "broken")).splitlines()
    assert first.endswith(" ERROR desk unexpected")
    assert others[0] == "    Traceback (most recent call last):"
    assert others[-1] == "    ValueError: broken"


def test_where_an_event_came_from_is_indented_too() -> None:
    _, *others = logged(lambda log: log.info("here", stack_info=True)).splitlines()
    assert others
    assert all(line.startswith("    ") for line in others)
