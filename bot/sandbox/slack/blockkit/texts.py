"""The small objects that elements and blocks are made of: texts, options, confirmations."""

from typing import Any

from .schema import Check, Problems, Shape, array, boolean, by_type, one_of, string

TEXT = 3000


def text(most: int = TEXT) -> Check:
    """A text object of either kind."""
    return by_type({"plain_text": _plain(most), "mrkdwn": _mrkdwn(most)})


def plain(most: int = TEXT) -> Check:
    """A text object that must be plain."""
    return by_type({"plain_text": _plain(most)})


def _plain(most: int) -> Check:
    return Shape({"text": string(most, 1)}, {"emoji": boolean})


def _mrkdwn(most: int) -> Check:
    return Shape({"text": string(most, 1)}, {"verbatim": boolean})


def option(*, mrkdwn: bool = False, url: bool = False) -> Check:
    """One choice of a list; `mrkdwn` where its text may be formatted."""
    kind = text if mrkdwn else plain
    return Shape(
        {"text": kind(75), "value": string(150, 1)},
        {"description": kind(75), **({"url": string(3000)} if url else {})},
    )


option_group: Check = Shape({"label": plain(75), "options": array(option(), 100, 1)})

confirm: Check = Shape(
    {"title": plain(100), "text": text(300)},
    {"confirm": plain(30), "deny": plain(30), "style": one_of("primary", "danger")},
)


def offered(element: dict[str, Any]) -> list[dict[str, Any]]:
    """The options of an element, those in groups included."""
    grouped = [
        option for group in element.get("option_groups") or [] for option in group["options"]
    ]
    return [*(element.get("options") or []), *grouped]


def initial_is_offered(element: dict[str, Any], pointer: str, problems: Problems) -> None:
    """What is chosen at first must be among the options, just as it stands there."""
    options = offered(element)
    initial = element.get("initial_option")
    if initial is not None and initial not in options:
        problems.add("must be one of the provided options", f"{pointer}/initial_option")
    for index, each in enumerate(element.get("initial_options") or []):
        if each not in options:
            problems.add(
                "must be one of the provided options", f"{pointer}/initial_options/{index}"
            )


def values_differ(element: dict[str, Any], pointer: str, problems: Problems) -> None:
    """No two options may have the same value."""
    values = [option["value"] for option in offered(element)]
    if len(set(values)) < len(values):
        problems.add("option values must be unique", pointer)


def has_options(element: dict[str, Any], pointer: str, problems: Problems) -> None:
    """Options, or groups of them, but not both."""
    given = [name for name in ("options", "option_groups") if element.get(name) is not None]
    if len(given) != 1:
        problems.add("must define either `options` or `option_groups`", pointer)
