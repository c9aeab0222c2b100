"""The options that the app offers in its external selects."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.slack.blockkit.surfaces import elements_of
from bot.sandbox.slack.methods.call import Slack
from bot.sandbox.slack.model import Json, User
from bot.sandbox.slack.payloads import Payloads

from .app_calls import Outcome, call_app, trouble

Suggest = Callable[[Json, Any], Awaitable[list[Json]]]
"""Gives the options of an external select for what a person typed into it, or chose from it."""

_REMEMBERED = 2_000


class Suggestions:
    """Asks the app for options, and remembers them.

    What somebody was offered they may choose, whatever they had typed to find it.
    """

    def __init__(self, slack: Slack, payloads: Payloads) -> None:
        self._slack = slack
        self._payloads = payloads
        self._offered: OrderedDict[tuple[str, ...], Json] = OrderedDict()
        """By person, element and value, and by these and the text."""

    async def shown(
        self, user: User, blocks: list[Json], place: Json, asked: Json, typed: str
    ) -> Json:
        """What a person is shown: `options`, or `option_groups`, or why there are none."""
        outcome = await self._ask(user, blocks, place, asked, typed)
        answer = outcome.payload or {}
        groups = answer.get("option_groups") or []
        shown: Json = {"options": _options(answer), **trouble(outcome)}
        return shown | ({"option_groups": groups} if groups else {})

    def suggest(self, user: User, blocks: list[Json], place: Json) -> Suggest:
        """The options for the external selects among some blocks; `place` is where they stand."""

        async def options(asked: Json, wanted: Any) -> list[Json]:
            known = self._known(user, asked, wanted)
            if known is not None:
                return [known]
            typed = wanted.get("value") if isinstance(wanted, dict) else wanted
            outcome = await self._ask(user, blocks, place, asked, str(typed))
            return _options(outcome.payload or {})

        return options

    def _known(self, user: User, asked: Json, wanted: Any) -> Json | None:
        """An option that was offered before, or that stood there at first."""
        place = (user.id, str(asked["action_id"]))
        initial = [asked.get("initial_option"), *(asked.get("initial_options") or [])]
        if isinstance(wanted, dict):
            offered = self._offered.get((*place, *_marks(wanted)))
            return wanted if wanted in initial else offered
        standing = [one for one in initial if one and one["value"] == wanted]
        return standing[0] if standing else self._offered.get((*place, str(wanted)))

    async def _ask(
        self, user: User, blocks: list[Json], place: Json, asked: Json, typed: str
    ) -> Outcome:
        action_id = str(asked["action_id"])
        block_id = next(
            block["block_id"]
            for block in blocks
            if any(element is asked for _, element in elements_of(block))
        )
        payload = self._payloads.suggestion(user, block_id, action_id, typed, place)
        outcome = await call_app(self._slack, "interactive", payload, "block_suggestion", action_id)
        for option in _options(outcome.payload or {}):
            self._offered[user.id, action_id, str(option["value"])] = option
            self._offered[user.id, action_id, *_marks(option)] = option
        while len(self._offered) > _REMEMBERED:
            self._offered.popitem(last=False)
        return outcome


def _marks(option: Json) -> tuple[str, str]:
    text = option.get("text")
    return str(option.get("value")), str(text.get("text") if isinstance(text, dict) else text)


def _options(answer: Json) -> list[Json]:
    groups = [one for group in answer.get("option_groups") or [] for one in group["options"]]
    return [*(answer.get("options") or []), *groups]
