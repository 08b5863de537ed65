"""What cannot stand in the merged graph: facts that break a shape, and triples that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

import pyoxigraph as px

from peoplekg.graph import BASE, LABEL
from peoplekg.ontology import NAMESPACE, schema, term
from peoplekg.reasoning import Contradiction, Reasoner, RuleSet, StoreFacts, compile_rules
from peoplekg.reasoning.proofs import Proof
from peoplekg.resources import resource
from peoplekg.store.changes import Changes, Graph, Subject, Term, in_graph
from peoplekg.store.facts import Changed, described, voice
from peoplekg.store.reports import Engine as Engine
from peoplekg.store.reports import Problem
from peoplekg.store.terms import INFERRED, MERGED, TYPE

if TYPE_CHECKING:
    from peoplekg.validation import Engine as ShaclEngine
    from peoplekg.validation import Result

_PART_OF = term("partOf")
_PROOFS = 3
"""So many proofs of each side of a contradiction are looked at."""


@dataclass(frozen=True, slots=True)
class Inference:
    """What a change does to the inferred triples, and the contradictions in it."""

    added: Sequence[px.Triple] = ()
    removed: Sequence[px.Triple] = ()
    contradictions: Sequence[Contradiction] = ()


class _Readable:
    """Pending changes in the form in which the reasoner reads a store."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes

    def quads_for_pattern(
        self, subject: Subject | None, predicate: px.NamedNode | None, object: Term | None, graph: Graph | None = None
    ) -> Iterator[px.Quad]:
        return self._changes.match(subject, predicate, object, graph)

    def __contains__(self, quad: px.Quad) -> bool:
        return self._changes.has(quad)


@cache
def rules() -> RuleSet:
    """The ontology's axioms as rules."""
    return compile_rules(ontology())


@cache
def ontology() -> tuple[px.Triple, ...]:
    """The triples of the ontology."""
    path = resource("ontology/peoplekg.ttl")
    return tuple(quad.triple for quad in px.parse(path=str(path), format=px.RdfFormat.TURTLE))


def facts_of(changes: Changes) -> StoreFacts:
    """The merged and the inferred graph, with pending changes, as the reasoner reads them."""
    return StoreFacts(_Readable(changes), INFERRED)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def reasoner_over(store: px.Store) -> Reasoner:
    """The reasoner for the store that is being written; kept, as it takes a while to make."""
    return Reasoner(rules(), StoreFacts(store, INFERRED))


def infer(changes: Changes, engine: Engine = "fast") -> Inference:
    """Brings the inferred graph in step with the merged graph; gives what came, what went and what contradicts."""
    changes.undo(INFERRED)
    delta = reasoner_over(changes.base).change(
        add=[quad.triple for quad in changes.added if quad.graph_name == MERGED],
        remove=[quad.triple for quad in changes.removed if quad.graph_name == MERGED],
    )
    made = Inference(list(delta.added), list(delta.removed), delta.contradictions)
    if engine == "reference":
        made = _reference(changes, delta.contradictions)
    changes.remove_all(in_graph(made.removed, INFERRED))
    changes.add_all(in_graph(made.added, INFERRED))
    return made


def _reference(changes: Changes, contradictions: Sequence[Contradiction]) -> Inference:
    """The same as the reference engine has it, which reads the whole graph; it names no premises of contradictions."""
    from peoplekg.reasoning.reference import closure

    asserted = {quad.triple for quad in changes.match(None, None, None, MERGED)}
    before = {quad.triple for quad in changes.match(None, None, None, INFERRED)}
    axioms = ontology()
    now = closure(axioms, asserted)[0] - asserted - closure(axioms, ())[0]
    added, removed = sorted(now - before, key=str), sorted(before - now, key=str)
    return Inference(added, removed, contradictions)


def contradictions(changes: Changes, found: Sequence[Contradiction]) -> list[Problem]:
    """Contradictions with the facts that they follow from: one problem for each set of facts that proves both sides."""
    if not found:
        return []  # a reasoner takes a while to make
    reasoner = Reasoner(rules(), facts_of(changes))
    problems = []
    for one in found:
        ways = [_ways(changes, reasoner, premise) for premise in one.premises]
        for together in sorted({frozenset[px.NamedNode]().union(*way) for way in product(*ways)}, key=_sorted):
            problems.append(Problem(one.rule, _in_words(one), _sorted(together), is_contradiction=True))
    return problems


def _ways(changes: Changes, reasoner: Reasoner, triple: px.Triple) -> list[frozenset[px.NamedNode]]:
    """The sets of facts that a triple follows from, each enough by itself."""
    ways = [
        frozenset(fact for leaf in proof.leaves if (fact := _fact_at(changes, leaf.subject)) is not None)
        for proof in reasoner.explain(triple, max_proofs=_PROOFS)
    ]
    return sorted(set(ways), key=_sorted) or [frozenset()]


def _sorted(facts: Iterable[px.NamedNode]) -> tuple[px.NamedNode, ...]:
    return tuple(sorted(facts, key=str))


def _fact_at(changes: Changes, node: object) -> px.NamedNode | None:
    """The fact that a node is, or is a pair of; None if it is neither."""
    if not isinstance(node, px.NamedNode) or voice(changes, node) is None:
        return None
    wholes = (quad.object for quad in changes.match(node, _PART_OF, None, MERGED))
    return next((whole for whole in wholes if isinstance(whole, px.NamedNode)), node)


_BROKEN = {
    "prp-irp": ("nobody can be “{0}” themselves", "nessuno può essere «{0}» se stesso"),
    "prp-asyp": ("two people cannot each be “{0}” the other", "due persone non possono essere ciascuna «{0}» l'altra"),
    "prp-pdw": ("nobody is both “{0}” and “{1}” the same person", "nessuno è sia «{0}» sia «{1}» la stessa persona"),
    "cax-dw": ("nothing can be both “{0}” and “{1}”", "niente può essere insieme «{0}» e «{1}»"),
}
_OTHERWISE = ("these contradict each other: {0}", "questi si contraddicono: {0}")


def _in_words(contradiction: Contradiction) -> dict[str, str]:
    """The axiom that is broken, in words. No names of people: those are in the sentences on both sides."""
    terms = [px.NamedNode(iri) for iri in _TERM.findall(contradiction.axiom)]
    found = {}
    for position, language in enumerate(("en", "it")):
        labels = [schema().label(one, language) for one in terms]
        template = _BROKEN.get(contradiction.rule, _OTHERWISE)[position]
        if template.count("{") == len(labels):
            found[language] = template.format(*labels)
        else:
            found[language] = _OTHERWISE[position].format(", ".join(labels) or contradiction.rule)
    return found


_TERM = re.compile(re.escape(NAMESPACE) + r"\w+")


def leaves(changes: Changes, triples: Iterable[px.Triple]) -> list[px.NamedNode]:
    """The facts that triples follow from by one proof each, in a fixed order."""
    reasoner = Reasoner(rules(), facts_of(changes))
    found: dict[px.NamedNode, None] = {}
    for triple in sorted(triples, key=str):
        for proof in reasoner.explain(triple, max_proofs=1):
            nodes = (_fact_at(changes, leaf.subject) for leaf in proof.leaves)
            found.update(dict.fromkeys(node for node in nodes if node is not None))
    return sorted(found, key=str)


def explain(changes: Changes, triple: px.Triple, max_proofs: int) -> tuple[Proof, ...]:
    """The shortest proofs of a triple from the merged graph and the ontology."""
    return Reasoner(rules(), facts_of(changes)).explain(triple, max_proofs)


def _at_stake(changes: Changes, changed: Iterable[Changed]) -> dict[px.NamedNode, None]:
    """The facts that may break a shape now: those that have changed, and all about the people of a changed anchor."""
    found: dict[px.NamedNode, None] = {}
    anchors = _anchors()
    for one in sorted(changed):
        if any(True for _ in changes.match(one.fact, TYPE, None, MERGED)):
            found[one.fact] = None
        if one.kind in anchors:
            for person in sorted(one.people, key=str):
                quads = changes.match(None, None, person, MERGED)
                nodes = {quad.subject for quad in quads if isinstance(quad.subject, px.NamedNode)}
                found.update(dict.fromkeys(sorted(nodes, key=str)))
    return found


@cache
def _anchors() -> Mapping[px.NamedNode, tuple[px.NamedNode, ...]]:
    """The classes of facts that shapes hold other facts against, with the properties that lead to their people."""
    from peoplekg.validation import shapes_text

    names = {name for rule in _RULE.findall(shapes_text()) for name in _OTHER.findall(rule)}
    found = {}
    for one in schema().classes.values():
        anchors = {ancestor for ancestor in one.ancestors if ancestor.value.removeprefix(NAMESPACE) in names}
        if anchors:
            mine = (prop.iri for prop in schema().properties if prop.is_person and prop.domain in anchors)
            found[one.iri] = tuple(mine)
    return found


_RULE = re.compile(r'sh:select\s+"""(.*?)"""', re.DOTALL)
_OTHER = re.compile(r"\?\w+\s+a\s+pkg:(\w+)")


def _with_anchors(changes: Changes, facts: Iterable[px.NamedNode]) -> dict[px.NamedNode, None]:
    """Facts, with the anchors of all people they speak of."""
    chosen = dict.fromkeys(facts)
    leading = sorted({prop for properties in _anchors().values() for prop in properties}, key=str)
    people: dict[px.NamedNode, None] = {}
    for fact in chosen:
        for quad in described(changes, fact):
            if isinstance(quad.object, px.NamedNode) and quad.object.value.startswith(f"{BASE}person/"):
                people[quad.object] = None
    for person in people:
        for prop in leading:
            for anchor in changes.match(None, prop, person, MERGED):
                if isinstance(anchor.subject, px.NamedNode):
                    chosen[anchor.subject] = None
    return chosen


def _described(changes: Changes, facts: Iterable[px.NamedNode]) -> list[px.Triple]:
    """Facts as the shapes look at them: their triples, with class and name of whom and what they speak of.

    One claim stands for all that support a fact, as the shapes ask no more than that there is one.
    """
    nodes: dict[px.NamedNode, None] = {}
    found: dict[px.Quad, None] = {}
    for fact in facts:
        supported = voice(changes, fact)
        found.update({} if supported is None else {supported: None})
        for quad in described(changes, fact):
            found[quad] = None
            if isinstance(quad.object, px.NamedNode):
                nodes[quad.object] = None
    for node in nodes:
        for predicate in (TYPE, LABEL):
            found.update(dict.fromkeys(changes.match(node, predicate, None, MERGED)))
    return sorted((quad.triple for quad in found), key=str)


def broken_shapes(changes: Changes, changed: Iterable[Changed], engine: Engine = "fast") -> list[Problem]:
    """The facts that break a shape because these have changed: one problem for each set of facts that breaks it."""
    from peoplekg.validation import validate

    shacl: ShaclEngine = "pyshacl" if engine == "reference" else "pyshifty"
    found = []
    for result in validate(_described(changes, _with_anchors(changes, _at_stake(changes, changed))), engine=shacl):
        if result.severity == "Violation":
            for facts in _breaking(changes, result, shacl):
                together = {fact for node in facts if (fact := _fact_at(changes, node)) is not None}
                found.append(Problem(result.shape.value, dict(result.message), _sorted(together)))
    return [problem for problem in found if problem.facts]


def _breaking(changes: Changes, result: Result, engine: ShaclEngine) -> list[tuple[px.NamedNode, ...]]:
    """The sets of facts that suffice for a breach: those it names, or those with one more that its rule looks at."""
    from peoplekg.validation import validate

    named = tuple(node for node in result.nodes() if voice(changes, node) is not None)
    rest = [fact for fact in _with_anchors(changes, named) if fact not in named]
    if not rest:
        return [named]
    for sets in ([named], [(*named, other) for other in sorted(rest, key=str)]):
        enough = [facts for facts in sets if result in validate(_described(changes, facts), engine=engine)]
        if enough:
            return enough
    return [named]
