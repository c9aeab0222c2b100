"""What has changed since it was last saved, and a signal for those who want to see changes live."""

import asyncio
from collections.abc import Callable
from typing import Any


class Journal:
    """Collects changes by key. All methods are for the server's event loop."""

    def __init__(self) -> None:
        self._changed: dict[str, Callable[[], Any] | None] = {}
        self._waiting: set[asyncio.Future[None]] = set()
        self._followers: list[Callable[[str], None]] = []
        self.version = 0

    def put(self, key: str, value: Callable[[], Any]) -> None:
        """Note that what is under `key` has changed; `value` gives it as JSON when it is saved."""
        self._changed[key] = value
        self.note(key)

    def drop(self, key: str) -> None:
        """Note that there is nothing under `key` any more."""
        self._changed[key] = None
        self.note(key)

    def take(self) -> dict[str, Any]:
        """Everything that has changed since the last time, None for what is gone."""
        changed, self._changed = self._changed, {}
        return {key: value() if value else None for key, value in changed.items()}

    def note(self, key: str) -> None:
        """Tell the followers that what is under `key` has changed, which may be nothing to save."""
        for follower in self._followers:
            follower(key)
        self.stir()

    def follow(self, follower: Callable[[str], None]) -> Callable[[], None]:
        """Call `follower` with the key of each change; returns what ends it."""
        self._followers = [*self._followers, follower]

        def end() -> None:
            self._followers = [each for each in self._followers if each is not follower]

        return end

    def stir(self) -> None:
        """Count one change more, and wake those who wait for one."""
        self.version += 1
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def changed_since(self, version: int) -> int:
        """Wait until the version differs from `version`; return it."""
        while self.version == version:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.add(future)
            try:
                await future
            finally:
                self._waiting.discard(future)
        return self.version
