"""A source of facts with a change laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from peoplekg.reasoning.facts import Fact, FactSource, Index, Key, Pair, Pairs, Relation
from peoplekg.reasoning.vocabulary import TYPE


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

    def take(self, relation: Relation, pairs: set[Pair]) -> None:
        """Takes pairs of the source out."""
        self.removed.setdefault(relation, set()).update(pairs)


class NoFacts:
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
