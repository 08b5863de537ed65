"""The reasoner: what follows from new triples, and what no longer follows without old ones.

Adding is semi-naive: only rules that new pairs take part in are run, and what they need besides is looked up.
Taking back goes up the strata of the rules: a triple that lost a premise stays when something below still leads to it,
else it goes and what hung on it is looked at; circles are taken out whole and brought back where support remains.
No premises are stored: they are found again by running the rules backwards, so that a store opened cold is enough.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pyoxigraph import Triple

from peoplekg.reasoning.change import Change
from peoplekg.reasoning.compiler import is_axiom
from peoplekg.reasoning.errors import ReasoningError
from peoplekg.reasoning.evaluation import BoundRules, Trigger
from peoplekg.reasoning.facts import Fact, FactSource, Index, Key, Pair, Pairs, Relation
from peoplekg.reasoning.proofs import Proof, proofs_of
from peoplekg.reasoning.rules import Rule, RuleSet, Term
from peoplekg.reasoning.view import NoFacts, View


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Triples that cannot all be true: the rule that says so, its axiom as text, and the triples, sorted."""

    rule: str
    axiom: str
    premises: tuple[Triple, ...]


class Triples(Collection[Triple]):
    """Triples kept as pairs by relation and made into terms when they are read, in the same order from run to run."""

    def __init__(self, pairs: Pairs | None = None, term: Callable[[Key], Term] | None = None) -> None:
        self._pairs = pairs or {}
        self._term = term

    def __len__(self) -> int:
        return sum(map(len, self._pairs.values()))

    def __iter__(self) -> Iterator[Triple]:
        term = self._term
        if term is None:
            return
        for relation, pairs in self._pairs.items():
            predicate = term(relation.predicate)
            for s, o in pairs:
                yield Triple(term(s), predicate, term(o))  # type: ignore[arg-type]

    def __contains__(self, triple: object) -> bool:
        return any(triple == own for own in self)

    def __repr__(self) -> str:
        return f"Triples({len(self)})"


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Python's search for reference cycles would walk millions of pairs again and again; none is made here."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Delta:
    """What a change does to the inferred triples and to the contradictions.

    ``added`` and ``removed`` are inferred triples.
    A triple that becomes asserted leaves the inferred ones, and one that stays true without its assertion joins them.
    """

    added: Triples = field(default_factory=Triples)
    removed: Triples = field(default_factory=Triples)
    contradictions: tuple[Contradiction, ...] = ()
    resolved: tuple[Contradiction, ...] = ()


class Reasoner:
    """Draws conclusions from what a source of facts holds and from changes to it.

    The source is only read. ``add`` is called before its triples are in the source, ``remove`` while they still are;
    the caller then writes the change and the Delta together. The law behind every Delta: the inferred triples are
    what follows from the asserted ones and the ontology, less the asserted ones and what the ontology alone gives.
    Raises ReasoningError when the ontology's own facts contradict it.

    >>> from pyoxigraph import NamedNode as N
    >>> from peoplekg.reasoning import Reasoner, MemoryFacts, compile_rules
    >>> sub = N("http://www.w3.org/2000/01/rdf-schema#subClassOf")
    >>> a = N("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    >>> rules = compile_rules([Triple(N("urn:Dog"), sub, N("urn:Animal"))])
    >>> delta = Reasoner(rules, MemoryFacts()).add([Triple(N("urn:rex"), a, N("urn:Dog"))])
    >>> [str(t) for t in delta.added]
    ['<urn:rex> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:Animal>']
    """

    def __init__(self, rules: RuleSet, facts: FactSource, axioms_as_data: bool = False) -> None:
        """``axioms_as_data`` is for rules that are about axioms; else axioms among the data are refused."""
        self.rules = rules
        self.axioms_as_data = axioms_as_data
        self.facts = facts
        self.bound = BoundRules(rules, facts)
        self.own: Index | None = self._own_facts() if rules.facts else None

    def add(self, triples: Iterable[Triple]) -> Delta:
        """What follows from asserting triples.

        Raises ReasoningError for an axiom among them, and when they make very many names (64) one and the same thing.
        """
        return self.change(add=triples)

    def remove(self, triples: Iterable[Triple]) -> Delta:
        """What no longer follows when assertions are taken back; triples that are not asserted are passed over."""
        return self.change(remove=triples)

    def change(self, add: Iterable[Triple] = (), remove: Iterable[Triple] = ()) -> Delta:
        """The effect of taking back some assertions and making others, in that order."""
        with _no_search_for_cycles():
            change = Change(self.bound, View(self.facts, self.own), self._grouped(add), self._grouped(remove))
            change.run()
            return self._delta(change)

    def contradictions(self) -> tuple[Contradiction, ...]:
        """All contradictions in what the source holds now (reads every pair that a constraint speaks of)."""
        view = View(self.facts, self.own)
        found: dict[tuple[Rule, frozenset[Fact]], None] = {}
        for relation, triggers in self.bound.checks.items():
            first = [trigger for trigger in triggers if trigger.position == 0]
            if first:
                pairs = [(s, o) for s, _, o in view.match(None, relation.predicate, relation.kind)]
                self._broken(view, first, pairs, relation.predicate, found)
        return self._reported(found)

    def _delta(self, change: Change) -> Delta:
        added, removed = change.inferred_changes()
        gone = {relation: pairs for relation, pairs in change.view.removed.items() if pairs}
        return Delta(
            Triples(added, self.facts.term),
            Triples(removed, self.facts.term),
            self._broken_by(change.view, change.view.added.pairs),
            self._broken_by(View(self.facts, self.own), gone) if gone else (),
        )

    def _own_facts(self) -> Index:
        change = Change(self.bound, View(NoFacts(self.facts), None), self._grouped(self.rules.facts), {})
        change.run()
        contradictions = self._broken_by(change.view, change.view.added.pairs)
        if contradictions:
            first = contradictions[0]
            premises = "; ".join(map(str, first.premises))
            raise ReasoningError(f"The ontology contradicts itself by {first.rule} ({first.axiom}): {premises}")
        return change.view.added

    def _grouped(self, triples: Iterable[Triple]) -> Pairs:
        key, type_key = self.facts.key, self.bound.type_key
        groups: dict[tuple[Key, Key | None], set[Pair]] = {}
        for s, p, o in triples:
            predicate, end = key(p), key(o)
            relation = (predicate, end if predicate == type_key else None)
            if relation in groups:
                groups[relation].add((key(s), end))
            else:
                groups[relation] = {(key(s), end)}
        for predicate, kind in groups:
            if not self.axioms_as_data and self._states_axioms(predicate, kind):
                s, o = next(iter(groups[predicate, kind]))
                triple = self.triple((s, predicate, o))
                raise ReasoningError(f"{triple} is an axiom among the data; put it into the ontology and compile that")
        return {Relation(*relation): pairs for relation, pairs in groups.items()}

    def _states_axioms(self, predicate: Key, kind: Key | None) -> bool:
        some = self.facts.term(predicate)
        example = Triple(some, some, some if kind is None else self.facts.term(kind))  # type: ignore[arg-type]
        return is_axiom(example)

    def explain(self, triple: Triple, max_proofs: int = 3) -> tuple[Proof, ...]:
        """Why a triple holds: its shortest proofs, at most so many, none when it does not hold.

        No proof uses a triple to prove that same triple, and none rests on more than another one rests on.
        An asserted triple has itself as its first proof, the others say what it would follow from besides.
        """
        view = View(self.facts, self.own)
        s, p, o = (self.facts.key(term) for term in triple)
        return proofs_of(self, view, (s, p, o), max_proofs)

    def triple(self, fact: Fact) -> Triple:
        """A fact as a triple of terms."""
        s, p, o = (self.facts.term(key) for key in fact)
        return Triple(s, p, o)  # type: ignore[arg-type]

    def _broken(
        self,
        view: View,
        triggers: Iterable[Trigger],
        pairs: Iterable[Pair],
        predicate: Key,
        found: dict[tuple[Rule, frozenset[Fact]], None],
    ) -> None:
        for trigger in triggers:
            if not all(map(view.any, trigger.needs)):
                continue
            for premises in trigger.conclusions(view.lookup(), pairs, predicate):
                found.setdefault((trigger.rule, frozenset(premises)))

    def _broken_by(self, view: View, changed: Pairs) -> tuple[Contradiction, ...]:
        """The contradictions that changed pairs take part in."""
        found: dict[tuple[Rule, frozenset[Fact]], None] = {}
        for relation, pairs in changed.items():
            self._broken(view, self.bound.checks.get(relation, ()), pairs, relation.predicate, found)
            self._broken(view, self.bound.checks_of_any, pairs, relation.predicate, found)
        return self._reported(found)

    def _reported(self, found: Iterable[tuple[Rule, frozenset[Fact]]]) -> tuple[Contradiction, ...]:
        reported = (
            Contradiction(rule.name, rule.axiom, tuple(sorted(map(self.triple, facts), key=str)))
            for rule, facts in found
        )
        return tuple(sorted(set(reported), key=lambda c: (c.rule, c.axiom, *map(str, c.premises))))
