"""The command line: ``peoplekg COMMAND``. A command is a few lines over the library."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from peoplekg import __version__
from peoplekg.commands.articles import articles, held_back, load, log, stats, verify, withdraw
from peoplekg.commands.common import store_option, verbosity_options
from peoplekg.commands.exchange import export, import_, validate
from peoplekg.commands.explain import cite, path, why
from peoplekg.commands.extract import extract
from peoplekg.commands.people import different, people, same
from peoplekg.commands.query import query, sparql
from peoplekg.commands.tell import show_person, timeline
from peoplekg.errors import PeopleKGError

_BROKEN_PIPE = 141
_INTERRUPTED = 130


class Commands(click.Group):
    """A group that tells the user's errors in one message and ends with their exit code, without a trace."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under headings, those first that come first."""
        for heading, commands in _COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(str(command.name), command.get_short_help_str(60)) for command in commands])

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command."""
        try:
            return super().invoke(ctx)
        except PeopleKGError as error:
            click.echo(f"peoplekg: {error}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # Whoever read our output has enough; nothing may be flushed into the closed pipe at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(_BROKEN_PIPE)
        except KeyboardInterrupt:
            click.echo("peoplekg: interrupted", err=True)
            ctx.exit(_INTERRUPTED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="peoplekg")
@store_option
@verbosity_options
def main() -> None:
    """Turn news articles about public figures into a knowledge graph that shows its evidence.

    \b
    Start with:
      peoplekg load article.txt
      peoplekg query friends-of "Kim Kardashian"
      peoplekg export --format turtle -o graph.ttl
    """


_COMMANDS = {
    "Articles": (load, extract, articles, withdraw, held_back, verify),
    "Questions": (query, show_person, timeline, path, why, cite, people, stats, sparql),
    "Files": (export, import_, validate),
    "Judgements": (same, different, log),
}
for _group in _COMMANDS.values():
    for _command in _group:
        main.add_command(_command)
