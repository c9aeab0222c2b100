"""Requests about named and protected ranges."""

import re

from bot.sandbox.sheets.errors import invalid
from bot.sandbox.sheets.fieldmask import parse
from bot.sandbox.sheets.model import Book, Json
from bot.sandbox.sheets.writing import merged

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,249}")
_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]+[Cc][0-9]+|(?i:true|false)")


def add_named_range(book: Book, request: Json) -> Json:
    """Name a range. An id or a name that exists already is refused, and with it the batch."""
    given: Json = request.get("namedRange", {})
    wanted = given.get("namedRangeId") or str(book.number())
    if wanted in book.named:
        raise invalid(
            f"Cannot add named range with id: {wanted}, a named range with that id already exists."
        )
    book.named[wanted] = _named(book, {**given, "namedRangeId": wanted})
    return {"namedRange": book.named[wanted]}


def _named(book: Book, item: Json) -> Json:
    name = item.get("name", "")
    if not _NAME.fullmatch(name) or _CELL.fullmatch(name):
        raise invalid(f"The name of the named range is invalid: {name}")
    for other in book.named.values():
        taken = other["name"].casefold() == name.casefold()
        if taken and other["namedRangeId"] != item["namedRangeId"]:
            raise invalid(
                f"Cannot add named range with name: {name}, "
                "a named range with that name already exists."
            )
    return {
        "namedRangeId": item["namedRangeId"],
        "name": name,
        "range": _checked(book, item.get("range")),
    }


def _checked(book: Book, value: Json | None) -> Json:
    """The GridRange if the grid has it, in the form that Google gives back."""
    book.box(value)
    return {k: v for k, v in (value or {}).items() if k != "sheetId" or v}


def update_named_range(book: Book, request: Json) -> Json:
    """Give a named range another name or place."""
    given: Json = request.get("namedRange", {})
    old = _existing(book, given.get("namedRangeId"))
    if not request.get("fields"):
        raise invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all)")
    mask = parse(request["fields"], "NamedRange")
    new = {**merged(old, given, mask), "namedRangeId": old["namedRangeId"]}
    book.named[old["namedRangeId"]] = _named(book, new)
    return {}


def delete_named_range(book: Book, request: Json) -> Json:
    """Forget a named range. One that does not exist is refused, and with it the batch."""
    old = _existing(book, request.get("namedRangeId"))
    del book.named[old["namedRangeId"]]
    return {}


def _existing(book: Book, wanted: str | None) -> Json:
    if wanted not in book.named:
        raise invalid(f"No NamedRange with id: {wanted or ''}")
    return book.named[wanted]


def add_protected_range(book: Book, request: Json) -> Json:
    """Protect a range; several may protect the same cells."""
    given: Json = request.get("protectedRange", {})
    wanted = given.get("protectedRangeId")
    if wanted is not None and _protected(book, wanted) is not None:
        raise invalid(
            f"Cannot add protected range with id: {wanted}, "
            "a protected range with that id already exists."
        )
    item = {**given, "protectedRangeId": wanted or book.number()}
    if "namedRangeId" in given:
        item["range"] = _existing(book, given["namedRangeId"])["range"]
    tab, _ = book.range(item.get("range"))
    item = {**item, "range": item.get("range", {}), "requestingUserCanEdit": True}
    tab.protected.append(item)
    return {"protectedRange": item}


def _protected(book: Book, wanted: int) -> tuple[list[Json], int] | None:
    for tab in book.tabs:
        for index, item in enumerate(tab.protected):
            if item["protectedRangeId"] == wanted:
                return tab.protected, index
    return None


def _protected_or_refuse(book: Book, wanted: int | None) -> tuple[list[Json], int]:
    found = _protected(book, wanted or 0)
    if found is None:
        raise invalid(f"No ProtectedRange with id: {wanted}")
    return found


def update_protected_range(book: Book, request: Json) -> Json:
    """Change a protection."""
    given: Json = request.get("protectedRange", {})
    items, index = _protected_or_refuse(book, given.get("protectedRangeId"))
    mask = parse(request.get("fields", ""), "ProtectedRange")
    if not mask:
        raise invalid("List the fields of the protected range that change.")
    items[index] = merged(items[index], given, mask)
    return {}


def delete_protected_range(book: Book, request: Json) -> Json:
    """Lift a protection."""
    items, index = _protected_or_refuse(book, request.get("protectedRangeId"))
    items.pop(index)
    return {}


HANDLERS = {
    "addNamedRange": add_named_range,
    "updateNamedRange": update_named_range,
    "deleteNamedRange": delete_named_range,
    "addProtectedRange": add_protected_range,
    "updateProtectedRange": update_protected_range,
    "deleteProtectedRange": delete_protected_range,
}
