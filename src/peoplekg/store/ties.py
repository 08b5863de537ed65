"""Who is tied to whom by facts of which kind: the part of the index that chains of facts are searched in.

Of each fact and each two people of it there is an entry, and of each two people who have one, a tie in both directions.
So a tie is read without its facts, and whether two people have one is a single look-up, however many facts they are in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations

import pyoxigraph as px

from peoplekg.graph import BASE
from peoplekg.ontology import schema
from peoplekg.store.changes import Changes, text
from peoplekg.store.terms import FACT_ID, INDEX, JOURNAL, KEPT, MERGED, TIED, TIES, TYPE

_PERSON = f"{BASE}person/"
_KEPT = px.Quad(JOURNAL, KEPT, TIES, JOURNAL)


def follow(changes: Changes, old: Iterable[px.Quad], new: Iterable[px.Quad]) -> None:
    """Brings the ties in step with facts whose quads were ``old`` and are ``new``."""
    before, after = set(_entries(old)), set(_entries(new))
    for entry in after - before:
        changes.add(entry)
        changes.add_all(_both_ways(entry))
    changes.remove_all(before - after)
    for entry in before - after:
        if not any(True for _ in changes.match(None, TIES, entry.object, INDEX)):
            changes.remove_all(_both_ways(entry))


def complete(changes: Changes) -> None:
    """Adds all ties to a store that an earlier version filled without them."""
    if changes.has(_KEPT):
        return
    changes.add_all(_all(changes))
    changes.add(_KEPT)


def kept(quads: px.Store) -> px.Store:
    """Where the ties of a store are: there, or, if an earlier version filled it, in a store of their own in memory."""
    if _KEPT in quads:
        return quads
    found = px.Store()
    found.extend(_all(Changes(quads)))
    return found


def between(quads: px.Store, one: px.NamedNode, other: px.NamedNode, kinds: Iterable[str]) -> list[px.NamedNode]:
    """The facts of some kinds that tie two people, in a fixed order."""
    entries = (_entry_for(kind, one, other) for kind in kinds)
    found = (quad.subject for entry in entries for quad in quads.quads_for_pattern(None, TIES, entry, INDEX))
    return sorted((fact for fact in found if isinstance(fact, px.NamedNode)), key=lambda fact: fact.value)


def tie(kind: str) -> px.NamedNode:
    """What ties two people who have a fact of a kind of claims."""
    return px.NamedNode(TIED + kind)


def _all(changes: Changes) -> Iterator[px.Quad]:
    for identified in changes.match(None, FACT_ID, None, MERGED):
        if isinstance(identified.subject, px.NamedNode):
            for entry in _entries(changes.match(identified.subject, None, None, MERGED)):
                yield entry
                yield from _both_ways(entry)


def _entries(quads: Iterable[px.Quad]) -> Iterator[px.Quad]:
    """The entries of facts, whose quads these are."""
    kinds: dict[px.NamedNode, str] = {}
    people: dict[px.NamedNode, set[px.NamedNode]] = {}
    for quad in quads:
        fact, value = quad.subject, quad.object
        if not isinstance(fact, px.NamedNode) or not isinstance(value, px.NamedNode):
            continue
        if quad.predicate == TYPE:
            kind = _kind(value)
            if kind is not None:
                kinds[fact] = kind
        elif value.value.startswith(_PERSON):
            people.setdefault(fact, set()).add(value)
    for fact, kind in kinds.items():
        for one, other in combinations(people.get(fact, ()), 2):
            yield px.Quad(fact, TIES, _entry_for(kind, one, other), INDEX)


def _entry_for(kind: str, *people: px.NamedNode) -> px.Literal:
    one, other = sorted(person.value.removeprefix(_PERSON) for person in people)
    return px.Literal(f"{kind}\t{one}\t{other}")


def _both_ways(entry: px.Quad) -> tuple[px.Quad, px.Quad]:
    kind, *people = text(entry.object).split("\t")
    one, other = (px.NamedNode(_PERSON + person) for person in people)
    return px.Quad(one, tie(kind), other, INDEX), px.Quad(other, tie(kind), one, INDEX)


@cache
def _kind(fact_class: px.NamedNode) -> str | None:
    """The kind of claims that state facts of a class; None for what is only a part of a fact."""
    classes = schema().classes
    ancestors = classes[fact_class].ancestors if fact_class in classes else ()
    return next((classes[one].kind for one in ancestors if one in classes and classes[one].kind), None)
