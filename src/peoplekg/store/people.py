"""The people of the merged graph: which person each appearance stands for, kept in step with the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as px

from peoplekg import identity, naming
from peoplekg.graph import ALT_LABEL, BASE, LABEL, decode, person_iri
from peoplekg.identity import Entry, Identity, Unit
from peoplekg.store import spelling
from peoplekg.store.changes import Changes, text
from peoplekg.store.register import Register, end_of
from peoplekg.store.terms import (
    A_PERSON,
    APPEARS,
    APPEARS_AS,
    EXTERNAL,
    GENDER,
    INDEX,
    KEY,
    MERGED,
    NAMED,
    PAIR,
    PERSON_OF,
    TRAIT,
    TYPE,
    WORD,
    group_node,
)

_GENDERS = {"m": "male", "f": "female"}


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change of the index did to people: appearances that stand for somebody else now, and people touched."""

    appearances: tuple[px.NamedNode, ...]
    people: tuple[px.NamedNode, ...]


def person_of(changes: Changes, appearance: px.NamedNode) -> px.NamedNode | None:
    """The person of the merged graph whom an appearance stands for."""
    found = _node(changes, appearance, PERSON_OF)
    if found is None:
        key = next((text(quad.object) for quad in changes.match(appearance, KEY, None, INDEX)), None)
        found = _node(changes, group_node(key), PERSON_OF) if key is not None else None
    return found


def _node(changes: Changes, subject: px.NamedNode, predicate: px.NamedNode) -> px.NamedNode | None:
    for quad in changes.match(subject, predicate, None, INDEX):
        if isinstance(quad.object, px.NamedNode):
            return quad.object
    return None


def reassign(changes: Changes, keys: Iterable[str], members: Iterable[str]) -> Moved:
    """Decides anew who is who around these groups and appearances, after the index has changed in ``changes``.

    Only groups whose names are near the given ones, and people joined with them, are looked at: nobody else can
    have changed. Writes the assignments and the people's own triples into ``changes``.
    """
    before = Identity(Register(Changes(changes.base)))
    after = Identity(Register(changes))
    units = _touched(before, after, sorted(set(keys)), sorted(set(members)))
    wanted: dict[px.NamedNode, px.NamedNode | None] = {}
    for unit in units:
        wanted.update(_assignments(after, unit))
    wanted.update(_gone(before, after, keys, members, wanted))
    return _write(changes, wanted)


def _touched(before: Identity, after: Identity, keys: list[str], members: list[str]) -> set[Unit]:
    """Every unit of the state after, whose person may be another than in the state before."""
    near = set(keys)
    for key in keys:
        near |= before.accepted(key) | after.accepted(key)
    found: set[Unit] = set()
    for state in (before, after):
        units = {unit for key in near for unit in _units_of_group(state, key)}
        for member in members:
            unit = state.unit_of(member)
            if unit is not None and unit.member:
                units.update(other for one in state.part_of(member) if (other := state.unit_of(one)) is not None)
        for unit in units:
            for joined in state.cluster(unit):
                found |= _now(state, after, joined)
        # A part that has come apart or grown: its people are elsewhere in the other state.
        other_state = before if state is after else after
        for unit in units:
            for member in state.members(unit) if unit.member else ():
                elsewhere = other_state.unit_of(member)
                for joined in other_state.cluster(elsewhere) if elsewhere is not None else ():
                    found |= _now(other_state, after, joined)
    return {joined for unit in found for joined in after.cluster(unit)}


def _units_of_group(state: Identity, key: str) -> set[Unit]:
    """The units of a group; those of a single word are looked up by member, as there can be very many."""
    if state.is_firm(key):
        return {Unit(key)}
    if naming.parse(key).bare:
        return set()
    return {unit for member in state.register.group_members(key) if (unit := state.unit_of(member)) is not None}


def _now(state: Identity, after: Identity, unit: Unit) -> set[Unit]:
    """What a unit of one state has become."""
    if state is after or (not unit.member and after.is_firm(unit.key)):
        return {unit}
    return {found for member in state.members(unit) if (found := after.unit_of(member)) is not None}


def _assignments(after: Identity, unit: Unit) -> Iterator[tuple[px.NamedNode, px.NamedNode | None]]:
    person = person_of_units(after.cluster(unit))
    if not unit.member:
        yield group_node(unit.key), person
        return
    yield group_node(unit.key), None
    for member in after.members(unit):
        yield px.NamedNode(member), person


def _gone(
    before: Identity,
    after: Identity,
    keys: Iterable[str],
    members: Iterable[str],
    wanted: Mapping[px.NamedNode, px.NamedNode | None],
) -> Iterator[tuple[px.NamedNode, None]]:
    """The nodes that no longer carry an assignment: of vanished appearances, and of what is decided elsewhere now."""
    for key in keys:
        if not after.is_firm(key):
            yield group_node(key), None
        elif not before.is_firm(key):
            yield from ((px.NamedNode(m), None) for m in before.register.group_members(key))
    for member in members:
        if px.NamedNode(member) not in wanted:
            yield px.NamedNode(member), None


def iri_of(unit: Unit) -> px.NamedNode:
    """The IRI of the person whose chief unit this is: from the name, and for one of several namesakes the article."""
    if not unit.member:
        return group_node(unit.key)
    article = decode(unit.member.removeprefix(f"{BASE}article/").partition("/")[0])
    return person_iri(unit.key.title(), article)


def person_of_units(units: Iterable[Unit]) -> px.NamedNode:
    """The person that units judged to be one person are."""
    return iri_of(identity.head(units))


def key_of(person: px.NamedNode) -> str:
    """The name key that a person's IRI comes from."""
    return decode(person.value.removeprefix(f"{BASE}person/").partition("/")[0]).casefold()


def _write(changes: Changes, wanted: Mapping[px.NamedNode, px.NamedNode | None]) -> Moved:
    people: dict[px.NamedNode, None] = {}
    moved: dict[px.NamedNode, None] = {}
    for node in sorted(wanted, key=str):
        old, new = _node(changes, node, PERSON_OF), wanted[node]
        if old != new:
            moved.update(dict.fromkeys(_appearances_at(changes, node)))
            if old is not None:
                changes.remove(px.Quad(node, PERSON_OF, old, INDEX))
            if new is not None:
                changes.add(px.Quad(node, PERSON_OF, new, INDEX))
        people.update(dict.fromkeys(person for person in (old, new) if person is not None))
    return Moved(tuple(moved), tuple(people))


def _appearances_at(changes: Changes, node: px.NamedNode) -> list[px.NamedNode]:
    """The appearances that an assignment at this node speaks for."""
    key = next((quad.object for quad in changes.match(node, KEY, None, INDEX)), None)
    if key is None:
        return []
    if not isinstance(key, px.Literal) or node != group_node(key.value):
        return [node]
    return [
        quad.subject
        for quad in changes.match(None, KEY, key, INDEX)
        if isinstance(quad.subject, px.NamedNode) and quad.subject != node
    ]


def describe(changes: Changes, people: Iterable[px.NamedNode]) -> None:
    """Brings people's own triples and the words they are found by in step with the index."""
    who = Identity(Register(changes))
    for person in people:
        _describe(changes, person, who)


def _describe(changes: Changes, person: px.NamedNode, who: Identity) -> None:
    known: set[str] = set()
    units: set[Unit] = set()
    for quad in changes.match(None, PERSON_OF, person, INDEX):
        if isinstance(quad.subject, px.NamedNode):
            unit = who.unit_at(end_of(quad.subject.value))
            units.update(() if unit is None else (unit,))
            # A group says what its people are called, somebody of one article has all traits at one place.
            for predicate in (NAMED, TRAIT):
                known.update(text(trait.object) for trait in changes.match(quad.subject, predicate, None, INDEX))
    # One by one, since of the famous there are thousands of others: in which articles they appear.
    old = [quad for predicate in _OWN for quad in changes.match(person, predicate, None, MERGED)]
    old.extend(quad for found_by in (WORD, PAIR) for quad in changes.match(person, found_by, None, INDEX))
    new = list(_description(person, known, who.known_as(sorted(units))))
    changes.replace(old, new)
    spelling.update(changes, (text(quad.object) for quad in set(old) ^ set(new) if quad.predicate == WORD))


_OWN = (TYPE, LABEL, ALT_LABEL, GENDER, EXTERNAL)


def _description(person: px.NamedNode, known: set[str], entries: Iterable[Entry]) -> Iterator[px.Quad]:
    names = {trait.removeprefix(identity.NAME) for trait in known if trait.startswith(identity.NAME)}
    forms = {trait.removeprefix(identity.FORM) for trait in known if trait.startswith(identity.FORM)}
    if not names:
        return
    shown = identity.display_name(known, key_of(person))
    for entry in entries:
        forms.update(entry.names)
        for iri in entry.ids:
            yield px.Quad(person, EXTERNAL, px.NamedNode(iri), MERGED)
    yield px.Quad(person, TYPE, A_PERSON, MERGED)
    yield px.Quad(person, LABEL, px.Literal(shown), MERGED)
    for name in (names | forms) - {shown}:
        yield px.Quad(person, ALT_LABEL, px.Literal(name), MERGED)
    genders = {trait.removeprefix(identity.GENDER) for trait in known if trait.startswith(identity.GENDER)}
    if len(genders) == 1:
        yield px.Quad(person, GENDER, px.Literal(_GENDERS[genders.pop()]), MERGED)
    yield from spelling.found_by(person, names | forms)


def link(changes: Changes, appearances: Iterable[px.NamedNode]) -> None:
    """Makes each appearance the appearance of exactly the person it stands for now, or of nobody if it is gone."""
    for appearance in appearances:
        alive = any(True for _ in changes.match(None, APPEARS, appearance, INDEX))
        person = person_of(changes, appearance) if alive else None
        changes.replace(
            changes.match(None, APPEARS_AS, appearance, MERGED),
            [px.Quad(person, APPEARS_AS, appearance, MERGED)] if person is not None else [],
        )
