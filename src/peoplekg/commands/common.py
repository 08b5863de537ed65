"""What several commands share: options, the store, output, messages."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from peoplekg.errors import PeopleKGError, WrongArgument
from peoplekg.render import FORMATS, Format, Row, render

if TYPE_CHECKING:
    from peoplekg.model import Article
    from peoplekg.reading import Failure
    from peoplekg.store import Store

Command = TypeVar("Command", bound=Callable[..., Any])

_PAGE = 80
PARTLY_READ = 10
"""Exit code when some of several inputs could not be used and the others were."""


@dataclass
class Settings:
    """What the options say that every command takes."""

    store: str | None = None
    verbosity: int = 0

    def say(self, text: str) -> None:
        """A line for the user on standard error, unless they asked for quiet."""
        if self.verbosity >= 0:
            click.echo(text, err=True)


def settings() -> Settings:
    """The settings of the running command."""
    return click.get_current_context().ensure_object(Settings)


def _keep_store(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.ensure_object(Settings).store = value


def _keep_quiet(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        context.ensure_object(Settings).verbosity = -1


def _keep_verbose(context: click.Context, _parameter: click.Parameter, value: int) -> None:
    if value:
        context.ensure_object(Settings).verbosity = value


def verbosity_options(command: Command) -> Command:
    """-q and -v, before or after the command's name."""
    quiet = click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=_keep_quiet, help="Say nothing but errors and data."
    )
    verbose = click.option(
        "-v", "--verbose", count=True, expose_value=False, callback=_keep_verbose, help="Say more about what is done."
    )
    return quiet(verbose(command))


def store_option(command: Command) -> Command:
    """--store, before or after the command's name; the environment variable is read by the store itself."""
    return click.option(
        "--store",
        metavar="PATH",
        expose_value=False,
        callback=_keep_store,
        help="Where the graph is kept: a folder, the address of a SPARQL server, or :memory: for this run only. "
        "Default: $PEOPLEKG_STORE, else your data folder.",
    )(command)


def format_option(*forms: str, default: str = "table") -> Callable[[Command], Command]:
    """--format, with the rendered formats unless others are named."""
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(forms or FORMATS),
        default=default,
        show_default=True,
        help="How to print it.",
    )


def output_option(command: Command) -> Command:
    """--output FILE instead of standard output."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write to this file, not to standard output.",
    )(command)


def on_option(command: Command) -> Command:
    """--on, for what tells how things stand."""
    return click.option(
        "--on",
        metavar="DATE",
        help="How things stood then, not now: what held, what was over by then, and what perhaps held. "
        "What had not begun or happened is left out.",
    )(command)


def article_options(command: Command) -> Command:
    """What the user knows better than the text about the articles to read."""
    for option in (
        click.option("--title", metavar="TEXT", help="The headline, when the text does not begin with it."),
        click.option("--published", metavar="DATE", help="When it was published: 2023-11-03, 2023-11 or 2023."),
        click.option("--language", metavar="CODE", help="The language, e.g. it or en, instead of recognising it."),
    ):
        command = option(command)
    return command


@contextmanager
def opened_store(*, read_only: bool = False) -> Iterator[Store]:
    """The store that the user means, closed again at the end."""
    from peoplekg.store import Store

    with Store.open(settings().store, read_only=read_only) as store:
        yield store


@dataclass
class Failures:
    """The inputs that could not be used, told at the end."""

    found: list[tuple[str, PeopleKGError]] = field(default_factory=list)

    def add(self, source: str, error: PeopleKGError) -> None:
        """Remembers one."""
        self.found.append((source, error))

    def finish(self, used: int) -> None:
        """Lists the failures on standard error and ends the command with their exit code, when there are any."""
        if not self.found:
            return
        if len(self.found) == 1 and not used:
            raise self.found[0][1]
        count = len(self.found)
        click.echo(f"{count} input{'s' if count > 1 else ''} could not be used:", err=True)
        for source, error in self.found:
            message = str(error)
            click.echo(f"  {message}" if source in message else f"  {source}: {message}", err=True)
        raise SystemExit(PARTLY_READ if used else self.found[0][1].exit_code)


def workers_options(command: Command) -> Command:
    """--workers and --cluster, for what extracts."""
    command = click.option(
        "--cluster",
        metavar="ADDRESS",
        help="Extract on a Dask cluster, whose scheduler is at ADDRESS (tcp://host:8786); the result is the same.",
    )(command)
    return click.option(
        "--workers",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        metavar="N",
        help="Extract in so many processes; the result is the same.",
    )(command)


def read_articles(
    sources: Sequence[str], *, language: str | None, published: str | None, title: str | None
) -> Iterator[Article | Failure]:
    """The articles of ``sources`` one by one, and in its place what cannot be read."""
    from peoplekg.reading import read

    unread: list[Failure] = []
    for article in read(sources, language=language, published=published, title=title, on_failure=unread.append):
        yield from unread
        unread.clear()
        yield article
    yield from unread


def show(
    rows: Iterable[Row], columns: Sequence[str], form: Format, *, below: Sequence[str] = (), empty: str = ""
) -> int:
    """Prints rows in a format; says ``empty`` on standard error when there are none. Returns how many there were."""
    rows = list(rows)
    terminal = sys.stdout.isatty()
    colour = terminal and not os.environ.get("NO_COLOR")
    text = render(rows, columns, form, below=below, width=_width() if terminal else _PAGE, colour=colour)
    click.echo(text, nl=False, color=colour)
    if not rows and empty:
        settings().say(empty)
    return len(rows)


def _width() -> int:
    """The columns of the terminal, within what is good to read."""
    try:
        return max(40, min(os.get_terminal_size(sys.stdout.fileno()).columns, 120))
    except OSError:
        return _PAGE


def write(data: bytes, output: Path | None) -> None:
    """Data to a file or to standard output, byte for byte."""
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise WrongArgument(f"cannot write {output}: {error.strerror}; give another file with --output") from error


@contextmanager
def progress(
    items: Iterable[Any], label: str, *, length: int | None = None, beside_output: bool = False
) -> Iterator[Iterable[Any]]:
    """``items`` with a progress bar on standard error when that is a terminal and the user wants to hear anything.

    ``beside_output`` says that results are printed meanwhile: then no bar when they go to the terminal too.
    """
    if settings().verbosity < 0 or not sys.stderr.isatty() or (beside_output and sys.stdout.isatty()):
        yield items
        return
    with click.progressbar(items, label=label, length=length, file=sys.stderr, show_pos=True) as bar:
        yield bar
