"""The buttons on cards, in answers, in reminders and on the home page; their value is a paper."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.desk import claiming, conflicts, dropping, writing
from bot.newsroom.people import Actor
from bot.slack import answers, modals
from bot.slack import conflicts as views
from bot.slack.blocks import Block
from bot.slack.cards import Message
from handlers.front import Front, as_payload, logged, open_modal, publish_home

log = logging.getLogger(__name__)

Body = Mapping[str, Any]
Do = Callable[[Actor, str, WebClient, Body], Message | None]


def register(app: App, front: Front) -> None:
    """Listen to every button."""
    desk = front.desk

    def claim(actor: Actor, paper_id: str, _client: WebClient, _body: Body) -> Message:
        done = claiming.claim(desk, actor, paper_id)
        now = desk.clock()
        return answers.claimed(done.paper, actor.tz, now, was_unknown=done.was_unknown)

    def release(actor: Actor, paper_id: str, _client: WebClient, _body: Body) -> Message:
        return answers.released(claiming.release(desk, actor, paper_id))

    def submit(actor: Actor, paper_id: str, client: WebClient, body: Body) -> None:
        draft = writing.open_submission(desk, actor, paper_id)
        view = modals.submission(draft.paper, draft.opinion, desk.categories)
        _open(client, body, view)

    def opinion(actor: Actor, paper_id: str, client: WebClient, body: Body) -> None:
        draft = writing.open_opinion(desk, actor, paper_id)
        _open(client, body, modals.opinion(draft.paper, draft.opinion))

    def restore(actor: Actor, paper_id: str, _client: WebClient, _body: Body) -> Message:
        return answers.restored(dropping.restore(desk, actor, paper_id))

    def take_other(actor: Actor, value: str, _client: WebClient, _body: Body) -> Message:
        number, _, version = value.partition(":")
        try:
            return views.settled(conflicts.bring_back(desk, actor, int(number), version))
        except conflicts.Changed as changed:
            return views.changed(str(changed), changed.choice)

    def keep(actor: Actor, number: str, _client: WebClient, _body: Body) -> Message:
        return views.settled(conflicts.keep(desk, actor, int(number)))

    def read_both(actor: Actor, number: str, client: WebClient, body: Body) -> None:
        choice = conflicts.choice(desk, actor, int(number))
        open_modal(client, body, views.both_in_full(choice))

    for action, do in {
        "restore": restore,
        "conflict-take": take_other,
        "conflict-keep": keep,
        "conflict-read": read_both,
        "claim": claim,
        "release": release,
        "submit": submit,
        "opinion": opinion,
    }.items():
        _listen(app, front, action, do)


def _listen(app: App, front: Front, action: str, do: Do) -> None:
    @app.action(action)
    def listener(
        ack: Ack, body: Body, action: Mapping[str, Any], client: WebClient, respond: Respond
    ) -> None:
        slack_id = body["user"]["id"]
        message = front.answer(
            slack_id,
            action["action_id"],
            lambda actor: do(actor, action["value"], client, body),
            named=action["value"],
        )
        ack()
        try:
            _tell(front, slack_id, message, body, client, respond)
        except (SlackClientError, OSError):
            # What was asked for is done or refused by now; only the telling failed.
            logged(f"answer to {action['action_id']}", slack_id)


def _open(client: WebClient, body: Body, view: Block) -> None:
    is_home = body["container"]["type"] == "view"
    open_modal(client, body, modals.opened_from_home(view) if is_home else view)


def _tell(
    front: Front,
    slack_id: str,
    message: Message | None,
    body: Body,
    client: WebClient,
    respond: Respond,
) -> None:
    if body["container"]["type"] != "view":
        if message is not None:
            respond(**as_payload(message), replace_original=False)
        return
    # A home page has no place for an answer: the page itself shows what came of it.
    publish_home(front, client, slack_id)
    if message is not None:
        open_modal(client, body, modals.notice(message))
