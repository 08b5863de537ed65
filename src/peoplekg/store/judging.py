"""The user's judgements on who is who: kept in a graph of their own, in force at once and for all later loads."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as px

import peoplekg
from peoplekg import naming
from peoplekg.errors import NotFound, WrongArgument
from peoplekg.identity import Doubt, Identity, Unit
from peoplekg.store import finding, journal, people, register
from peoplekg.store.changes import Changes, text
from peoplekg.store.loading import Touched, settle_people
from peoplekg.store.register import Register
from peoplekg.store.reports import Judgement, Undecided, Verdict
from peoplekg.store.terms import APPEARS, DIFFERENT, INDEX, JUDGEMENTS, KEY, PERSON_OF, SAME, group_node

_PREDICATES: dict[Verdict, px.NamedNode] = {"same": SAME, "different": DIFFERENT}


def judge(store: px.Store, verdict: Verdict | None, first: str, second: str) -> bool:
    """Records that two people are the same or different, or (None) takes back what was judged of them.

    ``first`` and ``second`` are names as people type them, or IRIs of people, also of people of single articles
    (appearances). What was judged of the two before is replaced, even if they go under one name since.
    Says whether anything changed. Raises NotFound and Ambiguous for names, WrongArgument for one person twice.
    """
    if first == second:
        raise WrongArgument(f"{first} is the same as {second}; name two people")
    changes = Changes(store)
    old = _earlier(changes, first, second)
    if old:
        ends = sorted((old[0].subject, old[0].object), key=str)
    elif verdict is None:
        return False
    else:
        ends = sorted((_end(changes, first), _end(changes, second)), key=str)
        if ends[0] == ends[1]:
            raise WrongArgument(f"{first} and {second} are one person in the store; part them by the IRIs of articles")
    spoken = _spoken(changes, first, second)
    new = [px.Quad(ends[0], _PREDICATES[verdict], ends[1], JUDGEMENTS)] if verdict else []  # type: ignore[arg-type]
    if set(old) == set(new):
        return False
    changes.replace(old, new)
    settle_people(changes, _around(changes, [end for end in ends if isinstance(end, px.NamedNode)]))
    done = f"judged {verdict}" if verdict else "judgement taken back"
    journal.record(changes, done, ", ".join(spoken), peoplekg.__version__)
    changes.commit()
    return True


def _spoken(changes: Changes, *judged: str) -> tuple[str, ...]:
    """How the journal calls those who are judged: by name, or as they were given where the names are the same."""
    people = [finding.person(changes, px.NamedNode(one)) if one.startswith("http") else None for one in judged]
    names = tuple(known.name if known else one for known, one in zip(people, judged, strict=True))
    return names if len(set(names)) == len(names) else judged


def _earlier(changes: Changes, first: str, second: str) -> list[px.Quad]:
    """The judgements whose two ends go by these names or IRIs."""
    found = []
    for predicate in _PREDICATES.values():
        for quad in changes.match(None, predicate, None, JUDGEMENTS):
            ends = (_called(changes, quad.subject), _called(changes, quad.object))
            names = [{name, naming.key(name)} for name in (first, second)]
            if (names[0] & ends[0] and names[1] & ends[1]) or (names[0] & ends[1] and names[1] & ends[0]):
                found.append(quad)
    return sorted(found, key=str)


def _called(changes: Changes, end: object) -> set[str]:
    """What a judgement's end may be called: its IRI, its name's key, and for one article's also the person's IRI."""
    if not isinstance(end, px.NamedNode):
        return set()
    key = Register(changes).key_of(end.value)
    person = people.person_of(changes, end)
    own = {person.value} if person is not None and end != group_node(key or "") else set()
    return {end.value, register.end_of(end.value), *own, *([] if key is None else [key])}


def restore(store: px.Store, quads: Iterable[px.Quad | px.Triple]) -> int:
    """Takes over judgements from an export; says how many are new. Those on people not in the store wait for them."""
    changes = Changes(store)
    ends: set[px.NamedNode] = set()
    for quad in quads:
        if quad.predicate in (SAME, DIFFERENT):
            changes.add(px.Quad(quad.subject, quad.predicate, quad.object, JUDGEMENTS))
            ends.update(end for end in (quad.subject, quad.object) if isinstance(end, px.NamedNode))
    if not changes:
        return 0
    new = len(changes.added)
    settle_people(changes, _around(changes, ends))
    journal.record(changes, "judgements restored", str(new), peoplekg.__version__)
    changes.commit()
    return new


def _around(changes: Changes, ends: Iterable[px.NamedNode]) -> Touched:
    """The groups and appearances that judgements with these ends concern."""
    keys, members = set(), set()
    looked_up = Register(changes)
    for end in ends:
        key = looked_up.key_of(end.value)
        keys.update([] if key is None else [key])
        if end != group_node(key or ""):
            members.add(end)
    return Touched(frozenset(keys), frozenset(members))


def _end(changes: Changes, iri: str) -> px.NamedNode:
    """What a judgement on this person is kept by: the name's group if it is one person, else one of an article."""
    node = px.NamedNode(iri if iri.startswith(("http://", "https://")) else finding.find(changes, iri).iri)
    if any(True for _ in changes.match(None, APPEARS, node, INDEX)):
        return node
    anchors = [q.subject for q in changes.match(None, PERSON_OF, node, INDEX)]
    if not anchors:
        raise NotFound(f"there is nobody <{iri}> in the store; `peoplekg people` lists who is there")
    # The person's IRI comes from one of its units, and so does what the judgement is kept by.
    identity = Identity(Register(changes))
    for anchor in sorted(anchors, key=str):
        unit = identity.unit_at(_as_end(anchor))
        if unit is not None and people.iri_of(unit) == node:
            return group_node(unit.key) if not unit.member else px.NamedNode(unit.member)
    return min((one for one in anchors if isinstance(one, px.NamedNode)), key=str)


def _as_end(anchor: object) -> str:
    return register.end_of(anchor.value) if isinstance(anchor, px.NamedNode) else ""


def judgements(changes: Changes) -> list[Judgement]:
    """All judgements, in a fixed order."""
    found = [
        Judgement(verdict, register.end_of(text(quad.subject)), register.end_of(text(quad.object)))
        for verdict, predicate in _PREDICATES.items()
        for quad in changes.match(None, predicate, None, JUDGEMENTS)
    ]
    return sorted(found, key=lambda one: (one.verdict, one.first, one.second))


def undecided(changes: Changes) -> list[Undecided]:
    """Every pair that is kept apart though something speaks for one person, as IRIs, in a fixed order."""
    looked_up = Register(changes)
    identity = Identity(looked_up)
    keys = {
        text(quad.object)
        for quad in changes.match(None, KEY, None, INDEX)
        if quad.subject == group_node(text(quad.object))
    }
    found = {_between(identity, doubt): doubt for doubt in identity.doubts(keys)}
    return [
        Undecided(first, second, doubt.reasons_for, doubt.reasons_against)
        for (first, second), doubt in sorted(found.items(), key=lambda item: item[0])
        if first != second
    ]


def _between(identity: Identity, doubt: Doubt) -> tuple[str, str]:
    first, second = sorted(_person(identity, unit) for unit in (doubt.first, doubt.second))
    return first, second


def _person(identity: Identity, unit: Unit) -> str:
    return people.person_of_units(identity.cluster(unit)).value
