"""Filling in, submitting and closing the modal that stands open; the home."""

import asyncio
import time
from typing import Any

from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.methods.call import Slack
from bot.sandbox.slack.methods.views import checked_view, push, replace
from bot.sandbox.slack.model import Json, User, View
from bot.sandbox.slack.payloads import Payloads
from bot.sandbox.slack.state import state_of

from .acting import Acting
from .app_calls import NO_ANSWER, call_app, trouble
from .checking import field_errors
from .errors import CannotDo
from .filling import fill_in
from .finding import Finder
from .watching import LONGEST_SECONDS, Activity, Watch

Body = dict[str, Any]

_HOME_SECONDS = 0.5
"""How long a home that stands already is given to be published again after it was opened."""

_UNSENDABLE = frozenset(("user", "channel", "usergroup", "broadcast"))


class Modals:
    """A person's modals and home."""

    def __init__(self, slack: Slack, acting: Acting, activity: Activity) -> None:
        self._slack = slack
        self._acting = acting
        self._activity = activity
        self._payloads = Payloads(slack)
        self._finder = Finder(slack.workspace)

    def open_one(self, asked: Any) -> Json | None:
        """The modal that stands open for a person."""
        view = self._slack.workspace.open_modal(self._finder.person(asked).id)
        return self._slack.shapes.view(view) if view else None

    async def fill(self, body: Body) -> Json:
        """Put something into the modal's fields without submitting it."""
        user = self._finder.person(body.get("user"))
        view = self._finder.modal(user)
        await self._fill(user, view, body)
        return {"modal": self._slack.shapes.view(view)}

    async def _fill(self, user: User, view: View, body: Body) -> None:
        suggest = self._acting.suggest_in(user, view)
        values = body.get("values") or {}
        view.chosen = await fill_in(view.blocks, view.chosen, values, self._finder, suggest)
        self._slack.workspace.keep_view(view)

    async def submit(self, body: Body) -> Json:
        """Fill in the modal and submit it."""
        user = self._finder.person(body.get("user"))
        view = self._finder.modal(user)
        if view.sent.get("submit") is None:
            raise CannotDo("This modal has no button to submit it. It can be closed.")
        direct = self._slack.workspace.open_direct(user.id)
        watch = Watch(self._slack, self._activity, user, direct.id)
        await self._fill(user, view, body)
        errors = field_errors(view.blocks, view.chosen)
        if errors:
            return {"closed": False, "errors": errors}
        if _cannot_be_sent(view):
            return {"closed": False, "trouble": NO_ANSWER, "error": "internal_error"}
        payload = self._payloads.submission(user, view)
        callback = str(view.sent.get("callback_id", ""))
        outcome = await call_app(self._slack, "interactive", payload, "view_submission", callback)
        if outcome.failure is not None:
            return {"closed": False, **trouble(outcome)}
        result = self._respond(user, view, outcome.payload or {})
        if result.get("closed"):
            await watch.settle(outcome.again)
            standing = self._slack.workspace.open_modal(user.id)
            if standing is not None:
                result["modal"] = self._slack.shapes.view(standing)
            result["replies"] = watch.replies()
        elif outcome.again:
            await asyncio.wait(outcome.again)
        return result

    def _respond(self, user: User, view: View, answer: Json) -> Json:
        """Do with the modal what the app said."""
        workspace = self._slack.workspace
        stack = workspace.stacks.get(user.id, [])
        action = answer.get("response_action")
        try:
            if action == "errors":
                return {"closed": False, "errors": _errors(view, answer)}
            if action == "update":
                sent = checked_view(workspace, answer.get("view"), "modal", view)
                replace(workspace, view, sent)
                return {"closed": False, "modal": self._slack.shapes.view(view)}
            if action == "push":
                sent = checked_view(workspace, answer.get("view"), "modal")
                pushed = push(workspace, user.id, sent)
                return {"closed": False, "modal": self._slack.shapes.view(pushed)}
        except SlackError as refused:
            reason = {k: v for k, v in refused.body().items() if k != "ok"}
            return {"closed": False, "trouble": NO_ANSWER, **reason}
        # The app may have opened another modal or closed this one by itself meanwhile.
        if action == "clear" and view.id in stack:
            workspace.keep_stack(user.id, [])
        elif view.id in stack:
            workspace.keep_stack(user.id, [each for each in stack if each != view.id])
        return {"closed": True}

    async def close(self, body: Body) -> Json:
        """Close the modal, or all of them where it says so."""
        user = self._finder.person(body.get("user"))
        view = self._finder.modal(user)
        workspace = self._slack.workspace
        stack = workspace.stacks[user.id]
        cleared = bool(view.sent.get("clear_on_close"))
        gone = [workspace.views[each] for each in reversed(stack)] if cleared else [view]
        told = [v for v in gone if v.sent.get("notify_on_close")]
        payloads = [self._payloads.closed(user, each, cleared=cleared) for each in told]
        workspace.keep_stack(user.id, [] if cleared else stack[:-1])
        direct = workspace.open_direct(user.id)
        watch = Watch(self._slack, self._activity, user, direct.id)
        for each, payload in zip(told, payloads, strict=True):
            callback = str(each.sent.get("callback_id", ""))
            outcome = await call_app(self._slack, "interactive", payload, "view_closed", callback)
            await watch.settle(outcome.again)
        standing = workspace.open_modal(user.id)
        return {"ok": True, "modal": self._slack.shapes.view(standing) if standing else None}

    async def home(self, asked: Any) -> Json | None:
        """Open the app's home, and show what is published there."""
        user = self._finder.person(asked)
        workspace = self._slack.workspace
        if not self._slack.manifest.has_home:
            return None
        before = workspace.home(user.id)
        mark = before.hash if before else None
        event = {
            "type": "app_home_opened",
            "user": user.id,
            "channel": workspace.open_direct(user.id).id,
            "tab": "home",
            "event_ts": workspace.new_ts(),
        }
        shown = {"view": self._slack.shapes.view(before)} if before else {}
        sent = self._slack.events.emit("app_home_opened", {**event, **shown})
        if sent is not None:
            until = time.monotonic() + LONGEST_SECONDS
            await _within(sent.settled.wait(), until)
            if self._slack.sockets.connected:
                await self._published(user, mark, until)
        view = workspace.home(user.id)
        return self._slack.shapes.view(view) if view else None

    async def _published(self, user: User, mark: str | None, until: float) -> None:
        """Wait until a home is published; for one that stands already only a little."""
        if mark is not None:
            until = min(until, time.monotonic() + _HOME_SECONDS)
        journal = self._slack.workspace.journal
        while time.monotonic() < until:
            version = journal.version
            view = self._slack.workspace.home(user.id)
            if view is not None and view.hash != mark:
                return
            await _within(journal.changed_since(version), until)


async def _within(waiting: Any, until: float) -> None:
    """Wait for something, but not longer than until a moment."""
    try:
        await asyncio.wait_for(waiting, max(0.0, until - time.monotonic()))
    except TimeoutError:
        return


def _errors(view: View, answer: Json) -> dict[str, str]:
    """The errors at fields that the app answered with. Raises SlackError where they do not fit."""
    errors = answer.get("errors")
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("invalid_arguments", errors=errors)
    return {str(block_id): str(sentence) for block_id, sentence in errors.items()}


def _cannot_be_sent(view: View) -> bool:
    """Whether a rich text box still holds people or channels that the app has put there.

    Real Slack has been seen to choke on such a modal when it is submitted.
    """
    for block in view.blocks:
        element = block.get("element") or {}
        if element.get("type") == "rich_text_input" and element.get("initial_value"):
            state = state_of([block], view.chosen)[block["block_id"]][element["action_id"]]
            if state["rich_text_value"] == element["initial_value"] and _names_somebody(state):
                return True
    return False


def _names_somebody(value: Any) -> bool:
    if isinstance(value, dict):
        if value.get("type") in _UNSENDABLE:
            return True
        return any(map(_names_somebody, value.values()))
    return isinstance(value, list) and any(map(_names_somebody, value))
