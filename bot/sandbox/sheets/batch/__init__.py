"""`spreadsheets.batchUpdate`: a list of requests, in order, all of them or none.

A handler takes the book and its request, changes the book, and returns its reply (an empty one
where Google replies nothing). The book it gets is a copy that is thrown away when any request
fails, so a handler need not undo anything.
"""

from collections.abc import Callable

from bot.sandbox.sheets.errors import GoogleError, invalid
from bot.sandbox.sheets.model import Book, Json

from . import (
    cells,
    dimensions,
    filters,
    looks,
    metadata,
    named,
    pasting,
    shifting,
    sorting,
    tabs,
    texts,
)

Handler = Callable[[Book, Json], Json]

HANDLERS: dict[str, Handler] = {
    **cells.HANDLERS,
    **dimensions.HANDLERS,
    **filters.HANDLERS,
    **looks.HANDLERS,
    **metadata.HANDLERS,
    **named.HANDLERS,
    **pasting.HANDLERS,
    **shifting.HANDLERS,
    **sorting.HANDLERS,
    **tabs.HANDLERS,
    **texts.HANDLERS,
}
"""Kind of request → what carries it out."""


def apply(book: Book, requests: list[Json]) -> tuple[Book, list[Json]]:
    """The book after all requests, and a reply for each.

    `book` itself is left alone. Raises GoogleError, naming the request, when any cannot be done.
    """
    if not requests:
        raise invalid("Must specify at least one request.")
    changed = book.copy()
    replies: list[Json] = []
    for index, request in enumerate(requests):
        if len(request) != 1:
            what = "No request set." if not request else "More than one request set."
            raise invalid(f"Invalid requests[{index}]: {what}")
        kind, body = next(iter(request.items()))
        try:
            reply = HANDLERS[kind](changed, body)
            changed.check_size()
        except GoogleError as error:
            raise error.within(f"requests[{index}].{kind}") from None
        replies.append({kind: reply} if reply else {})
    return changed, replies
