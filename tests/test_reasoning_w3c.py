"""The W3C's test cases for OWL 2 RL, where their folder lies beside the checkout.

A case is decided when its conclusion follows (or does not, for a non-conclusion). Forward chaining over individuals
cannot decide all: the tables below name the others and say why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, RdfFormat, Triple, parse

from peoplekg.reasoning import MemoryFacts, Reasoner, ReasoningError, compile_rules, is_axiom
from peoplekg.reasoning.schema import schema_closure
from peoplekg.reasoning.vocabulary import TYPE, owl

SUITE = Path(__file__).resolve().parents[2] / "shared" / "w3c" / "owl2-rl"
pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C's OWL 2 cases are not beside the checkout")

# Conclusions that follow by the semantics but by no rule that runs forward.
BEYOND_RULES = {
    "chain2trans1": "concludes an axiom (a transitive property) from a chain; OWL 2 RL has no rule for that",
    "disjointclasses-001": "concludes membership in a complement, an expression that the premises do not contain",
    "disjointclasses-003": "concludes membership in complements, expressions that the premises do not contain",
    "new-feature-disjointdataproperties-002": "concludes differences from disjoint properties; no rule of OWL 2 RL",
    "new-feature-disjointobjectproperties-001": "concludes a difference from disjoint properties; no rule of OWL 2 RL",
    "new-feature-disjointobjectproperties-002": "concludes differences from disjoint properties; no rule of OWL 2 RL",
    "new-feature-objectqcr-002": "concludes membership in a complement, an expression that the premises do not contain",
    "webont-i5-26-010": "concludes that a restriction exists of which the premises say nothing",
    "webont-i5-5-005": "concludes that a union exists of which the premises say nothing",
    "webont-i5-8-008": "concludes a range by intersecting the value spaces of two datatypes",
    "webont-i5-8-009": "concludes a range by intersecting the value spaces of two datatypes",
    "webont-i5-8-011": "concludes that xsd:integer and xsd:string are datatypes, from nothing",
}
# Premises with an axiom that OWL 2 RL does not allow where it stands: the compiler says so.
REFUSED = {
    "new-feature-keys-007": "someValuesFrom",
    "new-feature-reflexiveproperty-001": "ReflexiveProperty",
    "webont-description-logic-209": "someValuesFrom",
    "webont-equivalentclass-005": "cardinality",
    "webont-i5-8-005": "cardinality",
    "webont-somevaluesfrom-002": "someValuesFrom",
}
# Said not to follow in the suite, yet it does by the rule cax-eqc1 of OWL 2 RL itself.
FOLLOWS_ALL_THE_SAME = {"webont-ontology-003"}


def load(path: Path) -> list[Triple]:
    return [quad.triple for quad in parse(path=str(path), format=RdfFormat.RDF_XML, base_iri="http://example.org/")]


def cases(kind: str) -> list[str]:
    return sorted(folder.name for folder in (SUITE / kind).iterdir()) if SUITE.is_dir() else []


def premises(folder: Path) -> list[Triple]:
    triples = load(folder / "premise.rdf")
    if any(t.predicate == owl("imports") for t in triples):
        triples += [t for path in sorted((SUITE / "imports").iterdir()) for t in load(path)]
    return triples


def reason(triples: list[Triple]) -> tuple[set[Triple], tuple[object, ...]]:
    """All that follows from a mixed bag of axioms and facts, and the contradictions."""
    rules = compile_rules(triples)
    facts = [*rules.facts, *(t for t in triples if not is_axiom(t))]
    delta = Reasoner(replace(rules, facts=()), MemoryFacts()).add(dict.fromkeys(facts))
    return {*triples, *facts, *delta.added, *schema_closure(triples)}, delta.contradictions


def follows(wanted: list[Triple], known: Iterable[Triple]) -> bool:
    """Whether the wanted triples are among the known ones, their blank nodes standing for anything."""
    everything = list(known)

    def extend(i: int, bound: dict[BlankNode, object]) -> Iterator[dict[BlankNode, object]]:
        if i == len(wanted):
            yield bound
            return
        for triple in everything:
            more = dict(bound)
            if all(
                more.setdefault(part, other) == other if isinstance(part, BlankNode) else part == other
                for part, other in zip(wanted[i], triple, strict=True)
            ):
                yield from extend(i + 1, more)

    return next(extend(0, {}), None) is not None


def conclusion(folder: Path, name: str) -> list[Triple]:
    triples = load(folder / name)
    return [t for t in triples if (t.predicate, t.object) != (TYPE, owl("Ontology"))]


@pytest.mark.parametrize("name", cases("cases"))
def test_what_should_follow_follows_and_nothing_else(name: str) -> None:
    folder = SUITE / "cases" / name
    if name in REFUSED:
        with pytest.raises(ReasoningError, match=REFUSED[name]):
            reason(premises(folder))
        return
    known, contradictions = reason(premises(folder))
    assert not contradictions
    if (folder / "conclusion.rdf").exists():
        assert follows(conclusion(folder, "conclusion.rdf"), known) == (name not in BEYOND_RULES)
    else:
        assert follows(conclusion(folder, "non-conclusion.rdf"), known) == (name in FOLLOWS_ALL_THE_SAME)


@pytest.mark.parametrize("name", cases("inconsistent"))
def test_contradictions_are_found(name: str) -> None:
    _, contradictions = reason(premises(SUITE / "inconsistent" / name))
    assert contradictions


def test_the_tables_name_real_cases() -> None:
    assert {*BEYOND_RULES, *REFUSED, *FOLLOWS_ALL_THE_SAME} <= set(cases("cases"))
    assert len(cases("cases")) == 50
