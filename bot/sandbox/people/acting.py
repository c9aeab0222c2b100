"""Commands, presses and shortcuts."""

from typing import Any

from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.hooks import Hooks
from bot.sandbox.slack.methods.call import Slack
from bot.sandbox.slack.model import SLACKBOT, Json, Message, User, View
from bot.sandbox.slack.payloads import Payloads
from bot.sandbox.slack.state import has_state, state_of, value_key
from bot.sandbox.slack.typed import with_references

from .app_calls import Outcome, call_app, trouble
from .errors import CannotDo
from .filling import fill_in, filled, option_named
from .finding import Finder, Found, element
from .suggesting import Suggest, Suggestions
from .watching import Activity, Watch

Body = dict[str, Any]

_IN_ACTIONS = ("type", "action_id", "text", "value", "style", "url", "placeholder")
"""What of an element Slack repeats when it says what was pressed."""

_ON_SCREEN_SECONDS = 3.0
"""How long after a change of a message somebody may still press what was there before."""


class Acting:
    """What a person sets off, and what comes of it."""

    def __init__(self, slack: Slack, hooks: Hooks, activity: Activity) -> None:
        self._slack = slack
        self._hooks = hooks
        self._activity = activity
        self._payloads = Payloads(slack)
        self._finder = Finder(slack.workspace)
        self._suggestions = Suggestions(slack, self._payloads)

    async def slash(self, body: Body) -> Json:
        """A slash command, typed into a channel."""
        user = self._finder.person(body.get("user"))
        channel = self._finder.own_channel(body.get("channel"), user)
        if body.get("thread_ts"):
            raise CannotDo("Slash commands do not work in threads.")
        command = "/" + str(body.get("command") or "").strip().removeprefix("/")
        text = str(body.get("text") or "").strip()
        watch = Watch(self._slack, self._activity, user, channel.id)
        listed = self._slack.manifest.commands.get(command)
        if listed is None:
            self._slackbot(
                channel.id,
                user,
                f"`{command}` is not a valid command. In Slack, all messages that start with the "
                '"/" character are interpreted as commands.',
            )
            return _seen(watch)
        if listed.get("should_escape"):
            text = with_references(text, self._finder.user_id, self._finder.channel_id)
        hook = self._hooks.new(channel.id, user.id)
        payload = self._payloads.command(user, channel, command, text, hook)
        outcome = await call_app(self._slack, "slash_commands", payload, command)
        if outcome.failure is None:
            self._answered(channel.id, user, outcome)
        if outcome.failure is not None:
            self._slackbot(channel.id, user, f'{command} failed with the error "{outcome.failure}"')
        await watch.settle(outcome.again)
        return _seen(watch)

    def _answered(self, channel: str, user: User, outcome: Outcome) -> None:
        """Show the message that a command was acknowledged with, if it was with one."""
        answer = outcome.payload
        if not answer or not (answer.get("text") or answer.get("blocks")):
            return
        in_channel = answer.get("response_type") == "in_channel"
        try:
            content = self._slack.posting.content(answer)
        except SlackError as refused:
            outcome.failure = refused.code
            return
        self._slack.posting.post(channel, content, only_for=None if in_channel else user.id)

    def _slackbot(self, channel: str, user: User, text: str) -> None:
        workspace = self._slack.workspace
        workspace.add_message(
            Message(channel, workspace.new_ts(), SLACKBOT, text, only_for=user.id)
        )

    async def click(self, body: Body) -> Json:
        """A press or a choice on a message, in the modal, or on the home."""
        user = self._finder.person(body.get("user"))
        match body.get("view"):
            case None | "message":
                return await self._on_message(user, body)
            case "modal":
                return await self._on_view(user, self._finder.modal(user), body)
            case "home":
                return await self._on_view(user, self._home(user), body)
            case _:
                raise CannotDo('"view" is "home" or "modal"; for a message give channel and ts.')

    def _home(self, user: User) -> View:
        view = self._slack.workspace.home(user.id)
        if view is None:
            raise CannotDo(f"{user.display_name} has no home yet: open it first.")
        return view

    async def _on_message(self, user: User, body: Body) -> Json:
        channel = self._finder.own_channel(body.get("channel"), user)
        message = self._finder.message(channel, body.get("ts"), user)
        found = self._on_screen(message, body)
        watch = Watch(self._slack, self._activity, user, channel.id)
        place = self._payloads.message_place(message)
        suggest = self._suggestions.suggest(user, message.blocks, place)
        state = await self._state(found, body, suggest)
        chosen = {found.block["block_id"]: {found.element["action_id"]: state or {}}}
        payload = self._payloads.message_actions(
            user,
            message,
            [_action(found, state)],
            state_of(message.blocks, chosen),
            self._hooks.new(channel.id, user.id, message),
        )
        outcome = await self._interaction(payload, found)
        await watch.settle(outcome.again)
        return _seen(watch, outcome)

    def _on_screen(self, message: Message, body: Body) -> Found:
        """The element that is pressed; for a moment a screen still shows what was there before."""
        try:
            return element(message.blocks, body)
        except CannotDo:
            changed = float(message.edited["ts"]) if message.edited else 0.0
            if self._slack.workspace.now().timestamp() - changed > _ON_SCREEN_SECONDS:
                raise
            try:
                return element(message.earlier, body)
            except CannotDo:
                pass
            raise

    async def _on_view(self, user: User, view: View, body: Body) -> Json:
        found = element(view.blocks, body)
        watch = Watch(self._slack, self._activity, user, self._direct(user))
        suggest = self.suggest_in(user, view)
        # Slack sends along what stands in the fields, also what has just been typed.
        chosen = view.chosen
        if body.get("values") is not None:
            chosen = await fill_in(view.blocks, chosen, body["values"], self._finder, suggest)
        state = await self._state(found, body, suggest)
        if state and has_state(found.element):
            block_id = found.block["block_id"]
            mine = {**chosen.get(block_id, {}), found.element["action_id"]: state}
            chosen = {**chosen, block_id: mine}
        view.chosen = chosen
        self._slack.workspace.keep_view(view)
        if found.block["type"] == "input" and not found.block.get("dispatch_action"):
            return {"replies": [], "modal": self._slack.shapes.view(view)}
        payload = self._payloads.view_actions(user, view, [_action(found, state)])
        outcome = await self._interaction(payload, found)
        await watch.settle(outcome.again)
        seen = _seen(watch, outcome)
        standing = self._slack.workspace.open_modal(user.id)
        if standing is not None and view.kind == "modal":
            seen["modal"] = self._slack.shapes.view(standing)
        return seen

    async def _interaction(self, payload: Json, found: Found) -> Outcome:
        action_id = str(found.element["action_id"])
        return await call_app(self._slack, "interactive", payload, "block_actions", action_id)

    async def _state(self, found: Found, body: Body, suggest: Suggest) -> Json | None:
        """What stands in the element after the press; None for a button."""
        selected = body.get("selected", body.get("value"))
        if found.element["type"] == "overflow":
            return {"selected_option": option_named(found.element["options"], selected)}
        if not has_state(found.element):
            return None
        if selected is None:
            raise CannotDo(f'Say what is chosen in "{found.element["action_id"]}": "selected".')
        return await filled(found.element, selected, self._finder, suggest)

    async def shortcut(self, body: Body) -> Json:
        """A shortcut from the menu, or on a message."""
        user = self._finder.person(body.get("user"))
        callback_id = str(body.get("callback_id") or "")
        listed = self._slack.manifest.shortcuts.get(callback_id)
        on_message = body.get("ts") is not None
        kind = "message" if on_message else "global"
        if listed is None or listed.get("type") != kind:
            raise CannotDo(f'There is no {kind} shortcut "{callback_id}".')
        if on_message:
            channel = self._finder.own_channel(body.get("channel"), user)
            message = self._finder.message(channel, body["ts"], user)
            if message.only_for is not None:
                raise CannotDo("Messages that only one person sees have no shortcuts.")
            where, hook = channel.id, self._hooks.new(channel.id, user.id, message)
            payload = self._payloads.message_shortcut(user, callback_id, message, hook)
        else:
            where = self._direct(user)
            payload = self._payloads.shortcut(user, callback_id)
        watch = Watch(self._slack, self._activity, user, where)
        outcome = await call_app(
            self._slack, "interactive", payload, str(payload["type"]), callback_id
        )
        await watch.settle(outcome.again)
        return _seen(watch, outcome)

    async def suggestions(self, body: Body) -> Json:
        """The options that the app offers in an external select: of the modal if none is named."""
        user = self._finder.person(body.get("user"))
        if body.get("channel") is not None:
            channel = self._finder.own_channel(body["channel"], user)
            message = self._finder.message(channel, body.get("ts"), user)
            blocks, place = message.blocks, self._payloads.message_place(message)
        else:
            view = self._home(user) if body.get("view") == "home" else self._finder.modal(user)
            blocks, place = view.blocks, self._payloads.view_place(view)
        found = element(blocks, body)
        if "external_select" not in found.element["type"]:
            raise CannotDo(f'"{body["action_id"]}" does not ask the app for its options.')
        typed = str(body.get("text") or "")
        return await self._suggestions.shown(user, blocks, place, found.element, typed)

    def suggest_in(self, user: User, view: View) -> Suggest:
        """Asks the app for the options of an external select in a view."""
        return self._suggestions.suggest(user, view.blocks, self._payloads.view_place(view))

    def _direct(self, user: User) -> str:
        return self._slack.workspace.open_direct(user.id).id


def _action(found: Found, state: Json | None) -> Json:
    kept = {name: value for name, value in found.element.items() if name in _IN_ACTIONS}
    action = {**kept, "block_id": found.block["block_id"]}
    if state is None:
        return action
    key = "selected_option" if found.element["type"] == "overflow" else value_key(found.element)
    return {**action, key: state[key]}


def _seen(watch: Watch, outcome: Outcome | None = None) -> Json:
    seen = {"replies": watch.replies(), "modal": watch.new_modal()}
    return {**seen, **trouble(outcome)} if outcome else seen
