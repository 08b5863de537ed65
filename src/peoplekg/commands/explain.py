"""peoplekg why: the reasons of what the graph says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from peoplekg.commands.common import format_option, opened_store, settings, store_option, verbosity_options

if TYPE_CHECKING:
    from peoplekg.reasoning.proofs import Proof
    from peoplekg.store import Store


@click.command()
@click.argument("subject")
@click.argument("relation")
@click.argument("object")
@click.option(
    "--max", "most", type=click.IntRange(1, 100), default=3, show_default=True, help="So many proofs at most."
)
@format_option("text", "json", "markdown", "turtle", default="text")
@store_option
@verbosity_options
def why(subject: str, relation: str, object: str, most: int, form: str) -> None:
    """Explain why something holds, from the axioms down to the sentences; exit code 1 when it does not hold.

    SUBJECT and OBJECT are names, RELATION a property of the ontology.

    \b
    Examples:
      peoplekg why "Kim Kardashian" friendOf "Ivanka Trump"
      peoplekg why "Donald Trump" "grandparent of" "Arabella Kushner" --format markdown
    """
    from peoplekg.why import why as prove

    with opened_store(read_only=True) as store:
        proofs = prove(store, subject, relation, object, most=most)
        click.echo(_written(store, proofs, form), nl=False)
    if not proofs:
        settings().say(f"The graph does not say so: {subject} {relation} {object}.")
        raise SystemExit(1)


def _written(store: Store, proofs: tuple[Proof, ...], form: str) -> str:
    from peoplekg.why import as_dict, as_quads, as_text

    if form == "json":
        return json.dumps([as_dict(store, proof) for proof in proofs], ensure_ascii=False, indent=2) + "\n"
    if form == "turtle":
        from peoplekg.export import serialize

        return serialize((quad for proof in proofs for quad in as_quads(store, proof)), "turtle").decode()
    return "\n".join(as_text(store, proof, bullets=form == "markdown") for proof in proofs)
