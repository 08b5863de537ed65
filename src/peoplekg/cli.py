"""The command line: ``peoplekg COMMAND``. A command is a few lines over the library."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from peoplekg import __version__
from peoplekg.commands.common import store_option, verbosity_options
from peoplekg.errors import PeopleKGError
from peoplekg.garbage import collect_seldom

_BROKEN_PIPE = 141
_INTERRUPTED = 130

# Each command's module and name, so that only the module of the command that is run is imported.
_COMMANDS = {
    "Articles": {
        "load": "articles.load",
        "extract": "extract.extract",
        "evaluate": "evaluate.evaluate",
        "articles": "articles.articles",
        "withdraw": "articles.withdraw",
        "held-back": "articles.held_back",
        "disputed": "articles.disputed",
        "verify": "articles.verify",
    },
    "Questions": {
        "query": "query.query",
        "show": "tell.show_person",
        "timeline": "tell.timeline",
        "path": "explain.path",
        "why": "explain.why",
        "cite": "explain.cite",
        "people": "people.people",
        "stats": "articles.stats",
        "sparql": "query.sparql",
    },
    "Files": {
        "export": "exchange.export",
        "import": "exchange.import_",
        "validate": "exchange.validate",
    },
    "Judgements": {
        "same": "people.same",
        "different": "people.different",
        "authority": "authority.authority",
        "log": "articles.log",
    },
}


class Commands(click.Group):
    """A group that tells the user's errors in one message and ends with their exit code, without a trace."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the help."""
        return [name for commands in _COMMANDS.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported only now."""
        for commands in _COMMANDS.values():
            if cmd_name in commands:
                module, _, name = commands[cmd_name].partition(".")
                command: click.Command = getattr(import_module(f"peoplekg.commands.{module}"), name)
                return command
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under headings."""
        for heading, commands in _COMMANDS.items():
            with formatter.section(heading):
                found = ((name, self.get_command(ctx, name)) for name in commands)
                formatter.write_dl([(name, command.get_short_help_str(60)) for name, command in found if command])

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command."""
        collect_seldom()
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
