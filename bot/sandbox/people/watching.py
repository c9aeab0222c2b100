"""Waits until the app has answered a person, and shows what the person then sees."""

import asyncio
import time
from collections.abc import Sequence

from bot.sandbox.slack.methods.call import Slack
from bot.sandbox.slack.model import Json, User

from .shown import shown_message

QUIET_SECONDS = 0.2
"""The app has answered when no request came from it for so long."""

LONGEST_SECONDS = 5.0
_LOOK_SECONDS = 0.02


class Activity:
    """When the app last sent a request."""

    def __init__(self) -> None:
        self.last = time.monotonic()

    def stir(self) -> None:
        """Note that there is a request from the app just now."""
        self.last = time.monotonic()


class Watch:
    """What comes of one thing that a person does, from the moment it is made."""

    def __init__(self, slack: Slack, activity: Activity, user: User, channel: str) -> None:
        self._slack = slack
        self._activity = activity
        self._user = user
        self._channel = channel
        self._mark = slack.workspace.shown_so_far
        self._modal = self._modal_now()
        self._until = time.monotonic() + LONGEST_SECONDS

    async def settle(self, tasks: Sequence[asyncio.Future[None]] = ()) -> None:
        """Wait after an acknowledgement: for further deliveries, then for a modal or quiet."""
        if tasks:
            await asyncio.wait(tasks, timeout=max(0.0, self._until - time.monotonic()))
        acked = time.monotonic()
        while not self.modal_opened:
            now = time.monotonic()
            rest = min(max(acked, self._activity.last) + QUIET_SECONDS, self._until) - now
            if rest <= 0:
                return
            await asyncio.sleep(min(rest, _LOOK_SECONDS))

    @property
    def modal_opened(self) -> bool:
        """Whether a modal stands open that did not at first, or did with another content."""
        return self._modal_now() not in (None, self._modal)

    def _modal_now(self) -> tuple[str, str] | None:
        view = self._slack.workspace.open_modal(self._user.id)
        return (view.id, view.hash) if view else None

    def replies(self) -> list[Json]:
        """What the person has newly seen, oldest first."""
        workspace = self._slack.workspace
        seen = workspace.shown_since(self._mark, self._channel, self._user.id)
        return [shown_message(self._slack, message) for message in seen]

    def new_modal(self) -> Json | None:
        """The modal that stands open now, if it does only since."""
        view = self._slack.workspace.open_modal(self._user.id)
        return self._slack.shapes.view(view) if view and self.modal_opened else None
