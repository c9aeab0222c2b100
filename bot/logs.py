"""The log: one line an event on standard error, and no secret in it, whatever is logged."""

import logging
import re
import sys
from datetime import UTC, datetime

_SECRETS = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|ya29\.[\w.-]+|(?<=Bearer )\S+|(?<=://)[^\s/@:]*:[^\s@]+(?=@)"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)"
    r"|(?<=response_url['\"]: ['\"])[^'\"]+|https://hooks\.slack\.com/[^\s'\"]+",
    re.DOTALL,
)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class OneLine(logging.Formatter):
    """Formats an event as one line; a traceback follows it, each of its lines indented."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatTime(  # noqa: N802  logging's name
        self,
        record: logging.LogRecord,
        datefmt: str | None = None,  # noqa: ARG002  logging passes it
    ) -> str:
        """Return when the event happened, in UTC to the millisecond."""
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's name
        """Return the event with everything in it that would break the line written out."""
        return _harmless(super().formatMessage(record)).replace("\n", "\\n")

    def formatException(self, ei: object) -> str:  # noqa: N802  logging's name
        """Return a traceback, indented."""
        return _indented(super().formatException(ei))  # type: ignore[arg-type]  # as logging has it

    def formatStack(self, stack_info: str) -> str:  # noqa: N802  logging's name
        """Return where an event came from, indented."""
        return _indented(super().formatStack(stack_info))


def start_logging(level: int = logging.INFO) -> None:
    """Log the bot's own events from ``level`` on, and the libraries' warnings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # Bolt reads SLACK_BOT_TOKEN by itself and remarks that it has been given a client.
    logging.getLogger("slack_bolt.App").addFilter(
        lambda record: "`token` will be unused" not in record.getMessage()
    )
    # What it says there it also raises, and whoever asked says it in their own words.
    logging.getLogger("slack_sdk.web.base_client").setLevel(logging.CRITICAL)
    for package in ("bot", "handlers", "schedules"):
        logging.getLogger(package).setLevel(level)


def _harmless(text: str) -> str:
    hidden = _SECRETS.sub("[hidden]", text)
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), hidden)


def _indented(text: str) -> str:
    return "    " + _harmless(text).replace("\n", "\n    ")
