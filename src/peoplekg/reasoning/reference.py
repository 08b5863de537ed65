"""owlrl, the reference to check the rule engine against; slow, whole-graph, and imported only when asked for."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from peoplekg.reasoning.compiler import is_axiom
from peoplekg.reasoning.rules import Term
from peoplekg.reasoning.vocabulary import OWL, RDF, RDFS, SAME_AS, TYPE, XSD


def closure(ontology: Iterable[Triple], facts: Iterable[Triple]) -> tuple[frozenset[Triple], tuple[str, ...]]:
    """All triples about individuals that owlrl draws from ontology and facts, the facts included, and its errors.

    Left out is what says nothing of individuals: schema triples, types that are anonymous classes, datatypes or terms
    of the RDF, RDFS and OWL vocabularies (owl:Thing), all that has a literal as its subject, and ``x owl:sameAs x``.
    """
    import owlrl
    import rdflib

    graph = rdflib.Graph()
    names: dict[rdflib.term.Node, Term] = {}

    def node(term: Term) -> rdflib.term.Node:
        made: rdflib.term.Node
        match term:
            case NamedNode():
                made = rdflib.URIRef(term.value)
            case BlankNode():
                made = rdflib.BNode(term.value)
            case Literal():
                language = term.language
                made = rdflib.Literal(
                    term.value,
                    lang=language,
                    datatype=None if language else rdflib.URIRef(term.datatype.value),
                    normalize=False,
                )
            case _:
                raise TypeError(f"owlrl knows no quoted triples: {term}")
        names[made] = term
        return made

    ontology = list(ontology)
    for s, p, o in (*ontology, *facts):
        graph.add((node(s), node(p), node(o)))
    engine = owlrl.OWLRL_Semantics(graph, axioms=False, daxioms=False)
    engine.closure()
    anonymous = {t.subject for t in ontology if isinstance(t.subject, BlankNode)}
    found: set[Triple] = set()
    for nodes in graph:
        s, p, o = (names.get(part) or _named(part) for part in nodes)
        if s is None or o is None or not isinstance(p, NamedNode) or isinstance(s, Literal | Triple):
            continue
        triple = Triple(s, p, o)
        if _about_individuals(triple) and o not in anonymous and s not in anonymous:
            found.add(triple)
    return frozenset(found), tuple(sorted(engine.error_messages))


def _named(part: object) -> NamedNode | None:
    import rdflib

    return NamedNode(str(part)) if isinstance(part, rdflib.URIRef) else None


def _about_individuals(triple: Triple) -> bool:
    s, p, o = triple
    if is_axiom(triple) or (p == SAME_AS and s == o) or (isinstance(s, NamedNode) and _is_vocabulary(s)):
        return False
    return not (p == TYPE and isinstance(o, NamedNode) and _is_vocabulary(o))


def _is_vocabulary(term: NamedNode) -> bool:
    return term.value.startswith((RDF, RDFS, OWL, XSD))
