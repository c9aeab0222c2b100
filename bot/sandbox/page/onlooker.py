"""What one person sees of the workspace: all of it at first, then what has changed."""

from bot.sandbox.people.shown import shown_channel, shown_message, shown_person
from bot.sandbox.slack.methods.call import Slack
from bot.sandbox.slack.model import Channel, Json, Message, User, View

from .markdown import with_trees


class Onlooker:
    """One person who looks. For the server's event loop, as everything in it is.

    It remembers what was shown, so that nothing is taken back that never was. `concerns` says of
    a journal's key whether what is under it may be theirs to see.
    """

    def __init__(self, slack: Slack, user: User) -> None:
        self.user = user.id
        self._slack = slack
        self._workspace = slack.workspace
        self._inside: set[str] = set()
        self._visible: set[str] = set()
        self._shown: dict[tuple[str, str], str | None] = {}
        """The messages that were shown, each with the timestamp of the thread that it is in."""

    def everything(self) -> Json:
        """All that the person sees."""
        workspace = self._workspace
        workspace.open_direct(self.user)
        self._shown.clear()
        channels = [each for each in workspace.channels.values() if self._sees(each)]
        self._visible = {each.id for each in channels}
        self._inside = {each.id for each in channels if self.user in each.members}
        return {
            "people": [shown_person(each) for each in workspace.users.values()],
            "channels": [shown_channel(each) for each in channels],
            "messages": {
                each.id: self._messages(each.id) for each in channels if each.id in self._inside
            },
            "reads": self._reads(),
            "stack": self._stack(),
            "home": self._home(),
        }

    def concerns(self, key: str) -> bool:
        """Whether a change under this key can be one for this person."""
        match key.split("/"):
            case ["slack", "user" | "view", _]:
                return True
            case ["slack", "channel", channel]:
                return channel in self._visible or self._sees(self._workspace.channels[channel])
            case ["slack", "message", channel, _]:
                return channel in self._inside
            case ["slack", "stack" | "home" | "read", user]:
                return user == self.user
            case _:
                return False

    def changes(self, keys: set[str]) -> Json:
        """What has changed for the person, given the keys of all that has changed."""
        change: Json = {}
        touched: dict[str, set[str]] = {}
        for key in sorted(keys):
            match key.split("/"):
                case ["slack", "user", user]:
                    change.setdefault("people", []).append(
                        shown_person(self._workspace.users[user])
                    )
                case ["slack", "channel", channel]:
                    self._channel(channel, change)
                case ["slack", "message", channel, ts]:
                    touched.setdefault(channel, set()).add(ts)
                case ["slack", "view", view] if view in self._workspace.stacks.get(self.user, []):
                    change["stack"] = self._stack()
                case ["slack", "view", view] if view == self._workspace.homes.get(self.user):
                    change["home"] = self._home()
                case ["slack", "stack", self.user]:
                    change["stack"] = self._stack()
                case ["slack", "home", self.user]:
                    change["home"] = self._home()
                case ["slack", "read", self.user]:
                    change["reads"] = self._reads()
                case _:
                    pass
        for channel, stamps in touched.items():
            messages = self._touched(channel, stamps)
            if messages:
                change.setdefault("messages", []).extend(messages)
        return change

    def _sees(self, channel: Channel) -> bool:
        return channel.kind == "channel" or self.user in channel.members

    def _channel(self, channel_id: str, change: Json) -> None:
        """Add a changed channel to a change, with its messages if the person has just come."""
        channel = self._workspace.channels[channel_id]
        is_visible, is_inside = self._sees(channel), self.user in channel.members
        if is_visible:
            self._visible.add(channel_id)
            change.setdefault("channels", []).append(shown_channel(channel))
        elif channel_id in self._visible:
            self._visible.discard(channel_id)
            change.setdefault("channels", []).append({"id": channel_id, "gone": True})
        if is_inside and channel_id not in self._inside:
            self._inside.add(channel_id)
            change.setdefault("messages", []).extend(self._messages(channel_id))
        elif not is_inside and channel_id in self._inside:
            self._inside.discard(channel_id)
            left = [place for place in self._shown if place[0] == channel_id]
            for place in left:
                del self._shown[place]

    def _messages(self, channel: str) -> list[Json]:
        every = self._workspace.messages[channel].values()
        seen = [each for each in every if each.only_for in (None, self.user)]
        return [self._message(each) for each in sorted(seen, key=lambda one: one.ts)]

    def _touched(self, channel: str, stamps: set[str]) -> list[Json]:
        """Changed messages of a channel, and those whose number of replies has changed."""
        if channel not in self._inside:
            return []
        parents: set[str | None] = set()
        for ts in stamps:
            message = self._workspace.find_message(channel, ts)
            parents.add(message.thread_ts if message else self._shown.get((channel, ts)))
        shown: list[Json] = []
        for ts in sorted(stamps | {each for each in parents if each}):
            message = self._workspace.find_message(channel, ts)
            if message is not None and message.only_for in (None, self.user):
                shown.append(self._message(message))
            elif message is None and (channel, ts) in self._shown:
                del self._shown[channel, ts]
                shown.append({"channel": channel, "ts": ts, "gone": True})
        return shown

    def _message(self, message: Message) -> Json:
        self._shown[message.channel, message.ts] = message.thread_ts
        shown = shown_message(self._slack, message)
        return {**shown, "blocks": with_trees(message.blocks)}

    def _reads(self) -> dict[str, str]:
        return dict(self._workspace.reads.get(self.user, {}))

    def _stack(self) -> list[Json]:
        stack = self._workspace.stacks.get(self.user, [])
        return [self._view(self._workspace.views[view]) for view in stack]

    def _home(self) -> Json | None:
        home = self._workspace.home(self.user)
        return self._view(home) if home else None

    def _view(self, view: View) -> Json:
        shown = self._slack.shapes.view(view)
        return {**shown, "blocks": with_trees(view.blocks)}
