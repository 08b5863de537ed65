"""peoplekg why, path, cite: the reasons of what the graph says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import pyoxigraph as px

from peoplekg.commands.articles import AGAINST, locale_option
from peoplekg.commands.common import format_option, opened_store, settings, show, store_option, verbosity_options
from peoplekg.errors import NotFound

if TYPE_CHECKING:
    from peoplekg.path import Step
    from peoplekg.reasoning.proofs import Proof
    from peoplekg.render import Format, Row
    from peoplekg.store import Store


@click.command()
@click.argument("subject")
@click.argument("relation")
@click.argument("object")
@click.option(
    "--max", "most", type=click.IntRange(1, 100), default=3, show_default=True, help="So many proofs at most."
)
@format_option("text", "json", "markdown", "turtle", default="text")
@locale_option
@store_option
@verbosity_options
def why(subject: str, relation: str, object: str, most: int, form: str, locale: str) -> None:
    """Explain why something holds, down to the sentences.

    SUBJECT and OBJECT are names, RELATION a property of the ontology. When it does not hold, the
    exit code is 1, and what articles say of the two that is no fact is listed: denied, merely possible, or held back.

    \b
    Examples:
      peoplekg why "Kim Kardashian" friendOf "Ivanka Trump"
      peoplekg why "Donald Trump" "grandparent of" "Arabella Kushner" --format markdown
    """
    from peoplekg.why import why as prove
    from peoplekg.why import why_not

    with opened_store(read_only=True) as store:
        proofs = prove(store, subject, relation, object, most=most)
        click.echo(_written(store, proofs, form), nl=False)
        reasons = why_not(store, subject, object, locale) if not proofs else []
    if not proofs:
        settings().say(f"The graph does not say so: {subject} {relation} {object}.")
        for one in reasons:
            settings().say(f"  {one.reason}: {one.said.cited()}")
            for other in one.against:
                settings().say(f"    {AGAINST[locale]}: {other.cited()}")
        raise SystemExit(1)


def _written(store: Store, proofs: tuple[Proof, ...], form: str) -> str:
    from peoplekg.why import as_dict, as_quads, as_text

    if form == "json":
        return json.dumps([as_dict(store, proof) for proof in proofs], ensure_ascii=False, indent=2) + "\n"
    if form == "turtle":
        from peoplekg.export import serialize

        return serialize((quad for proof in proofs for quad in as_quads(store, proof)), "turtle").decode()
    return "\n".join(as_text(store, proof, bullets=form == "markdown") for proof in proofs)


@click.command()
@click.argument("person")
@click.argument("other")
@click.option("--max-length", type=click.IntRange(1, 20), default=6, show_default=True, help="So many steps at most.")
@click.option("--via", metavar="KINDS", help="Only ties of these kinds, e.g. friend,family; else all facts.")
@format_option()
@store_option
@verbosity_options
def path(person: str, other: str, max_length: int, via: str | None, form: Format) -> None:
    """Find the shortest chain of facts between two people.

    Exit code 1 when there is none.

    \b
    Examples:
      peoplekg path "Kim Kardashian" "Jared Kushner"
      peoplekg path kardashian kushner --via friend,family --max-length 3
    """
    from peoplekg.path import find_path, kinds

    allowed = kinds([word.strip() for word in via.split(",")] if via else [])
    with opened_store(read_only=True) as store:
        first, last = (px.NamedNode(store.find_person(name).iri) for name in (person, other))
        steps = find_path(store, first, last, longest=max_length, via=allowed)
        rows = [_step(store, number, step) for number, step in enumerate(steps or [], 1)]
    columns = (
        "step",
        "from",
        "to",
        "by",
        "how surely",
        "sources",
        "denied by",
        "sentence" if form != "json" else "support",
    )
    show(rows, columns, form, below=("sentence",))
    if steps is None:
        settings().say(f"No chain of at most {max_length} such facts joins them.")
        raise SystemExit(1)


def _step(store: Store, number: int, step: Step) -> Row:
    from peoplekg.evidence import Articles, how_surely, kind_in_words, name_of

    known = store.support(step.fact.value)
    support = Articles(store.quads).support(known.stating)
    return {
        "step": number,
        "from": name_of(store.quads, step.start),
        "to": name_of(store.quads, step.end),
        "by": _over(store, step.fact) + kind_in_words(store.quads, step.fact),
        "how surely": how_surely(support),
        "sources": known.sources,
        "denied by": known.denying or None,
        "sentence": [one.cited() for one in support],
        "support": [one.as_dict() for one in support],
    }


def _over(store: Store, fact: px.NamedNode) -> str:
    status = px.NamedNode("https://w3id.org/peoplekg/ontology#status")
    return "former " if px.Quad(fact, status, px.Literal("former")) in store.quads else ""


@click.command()
@click.argument("fact")
@store_option
@verbosity_options
def cite(fact: str) -> None:
    """Cite what states a fact, with quote and offsets.

    FACT is the IRI of a fact, as exports and `--format json` have it; pkgid: or nothing may stand for its beginning.

    \b
    Example:
      peoplekg cite friendship/1d7334fddae40c0b
    """
    from peoplekg.dossier import cite as references
    from peoplekg.evidence import Articles, counted, fact_in_words
    from peoplekg.prefixes import PREFIXES

    base = PREFIXES["pkgid"]
    node = px.NamedNode(base + fact.removeprefix("pkgid:").removeprefix(base).replace(" ", "_"))
    with opened_store(read_only=True) as store:
        known = store.support(node.value)
        if not known.stating:
            raise NotFound(f"there is no fact {fact!r}; `peoplekg query … --format json` gives the IRIs of facts")
        words = fact_in_words(store.quads, node)
        articles = Articles(store.quads)
        support = articles.support(known.stating)
        denials = [one for claim in known.denied_by for one in articles.support([claim])]
    click.echo(f"{words} — {counted(known.sources, known.denying)}")
    for reference in references(support):
        click.echo(f"  {reference}")
    for reference in references(denials):
        click.echo(f"  denied: {reference}")
