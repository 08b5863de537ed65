"""Withdrawing is exact: a store depends on what is in it, not on how it came to be so."""

from __future__ import annotations

import contextlib
import random

import pyoxigraph as px
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import aged, article, born, contents, died, event, inferred, parent, role, tie

from peoplekg.authority import Record
from peoplekg.errors import NotFound, WrongArgument
from peoplekg.graph import BASE, fact_triples, sourced_claims
from peoplekg.model import Claim, Extraction
from peoplekg.store import Store
from peoplekg.store.changes import Changes
from peoplekg.store.people import person_of

NAMES = (
    "Ann Lee",
    "Ann B. Lee",
    "A. Lee",
    "Bill Ross",
    "William Ross",
    "William C. Ross",
    "William D. Ross",
    "Kim",
    "Ross",
    "Ross Bill",
    "Bill Ross Jr.",
)
FEW = ("Ann Lee", "Bo Park", "Cy Young")
DATES = ("1950", "1950-03-04", "1951-03-04", "1980-07-08", "1980", "1979/1980")


def claims() -> st.SearchStrategy[Claim]:
    name = st.sampled_from(NAMES) | st.sampled_from(FEW)
    two = st.lists(name, min_size=2, max_size=2, unique=True)
    date = st.sampled_from(DATES)
    return st.one_of(
        two.map(lambda pair: tie("friend", *pair)),
        two.map(lambda pair: tie("spouse", *pair)),
        two.map(lambda pair: tie("spouse", *pair, polarity="denied")),
        two.map(lambda pair: tie("spouse", *pair, status="former", certainty="reported", attributed_to="a friend")),
        two.map(lambda pair: tie("sibling", *pair)),
        two.map(lambda pair: parent(*pair)),
        st.builds(born, name, date),
        st.builds(died, name, st.sampled_from(("1990", "2001-01-01"))),
        st.builds(aged, name, st.integers(20, 80)),
        st.builds(role, name, st.sampled_from(("actor", "founder")), st.sampled_from(("Skims", "SKIMS", None))),
        two.map(lambda pair: event("meeting", *pair, date="2018-05")),
        two.map(lambda pair: event("birthday", *pair, date="2020")),
        st.sampled_from((("Ann Lee", "Bo Park"), FEW)).map(lambda people: event("meeting", *people)),
    )


def articles() -> st.SearchStrategy[Extraction]:
    return st.builds(
        lambda number, said, published: article(f"article-{number}", *said, published=published),
        st.integers(1, 4),
        st.lists(claims(), min_size=1, max_size=6),
        st.sampled_from(("2020-01-01", "2020-01-20", "2021-01-01", None)),
    )


def acts() -> st.SearchStrategy[tuple[str, object]]:
    return st.one_of(
        articles().map(lambda one: ("load", one)),
        articles().map(lambda one: ("load", one)),
        st.integers(1, 4).map(lambda number: ("withdraw", f"article-{number}")),
        st.tuples(st.sampled_from(("same", "different", "forget")), st.integers(0, 20), st.integers(0, 20)).map(
            lambda three: ("judge", three)
        ),
        st.tuples(st.sampled_from(("one", "two")), st.lists(records(), max_size=3, unique=True)).map(
            lambda two: ("authority", two)
        ),
    )


def records() -> st.SearchStrategy[Record]:
    ids = st.sampled_from(tuple(f"http://www.wikidata.org/entity/Q{n}" for n in (1, 2, 3)))
    return st.builds(
        lambda names, ids, born: Record(names[0], tuple(names[1:]), tuple(ids), born),
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
        st.lists(ids, max_size=2, unique=True),
        st.sampled_from((None, None, "1950", "1980-07-08")),
    )


def carry_out(store: Store, act: tuple[str, object], loaded: dict[str, Extraction]) -> None:
    """One act of a user; what cannot be done is refused and changes nothing."""
    what, about = act
    if isinstance(about, Extraction):
        store.load(about)
        loaded[about.article.id] = about
    elif what == "withdraw" and isinstance(about, str):
        if about in loaded:
            del loaded[about]
            store.withdraw(about)
        else:
            with pytest.raises(NotFound):
                store.withdraw(about)
    elif what == "authority" and isinstance(about, tuple):
        name, known = about
        if known:
            store.load_authority(name, known)
        elif name in {one.name for one in store.authorities()}:
            store.withdraw_authority(name)
        else:
            with pytest.raises(NotFound):
                store.withdraw_authority(name)
    elif isinstance(about, tuple):
        verdict, first, second = about
        people = [one.iri for one in store.people()]
        people += sorted(
            str(quad.object).strip("<>") for quad in store.quads if str(quad.predicate).endswith("ontology#appearsAs>")
        )
        if not people:
            return
        judge = {"same": store.judge_same, "different": store.judge_different, "forget": store.forget_judgement}
        with contextlib.suppress(WrongArgument):
            judge[verdict](people[first % len(people)], people[second % len(people)])


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(acts(), min_size=2, max_size=9), st.randoms(use_true_random=False), st.booleans())
def test_a_store_is_what_is_in_it_however_it_came_to_be_so(
    history: list[tuple[str, object]], chance: random.Random, judged_first: bool
) -> None:
    the_same_by_another_way(history, chance, judged_first)


def the_same_by_another_way(history: list[tuple[str, object]], chance: random.Random, judged_first: bool) -> None:
    """A history of acts, and loading what is left of it in another order, give the same store."""
    store, loaded = Store.open(":memory:"), {}
    for act in history:
        carry_out(store, act, loaded)
    other = Store.open(":memory:")
    left = list(loaded.values())
    chance.shuffle(left)
    judgements = list(store.export("judgements"))
    if judged_first:
        other.restore_authorities(judgements)
        other.restore_judgements(judgements)
    for one in left:
        other.load(one)
    if not judged_first:
        other.restore_judgements(judgements)
        other.restore_authorities(judgements)
    assert contents(store) == contents(other)
    assert store.verify() == []
    assert facts_in(store) == facts_of_all_claims(store)


def facts_in(store: Store) -> set[px.Triple]:
    """The triples of the merged graph that are not about people."""
    merged = store.quads.quads_for_pattern(None, None, None, px.DefaultGraph())
    return {quad.triple for quad in merged if f"{BASE}person/" not in str(quad.subject)}


def facts_of_all_claims(store: Store) -> set[px.Triple]:
    """What the claims that are not held back state, all of them taken together at once."""
    changes = Changes(store.quads)
    held = {held.claim.iri for held in store.held_back()}
    claims = [claim for one in store.articles() for claim in sourced_claims(store.article(one.id))]
    people = {node: person_of(changes, node) for claim in claims for node in claim.appearances()}
    known = {node: person for node, person in people.items() if person is not None}
    return set(fact_triples((claim for claim in claims if claim.iri.value not in held), known))


def test_one_word_is_settled_by_no_authority_whatever_came_first() -> None:
    """A record that shares its id with another name and has a birth date that fits."""
    known = [
        Record("Ann Lee", (), ("http://www.wikidata.org/entity/Q1",), "1950"),
        Record("Kim", (), ("http://www.wikidata.org/entity/Q1",), None),
    ]
    said = article("a", born("Kim", "1950"), published="2020")
    one, other = Store.open(":memory:"), Store.open(":memory:")
    one.load_authority("one", known)
    one.load(said)
    other.load(said)
    other.load_authority("one", known)
    assert contents(one) == contents(other)


def test_what_is_held_back_does_not_depend_on_what_came_first() -> None:
    """The mother's birth is known from one article and the child's from another that cannot be right about it."""
    said = [
        article(
            "a", aged("Bo Park", 37), born("Bo Park", "1950-03-04"), parent("Ann Lee", "Bo Park"), published="2021"
        ),
        article("b", born("Ann Lee", "1979/1980"), published="2020"),
    ]
    one, other = Store.open(":memory:"), Store.open(":memory:")
    for first, second in zip(said, reversed(said), strict=True):
        one.load(first)
        other.load(second)
    assert contents(one) == contents(other)
    assert [held.claim.sourced.claim.kind for held in one.held_back()] == ["born"]
    assert ("Ann_Lee", "parentOf", "Bo_Park") in inferred(one)
