"""Visits to the page of a newsroom, each in a browser profile of its own, and watched."""

from typing import Literal, Protocol

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.page.chromium import Watch

PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)


class Served(Protocol):
    """Something that serves a page."""

    origin: str


class Visits:
    """Visits to pages, each in a browser profile of its own: nothing is remembered from others."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.watches: list[Watch] = []

    def __call__(
        self,
        room: Served,
        user: str = "",
        *,
        width: int = 1440,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        tour: bool = False,
    ) -> Page:
        """Open a newsroom's page as a person, the editor if none is named, and wait for them.

        The tour is shown only if it is asked for: it takes room.
        """
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            timezone_id="Pacific/Auckland",  # no person's: each has their own
        )
        context.set_default_timeout(PATIENCE_MS)
        self._contexts.append(context)
        self.watches.append(Watch(context, room.origin))
        kept = {"user": f'"{user}"' if user else None, "tour-closed": None if tour else "true"}
        context.add_init_script(_remembering({k: v for k, v in kept.items() if v is not None}))
        page = context.new_page()
        page.goto(room.origin)
        expect(page.get_by_role("button", name="You are")).not_to_have_text("You are ")
        return page

    def allow(self, words: str) -> None:
        """Let messages on the console with these words in them pass: the test provokes them."""
        for watch in self.watches:
            watch.allow(words)

    def end(self) -> None:
        """Close all pages, and fail if one has done what none may do."""
        for context in self._contexts:
            context.close()
        for watch in self.watches:
            watch.check()


def _remembering(kept: dict[str, str]) -> str:
    """Return a script that puts what a browser remembers in place, at its first visit."""
    puts = "".join(f"localStorage.setItem('sandbox:{name}', '{kept[name]}');" for name in kept)
    return f"""
    if (location.protocol === "http:" && !localStorage.getItem("visited")) {{
      localStorage.setItem("visited", "yes"); {puts}
    }}
    """
