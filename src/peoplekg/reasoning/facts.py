"""Where facts are looked up: in memory, in a store, and in both with a change laid over them.

Facts are sorted by relation. A relation is a property, or ``rdf:type`` with one class; its members are pairs of
subject and object. A source may speak of terms in a form of its own (a key): the engine only ever compares keys.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple, Protocol

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from peoplekg.reasoning.rules import Term
from peoplekg.reasoning.vocabulary import TYPE

Key = Hashable
Pair = tuple[Key, Key]


class Relation(NamedTuple):
    """A property, or rdf:type with one class."""

    predicate: Key
    kind: Key | None


Fact = tuple[Key, Key, Key]
Pairs = dict[Relation, set[Pair]]


class FactSource(Protocol):
    """What the reasoner asks of the place that holds the asserted and the inferred triples, asserted ones apart.

    No triple may be in both. ``Reasoner`` only reads; its caller writes what comes out.
    """

    def key(self, term: Term) -> Key:
        """The form in which this source speaks of a term."""

    def term(self, key: Key) -> Term:
        """The term that a key stands for."""

    def is_literal(self, key: Key) -> bool:
        """Whether a key stands for a literal."""

    def is_empty(self) -> bool:
        """Whether there is nothing at all."""

    def match(self, s: Key | None, p: Key | None, o: Key | None) -> Iterator[tuple[Key, Key, Key]]:
        """The triples, asserted or inferred, that agree with what is not None."""

    def objects(self, relation: Relation, s: Key) -> Iterable[Key]:
        """The objects of a subject."""

    def subjects(self, relation: Relation, o: Key) -> Iterable[Key]:
        """The subjects of an object."""

    def has(self, relation: Relation, s: Key, o: Key) -> bool:
        """Whether a triple is there, asserted or inferred."""

    def asserted(self, relation: Relation, s: Key, o: Key) -> bool:
        """Whether a triple is there as an asserted one."""


class Index:
    """Pairs by relation, with look-up by subject and by object built for the relations that are asked for."""

    def __init__(self, type_key: Key) -> None:
        self.type_key = type_key
        self.pairs: dict[Relation, set[Pair]] = {}
        self._by_subject: dict[Relation, dict[Key, list[Key]]] = {}
        self._by_object: dict[Relation, dict[Key, list[Key]]] = {}

    def relation(self, p: Key, o: Key) -> Relation:
        """The relation that a triple belongs to."""
        return Relation(p, o if p == self.type_key else None)

    def add(self, relation: Relation, pairs: set[Pair]) -> None:
        """Adds pairs that are not there yet."""
        if relation in self.pairs:
            self.pairs[relation] |= pairs
        else:
            self.pairs[relation] = set(pairs)
        if (by_subject := self._by_subject.get(relation)) is not None:
            for s, o in pairs:
                by_subject.setdefault(s, []).append(o)
        if (by_object := self._by_object.get(relation)) is not None:
            for s, o in pairs:
                by_object.setdefault(o, []).append(s)

    def discard(self, relation: Relation, pairs: set[Pair]) -> None:
        """Takes pairs out; those that are not there are passed over."""
        gone = pairs & self.pairs.get(relation, set())
        if not gone:
            return
        self.pairs[relation] -= gone
        for position, index in enumerate((self._by_subject, self._by_object)):
            if (lists := index.get(relation)) is None:
                continue
            for end in {pair[position] for pair in gone}:
                kept = [other for other in lists[end] if ((end, other), (other, end))[position] not in gone]
                if kept:
                    lists[end] = kept
                else:
                    del lists[end]

    def members(self, relation: Relation) -> set[Pair] | frozenset[Pair]:
        """All pairs of a relation."""
        return self.pairs.get(relation, _NO_PAIRS)

    def objects(self, relation: Relation, s: Key) -> Iterable[Key]:
        """The objects of a subject."""
        index = self._by_subject.get(relation)
        if index is None:
            if relation not in self.pairs:
                return ()
            index = self._by_subject[relation] = {}
            for subject, o in self.pairs[relation]:
                index.setdefault(subject, []).append(o)
        return index.get(s, ())

    def subjects(self, relation: Relation, o: Key) -> Iterable[Key]:
        """The subjects of an object."""
        index = self._by_object.get(relation)
        if index is None:
            if relation not in self.pairs:
                return ()
            index = self._by_object[relation] = {}
            for s, obj in self.pairs[relation]:
                index.setdefault(obj, []).append(s)
        return index.get(o, ())

    def has(self, relation: Relation, s: Key, o: Key) -> bool:
        """Whether a pair is there."""
        return (s, o) in self.pairs.get(relation, ())

    def match(self, s: Key | None, p: Key | None, o: Key | None) -> Iterator[tuple[Key, Key, Key]]:
        """The triples that agree with what is not None."""
        if p is not None and (p != self.type_key or o is not None):
            relations: Iterable[Relation] = (self.relation(p, o),)
        else:
            relations = tuple(r for r in self.pairs if p is None or r.predicate == p)
        for relation in relations:
            if s is not None and o is not None:
                found: Iterable[Pair] = ((s, o),) if self.has(relation, s, o) else ()
            elif s is not None:
                found = ((s, obj) for obj in self.objects(relation, s))
            elif o is not None:
                found = ((sub, o) for sub in self.subjects(relation, o))
            else:
                found = self.members(relation)
            for pair in found:
                yield pair[0], relation.predicate, pair[1]

    def __len__(self) -> int:
        return sum(map(len, self.pairs.values()))


_NO_PAIRS: frozenset[Pair] = frozenset()


class MemoryFacts:
    """A graph in memory, asserted and inferred triples apart.

    >>> facts = MemoryFacts()
    >>> len(facts.inferred)
    0
    """

    def __init__(self) -> None:
        self._terms: list[Term] = []
        self._keys: dict[Term, int] = {}
        self._literals: set[Key] = set()
        self.is_literal = self._literals.__contains__
        type_key = self.key(TYPE)
        self.all = Index(type_key)
        self.inferred = Index(type_key)

    def key(self, term: Term) -> Key:
        """A number for each term."""
        key = self._keys.get(term)
        if key is None:
            key = self._keys[term] = len(self._terms)
            self._terms.append(term)
            if isinstance(term, Literal):
                self._literals.add(key)
        return key

    def term(self, key: Key) -> Term:
        """The term of a number."""
        return self._terms[key]  # type: ignore[no-any-return, call-overload]

    def is_empty(self) -> bool:
        """Whether there is nothing at all."""
        return not self.all.pairs

    def match(self, s: Key | None, p: Key | None, o: Key | None) -> Iterator[tuple[Key, Key, Key]]:
        """The triples that agree with what is not None."""
        return self.all.match(s, p, o)

    def objects(self, relation: Relation, s: Key) -> Iterable[Key]:
        """The objects of a subject."""
        return self.all.objects(relation, s)

    def subjects(self, relation: Relation, o: Key) -> Iterable[Key]:
        """The subjects of an object."""
        return self.all.subjects(relation, o)

    def has(self, relation: Relation, s: Key, o: Key) -> bool:
        """Whether a triple is there, asserted or inferred."""
        return self.all.has(relation, s, o)

    def asserted(self, relation: Relation, s: Key, o: Key) -> bool:
        """Whether a triple is there as an asserted one."""
        return self.all.has(relation, s, o) and not self.inferred.has(relation, s, o)

    def write(
        self,
        asserted: Iterable[Triple] = (),
        retracted: Iterable[Triple] = (),
        inferred: Iterable[Triple] = (),
        uninferred: Iterable[Triple] = (),
    ) -> None:
        """Puts a change into effect: new and taken back assertions, and the Delta's added and removed triples."""
        for triples, index, put in (
            (retracted, self.all, False),
            (uninferred, self.all, False),
            (uninferred, self.inferred, False),
            (asserted, self.all, True),
            (inferred, self.all, True),
            (inferred, self.inferred, True),
        ):
            for relation, pairs in self._grouped(triples).items():
                if put:
                    index.add(relation, pairs - index.members(relation))
                else:
                    index.discard(relation, pairs)

    def _grouped(self, triples: Iterable[Triple]) -> dict[Relation, set[Pair]]:
        groups: dict[Relation, set[Pair]] = {}
        for s, p, o in triples:
            key = self.key(o)
            groups.setdefault(self.all.relation(self.key(p), key), set()).add((self.key(s), key))
        return groups

    def triples(self, inferred: bool) -> Iterator[Triple]:
        """The inferred triples, or the asserted ones."""
        for relation, pairs in self.all.pairs.items():
            derived = self.inferred.members(relation)
            for s, o in pairs:
                if ((s, o) in derived) == inferred:
                    yield Triple(self.term(s), self.term(relation.predicate), self.term(o))  # type: ignore[arg-type]


class StoreFacts:
    """Two graphs of a pyoxigraph store: one with the asserted triples, one with the inferred ones."""

    def __init__(self, store: Store, inferred: NamedNode, asserted: NamedNode | DefaultGraph | None = None) -> None:
        self._store = store
        self._asserted = asserted or DefaultGraph()
        self._graphs: tuple[NamedNode | DefaultGraph, ...] = (self._asserted, inferred)

    @staticmethod
    def key(term: Term) -> Key:
        """The term itself."""
        return term

    @staticmethod
    def term(key: Key) -> Term:
        """The term itself."""
        return key  # type: ignore[return-value]

    @staticmethod
    def is_literal(key: Key) -> bool:
        """Whether a term is a literal."""
        return isinstance(key, Literal)

    def is_empty(self) -> bool:
        """Whether both graphs are empty."""
        return next(self.match(None, None, None), None) is None

    def _quads(self, s: Key | None, p: Key | None, o: Key | None) -> Iterator[Quad]:
        find = self._store.quads_for_pattern
        return chain.from_iterable(find(s, p, o, graph) for graph in self._graphs)  # type: ignore[arg-type]

    def match(self, s: Key | None, p: Key | None, o: Key | None) -> Iterator[tuple[Key, Key, Key]]:
        """The triples that agree with what is not None."""
        if isinstance(s, Literal):
            return iter(())
        return ((quad.subject, quad.predicate, quad.object) for quad in self._quads(s, p, o))

    def objects(self, relation: Relation, s: Key) -> Iterable[Key]:
        """The objects of a subject."""
        if isinstance(s, Literal):
            return ()
        return (quad.object for quad in self._quads(s, relation.predicate, relation.kind))

    def subjects(self, relation: Relation, o: Key) -> Iterable[Key]:
        """The subjects of an object."""
        return (quad.subject for quad in self._quads(None, relation.predicate, o))

    def has(self, relation: Relation, s: Key, o: Key) -> bool:
        """Whether a triple is there, asserted or inferred."""
        if isinstance(s, Literal):
            return False
        p = relation.predicate
        return any(Quad(s, p, o, graph) in self._store for graph in self._graphs)  # type: ignore[arg-type]

    def asserted(self, relation: Relation, s: Key, o: Key) -> bool:
        """Whether a triple is there as an asserted one."""
        return Quad(s, relation.predicate, o, self._asserted) in self._store  # type: ignore[arg-type]
