"""Random ontologies and graphs for the reasoner's laws (shared by its test files)."""

from __future__ import annotations

from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from peoplekg.reasoning.vocabulary import FIRST, NIL, REST, SAME_AS, TYPE, owl, rdfs, xsd

CLASSES = [NamedNode(f"http://e/C{i}") for i in range(5)]
PROPERTIES = [NamedNode(f"http://e/p{i}") for i in range(4)]
THINGS = [NamedNode(f"http://e/{name}") for name in "abcde"]
VALUES = [Literal("1", datatype=xsd("integer")), Literal("2", datatype=xsd("integer"))]

classes = st.sampled_from(CLASSES)
properties = st.sampled_from(PROPERTIES)
things = st.sampled_from(THINGS)


class Graph:
    """Triples being built, with blank nodes numbered in order."""

    def __init__(self) -> None:
        self.triples: list[Triple] = []
        self.count = 0

    def node(self) -> BlankNode:
        self.count += 1
        return BlankNode(f"b{self.count}")

    def add(self, s, p, o) -> None:  # type: ignore[no-untyped-def]
        self.triples.append(Triple(s, p, o))

    def list(self, items):  # type: ignore[no-untyped-def]
        head = NIL
        for item in reversed(items):
            cell = self.node()
            self.add(cell, FIRST, item)
            self.add(cell, REST, head)
            head = cell
        return head

    def expression(self, pairs):  # type: ignore[no-untyped-def]
        node = self.node()
        for p, o in pairs:
            self.add(node, p, o)
        return node

    def restriction(self, prop, what, filler):  # type: ignore[no-untyped-def]
        return self.expression([(TYPE, owl("Restriction")), (owl("onProperty"), prop), (owl(what), filler)])


@st.composite
def narrow(draw, graph, depth=1):  # type: ignore[no-untyped-def]
    """A class expression that may stand on the side of the subclass."""
    kind = draw(st.sampled_from(["name", "name", "and", "or", "some", "value", "one"] if depth else ["name"]))
    match kind:
        case "and" | "or":
            parts = [draw(narrow(graph, depth - 1)) for _ in range(2)]
            return graph.expression(
                [(TYPE, owl("Class")), (owl("intersectionOf" if kind == "and" else "unionOf"), graph.list(parts))]
            )
        case "some":
            filler = draw(st.one_of(narrow(graph, depth - 1), st.just(owl("Thing"))))
            return graph.restriction(draw(properties), "someValuesFrom", filler)
        case "value":
            return graph.restriction(draw(properties), "hasValue", draw(things))
        case "one":
            return graph.expression(
                [
                    (TYPE, owl("Class")),
                    (owl("oneOf"), graph.list(draw(st.lists(things, min_size=1, max_size=2, unique=True)))),
                ]
            )
        case _:
            return draw(classes)


@st.composite
def broad(draw, graph, depth=1):  # type: ignore[no-untyped-def]
    """A class expression that may stand on the side of the superclass."""
    kind = draw(st.sampled_from(["name", "name", "and", "all", "value", "max1"] if depth else ["name"]))
    match kind:
        case "and":
            parts = [draw(broad(graph, depth - 1)) for _ in range(2)]
            return graph.expression([(TYPE, owl("Class")), (owl("intersectionOf"), graph.list(parts))])
        case "all":
            return graph.restriction(draw(properties), "allValuesFrom", draw(broad(graph, depth - 1)))
        case "value":
            return graph.restriction(draw(properties), "hasValue", draw(things))
        case "max1":
            return graph.restriction(
                draw(properties), "maxCardinality", Literal("1", datatype=xsd("nonNegativeInteger"))
            )
        case _:
            return draw(classes)


@st.composite
def ontologies(draw, equality=True):  # type: ignore[no-untyped-def]
    """A random OWL 2 RL ontology: a list of triples."""
    graph = Graph()
    kinds = [
        "sub",
        "sub",
        "subproperty",
        "domain",
        "range",
        "inverse",
        "symmetric",
        "transitive",
        "chain",
        "equivalent",
        "same-property",
    ]
    if equality:
        kinds += ["functional", "inverse-functional"]
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=7)):
        p, q = draw(properties), draw(properties)
        match kind:
            case "sub":
                a = draw(narrow(graph))
                b = draw(broad(graph)) if equality else draw(classes)
                graph.add(a, rdfs("subClassOf"), b)
            case "equivalent":
                graph.add(draw(classes), owl("equivalentClass"), draw(classes))
            case "subproperty":
                graph.add(p, rdfs("subPropertyOf"), q)
            case "same-property":
                graph.add(p, owl("equivalentProperty"), q)
            case "domain":
                graph.add(p, rdfs("domain"), draw(broad(graph, 0)))
            case "range":
                graph.add(p, rdfs("range"), draw(broad(graph, 0)))
            case "inverse":
                graph.add(p, owl("inverseOf"), q)
            case "chain":
                steps = draw(st.lists(properties, min_size=2, max_size=4))
                graph.add(p, owl("propertyChainAxiom"), graph.list(steps))
            case _:
                name = {"symmetric": "Symmetric", "transitive": "Transitive", "functional": "Functional"}.get(
                    kind, "InverseFunctional"
                )
                graph.add(p, TYPE, owl(name + "Property"))
    return graph.triples


edges = st.builds(Triple, things, properties, things)
types = st.builds(Triple, things, st.just(TYPE), classes)
values = st.builds(Triple, things, properties, st.sampled_from(VALUES))
sames = st.builds(Triple, things, st.just(SAME_AS), things)


def graphs(equality: bool = True, max_size: int = 9) -> st.SearchStrategy[list[Triple]]:
    """Random facts."""
    kinds = [edges, edges, types, *([sames] if equality else [])]
    return st.lists(st.one_of(kinds), min_size=1, max_size=max_size, unique=True)
