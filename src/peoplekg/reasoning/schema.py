"""What the axioms of an ontology imply about each other (the scm rules of OWL 2 RL).

The reasoner itself needs none of it, as its rules follow the axioms one step at a time; it is for whoever wants to know
all superclasses of a class. The same engine runs it, with the axioms as its data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from peoplekg.reasoning import vocabulary as v
from peoplekg.reasoning.datatypes import KNOWN, broader_datatypes
from peoplekg.reasoning.engine import Reasoner
from peoplekg.reasoning.facts import MemoryFacts
from peoplekg.reasoning.rules import Atom, Guard, Rule, RuleSet, Slot, Var

_C = [Var(f"c{i}") for i in range(4)]
_P = [Var(f"p{i}") for i in range(3)]

_SUB, _SUB_P = v.rdfs("subClassOf"), v.rdfs("subPropertyOf")
_SAME_C, _SAME_P = v.owl("equivalentClass"), v.owl("equivalentProperty")
_ON = v.owl("onProperty")
# Says that one thing is in the list of another; made here from the lists of intersections and unions.
_PART, _CHOICE = NamedNode("urn:part-of-intersection"), NamedNode("urn:choice-of-union")


def _rule(name: str, body: list[tuple[Slot, Slot, Slot]], head: tuple[Slot, Slot, Slot], *guards: Guard) -> Rule:
    return Rule(name, "", tuple(Atom(*atom) for atom in body), Atom(*head), guards)


def _closed(kind: str, sub: NamedNode, same: NamedNode) -> Iterator[Rule]:
    """Hierarchies are transitive, and both ways is the same as equivalent."""
    a, b, c, _ = _C
    yield _rule(f"scm-s{kind}", [(a, sub, b), (b, sub, c)], (a, sub, c))
    yield _rule(f"scm-eq{kind}1", [(a, same, b)], (a, sub, b))
    yield _rule(f"scm-eq{kind}1", [(a, same, b)], (b, sub, a))
    yield _rule(f"scm-eq{kind}2", [(a, sub, b), (b, sub, a)], (a, same, b), Guard("different", (a, b)))


def _rules() -> Iterator[Rule]:
    a, b, c, d = _C
    p, q, _ = _P
    yield from _closed("co", _SUB, _SAME_C)
    yield from _closed("po", _SUB_P, _SAME_P)
    for short, end in (("dom", v.rdfs("domain")), ("rng", v.rdfs("range"))):
        yield _rule(f"scm-{short}1", [(p, end, a), (a, _SUB, b)], (p, end, b))
        yield _rule(f"scm-{short}2", [(q, end, a), (p, _SUB_P, q)], (p, end, a))
    yield _rule("scm-int", [(a, _PART, b)], (a, _SUB, b))
    yield _rule("scm-uni", [(a, _CHOICE, b)], (b, _SUB, a))
    some, every, value = v.owl("someValuesFrom"), v.owl("allValuesFrom"), v.owl("hasValue")
    for short, what in (("svf", some), ("avf", every)):
        body: list[tuple[Slot, Slot, Slot]] = [(a, what, c), (a, _ON, p), (b, what, d), (b, _ON, p), (c, _SUB, d)]
        yield _rule(f"scm-{short}1", body, (a, _SUB, b))
    for short, what in (("svf2", some), ("hv", value)):
        yield _rule(
            f"scm-{short}", [(a, what, c), (a, _ON, p), (b, what, c), (b, _ON, q), (p, _SUB_P, q)], (a, _SUB, b)
        )
    yield _rule("scm-avf2", [(a, every, c), (a, _ON, p), (b, every, c), (b, _ON, q), (p, _SUB_P, q)], (b, _SUB, a))
    yield _rule("eq-sym", [(a, v.SAME_AS, b)], (b, v.SAME_AS, a))
    for kind, same in (
        (v.owl("Class"), _SAME_C),
        (v.owl("ObjectProperty"), _SAME_P),
        (v.owl("DatatypeProperty"), _SAME_P),
    ):
        # A class is equivalent to itself, hence to what is the same as it.
        yield _rule("eq-rep-o", [(a, v.TYPE, kind), (a, v.SAME_AS, b)], (a, same, b), Guard("different", (a, b)))


def schema_closure(ontology: Iterable[Triple]) -> frozenset[Triple]:
    """The axioms that follow from an ontology's axioms, its own not included.

    Reflexive ones ("a class is a subclass of itself") and those about owl:Thing and owl:Nothing are left out.

    >>> from peoplekg.reasoning.vocabulary import rdfs
    >>> a, b, c = (NamedNode(f"urn:{name}") for name in "abc")
    >>> sub = rdfs("subClassOf")
    >>> [str(t) for t in schema_closure([Triple(a, sub, b), Triple(b, sub, c)])]
    ['<urn:a> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <urn:c>']
    """
    given = list(ontology)
    reasoner = Reasoner(RuleSet(tuple(_rules())), MemoryFacts(), axioms_as_data=True)
    delta = reasoner.add([*given, *_members(given), *_datatypes(given)])
    return frozenset(t for t in delta.added if t.subject != t.object and t.predicate not in (_PART, _CHOICE, v.SAME_AS))


def _members(given: list[Triple]) -> Iterator[Triple]:
    cells = {(t.subject, t.predicate): t.object for t in given}
    for t in given:
        link = {v.owl("intersectionOf"): _PART, v.owl("unionOf"): _CHOICE}.get(t.predicate)
        head = t.object
        while link and head != v.NIL:
            item, rest = cells.get((head, v.FIRST)), cells.get((head, v.REST))  # type: ignore[arg-type]
            if item is None or rest is None:
                break
            yield Triple(t.subject, link, item)
            head = rest


def _datatypes(given: list[Triple]) -> Iterator[Triple]:
    """The hierarchy above the datatypes that the ontology names."""
    named = dict.fromkeys(t.object for t in given if isinstance(t.object, NamedNode) and t.object.value in KNOWN)
    for datatype in named:
        assert isinstance(datatype, NamedNode)
        for broader in broader_datatypes(datatype):
            yield Triple(datatype, _SUB, broader)
