"""A path is a shortest chain of facts, whichever way it is searched."""

from __future__ import annotations

import pyoxigraph as px
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import Story

from peoplekg.errors import WrongArgument
from peoplekg.path import find_path, kinds
from peoplekg.store import Store

NAMES = [f"{first} {last}" for first in ("Ada", "Ben", "Cleo") for last in ("Ash", "Birch", "Cedar")]
ties = st.tuples(st.sampled_from(["friend", "sibling"]), st.sampled_from(NAMES), st.sampled_from(NAMES))


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


@given(st.lists(ties, max_size=14), st.sampled_from([None, "friend"]))
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
