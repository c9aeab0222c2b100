"""views.*: modals and homes."""

from typing import Any

from bot.sandbox.slack.blockkit.surfaces import is_too_large, view_problems
from bot.sandbox.slack.errors import SlackError, invalid_arguments, invalid_view
from bot.sandbox.slack.model import Json, View
from bot.sandbox.slack.rates import TIER_4
from bot.sandbox.slack.state import still_fitting
from bot.sandbox.slack.workspace import Workspace

from .call import Call, Method

STACK = 3
"""How many modals may stand over each other."""


def opened(call: Call) -> Json:
    """Open a modal for whoever has just done something."""
    sent = checked_view(call.workspace, call.args.json("view"), "modal")
    trigger = call.slack.triggers.exchange(_trigger(call))
    view = call.workspace.new_view(trigger.user, sent)
    call.workspace.keep_view(view)
    call.workspace.keep_stack(trigger.user, [view.id])
    return {"view": call.slack.shapes.view(view)}


def pushed(call: Call) -> Json:
    """Open a modal over the one in which somebody has just done something."""
    sent = checked_view(call.workspace, call.args.json("view"), "modal")
    trigger = call.slack.triggers.exchange(_trigger(call))
    stack = call.workspace.stacks.get(trigger.user, [])
    if trigger.view is None or trigger.view not in stack:
        raise SlackError("not_found")
    view = push(call.workspace, trigger.user, sent)
    return {"view": call.slack.shapes.view(view)}


def updated(call: Call) -> Json:
    """Put another view in the place of one that stands open."""
    asked = call.args.json("view")
    view_id, external_id = call.args.text("view_id"), call.args.text("external_id")
    if view_id is None and external_id is None:
        raise invalid_arguments(["must provide either `view_id` or `external_id`"])
    view = _standing(call.workspace, view_id, external_id)
    sent = checked_view(call.workspace, asked, view.kind if view else "modal", view)
    if view is None:
        raise SlackError("not_found")
    _same_hash(call, view)
    replace(call.workspace, view, sent)
    return {"view": call.slack.shapes.view(view)}


def published(call: Call) -> Json:
    """Make a view the home of a person."""
    if not call.slack.manifest.has_home:
        raise SlackError("not_enabled")
    before = call.workspace.home(call.args.need("user_id"))
    sent = checked_view(call.workspace, call.args.json("view"), "home", before)
    user = call.workspace.users.get(call.args.need("user_id"))
    if user is None or user.is_bot:
        raise invalid_arguments(["invalid `user_id`"])
    if before is None:
        view = call.workspace.new_view(user.id, sent)
        call.workspace.keep_home(view)
        return {"view": call.slack.shapes.view(view)}
    _same_hash(call, before)
    replace(call.workspace, before, sent)
    return {"view": call.slack.shapes.view(before)}


def checked_view(workspace: Workspace, view: Any, kind: str, place: View | None = None) -> Json:
    """A view that the app has sent, if Slack takes it in place of `place`. Raises SlackError."""
    problems = view_problems(view)
    if not problems and view["type"] != kind:
        problems.add(f"must be of the type {kind}", "/view/type")
    if problems:
        raise invalid_view(problems)
    if is_too_large(view):
        raise SlackError("view_too_large")
    external_id = view.get("external_id")
    if external_id and workspace.has_external_id(external_id, place.id if place else None):
        raise SlackError("duplicate_external_id")
    return {name: value for name, value in view.items() if value is not None}


def push(workspace: Workspace, user: str, sent: Json) -> View:
    """Open a checked modal over the topmost of a person's. Raises SlackError."""
    stack = workspace.stacks.get(user, [])
    if len(stack) >= STACK:
        raise SlackError("push_limit_reached")
    below = workspace.views[stack[-1]]
    view = workspace.new_view(user, sent, below.root, below.id)
    workspace.keep_view(view)
    workspace.keep_stack(user, [*stack, view.id])
    return view


def replace(workspace: Workspace, view: View, sent: Json) -> None:
    """Put a checked view in the place of another."""
    fresh = workspace.new_view(view.user, sent)
    view.chosen = still_fitting(fresh.blocks, view.chosen)
    view.sent, view.hash = fresh.sent, fresh.hash
    workspace.keep_view(view)


def _standing(workspace: Workspace, view_id: str | None, external_id: str | None) -> View | None:
    if view_id is not None:
        return workspace.views.get(view_id)
    views = workspace.views.values()
    return next((v for v in views if v.sent.get("external_id") == external_id), None)


def _same_hash(call: Call, view: View) -> None:
    asked = call.args.text("hash")
    if asked is not None and asked != view.hash:
        raise SlackError("hash_conflict")


def _trigger(call: Call) -> str:
    trigger_id = call.args.text("trigger_id")
    if trigger_id is None:
        raise invalid_arguments(["missing required field: trigger_id"])
    return trigger_id


METHODS = {
    "views.open": Method(opened, TIER_4),
    "views.push": Method(pushed, TIER_4),
    "views.update": Method(updated, TIER_4),
    "views.publish": Method(published, TIER_4),
}
