"""The reasoner: what follows from new triples, and what no longer follows without old ones.

Adding is semi-naive: only rules that new pairs take part in are run, and what they need besides is looked up.
Taking back is delete-and-rederive with a look for other proofs first: a triple that has lost a premise stays at once
when a proof from what remains is near, otherwise it goes, what hung on it is looked at, and in the end everything
gone that still has a derivation from what is left comes back with what follows from it.
No premises are stored: they are found again by running the rules backwards, so that a store opened cold is enough.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice

from pyoxigraph import Triple

from peoplekg.reasoning.compiler import is_axiom
from peoplekg.reasoning.errors import ReasoningError
from peoplekg.reasoning.evaluation import BoundRules, Derivation, Fact, Premises, Trigger
from peoplekg.reasoning.facts import FactSource, Index, Key, Pair, Relation
from peoplekg.reasoning.proofs import Proof, proofs_of
from peoplekg.reasoning.rules import Rule, RuleSet
from peoplekg.reasoning.vocabulary import TYPE

Pairs = dict[Relation, set[Pair]]

# How many triples a search for another proof may look at before the triple is taken out provisionally.
_SEARCH_LIMIT = 200
# How far the possible first steps of a backward search are counted to find the narrowest.
_FAN_LIMIT = 64


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Triples that cannot all be true: the rule that says so, its axiom as text, and the triples, sorted."""

    rule: str
    axiom: str
    premises: tuple[Triple, ...]


class Triples(Collection[Triple]):
    """Triples kept by relation, made into terms when they are read; in the same order from run to run.

    Read them before the source changes its mind about its keys (MemoryFacts and StoreFacts never do).
    """

    def __init__(self, pairs: Pairs | None = None, facts: FactSource | None = None) -> None:
        self._pairs = pairs or {}
        self._facts = facts

    def __len__(self) -> int:
        return sum(map(len, self._pairs.values()))

    def __iter__(self) -> Iterator[Triple]:
        if self._facts is None:
            return
        term = self._facts.term
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


class View:
    """A source of facts with a change laid over it: what was added, what was taken out, what the ontology states."""

    def __init__(self, source: FactSource, own: Index | None) -> None:
        self.source = source
        self.own = own
        self.added = Index(source.key(TYPE))
        self.removed: Pairs = {}
        self._empty = source.is_empty()
        self._in_source: dict[Relation, bool] = {}

    def is_fresh(self) -> bool:
        """Whether there is nothing but what was added."""
        return self._empty and self.own is None

    def lookup(self) -> View | Index:
        """The quickest thing that answers like this view."""
        return self.added if self.is_fresh() else self

    def _gone(self, relation: Relation) -> set[Pair] | None:
        return self.removed.get(relation)

    def objects(self, relation: Relation, s: Key) -> Iterable[Key]:
        """The objects of a subject."""
        found: Iterable[Key] = () if self._empty else self.source.objects(relation, s)
        if gone := self._gone(relation):
            found = (o for o in found if (s, o) not in gone)
        own = self.own.objects(relation, s) if self.own else ()
        return chain(list(self.added.objects(relation, s)), own, found)

    def subjects(self, relation: Relation, o: Key) -> Iterable[Key]:
        """The subjects of an object."""
        found: Iterable[Key] = () if self._empty else self.source.subjects(relation, o)
        if gone := self._gone(relation):
            found = (s for s in found if (s, o) not in gone)
        own = self.own.subjects(relation, o) if self.own else ()
        return chain(list(self.added.subjects(relation, o)), own, found)

    def has(self, relation: Relation, s: Key, o: Key) -> bool:
        """Whether a triple is there."""
        if self.added.has(relation, s, o) or (self.own and self.own.has(relation, s, o)):
            return True
        if self._empty or ((gone := self._gone(relation)) and (s, o) in gone):
            return False
        return self.source.has(relation, s, o)

    def match(self, s: Key | None, p: Key | None, o: Key | None) -> Iterator[Fact]:
        """The triples that agree with what is not None."""
        found: Iterable[Fact] = () if self._empty else self.source.match(s, p, o)
        if self.removed:
            found = (t for t in found if (t[0], t[2]) not in self.removed.get(self.added.relation(t[1], t[2]), ()))
        own = self.own.match(s, p, o) if self.own else ()
        return chain(list(self.added.match(s, p, o)), own, found)

    def any(self, relation: Relation) -> bool:
        """Whether a relation may have pairs."""
        if self.added.members(relation) or (self.own and self.own.members(relation)):
            return True
        if relation not in self._in_source:
            self._in_source[relation] = not self._empty and any(
                True for _ in islice(self.source.match(None, relation.predicate, relation.kind), 1)
            )
        return self._in_source[relation]

    def missing(self, relation: Relation, pairs: set[Pair]) -> set[Pair]:
        """Those of the pairs that are not there."""
        pairs = pairs - self.added.members(relation)
        if self.own:
            pairs -= self.own.members(relation)
        if self._empty:
            return pairs
        has, gone = self.source.has, self._gone(relation) or ()
        return {pair for pair in pairs if pair in gone or not has(relation, *pair)}

    def put(self, relation: Relation, pairs: set[Pair]) -> None:
        """Adds pairs that are missing; one that had been taken out is simply back."""
        if gone := self._gone(relation):
            back = pairs & gone
            gone -= back
            pairs = pairs - back
        if pairs:
            self.added.add(relation, pairs)

    def take(self, relation: Relation, pair: Pair) -> None:
        """Takes a pair out."""
        self.removed.setdefault(relation, set()).add(pair)


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
        """What follows from asserting triples. Raises ReasoningError for an axiom among them."""
        return self.change(add=triples)

    def remove(self, triples: Iterable[Triple]) -> Delta:
        """What no longer follows when assertions are taken back; triples that are not asserted are passed over."""
        return self.change(remove=triples)

    def change(self, add: Iterable[Triple] = (), remove: Iterable[Triple] = ()) -> Delta:
        """The effect of taking back some assertions and making others, in that order."""
        with _no_search_for_cycles():
            return _Change(self, self._grouped(add), self._grouped(remove)).run()

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

    def _own_facts(self) -> Index:
        change = _Change(self, self._grouped(self.rules.facts), {}, alone=True)
        delta = change.run()
        if delta.contradictions:
            first = delta.contradictions[0]
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

    def derivations(self, view: View, fact: Fact) -> Iterator[tuple[Rule, Premises]]:
        """The rule applications that give a fact, found by running the rules backwards."""
        relation = self.bound.relation(fact[1], fact[2])
        if relation == self.bound.same_as and fact[0] == fact[2]:
            return
        for derivation in self.bound.by_head.get(relation, ()):
            yield from self._applications(view, derivation, fact)
        for derivation in self.bound.by_any_head:
            if all(map(view.any, derivation.needs)):
                yield from self._applications(view, derivation, fact)

    def _applications(self, view: View, derivation: Derivation, fact: Fact) -> Iterator[tuple[Rule, Premises]]:
        starts = derivation.starts
        if len(starts) > 1:
            bindings = derivation.bindings(fact)
            start = min(starts, key=lambda choice: self._fan(view, derivation.pattern(choice[0], bindings)))[1]
        else:
            start = starts[0][1]
        for premises in start(view, *fact):
            if fact not in premises:
                yield derivation.rule, premises

    def _fan(self, view: View, pattern: tuple[Key | None, Key | None, Key | None]) -> int:
        return sum(1 for _ in islice(view.match(*pattern), _FAN_LIMIT))

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

    def broken_by(self, view: View, changed: Pairs) -> tuple[Contradiction, ...]:
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


class _Change:
    """One change, from the assertions to the Delta."""

    def __init__(self, reasoner: Reasoner, add: Pairs, remove: Pairs, alone: bool = False) -> None:
        self.reasoner = reasoner
        self.bound = reasoner.bound
        self.view = View(_Nothing(reasoner.facts) if alone else reasoner.facts, None if alone else reasoner.own)
        self.asserted = add
        self.retracted: Pairs = {}
        self.wanted_out = remove
        self.proved: set[Fact] = set()

    def run(self) -> Delta:
        source = self.view.source
        for relation, pairs in self.wanted_out.items():
            known = {pair for pair in pairs if source.asserted(relation, *pair)}
            if known:
                self.retracted[relation] = known
        if self.retracted:
            self._delete()
            self._rederive()
        new = {r: self.view.missing(r, pairs) for r, pairs in self.asserted.items()}
        self._saturate({r: pairs for r, pairs in new.items() if pairs})
        return self._delta()

    # Adding

    def _saturate(self, new: Pairs) -> None:
        """Puts new pairs in and everything that follows from them."""
        for relation, pairs in new.items():
            self.view.put(relation, pairs)
        facts = self.view.lookup()
        while new:
            found: Pairs = {}
            for relation, made in self._consequences(facts, new):
                missing = self.view.missing(relation, made)
                if missing:
                    self.view.put(relation, missing)
                    found.setdefault(relation, set()).update(missing)
            new = found

    def _consequences(self, facts: View | Index, new: Pairs) -> Iterator[tuple[Relation, set[Pair]]]:
        """What the rules make of new pairs, one rule at a time."""
        same_as = self.bound.same_as
        for relation, pairs in new.items():
            for trigger in self.bound.by_body.get(relation, ()):
                if not all(map(self.view.any, trigger.needs)):
                    continue
                made = trigger.conclusions(facts, pairs, relation.predicate)
                if not made:
                    continue
                if trigger.relation is None:
                    yield from self._sorted_out(made)
                elif trigger.relation == same_as:
                    yield same_as, {pair for pair in made if pair[0] != pair[1]}
                else:
                    yield trigger.relation, made
            for trigger in self.bound.by_any_body:
                if all(map(self.view.any, trigger.needs)):
                    yield from self._sorted_out(trigger.conclusions(facts, pairs, relation.predicate))

    def _sorted_out(self, facts: Iterable[Fact]) -> Iterator[tuple[Relation, set[Pair]]]:
        groups: Pairs = {}
        for s, p, o in facts:
            groups.setdefault(self.bound.relation(p, o), set()).add((s, o))
        same_as = groups.get(self.bound.same_as)
        if same_as:
            groups[self.bound.same_as] = {pair for pair in same_as if pair[0] != pair[1]}
        yield from groups.items()

    # Taking back

    def _delete(self) -> None:
        """Takes out what was retracted and, step by step, what has no near proof without it."""
        before = View(self.view.source, self.view.own)
        new: Pairs = {}
        for relation, pairs in self.retracted.items():
            for pair in pairs:
                self.view.take(relation, pair)
        for relation, pairs in self.retracted.items():
            lost = {pair for pair in pairs if not self._still_follows(relation, pair)}
            self.view.put(relation, pairs - lost)
            if lost:
                new[relation] = lost
        while new:
            found: Pairs = {}
            for relation, made in self._consequences(before, new):
                for pair in made:
                    if self._may_go(relation, pair) and not self._still_follows(relation, pair):
                        self.view.take(relation, pair)
                        found.setdefault(relation, set()).add(pair)
            new = found

    def _may_go(self, relation: Relation, pair: Pair) -> bool:
        own = self.view.own
        if own is not None and own.has(relation, *pair):
            return False
        if pair in self.view.removed.get(relation, ()):
            return False
        return self.view.source.has(relation, *pair) and not self.view.source.asserted(relation, *pair)

    def _still_follows(self, relation: Relation, pair: Pair) -> bool:
        budget = [_SEARCH_LIMIT]
        return self._provable((pair[0], relation.predicate, pair[1]), set(), budget, first=True)

    def _provable(self, fact: Fact, path: set[Fact], budget: list[int], first: bool = False) -> bool:
        """Whether a proof from remaining assertions is found within the budget; no answer counts as no.

        A yes is certain, as it rests on a finite proof; a no only means that the triple is taken out for now.
        """
        if fact in self.proved:
            return True
        relation = self.bound.relation(fact[1], fact[2])
        pair = (fact[0], fact[2])
        if self.view.own is not None and self.view.own.has(relation, *pair):
            return True
        if not first:
            if pair in self.view.removed.get(relation, ()):
                return False
            if self.view.source.asserted(relation, *pair):
                return True
        if fact in path or budget[0] <= 0:
            return False
        budget[0] -= 1
        path.add(fact)
        for _, premises in self.reasoner.derivations(self.view, fact):
            if all(self._provable(premise, path, budget) for premise in premises):
                self.proved.add(fact)
                return True
            if budget[0] <= 0:
                break
        # Left in the path, so that one search looks at each triple once; what it misses so is brought back later.
        return False

    def _rederive(self) -> None:
        """Brings back what was taken out but has a derivation from what is left."""
        while True:
            back: Pairs = {}
            for relation, pairs in self.view.removed.items():
                for pair in pairs:
                    fact = (pair[0], relation.predicate, pair[1])
                    if any(True for _ in self.reasoner.derivations(self.view, fact)):
                        back.setdefault(relation, set()).add(pair)
            if not back:
                return
            self._saturate(back)

    # The outcome

    def _delta(self) -> Delta:
        added, removed = self._inferred_changes()
        taken = {relation: pairs for relation, pairs in self.view.removed.items() if pairs}
        return Delta(
            Triples(added, self.reasoner.facts),
            Triples(removed, self.reasoner.facts),
            self.reasoner.broken_by(self.view, self.view.added.pairs),
            self.reasoner.broken_by(View(self.view.source, self.view.own), taken) if taken else (),
        )

    def _inferred_changes(self) -> tuple[Pairs, Pairs]:
        """The pairs that join the inferred ones, and those that leave them."""
        if self.view.is_fresh():
            stated = self.asserted
            new = {r: pairs - stated.get(r, set()) for r, pairs in self.view.added.pairs.items()}
            return {r: pairs for r, pairs in new.items() if pairs}, {}
        added: Pairs = {}
        removed: Pairs = {}
        touched: dict[Relation, dict[Pair, None]] = {}
        for changes in (self.asserted, self.retracted, self.view.removed):
            for relation, pairs in changes.items():
                touched.setdefault(relation, {}).update(dict.fromkeys(pairs))
        for relation, some in touched.items():
            for pair in some:
                was, now = self._was_inferred(relation, pair), self._is_inferred(relation, pair)
                if was != now:
                    (added if now else removed).setdefault(relation, set()).add(pair)
        for relation, pairs in self.view.added.pairs.items():
            known = touched.get(relation, {})
            added.setdefault(relation, set()).update(pair for pair in pairs if pair not in known)
        return added, removed

    def _was_inferred(self, relation: Relation, pair: Pair) -> bool:
        source = self.view.source
        return source.has(relation, *pair) and not source.asserted(relation, *pair)

    def _is_inferred(self, relation: Relation, pair: Pair) -> bool:
        if pair in self.asserted.get(relation, ()):
            return False
        own = self.view.own
        if own is not None and own.has(relation, *pair):
            return False
        kept = self.view.source.asserted(relation, *pair) and pair not in self.retracted.get(relation, ())
        return not kept and self.view.has(relation, *pair)


class _Nothing:
    """An empty source that speaks of terms as another does."""

    def __init__(self, like: FactSource) -> None:
        self.key, self.term, self.is_literal = like.key, like.term, like.is_literal

    def is_empty(self) -> bool:
        return True

    def match(self, s: Key | None, p: Key | None, o: Key | None) -> Iterator[Fact]:
        return iter(())

    def objects(self, relation: Relation, s: Key) -> Iterable[Key]:
        return ()

    def subjects(self, relation: Relation, o: Key) -> Iterable[Key]:
        return ()

    def has(self, relation: Relation, s: Key, o: Key) -> bool:
        return False

    def asserted(self, relation: Relation, s: Key, o: Key) -> bool:
        return False
