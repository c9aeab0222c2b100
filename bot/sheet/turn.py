"""Whose turn it is to sync: a lease in the database, taken in transactions of its own."""

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy.orm import Session

from bot.desk.desk import Clock
from bot.store import leases
from bot.store.database import Store
from bot.store.tables import LeaseRow

_NAME = "sync"
_LENGTH = timedelta(seconds=60)


class LostTurn(Exception):
    """Another process has taken over, since this one took too long."""


class Turn:
    """One process's claim to the sync.

    The owner's name holds the machine and the process, so that the lease of a process that was
    killed can be told from one that is at work, and nobody waits for it to run out.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._owner = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"

    @contextmanager
    def taken(self) -> Iterator[bool]:
        """Take the turn for as long as the block lasts; give False if another process has it."""
        with self._store.begin() as session:
            self._clear_dead(session)
            is_ours = self._take(session)
        try:
            yield is_ours
        finally:
            if is_ours:
                with self._store.begin() as session:
                    leases.give_back(session, _NAME, self._owner)

    def hold(self, session: Session) -> None:
        """Make sure, in a transaction that writes, that it is still our turn; raises LostTurn.

        It is over as well once another has had it in the meantime and given it back: what we have
        read may be older by now than what both sides have agreed on.
        """
        if not leases.renew(session, _NAME, self._owner, self._clock(), _LENGTH):
            raise LostTurn

    def _take(self, session: Session) -> bool:
        return leases.take(session, _NAME, self._owner, self._clock(), _LENGTH)

    def _clear_dead(self, session: Session) -> None:
        row = session.get(LeaseRow, _NAME)
        if row is None:
            return
        machine, process, _ = (*row.owner.split(":"), "", "")[:3]
        if machine == self._owner.split(":")[0] and process.isdecimal() and _is_dead(int(process)):
            leases.give_back(session, _NAME, row.owner)


def _is_dead(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
