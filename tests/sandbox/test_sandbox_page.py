"""The page: messages and the grid, readable, and harmless whatever is said."""

import requests

from tests.sandbox.slack_world import World, actions, button, section


def page(world: World) -> str:
    return requests.get(world.ready["page"], timeout=5).text


def test_messages_stand_there_with_their_authors_and_buttons(slack: World) -> None:
    slack.post(section("A card"), actions(button("claim")))
    zach = slack.person("Zach")
    slack.do("say", user=zach, channel=slack.channel, text="I say so")
    slack.client.chat_postEphemeral(channel=slack.channel, user=zach, text="psst")
    html = page(slack)
    for shown in ("#newsletter", "A card", ">Claim<", "Zach", "I say so", "Only Zach sees this"):
        assert shown in html


def test_the_grid_stands_there(slack: World) -> None:
    address = f"{slack.origin}/v4/spreadsheets/{slack.ready['sheet_id']}/values/A1"
    headers = {"Authorization": "Bearer human"}
    params = {"valueInputOption": "RAW"}
    body = {"values": [["Title", "<b>Authors</b>"]]}
    requests.put(address, json=body, params=params, headers=headers, timeout=5)
    html = page(slack)
    assert "<td>Title</td>" in html
    assert "&lt;b&gt;Authors&lt;/b&gt;" in html


def test_nothing_that_is_said_becomes_markup(slack: World) -> None:
    evil = '<script>alert(1)</script><img src=x onerror="x">'
    slack.post(
        section(evil), actions({**button("x"), "text": {"type": "plain_text", "text": evil}})
    )
    slack.person(evil)
    slack.do("say", user=slack.editor, channel=slack.channel, text=evil)
    html = page(slack)
    assert "<script" not in html
    assert "<img" not in html
