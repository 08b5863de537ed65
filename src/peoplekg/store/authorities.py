"""Authorities in the store: who people are elsewhere. Each lies in a graph of its own and can be withdrawn.

A record joins the names it gives: whoever goes by one of them is the same person. Records of different people keep
their names apart. A name that two people share settles nothing by itself; then only dates that agree do. What the
user judges counts more than an authority.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

import pyoxigraph as px

import peoplekg
from peoplekg import naming
from peoplekg.authority import BASE, Record, graph_name, of_rdf
from peoplekg.errors import NotFound
from peoplekg.graph import EDTF
from peoplekg.store import journal
from peoplekg.store.changes import Changes, text
from peoplekg.store.loading import Touched, settle_people
from peoplekg.store.register import Register
from peoplekg.store.reports import Authority
from peoplekg.store.terms import (
    ALIAS,
    AUTHORITY_BORN,
    AUTHORITY_DIED,
    AUTHORITY_KEY,
    EXTERNAL,
    IN_SCHEME,
    INDEX,
    MERGED,
    PREFERRED,
)


def load(store: px.Store, name: str, records: Iterable[Record]) -> Authority:
    """Puts an authority in, in place of an earlier one of that name, and settles who is who by it."""
    changes = Changes(store)
    wanted = list(_quads(name, records))
    old = list(changes.match(None, None, None, graph_name(name)))
    if set(old) != set(wanted):
        _exchange(changes, old, wanted)
        journal.record(changes, "authority loaded", name, peoplekg.__version__)
        changes.commit()
    return next(one for one in authorities(Changes(store)) if one.name == name)


def withdraw(store: px.Store, name: str) -> None:
    """Takes an authority out with all that it settled. Raises NotFound when there is none of that name."""
    changes = Changes(store)
    old = list(changes.match(None, None, None, graph_name(name)))
    if not old:
        names = ", ".join(one.name for one in authorities(changes)) or "none"
        raise NotFound(f"there is no authority {name!r} in the store; there are: {names}")
    _exchange(changes, old, [])
    changes.forget(graph_name(name))
    journal.record(changes, "authority withdrawn", name, peoplekg.__version__)
    changes.commit()


def restore(store: px.Store, quads: Iterable[px.Quad | px.Triple]) -> int:
    """Takes over the authorities among exported quads; says how many records are new."""
    quads = list(quads)
    scheme = {
        quad.subject: quad.object
        for quad in quads
        if quad.predicate == IN_SCHEME and isinstance(quad.object, px.NamedNode) and quad.object.value.startswith(BASE)
    }
    changes = Changes(store)
    wanted = [
        px.Quad(quad.subject, quad.predicate, quad.object, graph)
        for quad in quads
        if isinstance(graph := scheme.get(quad.subject), px.NamedNode)
    ]
    new = [quad for quad in wanted if not changes.has(quad)]
    if not new:
        return 0
    _exchange(changes, [], wanted)
    count = len({quad.subject for quad in new})
    journal.record(changes, "authority restored", str(count), peoplekg.__version__)
    changes.commit()
    return count


def records(store: px.Store, name: str) -> list[Record]:
    """What the authority of that name says of whom; nothing when there is none."""
    return sorted(of_rdf(store.quads_for_pattern(None, None, None, graph_name(name))), key=lambda one: one.name)


def authorities(changes: Changes) -> list[Authority]:
    """The authorities in the store, with how many records each has and how many people they are about."""
    records: dict[str, set[px.NamedNode]] = {}
    for quad in changes.match(None, IN_SCHEME, None, None):
        if isinstance(quad.subject, px.NamedNode):
            records.setdefault(text(quad.object), set()).add(quad.subject)
    found = []
    for graph, members in sorted(records.items()):
        ids = {text(quad.object) for one in members for quad in changes.match(one, EXTERNAL, None, px.NamedNode(graph))}
        people = {q.subject for one in ids for q in changes.match(None, EXTERNAL, px.NamedNode(one), MERGED)}
        found.append(Authority(unquote(graph.removeprefix(BASE)), len(members), len(people)))
    return found


def _quads(name: str, records: Iterable[Record]) -> Iterator[px.Quad]:
    graph = graph_name(name)
    for record in records:
        digest = hashlib.sha256(repr(record).encode()).hexdigest()[:16]
        node = px.NamedNode(f"{graph.value}/{digest}")
        yield px.Quad(node, IN_SCHEME, graph, graph)
        yield px.Quad(node, PREFERRED, px.Literal(record.name), graph)
        for alias in record.aliases:
            yield px.Quad(node, ALIAS, px.Literal(alias), graph)
        for one in record.ids:
            yield px.Quad(node, EXTERNAL, px.NamedNode(one), graph)
        for predicate, date in ((AUTHORITY_BORN, record.born), (AUTHORITY_DIED, record.died)):
            if date is not None:
                yield px.Quad(node, predicate, px.Literal(date, datatype=EDTF), graph)


def _exchange(changes: Changes, old: Iterable[px.Quad], new: Iterable[px.Quad]) -> None:
    """Writes records in place of others and settles who is who around every name of theirs."""
    old, new = list(old), list(new)
    records = sorted({quad.subject for quad in (*old, *new) if isinstance(quad.subject, px.NamedNode)}, key=str)
    keys = Register(changes).keys_of_records(records)
    changes.replace(old, new)
    changes.replace(_index(old), _index(new))
    keys |= Register(changes).keys_of_records(records)
    settle_people(changes, Touched(keys))


def _index(quads: Iterable[px.Quad]) -> Iterator[px.Quad]:
    """Every name of a record by its key, so that a person's records are looked up, not searched."""
    for quad in quads:
        if quad.predicate in (PREFERRED, ALIAS):
            yield px.Quad(quad.subject, AUTHORITY_KEY, px.Literal(naming.key(text(quad.object))), INDEX)
