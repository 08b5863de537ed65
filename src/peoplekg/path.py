"""The shortest chain of facts between two people, searched from both ends.

Everybody may be a few steps from everybody by way of somebody famous, who has thousands of ties. So the search goes on
where there is least to read: of the people that both sides have come to, those with few ties are read, those with many
are only looked up against each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, product
from typing import TYPE_CHECKING

import pyoxigraph as px

from peoplekg.errors import WrongArgument
from peoplekg.ontology import schema
from peoplekg.store import ties
from peoplekg.store.terms import INDEX, TIED

if TYPE_CHECKING:
    from peoplekg.store import Store

_GROUPS = {"family": frozenset({"spouse", "parent", "sibling", "kin"})}
_AT_FIRST = 64


@dataclass(frozen=True, slots=True)
class Step:
    """From one person to the next, by one fact that involves both (IRIs)."""

    start: px.NamedNode
    fact: px.NamedNode
    end: px.NamedNode


def kinds(words: Collection[str]) -> frozenset[str] | None:
    """The kinds of claims that words like "friend" or "family" mean; None (all) for no words.

    Raises WrongArgument for a word that is no kind. The kinds are those of the ontology.
    """
    known = set(schema().kinds)
    found: set[str] = set()
    for word in words:
        meant = _GROUPS.get(word, frozenset({word}))
        if not meant <= known:
            raise WrongArgument(f"there is no kind of tie {word!r}; there are {', '.join(sorted({*_GROUPS, *known}))}")
        found |= meant
    return frozenset(found) or None


def find_path(
    store: Store, first: px.NamedNode, last: px.NamedNode, *, longest: int = 6, via: frozenset[str] | None = None
) -> list[Step] | None:
    """A shortest chain of at most ``longest`` facts from one person to another; None when there is none.

    Only facts of the kinds ``via`` count (all when None). Of several shortest chains it is the one whose people, from
    the first on, come first by IRI, and between two people the fact that comes first.
    """
    if first == last:
        return []
    network = _Network(ties.kept(store.quads), via)
    forth, back = _Side(network, first), _Side(network, last)
    for _ in range(longest):
        joined = _joined(network, forth, back)
        if joined:
            people = _first_of(joined, forth, back)
            return [Step(one, network.fact(one, other), other) for one, other in pairwise(people)]
        side = _sooner_read(forth, back)
        side.widen()
        if not side.edge:
            return None
    return None


class _Network:
    """People and the ties between them."""

    def __init__(self, quads: px.Store, via: frozenset[str] | None) -> None:
        self._quads = quads
        self._via = via
        self._counting = None if via is None else {ties.tie(kind) for kind in via}

    def neighbours(self, person: px.NamedNode) -> Iterator[px.NamedNode]:
        """Everybody whom a person has a tie to, as they are read, some of them more than once."""
        for predicate in (None,) if self._counting is None else self._counting:
            for quad in self._quads.quads_for_pattern(person, predicate, None, INDEX):
                if self._counts(quad.predicate) and isinstance(quad.object, px.NamedNode):
                    yield quad.object

    def tied(self, one: px.NamedNode, other: px.NamedNode) -> bool:
        """Whether two people have a tie."""
        return any(self._counts(quad.predicate) for quad in self._quads.quads_for_pattern(one, None, other, INDEX))

    def fact(self, one: px.NamedNode, other: px.NamedNode) -> px.NamedNode:
        """The first by IRI of the facts that tie two people."""
        found = self._quads.quads_for_pattern(one, None, other, INDEX)
        kinds = [quad.predicate.value.removeprefix(TIED) for quad in found if self._counts(quad.predicate)]
        return ties.between(self._quads, one, other, kinds)[0]

    def _counts(self, predicate: px.NamedNode) -> bool:
        return predicate in self._counting if self._counting is not None else predicate.value.startswith(TIED)


class _Reading:
    """Somebody's neighbours, as far as they have been read."""

    def __init__(self, network: _Network, person: px.NamedNode) -> None:
        self.found: dict[px.NamedNode, None] = {}
        self.done = False
        self._unread = network.neighbours(person)

    def on(self, count: int) -> None:
        """Reads so many more, if there are so many."""
        read = list(islice(self._unread, count))
        self.found.update(dict.fromkeys(read))
        self.done = len(read) < count


class _Side:
    """One side of the search: everybody it has come to, and what is read of those it has come to last (the edge)."""

    def __init__(self, network: _Network, start: px.NamedNode) -> None:
        # Of everybody those who lead there, one step nearer to the start.
        self.reached: dict[px.NamedNode, list[px.NamedNode]] = {start: []}
        self.edge = {start: _Reading(network, start)}
        self._network = network

    def unread(self) -> list[px.NamedNode]:
        """Those of the edge whose neighbours are not all read."""
        return [person for person, reading in self.edge.items() if not reading.done]

    def read_on(self, count: int) -> None:
        """Reads about so many ties more, as many of each person of the edge."""
        unread = self.unread()
        for person in unread:
            self.edge[person].on(-(-count // len(unread)))

    def widen(self) -> None:
        """Goes one step further, when the edge is read."""
        new: dict[px.NamedNode, list[px.NamedNode]] = {}
        for person, reading in self.edge.items():
            for other in reading.found:
                if other not in self.reached:
                    new.setdefault(other, []).append(person)
        self.reached.update(new)
        self.edge = {person: _Reading(self._network, person) for person in new}


def _sooner_read(forth: _Side, back: _Side) -> _Side:
    """The side whose edge has fewer ties, with all of them read; both are read in turn until one is at its end."""
    count = _AT_FIRST
    while forth.unread() and back.unread():
        forth.read_on(count)
        back.read_on(count)
        count *= 2
    return back if forth.unread() else forth


def _joined(network: _Network, forth: _Side, back: _Side) -> list[tuple[px.NamedNode, px.NamedNode]]:
    """All ties between the edges of both sides.

    Whoever is read shows theirs; those who are not are looked up against each other, once that is the lesser work.
    """
    count = _AT_FIRST
    while len(forth.unread()) * len(back.unread()) > count:
        forth.read_on(count)
        back.read_on(count)
        count *= 2
    pairs = product(forth.unread(), back.unread())
    found = dict.fromkeys(pair for pair in pairs if network.tied(*pair))
    found.update((((one, other), None) for one, other in _shown(forth, back)))
    found.update((((one, other), None) for other, one in _shown(back, forth)))
    return list(found)


def _shown(side: _Side, opposite: _Side) -> Iterator[tuple[px.NamedNode, px.NamedNode]]:
    for person, reading in side.edge.items():
        for other in reading.found.keys() & opposite.edge.keys():
            yield person, other


def _first_of(joined: Iterable[tuple[px.NamedNode, px.NamedNode]], forth: _Side, back: _Side) -> list[px.NamedNode]:
    """Of the chains over ties that join the two sides the first, when they are compared person by person."""
    onward: dict[px.NamedNode, set[px.NamedNode]] = {}
    for one, other in joined:
        onward.setdefault(one, set()).add(other)
    level = set(onward)
    while level:
        before: set[px.NamedNode] = set()
        for person in level:
            for nearer in forth.reached[person]:
                onward.setdefault(nearer, set()).add(person)
                before.add(nearer)
        level = before
    chain = [next(iter(forth.reached))]
    while chain[-1] in onward or back.reached[chain[-1]]:
        ahead = onward.get(chain[-1]) or back.reached[chain[-1]]
        chain.append(min(ahead, key=lambda person: person.value))
    return chain
