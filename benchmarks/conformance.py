"""How many of the W3C's OWL 2 RL cases each reasoner decides rightly: ``python -m benchmarks.conformance``.

The cases lie in a folder ``shared/w3c`` beside the checkout. A case with a conclusion is decided rightly when that
follows, one with a non-conclusion when that does not follow, an inconsistent one when the reasoner says so. A reasoner
that refuses the premises, or fails on them, does not decide the case. Which cases ours leaves undecided, and why, is in
``tests/test_reasoning_w3c.py``.
"""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pyoxigraph import BlankNode, RdfFormat, Triple, parse, serialize

from benchmarks.measuring import Cell, Table
from peoplekg.reasoning import MemoryFacts, Reasoner, ReasoningError, compile_rules, is_axiom
from peoplekg.reasoning.schema import schema_closure
from peoplekg.reasoning.vocabulary import TYPE, owl

SUITE = Path(__file__).resolve().parents[2] / "shared" / "w3c" / "owl2-rl"
_BASE = "http://example.org/"

Closure = tuple[set[Triple], bool]
"""What is known in the end, and whether the reasoner says that the premises are inconsistent."""


class Undecided(Exception):
    """A reasoner refused the premises, or failed."""


def ours(triples: list[Triple]) -> Closure:
    """By rules compiled from the axioms among the premises."""
    try:
        rules = compile_rules(triples)
    except ReasoningError as error:
        raise Undecided from error
    facts = [*rules.facts, *(triple for triple in triples if not is_axiom(triple))]
    delta = Reasoner(replace(rules, facts=()), MemoryFacts()).add(dict.fromkeys(facts))
    return {*triples, *facts, *delta.added, *schema_closure(triples)}, bool(delta.contradictions)


def owlrl(triples: list[Triple]) -> Closure:
    """By owlrl, with the axioms about the vocabulary and the datatypes."""
    import rdflib
    from owlrl import OWLRL_Semantics

    graph = rdflib.Graph()
    graph.parse(serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    engine = OWLRL_Semantics(graph, axioms=True, daxioms=True)
    try:
        engine.closure()
    except Exception as error:
        raise Undecided from error
    return _of_rdflib(graph), bool(engine.error_messages)


def reasonable(triples: list[Triple]) -> Closure:
    """By `reasonable`, which does not say that premises are inconsistent."""
    import reasonable as engine

    reasoner = engine.PyReasoner()
    with tempfile.NamedTemporaryFile(suffix=".ttl") as file:
        serialize(triples, file.name, format=RdfFormat.N_TRIPLES)
        try:
            reasoner.load_file(file.name)
            return {*triples, *_of_rdflib(reasoner.reason())}, False
        except Exception as error:
            raise Undecided from error


def _of_rdflib(triples: Iterable[tuple[object, object, object]]) -> set[Triple]:
    """Triples of rdflib that RDF 1.1 allows, as ours."""
    lines = (" ".join(part.n3() for part in triple) + " ." for triple in triples)  # type: ignore[attr-defined]
    found: set[Triple] = set()
    for line in lines:
        try:
            found.update(quad.triple for quad in parse(line, format=RdfFormat.N_TRIPLES))
        except SyntaxError:  # a literal for a subject, which some rules give
            continue
    return found


def load(path: Path) -> list[Triple]:
    """The triples of a file of the suite."""
    return [quad.triple for quad in parse(path=str(path), format=RdfFormat.RDF_XML, base_iri=_BASE)]


def conclusion(path: Path) -> list[Triple]:
    """What a file of the suite concludes, but for the naming of the ontology."""
    return [triple for triple in load(path) if (triple.predicate, triple.object) != (TYPE, owl("Ontology"))]


def follows(wanted: list[Triple], known: set[Triple]) -> bool:
    """Whether the wanted triples are among the known ones, their blank nodes standing for anything."""

    def extend(at: int, bound: dict[BlankNode, object]) -> Iterator[None]:
        if at == len(wanted):
            yield None
            return
        for triple in known:
            more = dict(bound)
            pairs = zip(wanted[at], triple, strict=True)
            if all(more.setdefault(a, b) == b if isinstance(a, BlankNode) else a == b for a, b in pairs):
                yield from extend(at + 1, more)

    return any(True for _ in extend(0, {}))


def _decides(reason: Callable[[list[Triple]], Closure], folder: Path) -> bool:
    premises = load(folder / "premise.rdf")
    if any(triple.predicate == owl("imports") for triple in premises):
        premises += [triple for path in sorted((SUITE / "imports").iterdir()) for triple in load(path)]
    try:
        known, inconsistent = reason(premises)
    except Undecided:
        return False
    if folder.parent.name == "inconsistent":
        return inconsistent
    wanted = folder / "conclusion.rdf"
    if wanted.exists():
        return not inconsistent and follows(conclusion(wanted), known)
    return not inconsistent and not follows(conclusion(folder / "non-conclusion.rdf"), known)


def tables() -> list[Table]:
    """How many cases each reasoner that is installed decides; nothing where the suite is not beside the checkout."""
    if not SUITE.is_dir():
        return []
    reasoners = {"ours": ours, "owlrl": owlrl}
    if importlib.util.find_spec("reasonable") is not None:
        reasoners["reasonable"] = reasonable
    folders = [sorted((SUITE / kind).iterdir()) for kind in ("cases", "inconsistent")]
    rows: list[tuple[Cell, ...]] = [
        (name, *(sum(_decides(reason, folder) for folder in some) for some in folders))
        for name, reason in reasoners.items()
    ]
    columns = ("reasoner", f"of {len(folders[0])} entailments", f"of {len(folders[1])} inconsistencies")
    note = "The W3C's cases for OWL 2 RL that each decides as the suite does. A premise that is refused is not decided."
    return [Table("Conformance", columns, tuple(rows), (note,))]


if __name__ == "__main__":
    for table in tables():
        print(table.text())
