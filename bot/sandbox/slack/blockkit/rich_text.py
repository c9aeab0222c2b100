"""Formatted text as Slack holds it: sections, lists, quotes and preformatted text."""

from .schema import Check, Shape, array, boolean, by_type, integer, one_of, string

_STYLE: Check = Shape(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight",
         "unlink"),
        boolean,
    ),
)  # fmt: skip
_STYLED = {"style": _STYLE}

inline: Check = by_type(
    {
        "text": Shape({"text": string(least=1)}, _STYLED),
        "link": Shape({"url": string(3000, 1)}, {"text": string(), "unsafe": boolean, **_STYLED}),
        "emoji": Shape({"name": string(least=1)}, {"unicode": string(), "skin_tone": integer(1)}),
        "user": Shape({"user_id": string(least=1)}, _STYLED),
        "channel": Shape({"channel_id": string(least=1)}, _STYLED),
        "usergroup": Shape({"usergroup_id": string(least=1)}, _STYLED),
        "broadcast": Shape({"range": one_of("here", "channel", "everyone")}, _STYLED),
        "color": Shape({"value": string(least=1)}, _STYLED),
        "date": Shape(
            {"timestamp": integer(0), "format": string(least=1)},
            {"url": string(), "fallback": string(), **_STYLED},
        ),
    }
)

_section: Check = Shape({"elements": array(inline)})
_bordered: Check = Shape({"elements": array(inline)}, {"border": integer(0, 1)})

_list: Check = Shape(
    {
        "style": one_of("bullet", "ordered"),
        "elements": array(by_type({"rich_text_section": _section})),
    },
    {"indent": integer(0, 8), "offset": integer(0), "border": integer(0, 1)},
)  # fmt: skip

elements: Check = array(
    by_type(
        {
            "rich_text_section": _section,
            "rich_text_list": _list,
            "rich_text_quote": _bordered,
            "rich_text_preformatted": _bordered,
        }
    )
)

rich_text: Check = by_type(
    {"rich_text": Shape({"elements": elements}, {"block_id": string(255)})},
)
