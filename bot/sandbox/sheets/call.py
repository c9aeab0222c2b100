"""One request to one method of the Sheets API."""

from dataclasses import dataclass

from .fieldmask import Mask
from .model import Book, Json
from .store import Store
from .token import Caller
from .wire import Query


@dataclass(slots=True)
class Call:
    """One request to one method. `book` may be read; what is changed is a copy of it."""

    store: Store
    caller: Caller
    book: Book
    argument: str
    """The range, or the id of the tab or metadata, of the path."""
    query: Query
    body: Json
    mask: Mask

    def text(self, name: str, *choices: str) -> str | None:
        """A query parameter with fixed choices."""
        return self.query.choice(name, *choices)
