"""What can keep a page from being looked up, by what the person can do next.

    NotFetched
    ├── NotAllowed    give another link: this one is not one of the open web
    ├── NotReached    try again later, or fill it in by hand
    └── NotReadable   fill it in by hand: there is nothing here that could be read

Each carries its own sentence for people; ``str(error)`` is that sentence.
"""


class NotFetched(Exception):
    """A page that could not be had."""


class NotAllowed(NotFetched):
    """The link, or one that it leads to, is not one that the bot opens."""


class NotReached(NotFetched):
    """The site does not answer, not in time, or with an error."""


class NotReadable(NotFetched):
    """What stands there is no page, or too large a one."""
