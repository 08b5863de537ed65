"""peoplekg query, peoplekg sparql: asking the graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from peoplekg import queries
from peoplekg.commands.common import (
    format_option,
    on_option,
    opened_store,
    output_option,
    settings,
    show,
    store_option,
    verbosity_options,
    write,
)
from peoplekg.errors import PeopleKGError, UnreadableInput
from peoplekg.render import render

if TYPE_CHECKING:
    from peoplekg.render import Format


_FIRST_WORDS = [["SELECT"], ["ASK"], ["CONSTRUCT"], ["DESCRIBE"], ["PREFIX"], ["BASE"]]


class CannedQueries(click.Group):
    """The subcommands are the .rq files; only the one that is asked for is read."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the queries."""
        return queries.names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command made from a query's header. Raises WrongArgument when there is no such query."""
        if ctx.resilient_parsing and cmd_name not in queries.names():
            return None
        return _command(queries.find(cmd_name))


@click.group(cls=CannedQueries, invoke_without_command=True, subcommand_metavar="QUERY [NAME]...")
@store_option
@verbosity_options
@click.pass_context
def query(context: click.Context) -> None:
    """Ask a canned query; without one, list them with examples.

    Names are as you type them: case, accents and a missing middle name do not matter, and a first name or surname
    is enough when it is unique.

    \b
    Examples:
      peoplekg query
      peoplekg query friends-of "Kim Kardashian"
      peoplekg query family-of kardashian --format markdown
    """
    if context.invoked_subcommand is None:
        for name in queries.names():
            found = queries.find(name)
            click.echo(f"{name}: {found.summary}\n    {found.example}")


def _command(canned: queries.Query) -> click.Command:
    def ask(form: Format, on: str | None, limit: int | None, **arguments: str) -> None:
        with opened_store(read_only=True) as store:
            answer = queries.ask(store, canned, arguments, on=on, limit=limit)
        # Programs get each sentence with all that is known of it.
        columns = list(answer.columns)
        if form == "json" and "sentence" in columns:
            columns[columns.index("sentence") :] = ["facts", "support", "denials", "history"]
        if not show(answer.rows, columns, form, below=("sentence",)):
            settings().say(
                f"Nothing is known that held on {on}; without --on you see what is known now."
                if on
                else "Nothing is known of that here; `peoplekg articles` lists what was loaded."
            )
            raise SystemExit(1)
        if answer.left_out:
            total = len(answer.rows) + answer.left_out
            settings().say(f"These are the first {len(answer.rows)} of {total} rows; without --limit you see all.")

    command = click.Command(
        canned.name,
        callback=ask,
        params=[_argument(parameter) for parameter in canned.parameters],
        help="\n\n".join(filter(None, (f"{canned.summary}.", *canned.notes, _arguments(canned), _example(canned)))),
        short_help=f"{canned.summary}.",
    )
    limited = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N rows only.")
    return verbosity_options(store_option(format_option()(on_option(limited(command)))))


def _argument(parameter: queries.Parameter) -> click.Argument:
    complete = _people_beginning_with if parameter.kind == "person" else None
    return click.Argument([parameter.name], metavar=parameter.name.upper(), shell_complete=complete)


def _arguments(canned: queries.Query) -> str:
    lines = [f"  {parameter.name.upper()}: {parameter.help}" for parameter in canned.parameters]
    return "\n".join(["\b", *lines]) if lines else ""


def _example(canned: queries.Query) -> str:
    return f"\b\nExample:\n  {canned.example}"


def _people_beginning_with(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The names that complete what is typed; completion must never fail, so trouble with the store means none."""
    try:
        with context.scope(cleanup=False), opened_store(read_only=True) as store:
            # Shells split completions at spaces; a name is found with underscores too.
            return [person.name.replace(" ", "_") for person in store.people(incomplete)][:50]
    except PeopleKGError:
        return []


@click.command()
@click.argument("query", metavar="QUERY|FILE")
@format_option()
@output_option
@store_option
@verbosity_options
def sparql(query: str, form: Format, output: Path | None) -> None:
    """Run any SPARQL query.

    QUERY is its text, a file that holds it, or - for standard input.

    The default graph holds the merged facts and what follows from them; the latter alone lie in
    <https://w3id.org/peoplekg/id/graph/inferred>, and the claims of each article in a graph of its own.
    The usual prefixes need no declaration. SELECT and ASK print rows, CONSTRUCT and DESCRIBE print Turtle.

    \b
    Examples:
      peoplekg sparql "SELECT ?name { ?p a pkg:Person ; rdfs:label ?name } ORDER BY ?name"
      peoplekg sparql question.rq --format csv
    """
    with opened_store(read_only=True) as store:
        answer = queries.run(store, _sparql_text(query))
        if isinstance(answer, bytes):
            write(answer, output)
            return
        rows, columns = answer.rows, answer.columns
    if output is None:
        show(rows, columns, form)
    else:
        write(render(rows, columns, form).encode(), output)


def _sparql_text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    if any(c in query for c in "{}\n") or query.split(maxsplit=1)[:1] in _FIRST_WORDS:
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except OSError as error:
        raise UnreadableInput(
            f"{query}: {error.strerror}; give a SPARQL query in quotes, or a file that holds one"
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{query} is not UTF-8 text; give a file that holds a SPARQL query") from error
