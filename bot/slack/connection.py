"""The connection over which Slack tells of what people do, ended such that nobody is cut off."""

import logging
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackClientNotConnectedError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.slack import admission

log = logging.getLogger(__name__)

_PING_SECONDS = 3.0
"""How often the connection is tried; it is also how long its end may take."""

_ANSWER_SECONDS = 4.0
"""How long what is being done may take to its answer: Slack takes none after three seconds."""


class Connection:
    """Hands what people do in Slack to a Bolt app, which runs its listeners in ``listeners``."""

    def __init__(self, app: App, token: str, listeners: ThreadPoolExecutor) -> None:
        self._token = token
        self._listeners = listeners
        self._handler = _Handler(app, token, ping_interval=_PING_SECONDS)

    def open(self) -> None:
        """Begin to listen; raises NotLetIn."""
        client = self._handler.client
        client.wss_uri = admission.socket_address(client.web_client, self._token)
        self._handler.connect()  # type: ignore[no-untyped-call]  # bolt has no types here

    def close(self) -> None:
        """Take nothing new, let those be answered whose wish is being carried out, and end.

        Slack is told nothing of what comes in meanwhile: it says so to the person, or tries again.
        """
        until = time.monotonic() + _ANSWER_SECONDS
        self._handler.finish(_ANSWER_SECONDS)
        # A listener may have more to say once it has acknowledged.
        finishing = threading.Thread(target=self._listeners.shutdown, daemon=True)
        finishing.start()
        finishing.join(max(0.0, until - time.monotonic()))
        if finishing.is_alive():
            log.warning("stopping although something is still being done")
        self._hang_up()

    def _hang_up(self) -> None:
        """Close the connection at once.

        The client by itself waits until its receiver lets go of the socket, which takes seconds
        and, when the receiver is quick to take it again, much longer.
        """
        client = self._handler.client
        client.auto_reconnect_enabled = False
        session = client.current_session
        if session is not None and session.sock is not None:
            with suppress(OSError):
                session.sock.shutdown(socket.SHUT_RDWR)
        client.closed = True
        client.message_queue.put(None)  # its reader looks at ``closed`` when something comes
        self._handler.close()  # type: ignore[no-untyped-call]  # bolt has no types here


class _Handler(SocketModeHandler):
    """Counts what is being done, and takes nothing new once it is to finish."""

    def __init__(self, app: App, token: str, *, ping_interval: float) -> None:
        self._changed = threading.Condition()
        self._running = 0
        self._is_finishing = False
        super().__init__(app, token, ping_interval=ping_interval)

    def handle(  # type: ignore[override]  # as its own parent has it
        self, client: SocketModeClient, req: SocketModeRequest
    ) -> None:
        """Let the app do what somebody wants, and answer Slack."""
        with self._changed:
            if self._is_finishing:
                return
            self._running += 1
        try:
            super().handle(client, req)
        except SlackClientNotConnectedError:
            log.warning("an answer has not reached Slack: the connection was lost meanwhile")
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def finish(self, seconds: float) -> None:
        """Take nothing new from here on, and wait until everything is answered."""
        with self._changed:
            self._is_finishing = True
            self._changed.wait_for(lambda: self._running == 0, seconds)
