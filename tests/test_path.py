"""A path is the first of the shortest chains of facts, whichever way it is searched."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pyoxigraph as px
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import Story

from peoplekg import path
from peoplekg.errors import WrongArgument
from peoplekg.ontology import term
from peoplekg.path import find_path, kinds
from peoplekg.store import Store
from peoplekg.store.terms import INDEX, JOURNAL, KEPT, MERGED, TIED, TIES, TYPE

NAMES = [f"{first} {last}" for first in ("Ada", "Ben", "Cleo") for last in ("Ash", "Birch", "Cedar")]
told_ties = st.tuples(st.sampled_from(["friend", "sibling"]), st.sampled_from(NAMES), st.sampled_from(NAMES))


def story(found: list[tuple[str, str, str]]) -> Story:
    told = Story("ties", "Ties", "2024-01-01")
    told.say("All the names.", *(("age", {"person": name}, {"years": 40}, {}) for name in NAMES))
    for kind, one, other in found:
        if one != other:
            told.say(f"{one} and {other}: {kind}.", (kind, {"persons": (one, other)}, {}, {}))
    return told


def distance(found: list[tuple[str, str, str]], start: str, end: str) -> int | None:
    """By widening circles, in plain Python."""
    reached, edge, steps = {start}, {start}, 0
    while edge:
        if end in edge:
            return steps
        near = {b for _, one, other in found for a, b in ((one, other), (other, one)) if a in edge}
        edge = near - reached
        reached |= edge
        steps += 1
    return None


@given(st.lists(told_ties, max_size=14), st.sampled_from([None, "friend"]))
@settings(deadline=None, max_examples=30)
def test_a_path_is_as_short_as_can_be_and_hangs_together(found: list[tuple[str, str, str]], via: str | None) -> None:
    with Store.open(":memory:") as store:
        store.load(story(found).extraction())
        start, end = (px.NamedNode(store.find_person(name).iri) for name in (NAMES[0], NAMES[-1]))
        steps = find_path(store, start, end, longest=9, via=kinds([via]) if via else None)
        counted = [tie for tie in found if via in {None, tie[0]}]
        expected = distance(counted, NAMES[0], NAMES[-1])
        assert (None if steps is None else len(steps)) == expected
        at = start
        for step in steps or []:
            assert step.start == at
            involved = {quad.object for quad in store.quads.quads_for_pattern(step.fact, None, None, px.DefaultGraph())}
            assert {step.start, step.end} <= involved
            at = step.end
        assert steps is None or at == end


def test_nobody_is_far_from_themselves() -> None:
    with Store.open(":memory:") as store:
        store.load(story([]).extraction())
        somebody = px.NamedNode(store.find_person("Ada Ash").iri)
        assert find_path(store, somebody, somebody) == []


def test_kinds() -> None:
    assert kinds([]) is None
    assert kinds(["family"]) == {"spouse", "parent", "sibling", "kin"}
    with pytest.raises(WrongArgument, match="friend"):
        kinds(["freind"])


# A few who may have ties to hundreds whom nobody else knows, more than are read at once, and others among each other.
PEOPLE = [px.NamedNode(f"https://w3id.org/peoplekg/id/person/p{number}") for number in range(40)]
CROWD = [px.NamedNode(f"https://w3id.org/peoplekg/id/person/c{number}") for number in range(300)]
numbered = st.integers(0, len(PEOPLE) - 1)
pairs = st.lists(st.tuples(st.sampled_from(["friend", "rival"]), numbered, numbered), min_size=30, max_size=110)
famous = st.dictionaries(numbered, st.integers(50, len(CROWD)), max_size=4)
Fact = tuple[str, px.NamedNode, px.NamedNode]


def spread(pairs: list[tuple[str, int, int]], famous: dict[int, int]) -> list[Fact]:
    """Ties between pairs of people, and rivalries of some with so many of the crowd."""
    facts = [(kind, PEOPLE[one], PEOPLE[other]) for kind, one, other in pairs if one != other]
    return facts + [("rival", PEOPLE[one], other) for one, count in famous.items() for other in CROWD[:count]]


def filled(facts: list[Fact]) -> Store:
    """A store with these facts, of which the last is the first by IRI."""
    classes = {"friend": ("Friendship", "Friend"), "rival": ("Rivalry", "Rival")}
    quads = px.Store()
    for number, (kind, one, other) in enumerate(reversed(facts)):
        name, role = classes[kind]
        fact = px.NamedNode(f"https://w3id.org/peoplekg/id/fact/{number:05}")
        for predicate, value in ((TYPE, term(name)), (term(f"first{role}"), one), (term(f"second{role}"), other)):
            quads.add(px.Quad(fact, predicate, value, MERGED))
        quads.add(px.Quad(fact, term("key"), px.Literal(fact.value), MERGED))
    return Store(quads)


def first_chain(facts: list[Fact], start: px.NamedNode, end: px.NamedNode) -> list[px.NamedNode] | None:
    """By widening circles around the end, and from the start always to the first by IRI who is nearer."""
    near: dict[px.NamedNode, set[px.NamedNode]] = {}
    for _, one, other in facts:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    distances, edge = {end: 0}, [end]
    while edge:
        edge = sorted({other for one in edge for other in near.get(one, ()) if other not in distances}, key=str)
        distances.update(dict.fromkeys(edge, max(distances.values()) + 1))
    if start not in distances:
        return None
    chain = [start]
    while chain[-1] != end:
        nearer = (one for one in near[chain[-1]] if distances[one] == distances[chain[-1]] - 1)
        chain.append(min(nearer, key=lambda one: one.value))
    return chain


@given(pairs, famous, numbered, numbered, st.sampled_from([None, "friend"]), st.sampled_from([1, 4, 64]))
@settings(deadline=None, max_examples=120)
def test_by_way_of_the_famous_or_not_it_is_the_first_of_the_shortest_chains(
    pairs: list[tuple[str, int, int]], famous: dict[int, int], start: int, end: int, via: str | None, at_first: int
) -> None:
    facts = spread(pairs, famous)
    store = filled(facts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(path, "_AT_FIRST", at_first)  # how much is read at a time must not matter
        found = find_path(store, PEOPLE[start], PEOPLE[end], longest=20, via=kinds([via]) if via else None)
    counted = [fact for fact in facts if via in {None, fact[0]}]
    expected = first_chain(counted, PEOPLE[start], PEOPLE[end])
    if expected is None or len(expected) > 21:
        assert found is None
        return
    assert found is not None
    assert [PEOPLE[start], *(step.end for step in found)] == expected
    for step in found:
        of_both = [number for number, fact in enumerate(reversed(facts)) if {step.start, step.end} == set(fact[1:])]
        allowed = [number for number in of_both if via in {None, [*reversed(facts)][number][0]}]
        assert step.fact.value == f"https://w3id.org/peoplekg/id/fact/{allowed[0]:05}"


def entries(store: Store) -> set[px.Quad]:
    """What the index says of ties."""
    found = store.quads.quads_for_pattern(None, None, None, INDEX)
    return {quad for quad in found if quad.predicate == TIES or quad.predicate.value.startswith(TIED)}


def facts_of_two(store: Store) -> dict[px.NamedNode, set[px.NamedNode]]:
    """The facts of a store that involve several people."""
    found: dict[px.NamedNode, set[px.NamedNode]] = {}
    for quad in store.quads.quads_for_pattern(None, None, None, MERGED):
        if isinstance(quad.object, px.NamedNode) and "/id/person/" in quad.object.value and "/pair/" not in str(quad):
            found.setdefault(quad.subject, set()).add(quad.object)  # type: ignore[arg-type]
    return {fact: people for fact, people in found.items() if len(people) > 1}


@given(st.lists(st.lists(told_ties, max_size=4), min_size=1, max_size=4), st.data())
@settings(deadline=None, max_examples=25)
def test_the_index_has_the_ties_that_the_facts_make_and_no_others(
    articles: list[list[tuple[str, str, str]]], data: st.DataObject
) -> None:
    with Store.open(":memory:") as store:
        for number, found in enumerate(articles):
            told = story(found)
            meeting = ("event", {"participants": tuple(NAMES[number : number + 3])}, {"type": "meeting"}, {})
            told.say("A meeting.", meeting)
            extraction = told.extraction()
            store.load(replace(extraction, article=replace(extraction.article, id=f"a{number}")))
        for number in data.draw(st.sets(st.integers(0, len(articles) - 1))):
            store.withdraw(f"a{number}")
        told_of = facts_of_two(store)
        expected = {frozenset(pair) for people in told_of.values() for pair in combinations(people, 2)}
        tied = {(q.subject, q.object) for q in entries(store) if q.predicate != TIES}
        assert {frozenset(pair) for pair in tied} == expected
        assert {(other, one) for one, other in tied} == tied
        assert {quad.subject for quad in entries(store) if quad.predicate == TIES} == set(told_of)


def test_a_store_without_an_index_of_ties_answers_too_and_gets_one_with_the_next_article() -> None:
    with Store.open(":memory:") as store:
        store.load(story([("friend", NAMES[0], NAMES[1]), ("sibling", NAMES[1], NAMES[2])]).extraction())
        ends = [px.NamedNode(store.find_person(name).iri) for name in (NAMES[0], NAMES[2])]
        indexed, found = entries(store), find_path(store, *ends)
        for quad in (*indexed, px.Quad(JOURNAL, KEPT, TIES, JOURNAL)):
            store.quads.remove(quad)
        assert not entries(store)
        assert found is not None and len(found) == 2
        assert find_path(store, *ends) == found
        store.load(Story("other", "Other", "2024-01-02").extraction())
        assert entries(store) == indexed
