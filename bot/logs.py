"""The log: one line an event on standard error, and no secret in it, whatever is logged."""

import logging
import re
import sys
from datetime import UTC, datetime

_SECRETS = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|ya29\.[\w.-]+|(?<=Bearer )\S+|(?<=://)[^\s/@]+(?=@)"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----"
    r"|(?<=response_url['\"]: ['\"])[^'\"]+",
    re.DOTALL,
)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")


class OneLine(logging.Formatter):
    """Formats an event as one line; a traceback follows it, each of its lines indented."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatTime(  # noqa: N802  logging's name
        self,
        record: logging.LogRecord,
        datefmt: str | None = None,  # noqa: ARG002
    ) -> str:
        """Return when the event happened, in UTC to the millisecond."""
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's name
        """Return the event with everything in it that would break the line written out."""
        line = _hidden(super().formatMessage(record)).replace("\n", "\\n")
        return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), line)

    def formatException(self, ei: object) -> str:  # noqa: N802  logging's name
        """Return a traceback, indented."""
        text = super().formatException(ei)  # type: ignore[arg-type]  # as logging hands it over
        return "    " + _hidden(text).replace("\n", "\n    ")


def start_logging(level: int = logging.INFO) -> None:
    """Log the bot's own events from ``level`` on, and the libraries' warnings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # Bolt reads SLACK_BOT_TOKEN by itself and remarks that it has been given a client.
    logging.getLogger("slack_bolt.App").addFilter(
        lambda record: "`token` will be unused" not in record.getMessage()
    )
    for package in ("bot", "handlers", "schedules"):
        logging.getLogger(package).setLevel(level)


def _hidden(text: str) -> str:
    return _SECRETS.sub("[hidden]", text)
