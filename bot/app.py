"""Wires the parts together; the only module that knows them all."""

import contextlib
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from slack_bolt import App as BoltApp
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from sqlalchemy.exc import SQLAlchemyError

from bot.desk.desk import Clock, Desk
from bot.desk.remembering import Event, history_of
from bot.desk.reminding import remind
from bot.mistakes import CannotStart
from bot.newsroom.aliases import ALIGNMENT_NEWSLETTER_ALIASES
from bot.newsroom.categories import ALIGNMENT_NEWSLETTER
from bot.newsroom.errors import Ambiguous, NewsroomError
from bot.newsroom.papers import Paper
from bot.settings import Settings
from bot.sheet.binding import DESK_SHEET, ONE_SHEET, PUBLIC_SHEET, Binding
from bot.sheet.engine import Engine, Outcome
from bot.sheet.google import Account, BadCredentials, SheetError, Spreadsheet
from bot.sheet.preview import Preview, preview
from bot.sheet.two_sheets import TwoSheets
from bot.slack import admission
from bot.slack.connection import Connection
from bot.slack.introducing import introduce
from bot.slack.posting import REQUEST_SECONDS
from bot.slack.roster import Roster
from bot.slack.sender import Sender
from bot.store.database import BadDatabaseUrl, Store, UnusableDatabase, has_file, reason_of
from handlers import buttons, commands, events, finding, forms, messages
from handlers.front import Front
from schedules.pulse import pulse
from schedules.syncing import Syncing
from schedules.worker import Worker

log = logging.getLogger(__name__)

_LISTENERS = 12
"""How many things that people do are carried out at the same time."""

_LAST_STEP_SECONDS = 5.0
"""How long a step that has begun may take to its end when the bot is stopped."""

_IN_MEMORY = "sqlite://"

_GATHER_SECONDS = 1.0
"""How long changes are gathered before they are written to the sheet."""


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


class Newsroom:
    """The whole bot, between a Slack and a sheet. Raises CannotStart with what is wrong.

    ``desk`` is open for more listeners until ``start``, and until then ``deliver`` and
    ``engine.sync`` are the only ways by which anything leaves. ``waits_for_disk`` is the store's.
    """

    def __init__(
        self, settings: Settings, clock: Clock = utc_now, *, waits_for_disk: bool = True
    ) -> None:
        self.store = open_store(settings, waits_for_disk=waits_for_disk)
        self.desk = desk_for(settings, self.store, clock)
        self.engine = engine_for(settings, self.desk)
        self._deliver = Sender(self.store, _client(settings), clock).deliver
        self._sender = Worker("sender", self._deliver)
        self._sync = Worker("sync", Syncing(self.engine).step, gather=_GATHER_SECONDS)
        self.desk.after_each_change(self._sender.wake)
        self.desk.after_each_change(self._sync.wake)
        self._pulse = pulse(
            sweep=self.catch_up,
            outbox=self._sender.wake,
            sync=self._sync.wake,
            sync_seconds=settings.sync_seconds,
        )
        self._settings = settings
        self._connection: Connection | None = None
        self._roster: Roster | None = None

    def start(self) -> None:
        """Begin to listen, to send and to sync."""
        settings = self._settings
        people = _client(settings)
        people.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=2))
        listeners = ThreadPoolExecutor(_LISTENERS, "listener")
        bolt = _bolt(settings, listeners)
        self._roster = Roster(people, self.desk.channel, self.desk.editors)
        front = Front(self.desk, self._roster)
        for part in (commands, buttons, finding, forms, events, messages):
            part.register(bolt, front)
        connection = Connection(bolt, settings.slack_app_token.get_secret_value(), listeners)
        try:
            admission.bot_token(people)
            admission.channel(people, settings.channel)
            connection.open()
        except admission.NotLetIn as error:
            sentence = str(error)
            raise CannotStart(sentence[0].upper() + sentence[1:]) from error
        self._connection = connection
        self._sender.start()
        self._sync.start()
        self._pulse.start()
        log.info("started channel=%s", self.desk.channel)

    def stop(self) -> None:
        """End after what is being done; what people were told is in the database."""
        if self._connection is not None:
            self._connection.close()
        if self._pulse.running:
            self._pulse.shutdown()
        for worker in (self._sender, self._sync):
            worker.end()
        for worker in (self._sender, self._sync):
            worker.join(_LAST_STEP_SECONDS)
        self.store.close()
        log.info("stopped")

    def deliver(self) -> float | None:
        """Send what waits, before ``start``.

        Returns after how many seconds there is something to do again, or None if nothing waits.
        """
        return self._deliver()

    def catch_up(self) -> None:
        """Queue what has become due, now and not at the next beat."""
        if self._roster is not None:
            introduce(self.desk, self._roster)
        remind(self.desk)


def open_store(settings: Settings, *, waits_for_disk: bool = True) -> Store:
    """Open the database and bring its tables up to date; raises CannotStart."""
    try:
        store = Store(settings.database_url, waits_for_disk=waits_for_disk)
        store.migrate()
        store.check_writing()
    except UnusableDatabase as error:
        raise CannotStart(f"DATABASE_URL: the database cannot be used: {error}") from error
    except (SQLAlchemyError, BadDatabaseUrl, OSError) as error:
        raise CannotStart(
            f"DATABASE_URL: the database cannot be opened: {reason_of(error)}"
        ) from error
    return store


def desk_for(settings: Settings, store: Store, clock: Clock) -> Desk:
    """Return the desk that these settings describe."""
    return Desk(
        store=store,
        clock=clock,
        channel=settings.channel,
        editors=settings.editors,
        claim_days=settings.claim_days,
        categories=ALIGNMENT_NEWSLETTER,
        zone=settings.zone,
        aliases=ALIGNMENT_NEWSLETTER_ALIASES,
    )


def engine_for(settings: Settings, desk: Desk) -> Engine | TwoSheets:
    """Return the sync between the desk and its sheet, or its two sheets; raises CannotStart."""
    public = spreadsheet_for(settings, settings.sheet_id)
    if settings.desk_sheet_id is None:
        return Engine(desk, public)
    return TwoSheets(desk, spreadsheet_for(settings, settings.desk_sheet_id), public)


def spreadsheet_for(settings: Settings, sheet_id: str) -> Spreadsheet:
    """Return one of the newsroom's spreadsheets at Google; raises CannotStart."""
    try:
        account = Account(settings.google_service_account)
    except BadCredentials as error:
        raise CannotStart(str(error)) from error
    return Spreadsheet(account, sheet_id, settings.sheets_api_url)


def sync_once(settings: Settings, clock: Clock = utc_now, *, takes_over: bool = False) -> Outcome:
    """Bring database and sheet in step once; raises CannotStart if that cannot be.

    With ``takes_over`` the sheet is this database's again, whoever has written to it since.
    """
    store = open_store(settings)
    try:
        engine = engine_for(settings, desk_for(settings, store, clock))
        if takes_over:
            engine.take_over()
        return engine.sync()
    except SheetError as error:
        raise CannotStart(str(error)) from error
    finally:
        store.close()


def foresee_sync(settings: Settings, clock: Clock = utc_now) -> list[tuple[str, Preview]]:
    """Say what a sync would do, sheet by sheet, and write nothing anywhere; raises CannotStart."""
    with _store_as_it_is(settings) as store:
        try:
            desk = desk_for(settings, store, clock)
            return [
                (binding.words, preview(desk, spreadsheet_for(settings, sheet_id), binding))
                for binding, sheet_id in _bindings(settings)
            ]
        except SheetError as error:
            raise CannotStart(str(error)) from error


def _bindings(settings: Settings) -> list[tuple[Binding, str]]:
    if settings.desk_sheet_id is None:
        return [(ONE_SHEET, settings.sheet_id)]
    return [(DESK_SHEET, settings.desk_sheet_id), (PUBLIC_SHEET, settings.sheet_id)]


def read_history(settings: Settings, words: str) -> tuple[Paper, list[Event]]:
    """Return the paper that somebody means and what has happened to it; raises CannotStart."""
    store = open_store(settings)
    try:
        return history_of(desk_for(settings, store, utc_now), words)
    except Ambiguous as error:
        offered = [f"  {one.id}  {one.title or one.url}" for one in error.candidates]
        raise CannotStart("\n".join([str(error), *offered])) from error
    except NewsroomError as error:
        raise CannotStart(str(error)) from error
    finally:
        store.close()


@contextlib.contextmanager
def _store_as_it_is(settings: Settings) -> Iterator[Store]:
    """Open the database only to read; one that is not there yet is an empty one in memory."""
    try:
        store = Store(settings.database_url if has_file(settings.database_url) else _IN_MEMORY)
        if store.is_empty():
            store.close()
            store = Store(_IN_MEMORY)
            store.migrate()
        is_current = store.is_up_to_date()
    except UnusableDatabase as error:
        raise CannotStart(f"DATABASE_URL: the database cannot be used: {error}") from error
    except (SQLAlchemyError, BadDatabaseUrl, OSError) as error:
        raise CannotStart(
            f"DATABASE_URL: the database cannot be opened: {reason_of(error)}"
        ) from error
    try:
        if not is_current:
            raise CannotStart(
                "The database is that of another version. Run newsletter-bot sync --once, or the"
                " bot, which bring it up to date; then this can look at it."
            )
        yield store
    finally:
        store.close()


def _client(settings: Settings) -> WebClient:
    """Return a client that sends each request once; what became of it is the caller's to say."""
    return WebClient(
        settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=REQUEST_SECONDS,
        retry_handlers=[],
    )


def _bolt(settings: Settings, listeners: ThreadPoolExecutor) -> BoltApp:
    return BoltApp(
        client=_client(settings),
        token_verification_enabled=False,
        request_verification_enabled=False,
        listener_executor=listeners,
    )
