"""How Slack refuses."""

from collections.abc import Sequence

from .blockkit.schema import Problems
from .model import Json


class SlackError(Exception):
    """A refusal by the Web API: its error code, and what else stands in the answer."""

    def __init__(self, code: str, **more: object) -> None:
        super().__init__(code)
        self.code = code
        self.more = more

    def body(self) -> Json:
        """The answer."""
        return {"ok": False, "error": self.code, **self.more}


class RateLimited(SlackError):
    """Too many calls; `seconds` until the next is allowed."""

    def __init__(self, seconds: int) -> None:
        super().__init__("ratelimited")
        self.seconds = seconds


def invalid_arguments(lines: Sequence[str]) -> SlackError:
    """Arguments that do not fit, each with what is wrong with it."""
    messages = [f"[ERROR] {line}" for line in lines]
    return SlackError("invalid_arguments", response_metadata={"messages": messages})


def missing_argument(name: str) -> SlackError:
    """An argument that must be there is not."""
    return invalid_arguments([f"missing required field: {name}"])


def invalid_blocks(problems: Problems) -> SlackError:
    """A message's blocks that Slack does not take."""
    lines = problems.lines()
    messages = [f"[ERROR] {line}" for line in lines]
    return SlackError("invalid_blocks", errors=lines, response_metadata={"messages": messages})


def invalid_view(problems: Problems) -> SlackError:
    """A view that Slack does not take."""
    first = "failed to match all allowed schemas [json-pointer:/view]"
    return invalid_arguments([first, *problems.lines()])
