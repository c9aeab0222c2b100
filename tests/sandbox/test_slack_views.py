"""Modals and homes as the app opens them: triggers, the stack, hashes, homes."""

import copy
import json
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox.slack.errors import SlackError
from bot.sandbox.slack.triggers import LIVES, Triggers
from tests.sandbox.slack_world import (
    MANIFEST,
    Json,
    World,
    actions,
    button,
    field,
    modal,
    plain,
    section,
    served,
)

INPUT = field("title", {"type": "plain_text_input", "initial_value": "A"})


def trigger(world: World, user: str, view: str | None = None) -> str:
    """A trigger id, as a person's press gives one."""
    return world.sandbox.slack.triggers.new(user, view)


def opened(world: World, user: str, view: Json) -> Json:
    answer: Json = world.client.views_open(trigger_id=trigger(world, user), view=view)["view"]
    return answer


def code(world: World, method: str, **body: Any) -> str:
    answer = world.call(method, **body).json()
    assert answer["ok"] is False, answer
    return str(answer["error"])


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks)}


def test_a_trigger_lives_three_seconds_and_serves_once() -> None:
    seconds = 0.0
    triggers = Triggers(lambda: seconds)
    first, second = triggers.new("U1"), triggers.new("U2")
    seconds = LIVES
    assert triggers.exchange(first).user == "U1"
    with pytest.raises(SlackError, match="exchanged_trigger_id"):
        triggers.exchange(first)
    seconds = LIVES + 0.1
    with pytest.raises(SlackError, match="expired_trigger_id"):
        triggers.exchange(second)
    with pytest.raises(SlackError, match="invalid_trigger_id"):
        triggers.exchange("1.2.abc")


def test_an_opened_modal_stands_before_the_person(slack: World) -> None:
    zach = slack.person()
    assert slack.get("modal", user=zach) is None
    view = opened(slack, zach, modal(INPUT, private_metadata="kept"))
    standing = slack.get("modal", user=zach)
    assert (standing["id"], standing["private_metadata"]) == (view["id"], "kept")
    assert standing["state"]["values"]["title"]["value"]["value"] == "A"
    assert view["root_view_id"] == view["id"]


def test_a_trigger_cannot_be_used_twice_for_a_modal(slack: World) -> None:
    trigger_id = trigger(slack, slack.editor)
    slack.client.views_open(trigger_id=trigger_id, view=modal(INPUT))
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        slack.client.views_open(trigger_id=trigger_id, view=modal(INPUT))
    assert code(slack, "views.open", view=modal(INPUT)) == "invalid_arguments"


def test_a_wrong_view_is_refused_and_leaves_the_trigger_unused(slack: World) -> None:
    trigger_id = trigger(slack, slack.editor)
    answer = slack.call("views.open", trigger_id=trigger_id, view={"type": "modal"}).json()
    assert answer == {
        "ok": False,
        "error": "invalid_arguments",
        "response_metadata": {
            "messages": [
                "[ERROR] failed to match all allowed schemas [json-pointer:/view]",
                "[ERROR] missing required field: title [json-pointer:/view]",
                "[ERROR] missing required field: blocks [json-pointer:/view]",
            ]
        },
    }
    assert code(slack, "views.open", trigger_id=trigger_id, view=home()) == "invalid_arguments"
    slack.client.views_open(trigger_id=trigger_id, view=modal(INPUT))


def test_a_view_may_be_json_in_a_form(slack: World) -> None:
    data = {"trigger_id": trigger(slack, slack.editor), "view": json.dumps(modal(INPUT))}
    assert slack.client.api_call("views.open", data=data)["ok"]
    data["view"] = "{"
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        slack.client.api_call("views.open", data=data)


def test_three_modals_may_stand_over_each_other(slack: World) -> None:
    view = opened(slack, slack.editor, modal(INPUT))
    for _ in range(2):
        on_top = trigger(slack, slack.editor, view["id"])
        view = slack.client.views_push(trigger_id=on_top, view=modal(INPUT))["view"]
    on_top = trigger(slack, slack.editor, view["id"])
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        slack.client.views_push(trigger_id=on_top, view=modal(INPUT))
    assert slack.get("modal", user=slack.editor)["id"] == view["id"]
    slack.do("close", user=slack.editor)
    assert slack.get("modal", user=slack.editor)["id"] == view["previous_view_id"]


def test_nothing_is_pushed_where_no_modal_stands(slack: World) -> None:
    with pytest.raises(SlackApiError, match="not_found"):
        slack.client.views_push(trigger_id=trigger(slack, slack.editor), view=modal(INPUT))


def test_an_update_needs_the_hash_that_it_names(slack: World) -> None:
    view = opened(slack, slack.editor, modal(INPUT))
    other = modal(section("x"), external_id="mine")
    updated = slack.client.views_update(view_id=view["id"], view=other, hash=view["hash"])["view"]
    assert updated["hash"] != view["hash"]
    with pytest.raises(SlackApiError, match="hash_conflict"):
        slack.client.views_update(view_id=view["id"], view=other, hash=view["hash"])
    by_name = slack.client.views_update(external_id="mine", view=other)["view"]
    assert by_name["id"] == view["id"]
    with pytest.raises(SlackApiError, match="not_found"):
        slack.client.views_update(view_id="VNONE", view=modal(section("x")))


def test_an_external_id_is_given_once(slack: World) -> None:
    opened(slack, slack.editor, modal(INPUT, external_id="mine"))
    trigger_id = trigger(slack, slack.person())
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        slack.client.views_open(trigger_id=trigger_id, view=modal(INPUT, external_id="mine"))


def test_what_was_typed_stays_over_an_update_with_the_same_ids(slack: World) -> None:
    view = opened(slack, slack.editor, modal(INPUT, actions(button("x"))))
    slack.do("fill", user=slack.editor, values={"title": "typed"})
    changed = modal(section("new"), INPUT)
    updated = slack.client.views_update(view_id=view["id"], view=changed)["view"]
    assert updated["state"]["values"]["title"]["value"]["value"] == "typed"


def test_a_home_is_published_and_published_again(slack: World) -> None:
    zach = slack.person()
    assert slack.get("home", user=zach) is None
    view = slack.client.views_publish(user_id=zach, view=home(section("one")))["view"]
    assert slack.get("home", user=zach)["blocks"][0]["text"]["text"] == "one"
    again = slack.client.views_publish(user_id=zach, view=home(section("two")), hash=view["hash"])
    assert again["view"]["id"] == view["id"]
    with pytest.raises(SlackApiError, match="hash_conflict"):
        slack.client.views_publish(user_id=zach, view=home(section("3")), hash=view["hash"])
    assert slack.get("home", user=zach)["blocks"][0]["text"]["text"] == "two"


def test_a_home_is_nobodys_modal(slack: World) -> None:
    assert code(slack, "views.publish", user_id=slack.editor, view=modal()) == "invalid_arguments"
    assert code(slack, "views.publish", user_id="UNOBODY", view=home()) == "invalid_arguments"


def test_without_a_home_in_the_manifest_none_is_published() -> None:
    manifest = copy.deepcopy(MANIFEST)
    manifest["features"]["app_home"]["home_tab_enabled"] = False
    with served(manifest=manifest) as world:
        assert code(world, "views.publish", user_id=world.editor, view=home()) == "not_enabled"
        assert world.get("home", user=world.editor) is None


def test_a_view_that_is_too_large_is_refused(slack: World) -> None:
    view = modal(*[section("x" * 2600)] * 100)
    body = {"trigger_id": trigger(slack, slack.editor), "view": view}
    assert code(slack, "views.open", **body) == "view_too_large"


def test_the_words_of_a_modal_come_back_as_they_were_sent(slack: World) -> None:
    sent = modal(INPUT, close=plain("Cancel"), notify_on_close=True)
    view = opened(slack, slack.editor, sent)
    for name, value in sent.items():
        assert view[name] == value
