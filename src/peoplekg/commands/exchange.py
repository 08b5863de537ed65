"""Graphs out of the store and into it, and checks against the shapes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
import pyoxigraph as px

from peoplekg.commands.articles import locale_option
from peoplekg.commands.common import (
    format_option,
    opened_store,
    output_option,
    settings,
    show,
    store_option,
    verbosity_options,
    write,
)
from peoplekg.export import FORMATS, SUFFIXES

_OF_ARTICLES = "<https://w3id.org/peoplekg/id/article/"

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from peoplekg.export import Format
    from peoplekg.render import Row
    from peoplekg.store import LoadReport, Selection
    from peoplekg.validation import Engine, Result


@click.command()
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), help="Default: by the output's name, else turtle.")
@click.option("--asserted", is_flag=True, help="The facts that articles state.")
@click.option("--inferred", is_flag=True, help="What follows from them.")
@click.option("--with-evidence", is_flag=True, help="Also articles, claims and quotes, and who was judged the same.")
@click.option("--person", metavar="NAME", help="Only what concerns this person.")
@output_option
@store_option
@verbosity_options
def export(
    form: Format | None, asserted: bool, inferred: bool, with_evidence: bool, person: str | None, output: Path | None
) -> None:
    """Write the graph as an RDF file.

    It holds the facts and what follows from them, unless you choose. The same
    graph gives the same bytes. Turtle, N-Triples and RDF/XML have no graphs: there, all lies together.

    \b
    Examples:
      peoplekg export --format turtle -o graph.ttl
      peoplekg export --with-evidence -o everything.trig
      peoplekg export --person "Kim Kardashian" --asserted
    """
    from peoplekg.export import serialize

    chosen: list[Selection] = []
    chosen += ["asserted"] if asserted or not inferred else []
    chosen += ["inferred"] if inferred or not asserted else []
    chosen += ["evidence", "judgements"] if with_evidence else []
    with opened_store(read_only=True) as store:
        whose = store.find_person(person).iri if person else None
        quads = store.export(*chosen, person=whose)
        # Without the articles, what reasoning says of their claims would stand there without the claims.
        kept = quads if with_evidence else (quad for quad in quads if not str(quad.subject).startswith(_OF_ARTICLES))
        data = serialize(kept, form or _by_name(output))
    write(data, output)
    if output is not None:
        settings().say(f"{output}: written")


def _by_name(output: Path | None) -> Format:
    return SUFFIXES.get(output.suffix.lower(), "turtle") if output is not None else "turtle"


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@store_option
@verbosity_options
def import_(file: Path) -> None:
    """Take back a file that was exported with evidence, or bring another store.

    The articles in it are loaded with their claims, just as when they were read; the facts, and what follows from
    them, are worked out anew. A store (a folder) that is brought to a server which has none of ours gets there as it
    is, much sooner.

    \b
    Examples:
      peoplekg import everything.trig
      peoplekg --store https://example.org/sparql import ~/archive-store
    """
    for report in _taken_over(file):
        click.echo(f"{report.article}: {report.outcome}")


def _taken_over(file: Path) -> Iterator[LoadReport]:
    if file.is_dir():
        from peoplekg.store import Store
        from peoplekg.store.bringing import bring

        with Store.open(file, read_only=True) as other:
            yield from bring(other, settings().store)
    else:
        with opened_store() as store:
            yield from store.import_rdf(file)


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@click.option("--engine", type=click.Choice(["pyshifty", "pyshacl"]), default="pyshifty", show_default=True)
@locale_option
@format_option("table", "json", "turtle")
@output_option
@store_option
@verbosity_options
def validate(file: Path | None, engine: str, locale: str, form: str, output: Path | None) -> None:
    """Check the graph, or any RDF file, against the shapes.

    Exit code 0 when it conforms and 1 when not. As turtle it prints the SHACL report.

    \b
    Examples:
      peoplekg validate
      peoplekg validate graph.ttl --format turtle
    """
    from peoplekg import validation

    if file is None:
        with opened_store(read_only=True) as store:
            results = validation.validate(store.export("asserted"), engine=cast("Engine", engine))
            rows = [_row(store.quads, result, locale) for result in results]
    else:
        quads = validation.read_rdf(file)
        results = validation.validate(quads, engine=cast("Engine", engine))
        whole = _as_one_graph(quads)
        rows = [_row(whole, result, locale) for result in results]
    if form == "turtle":
        write(validation.report_turtle(results).encode(), output)
    else:
        node = ("node",) if form == "json" else ()
        columns = ("severity", "rule", "about", *node, "value", "message", "sentence")
        show(rows, columns, cast("Any", form), below=("message", "sentence"))
    violations = [result for result in results if result.severity == "Violation"]
    if not results:
        settings().say("It conforms to the shapes.")
    if violations:
        raise SystemExit(1)


def _as_one_graph(quads: Iterable[Quad]) -> px.Store:
    """The quads of a file with what their graphs say in the default graph too, where names are looked up."""
    store = px.Store()
    store.extend(quad for found in quads for quad in (found, px.Quad(found.subject, found.predicate, found.object)))
    return store


def _row(quads: px.Store, result: Result, locale: str) -> Row:
    from peoplekg.evidence import support_of

    support = [one for node in result.nodes() for one in support_of(quads, node)]
    return {
        "severity": result.severity,
        "rule": result.shape.value.rpartition("#")[2].rpartition("/")[2],
        "about": _named(quads, result.focus, locale),
        "node": str(result.focus),
        "value": _named(quads, result.value, locale) if result.value is not None else None,
        "message": result.message.get(locale) or result.message.get("en"),
        "sentence": list(dict.fromkeys(one.cited() for one in support)),
    }


def _named(quads: px.Store, term: object, locale: str) -> str:
    """A node by its name, or as a fact in words; what the graph says nothing of by the last part of its IRI."""
    from peoplekg.evidence import fact_in_words, name_of
    from peoplekg.graph import decode

    if isinstance(term, px.Literal):
        return term.value
    if not isinstance(term, px.NamedNode):
        return _NAMELESS[locale]
    words = fact_in_words(quads, term, locale)
    if words == ": ":
        return name_of(quads, term) or decode(re.split("[/#]", term.value)[-1])
    # A fact about nobody with a name can only be found by its IRI.
    return name_of(quads, term) or (f"{words}<{term.value}>" if words.endswith(": ") else words)


_NAMELESS = {"en": "something without a name", "it": "qualcosa senza nome"}
