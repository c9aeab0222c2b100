"""The command line: ``newsletter-bot``."""

import io
import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.logs import start_logging
from bot.mistakes import BadSettings, CannotStart

if TYPE_CHECKING:
    from rich.console import Console

cli = typer.Typer(
    help="A newsletter’s desk in Slack, with a Google Sheet as its public face.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Port = Annotated[int, typer.Option(help="Where to serve, on this machine only.", min=0, max=65535)]
Data = Annotated[Path | None, typer.Option(help="Keep everything in this folder.")]

_STOP = (signal.SIGINT, signal.SIGTERM)
_MARKS = {True: "✓", False: "✗", None: "?"}
_WRONG = 1
_WIDE = 140
_WRONG_SETTINGS = 2


@cli.command()
def run() -> None:
    """Run the bot until it is stopped."""
    with _sentences():
        from bot.app import Newsroom
        from bot.settings import read_settings

        newsroom = Newsroom(read_settings())
        _hold_back_stop()
        newsroom.start()
        signal.sigwait(_STOP)
        newsroom.stop()


@cli.command()
def demo(
    port: Port = 8000,
    data: Data = None,
    example: Annotated[
        bool, typer.Option("--example", help="Fill it with a small newsroom.")
    ] = False,
) -> None:
    """Run a Slack and a sheet on this machine with the bot between them."""
    with _sentences(), _sandbox_sentences():
        from bot.demo import Demo

        _hold_back_stop()
        running = Demo(app_manifest(), port, data, example=example)
        running.start()
        try:
            _print_ready(running.sandbox.ready())
            signal.sigwait(_STOP)
        finally:
            running.stop()


@cli.command()
def sandbox(
    port: Port = 8000,
    data: Data = None,
    manifest: Annotated[Path | None, typer.Option(help="Another app’s manifest, JSON.")] = None,
) -> None:
    """Run a Slack and a sheet on this machine, for a bot, a test or a script to use."""
    with _sentences(), _sandbox_sentences():
        from bot.sandbox.server import Sandbox

        app = app_manifest() if manifest is None else _read_manifest(manifest)
        Sandbox(data, app, port).serve(_print_ready)


@cli.command()
def manifest() -> None:
    """Print the Slack app’s manifest, to paste at api.slack.com/apps."""
    sys.stdout.write(resources.files("bot").joinpath("manifest.json").read_text("utf-8"))


@cli.command()
def check() -> None:
    """Check settings, Slack, the sheet and the database, a line each."""
    from bot.checks import all_checks
    from bot.settings import read_settings

    try:
        settings = read_settings()
    except BadSettings as error:
        for mistake in error.mistakes:
            typer.echo(f"{_MARKS[False]} {mistake}")
        raise typer.Exit(_WRONG_SETTINGS) from error
    is_well = True
    for one in all_checks(settings, frozenset(app_manifest()["oauth_config"]["scopes"]["bot"])):
        typer.echo(f"{_MARKS[one.is_well]} {one.name}: {one.sentence}")
        is_well = is_well and one.is_well is not False
    if not is_well:
        raise typer.Exit(_WRONG)


@cli.command()
def sync(
    once: Annotated[bool, typer.Option("--once", help="One sync, and say what it did.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would do, and write nothing.")
    ] = False,
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Have the sheet back from another database.")
    ] = False,
) -> None:
    """Bring database and sheet in step."""
    if not once:
        typer.echo(
            "While the bot runs it syncs by itself. For one sync: newsletter-bot sync --once",
            err=True,
        )
        raise typer.Exit(_WRONG_SETTINGS)
    if dry_run:
        _foresee_sync()
        return
    with _sentences():
        from bot.app import sync_once
        from bot.settings import read_settings

        outcome = sync_once(read_settings(), takes_over=take_over)
        if outcome.alarm:
            raise CannotStart(outcome.alarm)
        if outcome.is_busy:
            raise CannotStart("Another process syncs at this moment, so there was no need to.")
        typer.echo(
            f"To the sheet: {outcome.appended} rows added, {outcome.written} cells written."
            f" From the sheet: {outcome.added} papers added, {outcome.taken} changed,"
            f" {outcome.dropped} dropped."
        )


@cli.command()
def history(
    paper: Annotated[list[str], typer.Argument(help="Its ID, its link, or words of its title.")],
) -> None:
    """Print who changed what in a paper: when, from where, old and new."""
    with _sentences():
        from bot.app import read_history
        from bot.reports.history import history_report
        from bot.settings import read_settings

        settings = read_settings()
        found, events = read_history(settings, " ".join(paper))
        _console().print(history_report(found, events, settings.zone))


def app_manifest() -> dict[str, Any]:
    """Return the manifest of the bot's own Slack app."""
    text = resources.files("bot").joinpath("manifest.json").read_text("utf-8")
    manifest: dict[str, Any] = json.loads(text)
    return manifest


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # sentences and ✓ do not depend on a locale
    start_logging()
    cli()


def _foresee_sync() -> None:
    with _sentences():
        from bot.app import foresee_sync
        from bot.reports.sync import sync_report
        from bot.settings import read_settings

        sheets = foresee_sync(read_settings())
        for words, foreseen in sheets:
            if len(sheets) > 1:
                typer.echo(f"{words[0].upper()}{words[1:]}")
            _console().print(sync_report(foreseen))
        if any(foreseen.alarm for _, foreseen in sheets):
            raise typer.Exit(_WRONG)


def _console() -> "Console":
    """Return where reports go; into a file or a pipe they are as wide as most screens."""
    from rich.console import Console

    console = Console(highlight=False, emoji=False, markup=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDE
    return console


def _read_manifest(file: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        typer.echo(f"--manifest: {file} cannot be read as JSON: {error}", err=True)
        raise typer.Exit(_WRONG_SETTINGS) from error
    if not isinstance(manifest, dict):
        typer.echo(f"--manifest: {file} does not hold a manifest.", err=True)
        raise typer.Exit(_WRONG_SETTINGS)
    return manifest


def _print_ready(ready: dict[str, str]) -> None:
    sys.stdout.write(json.dumps(ready) + "\n")
    sys.stdout.flush()


def _hold_back_stop() -> None:
    """Keep a request to stop for ``sigwait``, in this thread and in those that it begins.

    A handler would not do: one that comes just before its thread begins to wait is not run until
    the next signal.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOP)


@contextmanager
def _sentences() -> Iterator[None]:
    """Turn what a person can put right into a line each, without a traceback."""
    try:
        yield
    except CannotStart as error:
        typer.echo(str(error), err=True)
        status = _WRONG_SETTINGS if isinstance(error, BadSettings) else _WRONG
        raise typer.Exit(status) from error


@contextmanager
def _sandbox_sentences() -> Iterator[None]:
    """Turn what keeps the sandbox from starting into what keeps us from starting."""
    try:
        from bot.sandbox.server import SandboxError
        from bot.sandbox.slack.app import ManifestError
        from bot.sandbox.storage import StorageError
    except ModuleNotFoundError as error:
        raise CannotStart(
            "This needs the sandbox’s packages. In the bot’s folder:"
            " .venv/bin/pip install '.[sandbox]'"
        ) from error
    try:
        yield
    except (ManifestError, SandboxError, StorageError) as error:
        raise CannotStart(str(error)) from error


if __name__ == "__main__":
    main()
